"""Fields side by side that stay level with one another while one of them says an error beneath."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLabel

from sgz_desktop.ui.widgets.auto_fields import AutoField
from sgz_desktop.ui.widgets.choice import Choice


def keep_level(line: QHBoxLayout) -> None:
    """Let what stands in this line begin at its top, words as high as a field of the present text size."""
    items = [line.itemAt(place) for place in range(line.count())]
    parts = [each.widget() for each in items if each is not None]
    high = max((each.field.sizeHint().height() for each in parts if isinstance(each, AutoField)), default=0)
    for each in parts:
        if isinstance(each, AutoField | Choice | QLabel | QCheckBox):
            line.setAlignment(each, Qt.AlignmentFlag.AlignTop)
        if isinstance(each, QLabel | QCheckBox):
            each.setMinimumHeight(high)
