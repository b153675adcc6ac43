"""访问名单: who was drawn for the satisfaction survey and has no outcome yet, with room for the answers.

Names and numbers are printed whole, since the caller needs them; so every page says who keeps it.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from sgz_desktop.domain.survey import Outcome, Respondent
from sgz_desktop.exports.report import Align, PageForm, Row, Section
from sgz_desktop.services.paper_blocks import (
    CENTER,
    LEFT,
    WRITE,
    Case,
    cell,
    day_text,
    facts,
    named,
    note,
    row,
    signatures,
    table,
    title,
)
from sgz_desktop.services.paper_kinds import CALL_SHEET, TITLES
from sgz_desktop.services.tables.names import OUTCOME_NAMES
from sgz_desktop.services.tables.surveying import sample, survey_of, to_ask

NOBODY_DRAWN = "还没有抽取受访人。"
NOBODY_LEFT = "抽中的人都已有结果。"
_FOOT = "含个人信息，评估方保管，用后销毁"
_USUAL_ROWS = 3
_HOW = (
    "按序号逐个访问，在结果一栏打√。满意度按 0 至 100 填写，受访人按 10 分制打分的乘以 10。"
    "没有访成的写明原因，在程序里换人；换上的人写在末尾的空行里。"
)
_KEEPING = (
    "本名单印有受访人的完整姓名和电话，只供本次访问使用，不得复印、拍照或交给社工站。"
    "结果录入并核对后，由评估方统一收回，妥善保管或销毁。"
)


@dataclass(frozen=True, slots=True)
class _Column:
    """A column: its head, how its texts stand, how wide it is in parts of all."""

    head: str
    align: Align
    width: float


_NUMBER, _NAME, _PHONE = _Column("序号", CENTER, 11), _Column("姓名", LEFT, 23), _Column("电话", LEFT, 33)
_ZONE, _CATEGORY = _Column("片区", LEFT, 22), _Column("类别", LEFT, 28)
_TICK = 10.5
_ANSWER = _Column("满意度\n（%）", CENTER, 17)
_SAID = _Column("意见和建议、没有访成的原因", LEFT, 58)
_ASKED, _CALLER = _Column("访问\n日期", CENTER, 18), _Column("访问人", CENTER, 19)


def usual_rows() -> int:
    """A few, for those who are asked in somebody's place."""
    return _USUAL_ROWS


def why_none(case: Case) -> str:
    """Why there is nobody to call; "" where there is somebody."""
    if to_ask(case.dossier):
        return ""
    return NOBODY_LEFT if sample(case.dossier) else NOBODY_DRAWN


def call_sheet(case: Case, rows: int) -> tuple[Section, ...]:
    """The list in the order of the draw, with so many empty rows for stand-ins."""
    people = to_ask(case.dossier)
    survey = survey_of(case.dossier)
    drawn_on = survey.drawn_on if survey else None
    about = _about(people)
    ticks = [_Column(OUTCOME_NAMES[each], CENTER, _TICK) for each in Outcome]
    columns = (*about, *ticks, _ANSWER, _SAID, _ASKED, _CALLER)
    whole = sum(each.width for each in columns)
    blocks = (
        title(case, TITLES[CALL_SHEET]),
        facts(
            case,
            ("社工站", case.dossier.evaluation.station),
            ("待访人数", f"{len(people)} 人（共抽取 {len(sample(case.dossier))} 人）"),
            ("抽取日期", day_text(drawn_on) if drawn_on else ""),
            ("抽取号码", survey.seed if survey else ""),
        ),
        note(case, "how", _HOW),
        table(
            case,
            "list",
            [(each.align, each.width / whole) for each in columns],
            (*(_row(case, each, columns) for each in people), *[row(*[""] * len(columns))] * rows),
            head=_heads(about, ticks),
        ),
        note(case, "keeping", _KEEPING),
        signatures(case, "访问人（签名）", "收回人（签名）"),
    )
    return (case.section(blocks, TITLES[CALL_SHEET], code=_FOOT, form=PageForm.LANDSCAPE),)


def _about(people: Sequence[Respondent]) -> tuple[_Column, ...]:
    """What is told of people; zone and category only where somebody has one."""
    return (
        *(_NUMBER, _NAME, _PHONE),
        *((_ZONE,) if any(each.zone_id for each in people) else ()),
        *((_CATEGORY,) if any(each.category for each in people) else ()),
    )


def _heads(about: Sequence[_Column], ticks: Sequence[_Column]) -> tuple[Row, Row]:
    beside = (_ANSWER, _SAID, _ASKED, _CALLER)
    upper = (
        *(named(each.head, rows=2) for each in about),
        named("结果（打√）", columns=len(ticks)),
        *(named(each.head, rows=2) for each in beside),
    )
    return Row(upper), Row(tuple(named(_in_two(each.head)) for each in ticks))


def _in_two(name: str) -> str:
    """联系不上 in two lines of two characters, so that its column is narrow."""
    return f"{name[:-2]}\n{name[-2:]}" if len(name) > 2 else name


def _row(case: Case, person: Respondent, columns: Sequence[_Column]) -> Row:
    zone = next((each.name for each in case.dossier.zones if each.id == person.zone_id), "")
    known = {
        _NUMBER: str(person.drawn or ""),
        _NAME: person.name,
        _PHONE: person.phone,
        _ZONE: zone,
        _CATEGORY: person.category,
        _SAID: _stands_in(case, person),
    }
    return Row(tuple(cell(known.get(each, "")) for each in columns), WRITE)


def _stands_in(case: Case, person: Respondent) -> str:
    """In whose place somebody is called."""
    first = next((each for each in case.dossier.respondents if each.id == person.stands_in_for), None)
    return "" if first is None or first.drawn is None else f"替换第 {first.drawn} 位"
