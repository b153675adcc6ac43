"""A data file, its engine and a store with the small evaluation in it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine

from sgz_desktop.models.database import open_database
from sgz_desktop.models.store import Store
from tests.models.samples import DOCUMENTS, Clock, dossier, new_file, uid

DEVICE = uid(0x1001)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return new_file(tmp_path)


@pytest.fixture
def engine(path: Path) -> Iterator[Engine]:
    engine = open_database(path, busy_milliseconds=50)
    yield engine
    engine.dispose()


@pytest.fixture
def empty(engine: Engine) -> Store:
    """A store with nothing in it."""
    return Store(engine, device_id=DEVICE, clock=Clock())


@pytest.fixture
def store(empty: Store) -> Store:
    """A store that holds the small evaluation."""
    empty.add(dossier(), DOCUMENTS)
    return empty
