"""A day that a person types without its year."""

from datetime import date

from sgz_desktop.domain.dossier import Dossier
from sgz_desktop.intake.calendar_readings import day_within


def day_of_term(dossier: Dossier, text: str) -> date | None:
    """The day of the assessed period, else of the agreement, that 9月28日 names; None where it names none."""
    head = dossier.evaluation
    for start, end in ((head.period_start, head.period_end), (head.agreement_start, head.agreement_end)):
        if start is not None and end is not None:
            return day_within(text, start, end)
    return None
