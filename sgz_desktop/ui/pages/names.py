"""The pages by name, in the order of the day."""

from sgz_desktop.ui.texts import tr

HOME, PREPARING, VISIT, DAY = "home", "preparing", "visit", "day"
OBSERVATIONS, INDICATORS, SCORING, REPORT = "observations", "indicators", "scoring", "report"
CONTESTS, PAPERS, NOTE = "contests", "papers", "note"
"""No pages of their own but dialogs over all: what stands in dispute, papers to print, a quick note."""

PROOF_OF_TOTAL = "proof.total"
"""What 合议与评分 is pointed at to show where the total comes from."""


def page_names() -> tuple[tuple[str, str, str], ...]:
    """Name, title and key of every page, in the order of the day."""
    return (
        (HOME, tr("首页"), "Ctrl+1"),
        (PREPARING, tr("评前准备"), "Ctrl+2"),
        (VISIT, tr("现场检查"), "Ctrl+3"),
        (DAY, tr("现场事务"), "Ctrl+4"),
        (OBSERVATIONS, tr("观察记录"), "Ctrl+5"),
        (INDICATORS, tr("数据表格"), "Ctrl+6"),
        (SCORING, tr("合议与评分"), "Ctrl+7"),
        (REPORT, tr("报告"), "Ctrl+8"),
    )
