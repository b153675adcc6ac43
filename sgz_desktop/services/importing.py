"""Evaluations in from a file: first what it would do and what is wrong, then all of it or nothing."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from uuid import UUID, uuid4

from sgz_desktop.domain.change import Change
from sgz_desktop.domain.dossier import Dossier
from sgz_desktop.domain.problems import Problem
from sgz_desktop.errors import SgzError
from sgz_desktop.house_styles.document import read_style_document
from sgz_desktop.interchange.json_text import PROBLEM_LIMIT
from sgz_desktop.interchange.package import BuiltIn, Package, copy_of, read_package
from sgz_desktop.interchange.rubric_file import load
from sgz_desktop.models.disputes import disputes_of
from sgz_desktop.models.errors import StorageConflict
from sgz_desktop.models.listing import Summary
from sgz_desktop.models.store import Store
from sgz_desktop.scoring.score import score
from sgz_desktop.services.changes import NOBODY, Worker
from sgz_desktop.services.disputing import told_score
from sgz_desktop.services.editing import summary_of
from sgz_desktop.services.import_faults import fault_text
from sgz_desktop.services.keeping import Keeping
from sgz_desktop.services.reading import read_bytes
from sgz_desktop.services.rubrics import Rubrics
from sgz_desktop.services.sample_history import sample_history
from sgz_desktop.services.samples import sample
from sgz_desktop.services.styles import Styles

MOST_BYTES = 64 * 2**20
History = Callable[[Dossier], tuple[Change, ...]]
"""Makes the changes of an evaluation whose file tells none."""


class BadPackage(SgzError):
    """The file has problems; nothing was imported."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        listed = "\n".join(f"  {each}" for each in problems[:PROBLEM_LIMIT])
        super().__init__(f"{head_of(problems)}：\n{listed}")
        self.problems = problems


class AlreadyThere(SgzError):
    """The evaluation is in the data folder already."""

    def __init__(self, station: str, evaluation_id: UUID, *, deleted: bool) -> None:
        where = "已删除的评估里，可在窗口的“已删除”中恢复" if deleted else "数据中"
        super().__init__(
            f"“{station}”的这次评估（{evaluation_id}）已在{where}；如需另存一份，请选择复制导入（--copy）。"
        )
        self.evaluation_id = evaluation_id


class SharedIds(SgzError):
    """An evaluation with a history uses IDs of another one: both began as files written by hand."""

    def __init__(self, station: str) -> None:
        super().__init__(
            f"“{station}”的这次评估与已有的另一次评估用了相同的编号，没有导入；"
            "可以选择复制导入（--copy），内容不变，修改记录从导入时开始。"
        )


def head_of(problems: Sequence[Problem]) -> str:
    """How many problems a file has, as the head of their list; behind the limit nobody counted on."""
    if len(problems) <= PROBLEM_LIMIT:
        return f"文件有 {len(problems)} 处问题，没有导入任何内容"
    return f"文件有至少 {PROBLEM_LIMIT} 处问题，没有导入任何内容，下面列出前 {PROBLEM_LIMIT} 处"


@dataclass(frozen=True, slots=True)
class ImportPlan:
    """What importing a file would do: nothing while there are problems."""

    path: Path
    package: Package | None
    problems: tuple[Problem, ...]
    already_there: bool
    history: History | None = None

    @property
    def faults(self) -> tuple[str, ...]:
        """What is wrong with the file, a sentence a fault."""
        return tuple(fault_text(each) for each in self.problems)

    @property
    def lines(self) -> tuple[str, ...]:
        """What is in the file, a line a kind."""
        if self.package is None:
            return ()
        dossier = self.package.dossier
        head = dossier.evaluation
        day = head.visit_date.isoformat() if head.visit_date else "日期未定"
        return (
            f"{head.station}，{day}",
            f"评审组 {len(dossier.groups)} 个，片区 {len(dossier.zones)} 个，"
            f"社区 {len(dossier.communities)} 个",
            f"人员 {len(dossier.people)} 名，评分 {len(dossier.marks)} 项，"
            f"观察 {len(dossier.observations)} 条",
            f"服务指标 {len(dossier.indicators)} 项，修改记录 {len(self.package.changes)} 条",
        )


@dataclass(frozen=True, slots=True)
class Ready:
    """A file's evaluation, scored and with all its changes: what is left is to store it."""

    package: Package
    changes: tuple[Change, ...]
    summary: Summary
    history: History | None


