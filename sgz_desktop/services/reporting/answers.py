"""What the parties answered: on the spot, and to the draft of the report."""

from typing import Any

from sgz_desktop.domain.dossier import Dossier
from sgz_desktop.domain.report_text import ReportText
from sgz_desktop.exports.report import Field, Passage, Run
from sgz_desktop.services.reporting.phrases import UNKNOWN_PREFIX, sentence

FEEDBACK = "feedback."
ATTENDEES = f"{FEEDBACK}attendees"
_OBJECTIONS = f"{FEEDBACK}objections"
_DRAFT = f"{FEEDBACK}draft."
_NONE_AT_ALL = frozenset({"无", "没有", "无异议", "没有异议", "均无异议", "均没有异议", "无意见", "没有意见"})
_ASKED = ("supervisor", "purchaser", "station")
_PARTIES = ("supervisor", "purchaser", "supervision_centre", "operator", "station")


def no_objection(text: str) -> bool:
    """Whether an answer says no more than that there is no objection."""
    return text.strip().rstrip("。！；;.").strip() in _NONE_AT_ALL


def answer_values(dossier: Dossier) -> dict[str, Any]:
    """The names of a report's feedback chapter; None or nothing where no answer is recorded."""
    told = {each.code: each for each in dossier.report_texts if each.text.strip()}
    answers = {code: told[_DRAFT + code] for code in _PARTIES if _DRAFT + code in told}
    agreed = [(code, each) for code, each in answers.items() if no_objection(each.text)]
    spoke = [(code, each) for code, each in answers.items() if not no_objection(each.text)]
    silent = [code for code in _ASKED if code not in answers]
    on_site = told.get(_OBJECTIONS)
    return {
        "现场无异议": _source(on_site, "没有提出异议") if on_site and no_objection(on_site.text) else None,
        "初稿无异议方": _joined([_source(each, _name(dossier, code)) for code, each in agreed]),
        "初稿未答复方": _joined([_party(dossier, code) for code in silent]),
        "初稿意见列表": tuple(
            {
                "方": _party(dossier, code),
                "意见": _source(each, sentence(" ".join(each.text.split()))),
            }
            for code, each in spoke
        )
        or None,
    }


def _name(dossier: Dossier, code: str) -> str:
    head = dossier.evaluation
    return head.short_name if code == "station" else getattr(head, code) or _PLAIN[code]


_PLAIN = {
    "supervisor": "监督方",
    "purchaser": "购买方",
    "supervision_centre": "督导中心",
    "operator": "承办方",
}
"""What a party is called while the evaluation does not name it."""


def _party(dossier: Dossier, code: str) -> Run:
    field = code
    if code == "station":
        field = "station_short" if dossier.evaluation.station_short else "station"
    name = _name(dossier, code)
    if code != "station" and not getattr(dossier.evaluation, code):
        return Run(name, Passage(f"{UNKNOWN_PREFIX}{code}"))
    return Run(name, Field("evaluation", dossier.id, field))


def _source(text: ReportText, shown: str) -> Run:
    return Run(shown, Field(ReportText.kind, text.id, "text"))


def _joined(several: list[Run]) -> tuple[Run, ...] | None:
    """Names one after another with 、 between them, each with its own source; None where there is none."""
    if not several:
        return None
    first, *rest = several
    return (first, *(Run(f"、{each.text}", each.source) for each in rest))
