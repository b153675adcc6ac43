"""The one place that asks for a file."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from sgz_desktop.ui.dialogs import files


@pytest.mark.parametrize(
    ("chosen", "path"),
    [
        ("/out/报告.pdf", "/out/报告.pdf"),
        ("/out/报告", "/out/报告.pdf"),
        ("/out/报告.v2", "/out/报告.v2.pdf"),
    ],
)
def test_a_file_to_save_gets_its_ending(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, chosen: str, path: str
) -> None:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (chosen, ""))
    window = QWidget()
    qtbot.addWidget(window)
    assert files.choose_save_path(window, "导出", "报告.pdf", "PDF (*.pdf)") == Path(path)


def test_a_file_to_open(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    def answer(_parent: QWidget, _title: str, _folder: str, pattern: str) -> tuple[str, str]:
        asked.append(pattern)
        return "/in/a.json", ""

    monkeypatch.setattr(QFileDialog, "getOpenFileName", answer)
    window = QWidget()
    qtbot.addWidget(window)
    assert files.choose_open_path(window, "导入", "评估文件 (*.json)") == Path("/in/a.json")
    assert asked == ["评估文件 (*.json);;所有文件 (*)"]


def test_changing_one_s_mind(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: ("", ""))
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: ("", ""))
    window = QWidget()
    qtbot.addWidget(window)
    assert files.choose_save_path(window, "导出", "a.pdf", "PDF (*.pdf)") is None
    assert files.choose_open_path(window, "导入", "评估文件 (*.json)") is None
