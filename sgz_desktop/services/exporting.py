"""Evaluations out: the report as PDF, the tables as a workbook, everything as one JSON file."""

from collections.abc import Callable, Iterable, Sequence
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import UUID

from sgz_desktop.errors import SgzError
from sgz_desktop.exports.files import FolderMissing, TargetIsFolder, write_all, write_whole
from sgz_desktop.interchange.package import Package, write_package
from sgz_desktop.interchange.score_file import ListEntry, list_record, score_record
from sgz_desktop.models.listing import Listed
from sgz_desktop.models.store import Store
from sgz_desktop.services.changes import Worker
from sgz_desktop.services.editing import Editing
from sgz_desktop.services.reporting.phrases import PHASE_NAMES
from sgz_desktop.services.reports import NotFinal, Reports
from sgz_desktop.services.results import Results

if TYPE_CHECKING:
    from sgz_desktop.exports.fonts import FontBook

_UNFIT = '<>:"/\\|?*'


class Form(StrEnum):
    """正式稿, 讨论稿, or what the state of the evaluation allows."""

    FINAL = "final"
    DRAFT = "draft"
    AS_IT_IS = "as_it_is"


_FINAL = {Form.FINAL: True, Form.DRAFT: False, Form.AS_IT_IS: None}


def _go_on() -> bool:
    return False


def _no_page(_number: int) -> None:
    return None


class SameFile(SgzError):
    """Two exports are to go into one file."""

    def __init__(self, path: Path) -> None:
        super().__init__(f"“{path.name}”写了两次，每种内容要有自己的文件名。没有写出任何文件。")


class OwnData(SgzError):
    """An export would overwrite the evaluations themselves."""

    def __init__(self, path: Path) -> None:
        super().__init__(f"“{path.name}”是本程序自己的数据或备份，不能导出到那里，请换一个位置。")


