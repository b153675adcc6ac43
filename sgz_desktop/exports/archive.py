"""What a PDF for keeping (PDF/A-1b) carries besides its pages: properties twice, colour space, labels."""

from collections.abc import Sequence
from datetime import datetime
from io import BytesIO
from types import SimpleNamespace
from typing import Any
from xml.sax.saxutils import escape

from reportlab.pdfbase import pdfdoc
from reportlab.pdfgen.canvas import Canvas

from sgz_desktop.exports.colour import SPACE_NAME, srgb_profile
from sgz_desktop.exports.fonts import FontBook
from sgz_desktop.exports.report import Report

PRODUCER = "SGZ Desktop"
LANGUAGE = "zh-CN"
_STREAM_END = b"endstream\n"
_PAD = 20  # empty lines, in which other programs may write without moving anything


class _Info(pdfdoc.PDFInfo):
    """The properties, without those that say nothing: the two places that tell them must agree."""

    def format(self, document: Any) -> Any:
        """The dictionary as it is written."""
        inside: Any = self
        date = pdfdoc.PDFDate(ts=document._timeStamp, dateFormatter=inside._dateFormatter)
        texts = {
            "Title": self.title,
            "Author": self.author,
            "Subject": self.subject,
            "Keywords": self.keywords,
            "Creator": self.creator,
            "Producer": self.producer,
        }
        entries: dict[str, Any] = {key: pdfdoc.PDFString(text) for key, text in texts.items() if text}
        return pdfdoc.PDFDictionary({**entries, "CreationDate": date, "ModDate": date}).format(document)


class _Stream(pdfdoc.PDFStream):
    """A stream that ends with a line of its own, as archives demand and reportlab does not care."""

    def format(self, document: Any) -> bytes:
        """The stream as it is written."""
        written: bytes = super().format(document)
        return written.removesuffix(_STREAM_END) + b"\n" + _STREAM_END


def new_canvas(report: Report, fonts: FontBook, buffer: BytesIO) -> Canvas:
    """A canvas that knows the report's properties and names no font but ours."""
    # The initial font is one of ours: reportlab would name its own, which no file may carry unembedded.
    initial: dict[str, Any] = {"initialFontName": fonts.first_font().name}
    canvas = Canvas(buffer, pageCompression=1, invariant=1, lang=LANGUAGE, pdfVersion=(1, 4), **initial)
    inside: Any = canvas
    inside._doc.info = info = _Info()
    info.title, info.author, info.subject = report.title, report.author, report.subject
    info.keywords = _keywords(report)
    info.creator = info.producer = PRODUCER
    stamp = _pdf_date(report.created)
    canvas.setDateFormatter(lambda *_parts: stamp)
    canvas.setViewerPreference("DisplayDocTitle", "true")
    return canvas


def finish_file(canvas: Canvas, report: Report, numbers: Sequence[int | None]) -> None:
    """Write the file: `numbers` are the printed page numbers, None for pages that bear none."""
    inside: Any = canvas
    doc = inside._doc
    _label_pages(canvas, numbers)
    catalog = doc.Catalog
    kind = {"Type": pdfdoc.PDFName("Metadata"), "Subtype": pdfdoc.PDFName("XML")}
    metadata = _Stream(pdfdoc.PDFDictionary(kind), _xmp(report).encode("utf-8"))
    catalog.Metadata = doc.Reference(metadata, "metadata")
    profile = _Stream(pdfdoc.PDFDictionary({"N": 3}), srgb_profile(), [pdfdoc.PDFZCompress])
    intent = {
        "Type": pdfdoc.PDFName("OutputIntent"),
        "S": pdfdoc.PDFName("GTS_PDFA1"),
        "OutputConditionIdentifier": pdfdoc.PDFString(SPACE_NAME),
        "Info": pdfdoc.PDFString(SPACE_NAME),
        "DestOutputProfile": doc.Reference(profile, "profile"),
    }
    catalog.__NoDefault__ = [*catalog.__NoDefault__, "OutputIntents"]
    catalog.OutputIntents = pdfdoc.PDFArray([pdfdoc.PDFDictionary(intent)])
    # What is to be done when all objects are there and none is written: reportlab asks the fonts then.
    doc.delayedFonts.append(SimpleNamespace(addObjects=_mend_streams))
    canvas.save()


