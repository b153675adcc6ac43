"""The columns of the home page's list."""

from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from typing import Protocol, TypeVar
from uuid import UUID

from sgz_desktop.domain.evaluation import Basis, Phase
from sgz_desktop.domain.veil import VEILED, VEILED_WHY
from sgz_desktop.ui.columns import Column
from sgz_desktop.ui.figures import figure_text, grade_word, phase_name
from sgz_desktop.ui.texts import NOTHING, date_text, moment_text, short_moment_text, tr

_RANKS = {"excellent": 4, "good": 3, "pass": 2, "fail": 1}

_Told = TypeVar("_Told")


class Summary(Protocol):
    """Progress and result as they are stored."""

    @property
    def answered(self) -> int: ...
    @property
    def answerable(self) -> int: ...
    @property
    def floor(self) -> Decimal | None: ...
    @property
    def total(self) -> Decimal | None: ...
    @property
    def grade(self) -> str | None: ...
    @property
    def provisional(self) -> bool: ...


class HandedIn(Protocol):
    """How many of an evaluation's judges have handed in."""

    @property
    def done(self) -> int: ...
    @property
    def judges(self) -> int: ...


class Listed(Protocol):
    """One evaluation as the service lists it."""

    @property
    def id(self) -> UUID: ...
    @property
    def station(self) -> str: ...
    @property
    def station_short(self) -> str: ...
    @property
    def district(self) -> str: ...
    @property
    def phase(self) -> Phase: ...
    @property
    def visit_date(self) -> date | None: ...
    @property
    def report_date(self) -> date | None: ...
    @property
    def basis(self) -> Basis: ...
    @property
    def deleted(self) -> bool: ...
    @property
    def changed_at(self) -> datetime: ...
    @property
    def summary(self) -> Summary | None: ...


def home_columns(
    handed_in: Callable[[Listed], HandedIn | None],
    worker: Callable[[Listed], str],
    is_veiled: Callable[[Listed], bool],
) -> tuple[Column, ...]:
    """Station, phase, day, hand-ins, progress, total, grade, who works here, last change.

    Where `is_veiled` says so, total and grade rest on marks that are not to be seen yet.
    """

    def handed_in_text(each: Listed) -> str:
        found = handed_in(each)
        return f"{found.done}/{found.judges}" if found is not None and found.judges else NOTHING

    def handed_in_key(each: Listed) -> tuple[float, int]:
        found = handed_in(each)
        return (found.done / found.judges, found.judges) if found is not None and found.judges else (-1.0, 0)

    def handed_in_hint(each: Listed) -> str:
        found = handed_in(each)
        if found is None:
            return tr("这次评估不逐项评分，不用提交")
        said = tr("安排了评分的评委 {judges} 名，已提交 {done} 名")
        return said.format(judges=found.judges, done=found.done) if found.judges else tr("还没有安排评委")

    def unless_veiled(told: Callable[[Listed], _Told], instead: _Told) -> Callable[[Listed], _Told]:
        return lambda each: instead if is_begun(each) and is_veiled(each) else told(each)

    hint = unless_veiled(_provisional_hint, VEILED_WHY)
    return (
        Column(tr("社工站"), lambda each: each.station, width=300, least=168, strong=lambda _: True),
        Column(tr("阶段"), lambda each: phase_name(each.phase), width=72, least=46),
        Column(tr("评估日"), lambda each: date_text(each.visit_date), width=124, least=93),
        Column(
            tr("评委已交"),
            handed_in_text,
            width=96,
            least=70,
            sort=handed_in_key,
            hint=handed_in_hint,
            gives_way=True,
        ),
        Column(
            tr("进度"), _progress_text, width=150, least=46, share=_share, sort=_share, hint=_progress_hint
        ),
        Column(
            tr("总分"),
            unless_veiled(_total_text, VEILED),
            width=96,
            least=76,
            figure=True,
            strong=lambda _: True,
            sort=unless_veiled(_total_key, -1.0),
            hint=hint,
        ),
        Column(
            tr("等级"),
            unless_veiled(_grade_text, VEILED),
            width=92,
            least=86,
            sort=unless_veiled(_grade_key, (0, False)),
            chip=unless_veiled(_grade_chip, "plain"),
            hint=hint,
        ),
        Column(tr("谁在这里工作"), worker, width=150, least=90, gives_way=True),
        Column(
            tr("最后改动"),
            lambda each: short_moment_text(each.changed_at),
            width=130,
            least=92,
            sort=lambda each: each.changed_at,
            hint=lambda each: moment_text(each.changed_at),
            gives_way=True,
        ),
    )


def _progress_text(each: Listed) -> str:
    return f"{each.summary.answered}/{each.summary.answerable}" if each.summary else ""


def _progress_hint(each: Listed) -> str:
    hint = tr("算结果要用的检查项和得分，已有 {progress}；按录入的得分计的分项，逐项评分不算在内")
    return hint.format(progress=_progress_text(each)) if each.summary else ""


def _share(each: Listed) -> float:
    known = each.summary
    return known.answered / known.answerable if known and known.answerable else float(is_final(each))


def is_final(each: Listed) -> bool:
    """Whether the result is settled: it has a grade, and nothing can change that any more."""
    return each.summary is not None and each.summary.grade is not None and not each.summary.provisional


def is_begun(each: Listed) -> bool:
    """Whether anything is answered, entered or settled."""
    return each.summary is not None and (each.summary.answered > 0 or each.summary.grade is not None)


def _total_text(each: Listed) -> str:
    known = each.summary
    if known is None or not is_begun(each) or (known.total is None and known.floor is None):
        return figure_text(None)
    if known.total is not None and not known.provisional:
        return figure_text(known.total, 2)
    least = known.floor if known.total is None else known.total
    return tr("暂 {floor}").format(floor=figure_text(least, 2))


def _provisional_hint(each: Listed) -> str:
    """Why a result is not settled; which of the reasons it is, the open evaluation tells."""
    if each.summary is None or not each.summary.provisional:
        return ""
    return tr("有内容未填、未核，或者有不一致未定，结果暂定")


def _total_key(each: Listed) -> float:
    known = each.summary
    return float((known.total if known.total is not None else known.floor) or 0) if known else -1.0


def _grade_text(each: Listed) -> str:
    if not is_begun(each):
        return tr("未开始")
    if each.summary is None or each.summary.grade is None:
        return tr("未完")
    name = grade_word(each.summary.grade)
    return tr("暂 {grade}").format(grade=name) if each.summary.provisional else name


def _grade_key(each: Listed) -> tuple[int, bool]:
    """优秀, 良好, 合格, 不合格, then what is not settled or not begun; a provisional one behind."""
    if each.summary is None or not is_begun(each):
        return -1, False
    return _RANKS.get(each.summary.grade or "", 0), not each.summary.provisional


def _grade_chip(each: Listed) -> str:
    if not is_begun(each):
        return "plain"
    if each.summary is None or each.summary.grade is None or each.summary.provisional:
        return "warn"
    return {"excellent": "accent", "good": "good", "fail": "bad"}.get(each.summary.grade, "plain")
