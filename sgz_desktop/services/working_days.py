"""The working days that the program knows: the lists of public holidays that travel with it."""

import json
from functools import cache

from sgz_desktop.assets import resource
from sgz_desktop.scoring.deadlines import WorkCalendar, calendar_of, joined

FOLDER = "calendar"


@cache
def work_calendar() -> WorkCalendar:
    """Every year there is a list of, in one calendar; it is the same as long as the program runs."""
    files = sorted(resource(FOLDER).glob("*.json"))
    return joined(*(calendar_of(json.loads(each.read_text(encoding="utf-8"))) for each in files))
