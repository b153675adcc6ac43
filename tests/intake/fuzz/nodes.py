"""The XML of a workbook's parts spoilt node by node, so that it stays XML."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from random import Random
from xml.etree.ElementTree import Element, SubElement

from defusedxml.ElementTree import fromstring

from tests.intake.build import MAIN, Parts
from tests.intake.fuzz.sources import written

_TEXTS = (
    *(
        "",
        " ",
        "\n",
        "　",
        "合计",
        "小计",
        "总计",
        "注：",
        "-",
        "—",
        "/",
        "无",
        "√",
        "×",
        "半",
        "√(产假)",
        "0.5",
    ),
    *(
        "约30",
        "30多",
        "-5",
        "-0.5",
        "1e400",
        "1e-400",
        "9" * 40,
        "9" * 400,
        "0." + "3" * 30,
        "12345678901234",
    ),
    *(
        "1,550户",
        "１２３４．５",
        "5%",
        "-80%",
        "1000000%",
        "1/0",
        "=1+1",
        "NaN",
        "Infinity",
        "0x10",
        "²",
        "½",
        "٣",
    ),
    *(
        "#REF!",
        "#DIV/0!",
        "true",
        "8月",
        "13月",
        "0月",
        "十三月",
        "1800年1月",
        "2099年12月",
        "202308",
        "9999-12-31",
    ),
    *("2023年2月30日", "2025年7月31日至2023年8月1日", "1900年1月1日至2099年12月31日", "2023.8.1-2024.7.31"),
    *("45139", "2958465", "2023年8月1日离职，2023年9月1日入职", "2023年9月1日入职，2023年8月1日离职"),
    *(
        "姓名",
        "片区",
        "服务片区",
        "协议量",
        "完成量",
        "协议-完成",
        "协议结案率",
        "一片区",
        "片区1及专项",
        "第十片区",
    ),
    *(
        "甲" * 121,
        "甲" * 32_767,
        "甲\x7f乙",
        "甲\x85乙",
        "甲\u2028乙",
        "\u202e甲",
        "\U0001f600",
        "甲_x0000_乙",
    ),
    *("_xD800_", "_x001F_", "\ufeff", "\ufffd", "甲" * 2_000 + "协议量", "（" * 500, "8月" * 200),
)
_ATTRIBUTES = (
    *(
        "",
        "-1",
        "0",
        "1",
        "1e400",
        "9" * 20,
        "nan",
        "A0",
        "ZZZZ9",
        "1048576",
        "1048577",
        "true",
        "A1:A1048576",
    ),
    *(
        "s",
        "b",
        "e",
        "d",
        "n",
        "str",
        "inlineStr",
        "shared",
        "hidden",
        "A1:XFD1048576",
        "XFD1048576",
        "1" * 5_000,
    ),
    *("../../a.xml", "/xl/workbook.xml", "rId1", "甲" * 300, "file:///a", "\t"),
)
_RANGES = (
    *("A1:XFD1048576", "A1:C9", "B2:D12", "C4:C4", "E4:C2", "A1", "", "A0:B2", "A3:A3000", "B1:XFD2", "1:5"),
    *("A:C", "A1:B2 C3:D4", "AAAA1:B2", "A1:Z99", "C3:H3", "D4:F9"),
)


@contextmanager
def _tree(parts: Parts, path: str) -> Iterator[Element]:
    """A part's XML, written back when it has been changed."""
    root = fromstring(parts[path])
    yield root
    parts[path] = written(root)


def _named(root: Element, name: str) -> list[Element]:
    return list(root.iter(f"{{{MAIN}}}{name}"))


def _sheet(random: Random, parts: Parts) -> str:
    return random.choice([path for path in parts if path.startswith("xl/worksheets/sheet")])


def rearranged(random: Random, data: bytes) -> bytes:
    """A part with nodes deleted, doubled, moved, and attributes or texts that are something else."""
    parts = {"": data}
    with _tree(parts, "") as root:
        parents = [each for each in root.iter() if len(each)]
        for _ in range(random.randint(1, 6)):
            if parents:
                random.choice(_ACTS)(random, random.choice(parents), random.choice(parents))
    return parts[""]


def _delete(random: Random, parent: Element, other: Element) -> None:
    if len(parent):
        parent.remove(random.choice(list(parent)))


def _double(random: Random, parent: Element, other: Element) -> None:
    if len(parent):
        node = random.choice(list(parent))
        copy = Element(node.tag, dict(node.attrib))
        copy.text = node.text
        copy.extend(list(node))
        parent.insert(random.randrange(len(parent) + 1), copy)


def _move(random: Random, parent: Element, other: Element) -> None:
    leaves = [each for each in parent if not len(each) and each is not other]
    if leaves:
        node = random.choice(leaves)
        parent.remove(node)
        other.insert(random.randrange(len(other) + 1), node)


def _swap(random: Random, parent: Element, other: Element) -> None:
    children = list(parent)
    random.shuffle(children)
    parent[:] = children


