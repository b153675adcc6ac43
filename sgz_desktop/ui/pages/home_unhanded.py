"""Asks before final reports leave from home while marks are not handed in, as the report page does."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from uuid import UUID

from PySide6.QtWidgets import QWidget

from sgz_desktop.domain.result import Missing
from sgz_desktop.errors import SgzError
from sgz_desktop.services.changes import NOBODY
from sgz_desktop.services.unhanded import unhanded, with_reason
from sgz_desktop.ui.pages.report_unhanded import AskUnhanded
from sgz_desktop.ui.session import Session
from sgz_desktop.ui.texts import tr


def ask_unhanded(
    window: QWidget, session: Session, several: Sequence[UUID], *, agreed: Callable[[], object]
) -> None:
    """Go on at once where every final report here has all its marks, else for a reason that is kept."""
    is_one = len(several) == 1
    found = {each: lacking for each in several if (lacking := _lacking(session, each, is_one=is_one))}
    if not found:
        agreed()
        return
    sentences = [each for lacking in found.values() for each in lacking]
    ids = tuple(found)
    AskUnhanded(window, sentences, keep=lambda reason: _keep(session, ids, reason), agreed=agreed).open()


def _lacking(session: Session, evaluation_id: UUID, *, is_one: bool) -> list[Missing]:
    """Whose marks its report does not wait for; with the station, unless it is the only one."""
    program = session.program
    try:
        lacking = unhanded(program.results.missing(evaluation_id))
        if is_one or not lacking:
            return lacking
        station = program.evaluations.dossier(evaluation_id).evaluation.station
    except SgzError:
        return []  # the export says what is wrong with it
    return [replace(each, sentence=f"{station}：{each.sentence}") for each in lacking]


def _keep(session: Session, ids: Sequence[UUID], reason: str) -> str:
    """Write down among the notes of each why nobody waited; the sentence that refuses it, or ""."""
    for each in ids:
        try:
            note = session.program.evaluations.dossier(each).evaluation.note
        except SgzError as error:
            return str(error)
        said = with_reason(note, reason)
        # Those that a first try came to have it already.
        sentence = _set_note(session, each, said) if said != note else ""
        if sentence:
            return sentence
    return ""


def _set_note(session: Session, evaluation_id: UUID, note: str) -> str:
    preparing, text = session.program.preparing, tr("说明出正式稿的原因")
    if evaluation_id == session.evaluation_id:
        outcome = session.write(
            text, lambda each, who: preparing.set_head(each, {"note": note}, who), quiet=True
        )
        return outcome.sentence
    worker = session.program.desk.worker(evaluation_id) or NOBODY
    try:
        changes = preparing.set_head(evaluation_id, {"note": note}, worker)
    except SgzError as error:
        return str(error)
    session.heard(changes)
    return ""
