"""The form that points at a table which the program did not recognise."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QLineEdit, QWidget

from sgz_desktop.errors import SgzError
from sgz_desktop.ui.reading import read_whole
from sgz_desktop.ui.widgets.buttons import KeyButton
from sgz_desktop.ui.widgets.choice import Choice
from sgz_desktop.ui.widgets.plain import label

if TYPE_CHECKING:
    from sgz_desktop.services.tables.importing import Opened


class ByHand(QWidget):
    """Sheet, table, the rows of the head and of the data.

    Signals: pointed, with the mapping, whose columns are still to be told.
    """

    pointed = Signal(object)

    def __init__(self, opened: "Opened") -> None:
        super().__init__()
        from sgz_desktop.services.tables.by_hand import ANNEXES, sheets_of

        self._opened = opened
        names = [(each, each) for each in sheets_of(opened)]
        self._sheet = Choice(names, name="byHand_sheet", title=self.tr("工作表"))
        self._annex = Choice(ANNEXES, name="byHand_annex", title=self.tr("是哪一张表"))
        rows = (
            ("head", self.tr("表头第几行")),
            ("bottom", self.tr("表头到第几行")),
            ("first", self.tr("数据从第几行")),
            ("last", self.tr("数据到第几行")),
        )
        self._rows: dict[str, QLineEdit] = {}
        form = QGridLayout(self)
        form.setContentsMargins(0, 0, 0, 0)
        form.setVerticalSpacing(4)
        form.setColumnStretch(1, 1)
        form.addWidget(label(self.tr("没有认出的表格，可以在这里指明"), "quiet", wrap=True), 0, 0, 1, 2)
        fields: list[tuple[str, QWidget]] = [
            (self.tr("工作表"), self._sheet),
            (self.tr("是哪一张表"), self._annex),
        ]
        for name, title in rows:
            field = QLineEdit()
            field.setObjectName(f"byHand_{name}")
            field.setAccessibleName(title)
            field.setPlaceholderText("" if name == "head" else self.tr("不填则自动"))
            self._rows[name] = field
            fields.append((title, field))
        for number, (title, each) in enumerate(fields, 1):
            caption = label(title, "quiet")
            caption.setBuddy(each)
            form.addWidget(caption, number, 0)
            form.addWidget(each, number, 1)
        self._fault = label("", "error", wrap=True, name="byHand_fault")
        self._fault.hide()
        add = KeyButton(self.tr("加上这张表格"), name="byHand_add")
        add.clicked.connect(self._point)
        form.addWidget(self._fault, len(fields) + 1, 0, 1, 2)
        form.addWidget(add, len(fields) + 2, 0, 1, 2)

    def _point(self) -> None:
        from sgz_desktop.services.tables.by_hand import pointed_at

        try:
            told = {name: read_whole(field.text()) for name, field in self._rows.items()}
            mapping = pointed_at(
                self._opened,
                self._annex.value,
                self._sheet.value or "",
                head_top=told["head"],
                head_bottom=told["bottom"],
                first_row=told["first"],
                last=told["last"],
            )
        except SgzError as error:
            self._fault.setText(str(error))
            self._fault.show()
            return
        self._fault.hide()
        self.pointed.emit(mapping)
