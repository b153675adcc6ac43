"""现场反馈: the sheet without scores, who heard it, what was objected; for the screen and for print."""

from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtGui import QHideEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from sgz_desktop.domain.report_text import TEXT_NAMES
from sgz_desktop.services.feedback_sheet import FeedbackSheet
from sgz_desktop.ui.pages.day_form import Clock, scrolled
from sgz_desktop.ui.pages.day_heads import Head, small_button
from sgz_desktop.ui.pages.day_panel import DayPanel, Wanted
from sgz_desktop.ui.pages.day_sheet import Presentation, SheetView
from sgz_desktop.ui.pages.names import OBSERVATIONS, PAPERS
from sgz_desktop.ui.pages.report_texts import text_hint, text_saver
from sgz_desktop.ui.session import Session
from sgz_desktop.ui.texts import tr
from sgz_desktop.ui.widgets.auto_fields import AutoField, auto_text
from sgz_desktop.ui.widgets.buttons import KeyButton
from sgz_desktop.ui.widgets.plain import Card, label, row

ATTENDEES, OBJECTIONS, ON_SITE = "feedback.attendees", "feedback.objections", "feedback.on_site"


class FeedbackPanel(DayPanel):
    """The sheet as it will be shown, beside the texts that the report takes over from here."""

    def __init__(self, session: Session, clock: Clock, wanted: Wanted) -> None:
        super().__init__(session, clock, wanted)
        self.view = SheetView(name="feedbackSheet", pixels=15)
        show = KeyButton(tr("全屏显示"), "F5", name="feedbackShow", primary=True)
        show.clicked.connect(self.present)
        shortcut = QShortcut(QKeySequence("F5"), self)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(self.present)
        printing = KeyButton(tr("打印反馈记录"), name="feedbackPrint")
        printing.clicked.connect(lambda: self.wanted(PAPERS, "feedback"))
        self._unplaced = KeyButton("", name="feedbackUnplaced")
        self._unplaced.setProperty("alert", "warn")
        self._unplaced.clicked.connect(lambda: self.wanted(OBSERVATIONS, None))
        self._fields: dict[str, AutoField] = {}
        card = Card(margin=16, spacing=10, name="feedbackTexts")
        self._fill_card(card)
        left = QVBoxLayout()
        left.setSpacing(10)
        head = Head(tr("现场反馈单"), name="feedbackSum")
        head.offer(self._unplaced, printing, show)
        head.say(tr("不含任何分数"), "good")
        left.addWidget(head)
        left.addWidget(self.view, 1)
        beside = scrolled(card)
        beside.setMinimumWidth(280)
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(16)
        across.addLayout(left, 5)
        across.addWidget(beside, 3)
        self.setFocusProxy(self.view)

    def _fill_card(self, card: Card) -> None:
        by_sign_in = small_button(tr("由签到填入"), name="feedbackBySignIn")
        by_sign_in.clicked.connect(self.fill_attendees)
        none = small_button(tr("没有异议"), name="feedbackNone")
        none.clicked.connect(lambda: self._set(OBJECTIONS, tr("无异议。"), tr("没有异议")))
        self._nobody = label("", "hint", wrap=True, name="feedbackNobody")
        self._nobody.hide()
        beside = {ATTENDEES: by_sign_in, OBJECTIONS: none}
        for code, lines in ((ATTENDEES, (2, 5)), (OBJECTIONS, (2, 8)), (ON_SITE, (2, 8))):
            self._fields[code] = auto_text(
                text_saver(self.session, code),
                name=f"dayText_{code}",
                title=TEXT_NAMES[code],
                placeholder=text_hint(code),
                lines=lines,
            )
            title = label(TEXT_NAMES[code], "strong")
            card.body.addLayout(row(title, None, beside[code]) if code in beside else row(title, None))
            if code == ATTENDEES:
                card.body.addWidget(self._nobody)
            card.body.addWidget(self._fields[code])
        says = tr("这些文字和报告里的是同一份，在哪里改都一样。")
        card.body.addWidget(label(says, "hint", wrap=True))

    def redraw(self) -> None:
        sheet = self.session.program.day.feedback(self.session.open_id)
        self.view.show_sheet(sheet)
        self._unplaced.setText(_left_out(sheet))
        self._unplaced.setAccessibleName(self._unplaced.text())
        self._unplaced.setVisible(bool(sheet.unplaced))
        self._unplaced.updateGeometry()
        known = self.session.dossier.text_by_code
        for code, field in self._fields.items():
            field.show_text(known.get(code, ""))

    def begin_anew(self) -> None:
        for field in self._fields.values():
            field.show_text("", other=True)

    def point_at(self, entity_id: UUID | None, code: str) -> None:
        if code in self._fields:
            self._fields[code].field.setFocus()
        else:
            self.enter()

    def present(self) -> None:
        """Fill the screen with the sheet."""
        for field in self._fields.values():
            field.flush()
        sheet = self.session.program.day.feedback(self.session.open_id)
        Presentation(self.window(), sheet).showFullScreen()

    def fill_attendees(self) -> None:
        """Write who heard the feedback as the sign-in has it."""
        text = self.session.program.day.attendees_text(self.session.open_id)
        if not text:
            self._nobody.setText(tr("到“签到”里按 F 标出听取反馈的人，各注明所属方。"))
            self._nobody.show()
            return
        self._nobody.hide()
        self._set(ATTENDEES, text, tr("由签到填入"))

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._nobody.hide()

    def _set(self, code: str, text: str, said: str) -> None:
        preparing = self.session.program.preparing
        self._fields[code].flush()
        self.session.write(
            said, lambda each, who: preparing.set_text(each, code, text, who), about=f"text {code}"
        )


def _left_out(sheet: FeedbackSheet) -> str:
    if not sheet.without_chapter:
        return tr("{count} 条未定类别，不在单上").format(count=sheet.unplaced)
    if sheet.without_chapter == sheet.unplaced:
        return tr("{count} 条未归章节，不在单上").format(count=sheet.unplaced)
    return tr("{count} 条未定类别或未归章节").format(count=sheet.unplaced)
