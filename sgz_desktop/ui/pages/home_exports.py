"""What leaves from home: the chosen evaluations as data, workbook or report; all files whole, or none."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QMenu, QWidget

from sgz_desktop.errors import SgzError
from sgz_desktop.ui.dialogs import files
from sgz_desktop.ui.jobs import Jobs, Progress
from sgz_desktop.ui.notices import NoticeBar
from sgz_desktop.ui.pages.home_unhanded import ask_unhanded
from sgz_desktop.ui.session import Session

if TYPE_CHECKING:
    from sgz_desktop.services.exporting import Exporting

_Render = Callable[[Progress], bytes]


class Sort(Enum):
    """What a file holds, by its ending."""

    PACKAGE = ".json"
    PDF = ".pdf"
    WORKBOOK = ".xlsx"


@dataclass
class _Batch:
    """Files that are rendered one after another and then written together."""

    sort: Sort
    places: list[tuple[UUID, Path]]
    made: list[tuple[Path, bytes]] = field(default_factory=list)


class Outgoing(QObject):
    """Asks where to, renders in jobs, and writes all files or none; `leave` saves what is typed first."""

    def __init__(
        self, page: QWidget, session: Session, jobs: Jobs, notices: NoticeBar, *, leave: Callable[[], bool]
    ) -> None:
        super().__init__(page)
        self._page, self._session, self._jobs, self._notices = page, session, jobs, notices
        self._leave = leave

    def fill(self, menu: QMenu, chosen: Callable[[], Sequence[UUID]]) -> None:
        """Put the three sorts of files into a menu, for whatever is chosen once one is picked."""
        for sort, text in (
            (Sort.PACKAGE, self.tr("数据文件（可再导入）")),
            (Sort.PDF, self.tr("报告（PDF）")),
            (Sort.WORKBOOK, self.tr("工作簿（Excel）")),
        ):
            action = menu.addAction(text)
            action.setObjectName(f"homeExport_{sort.name.lower()}")
            action.triggered.connect(lambda _=False, sort=sort: self.export(sort, chosen()))

    def export(self, sort: Sort, several: Sequence[UUID]) -> None:
        """Export these evaluations, a file each."""
        if not several or not self._leave():
            return
        if sort is Sort.PDF:
            ask_unhanded(
                self._page.window(), self._session, several, agreed=lambda: self._export(sort, several)
            )
        else:
            self._export(sort, several)

    def _export(self, sort: Sort, several: Sequence[UUID]) -> None:
        try:
            stems = [self._exporting.file_stem(each) for each in several]
        except SgzError as error:
            self._notices.complain(str(error))
            return
        if len(several) == 1:
            pattern = {
                Sort.PACKAGE: self.tr("数据文件 (*.json)"),
                Sort.PDF: "PDF (*.pdf)",
                Sort.WORKBOOK: "Excel (*.xlsx)",
            }[sort]
            path = files.choose_save_path(self._page, self.tr("导出"), f"{stems[0]}{sort.value}", pattern)
            paths = [path] if path is not None else []
        else:
            folder = files.choose_folder(self._page, self.tr("导出到文件夹"))
            paths = list(_free(folder, stems, sort.value)) if folder is not None else []
        if paths:
            self._go_on(_Batch(sort, list(zip(several, paths, strict=True))))

    @property
    def _exporting(self) -> "Exporting":
        return self._session.program.exporting

    def _go_on(self, batch: _Batch) -> None:
        """Render the next file: read here, where alone evaluations may be read, and drawn in a job."""
        number, whole = len(batch.made), len(batch.places)
        evaluation_id, path = batch.places[number]
        try:
            render = self._prepare(batch.sort, evaluation_id)
        except SgzError as error:
            self._notices.complain(self.tr("{file}：{why}").format(file=path.name, why=error))
            return

        def work(progress: Progress) -> bytes:
            # Runs in the job's thread: nothing here may touch a widget.
            progress.say(f"{number + 1}/{whole}：{path.name}")
            found = render(progress)
            if number + 1 == whole:
                progress.conclude(f"写入 {whole} 个文件")
                self._exporting.save_all([*batch.made, (path, found)])
            return found

        def done(found: bytes) -> None:
            batch.made.append((path, found))
            if len(batch.made) < whole:
                self._go_on(batch)
            else:
                self._notices.tell(_said(batch))

        self._jobs.start(self.tr("导出"), work, done=done, failed=self._notices.complain, is_asked_for=True)

    def _prepare(self, sort: Sort, evaluation_id: UUID) -> _Render:
        exporting = self._exporting
        if sort is Sort.PDF:
            draw = exporting.prepared_pdf(evaluation_id)
            return lambda progress: draw(lambda _: None, lambda: progress.is_stopped)
        if sort is Sort.WORKBOOK:
            fill = exporting.prepared_workbook(evaluation_id)
            return lambda _: fill()
        data = exporting.package(evaluation_id)
        return lambda _: data


def _said(batch: _Batch) -> str:
    first = batch.places[0][1]
    if len(batch.places) == 1:
        return f"已导出：{first}"
    return f"已导出 {len(batch.places)} 个文件到 {first.parent}"


def _free(folder: Path, stems: Sequence[str], suffix: str) -> Iterator[Path]:
    """A path each, which no file has yet and no other of these gets."""
    taken: set[str] = set()
    for stem in stems:
        path, number = folder / f"{stem}{suffix}", 1
        while path.name in taken or path.exists():
            number += 1
            path = folder / f"{stem}（{number}）{suffix}"
        taken.add(path.name)
        yield path
