"""The pages by name, in the order of the day."""

from sgz_desktop.ui.texts import tr

HOME, PREPARING, VISIT, SCORING, REPORT = "home", "preparing", "visit", "scoring", "report"
CONTESTS = "contests"
"""Where a page leads for what stands in dispute: no page of its own, but a dialog over every page."""


def page_names() -> tuple[tuple[str, str, str], ...]:
    """Name, title and key of every page, in the order of the day."""
    return (
        (HOME, tr("首页"), "Ctrl+1"),
        (PREPARING, tr("评前准备"), "Ctrl+2"),
        (VISIT, tr("现场检查"), "Ctrl+3"),
        (SCORING, tr("评分"), "Ctrl+4"),
        (REPORT, tr("报告"), "Ctrl+5"),
    )
