"""What every test runs under: no screen, a home of its own, guards, and the same examples each time."""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

pytest_plugins = ["tests.guards"]


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
