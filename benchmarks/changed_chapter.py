"""From a change in a long report to its changed chapter as pages: composed, compared, rendered, drawn."""

import os
from collections.abc import Iterator
from time import perf_counter
from uuid import UUID

from benchmarks.table import Found, Row
from benchmarks.timing import empty_folder, share
from sgz_desktop.services.changes import NOBODY
from sgz_desktop.services.previews import Preview
from sgz_desktop.wiring import Program, build

_TIMES = 15
_BUDGET_MS = 300.0
_GROUPS = 6
_OBSERVATIONS = 60
_SENTENCE = "该站建立了服务对象档案并按月走访，记录基本完整，能反映需要的变化；个别文书缺少签名与日期。"


def measure() -> Iterator[Found]:
    """The sample with six review groups, sixty more observations, and a paragraph of two pages."""
    from PySide6.QtCore import QSize
    from PySide6.QtGui import QGuiApplication

    from sgz_desktop.ui.widgets.page_pictures import Fit, pictures

    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    application = QGuiApplication.instance() or QGuiApplication([])
    fit = Fit(QSize(640, 600), whole=False, ratio=1.0)
    with empty_folder() as folder, build(folder) as program:
        sample = program.importing.sample("zhongcun")
        _lengthen(program, sample)
        before: Preview = program.previews.preview(sample)
        before.render(lambda _: None, lambda: False)
        changed = program.evaluations.dossier(sample).observations[-1]
        taken, pages = [], 0
        for number in range(_TIMES):
            program.wording.set_printed(sample, changed.id, "text", f"第{number}次。{_SENTENCE}", NOBODY)
            begun = perf_counter()
            now = program.previews.preview(sample)
            chapter = now.changed_chapter(before, near=str(changed.id))
            assert chapter is not None
            rendered = chapter.render(lambda _: None, lambda: False)
            pictures(rendered.data, range(3), fit)
            pages = rendered.pages
            taken.append((perf_counter() - begun) * 1000)
            before = now
    del application
    yield Row(
        name=f"preview of the changed chapter of {pages} pages, p95",
        measured=share(taken, 95),
        limit=_BUDGET_MS,
        budget="≤ 300 ms",
    )


def _lengthen(program: Program, sample: UUID) -> None:
    while len(program.evaluations.dossier(sample).groups) < _GROUPS:
        program.preparing.add(sample, "group", {"name": "又一个片区"}, NOBODY)
    groups = program.evaluations.dossier(sample).groups
    for number in range(_OBSERVATIONS):
        program.visiting.observe(
            sample,
            NOBODY,
            subject="quality",
            group_id=groups[number % _GROUPS].id,
            tone="concern" if number % 2 else "strength",
            text=_SENTENCE * 4,
            recommendation=_SENTENCE,
        )
    program.preparing.set_text(sample, "profile", _SENTENCE * 28, NOBODY)
