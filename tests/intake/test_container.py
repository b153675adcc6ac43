"""What is no workbook, or a dangerous one, is refused with one sentence; nothing of it is read."""

import gzip
import pickle
import struct
import zipfile
from collections.abc import Callable
from io import BytesIO

import pytest

from sgz_desktop.intake import limits
from sgz_desktop.intake.container import open_workbook
from sgz_desktop.intake.unreadable import (
    Bomb,
    Damaged,
    Empty,
    Encrypted,
    Entities,
    ExternalLinks,
    Macros,
    NoSheets,
    NoWorkbook,
    OldWorkbook,
    OtherFormat,
    OtherWorkbook,
    Packed,
    PlainText,
    TooBig,
    Unreadable,
    UnsafePath,
    WebPage,
)
from sgz_desktop.intake.workbooks import read_workbook
from tests.intake import build

GOOD = build.parts(build.sheet_xml('<row r="1"><c r="A1"><v>1</v></c></row>'))
OLE2 = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)


def stream(name: str) -> bytes:
    """A compound file that names one stream."""
    return OLE2 + name.encode("utf-16-le") + bytes(64)


def with_part(path: str, data: bytes = b"x") -> bytes:
    """A good workbook with one more part."""
    return build.packed(GOOD | {path: data})


def replaced(path: str, old: bytes, new: bytes) -> bytes:
    return build.packed(GOOD | {path: GOOD[path].replace(old, new)})


def marked_encrypted() -> bytes:
    """A good workbook whose entries say that they are encrypted."""
    data = bytearray(build.packed(GOOD))
    for header, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = data.find(header)
        while at >= 0:
            data[at + flags] |= 1
            at = data.find(header, at + 4)
    return bytes(data)


def packed_otherwise() -> bytes:
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_LZMA) as archive:
        for path, data in GOOD.items():
            archive.writestr(path, data)
    return buffer.getvalue()


def claiming(size: int) -> bytes:
    """A good workbook whose first entry claims another size unpacked."""
    data = bytearray(build.packed(GOOD))
    struct.pack_into("<I", data, data.find(b"PK\x01\x02") + 24, size)
    return bytes(data)


def overlapping() -> bytes:
    """Twenty entries that all lie on one piece of the file, each small beside what it grows to."""
    data = build.packed({"xl/workbook.xml": bytes(range(256)) * 4000})
    at = data.find(b"PK\x01\x02")
    central, end = data[at : data.find(b"PK\x05\x06")], bytearray(data[data.find(b"PK\x05\x06") :])
    names = [b"xl/workboo%c.xml" % letter for letter in range(ord("a"), ord("u"))]
    entries = b"".join(central.replace(b"xl/workbook.xml", name) for name in names)
    struct.pack_into("<HHII", end, 8, len(names), len(names), len(entries), at)
    return data[:at] + entries + bytes(end)


RELATIONS = "xl/_rels/workbook.xml.rels"


def related(kind: str, target: str, path: str = RELATIONS, more: str = "") -> bytes:
    """A good workbook with one more relation."""
    end = b"</Relationships>"
    old = GOOD.get(path, b"<Relationships></Relationships>")
    one = f'<Relationship Id="rIdX" Type="http://x/{kind}" Target="{target}" {more}/>'
    return build.packed(GOOD | {path: old.replace(end, one.encode() + end)})


def citing(formula: str) -> bytes:
    """A workbook with a formula."""
    return build.packed(
        build.parts(build.sheet_xml(f'<row r="2"><c r="B2"><f>{formula}</f><v>5</v></c></row>'))
    )


