"""Texts and times of the screen that need no rules and no records: what the first paint reads."""

from datetime import UTC, date, datetime

from PySide6.QtCore import QCoreApplication

NOTHING = "–"


def tr(text: str) -> str:
    """A text outside any widget, in the language of the screen."""
    return QCoreApplication.translate("wording", text)


def date_text(day: date | None) -> str:
    """A day as 2024-01-16; a dash for none."""
    return NOTHING if day is None else day.isoformat()


def time_text(moment: datetime) -> str:
    """The local time of day of an aware moment."""
    return moment.astimezone().strftime("%H:%M:%S")


def short_moment_text(moment: datetime) -> str:
    """The local day and time of an aware moment of this year; of one of another year its day."""
    local = moment.astimezone()
    is_this_year = local.year == datetime.now(UTC).astimezone().year
    return local.strftime("%m-%d %H:%M" if is_this_year else "%Y-%m-%d")


def moment_text(moment: datetime) -> str:
    """The local day and time of an aware moment."""
    return moment.astimezone().strftime("%Y-%m-%d %H:%M")
