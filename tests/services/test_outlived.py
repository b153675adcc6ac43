"""A printed wording whose record was corrected since: told until somebody looks at it again."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from sgz_desktop.domain.result import Missing
from sgz_desktop.interchange.package import read_package
from sgz_desktop.models.outlived import outlived_fields
from sgz_desktop.services.changes import Changes
from sgz_desktop.services.opening import open_storage
from sgz_desktop.wiring import Program, build, now
from tests import build as make
from tests.build import EVALUATION
from tests.services.case import LI, everything, refuse_unsettled, take_in

E = EVALUATION
SEEN = make.observation(1).id
Act = Callable[[Program], Changes]


def correct(text: str, name: str = "text") -> Act:
    """Somebody sets a field of the record."""
    return lambda program: program.visiting.edit_observation(E, SEEN, {name: text}, LI)


def reword(text: str | None, name: str = "text") -> Act:
    """Somebody words it otherwise for the report."""
    return lambda program: program.wording.set_printed(E, SEEN, name, text, LI)


def affirm(program: Program) -> Changes:
    """Somebody lets the printed wording stand."""
    return program.wording.affirm_printed(E, SEEN, "text", LI)


def done(program: Program, *acts: Act | None) -> tuple[str, ...]:
    """What is told of the observation after some acts; None takes back what was done last."""
    last = None
    for act in acts:
        if act is not None:
            last = act(program).batch_id
        else:
            assert last is not None
            last = program.undoing.undo(E, last, worker=LI).batch_id
    return program.wording.outlived(E, SEEN)


def advice(program: Program) -> list[Missing]:
    """The advice about outlived wordings."""
    return [each for each in program.results.missing(E) if each.code == "observation.outlived"]


@pytest.mark.parametrize(
    ("acts", "told"),
    [
        ([correct("改一")], ()),
        ([correct("改一"), reword("印")], ()),
        ([reword("印"), correct("改一")], ("text",)),
        ([reword(""), correct("改一")], ("text",)),
        ([reword("印"), reword("句", "lead"), correct("改一"), correct("改句", "lead")], ("lead", "text")),
        ([reword("印"), correct("别的", "lead")], ()),
        ([reword("印"), correct("印")], ()),
        ([reword("印"), correct("改一"), correct("正文")], ()),
        ([reword("印"), correct("改一"), reword("再印")], ()),
        ([reword("印"), correct("改一"), reword(None)], ()),
        ([reword("印"), correct("改一"), affirm], ()),
        ([reword("印"), correct("改一"), affirm, correct("改二")], ("text",)),
        ([reword("印"), correct("改一"), None], ()),
        ([reword("印"), correct("改一"), None, None], ("text",)),
        ([reword("印"), correct("改一"), affirm, None], ("text",)),
        ([reword("印"), correct("改一"), affirm, None, None], ()),
        ([reword("印"), correct("改一"), reword("再印"), None], ("text",)),
    ],
)
def test_a_correction_outlives_a_wording_until_somebody_words_or_affirms_it(
    program: Program, acts: list[Act | None], told: tuple[str, ...]
) -> None:
    program.visiting.edit_observation(E, SEEN, {"text": "正文"}, LI)
    assert done(program, *acts) == told
    assert [each.entity_id for each in advice(program)] == [SEEN] * bool(told)


def test_it_is_told_alike_after_a_rebuild_and_by_whoever_takes_the_evaluation_in(
    program: Program, tmp_path: Path
) -> None:
    assert done(program, reword("印"), correct("改一"), reword("句", "lead"), correct("改句", "lead")) != ()
    program.wording.affirm_printed(E, SEEN, "lead", LI)
    refuse_unsettled(program, E)
    before = advice(program)
    assert len(before) == 1
    storage = open_storage(program.folder, now)
    storage.store.rebuild(E)
    storage.close()
    file = tmp_path / "evaluation.json"
    file.write_bytes(program.exporting.package(E))
    with build(program.folder) as rebuilt, build(tmp_path / "other") as other:
        assert advice(rebuilt) == before
        other.importing.apply(other.importing.plan(file))
        assert advice(other) == before


def test_what_came_in_with_both_wordings_at_once_is_not_told(empty: Program) -> None:
    whole = everything()
    several = tuple(replace(each, printed_text="印", printed_lead="") for each in whole.observations)
    take_in(empty, replace(whole, observations=several), empty.folder)
    assert advice(empty) == []


def test_of_two_who_did_not_see_each_other_the_correction_is_told(program: Program) -> None:
    done(program, correct("改一"))
    package, _ = read_package(program.exporting.package(E))
    assert package is not None
    of_it = [each for each in package.changes if each.entity_id == SEEN]
    newest = of_it[-1]
    elsewhere = replace(
        newest, id=make.uid("change", 1), batch_id=make.uid("batch", 1), field="printed_text", value='"印"'
    )
    assert tuple(outlived_fields([*of_it, elsewhere])) == ("text",)
    earlier = [each for each in of_it if each.field != "text"]
    assert tuple(outlived_fields([*earlier, newest, replace(elsewhere, lamport=1)])) == ("text",)
