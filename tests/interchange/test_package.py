"""Files written and read back: the same bytes, the same values, and copies under new IDs."""

from dataclasses import replace

from hypothesis import given, settings

from sgz_desktop.domain.dossier import Dossier
from sgz_desktop.domain.indicator import Agreed
from sgz_desktop.interchange.package import Package, copy_of, read_package, write_package
from sgz_desktop.scoring.score import score
from tests import build, generate


def read(raw: bytes) -> Package:
    package, problems = read_package(raw)
    assert problems == ()
    assert package is not None
    return package


@given(generate.packages())
@settings(max_examples=60)
def test_what_is_written_reads_and_writes_the_same_bytes(package: Package) -> None:
    written = write_package(package)
    back = read(written)
    assert back == package
    assert write_package(back) == written


@given(generate.handwritten())
@settings(max_examples=60)
def test_without_history_too(package: Package) -> None:
    written = write_package(package)
    assert read(written) == package
    assert write_package(read(written)) == written


@given(generate.packages())
@settings(max_examples=25)
def test_a_copy_says_the_same_under_other_ids(package: Package) -> None:
    copy = copy_of(package, build.uid("copy"))
    old = {each.id for each in package.dossier.entities()}
    assert not old & {each.id for each in copy.dossier.entities()}
    assert copy.changes == ()
    assert read(write_package(copy)) == copy
    assert copy_of(copy, build.uid("copy of the copy")).dossier.evaluation.station == (
        package.dossier.evaluation.station
    )


@given(generate.dossiers())
@settings(max_examples=25)
def test_a_copy_leaves_nothing_behind_while_nothing_was_deleted(dossier: Dossier) -> None:
    copy = copy_of(Package(dossier), build.uid("copy")).dossier
    assert [type(each) for each in copy.entities()] == [type(each) for each in dossier.entities()]
    assert score(copy, build.rubric()).total == score(dossier, build.rubric()).total


def test_a_copy_empties_pointers_at_what_was_deleted() -> None:
    gone = build.uid("group", 9)
    dossier = build.dossier(
        build.person(),
        build.zone(group_id=gone),
        build.community(zone_id=build.uid("zone", 9)),
        build.mark("bare", group_id=gone),
        build.observation(group_id=gone, person_id=build.uid("person", 1)),
    )
    copy = copy_of(Package(dossier), build.uid("copy")).dossier
    assert copy.zones[0].group_id is None
    assert (copy.communities, copy.marks) == ((), ())
    assert copy.observations[0].group_id is None
    assert copy.observations[0].person_id == copy.people[0].id


def test_a_copy_makes_a_rate_of_something_deleted_an_amount() -> None:
    base, rate = build.indicator(1), build.indicator(2, rate_of=build.uid("indicator", 1))
    gone = build.indicator(3, rate_of=build.uid("indicator", 9))
    copy = copy_of(Package(build.dossier(base, rate, gone)), build.uid("copy")).dossier
    assert [each.agreed for each in copy.indicators] == [Agreed.AMOUNT, Agreed.RATE, Agreed.AMOUNT]
    assert [each.rate_of for each in copy.indicators] == [None, copy.indicators[0].id, None]


def test_the_order_of_entities_and_changes_does_not_show() -> None:
    dossier = build.judged()
    changes = build.creation(dossier)
    turned = replace(dossier, people=dossier.people[::-1], marks=dossier.marks[::-1])
    assert write_package(Package(turned, changes[::-1])) == write_package(Package(dossier, changes))


def test_the_file_is_text_one_can_read() -> None:
    written = write_package(Package(build.judged(), (), build.documents()))
    assert written.startswith(b'{\n "format": "sgz-evaluation",\n "version": 1,\n "evaluation": {\n')
    assert "和安街".encode() in written
    assert written.endswith(b"}\n")
    assert b"\r" not in written


def test_a_copy_under_its_own_id_is_the_same_evaluation_with_new_ids_inside() -> None:
    dossier = build.judged()
    copy = copy_of(Package(dossier), dossier.id).dossier
    assert copy.evaluation == dossier.evaluation
    assert not {each.id for each in copy.people} & {each.id for each in dossier.people}
    assert score(copy, build.rubric()).total == score(dossier, build.rubric()).total
