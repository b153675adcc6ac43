"""Asks before final reports leave from home while marks are not handed in, as the report page does."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from uuid import UUID

from PySide6.QtWidgets import QWidget

from sgz_desktop.domain.result import Missing, Severity
from sgz_desktop.errors import SgzError
from sgz_desktop.services.changes import NOBODY
from sgz_desktop.ui.pages.report_unhanded import HAND_IN, AskUnhanded
from sgz_desktop.ui.session import Session
from sgz_desktop.ui.texts import tr


def ask_unhanded(
    window: QWidget, session: Session, several: Sequence[UUID], *, agreed: Callable[[], object]
) -> None:
    """Go on at once where every final report here has all its marks, else for a reason that is kept."""
    found = [(each, unhanded) for each in several if (unhanded := _unhanded(session, each))]
    if not found:
        agreed()
        return
    sentences = [each for _, unhanded in found for each in unhanded]
    if len(several) > 1:
        named = session.program.evaluations
        sentences = [
            replace(each, sentence=f"{named.dossier(one).evaluation.station}：{each.sentence}")
            for one, unhanded in found
            for each in unhanded
        ]
    ids = [each for each, _ in found]
    AskUnhanded(window, sentences, keep=lambda reason: _keep(session, ids, reason), agreed=agreed).open()


def _unhanded(session: Session, evaluation_id: UUID) -> list[Missing]:
    """Whose marks a report that would be final does not wait for; none where it would be a draft."""
    try:
        missing = session.program.results.missing(evaluation_id)
    except SgzError:
        return []  # the export says what is wrong with it
    if any(each.severity is Severity.BLOCKS for each in missing):
        return []
    return [each for each in missing if each.code == HAND_IN]


def _keep(session: Session, ids: Sequence[UUID], reason: str) -> str:
    """Write down among the notes of each why nobody waited; the sentence that refuses it, or ""."""
    said = tr("评分未全部提交即出正式稿，原因：{reason}").format(reason=reason)
    for each in ids:
        note = session.program.evaluations.dossier(each).evaluation.note
        sentence = _set_note(session, each, "\n".join(filter(None, (note, said))))
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
    try:
        preparing.set_head(
            evaluation_id, {"note": note}, session.program.desk.worker(evaluation_id) or NOBODY
        )
    except SgzError as error:
        return str(error)
    return ""
