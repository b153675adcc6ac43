"""The report's own texts, each in a field that saves itself."""

from collections.abc import Callable

from PySide6.QtWidgets import QVBoxLayout, QWidget

from sgz_desktop.ui.session import Session
from sgz_desktop.ui.texts import tr
from sgz_desktop.ui.widgets.auto_fields import AutoField, auto_text
from sgz_desktop.ui.widgets.plain import Card, label


def _texts() -> tuple[tuple[str, str, str], ...]:
    return (
        ("foreword", tr("前言"), tr("不写时用体例里的标准段落")),
        ("profile", tr("社工站基本情况"), tr("位置、承办方、人员、服务主题；换行分段")),
        ("progress_verdict", tr("服务进度评语"), tr("紧接在指标完成情况后面的一句评价")),
        ("feedback.on_site", tr("现场反馈"), tr("现场反馈会上各方的意见；没有意见可以不写")),
        ("feedback.draft", tr("对初评意见的反馈"), tr("初评意见送出后收到的回复；没有可以不写")),
        ("conclusion", tr("结语"), tr("全文的结论；换行分段")),
    )


class TextsPanel(QWidget):
    """A card a text."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._fields: dict[str, AutoField] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 6, 0)
        column.setSpacing(10)
        for code, title, placeholder in _texts():
            field = auto_text(
                self._saver(code, title),
                name=f"text_{code}",
                title=title,
                placeholder=placeholder,
                lines=(2, 10),
            )
            self._fields[code] = field
            card = Card(margin=12, spacing=6)
            card.body.addWidget(label(title, "head"))
            card.body.addWidget(field)
            column.addWidget(card)
        column.addStretch(1)

    def redraw(self) -> None:
        """Show the texts as they are."""
        known = self._session.dossier.text_by_code
        for code, field in self._fields.items():
            field.show_text(known.get(code, ""))

    def begin_anew(self) -> None:
        """Another evaluation is open."""
        for field in self._fields.values():
            field.show_text("", other=True)

    def point_at(self, code: str) -> None:
        """Put the cursor into one text."""
        if code in self._fields:
            self._fields[code].field.setFocus()

    def _saver(self, code: str, title: str) -> Callable[[str], str]:
        def save(text: str) -> str:
            preparing = self._session.program.preparing
            return self._session.write(
                title,
                lambda each, who: preparing.set_text(each, code, text, who),
                merge=f"text {code}",
                quiet=True,
            ).sentence

        return save
