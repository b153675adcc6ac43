"""Working papers to print: blank ones for the day, and each expert's marks for signature."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from types import MappingProxyType
from typing import TYPE_CHECKING
from uuid import UUID

from sgz_desktop.domain.dossier import Dossier
from sgz_desktop.domain.result import Score
from sgz_desktop.services.changes import NOBODY, Worker
from sgz_desktop.services.deliberating import Deliberating
from sgz_desktop.services.editing import Editing
from sgz_desktop.services.exporting import Exporting
from sgz_desktop.services.paper_kinds import (
    ABOUT,
    CALL_SHEET,
    DECLARATION,
    FEEDBACK,
    HIDDEN,
    INTERVIEW,
    MARK_SHEET,
    SCORE_SHEET,
    SIGN_IN,
    SPOT_CHECK,
    TITLES,
    NotForThem,
    NothingToPrint,
    PaperKind,
    UnknownPaper,
)
from sgz_desktop.services.results import Results
from sgz_desktop.services.visibility import may_see_marks

if TYPE_CHECKING:
    from sgz_desktop.exports.fonts import FontBook
    from sgz_desktop.exports.report import Rendered as Rendered
    from sgz_desktop.exports.report import Section
    from sgz_desktop.services.paper_blocks import Case
    from sgz_desktop.services.paper_mark_sheet import HandedIn

_MOST_ROWS = 200

Render = Callable[[Callable[[int], None], Callable[[], bool]], "Rendered"]


@dataclass(frozen=True, slots=True)
class Papers:
    """Makes the papers of an evaluation as it is."""

    _editing: Editing
    _results: Results
    _deliberating: Deliberating
    _exporting: Exporting = field(repr=False)

    def kinds(self, evaluation_id: UUID, viewer: Worker = NOBODY) -> tuple[PaperKind, ...]:
        """Every kind of paper, and whether there is one for who works here."""
        from sgz_desktop.services import (
            paper_call_sheet,
            paper_feedback,
            paper_sign_in,
            paper_spot_checks,
        )

        case = self._case(evaluation_id)
        dossier = case.dossier
        judges = _judges(dossier)
        shown = self._shown(case, viewer)
        rows = {
            SIGN_IN: paper_sign_in.usual_rows(case),
            SPOT_CHECK: paper_spot_checks.usual_rows(case),
            CALL_SHEET: paper_call_sheet.usual_rows(),
            FEEDBACK: paper_feedback.usual_rows(case),
        }
        people = {DECLARATION: tuple(dossier.person_by_id), SCORE_SHEET: judges, MARK_SHEET: shown}
        why = {
            CALL_SHEET: paper_call_sheet.why_none(case),
            MARK_SHEET: "" if shown else self._why_no_marks(case),
        }
        return tuple(
            PaperKind(
                code, title, ABOUT[code], people.get(code, ()), rows.get(code), unavailable=why.get(code, "")
            )
            for code, title in TITLES.items()
        )

    def pdf(
        self,
        evaluation_id: UUID,
        codes: Sequence[str],
        *,
        people: Sequence[UUID] = (),
        rows: Mapping[str, int] = MappingProxyType({}),
        viewer: Worker = NOBODY,
    ) -> bytes:
        """Papers in one PDF, each from a new page on. Raises as `prepared` does, or MissingGlyph."""
        render = self.prepared(evaluation_id, codes, people=people, rows=rows, viewer=viewer)
        return render(lambda _page: None, lambda: False).data

    def prepared(
        self,
        evaluation_id: UUID,
        codes: Sequence[str],
        *,
        people: Sequence[UUID] = (),
        rows: Mapping[str, int] = MappingProxyType({}),
        viewer: Worker = NOBODY,
    ) -> Render:
        """What renders papers as they are now, for a job: it holds frozen data only.

        `people` are those whose declarations and sheets are wanted, () for everybody's; `rows` how many
        empty rows a kind has. Raises UnknownPaper, NothingToPrint, NotForThem.
        """
        wanted = _in_order(codes)
        case = self._case(evaluation_id)
        kinds = {each.code: each for each in self.kinds(evaluation_id, viewer)}
        if MARK_SHEET in wanted:
            _refuse_hidden(case.dossier, viewer, people)
            if not _those(kinds[MARK_SHEET].people, people):
                raise NothingToPrint(kinds[MARK_SHEET].unavailable or "所选的人还没有评分。")
        if CALL_SHEET in wanted and kinds[CALL_SHEET].unavailable:
            raise NothingToPrint(kinds[CALL_SHEET].unavailable)
        order = _Order(
            case,
            wanted,
            {code: _those(kinds[code].people, people) for code in wanted},
            {code: min(_MOST_ROWS, max(0, rows.get(code, kinds[code].rows or 0))) for code in wanted},
            self._results.score(evaluation_id),
            self._handed_in(case.dossier) if MARK_SHEET in wanted else {},
            self._results.last_change(evaluation_id),
        )
        return partial(_printed, order, self._exporting.font_book)

    def file_stem(self, evaluation_id: UUID, codes: Sequence[str]) -> str:
        """A file name without its ending: that of the only paper, or of the papers of the day."""
        what = TITLES[codes[0]] if len(codes) == 1 and codes[0] in TITLES else "现场用表"
        return f"{self._exporting.file_stem(evaluation_id).removesuffix('报告')}{what}"

    def _case(self, evaluation_id: UUID) -> "Case":
        from sgz_desktop.services.paper_blocks import Case

        return Case(self._editing.dossier(evaluation_id), self._editing.rubric(evaluation_id), "")

    def _shown(self, case: "Case", viewer: Worker) -> tuple[UUID, ...]:
        """The experts with marks that who works here may see."""
        from sgz_desktop.services.paper_mark_sheet import has_marks

        return tuple(
            each
            for each in _judges(case.dossier)
            if may_see_marks(case.dossier, viewer, each) and has_marks(case, each)
        )

    def _why_no_marks(self, case: "Case") -> str:
        from sgz_desktop.services.paper_mark_sheet import has_marks

        judges = _judges(case.dossier)
        if not judges:
            return "还没有安排专家评分。"
        return HIDDEN if any(has_marks(case, each) for each in judges) else "还没有录入评分。"

    def _handed_in(self, dossier: Dossier) -> "dict[UUID, HandedIn]":
        """When and by whom the marks were handed in that are handed in now."""
        from sgz_desktop.services.paper_mark_sheet import HandedIn

        last = {each.entity_id: each for each in self._deliberating.hand_in_events(dossier.id)}
        found = {}
        for each in dossier.hand_ins:
            event = last.get(each.id)
            if each.handed_in and event is not None:
                found[each.person_id] = HandedIn(event.at, event.author if event.on_behalf else "")
        return found


@dataclass(frozen=True, slots=True)
class _Order:
    """All that some papers are made from, for another thread."""

    case: "Case"
    codes: tuple[str, ...]
    people: Mapping[str, tuple[UUID, ...]]
    rows: Mapping[str, int]
    score: Score
    handed_in: "Mapping[UUID, HandedIn]"
    created: datetime


def _printed(
    order: _Order,
    fonts: Callable[[], "FontBook"],
    on_page: Callable[[int], None],
    cancelled: Callable[[], bool],
) -> "Rendered":
    # reportlab is imported on first use, and in the job's thread: no window waits for it.
    from sgz_desktop.exports.pdf import render
    from sgz_desktop.exports.report import Report
    from sgz_desktop.services.paper_looks import paper_looks

    head = order.case.dossier.evaluation
    titles = tuple(TITLES[each] for each in order.codes)
    report = Report(
        title=f"{head.short_name}{order.case.phase}{titles[0] if len(titles) == 1 else '现场用表'}",
        author=head.assessor,
        created=order.created,
        sections=tuple(section for code in order.codes for section in _sections(order, code)),
        subject="、".join(titles),
        keywords=titles,
    )
    return render(report, fonts(), typography=paper_looks(), on_page=on_page, cancelled=cancelled)


def _sections(order: _Order, code: str) -> "tuple[Section, ...]":
    from sgz_desktop.services.paper_blocks import Case
    from sgz_desktop.services.paper_call_sheet import call_sheet
    from sgz_desktop.services.paper_declaration import declarations
    from sgz_desktop.services.paper_feedback import feedback
    from sgz_desktop.services.paper_interviews import interviews
    from sgz_desktop.services.paper_mark_sheet import mark_sheets
    from sgz_desktop.services.paper_marks import score_sheets
    from sgz_desktop.services.paper_sign_in import sign_in
    from sgz_desktop.services.paper_spot_checks import spot_checks

    case = Case(order.case.dossier, order.case.rubric, code)
    people, rows = order.people[code], order.rows[code]
    makers: Mapping[str, Callable[[], tuple[Section, ...]]] = {
        SIGN_IN: lambda: sign_in(case, rows),
        DECLARATION: lambda: declarations(case, people),
        SCORE_SHEET: lambda: score_sheets(case, people),
        SPOT_CHECK: lambda: spot_checks(case, rows),
        INTERVIEW: lambda: interviews(case),
        CALL_SHEET: lambda: call_sheet(case, rows),
        FEEDBACK: lambda: feedback(case, rows),
        MARK_SHEET: lambda: mark_sheets(case, people, order.score, order.handed_in),
    }
    return makers[code]()


def _refuse_hidden(dossier: Dossier, viewer: Worker, people: Sequence[UUID]) -> None:
    """Refuse colleagues' marks that who works here may not see; for everybody's only those are taken."""
    judges = _judges(dossier)
    for each in people:
        if each in judges and not may_see_marks(dossier, viewer, each):
            raise NotForThem(dossier.person_by_id[each].name)


def _judges(dossier: Dossier) -> tuple[UUID, ...]:
    """The experts who are assigned to anything, in the people's order."""
    assigned = {each.person_id for each in dossier.assignments}
    return tuple(each.id for each in dossier.people if each.id in assigned)


def _those(known: tuple[UUID, ...], wanted: Sequence[UUID]) -> tuple[UUID, ...]:
    return tuple(each for each in known if each in wanted) if wanted else known


def _in_order(codes: Sequence[str]) -> tuple[str, ...]:
    for each in codes:
        if each not in TITLES:
            raise UnknownPaper(each)
    if not codes:
        raise NothingToPrint
    return tuple(each for each in TITLES if each in codes)
