"""Reports, tables and small fonts for the tests of what is printed."""

import struct
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta, timezone
from functools import cache
from pathlib import Path
from typing import Any

from reportlab.pdfbase.ttfonts import TTFont, TTFontMaker

from sgz_desktop.assets import fallback_font
from sgz_desktop.exports.fonts import FontBook
from sgz_desktop.exports.report import (
    Align,
    Block,
    Cell,
    Column,
    Contents,
    Heading,
    PageForm,
    Paragraph,
    ParagraphStyle,
    Passage,
    Report,
    Row,
    Run,
    Section,
    Table,
)

CHINA = timezone(timedelta(hours=8))
CREATED = datetime(2024, 1, 16, 17, 30, 5, tzinfo=CHINA)
SOURCE = Passage("test")
SENTENCE = (
    "社工站共完成家访1165人次，电访1445人次，分别完成协议指标量的97.08%、180.63%；"
    "“双百工程”有序推进（详见附件1），居民张三说：“社工 Anna 常来看我们。”"
)
FORTY = "广州市某某区幸福里街道社会工作服务站暨综合养老服务中心与未成年人保护工作站联合党群服务点位"


@cache
def bundled() -> FontBook:
    """The fall-back font alone: the same on every machine."""
    return FontBook(fallback_font(), official=False)


def runs(text: str, *, bold: bool = False) -> tuple[Run, ...]:
    return (Run(text, SOURCE, bold),)


def paragraph(id: str, text: str, style: ParagraphStyle = ParagraphStyle.BODY) -> Paragraph:
    return Paragraph(id, runs(text), style)


def heading(id: str, text: str, level: int = 1) -> Heading:
    return Heading(id, level, runs(text))


def cell(text: str, *, rows: int = 1, columns: int = 1) -> Cell:
    return Cell(runs(text), columns=columns, rows=rows)


def row(*cells: Cell | str) -> Row:
    return Row(tuple(cell(each) if isinstance(each, str) else each for each in cells))


def report(*blocks: Block, form: PageForm = PageForm.PORTRAIT, **more: Any) -> Report:
    given = {"created": CREATED, "sections": (Section(blocks, form),), **more}
    return Report(title="评估报告", author="某某评估机构", **given)


def score_table(id: str = "score") -> Table:
    """The score table with its one merged 折算分 cell."""
    return Table(
        id,
        (Column(Align.LEFT), Column(), Column(), Column()),
        head=(row("评估内容", "标准分", "评分", "折算分"),),
        body=(
            row("服务监测", "10", "8.925", "8.93"),
            row("服务质量（第一片区）", "20", "16.8", cell("16.43", rows=3)),
            row("服务质量（第二片区）", "20", "16"),
            row("服务质量（第三片区）", "20", "16.5"),
            row("总分", cell("87.11", columns=3)),
        ),
        caption=runs("评分表"),
    )


def whole_report() -> Report:
    """A little of everything, provisional, with sentences of our own."""
    chapters: list[Block] = [
        paragraph("title", "幸福街社工服务站中期评估报告", ParagraphStyle.TITLE),
        paragraph("term", "（2023年7月16日-2024年7月15日）", ParagraphStyle.SUBTITLE),
    ]
    for number in range(1, 7):
        chapters.append(heading(f"c{number}", f"{'一二三四五六'[number - 1]}、第{number}章的标题"))
        chapters.append(heading(f"c{number}.1", "（一）值得肯定的地方", 2))
        chapters += [paragraph(f"c{number}.1.{n}", f"{n}.{SENTENCE * n}") for n in range(1, 5)]
        chapters.append(paragraph(f"c{number}.label", "需要关注的地方", ParagraphStyle.LABEL))
        chapters.append(
            Paragraph(f"c{number}.2", (*runs("团队专业性仍需提升。", bold=True), *runs(SENTENCE)))
        )
    chapters.append(score_table())
    chapters.append(paragraph("sign", "某某社会组织联合会", ParagraphStyle.SIGNATURE))
    chapters.append(paragraph("date", "2024年1月16日", ParagraphStyle.SIGNATURE))
    annex = (heading("annex", "附件1 指标完成情况统计表"), indicator_table("annex.table", rows=4))
    return Report(
        title="幸福街社工服务站中期评估报告",
        term="（2023年7月16日-2024年7月15日）",
        author="某某社会组织联合会",
        subject="中期评估",
        created=CREATED,
        provisional=True,
        sections=(Section(tuple(chapters)), Section(annex, PageForm.LANDSCAPE)),
    )


def indicator_table(id: str, *, rows: int) -> Table:
    """Thirty columns under a head of two levels."""
    names = ("协议量", "完成量", "百分比")
    head = (
        row(
            cell("片区", rows=2),
            *(cell(f"指标名称{n}", columns=3) for n in range(9)),
            cell("备注", rows=2, columns=2),
        ),
        row(*(names[n % 3] for n in range(27))),
    )
    body = tuple(
        row(
            f"第{r}片区",
            *(f"{r * 37 + n * 11}" if n % 3 < 2 else f"{r + n}.50%" for n in range(27)),
            cell("自填", columns=2),
        )
        for r in range(1, rows + 1)
    )
    return Table(id, tuple(Column() for _ in range(30)), body, head=head, caption=runs("指标完成情况统计表"))


