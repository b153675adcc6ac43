"""The pages of a PDF: what cannot be read, what is far away, two threads at once."""

import threading

from PySide6.QtCore import QPointF, QSize
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from sgz_desktop.services.program import Program
from sgz_desktop.ui.widgets.page_pictures import Anchor, Fit, PdfFile, pictures
from sgz_desktop.ui.widgets.pages import PageView

FIT = Fit(QSize(640, 480), whole=False, ratio=1.0)


def go_on() -> bool:
    """Never cancelled."""
    return False


def test_what_is_no_pdf_is_not_shown(qtbot: QtBot) -> None:
    pages = PageView()
    qtbot.addWidget(pages)
    assert not pages.show_pages(b"no pdf", (), {}, anchor=None)
    assert pages.page_count == 0
    assert pages.anchor() is None
    assert pages.block_at(QPointF(10, 10)) == ""
    pages.step(1)
    pages.bring("nowhere")
    pages.reveal("nowhere")
    assert pages.page_of("nowhere") is None


def test_pictures_are_those_of_the_pages_there_are(program: Program) -> None:
    sample = program.importing.sample("zhongcun")
    data = program.exporting.pdf(sample)
    found = pictures(data, range(-1, 3), FIT)
    assert sorted(found) == [0, 1, 2]
    assert found[0].width() == 640 - 28
    file = PdfFile(data)
    whole = Fit(QSize(640, 480), whole=True, ratio=1.5)
    assert file.picture(0, whole).height() == int((480 - 28) * 1.5)
    file.close()
    file.close()
    assert file.picture(0, FIT).isNull()


def test_two_threads_draw_at_once(program: Program) -> None:
    data = program.exporting.pdf(program.importing.sample("zhongcun"))
    drawn: list[dict[int, QImage]] = []
    threads = [
        threading.Thread(target=lambda: drawn.append(pictures(data, range(12), FIT))) for _ in range(3)
    ]
    for each in threads:
        each.start()
    for _ in range(20):
        file = PdfFile(data)
        assert not file.picture(0, FIT).isNull()
        file.close()
    for each in threads:
        each.join()
    assert [len(each) for each in drawn] == [12, 12, 12]


def test_a_part_keeps_the_place_where_it_has_not_pages_enough(qtbot: QtBot, program: Program) -> None:
    sample = program.importing.sample("zhongcun")
    preview = program.previews.preview(sample)
    rendered = preview.render(lambda _: None, go_on)
    pages = PageView()
    qtbot.addWidget(pages)
    pages.resize(600, 400)
    pages.show()
    assert pages.show_pages(
        rendered.data, rendered.places, {}, anchor=Anchor("front.title", 300.0), is_part=True
    )
    assert abs(pages.middle_of("front.title").y() - 300) < 40
    last = rendered.places[-1].block_id
    assert pages.show_pages(rendered.data, rendered.places, {}, anchor=Anchor(last, 10.0), is_part=True)
    assert pages.middle_of(last).y() < 400
    assert pages.show_pages(rendered.data, rendered.places, {}, anchor=Anchor("gone", 10.0))
    pages.viewport().grab()
    pages.show_nothing()
    assert pages.page_count == 0
    pages.viewport().grab()