DTD = b'<!DOCTYPE a [<!ENTITY a "b">]>'
CASES: dict[str, tuple[type[Unreadable], Callable[[], bytes], str]] = {
    "empty": (Empty, lambda: b"", "空文件"),
    "too big": (TooBig, lambda: bytes(limits.FILE_BYTES + 1), "20 MB"),
    "xls": (OldWorkbook, lambda: stream("Workbook"), "另存为"),
    "xls of Excel 4": (OldWorkbook, lambda: b"\x09\x04\x06\x00\x00\x00\x10\x00", "另存为"),
    "encrypted": (Encrypted, lambda: stream("EncryptedPackage"), "去除打开密码"),
    "doc": (OtherFormat, lambda: stream("WordDocument"), "Word"),
    "ppt": (OtherFormat, lambda: stream("PowerPoint Document"), "演示文稿"),
    "csv": (PlainText, lambda: "姓名,8月\n甲,1\n".encode(), ".csv"),
    "csv of Windows": (PlainText, lambda: ("姓名,8月\n" * 2000).encode("gb18030"), ".csv"),
    "csv with a mark": (PlainText, lambda: "姓名\t8月".encode("utf-16"), ".csv"),
    "csv of nobody knows": (PlainText, lambda: b"a,\xa0\xff\nb", ".csv"),
    "page": (WebPage, lambda: "<html><table><tr><td>姓名".encode(), "网页"),
    "xml of Excel 2003": (WebPage, lambda: b'\xef\xbb\xbf<?xml version="1.0"?><Workbook/>', "网页"),
    "pdf": (OtherFormat, lambda: b"%PDF-1.7 \x00\x01", "PDF"),
    "picture": (OtherFormat, lambda: b"\x89PNG\r\n\x1a\n\x00", "图片"),
    "gzip": (Packed, lambda: gzip.compress(b"x"), "解压"),
    "noise": (NoWorkbook, lambda: bytes(range(256)) * 9, "不是 .xlsx"),
    "half a mark": (NoWorkbook, lambda: b"\xff\xfe\x00\xd8\x01", "不是 .xlsx"),
    "cut": (Damaged, lambda: build.packed(GOOD)[:-40], "损坏"),
    "empty zip": (Damaged, lambda: build.packed({}), "损坏"),
    "some zip": (Damaged, lambda: build.packed({"a.txt": b"x"}), "损坏"),
    "zip of workbooks": (Packed, lambda: build.packed({"附件/附件1.xlsx": b"x"}), "解压"),
    "docx": (OtherFormat, lambda: build.packed({"word/document.xml": b"x"}), "Word"),
    "pptx": (OtherFormat, lambda: build.packed({"ppt/presentation.xml": b"x"}), "演示文稿"),
    "xlsb": (OtherWorkbook, lambda: build.packed({"xl/workbook.bin": b"x"}), ".xlsb"),
    "ods": (
        OtherWorkbook,
        lambda: build.packed({"mimetype": b"application/vnd.oasis.opendocument.spreadsheet"}),
        ".ods",
    ),
    "broken word on what it is": (
        Damaged,
        lambda: build.packed({"mimetype": b"application/vnd.oasis"}).replace(
            b"\x4b\x2c\x28\xc8", b"\xff" * 4
        ),
        "损坏",
    ),
    "odt": (
        OtherFormat,
        lambda: build.packed({"mimetype": b"application/vnd.oasis.opendocument.text"}),
        "OpenDocument",
    ),
    "numbers": (OtherWorkbook, lambda: build.packed({"Index/Document.iwa": b"x"}), "Numbers"),
    "macros": (Macros, lambda: with_part("xl/vbaProject.bin"), "没有运行"),
    "macros of Excel 4": (Macros, lambda: with_part("xl/macrosheets/sheet1.xml"), "没有运行"),
    "macros by type": (
        Macros,
        lambda: replaced("[Content_Types].xml", b".sheet.main", b".sheet.macroEnabled.main"),
        "没有运行",
    ),
    "way out": (UnsafePath, lambda: with_part("../../etc/passwd"), "不安全的路径"),
    "way out of Windows": (UnsafePath, lambda: with_part("xl\\..\\..\\a.xml"), "不安全的路径"),
    "absolute": (UnsafePath, lambda: with_part("/etc/passwd"), "不安全的路径"),
    "drive": (UnsafePath, lambda: with_part("C:/a.xml"), "不安全的路径"),
    "twice": (UnsafePath, lambda: with_part("XL/Workbook.xml"), "不安全的路径"),
    "relation that climbs out": (
        UnsafePath,
        lambda: replaced(RELATIONS, b'"worksheets/', b'"../../../../etc/passwd/'),
        "不安全的路径",
    ),
    "relation to a drive": (UnsafePath, lambda: related("styles", "/C:\\a.xml"), "不安全的路径"),
    "relation in disguise": (UnsafePath, lambda: related("x", "..%2F..%5Ca.xml"), "不安全的路径"),
    "relation of a sheet": (
        UnsafePath,
        lambda: related("drawing", "../../../a.xml", "xl/worksheets/_rels/sheet1.xml.rels"),
        "不安全的路径",
    ),
    "relation to a server": (UnsafePath, lambda: related("x", "\\\\server\\a.xml"), "不安全的路径"),
    "link": (ExternalLinks, lambda: related("externalLink", "externalLinks/externalLink1.xml"), "断开链接"),
    "link left over": (ExternalLinks, lambda: with_part("xl/externalLinks/externalLink1.xml"), "断开链接"),
    "link by an address": (
        ExternalLinks,
        lambda: related("worksheet", "https://example.com/1.xml"),
        "断开链接",
    ),
    "link of an object": (
        ExternalLinks,
        lambda: related(
            "oleObject", "file:///D:/a.xlsx", "xl/worksheets/_rels/s.rels", 'TargetMode="External"'
        ),
        "断开链接",
    ),
    "link of a name": (
        ExternalLinks,
        lambda: replaced(
            "xl/workbook.xml",
            b"</sheets>",
            b"</sheets><definedNames><definedName name='a'>[1]S!$A$1</definedName></definedNames>",
        ),
        "工作簿的名称",
    ),
    "formula": (ExternalLinks, lambda: citing("[1]表1!A1"), "“表1”B2 的公式"),
    "formula with a quoted name": (ExternalLinks, lambda: citing("SUM('[2]附件 1'!A1:A9)"), "断开链接"),
    "formula with a file": (ExternalLinks, lambda: citing("'C:\\[旧.xlsx]表1'!A1"), "断开链接"),
    "formula of a program": (ExternalLinks, lambda: citing("cmd|'/c calc'!A1"), "断开链接"),
    "password": (Encrypted, marked_encrypted, "密码"),
    "another way of packing": (Damaged, packed_otherwise, "损坏"),
    "bomb": (Bomb, lambda: with_part("xl/a.xml", bytes(limits.RATIO_FROM_BYTES + 1)), "炸弹"),
    "claimed bomb": (Bomb, lambda: claiming(0xF0000000), "炸弹"),
    "overlapping": (Bomb, overlapping, "炸弹"),
    "many entries": (
        Bomb,
        lambda: build.packed({f"a/{number}": b"" for number in range(limits.ENTRIES + 1)}),
        "炸弹",
    ),
    "entities in the workbook": (
        Entities,
        lambda: replaced("xl/workbook.xml", b"<workbook", DTD + b"<workbook"),
        "实体",
    ),
    "entities in a sheet": (
        Entities,
        lambda: replaced("xl/worksheets/sheet1.xml", b"<worksheet", DTD + b"<worksheet"),
        "实体",
    ),
    "entities after the beginning": (
        Entities,
        lambda: replaced(
            "xl/worksheets/sheet1.xml", b"<worksheet", b"<?xml version='1.0'?>" * 2 + DTD + b"<worksheet"
        ),
        "实体",
    ),
    "another's document type": (
        Entities,
        lambda: replaced("xl/styles.xml", b"<styleSheet", b'<!DOCTYPE a SYSTEM "file:///x"><styleSheet'),
        "实体",
    ),
    "no sheets": (NoSheets, lambda: build.packed(build.parts()), "没有工作表"),
    "charts only": (NoSheets, lambda: build.packed(build.parts("<chartsheet/>")), "没有工作表"),
    "broken workbook": (Damaged, lambda: replaced("xl/workbook.xml", b"</sheets>", b""), "损坏"),
    "broken list of types": (Damaged, lambda: replaced("[Content_Types].xml", b"<Types", b"<T"), "损坏"),
}


