"""What every test runs under: no screen, a home of its own, guards, and the same examples each time."""

import atexit
import os
import shutil
import sys
import tempfile
from collections.abc import Generator
from functools import cache
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages

import pytest
from hypothesis import HealthCheck, settings

pytest_plugins = ["tests.guards", "tests.journeys.stalls"]


def _use_a_home_of_our_own() -> None:
    """Point everything that finds a user's folders at a temporary one, for this process and its children."""
    home = Path(tempfile.mkdtemp(prefix="sgz-tests-home-"))
    atexit.register(shutil.rmtree, home, ignore_errors=True)
    names = {"HOME": "", "USERPROFILE": ""}
    names |= {"APPDATA": "roaming", "LOCALAPPDATA": "local"}
    names |= {"WIN_PD_OVERRIDE_APPDATA": "roaming", "WIN_PD_OVERRIDE_LOCAL_APPDATA": "local"}
    names |= {
        "XDG_DATA_HOME": "data",
        "XDG_CONFIG_HOME": "config",
        "XDG_CACHE_HOME": "cache",
        "XDG_STATE_HOME": "state",
    }
    for name, folder in names.items():
        (home / folder).mkdir(exist_ok=True)
        os.environ[name] = str(home / folder)


os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
_use_a_home_of_our_own()

settings.register_profile("ci", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("explore", settings.get_profile("ci"), derandomize=False, max_examples=1000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "ci"))


def pytest_itemcollected(item: pytest.Item) -> None:
    """Coverage counts what runs here by design: not what is killed elsewhere, nor what examples chance upon.

    Tracing doubles the time of what it looks at.
    """
    is_generated = getattr(getattr(item, "obj", None), "is_hypothesis_test", False)
    if is_generated or item.path.parent.name == "kill":
        item.add_marker(pytest.mark.uncounted)


@cache
def _import_all() -> None:
    """Import the program while that counts: a module's own lines are run once, by whoever comes first."""
    import sgz_desktop

    for each in walk_packages(sgz_desktop.__path__, "sgz_desktop."):
        if ".migrations." not in each.name:  # Alembic runs these
            import_module(each.name)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item: pytest.Item) -> Generator[None, object, object]:
    """Run what is not counted without coverage's tracer; a debugger's stays.

    The marker of pytest-cov would do, but in a worker of pytest-xdist it lets a second tracer go on.
    """
    tracer = sys.gettrace()
    if item.get_closest_marker("uncounted") is None or not type(tracer).__module__.startswith("coverage"):
        return (yield)
    _import_all()
    sys.settrace(None)
    try:
        return (yield)
    finally:
        sys.settrace(tracer)


@pytest.fixture(scope="session")
def qapp(qapp: object) -> object:
    """The application of the Qt tests, with the Chinese font the program carries."""
    from PySide6.QtGui import QFont, QFontDatabase
    from PySide6.QtWidgets import QApplication

    from sgz_desktop.assets import fallback_font

    # Without it a machine that has no Chinese font draws boxes, and texts measure as boxes do.
    number = QFontDatabase.addApplicationFont(str(fallback_font()))
    QApplication.setFont(QFont(QFontDatabase.applicationFontFamilies(number), 10))
    return qapp
