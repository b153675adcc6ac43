"""Which font prints which character: the machine's official Chinese fonts first, then the one we carry."""

import os
import re
import sys
import threading
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from sgz_desktop.assets import fallback_font
from sgz_desktop.errors import SgzError
from sgz_desktop.exports.embedding import EmbeddedFont, open_font
from sgz_desktop.exports.font_files import FONT_FILES, INSTEAD, OWN_FAMILY, RARE_FILES, ROLE_NAMES, FontFile
from sgz_desktop.exports.font_files import Role as Role
from sgz_desktop.exports.font_names import faces_of

FONTS_VARIABLE = "SGZ_FONTS"  # the value "bundled" makes the same PDF on every machine
_INVISIBLE = re.compile(
    "[\u00ad\u061c\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\U000e0000-\U000e0fff\r]"
)
_SPACES = {"\t": " ", "\u00a0": " ", "\u202f": " ", "\u2009": " "}
# Full-width marks that belong in the right, and in the left half of their square.
_ON_THE_RIGHT = frozenset("（《【「『〔〈［｛“‘")
_ON_THE_LEFT = frozenset("，。、；：）》】」』〕〉］｝”’")
_ASIDE = 0.2  # of the size, by which such a mark has more empty on one side than on the other
_WIDE = 0.9
_AROUND = 6  # characters of context on each side of one that cannot be printed


class Glyph(NamedTuple):
    """A character's font, its advance in parts of the size, and the character really drawn."""

    font: EmbeddedFont
    width: float
    code: int


class MissingGlyph(SgzError):
    """No font of this machine can print a character; the export stops rather than print a box."""

    def __init__(self, character: str, word: str, place: str = "", block_id: str = "") -> None:
        self.character = character
        self.word = word
        self.place = place
        self.block_id = block_id
        where = f"{place}的" if place else ""
        super().__init__(
            f"{where}“{word}”里有一个字（U+{ord(character):04X}）在本机找不到能嵌入文件的字体，文件没有生成。"
            "请安装含有该字的 TrueType 字体，或改用别的字后再导出。"
        )

    def __reduce__(self) -> tuple[type["MissingGlyph"], tuple[str, str, str, str]]:
        return type(self), (self.character, self.word, self.place, self.block_id)


class NoFontError(SgzError):
    """Even the font we carry cannot be read."""

    def __init__(self, path: Path) -> None:
        super().__init__(f"程序自带的字体“{path.name}”已损坏，请重新安装程序。")


@dataclass(frozen=True, slots=True)
class ChosenFont:
    """For the screen: which font a role will be printed in, and whether it is the official kind."""

    role: str
    family: str
    file: str
    official: bool


