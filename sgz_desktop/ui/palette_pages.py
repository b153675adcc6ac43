"""What pages show and do by their own tabs and buttons, for the palette: found from anywhere."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QPushButton, QTabBar
from shiboken6 import isValid

from sgz_desktop.ui.pages.names import DAY, HOME, OBSERVATIONS, PREPARING, REPORT, SCORING, VISIT, page_names
from sgz_desktop.ui.palette_entries import Entry, Kind
from sgz_desktop.ui.texts import tr
from sgz_desktop.ui.widgets.buttons import KeyButton
from sgz_desktop.ui.widgets.mnemonics import without_letter

if TYPE_CHECKING:
    from sgz_desktop.ui.session import Session
    from sgz_desktop.ui.shell import Shell

DELETED = "deleted"
"""What 首页 is pointed at to show the deleted evaluations."""
_CHECKS, _FEEDBACK = 2, 5


@dataclass(frozen=True, slots=True)
class _Deed:
    """A button of a page, the first of `names` that is seen there, in a part of it where it has parts."""

    page: str
    names: tuple[str, ...]
    title: str
    target: Any = None
    part: int | None = None


def own_entries(shell: "Shell") -> tuple[Entry, ...]:
    """What the page that is shown can do now: its buttons that are seen and can be pushed."""
    where = next((title for name, title, _ in page_names() if name == shell.shown), "")
    page, found = shell.pages.currentWidget(), dict[str, list[KeyButton]]()
    for each in page.findChildren(KeyButton) if page is not None else ():
        title = without_letter(each.accessibleName() or each.text()).rstrip("… ▾")
        if title and each.objectName() and each.isVisible() and each.isEnabled() and not each.isCheckable():
            found.setdefault(title, []).append(each)
    # What every row has a button for names no row here.
    alone = {title: several[0] for title, several in found.items() if len(several) == 1}
    return tuple(
        Entry(
            Kind.COMMAND,
            f"do_{each.objectName()}",
            title=title,
            detail=where,
            act=partial(_click, shell, each),
        )
        for title, each in alone.items()
    )


def other_entries(shell: "Shell", session: "Session", *, but: tuple[Entry, ...]) -> Iterator[Entry]:
    """What other pages show and do; `but` is what the page that is shown does itself."""
    known, titles = {each.key for each in but}, {name: title for name, title, _ in page_names()}
    if session.evaluation_id is not None:
        for page, parts in _parts().items():
            for number, part in enumerate(parts):
                act = partial(_turn, shell, page, number)
                yield Entry(Kind.PART, f"part_{page}_{number}", title=part, detail=titles[page], act=act)
    for deed in (*_home(session), *(_deeds(session) if session.evaluation_id is not None else ())):
        key = f"do_{'_'.join(deed.names[:1]) or deed.target}"
        if key not in known:
            act = partial(_do, shell, deed)
            yield Entry(Kind.COMMAND, key, title=deed.title, detail=titles[deed.page], act=act)


def _parts() -> dict[str, tuple[str, ...]]:
    return {
        PREPARING: (tr("基本信息"), tr("人员与分工"), tr("片区与社区"), tr("其他数据"), tr("当天需要")),
        DAY: (
            tr("日程"),
            tr("签到"),
            tr("抽查"),
            tr("待补材料"),
            tr("访谈"),
            tr("现场反馈"),
            tr("离站前检查"),
        ),
        SCORING: (tr("得分"), tr("合议"), tr("录入得分"), tr("依据")),
        REPORT: (tr("预览"), tr("文字")),
    }


def _home(session: "Session") -> Iterator[_Deed]:
    here = session.evaluation_id
    if here is not None:
        yield _Deed(HOME, ("homeDelete",), tr("删除这次评估"), here)
        yield _Deed(HOME, ("homeLike",), tr("照此新建下一次评估"), here)
    yield _Deed(HOME, (), tr("恢复已删除的评估"), DELETED)
    yield _Deed(HOME, ("homeBackups",), tr("备份与恢复"))
    yield _Deed(HOME, ("homeSamples",), tr("导入示例"))
    yield _Deed(HOME, ("homeSort",), tr("评估列表的排序"))


def _deeds(session: "Session") -> Iterator[_Deed]:
    if session.judge_id is not None:
        is_in = session.judge_id in session.dossier.handed_in
        yield _Deed(VISIT, ("handIn",), tr("撤回提交") if is_in else tr("提交评分"))
    yield _Deed(DAY, ("checkDraw", "checkDrawFirst"), tr("随机抽取"), part=_CHECKS)
    yield _Deed(DAY, ("feedbackShow",), tr("现场反馈全屏显示"), part=_FEEDBACK)
    yield _Deed(OBSERVATIONS, ("boardNew", "boardFirst"), tr("新观察"))
    yield _Deed(REPORT, ("exportFinal",), tr("导出正式稿 PDF"))
    yield _Deed(REPORT, ("exportDraft",), tr("导出讨论稿 PDF"))
    yield _Deed(REPORT, ("exportWorkbook",), tr("导出工作簿（Excel）"))
    yield _Deed(REPORT, ("exportPackage",), tr("导出数据文件"))


def _turn(shell: "Shell", page: str, number: int) -> None:
    if shell.go(page):
        for bar in shell.findChildren(QTabBar, f"{page}Tabs"):
            bar.setCurrentIndex(number)
            bar.setFocus()


def _do(shell: "Shell", deed: _Deed) -> None:
    if not shell.go(deed.page, deed.target):
        return
    if deed.part is not None:
        _turn(shell, deed.page, deed.part)
    if deed.names:
        QTimer.singleShot(0, shell, partial(_push, shell, deed))  # once the page is laid out


def _push(shell: "Shell", deed: _Deed) -> None:
    buttons = [each for name in deed.names for each in shell.findChildren(QPushButton, name)]
    can = next((each for each in buttons if each.isVisible() and each.isEnabled()), None)
    if can is None:
        shell.notices.complain(tr("“{title}”现在还不能用。").format(title=deed.title))
    else:
        can.click()


def _click(shell: "Shell", button: KeyButton) -> None:
    if isValid(button) and button.isVisible() and button.isEnabled():
        button.click()
