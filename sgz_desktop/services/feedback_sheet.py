"""What the experts tell the station at the end of the day: what they saw, and no figure of the score."""

from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

from sgz_desktop.domain.day import Attendee
from sgz_desktop.domain.dossier import Dossier
from sgz_desktop.domain.observation import Observation, Tone
from sgz_desktop.domain.rubric import Judged, Rubric

STATION, OPERATOR = "station", "operator"


@dataclass(frozen=True, slots=True)
class Said:
    """One observation as it is told: lead sentence, text, recommendation, as they were recorded."""

    observation_id: UUID
    lead: str
    text: str
    recommendation: str


@dataclass(frozen=True, slots=True)
class Place:
    """What was seen in one review group, or ("") of the whole station."""

    name: str
    strengths: tuple[Said, ...]
    concerns: tuple[Said, ...]


@dataclass(frozen=True, slots=True)
class Chapter:
    """One component or party with the places where something was seen."""

    code: str
    name: str
    places: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class Awaited:
    """A paper that the station still owes, and until when."""

    title: str
    until: str


@dataclass(frozen=True, slots=True)
class FeedbackSheet:
    """The sheet: chapters in the rule set's order, papers still to come, who hears it, what they object.

    It is made without the score: no figure of it can stand here. `unplaced` is how many observations it
    leaves out because they have no chapter or no kind yet; `without_chapter` of them have a kind.
    """

    station: str
    chapters: tuple[Chapter, ...]
    papers: tuple[Awaited, ...]
    attendees: str
    objections: str
    unplaced: int
    without_chapter: int

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to tell yet."""
        return not self.chapters


def feedback_sheet(dossier: Dossier, rubric: Rubric) -> FeedbackSheet:
    """The sheet of an evaluation as it stands."""
    told = [each for each in dossier.observations if _is_told(each)]
    placed = [each for each in told if each.subject is not None and each.tone is not Tone.UNFILED]
    return FeedbackSheet(
        dossier.evaluation.station,
        tuple(_chapters(dossier, rubric, placed)),
        tuple(
            Awaited(each.title, f"{each.due_on.isoformat() if each.due_on else ''} {each.due_at}".strip())
            for each in dossier.paper_requests
            if each.arrived_on is None
        ),
        dossier.text_by_code.get("feedback.attendees", "") or attendees_text(dossier, rubric),
        dossier.text_by_code.get("feedback.objections", ""),
        len(told) - len(placed),
        sum(each.subject is None and each.tone is not Tone.UNFILED for each in told),
    )


def party_names(rubric: Rubric) -> tuple[tuple[str, str], ...]:
    """Code and name of whose people may be there: station, operator, the parties, the assessor last."""
    others = ("purchaser", "supervisor", "supervision_centre")
    known = {each.code: each.name for each in rubric.other_parties}
    first = [(code, known[code]) for code in others if code in known]
    rest = [(code, name) for code, name in known.items() if code not in others]
    return ((STATION, "社工站"), (OPERATOR, "承办方"), *first, *rest, (rubric.assessor.code, "评估方"))


def attendees_text(dossier: Dossier, rubric: Rubric) -> str:
    """Who heard the feedback, by party and number without names, as the report says it; "" for nobody."""
    heard = [each for each in dossier.attendees if each.at_feedback]
    parts = [
        _counted(code, name, [each for each in heard if each.party == code])
        for code, name in party_names(rubric)
        if code != rubric.assessor.code
    ]
    told = [each for each in parts if each]
    return told[0] if len(told) == 1 else f"{'、'.join(told[:-1])}和{told[-1]}" if told else ""


def _counted(code: str, name: str, several: list[Attendee]) -> str:
    if not several:
        return ""
    return f"{name}{'人员' if code == STATION else '代表'}{len(several)}人"


def _chapters(dossier: Dossier, rubric: Rubric, placed: list[Observation]) -> Iterator[Chapter]:
    named = [(each.code, each.name, each.judged is Judged.PER_GROUP) for each in rubric.components]
    named += [(each.code, each.name, False) for each in rubric.other_parties]
    for code, name, is_grouped in named:
        own = [each for each in placed if each.subject == code]
        places = [_place("", [each for each in own if not is_grouped or not _group_of(each, dossier)])]
        if is_grouped:
            for group in dossier.groups:
                places.append(_place(group.name, [each for each in own if each.group_id == group.id]))
        told = tuple(each for each in places if each.strengths or each.concerns)
        if told:
            yield Chapter(code, name, told)


def _group_of(observation: Observation, dossier: Dossier) -> bool:
    return observation.group_id in dossier.group_by_id


def _place(name: str, several: list[Observation]) -> Place:
    return Place(name, _of(several, Tone.STRENGTH), _of(several, Tone.CONCERN))


def _of(several: list[Observation], tone: Tone) -> tuple[Said, ...]:
    return tuple(
        Said(each.id, each.lead.strip(), each.text.strip(), each.recommendation.strip())
        for each in several
        if each.tone is tone
    )


def _is_told(each: Observation) -> bool:
    return any(text.strip() for text in (each.lead, each.text, each.recommendation))
