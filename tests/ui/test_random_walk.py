"""Whatever the pages do is undone and redone: two hundred acts at random, there, back and there again."""

import json
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from uuid import UUID

from sgz_desktop.domain.dossier import Dossier
from sgz_desktop.services.program import Program
from sgz_desktop.ui.session import Session
from sgz_desktop.wiring import build
from tests.services.case import LI, everything, refuse_unsettled, take_in
from tests.ui import acts_on_site
from tests.ui.acts import ACTS, Hand

assert acts_on_site  # it puts its acts among the others
LENGTH = 200
SEEDS = (1, 2, 3)
BEGINNING = ("hand_in", "hand_in", "take_back", "mark", "clear_mark")
"""What can hardly be done any more once people were deleted and marks cleared."""


@dataclass
class Walk:
    """A session in which acts are done, with the evaluation as it was after each step."""

    session: Session
    seen: list[Dossier]
    done: Counter[str] = field(default_factory=Counter)
    refused: Counter[str] = field(default_factory=Counter)

    def go(self, name: str, hand: Hand) -> None:
        """Do something, if there is anything to do it with."""
        try:
            act = ACTS[name](hand)
        except IndexError:
            return
        outcome = self.session.write(name, act.verb, merge=act.merge, quiet=True)
        assert outcome.is_done or outcome.is_refused, f"{name}: {outcome.sentence}"
        stack = self.session.stack
        if outcome.is_refused:
            self.refused[name] += 1
            assert self.session.dossier == self.seen[stack.index()], name
            return
        self.done[name] += stack.index() >= len(self.seen) or self.session.dossier != self.seen[-1]
        del self.seen[stack.index() :]
        self.seen.append(self.session.dossier)


def exported(program: Program, evaluation_id: UUID) -> dict[str, Any]:
    """What a file of it holds, its story left out."""
    content: dict[str, Any] = json.loads(program.exporting.package(evaluation_id))
    del content["changes"]
    return content


def walked(session: Session, seed: int, evaluation_id: UUID) -> Walk:
    """Two hundred acts that changed something."""
    walk, hand = Walk(session, [session.dossier]), Hand(seed, session.program, evaluation_id)
    for each in BEGINNING:
        walk.go(each, hand)
    names = list(ACTS)
    while walk.done.total() < LENGTH:
        walk.go(hand.one(names), hand)
    return walk


def go_there_and_back(program: Program, evaluation_id: UUID, seed: int) -> Counter[str]:
    """Walk, undo and redo all of it, comparing after each step; what was done, by name."""
    session, said = Session(program), list[str]()
    session.failed.connect(said.append)
    program.desk.set_worker(evaluation_id, LI)
    assert session.open(evaluation_id)
    first = exported(program, evaluation_id)
    walk = walked(session, seed, evaluation_id)
    last, steps = exported(program, evaluation_id), session.stack.index()
    assert len(walk.seen) == steps + 1
    for number in reversed(range(steps)):
        session.undo()
        told = f"{seed}: {number} {session.stack.text(number)}"
        assert (session.dossier == walk.seen[number], said) == (True, []), told
    assert exported(program, evaluation_id) == first
    for number in range(steps):
        session.redo()
        told = f"{seed}: {number} {session.stack.text(number)}"
        assert (session.dossier == walk.seen[number + 1], said) == (True, []), told
    assert exported(program, evaluation_id) == last != first
    return walk.done


def test_walks_go_back_and_there_again(qapp: object, tmp_path: Path) -> None:
    done: Counter[str] = Counter()
    for seed in SEEDS:
        folder = tmp_path / str(seed)
        with build(folder) as program:
            evaluation_id = take_in(program, everything(), tmp_path)
            done += go_there_and_back(program, evaluation_id, seed)
            refuse_unsettled(program, evaluation_id)
    assert set(ACTS) - set(done) == set()