@pytest.mark.parametrize("case", CASES)
def test_what_is_no_workbook_is_refused_with_one_sentence(case: str) -> None:
    error, data, words = CASES[case]
    with pytest.raises(error) as caught:
        read_workbook(build.NAME, data())
    assert type(caught.value) is error
    assert str(caught.value).startswith(f"《{build.NAME}》")
    assert words in str(caught.value)
    assert str(caught.value).endswith("。")
    assert str(pickle.loads(pickle.dumps(caught.value))) == str(caught.value)


def test_a_name_says_nothing() -> None:
    assert read_workbook("表.csv", build.packed(GOOD)).sheets[0].text(1, 1) == "1"


def test_paths_are_found_in_any_case_and_with_backslashes() -> None:
    data = build.packed({path.replace("/", "\\").upper(): text for path, text in GOOD.items()})
    assert read_workbook(build.NAME, data).sheets[0].text(1, 1) == "1"
    assert "XL/Workbook.xml" in open_workbook(build.NAME, data)


HARMLESS = {
    "an address to click on": related(
        "hyperlink", "https://example.com", "xl/worksheets/_rels/sheet1.xml.rels", 'TargetMode="External"'
    ),
    "a part beside": related("customXml", "../customXml/item1.xml"),
    "a relation that is no XML": with_part("xl/worksheets/_rels/sheet1.xml.rels"),
    "tables, texts and names of its own": citing(
        "表[数量]+表1[8]+[0]!名+'甲|乙'!A1+LEN(&quot;[1]表1!A1&quot;)"
    ),
}


@pytest.mark.parametrize("case", HARMLESS)
def test_what_leads_nowhere_is_read(case: str) -> None:
    book = read_workbook(build.NAME, HARMLESS[case])
    assert [len(each.cells) for each in book.sheets] == [1]
    assert book.all_problems() == ()
