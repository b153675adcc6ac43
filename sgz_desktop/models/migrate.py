"""Bringing a data file to this version's form before anything reads it."""

from pathlib import Path

from sgz_desktop.models.backups import Backups, Reason
from sgz_desktop.models.errors import MigrationFailed, StorageConflict, WriteFailed
from sgz_desktop.models.schema import check_sound, read_form

SCRIPTS = "sgz_desktop.models:migrations"


def prepare(path: Path, backups: Backups | None, key: str | None = None) -> None:
    """Check a data file, and make or upgrade it where needed, an upgrade after a backup.

    Raises NewerDatabase, DamagedDatabase, BackupFailed, MigrationFailed, ReadFailed, WriteFailed; the file
    is then as it was.
    """
    form = read_form(path, key)
    if form.version is not None:
        check_sound(path, key)
    if form.is_current:
        return
    if form.version is not None and backups is not None:
        backups.make(Reason.MIGRATION)
    upgrade(path, key)


def upgrade(path: Path, key: str | None = None, *, scripts: str | None = None, target: str = "head") -> None:
    """Run the migrations from the file's form to `target`, all in one transaction."""
    # Alembic takes a tenth of a second to import, and most starts have nothing to upgrade.
    from alembic import command
    from alembic.config import Config
    from alembic.util import CommandError
    from sqlalchemy.exc import SQLAlchemyError

    from sgz_desktop.models.database import open_database, writing

    # Rebuilding a parent table drops it, and with foreign keys on its children would go or refuse. The
    # pragma does nothing inside a transaction: it is set when the connection is made.
    engine = open_database(path, key, foreign_keys=False)
    try:
        with writing(engine) as connection:
            config = Config()
            config.set_main_option("script_location", (scripts or SCRIPTS).replace("%", "%%"))
            config.attributes["connection"] = connection
            command.upgrade(config, target)
            if connection.exec_driver_sql("PRAGMA foreign_key_check").first() is not None:
                raise MigrationFailed
    except (CommandError, SQLAlchemyError) as fault:
        raise MigrationFailed from fault
    except WriteFailed as fault:
        # A full disk or a lock says so itself; what is left is a step that this file did not bear.
        if type(fault) in (WriteFailed, StorageConflict):
            raise MigrationFailed from fault
        raise
    finally:
        engine.dispose()