def _label_pages(canvas: Canvas, numbers: Sequence[int | None]) -> None:
    """Pages without a number are called i, ii, iii in a reader's page list, the others what is printed."""
    before: int | None = -1
    for index, number in enumerate(numbers):
        if index == 0 or (number is None) != (before is None):
            start = number if number is not None else numbers[:index].count(None) + 1
            canvas.addPageLabel(index, "ARABIC" if number is not None else "ROMAN_LOWER", start)
        before = number


def _mend_streams(doc: Any) -> None:
    """End all streams as archives demand, and let the file's identity follow from what they hold."""
    for name, thing in list(doc.idToObject.items()):
        if isinstance(thing, pdfdoc.PDFPage):
            page: Any = thing
            doc.updateSignature(page.stream)
            page.Contents = _Stream(None, page.stream, [pdfdoc.PDFZCompress])
        elif isinstance(thing, pdfdoc.PDFStream):
            stream: Any = thing
            doc.updateSignature(stream.content)
            doc.idToObject[name] = _Stream(stream.dictionary, stream.content, stream.filters)


def _keywords(report: Report) -> str:
    return ", ".join(report.keywords)


def _xmp(report: Report) -> str:
    """The properties once more, as XML; they must say what the dictionary says."""
    date = report.created.isoformat(timespec="seconds")
    described = f"<dc:description>{_alternatives(report.subject)}</dc:description>" if report.subject else ""
    keywords = f"<pdf:Keywords>{escape(_keywords(report))}</pdf:Keywords>" if report.keywords else ""
    author = f"<dc:creator><rdf:Seq><rdf:li>{escape(report.author)}</rdf:li></rdf:Seq></dc:creator>"
    lines = [
        '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>',
        '<x:xmpmeta xmlns:x="adobe:ns:meta/">',
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">',
        '<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/">',
        "<dc:format>application/pdf</dc:format>",
        f"<dc:title>{_alternatives(report.title)}</dc:title>",
        author if report.author else "",
        described,
        f"<dc:language><rdf:Bag><rdf:li>{LANGUAGE}</rdf:li></rdf:Bag></dc:language>",
        "</rdf:Description>",
        '<rdf:Description rdf:about="" xmlns:pdf="http://ns.adobe.com/pdf/1.3/">',
        f"<pdf:Producer>{PRODUCER}</pdf:Producer>",
        keywords,
        "</rdf:Description>",
        '<rdf:Description rdf:about="" xmlns:xmp="http://ns.adobe.com/xap/1.0/">',
        f"<xmp:CreatorTool>{PRODUCER}</xmp:CreatorTool>",
        f"<xmp:CreateDate>{date}</xmp:CreateDate>",
        f"<xmp:ModifyDate>{date}</xmp:ModifyDate>",
        "</rdf:Description>",
        '<rdf:Description rdf:about="" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/">',
        "<pdfaid:part>1</pdfaid:part>",
        "<pdfaid:conformance>B</pdfaid:conformance>",
        "</rdf:Description>",
        "</rdf:RDF>",
        "</x:xmpmeta>",
    ]
    written = [line for line in lines if line]
    return "\n".join([*written, *[" " * 80] * _PAD, '<?xpacket end="w"?>'])


def _alternatives(text: str) -> str:
    return f'<rdf:Alt><rdf:li xml:lang="x-default">{escape(text)}</rdf:li></rdf:Alt>'


def _pdf_date(moment: datetime) -> str:
    zone = moment.strftime("%z")
    return f"{moment:D:%Y%m%d%H%M%S}{zone[:3]}'{zone[3:5]}'"
