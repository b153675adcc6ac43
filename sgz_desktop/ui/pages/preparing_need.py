"""One of the things the day needs: its fields, and whether it is ready."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from PySide6.QtWidgets import QCheckBox

from sgz_desktop.domain.day import Need
from sgz_desktop.ui.pages.preparing_parts import edit, remove, remove_button, saver
from sgz_desktop.ui.reading import read_name
from sgz_desktop.ui.session import Session
from sgz_desktop.ui.widgets.auto_fields import AutoField, auto_line
from sgz_desktop.ui.widgets.plain import Card, row


class NeedDetail(Card):
    """The chosen need."""

    def __init__(self, session: Session) -> None:
        super().__init__(margin=10, name="needDetail")
        self._session = session
        self._id: UUID | None = None
        self._ready = QCheckBox(self.tr("备好"))
        self._ready.setObjectName("need_ready")
        self._ready.clicked.connect(self._tick)
        self._fields = {
            "title": auto_line(
                self._saver("title"), name="need_title", title=self.tr("要准备的"), read=read_name
            ),
            "who": auto_line(
                self._saver("who"),
                name="need_who",
                title=self.tr("谁负责"),
                placeholder=self.tr("谁负责"),
            ),
            "note": auto_line(
                self._saver("note"),
                name="need_note",
                title=self.tr("说明"),
                placeholder=self.tr("说明（可不写）"),
            ),
        }
        drop = remove_button("need_remove", self.tr("删除这一项"))
        drop.clicked.connect(self._remove)
        fields: list[AutoField] = list(self._fields.values())
        line = row(self._ready, *fields, drop)
        for number, share in enumerate((5, 2, 4), 1):
            line.setStretch(number, share)
        self.body.addLayout(line)

    def show_record(self, record: Need | None) -> None:
        """Show this need as stored; None while there is none."""
        is_other = (record.id if record else None) != self._id
        if is_other:
            for each in self._fields.values():
                each.flush()  # of the need that was shown before
        self._id = record.id if record else None
        self.setEnabled(record is not None)
        for name, field in self._fields.items():
            field.show_text(getattr(record, name) if record else "", other=is_other)
        self._ready.setChecked(record is not None and record.ready)

    def take_focus(self) -> None:
        """Go to the title."""
        self._fields["title"].field.setFocus()

    def _tick(self, is_ready: bool) -> None:
        if self._id is not None:
            edit(self._session, Need.kind, self._id, {"ready": is_ready}, self.tr("备好"))

    def _remove(self) -> None:
        if self._id is not None:
            remove(self._session, Need.kind, self._id, self.tr("删除要准备的"))

    def _saver(self, field: str) -> Callable[[Any], str]:
        def save(value: Any) -> str:
            if self._id is None:
                return ""
            return saver(self._session, Need.kind, self._id, field, self.tr("要准备的"))(value)

        return save
