"""What is written at a stop of the walk: one expert's answer, and a note to it."""

from typing import TYPE_CHECKING
from uuid import UUID

from sgz_desktop.domain.mark import Answer, Pending
from sgz_desktop.ui.session import Session
from sgz_desktop.ui.steps import Outcome
from sgz_desktop.ui.texts import tr

if TYPE_CHECKING:
    from sgz_desktop.services.walking import Stop


def write_answer(session: Session, stop: "Stop", judge: UUID, answer: Answer | None) -> Outcome:
    """Set or (None) clear the answer."""
    if stop.mark is None and answer is None:
        return Outcome()
    visiting, code, group = session.program.visiting, stop.item.code, stop.group_id
    return session.write(
        tr("评分 {code}").format(code=code),
        lambda each, who: visiting.answer(each, code, group, judge, answer, who),
        merge=f"mark {code} {group} {judge}",
        quiet=True,
    )


def write_note(session: Session, stop: "Stop", judge: UUID, text: str) -> str:
    """Set the note; the sentence that refuses it, or ""."""
    visiting, code, group, mark = session.program.visiting, stop.item.code, stop.group_id, stop.mark
    said = tr("备注 {code}").format(code=code)
    if mark is not None:
        return session.write(
            said,
            lambda each, who: visiting.set_note(each, mark, text, who),
            merge=f"note {mark.id}",
            quiet=True,
        ).sentence
    if not text:
        return ""
    # A note has to hang on a mark: an item with a note and no answer yet is 待议.
    return session.write(
        said,
        lambda each, who: visiting.answer(each, code, group, judge, Pending(), who, note=text),
        quiet=True,
    ).sentence
