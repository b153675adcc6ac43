"""Workbooks for the tests of intake: raw parts, so that a test can spoil any of them."""

import zipfile
from collections.abc import Iterable, Mapping
from io import BytesIO
from xml.sax.saxutils import escape, quoteattr

from openpyxl import Workbook as Written

from sgz_desktop.intake.sheets import Sheet, Workbook
from sgz_desktop.intake.workbooks import read_workbook

NAME = "到岗.xlsx"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
KINDS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_DOCUMENT = "application/vnd.openxmlformats-officedocument.spreadsheetml"
# Cell styles of every raw workbook, by the number that a cell's s="…" gives.
PERCENT, DAY, CHINESE_MONTH, TWO_DECIMALS, TIME = "1", "2", "3", "4", "5"
STYLES = (
    f'<styleSheet xmlns="{MAIN}"><numFmts count="1"><numFmt numFmtId="176" formatCode="0.00"/></numFmts>'
    '<cellStyleXfs><xf numFmtId="9"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="10"/>'
    '<xf numFmtId="14"/><xf numFmtId="57"/><xf numFmtId="176"/><xf numFmtId="20"/></cellXfs>'
    '<dxfs><dxf><numFmt numFmtId="176" formatCode="yyyy"/></dxf></dxfs></styleSheet>'
)

Parts = dict[str, bytes]


def sheet_xml(rows: str, *, before: str = "", after: str = "") -> str:
    """A sheet of these rows' XML, with what stands before and after them."""
    return f'<worksheet xmlns="{MAIN}">{before}<sheetData>{rows}</sheetData>{after}</worksheet>'


def parts(
    *sheets: str,
    names: Iterable[str] | None = None,
    shared: Iterable[str] | None = None,
    properties: str = "",
    states: Mapping[int, str] | None = None,
) -> Parts:
    """The parts of a workbook whose sheets have this XML; `shared` are texts or the XML inside <si>."""
    titles = list(names) if names is not None else [f"表{number}" for number in range(1, len(sheets) + 1)]
    listed = "".join(
        f'<sheet name={quoteattr(title)} sheetId="{number}" state="{(states or {}).get(number, "visible")}"'
        f' r:id="rId{number}"/>'
        for number, title in enumerate(titles, 1)
    )
    links = "".join(
        f'<Relationship Id="rId{number}" Type="{KINDS}/worksheet" Target="worksheets/sheet{number}.xml"/>'
        for number in range(1, len(sheets) + 1)
    )
    links += f'<Relationship Id="rIdT" Type="{KINDS}/styles" Target="/xl/styles.xml"/>'
    found = {
        "[Content_Types].xml": f'<Types><Override PartName="/xl/workbook.xml" '
        f'ContentType="{_DOCUMENT}.sheet.main+xml"/></Types>',
        "_rels/.rels": f'<Relationships><Relationship Id="rId1" Type="{KINDS}/officeDocument" '
        'Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{KINDS}"><workbookPr {properties}/>'
        f"<sheets>{listed}</sheets></workbook>",
        "xl/styles.xml": STYLES,
    }
    if shared is not None:
        links += f'<Relationship Id="rIdS" Type="{KINDS}/sharedStrings" Target="sharedStrings.xml"/>'
        texts = "".join(
            f"<si>{one if one.startswith('<') else f'<t>{escape(one)}</t>'}</si>" for one in shared
        )
        found["xl/sharedStrings.xml"] = f'<sst xmlns="{MAIN}">{texts}</sst>'
    found["xl/_rels/workbook.xml.rels"] = f"<Relationships>{links}</Relationships>"
    for number, xml in enumerate(sheets, 1):
        found[f"xl/worksheets/sheet{number}.xml"] = xml
    return {path: text.encode() for path, text in found.items()}


def packed(contents: Mapping[str, bytes], level: int = 6) -> bytes:
    """A zip of these parts, the same bytes at any time of day."""
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for path, data in contents.items():
            archive.writestr(zipfile.ZipInfo(path), data, zipfile.ZIP_DEFLATED, level)
    return buffer.getvalue()


def raw_book(*sheets: str, shared: Iterable[str] | None = None, properties: str = "") -> Workbook:
    """What is read of a workbook whose sheets have this XML."""
    return read_workbook(NAME, packed(parts(*sheets, shared=shared, properties=properties)))


def raw_sheet(
    rows: str,
    *,
    before: str = "",
    after: str = "",
    shared: Iterable[str] | None = None,
    properties: str = "",
) -> Sheet:
    """What is read of the only sheet of a workbook."""
    book = raw_book(sheet_xml(rows, before=before, after=after), shared=shared, properties=properties)
    assert book.problems == ()
    return book.sheets[0]


def saved(book: Written) -> bytes:
    """The bytes of a workbook written by openpyxl."""
    buffer = BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def said(sheet: Sheet) -> list[str]:
    """Each problem of a sheet in short: its level, its cell and its sentence."""
    return [f"{each.level.value} {each.place.cell} {each.text}".replace("  ", " ") for each in sheet.problems]
