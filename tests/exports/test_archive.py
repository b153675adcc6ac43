"""What a PDF for keeping (PDF/A-1b) asks for, as far as no other program is needed to see it."""

import re
import struct
import zlib
from dataclasses import replace
from datetime import datetime
from xml.etree import ElementTree

import pytest

from sgz_desktop.exports.colour import srgb_profile
from sgz_desktop.exports.pdf import render_pdf
from tests.exports import readback
from tests.exports.build import CHINA, bound_report, bundled, paragraph, report, whole_report

NAMES = {
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "dc": "http://purl.org/dc/elements/1.1/",
    "pdf": "http://ns.adobe.com/pdf/1.3/",
    "xmp": "http://ns.adobe.com/xap/1.0/",
    "pdfaid": "http://www.aiim.org/pdfa/ns/id/",
}


@pytest.fixture(scope="module")
def raw() -> bytes:
    return render_pdf(replace(bound_report(whole_report()), keywords=("社工站", "<评估>&")), bundled())


def metadata(raw: bytes) -> dict[str, str]:
    """The properties that the XML tells, by element."""
    packet = re.search(rb"<x:xmpmeta.*?</x:xmpmeta>", raw, re.DOTALL)
    assert packet is not None
    root = ElementTree.fromstring(packet[0].decode("utf-8"))
    found = {}
    for described in root.iter(f"{{{NAMES['rdf']}}}Description"):
        for each in described:
            space, _, name = each.tag[1:].partition("}")
            prefix = next(short for short, long in NAMES.items() if long == space)
            found[f"{prefix}:{name}"] = "".join(each.itertext()).strip()
    return found


def test_both_places_tell_the_same_properties(raw: bytes) -> None:
    told, listed = metadata(raw), readback.properties(raw)
    assert told["dc:title"] == listed["Title"] == "幸福街社工服务站中期评估报告"
    assert told["dc:creator"] == listed["Author"] == "某某社会组织联合会"
    assert told["dc:description"] == listed["Subject"] == "中期评估"
    assert told["pdf:Keywords"] == listed["Keywords"] == "社工站, <评估>&"
    assert told["xmp:CreatorTool"] == told["pdf:Producer"] == listed["Creator"] == listed["Producer"]
    assert listed["CreationDate"] == listed["ModDate"] == "D:20240116173005+08'00'"
    created = datetime.fromisoformat(told["xmp:CreateDate"])
    assert (
        created
        == datetime.fromisoformat(told["xmp:ModifyDate"])
        == datetime(2024, 1, 16, 17, 30, 5, tzinfo=CHINA)
    )
    assert (told["pdfaid:part"], told["pdfaid:conformance"], told["dc:language"]) == ("1", "B", "zh-CN")
    assert b"/Lang (zh-CN)" in raw


def test_what_says_nothing_is_told_in_neither_place() -> None:
    bare = render_pdf(replace(report(paragraph("a", "社")), author="", subject=""), bundled())
    assert not {"dc:creator", "dc:description", "pdf:Keywords"} & set(metadata(bare))
    assert {key for key, value in readback.properties(bare).items() if value} == {
        "Title",
        "Creator",
        "Producer",
        "CreationDate",
        "ModDate",
    }


def test_the_colour_space_is_carried_along(raw: bytes) -> None:
    assert b"/GTS_PDFA1" in raw
    number = re.search(rb"/DestOutputProfile (\d+) 0 R", raw)
    assert number is not None
    start = raw.index(b"\n" + number[1] + b" 0 obj")
    packed = raw[raw.index(b"stream\n", start) + 7 :]
    assert zlib.decompressobj().decompress(packed) == srgb_profile()


def test_the_profile_is_sound() -> None:
    profile = srgb_profile()
    size, version, kind, space, white = struct.unpack(">L4xL4s4s4s", profile[:24])
    assert (size, version, kind, space, white) == (len(profile), 0x02100000, b"mntr", b"RGB ", b"XYZ ")
    assert profile[36:40] == b"acsp"
    (count,) = struct.unpack(">L", profile[128:132])
    tags = [struct.unpack(">4sLL", profile[132 + 12 * n : 144 + 12 * n]) for n in range(count)]
    assert {name for name, _at, _length in tags} == {
        *(b"desc", b"cprt", b"wtpt", b"rXYZ", b"gXYZ", b"bXYZ"),
        *(b"rTRC", b"gTRC", b"bTRC"),
    }
    assert all(at % 4 == 0 and at + length <= size for _name, at, length in tags)
    places = {name: profile[at : at + length] for name, at, length in tags}
    total = [
        sum(struct.unpack(">3l", places[n][8:20])[axis] for n in (b"rXYZ", b"gXYZ", b"bXYZ"))
        for axis in range(3)
    ]
    assert total == pytest.approx(struct.unpack(">3l", places[b"wtpt"][8:20]), abs=40)
    curve = struct.unpack(">256H", places[b"rTRC"][12 : 12 + 512])
    assert (curve[0], curve[-1], sorted(curve) == list(curve)) == (0, 65535, True)


def test_every_stream_ends_with_a_line_of_its_own_and_is_as_long_as_it_says(raw: bytes) -> None:
    ends = [match.start() for match in re.finditer(rb"endstream\n", raw)]
    lengths = [int(number) for number in re.findall(rb"/Length (\d+)", raw)]
    assert len(ends) == len(lengths) > 10
    starts = [match.end() for match in re.finditer(rb">>\nstream\n", raw)]
    for start, end, length in zip(starts, ends, lengths, strict=True):
        assert raw[end - 1 : end] == b"\n"
        assert end - 1 - start == length


def test_nothing_is_translucent_and_links_are_printed(raw: bytes) -> None:
    assert not re.search(rb"/SMask|/ca |/CA |/BM ", raw)
    links = re.findall(rb"<<[^<>]*/Subtype /Link[^<>]*>>", raw)
    assert len(links) == 13
    assert all(b"/F 4" in link for link in links)


def test_a_subset_tells_what_it_holds(raw: bytes) -> None:
    held = re.findall(rb"/CIDSet (\d+) 0 R", raw)
    assert len(held) == raw.count(b"/CIDFontType2") > 0
    start = raw.index(b"\n" + held[0] + b" 0 obj")
    bits = zlib.decompressobj().decompress(raw[raw.index(b"stream\n", start) + 7 :])
    widths = re.search(rb"/W \[ 1 \[(.*?)\]", raw, re.DOTALL)
    assert widths is not None
    assert sum(byte.bit_count() for byte in bits) == len(widths[1].split()) + 1
    assert bits[0] & 0x80


def test_two_reports_do_not_share_an_identity(raw: bytes) -> None:
    def identity(data: bytes) -> bytes:
        found = re.search(rb"/ID\s*\[(.*?)\]", data, re.DOTALL)
        assert found is not None
        return found[1]

    assert raw[:5] == b"%PDF-"
    assert all(byte > 127 for byte in raw.splitlines()[1][1:5])
    other = render_pdf(report(paragraph("a", "社")), bundled())
    assert identity(other) != identity(render_pdf(report(paragraph("a", "工")), bundled()))
    assert identity(other) == identity(render_pdf(report(paragraph("a", "社")), bundled()))
