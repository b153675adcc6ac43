"""One service indicator: its names, units, kind, its place, and where the chosen amounts come from."""

from collections.abc import Callable, Sequence
from typing import Any
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QWidget

from sgz_desktop.domain.indicator import Agreed, Cover, Indicator
from sgz_desktop.services.indicator_blocks import Area
from sgz_desktop.services.indicator_grid import Grid
from sgz_desktop.services.reporting.indicator_groups import label_of, name_of
from sgz_desktop.services.tables.indicator_lines import denominator_note
from sgz_desktop.ui.pages.preparing_parts import edit, remove, remove_button, saver
from sgz_desktop.ui.reading import read_name, read_whole
from sgz_desktop.ui.session import Session
from sgz_desktop.ui.widgets.auto_fields import AutoField, auto_figure, auto_line, auto_text
from sgz_desktop.ui.widgets.buttons import KeyButton
from sgz_desktop.ui.widgets.choice import Choice
from sgz_desktop.ui.widgets.plain import Card, label, row
from sgz_desktop.ui.wording import cover_name

Key = tuple[UUID, UUID | None]
"""An indicator, and a zone or (None) the whole station."""


def read_sentence_group(text: str) -> int:
    """The number of a sentence; an empty field is 0. Raises Refused for what is no whole number."""
    return read_whole(text) or 0


