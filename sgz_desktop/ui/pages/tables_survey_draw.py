"""The draw of the satisfaction survey: from how many, how many, by which seed."""

from collections.abc import Callable

from sgz_desktop.errors import Refused
from sgz_desktop.services.tables.surveying import Progress
from sgz_desktop.ui.reading import read_whole
from sgz_desktop.ui.texts import tr
from sgz_desktop.ui.widgets.buttons import KeyButton
from sgz_desktop.ui.widgets.plain import Card, label, row
from sgz_desktop.ui.widgets.typing_fields import Line, MarkField


class DrawCard(Card):
    """`draw` gets seed and number (None: as the rule wants) and returns what refuses it, or ""."""

    def __init__(self, draw: Callable[[str, int | None], str]) -> None:
        super().__init__(margin=16, spacing=8, name="surveyDrawCard")
        self._draw = draw
        self._about = label("", "", wrap=True, name="surveyDrawAbout")
        self._count = MarkField(name="surveyCount", title=tr("抽取人数"), width=80)
        self._seed = Line(name="surveySeed", title=tr("抽取号码"))
        self._error = label("", "error", wrap=True, name="surveyDrawError")
        self._error.hide()
        button = KeyButton(tr("抽取样本"), "D", name="surveyDraw", primary=True)
        button.clicked.connect(self.draw)
        self.body.addWidget(label(tr("抽取样本"), "head"))
        self.body.addWidget(self._about)
        line = row(
            label(tr("抽取"), "second"),
            self._count,
            label(tr("人，抽取号码"), "second"),
            self._seed,
            spacing=6,
        )
        line.setStretch(3, 1)
        self.body.addLayout(line)
        self.body.addWidget(self._error)
        self.body.addLayout(row(None, button))
        said = tr("同一个抽取号码、同一份名册，在任何电脑上抽出的都一样；号码可以改。")
        self.body.addWidget(label(said, "hint", wrap=True))

    def tell(self, told: Progress, propose: Callable[[], str]) -> None:
        """Show from how many would be drawn, and propose a seed where there is none yet."""
        said = tr("名册 {people} 人。按规则至少访问 100 人，不足 100 人的全部访问：应抽 {wanted} 人。")
        self._about.setText(said.format(people=told.people, wanted=told.wanted))
        self._count.setPlaceholderText(str(told.wanted))
        if not self._seed.plain_text():
            self._seed.put(propose())

    def begin_anew(self) -> None:
        """Forget what was typed."""
        self._count.put("")
        self.forget_seed()

    def forget_seed(self) -> None:
        """Let another seed be proposed: the last one would draw the same people again."""
        self._seed.put("")
        self._complain("")

    def draw(self) -> None:
        """Draw by what is typed."""
        self._seed.composition.take_in()
        try:
            count = read_whole(self._count.plain_text())
        except Refused as refused:
            self._complain(str(refused))
            self._count.setFocus()
            return
        self._complain(self._draw(self._seed.plain_text().strip(), count))

    def _complain(self, sentence: str) -> None:
        self._error.setText(sentence)
        self._error.setVisible(bool(sentence))
