"""The figures people bring: parties, components, total, a stated grade, each with where it came from."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QFrame, QGridLayout, QVBoxLayout, QWidget

from sgz_desktop.domain.figure import Figure, Scope
from sgz_desktop.domain.result import GroupScore, LineState, Missing, Score, Source
from sgz_desktop.domain.rubric import Judged
from sgz_desktop.domain.veil import VEILED, VEILED_WHY, Veil
from sgz_desktop.services.changes import Changes, Worker
from sgz_desktop.services.judging import points_by_items
from sgz_desktop.ui.figures import figure_text
from sgz_desktop.ui.session import Session
from sgz_desktop.ui.steps import Outcome
from sgz_desktop.ui.widgets.auto_fields import AutoField, auto_date, auto_line, auto_mark
from sgz_desktop.ui.widgets.choice import Choice
from sgz_desktop.ui.widgets.plain import Card, label, row
from sgz_desktop.ui.widgets.rows import Rows
from sgz_desktop.ui.wording import field_text


@dataclass(frozen=True, slots=True)
class Wanted:
    """A figure that can be entered, and the one that was."""

    scope: Scope
    code: str
    group_id: UUID | None
    name: str
    possible: Decimal
    figure: Figure | None
    by_items: Decimal | None = None
    """What the marks alone come to, where items were marked in this place."""
    is_marked: bool = False
    """Whether anybody marked an item in this place, completely or not."""
    is_by_figure: bool = False
    """Whether the score takes the figure at present."""
    is_veiled: bool = False
    """Whether what the marks come to is not to be shown."""

    @property
    def key(self) -> tuple[Scope, str, UUID | None]:
        """What tells it from the others."""
        return self.scope, self.code, self.group_id

    @property
    def tag(self) -> str:
        """The beginning of its fields' names."""
        return f"figure_{self.code}" + (f"_{self.group_id}" if self.group_id else "")


class FiguresPanel(QWidget):
    """One card a figure, parties first."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._rows = Rows(lambda each: FigureRow(session, each), lambda each: each.key, spacing=8)
        self._grade = Choice(name="statedGrade", title=self.tr("公布的等级"))
        self._source = auto_line(
            self._keep_grade,
            name="statedGradeSource",
            title=self.tr("等级的来源"),
            placeholder=self.tr("来源，例如：民政局公示"),
        )
        self._error = label("", "error", wrap=True)
        self._grade.picked.connect(lambda _: self._pick_grade())
        card = Card()
        card.body.addLayout(row(label(self.tr("公布的等级"), "strong"), None, self._grade))
        hint = self.tr("只有等级、没有分数时在这里录入，并把结果的依据改为“只有等级”。")
        card.body.addWidget(label(hint, "second", wrap=True))
        card.body.addWidget(self._source)
        card.body.addWidget(self._error)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 6, 0)
        column.setSpacing(8)
        self._says = label("", "second", wrap=True, name="figuresSays")
        column.addWidget(self._says)
        column.addWidget(self._rows)
        column.addWidget(card)
        column.addStretch(1)

    def begin_anew(self) -> None:
        """Another evaluation is open."""
        self._rows.clear()
        self._source.show_text("", other=True)

    def show_score(self, score: Score, veil: Veil) -> None:
        """Show the figures as they are; dots for what hidden marks come to."""
        self._rows.show_records(tuple(self._wanted(score, veil)))
        text = self.tr(
            "录入的得分与逐项评分并存；哪一个算数由人决定，两个都会留下。"
            "录入了各分项得分时，“{assessor}”和“总分”不用填，由各项相加得出。"
        )
        self._says.setText(text.format(assessor=self._session.rubric.assessor.name))
        head = self._session.dossier.evaluation
        grades = [(each.code, each.name) for each in self._session.rubric.grades]
        self._grade.offer([(None, self.tr("没有")), *grades])
        self._grade.choose(head.stated_grade)
        self._source.show_text(head.stated_grade_source)

    def point_at(self, target: Missing) -> None:
        """Put the cursor where a missing figure goes."""
        code = target.code.split(".")[1] if "." in target.code else target.code
        for each in self._rows.widgets:
            if isinstance(each, FigureRow) and each.wanted.code == code:
                each.points.field.setFocus()
                return

    def _wanted(self, score: Score, veil: Veil) -> Iterator[Wanted]:
        rubric, dossier = self._session.rubric, self._session.dossier
        known = dossier.figure_by_key
        marked = {(each.code, group.group_id): group for each in score.components for group in each.groups}
        for party in (*rubric.other_parties, rubric.assessor):
            key = Scope.PARTY, party.code, None
            yield Wanted(*key, party.name, party.points, known.get(key))
        for component in rubric.components:
            groups: list[tuple[UUID | None, str]] = [(None, component.name)]
            if component.judged is Judged.PER_GROUP and dossier.groups:
                groups = [(each.id, f"{component.name} · {each.name}") for each in dossier.groups]
            for group_id, name in groups:
                place = Scope.COMPONENT, component.code, group_id
                group = marked.get((component.code, group_id))
                wanted = Wanted(*place, name, component.points, known.get(place))
                if group is not None:
                    wanted = _beside_marks(wanted, group)
                yield replace(wanted, is_veiled=(component.code, group_id) in veil.places)
        total = Scope.TOTAL, "total", None
        whole = sum((each.points for each in rubric.parties), Decimal(0))
        yield Wanted(*total, self.tr("总分"), whole, known.get(total))

    def _pick_grade(self) -> None:
        """Keep the grade; where the disk does not take it, that is said above the page and it waits."""
        outcome = self._write_grade(lambda: self._source.text, about="stated grade")
        self._say("" if outcome.may_come else outcome.sentence)

    def _keep_grade(self, source: str) -> str:
        if self._session.waiting.acts and self._session.waiting.run():
            self._grade.choose(self._session.dossier.evaluation.stated_grade)  # it waited and is saved
        return self._write_grade(lambda: source).sentence

    def _write_grade(self, source: Callable[[], str], *, about: str = "") -> Outcome:
        judging, grade = self._session.program.judging, self._grade.value
        return self._session.write(
            self.tr("公布的等级"),
            lambda each, who: judging.set_stated_grade(each, grade, source(), who),
            merge="stated grade",
            quiet=True,
            about=about,
        )

    def _say(self, sentence: str) -> None:
        self._error.setText(sentence)


def _beside_marks(wanted: Wanted, group: GroupScore) -> Wanted:
    """A figure's place with what the marks in it say."""
    is_marked = any(line.state is LineState.ANSWERED for expert in group.experts for line in expert.lines)
    is_by_figure = group.source is Source.FIGURE
    return replace(wanted, by_items=points_by_items(group), is_marked=is_marked, is_by_figure=is_by_figure)


