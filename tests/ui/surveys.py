"""The survey's panel in a window of its own, a roster for it, and what can be read in it."""

from datetime import UTC, datetime
from uuid import UUID

from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from sgz_desktop.domain.dossier import Dossier
from sgz_desktop.domain.survey import Respondent
from sgz_desktop.services.changes import NOBODY
from sgz_desktop.services.program import Program
from sgz_desktop.services.tables.surveying import sample
from sgz_desktop.ui.pages.tables_survey import SurveyPanel
from tests.ui.find import words_on
from tests.ui.panels import in_window

_VISIT = datetime(2024, 1, 16, 10, 40, tzinfo=UTC)
NAMES = ("陈一", "李二", "王三", "张四", "刘五")


def survey_panel(qtbot: QtBot, program: Program, evaluation_id: UUID) -> SurveyPanel:
    """The panel on the day of the visit, shown and active."""
    return in_window(
        qtbot, program, evaluation_id, lambda session: SurveyPanel(session, clock=lambda: _VISIT)
    )


def enrol(program: Program, evaluation_id: UUID) -> None:
    """Put five people with numbers on the roster."""
    several = [{"name": each, "phone": f"1380000{number:04}"} for number, each in enumerate(NAMES)]
    program.preparing.add_several(evaluation_id, "respondent", several, NOBODY)


def dossier(panel: SurveyPanel) -> Dossier:
    """What is stored, after the panel has drawn it."""
    panel.catch_up()
    return panel.session.dossier


def drawn(panel: SurveyPanel) -> tuple[Respondent, ...]:
    """Who is in the sample, after the panel has drawn it."""
    return sample(dossier(panel))


def shown_text(panel: SurveyPanel) -> str:
    """All that can be read in the panel, the list too, and what its fields hold unseen."""
    model = panel.table.model()
    cells = [
        str(model.index(row, column).data())
        for row in range(model.rowCount())
        for column in range(model.columnCount())
    ]
    names = [each.accessibleName() for each in panel.findChildren(QLabel)]
    held = [each.text() for each in panel.findChildren(QLabel)]
    held += [each.text() for each in panel.findChildren(QLineEdit)]
    chosen = [each.currentText() for each in panel.findChildren(QComboBox)]
    return "\n".join([words_on(panel), *cells, *names, *held, *chosen])
