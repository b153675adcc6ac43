"""What a process without a window does until it is killed, saying what the services called saved."""

import hashlib
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from random import Random
from typing import Any
from uuid import UUID

from sgz_desktop.domain import mark
from sgz_desktop.domain.canonical import canonical_json, encode
from sgz_desktop.domain.rubric import BareRule, CompletenessRule, DegreeRule, TiersRule
from sgz_desktop.models.backups import Backups, Reason
from sgz_desktop.models.migrate import upgrade
from sgz_desktop.services.changes import Changes, Worker
from sgz_desktop.services.opening import DATA_FILE
from sgz_desktop.services.walking import Stop
from sgz_desktop.wiring import Program, open_program
from tests.kill.folders import now
from tests.kill.nursery import BEGIN, Act, Say, serve


def answer(folder: Path, seed: int, given: Mapping[str, Any], say: Say) -> None:
    """Answer, note, observe and undo; say each value once the service has returned."""
    program = open_program(folder)
    chance = Random(seed)
    (listed,) = program.evaluations.listing()
    worker = program.desk.worker(listed.id) or Worker()
    say(BEGIN)
    for number in range(given["number"]):
        _one_thing(program, listed.id, worker, chance, f"{seed}.{number}", say)


def _one_thing(
    program: Program, evaluation: UUID, worker: Worker, chance: Random, name: str, say: Say
) -> None:
    visiting = program.visiting
    dossier = program.evaluations.dossier(evaluation)
    choice = chance.random()
    if choice < 0.2:
        text = f"观察 {name}"
        changes, made = visiting.observe(evaluation, worker, subject="quality", text=text)
        _tell(say, changes, "observation", made, "text", text)
    elif choice < 0.3 and dossier.observations:
        seen, text = chance.choice(dossier.observations), f"改写 {name}"
        changes = visiting.edit_observation(evaluation, seen.id, {"text": text}, worker)
        _tell(say, changes, "observation", seen.id, "text", text)
    elif choice < 0.4 and dossier.marks:
        seen_mark, note = chance.choice(dossier.marks), f"备注 {name}"
        changes = visiting.set_note(evaluation, seen_mark, note, worker)
        _tell(say, changes, "mark", seen_mark.id, "note", note)
    else:
        assert worker.author_id
        stop = chance.choice(visiting.stops(evaluation, worker.author_id))
        wanted = an_answer(stop, chance)
        changes = visiting.answer(evaluation, stop.item.code, stop.group_id, worker.author_id, wanted, worker)
        if changes:
            (entity,) = changes.entity_ids
            _tell(say, changes, "mark", entity, "answer", wanted)
            if choice > 0.9:
                _undo(program, changes, worker, say)


def _undo(program: Program, changes: Changes, worker: Worker, say: Say) -> None:
    assert changes.batch_id
    undone = program.undoing.undo(changes.evaluation_id, changes.batch_id, worker=worker)
    say("undone", batch=str(undone.batch_id))


def _tell(say: Say, changes: Changes, entity: str, entity_id: UUID, field: str, value: Any) -> None:
    if changes:
        say(
            "saved",
            batch=str(changes.batch_id),
            entity=entity,
            id=str(entity_id),
            field=field,
            value=canonical_json(encode(value)),
        )


def an_answer(stop: Stop, chance: Random) -> mark.Answer:
    """Some answer that fits the item."""
    share = Decimal(chance.randrange(0, 5)) / 4
    points = (stop.item.points * share).quantize(Decimal("0.01"))
    rule = stop.item.rule
    fitting: list[mark.Answer] = [mark.NotApplicable(), mark.Pending()]
    if isinstance(rule, DegreeRule):
        fitting = [mark.Degree(points)]
    elif isinstance(rule, BareRule):
        fitting = [mark.Bare(points)]
    elif isinstance(rule, TiersRule):
        fitting.append(mark.Ratio(share))
    elif isinstance(rule, CompletenessRule):
        fitting += [mark.Completeness(each) for each in mark.Extent]
    return chance.choice(fitting)


def take_in(folder: Path, seed: int, given: Mapping[str, Any], say: Say) -> None:
    """Import one file."""
    program = open_program(folder)
    plan = program.importing.plan(Path(given["file"]))
    say(BEGIN)
    say("imported", id=str(program.importing.apply(plan)))


def start(folder: Path, seed: int, given: Mapping[str, Any], say: Say) -> None:
    """Open a folder, which makes or upgrades its data file."""
    say(BEGIN)
    open_program(folder)
    say("opened")


def migrate(folder: Path, seed: int, given: Mapping[str, Any], say: Say) -> None:
    """Back a data file up and bring it to a form that this program does not have yet."""
    path = folder / DATA_FILE
    say(BEGIN)
    Backups(path, folder / "backups", now).make(Reason.MIGRATION)
    upgrade(path, scripts=given["scripts"])
    say("migrated")


def back_up(folder: Path, seed: int, given: Mapping[str, Any], say: Say) -> None:
    """Make backups, with a write between them."""
    program = open_program(folder)
    (listed,) = program.evaluations.listing()
    say(BEGIN)
    for number in range(given["number"]):
        program.preparing.set_text(listed.id, "profile", f"第 {seed}.{number} 版", Worker())
        say("backup", path=str(program.keeping.make().path), text=f"第 {seed}.{number} 版")
        program.keeping.make_routine()


def restore(folder: Path, seed: int, given: Mapping[str, Any], say: Say) -> None:
    """Put a backup in the data's place."""
    program = open_program(folder)
    plan = program.keeping.plan(Path(given["file"]))
    say(BEGIN)
    say("restored", kept=str(program.keeping.restore(plan).path))


def export(folder: Path, seed: int, given: Mapping[str, Any], say: Say) -> None:
    """Write package, workbook and PDF over what is there."""
    program = open_program(folder)
    (listed,) = program.evaluations.listing()
    exporting = program.exporting
    program.preparing.set_text(listed.id, "profile", f"第 {seed} 版。", Worker())
    say(BEGIN)
    for name, render in (
        ("out.json", exporting.package),
        ("out.xlsx", exporting.workbook),
        ("out.pdf", exporting.pdf),
    ):
        data = render(listed.id)
        digest = hashlib.sha256(data).hexdigest()
        say("writing", name=name, digest=digest)
        exporting.save(Path(given["target"]) / name, data)
        say("written", name=name, digest=digest)


ACTS: Mapping[str, Act] = {
    "answer": answer,
    "take_in": take_in,
    "start": start,
    "migrate": migrate,
    "back_up": back_up,
    "restore": restore,
    "export": export,
}

if __name__ == "__main__":
    serve(ACTS)
