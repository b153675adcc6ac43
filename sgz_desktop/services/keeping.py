"""Backups and restore: kept in the folder beside the data, verified, thinned, undone by another restore."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sgz_desktop.models.backups import BackupInfo, Reason
from sgz_desktop.models.errors import BackupFailed
from sgz_desktop.models.restoring import Difference, RestorePlan, restore, restore_plan
from sgz_desktop.services.editing import Editing
from sgz_desktop.services.opening import Storage
from sgz_desktop.services.reading import refuse_unreadable

REASON_NAMES = {
    Reason.ROUTINE: "例行",
    Reason.MANUAL: "手动",
    Reason.MIGRATION: "升级之前",
    Reason.RESTORE: "恢复之前",
    Reason.IMPORT: "导入之前",
}


@dataclass(frozen=True, slots=True)
class Backup:
    """One backup: its file, when it was made (UTC), why, and its size in bytes."""

    path: Path
    made_at: datetime
    reason: str
    size: int


@dataclass(frozen=True, slots=True)
class Restoring:
    """What restoring a file would change, a line an evaluation."""

    path: Path
    lines: tuple[str, ...]
    changes_anything: bool


@dataclass(frozen=True, slots=True)
class Kept:
    """Where a restore left what was there before; None where there was nothing.

    `is_backup` where that can be restored in its turn, which a file that nobody could read cannot.
    """

    path: Path | None
    is_backup: bool = False


class Keeping:
    """Makes backups and restores them."""

    def __init__(self, storage: Storage, editing: Editing) -> None:
        self._storage = storage
        self._editing = editing

    def list(self) -> tuple[Backup, ...]:
        """The backups there are, newest first."""
        return tuple(_backup(each) for each in self._storage.backups.list())

    def make(self, reason: str = Reason.MANUAL) -> Backup:
        """Make a verified backup now and thin the old ones. Raises BackupFailed.

        Before an import the newest backup serves where nothing was written since.
        """
        backups = self._storage.backups
        if reason == Reason.IMPORT and (newest := backups.newest_of_now()) is not None:
            return _backup(newest)
        made = backups.make(Reason(reason), force=True)
        assert made is not None
        self._thin(made)
        return _backup(made)

    def make_routine(self) -> Backup | None:
        """Make a backup where half an hour has passed since the last, and thin the old ones."""
        made = self._storage.backups.make(Reason.ROUTINE)
        if made is None:
            return None
        self._thin(made)
        return _backup(made)

    def _thin(self, made: BackupInfo | None) -> None:
        # What could not be removed is no reason to say that there is no backup; the next one thins again.
        with suppress(BackupFailed):
            self._storage.backups.thin(sparing=made.file if made else None)

    def plan(self, path: Path) -> Restoring:
        """Say what restoring a file would change; nothing is written. Raises NotReadable, RestoreRefused."""
        refuse_unreadable(path)
        plan = restore_plan(self._storage.backups, path)
        moved = any((plan.returning, plan.going, plan.changing)) or not plan.readable
        return Restoring(path, _lines(plan), moved)

    def restore(self, plan: Restoring) -> Kept:
        """Put the backup in place of the data, after a backup of what is there. Raises RestoreRefused."""
        self._storage.store.engine.dispose()
        try:
            done = restore(self._storage.backups, plan.path)
        finally:
            self._storage.store.reopen()
            self._editing.forget_all()
        self._thin(done.before)
        if done.before is not None:
            return Kept(done.before.file, is_backup=True)
        return Kept(done.set_aside)


def _backup(info: BackupInfo) -> Backup:
    return Backup(info.file, info.made_at, REASON_NAMES[info.reason], info.size)


def _lines(plan: RestorePlan) -> tuple[str, ...]:
    lines = [] if plan.readable else ["现有的数据文件读不出来，无法逐项比较；恢复时会把它另存一份。"]
    for several, what in (
        (plan.returning, "将恢复"),
        (plan.going, "将移除"),
        (plan.changing, "将回到备份时的样子"),
    ):
        lines += _told(several, what)
    lines.append(f"不变：{plan.unchanged} 个评估")
    return tuple(lines)


def _told(several: Sequence[Difference], what: str) -> list[str]:
    return [
        f"{what}：{each.station}（{each.visit_date.isoformat() if each.visit_date else '日期未定'}），"
        f"找回 {each.regained} 处修改，失去 {each.lost} 处修改"
        for each in several
    ]
