"""What this laptop remembers of the window: its size, its look, its columns."""

from collections.abc import Callable

from PySide6.QtCore import QByteArray
from PySide6.QtWidgets import QHeaderView, QWidget

from sgz_desktop.ui.theme import Appearance


class Preferences:
    """Remembers through the laptop's own store; a store that cannot be written costs nothing but that."""

    def __init__(self, recall: Callable[[str], str | None], remember: Callable[[str, str], object]) -> None:
        self._recall, self._remember = recall, remember

    @property
    def appearance(self) -> Appearance:
        """Light, dark or as the system."""
        known = self._get("appearance")
        return Appearance(known) if known in set(Appearance) else Appearance.SYSTEM

    @appearance.setter
    def appearance(self, appearance: Appearance) -> None:
        self._set("appearance", str(appearance))

    def keep_window(self, window: QWidget) -> None:
        """Remember where a window stands and how large it is."""
        self._set("window", bytes(window.saveGeometry().toBase64().data()).decode("ascii"))

    def place_window(self, window: QWidget) -> bool:
        """Put a window where it stood; False when nothing is remembered."""
        known = self._get("window")
        return bool(known) and window.restoreGeometry(QByteArray.fromBase64(known.encode("ascii", "ignore")))

    def keep_columns(self, header: QHeaderView, name: str) -> None:
        """Remember the widths of a table's columns."""
        widths = ",".join(str(header.sectionSize(each)) for each in range(header.count()))
        self._set(f"columns.{name}", widths)

    def place_columns(self, header: QHeaderView, name: str) -> None:
        """Give a table's columns their remembered widths."""
        widths = self._get(f"columns.{name}").split(",")
        if len(widths) != header.count() or not all(each.isdigit() for each in widths):
            return
        for section, width in enumerate(widths):
            header.resizeSection(section, max(30, min(2000, int(width))))

    def _get(self, key: str) -> str:
        return self._recall(key) or ""

    def _set(self, key: str, text: str) -> None:
        self._remember(key, text)
