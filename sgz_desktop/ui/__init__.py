"""The window: shows and asks."""

from sgz_desktop.ui.singletons import hold_singletons

hold_singletons()
