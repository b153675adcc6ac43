"""Beside the preview while no paragraph is chosen: what is missing, what will not be printed, the fonts."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from sgz_desktop.domain.observation import Observation
from sgz_desktop.domain.result import Missing, Severity
from sgz_desktop.ui.pages.names import VISIT
from sgz_desktop.ui.pages.report_missing import MissingPanel, SentenceButton
from sgz_desktop.ui.pages.report_unhanded import HAND_IN
from sgz_desktop.ui.widgets.plain import Card, Chip, clear_layout, label, row

if TYPE_CHECKING:
    from sgz_desktop.services.previews import Fonts, FontUse, Unprintable

_MOST = 8


class Overview(QWidget):
    """Three parts, the last two only where there is something to say.

    Signals: chosen, with the Missing a person wants to mend; block_wanted, with a block to look at.
    """

    chosen = Signal(object)
    block_wanted = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("reportOverview")
        self.gaps = self._blocking = self._unprintable = self._unhanded = 0
        self._ready = Chip(name="reportReady")
        self._missing = MissingPanel()
        self._missing.chosen.connect(self.chosen)
        self._loose = QVBoxLayout()
        self._fonts = FontsCard()
        self._fonts.block_wanted.connect(self.block_wanted)
        self._shown_loose: tuple[Observation, ...] | None = None
        self._loose.setSpacing(6)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 6, 0)
        column.setSpacing(10)
        column.addLayout(row(label(self.tr("还缺什么"), "head"), None, self._ready))
        column.addWidget(self._missing)
        column.addLayout(self._loose)
        column.addWidget(self._fonts)
        column.addStretch(1)

    def show_missing(self, missing: Sequence[Missing]) -> None:
        """List what is missing, and say what can be exported."""
        self._missing.show_missing(missing)
        self._blocking, self.gaps = (
            sum(each.severity is severity for each in missing) for severity in (Severity.BLOCKS, Severity.GAP)
        )
        self._unhanded = sum(each.code == HAND_IN for each in missing)
        self._tell_ready()

    def _tell_ready(self) -> None:
        """Say in a word what can be exported."""
        if self._unprintable:
            self._ready.say(self.tr("✕ {count} 处有字印不出").format(count=self._unprintable), "bad")
        elif self._blocking:
            self._ready.say(self.tr("讨论稿：还缺 {count} 项").format(count=self._blocking), "warn")
        elif self._unhanded:
            self._ready.say(self.tr("{count} 名评委没有提交评分").format(count=self._unhanded), "warn")
        elif self.gaps:
            self._ready.say(self.tr("可出正式稿，{count} 处没填写").format(count=self.gaps), "warn")
        else:
            self._ready.say(self.tr("✓ 可以出正式稿"), "good")

    def show_loose(self, several: Sequence[Observation]) -> None:
        """List observations that the house style has no place for."""
        if tuple(several) == self._shown_loose:
            return
        self._shown_loose = tuple(several)
        clear_layout(self._loose)
        if several:
            text = self.tr("这些观察在所用的体例里没有位置，不会印出")
            self._loose.addWidget(label(text, "second", wrap=True))
        for each in several:
            self._loose.addWidget(self._loose_line(each))

    def show_fonts(self, fonts: "Fonts | None") -> None:
        """Say which fonts the report will use, and what none of them has."""
        self._fonts.show_fonts(fonts)
        self._unprintable = len(fonts.missing) if fonts is not None else 0
        self._tell_ready()

    def _loose_line(self, observation: Observation) -> QWidget:
        said = observation.lead or observation.text or observation.recommendation
        line = SentenceButton(said if len(said) <= 60 else f"{said[:60]}…", "warn")
        line.setObjectName(f"loose_{observation.id}")
        target = Missing("observation.loose", "", VISIT, entity_id=observation.id)
        line.clicked.connect(lambda: self.chosen.emit(target))
        return line


class FontsCard(Card):
    """A line a kind of type: what it should be set in, what it will be, which characters are taken elsewhere.

    Signals: block_wanted, with a block in which a character cannot be printed.
    """

    block_wanted = Signal(str)

    def __init__(self) -> None:
        super().__init__("quiet", margin=12, spacing=4, name="reportFonts")
        self.body.addWidget(label(self.tr("本报告将用的字体"), "head"))
        self._lines = QVBoxLayout()
        self._lines.setSpacing(4)
        self.body.addLayout(self._lines)
        self._shown: Fonts | None = None
        self.hide()

    def show_fonts(self, fonts: "Fonts | None") -> None:
        """Show these; None hides the card."""
        self.setVisible(fonts is not None)
        if fonts is None or fonts == self._shown:
            return
        self._shown = fonts
        clear_layout(self._lines)
        for each in fonts.missing[:_MOST]:
            self._lines.addWidget(self._missing_line(each))
        if len(fonts.missing) > _MOST:
            more = self.tr("还有 {count} 处").format(count=len(fonts.missing) - _MOST)
            self._lines.addWidget(label(more, "second"))
        for use in fonts.uses:
            self._lines.addWidget(self._use_line(use))
            for family, characters in use.fallen:
                self._lines.addWidget(self._fallen_line(family, characters))

    def _use_line(self, use: "FontUse") -> QWidget:
        if use.official:
            said = self.tr("✓ {wanted}：{taken}")
        elif use.stands_in:
            said = self.tr("△ {wanted}：本机没有，用{stands_in}（{taken}）代替")
        else:
            said = self.tr("△ {wanted}：本机没有，用{taken}代替")
        said = said.format(wanted=use.wanted, taken=use.taken, stands_in=use.stands_in)
        return label(said, "second", wrap=True)

    def _fallen_line(self, family: str, characters: str) -> QWidget:
        shown = characters if len(characters) <= 24 else f"{characters[:24]}…"
        said = self.tr("　其中“{characters}”用{family}").format(characters=shown, family=family)
        return label(said, "second", wrap=True)

    def _missing_line(self, missing: "Unprintable") -> QWidget:
        code = f"U+{ord(missing.character):04X}"
        place = self.tr("“{heading}”之下").format(heading=missing.heading) if missing.heading else ""
        said = self.tr("✕ {place}“{word}”里有一个字（{code}）本机没有字体能印，导出会停在这里。")
        said += self.tr("请装上有这个字的字体，或换一个字。")
        line = SentenceButton(said.format(place=place, word=missing.word, code=code), "warn")
        line.setObjectName("missingGlyph")
        line.clicked.connect(lambda: self.block_wanted.emit(missing.block_id))
        return line
