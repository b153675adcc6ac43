"""Text is readable on every ground: told from the tokens, from the style sheet, and from what is drawn."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import chain, islice

import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QStackedWidget, QWidget
from pytestqt.qtbot import QtBot

from sgz_desktop.assets import resource
from sgz_desktop.services.program import Program
from sgz_desktop.ui.pages.names import HOME, page_names
from sgz_desktop.ui.shell import build_shell
from sgz_desktop.ui.theme import CONTRAST, DARK, LIGHT, Appearance, Tokens
from tests.ui.find import the

LOOKS = (
    pytest.param(LIGHT, 4.5, id="light"),
    pytest.param(DARK, 4.5, id="dark"),
    pytest.param(CONTRAST, 7.0, id="contrast"),
)
GROUNDS = ("bg", "panel", "nav")
# What code draws by itself: lists, chips, the navigation, cards, buttons with their keys.
PAINTED = (
    *((ink, ground) for ink in ("ink", "ink2", "ink3") for ground in (*GROUNDS, "sel")),
    *((ink, ground) for ink in ("good", "warn", "bad", "accent", "accent_ink") for ground in GROUNDS),
    *((tone, f"{tone}_weak") for tone in ("good", "warn", "bad")),
    ("accent_ink", "accent_weak"),
    ("accent_ink", "sel"),
    ("good", "sel"),
    ("warn", "sel"),
    ("ink", "accent_weak"),
    ("ink", "line2"),
    ("ink2", "line2"),
    ("on_accent", "accent"),
)


def _light(colour: QColor) -> float:
    parts = (colour.redF(), colour.greenF(), colour.blueF())
    red, green, blue = (
        each / 12.92 if each <= 0.03928 else ((each + 0.055) / 1.055) ** 2.4 for each in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: QColor, other: QColor) -> float:
    """The ratio of WCAG, from 1 to 21."""
    bright, dim = sorted((_light(one), _light(other)), reverse=True)
    return (bright + 0.05) / (dim + 0.05)


def faint(tokens: Tokens, pairs: Iterator[tuple[str, str, str]], least: float) -> list[str]:
    """The places whose ink is too faint on its ground."""
    return [
        f"{place}: {ink} on {ground} {found:.2f}"
        for place, ink, ground in pairs
        if (found := contrast(QColor(getattr(tokens, ink)), QColor(getattr(tokens, ground)))) < least
    ]


@pytest.mark.parametrize(("tokens", "least"), LOOKS)
def test_what_is_painted_is_readable(tokens: Tokens, least: float) -> None:
    assert faint(tokens, (("painted", ink, ground) for ink, ground in PAINTED), least) == []


def test_a_border_of_high_contrast_is_seen() -> None:
    for name in ("line", "focus", "accent", "good", "warn", "bad"):
        assert contrast(QColor(getattr(CONTRAST, name)), QColor(CONTRAST.panel)) >= 7
    assert contrast(QColor(CONTRAST.focus_on), QColor(CONTRAST.accent)) >= 7


@dataclass
class Sheet:
    """The rules of the style sheet: what each selector says of colour and ground, later ones prevailing."""

    rules: dict[str, dict[str, str]] = field(default_factory=dict)

    def read(self, text: str) -> None:
        for selectors, body in re.findall(
            r"([^{}]+)\{([^{}]*)\}", re.sub(r"/\*.*?\*/", "", text, flags=re.S)
        ):
            said = dict(re.findall(r"(?:^|[;\s])([a-z-]+):\s*([^;]+)", body))
            for selector in selectors.split(","):
                self.rules.setdefault(selector.strip(), {}).update(said)

    def says(self, selector: str, what: str) -> str:
        """What holds for a selector: its own word, else that of the part in no special state, or its kind."""
        for each in (selector, re.sub(r"::?[\w-]+", "", selector), re.sub(r"\[[^]]*\]", "", selector)):
            if what in self.rules.get(each, {}):
                return self.rules[each][what]
        plain = re.sub(r"\[[^]]*\]|::?[\w-]+", "", selector)
        return self.rules.get(plain, {}).get(what, "")

    def grounds(self, selector: str) -> tuple[str, ...]:
        """On what a selector's text stands: its own ground, that of what holds it, else any of a page."""
        for part in (selector, *reversed(selector.split()[:-1])):
            named = re.fullmatch(r"@(\w+)", self.says(part, "background"))
            if named:
                return (named[1],)
        return GROUNDS

    def pairs(self) -> Iterator[tuple[str, str, str]]:
        for selector, said in self.rules.items():
            if not {"color", "background"} & said.keys():
                continue
            ink = (self.says(selector, "color") or "@ink").removeprefix("@")
            yield from ((selector, ink, ground) for ground in self.grounds(selector))
            if "selection-color" in said:
                words = (said["selection-color"][1:], said["selection-background-color"][1:])
                yield (f"{selector} selected", *words)