class FontBook:
    """Chooses a font for every character of a role, and remembers what it chose."""

    def __init__(
        self, fallback: Path, *, official: bool = True, folders: Sequence[Path] | None = None
    ) -> None:
        """`official` False prints in the fall-back alone; `folders` None searches this machine's."""
        font = open_font(fallback)
        if font is None:
            raise NoFontError(fallback)
        self._fallback = font
        searched = machine_folders() if folders is None else folders
        self._files = _files_in(searched) if official else {}
        self._opened: dict[FontFile, EmbeddedFont | None] = {}
        self._opening = threading.Lock()
        self._families: dict[str, str] = {font.name: OWN_FAMILY}
        self._chains: dict[Role, tuple[EmbeddedFont, ...]] = {}
        self._glyphs: dict[Role, dict[str, Glyph | None]] = {role: {} for role in Role}

    def glyph(self, character: str, role: Role) -> Glyph | None:
        """The glyph a character is printed with, None when no font has it."""
        known = self._glyphs[role]
        if character not in known:
            known[character] = self._look_up(_SPACES.get(character, character), role)
        return known[character]

    def runs_for(
        self, text: str, role: Role, *, place: str = "", block_id: str = ""
    ) -> list[tuple[str, str]]:
        """The text as (font name, stretch) pairs; MissingGlyph when a character is in no font."""
        runs: list[tuple[str, str]] = []
        for number, character in enumerate(text):
            if is_invisible(character) or character == "\n":
                continue
            glyph = self.glyph(character, role)
            if glyph is None:
                raise MissingGlyph(character, word_around(text, number), place, block_id)
            name = glyph.font.name
            if runs and runs[-1][0] == name:
                runs[-1] = (name, runs[-1][1] + character)
            else:
                runs.append((name, character))
        return runs

    def is_official(self, role: Role) -> bool:
        """Whether the machine has a font made for this role."""
        return self._made_for(role) is not None

    def stands_out(self, role: Role) -> bool:
        """Whether type of this role is told from the body text by its font alone.

        A title in another role's font is too light for one, whatever the body is set in.
        """
        if role is Role.TITLE and not self.is_official(role):
            return False
        body, font = self._chain(Role.FANGSONG)[0], self._chain(role)[0]
        return font is not body and self._fallback not in (body, font)

    def chosen(self) -> tuple[ChosenFont, ...]:
        """The font of every role, for people to see before they print."""
        fonts = ((role, self._chain(role)[0]) for role in Role)
        return tuple(
            ChosenFont(ROLE_NAMES[role], self.family_of(font), font.file.name, self.is_official(role))
            for role, font in fonts
        )

    def family_of(self, font: EmbeddedFont) -> str:
        """The name by which people know a font."""
        return self._families[font.name]

    def main_font(self, role: Role) -> EmbeddedFont:
        """The font that a role is printed in wherever it can be."""
        return self._chain(role)[0]

    def first_font(self) -> EmbeddedFont:
        """A font to begin a page with, so that none is named that the file does not carry."""
        return self._fallback

    def _look_up(self, character: str, role: Role) -> Glyph | None:
        if character in _ON_THE_RIGHT or character in _ON_THE_LEFT:
            # A mark in the middle of its square looks half as wide as those of the other fonts on the page.
            for font in self._chain(role):
                width = font.width_of(character)
                if width is not None and (width < _WIDE or _stands_aside(font, character)):
                    return Glyph(font, width, ord(character))
        for font in self._all(role):
            width = font.width_of(character)
            if width is not None:
                return Glyph(font, width, ord(character))
        return None

    def _all(self, role: Role) -> Iterator[EmbeddedFont]:
        yield from self._chain(role)
        # What these lack: best from another font of the kind, and better in another hand than not at all.
        yield from self._open(FONT_FILES[role])
        for other in Role:
            yield from self._open(FONT_FILES[other])
        yield from self._open(RARE_FILES)

    def _chain(self, role: Role) -> tuple[EmbeddedFont, ...]:
        if role not in self._chains:
            fonts = (self._made_for(each) for each in (role, *INSTEAD[role]))
            self._chains[role] = (*(font for font in fonts if font is not None), self._fallback)
        return self._chains[role]

    def _made_for(self, role: Role) -> EmbeddedFont | None:
        return next(self._open(FONT_FILES[role]), None)

    def _open(self, files: Iterable[FontFile]) -> Iterator[EmbeddedFont]:
        for file in files:
            if file not in self._opened:
                # Two jobs may print at once; a file opened twice would be two fonts of one name in a paper.
                with self._opening:
                    if file not in self._opened:
                        self._opened[file] = self._opened_now(file)
            font = self._opened[file]
            if font is not None:
                yield font

    def _opened_now(self, file: FontFile) -> EmbeddedFont | None:
        path = self._files.get(file.name)
        if path is None:
            return None
        number = _face_number(path, file.faces)
        font = open_font(path, number) if number is not None else None
        if font is not None:
            self._families[font.name] = file.family
        return font


def font_book(environ: Mapping[str, str] = os.environ) -> FontBook:
    """The fonts of this machine, or ours alone when SGZ_FONTS is "bundled"."""
    return FontBook(fallback_font(), official=environ.get(FONTS_VARIABLE) != "bundled")


def machine_folders() -> tuple[Path, ...]:
    """Where this machine keeps its fonts."""
    home = Path.home()
    if sys.platform == "win32":
        local = os.environ.get("LOCALAPPDATA", str(home / "AppData" / "Local"))
        windows = os.environ.get("WINDIR", r"C:\Windows")
        return (Path(windows, "Fonts"), Path(local, "Microsoft", "Windows", "Fonts"))
    if sys.platform == "darwin":
        assets = Path("/System/Library/AssetsV2")  # fonts that macOS loads when they are first asked for
        loaded = sorted(assets.glob("com_apple_MobileAsset_Font*"))
        return (Path("/System/Library/Fonts"), Path("/Library/Fonts"), home / "Library" / "Fonts", *loaded)
    return (
        Path("/usr/share/fonts"),
        Path("/usr/local/share/fonts"),
        home / ".local/share/fonts",
        home / ".fonts",
    )


def is_invisible(character: str) -> bool:
    """Whether a character has no ink of its own and is left out: variation selectors, joiners, marks."""
    return _INVISIBLE.match(character) is not None


def word_around(text: str, number: int) -> str:
    """The few characters around one, for a sentence that says where it stands."""
    start = max(0, number - _AROUND)
    return text[start : number + _AROUND + 1].replace("\n", " ").strip()


def _stands_aside(font: EmbeddedFont, mark: str) -> bool:
    before, behind = font.slack_of(ord(mark))
    return (before - behind if mark in _ON_THE_RIGHT else behind - before) >= _ASIDE


def _files_in(folders: Sequence[Path]) -> dict[str, Path]:
    """Font files by name in lower case; the first folder wins."""
    wanted = {file.name for files in (*FONT_FILES.values(), RARE_FILES) for file in files}
    found: dict[str, Path] = {}
    for folder in folders:
        for where, inner, names in os.walk(folder):
            inner.sort()
            for name in sorted(names):
                if name.lower() in wanted:
                    found.setdefault(name.lower(), Path(where, name))
    return found


def _face_number(path: Path, wanted: Sequence[str]) -> int | None:
    """Which face of a file is meant; None when it is a collection that has none of those wanted."""
    names = faces_of(path)
    if not names or not wanted:
        return 0
    return next((names.index(each) for each in wanted if each in names), None)
