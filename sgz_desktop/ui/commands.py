"""What can be done from anywhere in the window, with its keys."""

from functools import partial
from typing import TYPE_CHECKING

from sgz_desktop.ui.actions import Command, show_keys
from sgz_desktop.ui.pages.names import HOME, page_names
from sgz_desktop.ui.texts import tr
from sgz_desktop.ui.theme import appearance_name
from sgz_desktop.ui.widgets.auto_fields import flush_all

if TYPE_CHECKING:
    from sgz_desktop.ui.session import Session
    from sgz_desktop.ui.shell import Shell


def commands(shell: "Shell", session: "Session") -> tuple[Command, ...]:
    """The commands of the window."""
    return (
        *(Command(f"go_{name}", text, (key,), partial(shell.go, name)) for name, text, key in page_names()),
        Command("new", tr("新建评估"), ("Ctrl+N",), partial(shell.go, HOME, "new")),
        Command("import", tr("导入评估"), ("Ctrl+O",), partial(shell.go, HOME, "import")),
        Command("undo", tr("撤销"), ("Ctrl+Z",), partial(_undo, shell, session)),
        Command("redo", tr("重做"), ("Ctrl+Y", "Ctrl+Shift+Z"), session.redo),
        Command("reveal", tr("显示或隐藏结果"), ("Ctrl+E",), shell.heading.turn_result),
        Command("worker", tr("谁在这里工作"), ("Ctrl+U",), shell.ask_worker),
        Command("contests", tr("选定不一致的内容"), ("Ctrl+G",), shell.contesting.ask),
        Command("appearance", tr("浅色、深色、跟随系统"), ("Ctrl+D",), partial(_next_appearance, shell)),
        Command("keys", tr("快捷键"), ("F1",), lambda: show_keys(shell, shell.commands)),
        Command("close", tr("退出"), ("Ctrl+Q",), shell.close),
    )


def _undo(shell: "Shell", session: "Session") -> None:
    if flush_all(shell):
        session.undo()


def _next_appearance(shell: "Shell") -> None:
    following = shell.theme.ask_next()
    shell.preferences.appearance = following
    shell.notices.tell(appearance_name(following))
