"""打分表: per expert the items they judge, with the judging rule and room for the mark and a remark."""

from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

from sgz_desktop.domain.canonical import decimal_text
from sgz_desktop.domain.dossier import Dossier
from sgz_desktop.domain.places import ReviewGroup
from sgz_desktop.domain.rubric import Component, Item, Rubric
from sgz_desktop.exports.report import Block, Cell, PageForm, Row, Section, Table
from sgz_desktop.scoring.components import WHOLE_STATION, groups_of, judges_of
from sgz_desktop.services.paper_blocks import (
    CENTER,
    LEFT,
    NO_DAY,
    SIGN,
    WRITE,
    Case,
    cell,
    facts,
    named,
    names,
    note,
    run,
    table,
    title,
)
from sgz_desktop.services.paper_rules import rule_text

TITLE = "打分表"
SUGGESTED = "分项以下各检查项的分值为本程序的建议分值。"
_HOW = (
    "每一项独立评分，得分写在“评分”栏；不适用的写“／”，不计入满分；一时不能决定的写“待议”。"
    "有方框的按实际情况打勾。看到的事实、抽查的编号和扣分的依据写在“备注”栏。"
)
_COLUMNS = ((CENTER, 0.06), (LEFT, 0.24), (LEFT, 0.38), (CENTER, 0.06), (CENTER, 0.08), (LEFT, 0.18))
# A row of the last table: so it never stands on a page of its own.
_SIGNATURE = Row((named("评估专家（签名）", columns=2), cell(), named("日期", columns=2), cell(NO_DAY)), SIGN)


@dataclass(frozen=True, slots=True)
class Part:
    """One component in one review group (None: the whole station), as an expert judges it."""

    component: Component
    group: ReviewGroup | None
    items: tuple[Item, ...]

    @property
    def group_id(self) -> UUID | None:
        """The review group's ID."""
        return self.group.id if self.group else None

    @property
    def place(self) -> str:
        """The review group's name, or 全站."""
        return self.group.name if self.group else WHOLE_STATION

    @property
    def text(self) -> str:
        """服务质量（第一片区），满分 20 分."""
        where = f"（{self.group.name}）" if self.group else ""
        return f"{self.component.name}{where}，满分 {decimal_text(self.component.points)} 分"


def parts_of(dossier: Dossier, rubric: Rubric, person_id: UUID | None) -> tuple[Part, ...]:
    """What an expert judges, in the rule set's order; for nobody all there is."""
    return tuple(
        Part(component, group, rubric.items_of[component.code])
        for component in rubric.components
        for group in groups_of(component, dossier)
        if person_id is None or person_id in judges_of(component.code, group.id if group else None, dossier)
    )


def duties(case: Case, person_id: UUID) -> str:
    """What an expert judges in a few words: 运营管理、服务质量（第一片区、第二片区）."""
    found: dict[str, list[str]] = {}
    for part in parts_of(case.dossier, case.rubric, person_id):
        found.setdefault(part.component.name, []).extend([part.group.name] if part.group else [])
    return "、".join(f"{name}（{'、'.join(places)}）" if places else name for name, places in found.items())


def score_sheets(case: Case, people: tuple[UUID, ...]) -> tuple[Section, ...]:
    """A blank sheet for each of them; where nobody is told, one of all items without a name."""
    if not people:
        return (_sheet(case, None),)
    return tuple(
        _sheet(Case(case.dossier, case.rubric, f"{case.key}.{n}"), each) for n, each in enumerate(people, 1)
    )


def sheet_facts(case: Case, person_id: UUID | None, *more: tuple[str, str]) -> Table:
    """Whose sheet it is, and of which visit."""
    name = case.dossier.person_by_id[person_id].name if person_id else ""
    head = case.dossier.evaluation
    pairs = (("社工站", head.station), ("评估阶段", case.phase), ("评估专家", name), ("评估日期", case.day))
    return facts(case, *pairs, *more)


def item_cell(item: Item) -> Cell:
    """What an item is about, and its wording below."""
    if not item.wording:
        return cell(item.subject)
    return Cell((run(item.subject, bold=True), run(f"\n{item.wording}")))


def part_head(part: Part, width: int, *columns: str) -> tuple[Row, Row]:
    """The rows repeated on every page of a part: which part it is, and what the columns hold."""
    return Row((named(part.text, columns=width),), WRITE), names(*columns)


def _sheet(case: Case, person_id: UUID | None) -> Section:
    name = case.dossier.person_by_id[person_id].name if person_id else ""
    return case.section(_blocks(case, person_id, name), f"{TITLE} {name}", form=PageForm.LANDSCAPE)


def _blocks(case: Case, person_id: UUID | None, name: str) -> Iterator[Block]:
    yield title(case, TITLE, lead=name)
    yield sheet_facts(case, person_id)
    yield note(case, "how", _HOW + (SUGGESTED if case.rubric.item_points_are_suggestions else ""))
    parts = parts_of(case.dossier, case.rubric, person_id)
    for number, part in enumerate(parts, 1):
        head = part_head(part, len(_COLUMNS), "编号", "检查项", "评分办法", "分值", "评分", "备注")
        rows = [_row(each) for each in part.items]
        if number == len(parts):
            rows.append(_SIGNATURE)
        yield table(case, f"part.{number}", _COLUMNS, rows, head=head)


def _row(item: Item) -> Row:
    texts = cell(rule_text(item)), cell(decimal_text(item.points))
    return Row((cell(item.code), item_cell(item), *texts, cell(), cell()), 1.4 * WRITE)
