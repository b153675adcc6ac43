"""What this laptop remembers of the window: its size, its look, its columns and how it is divided."""

from collections.abc import Callable

from PySide6.QtCore import QByteArray
from PySide6.QtWidgets import QSplitter, QWidget

from sgz_desktop.ui.theme import Appearance, TextSize


class Preferences:
    """Remembers through the laptop's own store; a store that cannot be written costs nothing but that."""

    def __init__(self, recall: Callable[[str], str | None], remember: Callable[[str, str], object]) -> None:
        self._recall, self._remember = recall, remember

    @property
    def appearance(self) -> Appearance:
        """Light, dark, high contrast or as the system."""
        known = self._get("appearance")
        return Appearance(known) if known in set(Appearance) else Appearance.SYSTEM

    @appearance.setter
    def appearance(self, appearance: Appearance) -> None:
        self._set("appearance", str(appearance))

    @property
    def text_size(self) -> TextSize:
        """How large text is."""
        known = self._get("text_size")
        return TextSize(known) if known in set(TextSize) else TextSize.STANDARD

    @text_size.setter
    def text_size(self, size: TextSize) -> None:
        self._set("text_size", str(size))

    def keep_window(self, window: QWidget) -> None:
        """Remember where a window stands and how large it is."""
        self._set("window", bytes(window.saveGeometry().toBase64().data()).decode("ascii"))

    def place_window(self, window: QWidget) -> bool:
        """Put a window where it stood; False when nothing is remembered."""
        known = self._get("window")
        return bool(known) and window.restoreGeometry(QByteArray.fromBase64(known.encode("ascii", "ignore")))

    def follow_splitter(self, splitter: QSplitter, name: str) -> None:
        """Divide as it was divided, and remember when somebody divides it anew; call it with all parts in."""
        known = self._get(f"splitter.{name}").split(",")
        if len(known) == splitter.count() and all(each.isdigit() for each in known):
            splitter.setSizes([int(each) for each in known])
        splitter.splitterMoved.connect(
            lambda *_: self._set(f"splitter.{name}", ",".join(str(each) for each in splitter.sizes()))
        )

    def _get(self, key: str) -> str:
        return self._recall(key) or ""

    def _set(self, key: str, text: str) -> None:
        self._remember(key, text)
