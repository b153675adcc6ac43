"""Who somebody on the survey's roster is, in plain text while a person edits it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QApplication, QWidget

from sgz_desktop.domain.survey import Respondent
from sgz_desktop.ui.pages.day_heads import small_button
from sgz_desktop.ui.pages.tables_parts import SourcedForm
from sgz_desktop.ui.reading import read_name
from sgz_desktop.ui.session import Session
from sgz_desktop.ui.texts import tr
from sgz_desktop.ui.widgets.plain import label, row
from sgz_desktop.ui.widgets.typing_fields import Line


class PersonForm(SourcedForm):
    """The particulars of one person, each saved by itself; it holds nobody's while it is closed.

    What is masked elsewhere stands in no field, so that no mask can ever be saved.
    Signals: done, when a person has no more to change.
    """

    done = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__(session, Respondent.kind, name="surveyPerson", said=tr("服务对象"))
        done = small_button(tr("改好了"), "Enter", name="surveyPersonDone")
        done.clicked.connect(self.done)
        self.body.addLayout(row(label(tr("改资料"), "head"), None, done))
        self.body.addWidget(self.line("name", tr("姓名"), read=read_name))
        self.body.addWidget(self.line("phone", tr("电话")))
        self.body.addWidget(self.choice("zone_id", tr("片区")))
        self.body.addWidget(self.line("category", tr("类别"), placeholder=tr("例如：长者")))
        self.body.addWidget(self.source)
        self.hide()

    @property
    def is_open(self) -> bool:
        """Whether somebody's particulars can be seen."""
        return self.record_id is not None

    def begin(self, person: Respondent) -> None:
        """Show somebody's particulars, the cursor in the name."""
        zones = [(each.id, each.name) for each in self._session.dossier.zones]
        self.offer("zone_id", [(None, tr("不分片区")), *zones])
        self.show_record(person)
        self.show()

    def enter(self, field: str = "") -> None:
        super().enter(field)
        line = self.field(field or "name").field
        if isinstance(line, Line):
            line.end(False)

    def put_away(self) -> None:
        """Hold nobody's particulars any more; what is typed was saved before."""
        self.show_record(None)
        self.hide()

    @property
    def has_focus(self) -> bool:
        """Whether the cursor is in one of its fields or on its button."""
        focused: QWidget | None = QApplication.focusWidget()
        return focused is not None and self.isAncestorOf(focused)
