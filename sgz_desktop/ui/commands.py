"""What can be done from anywhere in the window, with its keys."""

from functools import partial
from typing import TYPE_CHECKING

from sgz_desktop.ui.actions import Command
from sgz_desktop.ui.pages.names import HOME, NOTE, PAPERS, page_names
from sgz_desktop.ui.texts import tr
from sgz_desktop.ui.theme import Appearance, TextSize, appearance_name, text_size_name
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
        Command("search", tr("搜索检查项、观察、人员、页面和命令"), ("Ctrl+K",), shell.overlays.search),
        Command("note", tr("随手记一条观察"), ("Ctrl+J",), partial(shell.go, NOTE)),
        Command("papers", tr("打印现场用表"), ("Ctrl+P",), partial(shell.go, PAPERS)),
        Command("undo", tr("撤销"), ("Ctrl+Z",), partial(_undo, shell, session)),
        Command("redo", tr("重做"), ("Ctrl+Y", "Ctrl+Shift+Z"), session.redo),
        Command("reveal", tr("显示或隐藏结果"), ("Ctrl+E",), shell.heading.turn_result),
        Command("proof", tr("看结果的依据"), ("Ctrl+Shift+E",), shell.overlays.prove),
        Command("worker", tr("谁在这里工作"), ("Ctrl+U",), shell.ask_worker),
        Command("contests", tr("选定不一致的内容"), ("Ctrl+G",), shell.contesting.ask),
        *_looks(shell),
        Command("help", tr("帮助"), ("F1",), shell.overlays.help),
        Command("keys", tr("快捷键"), (), shell.overlays.keys),
        Command("tour", tr("一分钟导览"), (), shell.overlays.tour),
        Command("close", tr("退出"), ("Ctrl+Q",), shell.close),
    )


def _looks(shell: "Shell") -> tuple[Command, ...]:
    looks = shell.looks
    colours, size = tr("颜色：{name}"), tr("字号：{name}")
    return (
        Command("look", tr("颜色和字号"), ("Ctrl+,",), shell.overlays.look),
        Command("appearance", tr("换一种颜色"), ("Ctrl+D",), looks.turn),
        Command("larger", tr("字大一级"), ("Ctrl+=", "Ctrl++"), partial(looks.step, 1)),
        Command("smaller", tr("字小一级"), ("Ctrl+-",), partial(looks.step, -1)),
        *(
            Command(f"look_{each}", colours.format(name=appearance_name(each)), (), partial(looks.wear, each))
            for each in Appearance
        ),
        *(
            Command(f"size_{each}", size.format(name=text_size_name(each)), (), partial(looks.write_in, each))
            for each in TextSize
        ),
    )


def _undo(shell: "Shell", session: "Session") -> None:
    if flush_all(shell):
        session.undo()