class Exporting:
    """Renders to memory, and writes files whole or not at all."""

    def __init__(
        self,
        store: Store,
        editing: Editing,
        results: Results,
        reports: Reports,
        owns: Callable[[Path], bool],
    ) -> None:
        """`owns` tells the files that are the program's own data."""
        self._store = store
        self._editing = editing
        self._results = results
        self._reports = reports
        self._owns = owns
        self._fonts: FontBook | None = None

    def pdf(
        self,
        evaluation_id: UUID,
        *,
        form: Form = Form.AS_IT_IS,
        viewer: Worker | None = None,
        on_page: Callable[[int], None] = _no_page,
        cancelled: Callable[[], bool] = _go_on,
    ) -> bytes:
        """The report as PDF. Raises ResultVeiled, NotFinal, MissingGlyph or Cancelled."""
        return self.prepared_pdf(evaluation_id, form=form, viewer=viewer)(on_page, cancelled)

    def prepared_pdf(
        self, evaluation_id: UUID, *, form: Form = Form.AS_IT_IS, viewer: Worker | None = None
    ) -> Callable[[Callable[[int], None], Callable[[], bool]], bytes]:
        """What renders the report as it is now, for a job: it holds frozen data only.

        Raises ResultVeiled where the viewer may not see the result, or NotFinal.
        """
        # reportlab is imported on first use, so that a start does not wait for it.
        from sgz_desktop.exports.pdf import render_pdf

        report = self._reports.report(evaluation_id, final=_FINAL[form], viewer=viewer)
        fonts = self.font_book()
        typography = self._reports.typography(evaluation_id)

        def render(on_page: Callable[[int], None], cancelled: Callable[[], bool]) -> bytes:
            return render_pdf(report, fonts, typography=typography, on_page=on_page, cancelled=cancelled)

        return render

    def font_book(self) -> "FontBook":
        """The machine's fonts, looked for once: the book remembers what it chose for each character."""
        from sgz_desktop.exports.fonts import font_book

        if self._fonts is None:
            self._fonts = font_book()
        return self._fonts

    def workbook(
        self, evaluation_id: UUID, *, form: Form = Form.AS_IT_IS, viewer: Worker | None = None
    ) -> bytes:
        """The tables as xlsx. Raises ResultVeiled, NotFinal, or BadCell for a text no workbook can hold."""
        return self.prepared_workbook(evaluation_id, form=form, viewer=viewer)()

    def prepared_workbook(
        self, evaluation_id: UUID, *, form: Form = Form.AS_IT_IS, viewer: Worker | None = None
    ) -> Callable[[], bytes]:
        """What renders the workbook as it is now, for a job: it holds frozen data only.

        Marks that the viewer may not see are dots in the proof. Raises ResultVeiled or NotFinal.
        """
        from sgz_desktop.exports.xlsx import render_workbook
        from sgz_desktop.services.workbooks import workbook_content

        veil = self._results.open_veil(evaluation_id, viewer)
        blocking = self._results.blocking(evaluation_id, viewer=viewer)
        if form is Form.FINAL and blocking:
            raise NotFinal(blocking)
        dossier = self._editing.dossier(evaluation_id)
        style = self._reports.style(dossier.evaluation.house_style)
        content = workbook_content(
            dossier,
            self._editing.rubric(evaluation_id),
            self._results.score(evaluation_id),
            proof=self._results.proof(evaluation_id, veil=veil),
            missing=blocking,
            stamps=self._results.stamps(evaluation_id),
            order=style.orders.score_table,
            style=style,
            created=self._results.last_change(evaluation_id),
            final=not blocking and form is not Form.DRAFT,
        )
        return lambda: render_workbook(content)

    def package(self, evaluation_id: UUID) -> bytes:
        """Everything of the evaluation in one JSON file, its changes and documents included."""
        return write_package(
            Package(
                self._editing.dossier(evaluation_id),
                self._store.changes(evaluation_id),
                self._store.documents(evaluation_id),
            )
        )

    def save(self, path: Path, data: bytes) -> None:
        """Write a file whole or not at all. Raises SaveFailed with the old file as it was, or OwnData."""
        if self._owns(path):
            raise OwnData(path)
        write_whole(path, data)

    def save_all(self, files: Sequence[tuple[Path, bytes]]) -> None:
        """Write files whole, all of them or none. Raises as save does, and SameFile or NotPutBack."""
        seen: set[Path] = set()
        for path, _ in files:
            if self._owns(path):
                raise OwnData(path)
            if path.is_dir():
                raise TargetIsFolder(path)
            if not path.parent.is_dir():
                raise FolderMissing(path)
            if path.resolve() in seen:
                raise SameFile(path)
            seen.add(path.resolve())
        write_all(files)

    def file_stem(self, evaluation_id: UUID) -> str:
        """A file name for the evaluation, without its ending: 钟村街社工站中期评估报告."""
        head = self._editing.dossier(evaluation_id).evaluation
        name = f"{head.short_name}{PHASE_NAMES[head.phase]}评估报告"
        return "".join("_" if each in _UNFIT or ord(each) < 32 else each for each in name).strip(" .")[:80]

    def score_record(self, evaluation_id: UUID, *, proof: bool = False) -> dict[str, Any]:
        """The score for `score --json`."""
        head = self._editing.dossier(evaluation_id).evaluation
        return score_record(
            self._results.score(evaluation_id),
            evaluation_id=evaluation_id,
            station=head.station,
            rubric_hash=head.rubric,
            proof=self._results.proof(evaluation_id) if proof else None,
        )

    def list_record(self, listed: Iterable[Listed]) -> list[dict[str, Any]]:
        """The evaluations for `list --json`."""
        return list_record(_entry(each) for each in listed)


def _entry(each: Listed) -> ListEntry:
    known = each.summary
    return ListEntry(
        id=each.id,
        station=each.station,
        phase=each.phase,
        visit_date=each.visit_date,
        answered=known.answered if known else 0,
        answerable=known.answerable if known else 0,
        total=known.total if known else None,
        floor=known.floor if known else None,
        ceiling=known.ceiling if known else None,
        grade=known.grade if known else None,
        provisional=known.provisional if known else True,
    )