class Importing:
    """Reads packages and takes them in."""

    def __init__(self, store: Store, rubrics: Rubrics, styles: Styles, keeping: Keeping) -> None:
        self._store = store
        self._rubrics = rubrics
        self._styles = styles
        self._keeping = keeping

    def known(self) -> frozenset[UUID]:
        """The evaluations that are in the data folder, the deleted ones too."""
        return frozenset(self._store.evaluation_ids())

    def plan(self, path: Path, known: Collection[UUID] | None = None) -> ImportPlan:
        """Read a file and say what importing it would do; changes nothing. Raises NotReadable.

        With the `known` evaluations given the data folder is not looked into, so that a job may plan.
        """
        raw = read_bytes(path, most=MOST_BYTES)
        package, problems = read_package(raw, built_in=self._travelling())
        there = package is not None and package.dossier.id in (self.known() if known is None else known)
        return ImportPlan(path, package, problems, there)

    def plan_sample(self, key: str, known: Collection[UUID] | None = None) -> ImportPlan:
        """What `plan` says of a sample's file, whose persons are the authors of its changes."""
        return replace(self.plan(sample(key).path, known), history=sample_history)

    def ready(self, plan: ImportPlan, *, copy: bool = False) -> Ready:
        """Work out all that is to be stored; looks into no data folder. Raises BadPackage.

        `copy` gives the evaluation new IDs and a history that starts anew.
        """
        if plan.package is None:
            raise BadPackage(plan.problems)
        return _ready(copy_of(plan.package, uuid4()) if copy else plan.package, plan.history)

    def back_up(self) -> None:
        """Make the backup before an import ahead of it: `take_in` makes none while nothing is written since.

        Raises BackupFailed.
        """
        self._keeping.make("before-import")

    def take_in(self, ready: Ready, *, worker: Worker = NOBODY) -> UUID:
        """Store what is ready, after a backup. Raises AlreadyThere or SharedIds, and then changed nothing."""
        known = self.known()
        if ready.package.dossier.id in known:
            raise self._already_there(ready.package)
        if known:
            self._keeping.make("before-import")
        self._add(ready, worker)
        return ready.package.dossier.id

    def apply(self, plan: ImportPlan, *, copy: bool = False, worker: Worker = NOBODY) -> UUID:
        """Take the file in, after a backup; `copy` gives it new IDs and a history that starts anew.

        Raises BadPackage or AlreadyThere, and then changed nothing.
        """
        return self.take_in(self.ready(plan, copy=copy), worker=worker)

    def sample(self, key: str) -> UUID:
        """Take a sample in, as a copy where it is there already."""
        plan = self.plan_sample(key)
        return self.apply(plan, copy=plan.already_there)

    def _travelling(self) -> BuiltIn:
        rubric, styles = self._rubrics.built_in(), self._styles.built_in()
        return BuiltIn(
            rubrics=dict([rubric]),
            rubric=rubric[0],
            styles={each.hash: each.text for each in styles},
            style=self._styles.default().hash,
            style_codes={each.code: each.hash for each in styles},
            read_style=read_style_document,
            check_wording=self._styles.check_wording,
        )

    def _add(self, ready: Ready, worker: Worker) -> None:
        package = ready.package
        try:
            self._store_whole(ready, worker)
        except StorageConflict as conflict:
            if package.changes:
                raise SharedIds(package.dossier.evaluation.station) from conflict
            # Files written by hand may use the same IDs for their people and places.
            self._store_whole(_ready(copy_of(package, package.dossier.id), ready.history), worker)

    def _already_there(self, package: Package) -> AlreadyThere:
        head = package.dossier.evaluation
        deleted = any(each.id == head.id for each in self._store.listing(deleted=True))
        return AlreadyThere(head.station, head.id, deleted=deleted)

    def _store_whole(self, ready: Ready, worker: Worker) -> None:
        package = ready.package
        # Whoever works on another evaluation is nobody in this one.
        author = worker.author_id if worker.author_id in package.dossier.person_by_id else None
        self._store.add(
            package.dossier,
            package.documents,
            author_id=author,
            changes=ready.changes,
            reason="导入",
            summary=ready.summary,
        )


def _ready(package: Package, history: History | None) -> Ready:
    dossier, rubric = package.dossier, load(package.documents[package.dossier.evaluation.rubric])
    changes = package.changes or (history(dossier) if history else ())
    told = told_score(score(dossier, rubric), dossier, rubric, disputes_of(changes))
    return Ready(package, changes, summary_of(told, dossier), history)
