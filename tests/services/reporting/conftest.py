"""The house styles that travel with the program, read from their folders."""

import pytest

from sgz_desktop.assets import resource
from sgz_desktop.house_styles.files import read_style_folder
from sgz_desktop.house_styles.style import HouseStyle


@pytest.fixture(scope="session")
def style() -> HouseStyle:
    """The style of 番禺."""
    return read_style_folder(resource("house_styles", "panyu"))


@pytest.fixture(scope="session")
def other_style() -> HouseStyle:
    """The style of 广州市社会工作协会."""
    return read_style_folder(resource("house_styles", "guangzhou_swa"))