class FigureRow(QFrame):
    """One figure with its source, and for a party who received it when and under which number."""

    def __init__(self, session: Session, wanted: Wanted) -> None:
        super().__init__()
        self.setProperty("card", "plain")
        self._session, self.wanted = session, wanted
        tag, name = wanted.tag, wanted.name
        self.points = auto_mark(
            self._saver("points"), name=tag, title=self.tr("{name}得分").format(name=name)
        )
        self._fields: dict[str, AutoField] = {
            "source": self._line("source", self.tr("来源"), self.tr("例如：购买方评分表"))
        }
        if wanted.scope is Scope.PARTY:
            self._fields["received_on"] = auto_date(
                self._saver("received_on"), name=f"{tag}_received_on", title=self.tr("收到日期")
            )
            self._fields["received_by"] = self._line("received_by", self.tr("收件人"), self.tr("谁收的"))
            self._fields["file_number"] = self._line("file_number", self.tr("文号"), self.tr("没有就不填"))
        self._counts = QCheckBox(self.tr("以录入的为准"))
        self._counts.setObjectName(f"{tag}_counts")
        self._counts.setToolTip(self.tr("逐项评分和录入的得分都有时才能选：勾选后以录入的得分计算。"))
        self._counts.clicked.connect(lambda on: self._set_counts(counts=on))
        if wanted.scope is not Scope.COMPONENT:
            self._counts.hide()  # to show what has no parent yet would open it as a window
        self._lay_out()

    def show_record(self, record: Wanted) -> None:
        """Show the figure as it is."""
        self.wanted = record
        self._name.setText(record.name)
        figure = record.figure
        self.points.show_text(field_text(figure.points) if figure else "")
        for name, field in self._fields.items():
            field.show_text(field_text(getattr(figure, name)) if figure else "")
        self._show_counts(figure)
        self._which.setText(self._which_counts(record))
        self._which.setVisible(bool(self._which.text()))

    def _which_counts(self, record: Wanted) -> str:
        """What stands in this place, and which of it counts; nothing where there is nothing."""
        figure = record.figure
        is_given = figure is not None and figure.points is not None
        if not record.is_marked and not (is_given and record.scope is Scope.COMPONENT):
            return ""
        parts = []
        if record.is_veiled and record.is_marked:
            parts.append(self.tr("逐项评分 {veiled}（{why}）").format(veiled=VEILED, why=VEILED_WHY))
        elif record.by_items is not None:
            parts.append(self.tr("逐项评分得 {items}").format(items=figure_text(record.by_items)))
        elif record.is_marked:
            parts.append(self.tr("逐项评分没有评完"))
        else:
            parts.append(self.tr("没有逐项评分"))
        if figure is not None and figure.points is not None:
            parts.append(self.tr("录入 {figure}").format(figure=figure_text(figure.points)))
        which = self.tr("现按录入的得分计") if record.is_by_figure else self.tr("现按逐项评分计")
        return self.tr("{parts}：{which}。").format(parts="，".join(parts), which=which)

    def _show_counts(self, figure: Figure | None) -> None:
        """Whether the figure is taken: to be chosen where marks stand beside it, a fact where it is alone."""
        is_given = figure is not None and figure.points is not None
        is_chosen = figure is not None and figure.counts
        is_marked = self.wanted.is_marked
        self._counts.setChecked(is_chosen if is_marked else is_given)
        self._counts.setEnabled(is_marked and (is_given or is_chosen))

    def _line(self, field: str, title: str, placeholder: str) -> AutoField:
        said = self.tr("{name}的{title}").format(name=self.wanted.name, title=title)
        return auto_line(
            self._saver(field), name=f"{self.wanted.tag}_{field}", title=said, placeholder=placeholder
        )

    def _saver(self, field: str) -> Callable[[Any], str]:
        return lambda value: self._keep({field: value})

    def _set_counts(self, *, counts: bool) -> None:
        """Keep the choice; where that fails it is said above, and what is stored is shown."""
        if self._keep({"counts": counts}, quiet=False):
            self._show_counts(self._session.dossier.figure_by_key.get(self.wanted.key))

    def _keep(self, given: dict[str, Any], *, quiet: bool = True) -> str:
        session, judging, wanted = self._session, self._session.program.judging, self.wanted

        def verb(each: UUID, who: Worker) -> Changes:
            # As it is on disk by then: what was typed a moment ago may not have been shown again yet.
            figure = session.dossier.figure_by_key.get(wanted.key)
            values: dict[str, Any] = {"points": figure.points if figure else None, **given}
            points: Decimal | None = values.pop("points")
            return judging.set_figure(
                each, wanted.scope, wanted.code, points, who, group_id=wanted.group_id, **values
            )

        return session.write(
            self.tr("{name}得分").format(name=wanted.name),
            verb,
            merge=f"{wanted.tag} {next(iter(given))}",
            quiet=quiet,
        ).sentence

    def _lay_out(self) -> None:
        self._name = label("", "strong", wrap=True)
        self._which = label("", "second", wrap=True, name=f"{self.wanted.tag}_which")
        possible = label(self.tr("满分 {points}").format(points=figure_text(self.wanted.possible)), "second")
        titles = {
            "source": self.tr("来源"),
            "received_on": self.tr("收到日期"),
            "received_by": self.tr("收件人"),
            "file_number": self.tr("文号"),
        }
        grid = QGridLayout()
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(2)
        # The source is as long as a line, the number of a file half as long as one.
        for place, (name, field) in enumerate(self._fields.items()):
            line, start, across = (0, 0, -1) if name == "source" else (2, place - 1, 1)
            grid.addWidget(label(titles[name], "hint"), line, start, 1, across)
            grid.addWidget(field, line + 1, start, 1, across, Qt.AlignmentFlag.AlignTop)
        for place, stretch in enumerate((3, 3, 6)):
            grid.setColumnStretch(place, stretch)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 8, 14, 8)
        column.setSpacing(4)
        head = row(self._name, possible, self._counts, self.points)
        head.setStretch(0, 1)
        column.addLayout(head)
        # Beneath the narrow field a sentence would be many lines.
        self.points.error.setAlignment(Qt.AlignmentFlag.AlignRight)
        column.addWidget(self.points.error)
        column.addWidget(self._which)
        column.addLayout(grid)