# Grounds on which no text stands: what divides, fills or frames.
WORDLESS = ("part=", "QScrollBar", "QSplitter", "::indicator", "::drop-down", "-button", "::branch", "-arrow")


@pytest.mark.parametrize(("tokens", "least"), LOOKS)
def test_every_rule_of_the_style_sheet_is_readable(tokens: Tokens, least: float) -> None:
    sheet = Sheet()
    sheet.read(resource("qss", "window.qss").read_text("utf-8"))
    if tokens is CONTRAST:
        sheet.read(resource("qss", "contrast.qss").read_text("utf-8"))
    pairs = [each for each in sheet.pairs() if not any(part in each[0] for part in WORDLESS)]
    assert len(pairs) > 60
    assert faint(tokens, iter(pairs), least) == []


_FINER = 3
"""How much finer than on the screen pages are drawn: thin strokes then have a core of their full colour."""
_AT_MOST = 60


def picture(window: QWidget) -> QImage:
    """A window as it is drawn, finely."""
    image = QImage(window.size() * _FINER, QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(_FINER)
    window.render(image)
    return image


def drawn(image: QImage, area: QRect) -> float:
    """How far what is drawn in an area stands out from its commonest colour."""
    part = image.copy(
        QRect(area.topLeft() * _FINER, area.size() * _FINER).intersected(image.rect())
    ).convertToFormat(QImage.Format.Format_RGB32)
    pixels = Counter(memoryview(part.constBits()).cast("I"))
    ground = QColor(pixels.most_common(1)[0][0])
    # A few pixels may be anything's edge; a glyph's core is many.
    inks = [QColor(each) for each, count in pixels.most_common(60) if count >= 6]
    return max(contrast(ground, each) for each in inks)


def worded(window: QWidget) -> Iterator[QWidget]:
    """The labels and buttons that can be seen whole and say something."""
    for each in window.findChildren(QWidget):
        if not isinstance(each, QLabel | QAbstractButton) or not each.isEnabled() or not each.text().strip():
            continue
        if each.visibleRegion().boundingRect() == each.rect():
            yield each


@pytest.mark.parametrize(("ink", "least", "most"), [("#53605E", 6.0, 6.6), ("#9AA5A2", 2.4, 2.6)])
def test_the_eye_of_these_tests_sees_what_is_faint(qtbot: QtBot, ink: str, least: float, most: float) -> None:
    label = QLabel("共 12 次评估，其中 3 次未完成")
    qtbot.addWidget(label)
    label.setStyleSheet(f"color: {ink}; background: white; font-size: 12px")
    label.show()
    assert least < drawn(picture(label), label.rect()) < most


def test_what_is_drawn_on_every_page_stands_out(qtbot: QtBot, program: Program) -> None:
    zhongcun = program.importing.sample("zhongcun")
    shell = build_shell(program)
    qtbot.addWidget(shell)
    shell.resize(1280, 720)
    with qtbot.waitExposed(shell):
        shell.show()
    shell.open_evaluation(zhongcun)
    for dialog in shell.findChildren(QWidget, "askWorker"):
        dialog.close()
    looks: Mapping[Appearance, float] = {
        Appearance.LIGHT: 4.5,
        Appearance.DARK: 4.5,
        Appearance.CONTRAST: 7.0,
    }
    found = []
    for appearance, least in looks.items():
        shell.theme.ask(appearance)
        for page, _, _ in page_names():
            assert shell.go(page)
            QApplication.processEvents()
            image = picture(shell)
            parts: list[QWidget] = [shell.navigation, shell.header, shell.status] if page == HOME else []
            parts += filter(None, [the(shell, QStackedWidget, "pages").currentWidget()])
            for each in islice(chain.from_iterable(map(worded, parts)), _AT_MOST):
                told = drawn(image, QRect(each.mapTo(shell, QPoint()), each.size()))
                if told < least:
                    found.append(
                        f"{appearance} {page} {each.objectName()} {each.property('text')} {told:.2f}"
                    )
    qtbot.waitUntil(lambda: not shell.jobs.running, timeout=60_000)
    assert found == []
