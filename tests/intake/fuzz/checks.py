"""What must hold of every spoilt workbook: read or refused in a sentence, planned whole, taken in whole."""

from dataclasses import dataclass, replace
from pathlib import Path
from uuid import UUID, uuid4

from sgz_desktop.domain.evaluation import Phase
from sgz_desktop.domain.places import Zone
from sgz_desktop.errors import Refused
from sgz_desktop.intake.limits import COLUMNS, LAST_COLUMN, LAST_ROW, ROWS
from sgz_desktop.intake.mapping import Annex, as_json, from_json
from sgz_desktop.intake.problems import Place, Problem
from sgz_desktop.intake.unreadable import Unreadable
from sgz_desktop.services.changes import NOBODY
from sgz_desktop.services.tables.importing import NothingToTakeIn, Opened, TablesPlan
from sgz_desktop.services.tables.plan import Fate, FieldChange, Proposed, TablePlan
from sgz_desktop.wiring import Program
from tests.intake import stations
from tests.intake.fuzz.mutations import Spoilt

_LONGEST_SENTENCE = 1_000


@dataclass(frozen=True, slots=True)
class Ground:
    """A program with an evaluation that has nothing yet, and one that has the station's own tables."""

    program: Program
    folder: Path
    bare: UUID
    filled: UUID

    @classmethod
    def made(cls, program: Program, folder: Path) -> "Ground":
        """The ground in an empty program; `folder` is where the files lie."""
        bare = program.evaluations.create(station="新站", phase=Phase.FINAL)
        filled = program.evaluations.create(station="大岗镇社工服务站", phase=Phase.FINAL)
        for name, data in (
            (stations.INDICATORS, stations.indicators()),
            ("附件2.xlsx", stations.attendance()),
        ):
            path = folder / name
            path.write_bytes(data)
            plan = program.tables_in.plan(filled, program.tables_in.open(path))
            program.tables_in.apply(filled, plan)
            path.unlink()
        return cls(program, folder, bare, filled)

    def evaluation(self, seed: int, *, anew: bool) -> UUID:
        """The evaluation that a seed is read into; `anew`: one that nothing was written into and undone."""
        if seed % 2 == 0:
            return self.filled
        return self.program.evaluations.create(station="新站", phase=Phase.FINAL) if anew else self.bare


def check(ground: Ground, spoilt: Spoilt, *, applied: bool) -> str:
    """Read and plan a spoilt workbook, apply it too if `applied`; what came of it in a word.

    Raises AssertionError, or whatever the program should not have raised.
    """
    path = ground.folder / spoilt.name
    path.write_bytes(spoilt.data)
    evaluation_id = ground.evaluation(spoilt.seed, anew=applied)
    try:
        opened = ground.program.tables_in.open(path)
    except Unreadable as refused:
        return _refused(refused)
    finally:
        path.unlink()
    _check_opened(opened)
    plan = ground.program.tables_in.plan(evaluation_id, opened)
    _check_problems(plan.problems)
    if applied:
        return _apply(ground.program, evaluation_id, opened, plan)
    if not opened.mappings:
        return "nothing recognised"
    return "read with problems" if plan.problems else "read"


def _refused(refused: Unreadable) -> str:
    assert str(refused).endswith("。")
    return type(refused).__name__


def _check_opened(opened: Opened) -> None:
    for sheet in opened.workbook.sheets:
        assert sheet.rows <= LAST_ROW
        assert sheet.columns <= LAST_COLUMN
        assert len(sheet.cells) <= ROWS * COLUMNS
    for mapping in opened.mappings:
        assert from_json(as_json(mapping)) == mapping
    _check_problems(opened.workbook.all_problems())


def _check_problems(problems: tuple[Problem, ...]) -> None:
    for each in problems:
        assert each.place.file, each.text
        assert each.text.endswith("。"), each.text
        assert len(each.text) <= _LONGEST_SENTENCE, each.text[:200]


def _apply(program: Program, evaluation_id: UUID, opened: Opened, plan: TablesPlan) -> str:
    """Nothing of it where one value is refused; else all of it, at once, and undone whole."""
    before = program.evaluations.dossier(evaluation_id)
    try:
        program.tables_in.apply(evaluation_id, _with_a_refusal(plan))
    except Refused:
        assert program.evaluations.dossier(evaluation_id) == before
    else:
        raise AssertionError("a value that the domain refuses was taken in")
    try:
        changes = program.tables_in.apply(evaluation_id, plan)
    except NothingToTakeIn:
        assert not any(each.writes for each in plan.plans)
        return "nothing new"
    after = {each.id: each for each in program.evaluations.dossier(evaluation_id).entities()}
    for proposal in (each for table in plan.plans for each in table.writes):
        assert proposal.entity_id in after, proposal.title
    left = program.tables_in.plan(evaluation_id, opened)
    assert [each.title for table in left.plans for each in table.writes] == []
    assert changes.batch_id is not None
    program.undoing.undo(evaluation_id, changes.batch_id, worker=NOBODY)
    assert program.evaluations.dossier(evaluation_id) == before
    return "taken in"


def _with_a_refusal(plan: TablesPlan) -> TablesPlan:
    """The plan with a zone behind it all that storage refuses, past the plan's own check."""
    fields = (FieldChange("name", None, "片" * 200), FieldChange("position", None, "V"))
    zone = Proposed(Zone.kind, uuid4(), "片区", Fate.NEW, fields, Place("表.xlsx"))
    last = TablePlan(Annex.INDICATORS, "", Place("表.xlsx"), (zone,))
    return replace(plan, plans=(*plan.plans, last))
