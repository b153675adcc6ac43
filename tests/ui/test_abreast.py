"""Parts side by side: as many columns as can be read."""

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from sgz_desktop.ui.widgets.abreast import AbreastLayout


@pytest.mark.parametrize(
    ("width", "places"),
    [
        (1300, [(0, 0), (1, 0), (2, 0), (0, 1), (1, 1)]),
        (700, [(0, 0), (1, 0), (0, 1), (1, 1), (0, 2)]),
        (400, [(0, 0), (0, 1), (0, 2), (0, 3), (0, 4)]),
    ],
)
def test_as_many_columns_as_can_be_read(qtbot: QtBot, width: int, places: list[tuple[int, int]]) -> None:
    whole, layout = QWidget(), AbreastLayout()
    whole.setLayout(layout)
    parts = [QLabel(str(number)) for number in range(5)]
    for each in reversed(parts):
        layout.insertWidget(0, each)
    qtbot.addWidget(whole)
    whole.resize(width, layout.heightForWidth(width))
    whole.show()
    across = sorted({each.x() for each in parts})
    down = sorted({each.y() for each in parts})
    assert [(across.index(each.x()), down.index(each.y())) for each in parts] == places
    assert len({each.width() for each in parts}) == 1
    assert max(each.geometry().right() for each in parts) < width
    assert layout.sizeHint().height() > 4 * parts[0].sizeHint().height()
    assert layout.takeAt(9) is None
    assert whole.childAt(QPoint(2, 2)) is parts[0]


def test_nothing_takes_no_room(qtbot: QtBot) -> None:
    layout = AbreastLayout()
    assert (layout.heightForWidth(500), layout.minimumSize().height(), layout.columns_within(500)) == (
        0,
        0,
        1,
    )
