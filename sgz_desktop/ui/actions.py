"""The one list of what can be done from anywhere, with its keys."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

from sgz_desktop.ui.texts import tr


@dataclass(frozen=True, slots=True)
class Command:
    """Something that can be done from anywhere in the window."""

    name: str
    text: str
    keys: tuple[str, ...]
    run: Callable[[], object]


def install(window: QWidget, commands: Sequence[Command]) -> dict[str, QAction]:
    """Make every command an action of the window, found by its name."""
    found = {}
    for command in commands:
        action = QAction(command.text, window)
        action.setObjectName(f"action_{command.name}")
        action.setShortcuts([QKeySequence(key) for key in command.keys])
        action.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
        action.triggered.connect(_runner(command.run))
        window.addAction(action)
        found[command.name] = action
    return found


def show_keys(window: QWidget, commands: Sequence[Command]) -> None:
    """Show what each key does, a line each; those of single pages too, which act outside text fields."""
    from sgz_desktop.ui.dialogs.confirm import Confirm

    single = (
        (tr("Alt+字母"), tr("名称后带下划线的字母：对话框里按下按钮、进入输入框，页面上按下主要按钮")),
        ("F7", tr("首页：列表按哪一列排序；再选一次反过来")),
        ("Enter", tr("现场检查：下一未答项")),
        ("0 – 9 ← →", tr("现场检查：作答，方式随评分规则")),
        ("N  F  C", tr("现场检查：不适用、待议、清除")),
        ("+  −  *", tr("现场检查：记一条肯定、关注、未定类别的观察")),
        ("O", tr("现场检查：各方意见与其他观察，再按一次回到检查项")),
        ("Esc", tr("现场检查：离开输入框，回到列表")),
        ("↑ ↓  Enter", tr("报告预览：选上一段、下一段，修改选中的一段")),
        ("Alt+↑ Alt+↓", tr("报告：改完一段，接着改上一段、下一段")),
        ("Esc", tr("报告：不再选中，回到还缺什么")),
    )
    lines = [f"{each.keys[0]}\t{each.text}" for each in commands if each.keys]
    Confirm(
        window,
        name="keys",
        title=tr("快捷键"),
        text=tr("单个字母和数字只在没有输入框在用时起作用。"),
        yes=tr("关闭"),
        lines=[*lines, *(f"{key}\t{text}" for key, text in single)],
    ).open()


def _runner(run: Callable[[], object]) -> Callable[[], None]:
    def triggered() -> None:
        run()

    return triggered
