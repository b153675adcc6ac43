"""Colours and text size as a person chose them: worn at once, remembered, said."""

from sgz_desktop.ui.notices import NoticeBar
from sgz_desktop.ui.preferences import Preferences
from sgz_desktop.ui.texts import tr
from sgz_desktop.ui.theme import Appearance, TextSize, Theme, appearance_name, text_size_name


class Looks:
    """The one way the look of the window is changed."""

    def __init__(self, theme: Theme, preferences: Preferences, notices: NoticeBar) -> None:
        self._theme, self._preferences, self._notices = theme, preferences, notices
        theme.ask(preferences.appearance)
        theme.ask_size(preferences.text_size)

    @property
    def appearance(self) -> Appearance:
        """What was asked for."""
        return self._theme.asked

    @property
    def size(self) -> TextSize:
        """How large text is."""
        return self._theme.size

    def wear(self, appearance: Appearance) -> None:
        """Wear this appearance from now on, on this laptop."""
        self._theme.ask(appearance)
        self._preferences.appearance = appearance

    def write_in(self, size: TextSize) -> None:
        """Show text of this size from now on, on this laptop."""
        self._theme.ask_size(size)
        self._preferences.text_size = size

    def turn(self) -> None:
        """The next appearance, said."""
        self.wear(self._theme.ask_next())
        self._notices.tell(tr("外观：{name}。").format(name=appearance_name(self.appearance)))

    def step(self, by: int) -> None:
        """Larger or smaller text by one step, said."""
        sizes = list(TextSize)
        place = sizes.index(self.size) + by
        self.write_in(sizes[max(0, min(len(sizes) - 1, place))])
        self._notices.tell(tr("字号：{name}。").format(name=text_size_name(self.size)))
