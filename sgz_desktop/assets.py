"""Where the files that travel with the program lie, rubrics to icons, and the fall-back font."""

from importlib.util import find_spec
from pathlib import Path

from sgz_desktop.errors import SgzError

_PACKAGE = Path(__file__).resolve().parent
_ROOTS = (_PACKAGE / "_resources", _PACKAGE.parent / "resources")
_MANUALS = (_PACKAGE / "_manual", _PACKAGE.parent / "docs" / "manual")
_FONT_PACKAGE = "zhplot"
_FONT_FILE = Path("fonts", "NotoSansSC-Regular.ttf")


class MissingAssetError(SgzError):
    """A file that belongs to the program is not where it was installed."""

    def __init__(self, name: str) -> None:
        super().__init__(f"程序缺少自带的文件“{name}”，请重新安装。")
        self.name = name


def resource(*parts: str) -> Path:
    """Path of a file or folder under resources/, installed or in a checkout, else MissingAssetError."""
    for root in _ROOTS:
        path = root.joinpath(*parts)
        if path.exists():
            return path
    raise MissingAssetError("/".join(("resources", *parts)))


def manual() -> Path:
    """Folder of the user's manual, installed or in a checkout, else MissingAssetError."""
    for folder in _MANUALS:
        if folder.is_dir():
            return folder
    raise MissingAssetError("docs/manual")


def fallback_font() -> Path:
    """Path of the Chinese font any installation has (OFL, TrueType outlines), else MissingAssetError."""
    # The package is found and never imported: importing it pulls a plotting library that is not installed.
    spec = find_spec(_FONT_PACKAGE)
    for folder in (spec.submodule_search_locations or ()) if spec else ():
        path = Path(folder) / _FONT_FILE
        if path.is_file():
            return path
    raise MissingAssetError(_FONT_FILE.name)
