"""Colours and text size of the window, changed at once."""

from PySide6.QtWidgets import QWidget

from sgz_desktop.ui.dialogs.ask import Ask
from sgz_desktop.ui.looks import Looks
from sgz_desktop.ui.theme import Appearance, TextSize, appearance_name, text_size_name
from sgz_desktop.ui.widgets.buttons import Segments
from sgz_desktop.ui.widgets.plain import caption, label


class AskLook(Ask):
    """Two rows of choices; what is picked is worn while the dialog is open."""

    def __init__(self, parent: QWidget, looks: Looks) -> None:
        super().__init__(parent, name="askLook", title=self.tr("显示"), yes=self.tr("关闭"))
        self.no.hide()
        appearances = Segments(
            [(each, appearance_name(each)) for each in Appearance],
            name="lookAppearance",
            title=self.tr("颜色"),
        )
        appearances.choose(looks.appearance)
        appearances.chosen.connect(looks.wear)
        sizes = Segments(
            [(each, text_size_name(each)) for each in TextSize], name="lookSize", title=self.tr("字号")
        )
        sizes.choose(looks.size)
        sizes.chosen.connect(looks.write_in)
        for title, choices in ((self.tr("颜色"), appearances), (self.tr("字号"), sizes)):
            self.body.addWidget(caption(title, choices))
            self.body.addWidget(choices)
        hint = self.tr("高对比度是黑底上的白字和亮色，适合强光下和视力不便时使用。这些设置只记在这台电脑上。")
        self.body.addWidget(label(hint, "hint", wrap=True))
