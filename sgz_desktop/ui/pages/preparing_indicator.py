"""One service indicator: its names, units, kind, and where the amounts of the chosen column come from."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from PySide6.QtWidgets import QGridLayout

from sgz_desktop.domain.indicator import Agreed, Cover, Indicator
from sgz_desktop.ui.pages.preparing_parts import edit, remove, remove_button, saver
from sgz_desktop.ui.reading import read_name, read_whole
from sgz_desktop.ui.session import Session
from sgz_desktop.ui.widgets.auto_fields import AutoField, auto_figure, auto_line
from sgz_desktop.ui.widgets.choice import Choice
from sgz_desktop.ui.widgets.plain import Card, label, row
from sgz_desktop.ui.wording import cover_name


def read_sentence_group(text: str) -> int:
    """The number of a sentence; an empty field is 0. Raises Refused for what is no whole number."""
    return read_whole(text) or 0


class IndicatorDetail(Card):
    """The names, units and kind of one indicator."""

    def __init__(self, session: Session) -> None:
        super().__init__(margin=12, name="indicatorDetail")
        self._session = session
        self._indicator: Indicator | None = None
        self._zone_id: UUID | None = None
        self._fields: dict[str, AutoField] = {}
        texts: tuple[tuple[str, str, Callable[[str], Any]], ...] = (
            ("label", self.tr("句中名称"), read_name),
            ("unit", self.tr("单位"), read_name),
            ("table_label", self.tr("表中名称"), str),
            ("column", self.tr("表头"), str),
        )
        grid = QGridLayout()
        grid.setHorizontalSpacing(8)
        for number, (name, title, read) in enumerate(texts):
            field = auto_line(self._saver(name), name=f"indicator_{name}", title=title, read=read)
            self._fields[name] = field
            grid.addWidget(label(title, "quiet"), 0, number * 2)
            grid.addWidget(field, 0, number * 2 + 1)
            grid.setColumnStretch(number * 2 + 1, 1)
        covers = [(each, cover_name(each)) for each in Cover]
        self._cover = Choice(covers, name="indicator_cover", title=self.tr("统计范围"))
        self._cover.picked.connect(lambda cover: self._set({"cover": cover}))
        self._agreed = Choice(name="indicator_agreed", title=self.tr("协议方式"))
        self._agreed.picked.connect(self._set_agreed)
        drop = remove_button("indicator_remove", self.tr("删除这项指标"))
        drop.clicked.connect(self._drop)
        for number, (title, box) in enumerate(
            (
                (self.tr("统计范围"), self._cover),
                (self.tr("协议方式"), self._agreed),
            )
        ):
            grid.addWidget(label(title, "quiet"), 1, number * 2)
            grid.addWidget(box, 1, number * 2 + 1)
        self._sentence = auto_figure(
            self._saver("sentence_group"),
            name="indicator_sentence_group",
            title=self.tr("句组"),
            read=read_sentence_group,
        )
        self._sentence.field.setPlaceholderText("0")
        self._sentence.setToolTip(self.tr("句组相同的指标写进报告的同一句，按句组的大小排列；不填就是 0。"))
        grid.addWidget(label(self.tr("句组"), "quiet"), 1, 4)
        grid.addWidget(self._sentence, 1, 5)
        grid.addLayout(row(None, drop), 1, 6, 1, 2)
        self._source_of = label("", "quiet", name="indicator_source_of")
        self._source = auto_line(
            self._keep_source,
            name="indicator_source",
            title=self.tr("数据来源"),
            placeholder=self.tr("协议量和完成量的来源，例如：服务协议附件、季度报表"),
        )
        grid.addWidget(self._source_of, 2, 0)
        grid.addWidget(self._source, 2, 1, 1, 7)
        self.body.addLayout(grid)

    def show_record(self, record: Indicator | None, zone_id: UUID | None = None) -> None:
        """Show this indicator, with the source of its amounts in a zone, or (None) of the whole.

        No indicator hides the card.
        """
        is_other = (record.id if record else None) != (self._indicator.id if self._indicator else None)
        is_elsewhere = is_other or zone_id != self._zone_id
        if is_other and self._indicator is not None:
            for field in (*self._fields.values(), self._sentence):
                field.flush()
        if is_elsewhere and self._indicator is not None:
            self._source.flush()
        self._indicator, self._zone_id = record, zone_id
        self.setVisible(record is not None)
        if record is None:
            return
        for name, field in self._fields.items():
            field.show_text(getattr(record, name), other=is_other)
        self._sentence.show_text(str(record.sentence_group or ""), other=is_other)
        self._show_source(record, is_other=is_elsewhere)
        self._cover.choose(record.cover)
        amount = (Agreed.AMOUNT, None), self.tr("协议量")
        others = [each for each in self._session.dossier.indicators if each.id != record.id]
        said = self.tr("“{name}”协议量的比率")
        rates = [((Agreed.RATE, each.id), said.format(name=each.label)) for each in others]
        self._agreed.offer([amount, *rates])
        self._agreed.choose((record.agreed, record.rate_of))

    def _saver(self, field: str) -> Callable[[Any], str]:
        def save(value: Any) -> str:
            if self._indicator is None:
                return ""
            keep = saver(self._session, Indicator.kind, self._indicator.id, field, self.tr("指标名称"))
            return keep(value)

        return save

    def _show_source(self, record: Indicator, *, is_other: bool) -> None:
        dossier = self._session.dossier
        zones = {each.id: each.name for each in dossier.zones}
        where = zones.get(self._zone_id, "") if self._zone_id else self.tr("合计")
        self._source_of.setText(self.tr("来源（{where}）").format(where=where))
        known = dossier.value_by_key.get((record.id, self._zone_id))
        self._source.show_text(known.source if known else "", other=is_other)

    def _keep_source(self, text: str) -> str:
        indicator, zone_id, preparing = self._indicator, self._zone_id, self._session.program.preparing
        if indicator is None:
            return ""
        return self._session.write(
            self.tr("指标来源"),
            lambda each, who: preparing.set_indicator_value(
                each, indicator.id, zone_id, {"source": text}, who
            ),
            merge=f"indicator source {indicator.id} {zone_id}",
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
