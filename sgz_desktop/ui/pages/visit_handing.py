"""Whose marks these are, how far they are, and the button that hands them in or takes them back."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from sgz_desktop.ui.session import Session
from sgz_desktop.ui.texts import moment_text
from sgz_desktop.ui.widgets.buttons import KeyButton
from sgz_desktop.ui.widgets.plain import Bar, Card, Elided, label, restyle, row
from sgz_desktop.ui.wording import person_name

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sgz_desktop.services.walking import Stop


class HandingPanel(Card):
    """Stands beneath the list for the expert whose marks are entered."""

    def __init__(self, session: Session, *, flush: Callable[[], bool]) -> None:
        """`flush` saves what is typed, and says whether all of it could be."""
        super().__init__("quiet", margin=12, spacing=8, name="handing")
        self._session, self._flush = session, flush
        self._whose = label("", "strong", name="whoseMarks")
        self._count = label("", "second", name="stopCount")
        self._bar = Bar(name="stopBar")
        self._said = Elided("", "second", name="handingSaid")
        self.button = KeyButton(self.tr("提交评分"), "T", name="handIn")
        self.button.clicked.connect(self.turn)
        self.body.addLayout(row(self._whose, None, self._count))
        self.body.addWidget(self._bar)
        line = row(self._said, self.button)
        line.setStretch(0, 1)
        self.body.addLayout(line)

    @property
    def is_handed_in(self) -> bool:
        """Whether the marks that are entered here were handed in."""
        session = self._session
        return session.evaluation_id is not None and session.judge_id in session.dossier.handed_in

    def show_stops(self, stops: "Sequence[Stop]") -> None:
        """Show how far the one at work is; nothing for somebody who has nothing to answer."""
        session = self._session
        self.setVisible(bool(stops))
        if not stops:
            return
        done = sum(not each.is_open for each in stops)
        self._whose.setText(
            self.tr("{name} 的评分").format(name=person_name(session.dossier, session.judge_id))
        )
        self._count.setText(f"{done}/{len(stops)}")
        self._bar.show_share(done, len(stops))
        is_in = self.is_handed_in
        self.button.setText(self.tr("撤回提交") if is_in else self.tr("提交评分"))
        self.button.setAccessibleName(self.button.text())
        self._lead(is_leading=not is_in and done == len(stops))
        self.button.updateGeometry()
        if is_in:
            self._said.say(self._when())
        elif done < len(stops):
            self._said.say(self.tr("还有 {count} 项未答或待议").format(count=len(stops) - done))
        else:
            self._said.say(self.tr("全部已答，可以提交"))

    def turn(self) -> None:
        """Hand in, or take back what was handed in."""
        session, judge = self._session, self._session.judge_id
        if judge is None or self.isHidden() or not self._flush():
            return
        deliberating = session.program.deliberating
        if self.is_handed_in:
            session.write(
                self.tr("撤回提交"),
                lambda each, who: deliberating.take_back(each, judge, who),
                about=f"hand in {judge}",
            )
        else:
            session.write(
                self.tr("提交评分"),
                lambda each, who: deliberating.hand_in(each, judge, who),
                about=f"hand in {judge}",
            )

    def _lead(self, *, is_leading: bool) -> None:
        if bool(self.button.property("primary")) is not is_leading:
            self.button.setProperty("primary", is_leading)
            restyle(self.button)
            self.button.update()

    def _when(self) -> str:
        session = self._session
        found = next((each for each in session.dossier.hand_ins if each.person_id == session.judge_id), None)
        if found is None:
            return ""
        stamp = session.program.visiting.stamps(session.open_id, [found.id]).get(found.id)
        return self.tr("已提交　{when}").format(when=moment_text(stamp.at)) if stamp else self.tr("已提交")