def _set(random: Random, parent: Element, other: Element) -> None:
    node = random.choice([parent, *parent])
    if node.attrib and random.random() < 0.7:
        node.set(random.choice(sorted(node.attrib)), random.choice(_ATTRIBUTES))
    else:
        node.text = random.choice((*_ATTRIBUTES, *_TEXTS))


def _rename(random: Random, parent: Element, other: Element) -> None:
    node = random.choice([parent, *parent])
    node.tag = random.choice((other.tag, "a", f"{{{MAIN}}}c", f"{{{MAIN}}}row"))


_ACTS: tuple[Callable[[Random, Element, Element], None], ...] = (
    _delete,
    _double,
    _move,
    _swap,
    _set,
    _rename,
)


def spoil_values(random: Random, parts: Parts) -> None:
    """Some cells hold a text, a number, an error, a date or a formula's value that nobody expects there."""
    with _tree(parts, _sheet(random, parts)) as root:
        cells = _named(root, "c")
        for cell in random.sample(cells, min(len(cells), random.randint(1, 12))):
            _fill(random, cell)


def _fill(random: Random, cell: Element) -> None:
    kind = random.choice(("text", "text", "number", "e", "b", "d", "formula", "empty"))
    cell[:] = []
    cell.attrib.pop("t", None)
    text = random.choice(_TEXTS)
    if kind == "text":
        cell.set("t", "inlineStr")
        SubElement(SubElement(cell, f"{{{MAIN}}}is"), f"{{{MAIN}}}t").text = text
    elif kind == "formula":
        cell.set("t", "str")
        SubElement(cell, f"{{{MAIN}}}f").text = random.choice(("1+1", "[1]Sheet1!A1", "A1" * 4_000, "'"))
        SubElement(cell, f"{{{MAIN}}}v").text = text
    elif kind != "empty":
        if kind != "number":
            cell.set("t", kind)
        numbers = ("-1", "0.3333333333333333", "1E+300", "1e-300", "1000000000001", "45139", "-45139", text)
        SubElement(cell, f"{{{MAIN}}}v").text = random.choice(numbers)


def spoil_types(random: Random, parts: Parts) -> None:
    """Some cells say that they are something else: texts by an index there is not, dates, percentages."""
    with _tree(parts, _sheet(random, parts)) as root:
        cells = _named(root, "c")
        for cell in random.sample(cells, min(len(cells), random.randint(1, 30))):
            name = random.choice(("t", "t", "s", "r"))
            wanted = ("s", "b", "e", "d", "n", "str", "x") if name == "t" else _ATTRIBUTES
            cell.set(name, random.choice(wanted))


def spoil_shared_texts(random: Random, parts: Parts) -> None:
    """The texts that cells share are lost, shifted, endless or something else."""
    path = "xl/sharedStrings.xml"
    with _tree(parts, path) as root:
        for _ in range(random.randint(1, 6)):
            texts = _named(root, "t")
            if texts and random.random() < 0.7:
                random.choice(texts).text = random.choice(_TEXTS)
            elif len(root):
                random.choice((_delete, _double, _swap))(random, root, root)


def spoil_merged(random: Random, parts: Parts) -> None:
    """Ranges are merged that overlap, cover the sheet or are none."""
    with _tree(parts, _sheet(random, parts)) as root:
        found = _named(root, "mergeCells")
        merged = found[0] if found else SubElement(root, f"{{{MAIN}}}mergeCells")
        for _ in range(random.randint(1, 8)):
            SubElement(merged, f"{{{MAIN}}}mergeCell", {"ref": random.choice(_RANGES)})


def spoil_claims(random: Random, parts: Parts) -> None:
    """The sheet claims another size; rows and columns are hidden, far away or counted twice."""
    with _tree(parts, _sheet(random, parts)) as root:
        for each in _named(root, "dimension"):
            each.set("ref", random.choice(_RANGES))
        rows = _named(root, "row")
        for row in random.sample(rows, min(len(rows), random.randint(1, 4))):
            name = random.choice(("hidden", "r", "r", "spans"))
            row.set(name, "1" if name == "hidden" else random.choice(_ATTRIBUTES))
        columns = Element(f"{{{MAIN}}}cols")
        SubElement(columns, f"{{{MAIN}}}col", {"min": "1", "max": random.choice(_ATTRIBUTES), "hidden": "1"})
        root.insert(0, columns)


def spoil_names(random: Random, parts: Parts) -> None:
    """Sheets have no name, the same one, or one that nothing can be called; they are hidden or not there."""
    with _tree(parts, "xl/workbook.xml") as root:
        for each in _named(root, "sheet"):
            name = random.choice(("name", "name", "state", "sheetId", *each.attrib))
            each.set(name, random.choice((*_ATTRIBUTES, *_TEXTS, "表", "veryHidden")))
        (sheets,) = _named(root, "sheets")[:1] or [root]
        random.choice((_double, _swap, _swap, _delete))(random, sheets, sheets)