def stress_report() -> Report:
    """Sixty observations, names of forty characters, a paragraph of two pages, a table of thirty columns."""
    blocks: list[Block] = [paragraph("title", f"{FORTY}末期评估报告", ParagraphStyle.TITLE)]
    for number in range(60):
        if number % 10 == 0:
            blocks.append(heading(f"h{number}", f"（{number + 1}）{FORTY}", number // 10 % 4 + 1))
        blocks.append(paragraph(f"o{number}", f"（{number + 1}）{FORTY}：{SENTENCE * (number % 3 + 1)}"))
    blocks.append(paragraph("long", SENTENCE * 20))
    tall = Table(
        "tall",
        (Column(Align.LEFT), Column(Align.LEFT), Column()),
        head=(row("名称", "说明", "合并"),),
        body=(
            row(FORTY, SENTENCE * 30, cell(SENTENCE * 2, rows=3)),
            row("短", FORTY),
            row("短", "短"),
            *(row(f"行{n}", FORTY, f"{n}") for n in range(60)),
        ),
    )
    blocks.append(tall)
    wide = (replace(heading("annex", "附件1"), again=runs("附件1（续）")), indicator_table("wide", rows=50))
    return report(sections=(Section(tuple(blocks)), Section(wide, PageForm.LANDSCAPE)))


def contents(*, depth: int = 2) -> Section:
    """A section of contents, on pages without numbers."""
    return Section((Contents("toc", depth, runs("目　录")),), numbered=False)


def cover() -> Section:
    """A cover with the five lines of a seed, one of them too long for its line."""
    fields = (
        ("项目监督方：", "某某市民政局"),
        ("项目购买方：", "某某区人民政府幸福街道办事处"),
        ("项目承办方：", "某某市某某社会工作服务中心"),
        ("项目评估方：", FORTY),
        ("评估日期：", "2024年1月16日"),
    )
    titles = (
        paragraph("cover.1", "某某市幸福街社工服务站", ParagraphStyle.COVER_TITLE),
        paragraph("cover.2", "中期评估报告", ParagraphStyle.COVER_TITLE),
    )
    lines = (
        Paragraph(f"cover.field.{n}", (*runs(label), *runs(value)), ParagraphStyle.COVER_FIELD)
        for n, (label, value) in enumerate(fields)
    )
    return Section((*titles, *lines), numbered=False)


def bound_report(tree: Report) -> Report:
    """The report behind a cover and contents."""
    return replace(tree, sections=(cover(), contents(), *tree.sections))


def small_font(path: Path, glyphs: Mapping[str, str], *, without: str = "", name: str = "") -> Path:
    """Write a font that prints every key with the drawing our own font has for its value.

    `without` leaves a table out, `name` is another PostScript name than our font's.
    """
    face: Any = TTFont("source", str(fallback_font())).face
    drawn = sorted({ord(each) for each in glyphs.values()})
    raw = face.makeSubset(drawn)
    numbers = {chr(code): number for number, code in enumerate(drawn, start=1)}
    tables = _tables(raw)
    tables["cmap"] = _cmap({ord(key): numbers[value] for key, value in glyphs.items()})
    if name:
        tables["name"] = _name_table(name)
    maker: Any = TTFontMaker()
    for tag, data in tables.items():
        if tag != without:
            maker.add(tag, data)
    path.write_bytes(maker.makeStream())
    return path


def collection(path: Path, *fonts: Path) -> Path:
    """Write several fonts as one collection."""
    start = 12 + 4 * len(fonts)
    body, starts = b"", []
    for font in fonts:
        raw = font.read_bytes()
        starts.append(start + len(body))
        (count,) = struct.unpack(">H", raw[4:6])
        moved = bytearray(raw)
        for number in range(count):
            at = 12 + 16 * number + 8
            (offset,) = struct.unpack(">L", raw[at : at + 4])
            moved[at : at + 4] = struct.pack(">L", offset + starts[-1])
        body += bytes(moved) + bytes(-len(moved) % 4)
    path.write_bytes(b"ttcf" + struct.pack(f">LL{len(fonts)}L", 0x00010000, len(fonts), *starts) + body)
    return path


def _name_table(name: str) -> bytes:
    """A PostScript name for Windows, and a family for reportlab to find."""
    texts = {1: name, 2: "Regular", 4: name, 6: name}
    records, body = b"", b""
    for kind, text in texts.items():
        raw = text.encode("utf-16-be")
        records += struct.pack(">6H", 3, 1, 0x409, kind, len(raw), len(body))
        body += raw
    return struct.pack(">3H", 0, len(texts), 6 + len(records)) + records + body


def _tables(raw: bytes) -> dict[str, bytes]:
    (count,) = struct.unpack(">H", raw[4:6])
    tables = {}
    for number in range(count):
        tag, _sum, offset, length = struct.unpack(">4sLLL", raw[12 + 16 * number : 28 + 16 * number])
        tables[tag.decode("ascii")] = raw[offset : offset + length]
    return tables


def _cmap(glyphs: Mapping[int, int]) -> bytes:
    """A character map of format 12, which reaches beyond U+FFFF."""
    groups: Sequence[bytes] = [struct.pack(">LLL", code, code, glyphs[code]) for code in sorted(glyphs)]
    body = struct.pack(">HHLLL", 12, 0, 16 + 12 * len(groups), 0, len(groups)) + b"".join(groups)
    return struct.pack(">HHHHL", 0, 1, 3, 10, 12) + body