class IndicatorDetail(Card):
    """The names, units and kind of one indicator, and the source of the amounts that are selected.

    Signals: stepped, with −1 or 1, when a person moves the indicator.
    """

    stepped = Signal(int)

    def __init__(self, session: Session) -> None:
        super().__init__(margin=12, name="indicatorDetail")
        self._session = session
        self._indicator: Indicator | None = None
        self._keys: tuple[Key, ...] = ()
        self._fields: dict[str, AutoField] = {}
        self._title = label("", "strong", wrap=True, name="indicatorTitle")
        self._note = label("", "second", wrap=True, name="indicator_denominator")
        self._source_of = label("", "quiet", wrap=True, name="indicator_source_of")
        self._source = auto_text(
            self._keep_source,
            name="indicator_source",
            title=self.tr("数据来源"),
            placeholder=self.tr("例如：服务协议附件、季度报表"),
            lines=(1, 3),
        )
        texts: tuple[tuple[str, str, Callable[[str], Any]], ...] = (
            ("label", self.tr("句中名称"), read_name),
            ("unit", self.tr("单位"), read_name),
            ("table_label", self.tr("表中名称"), str),
            ("column", self.tr("表头"), str),
        )
        self._form = QGridLayout()
        self._form.setHorizontalSpacing(8)
        self._form.setColumnStretch(1, 1)
        for name, title, read in texts:
            field = auto_line(self._saver(name), name=f"indicator_{name}", title=title, read=read)
            self._fields[name] = field
            self._add(title, field)
        covers = [(each, cover_name(each)) for each in Cover]
        self._cover = Choice(covers, name="indicator_cover", title=self.tr("统计范围"))
        self._cover.picked.connect(lambda cover: self._set({"cover": cover}))
        self._agreed = Choice(name="indicator_agreed", title=self.tr("协议方式"))
        self._agreed.picked.connect(self._set_agreed)
        self._sentence = auto_figure(
            self._saver("sentence_group"),
            name="indicator_sentence_group",
            title=self.tr("写在第几句"),
            read=read_sentence_group,
        )
        self._sentence.field.setPlaceholderText("0")
        self._sentence.setToolTip(self.tr("数字相同的指标写进报告的同一句，各句按数字排；不填就是 0。"))
        for box in (self._cover, self._agreed):
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            box.setMinimumContentsLength(6)
        self._add(self.tr("统计范围"), self._cover)
        self._add(self.tr("协议方式"), self._agreed)
        self._add(self.tr("写在第几句"), self._sentence)
        self.body.addWidget(self._title)
        self.body.addWidget(self._note)
        self.body.addWidget(self._source_of)
        self.body.addWidget(self._source)
        self.body.addLayout(self._form)
        self.body.addLayout(row(*self._movers(), None, self._dropper()))

    def _add(self, title: str, field: QWidget) -> None:
        place = self._form.rowCount()
        self._form.addWidget(label(title, "quiet"), place, 0)
        self._form.addWidget(field, place, 1)

    def _movers(self) -> tuple[KeyButton, ...]:
        buttons = []
        for text, step, name in ((self.tr("前移"), -1, "back"), (self.tr("后移"), 1, "on")):
            button = KeyButton(text, name=f"indicator_move_{name}")
            button.setProperty("small", True)
            button.clicked.connect(lambda _=False, step=step: self.stepped.emit(step))
            buttons.append(button)
        return tuple(buttons)

    def _dropper(self) -> KeyButton:
        drop = remove_button("indicator_remove", self.tr("删除这项指标"))
        drop.clicked.connect(self._drop)
        return drop

    def show_record(self, record: Indicator | None, keys: Sequence[Key] = ()) -> None:
        """Show this indicator, and the source of the amounts with these keys; None hides the card."""
        is_other = (record.id if record else None) != (self._indicator.id if self._indicator else None)
        is_elsewhere = is_other or tuple(keys) != self._keys
        if is_other and self._indicator is not None:
            for field in (*self._fields.values(), self._sentence):
                field.flush()
        if is_elsewhere and self._indicator is not None:
            self._source.flush()
        self._indicator, self._keys = record, tuple(keys)
        self.setVisible(record is not None)
        if record is None:
            return
        self._title.setText(label_of(record))
        note = denominator_note(self._session.dossier, record.id)
        self._note.setText(note)
        self._note.setVisible(bool(note))
        for name, field in self._fields.items():
            field.show_text(getattr(record, name), other=is_other)
        self._sentence.show_text(str(record.sentence_group or ""), other=is_other)
        self._show_source(is_other=is_elsewhere)
        self._cover.choose(record.cover)
        amount = (Agreed.AMOUNT, None), self.tr("协议量")
        others = [each for each in self._session.dossier.indicators if each.id != record.id]
        said = self.tr("“{name}”协议量的比率")
        rates = [((Agreed.RATE, each.id), said.format(name=name_of(each))) for each in others]
        self._agreed.offer([amount, *rates])
        self._agreed.choose((record.agreed, record.rate_of))

    def _saver(self, field: str) -> Callable[[Any], str]:
        def save(value: Any) -> str:
            if self._indicator is None:
                return ""
            keep = saver(self._session, Indicator.kind, self._indicator.id, field, self.tr("指标名称"))
            return keep(value)

        return save

    def _show_source(self, *, is_other: bool) -> None:
        dossier = self._session.dossier
        zones = {each.id: each.name for each in dossier.zones}
        if len(self._keys) == 1:
            zone_id = self._keys[0][1]
            where = zones.get(zone_id, "") if zone_id else self.tr("合计")
        else:
            where = self.tr("所选 {count} 组数").format(count=len(self._keys))
        self._source_of.setText(self.tr("来源（{where}）").format(where=where))
        known = [dossier.value_by_key.get(each) for each in self._keys]
        sources = {each.source if each else "" for each in known}
        self._source.show_text(sources.pop() if len(sources) == 1 else "", other=is_other)

    def _keep_source(self, text: str) -> str:
        keys, indicators = self._keys, self._session.program.indicators
        if not keys:
            return ""
        return self._session.write(
            self.tr("指标来源"),
            lambda each, who: indicators.set_source(each, keys, text, who),
            merge=f"indicator source {keys}",
            quiet=True,
        ).sentence

    def _set_agreed(self, choice: tuple[Agreed, UUID | None]) -> None:
        agreed, rate_of = choice
        self._set({"agreed": agreed, "rate_of": rate_of})

    def _set(self, values: dict[str, Any]) -> None:
        if self._indicator is not None:
            edit(self._session, Indicator.kind, self._indicator.id, values, self.tr("服务指标"))

    def _drop(self) -> None:
        if self._indicator is not None:
            remove(self._session, Indicator.kind, self._indicator.id, self.tr("删除指标"))


def keys_of(grid: Grid, area: Area) -> tuple[Key, ...]:
    """Indicator and zone of the amounts in a block, each once."""
    found = (
        (indicator.id, grid.zone_id(row))
        for row, column in area.cells()
        if (indicator := grid.indicator(row, column)) is not None
    )
    return tuple(dict.fromkeys(found))
