"""报告: what is exported where the data cannot be read."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from uuid import UUID

from sgz_desktop.services.opening import DATA_FILE
from sgz_desktop.services.program import Program
from sgz_desktop.ui.shell import Shell
from tests.ui.find import click


def test_a_final_report_of_data_that_cannot_be_read_is_refused_in_a_sentence(
    opened: Callable[[UUID, str], Shell], program: Program, fresh: UUID
) -> None:
    shell = opened(fresh, "report")
    shell.watching.leave()
    with closing(sqlite3.connect(program.folder / DATA_FILE)) as other, other:
        other.execute("ALTER TABLE mark RENAME TO elsewhere")
        other.execute("UPDATE device SET lamport = lamport + 1")
    click(shell, "exportFinal")
    assert shell.notices.sentence.startswith("数据文件读不出：")
