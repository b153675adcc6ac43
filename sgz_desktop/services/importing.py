"""Evaluations in from a file: first what it would do and what is wrong, then all of it or nothing."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
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
from sgz_desktop.models.store import Store
from sgz_desktop.scoring.score import score
from sgz_desktop.services.changes import NOBODY, Worker
from sgz_desktop.services.disputing import told_score
from sgz_desktop.services.editing import summary_of
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


class Importing:
    """Reads packages and takes them in."""

    def __init__(self, store: Store, rubrics: Rubrics, styles: Styles, keeping: Keeping) -> None:
        self._store = store
        self._rubrics = rubrics
        self._styles = styles
        self._keeping = keeping

    def plan(self, path: Path) -> ImportPlan:
        """Read a file and say what importing it would do; changes nothing. Raises NotReadable."""
        raw = read_bytes(path, most=MOST_BYTES)
        package, problems = read_package(raw, built_in=self._travelling())
        there = package is not None and package.dossier.id in self._store.evaluation_ids()
        return ImportPlan(path, package, problems, there)

    def apply(self, plan: ImportPlan, *, copy: bool = False, worker: Worker = NOBODY) -> UUID:
        """Take the file in, after a backup; `copy` gives it new IDs and a history that starts anew.

        Raises BadPackage or AlreadyThere, and then changed nothing.
        """
        return self._apply(plan, worker, copy=copy)

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

    def sample(self, key: str) -> UUID:
        """Take a sample in, as a copy where it is there already; its persons are its authors."""
        plan = self.plan(sample(key).path)
        return self._apply(plan, NOBODY, copy=plan.already_there, history=sample_history)

    def _apply(self, plan: ImportPlan, worker: Worker, *, copy: bool, history: History | None = None) -> UUID:
        package = plan.package
        if package is None:
            raise BadPackage(plan.problems)
        if copy:
            package = copy_of(package, uuid4())
        elif package.dossier.id in self._store.evaluation_ids():
            raise self._already_there(package)
        if self._store.evaluation_ids():
            self._keeping.make("before-import")
        self._add(package, worker, history)
        return package.dossier.id

    def _add(self, package: Package, worker: Worker, history: History | None) -> None:
        try:
            self._store_whole(package, worker, history)
        except StorageConflict as conflict:
            if package.changes:
                raise SharedIds(package.dossier.evaluation.station) from conflict
            # Files written by hand may use the same IDs for their people and places.
            self._store_whole(copy_of(package, package.dossier.id), worker, history)

    def _already_there(self, package: Package) -> AlreadyThere:
        head = package.dossier.evaluation
        deleted = any(each.id == head.id for each in self._store.listing(deleted=True))
        return AlreadyThere(head.station, head.id, deleted=deleted)

    def _store_whole(self, package: Package, worker: Worker, history: History | None) -> None:
        # Whoever works on another evaluation is nobody in this one.
        author = worker.author_id if worker.author_id in package.dossier.person_by_id else None
        dossier, rubric = package.dossier, load(package.documents[package.dossier.evaluation.rubric])
        changes = package.changes or (history(dossier) if history else ())
        told = told_score(score(dossier, rubric), dossier, rubric, disputes_of(changes))
        self._store.add(
            dossier,
            package.documents,
            author_id=author,
            changes=changes,
            reason="导入",
            summary=summary_of(told, dossier),
        )
