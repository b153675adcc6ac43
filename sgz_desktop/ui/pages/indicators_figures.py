"""Figures typed into cells: saved at once, and kept where they were typed while they could not be."""

from collections.abc import Callable, Collection
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout

from sgz_desktop.services.indicator_grid import Spot
from sgz_desktop.ui.steps import Outcome
from sgz_desktop.ui.widgets.self_saving import SelfSaving


class TypedFigures(SelfSaving):
    """The figures typed into cells that could not be saved: they stay where they were typed.

    Signals: settled, when one was saved or turned out not to be, or a block was written.
    """

    settled = Signal()

    def __init__(self, write: Callable[[Spot, str], Outcome]) -> None:
        super().__init__("indicatorCells")
        self.error.setObjectName("indicatorError")
        self._write = write
        self._waiting: dict[Spot, tuple[str, str]] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.error)

    def typed(self, spot: Spot) -> str | None:
        """What was typed into a cell and is not saved yet."""
        found = self._waiting.get(spot)
        return found[0] if found else None

    def keep(self, spot: Spot, text: str, place: str) -> str:
        """Save what was typed into a cell; the sentence that says why it could not be, or ""."""
        outcome = self._write(spot, text)
        self._waiting.pop(spot, None)
        if not outcome.is_done:
            self._waiting[spot] = text, place
        if outcome.may_come:
            self._wait()
        if outcome.sentence or not self._waiting:
            self.explain(f"{place}：{outcome.sentence}" if outcome.is_refused else outcome.sentence)
        self.settled.emit()
        return outcome.sentence

    def drop(self, spots: Collection[Spot]) -> None:
        """A block was written over what was typed."""
        self._keep_only([each for each in self._waiting if each not in spots])
        self.settled.emit()

    def forget_all_but(self, indicator_ids: Collection[UUID], zone_ids: Collection[UUID]) -> None:
        """Drop what was typed for indicators and zones that are gone."""
        self._keep_only(
            [
                each
                for each in self._waiting
                if (each.indicator_id is None or each.indicator_id in indicator_ids)
                and (each.zone_id is None or each.zone_id in zone_ids)
            ]
        )

    def _keep_only(self, spots: Collection[Spot]) -> None:
        self._waiting = {spot: known for spot, known in self._waiting.items() if spot in spots}
        if not self._waiting:
            self._again.stop()
            self.explain("")

    def flush(self) -> bool:
        for spot, (text, place) in list(self._waiting.items()):
            self.keep(spot, text, place)
        return not self._waiting

    def retry(self) -> None:
        self.flush()
