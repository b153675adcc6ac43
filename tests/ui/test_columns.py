"""Tables over frozen values."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from decimal import Decimal

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QTableView
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from sgz_desktop.ui.columns import CHIP, RECORD, SHARE, Column, Filter, RecordModel
from sgz_desktop.ui.delegates import CellDelegate


@dataclass(frozen=True)
class Town:
    """A record."""

    name: str
    points: Decimal
    id: int = 0


TOWNS = (Town("瑞宝街", Decimal("84.02")), Town("钟村街", Decimal("87.11")), Town("大岗镇", Decimal("9")))


def model_of(edited: list[tuple[Town, str]]) -> RecordModel:
    """Three towns, of which the name can be typed."""

    def edit(town: Town, text: str) -> str:
        edited.append((town, text))
        return "" if text != "坏" else "不行。"

    return RecordModel(
        (
            Column("街镇", lambda each: each.name, edit=edit, hint=lambda each: each.name * 2),
            Column(
                "总分",
                lambda each: str(each.points),
                figure=True,
                sort=lambda each: each.points,
                strong=lambda each: each.points > 85,
                chip=lambda _: "good",
                share=lambda each: float(each.points) / 100,
            ),
        )
    )


def test_a_model_keeps_the_rules_of_models(qtbot: QtBot, qtmodeltester: ModelTester) -> None:
    model = model_of([])
    model.show(TOWNS)
    check: Callable[[QAbstractItemModel], None] = qtmodeltester.check
    check(model)
    check(Filter(model))


def test_cells_say_what_their_column_says(qtbot: QtBot) -> None:
    model = model_of([])
    model.show(TOWNS)
    cell = model.index(1, 1)
    assert cell.data() == "87.11"
    assert cell.data(Qt.ItemDataRole.FontRole).bold()
    assert model.index(0, 1).data(Qt.ItemDataRole.FontRole) is None
    assert cell.data(CHIP) == "good"
    assert cell.data(SHARE) == 0.8711
    assert model.index(1, 0).data(RECORD) is TOWNS[1]
    assert model.index(1, 0).data(Qt.ItemDataRole.ToolTipRole) == "钟村街钟村街"
    assert cell.data(Qt.ItemDataRole.ToolTipRole) is None
    assert cell.data(Qt.ItemDataRole.DecorationRole) is None
    assert model.headerData(0, Qt.Orientation.Horizontal) == "街镇"
    assert model.headerData(0, Qt.Orientation.Vertical) is None
    assert model.data(QModelIndex()) is None


def test_typing_into_a_cell(qtbot: QtBot) -> None:
    edited: list[tuple[Town, str]] = []
    model = model_of(edited)
    model.show(TOWNS)
    name = model.index(0, 0)
    assert name.flags() & Qt.ItemFlag.ItemIsEditable
    assert not model.index(0, 1).flags() & Qt.ItemFlag.ItemIsEditable
    assert model.setData(name, "瑞宝街")
    assert edited == []
    assert model.setData(name, "新名")
    assert not model.setData(name, "坏")
    assert not model.setData(model.index(0, 1), "1")
    assert [text for _, text in edited] == ["新名", "坏"]


def test_new_contents_of_the_same_rows_keep_the_rows(qtbot: QtBot) -> None:
    model = model_of([])
    model.show(TOWNS)
    with qtbot.waitSignal(model.dataChanged):
        model.show([replace(each, name=each.name + "道") for each in TOWNS])
    with qtbot.waitSignal(model.modelReset):
        model.show(TOWNS[:1])
    assert model.records == TOWNS[:1]


def test_a_filter_finds_every_word_and_sorts_by_value(qtbot: QtBot) -> None:
    model = model_of([])
    model.show(TOWNS)
    rows = Filter(model)
    rows.sort(1, Qt.SortOrder.AscendingOrder)
    assert [rows.record(n).name for n in range(3)] == ["大岗镇", "瑞宝街", "钟村街"]
    rows.search("街 87")
    assert [rows.record(n).name for n in range(rows.rowCount())] == ["钟村街"]
    rows.search("")
    assert rows.rowCount() == 3


def test_one_record_takes_its_place_among_the_others(qtbot: QtBot, qtmodeltester: ModelTester) -> None:
    towns = [replace(each, id=number) for number, each in enumerate(TOWNS)]
    model = model_of([])
    filtered = Filter(model)
    check: Callable[[QAbstractItemModel], None] = qtmodeltester.check
    check(model)
    model.show(towns)
    filtered.sort(1, Qt.SortOrder.DescendingOrder)

    def shown() -> list[str]:
        found = [str(filtered.index(row, 0).data()) for row in range(filtered.rowCount())]
        assert found == [each.name for each in model.records]
        return found

    assert shown() == ["钟村街", "瑞宝街", "大岗镇"]
    kept = QPersistentModelIndex(filtered.index(0, 0))
    model.put(replace(towns[2], points=Decimal(99)))
    assert shown() == ["大岗镇", "钟村街", "瑞宝街"]
    assert kept.row() == 1
    model.put(replace(towns[2], points=Decimal(85)))
    assert shown() == ["钟村街", "大岗镇", "瑞宝街"]
    model.put(replace(towns[1], name="钟村", points=Decimal(86)))
    assert shown() == ["钟村", "大岗镇", "瑞宝街"]
    model.put(Town("沙湾街", Decimal("84.5"), 7))
    assert shown() == ["钟村", "大岗镇", "沙湾街", "瑞宝街"]
    filtered.search("街")
    model.take(7)
    model.take(8)
    assert [str(filtered.index(row, 0).data()) for row in range(filtered.rowCount())] == ["瑞宝街"]
    assert [each.name for each in model.records] == ["钟村", "大岗镇", "瑞宝街"]


def test_a_cell_that_is_typed_into_keeps_what_is_typed(qtbot: QtBot) -> None:
    edited: list[tuple[Town, str]] = []
    table, model = QTableView(), model_of(edited)
    qtbot.addWidget(table)
    model.show(TOWNS)
    table.setModel(model)
    table.setItemDelegate(CellDelegate(table))
    place = model.index(0, 0)
    table.edit(place)
    editor = table.viewport().findChild(QLineEdit)
    assert editor is not None
    model.put(replace(TOWNS[0], name="瑞宝"))
    assert editor.text() == "瑞宝"
    QTest.keyClicks(editor, "12")
    model.put(replace(TOWNS[0], name="瑞宝街道"))
    assert editor.text() == "12"
    table.commitData(editor)
    assert [text for _, text in edited] == ["12"]
