"""Which font prints which character: the machine's official Chinese fonts first, then the one we carry."""

import os
import re
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import NamedTuple

from sgz_desktop.assets import fallback_font
from sgz_desktop.errors import SgzError
from sgz_desktop.exports.embedding import EmbeddedFont, open_font

FONTS_VARIABLE = "SGZ_FONTS"  # the value "bundled" makes the same PDF on every machine
_INVISIBLE = re.compile(
    "[\u00ad\u061c\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\U000e0000-\U000e0fff\r]"
)
_SPACES = {"\t": " ", "\u00a0": " ", "\u202f": " ", "\u2009": " "}
_AROUND = 6  # characters of context on each side of one that cannot be printed


class Role(StrEnum):
    """The kinds of type an official paper is set in."""

    TITLE = "title"
    SONG = "song"
    FANGSONG = "fangsong"
    HEI = "hei"
    KAI = "kai"


ROLE_NAMES: Mapping[Role, str] = {
    Role.TITLE: "小标宋",
    Role.SONG: "宋体",
    Role.FANGSONG: "仿宋",
    Role.HEI: "黑体",
    Role.KAI: "楷体",
}

# By file name in lower case: Windows and Office, 方正 as 统信 and 麒麟 carry it, macOS, Debian.
_FILES: Mapping[Role, tuple[str, ...]] = {
    Role.TITLE: ("fzxbsjw.ttf", "fzxbsk.ttf", "fzxbsjt.ttf", "stzhongs.ttf"),
    Role.SONG: (
        "simsun.ttc",
        "simsun.ttf",
        "fzssk.ttf",
        "songti.ttc",
        "stsong.ttf",
        "gbsn00lp.ttf",
        "uming.ttc",
    ),
    Role.FANGSONG: ("simfang.ttf", "fzfsk.ttf", "stfangso.ttf", "stfangsong.ttf"),
    Role.HEI: (
        "simhei.ttf",
        "fzhtk.ttf",
        "stheiti medium.ttc",
        "stheiti light.ttc",
        "wqy-microhei.ttc",
        "wqy-zenhei.ttc",
    ),
    Role.KAI: ("simkai.ttf", "fzktk.ttf", "kaiti.ttc", "stkaiti.ttf", "gkai00mp.ttf", "ukai.ttc"),
}
# Asked last, for the rare characters of names and for signs.
_RARE = (
    "simsunb.ttf",
    "simsunextg.ttf",
    "hanamina.ttf",
    "hanaminb.ttf",
    "seguisym.ttf",
    "apple symbols.ttf",
    "arial unicode.ttf",
    "dejavusans.ttf",
)
# What stands in for a role the machine has no font for.
_INSTEAD: Mapping[Role, tuple[Role, ...]] = {
    Role.TITLE: (Role.SONG, Role.HEI),
    Role.SONG: (Role.FANGSONG,),
    Role.FANGSONG: (Role.SONG,),
    Role.HEI: (),
    Role.KAI: (Role.FANGSONG, Role.SONG),
}


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
        self._of_role: dict[Role, EmbeddedFont | None] = {}
        self._chains: dict[Role, tuple[EmbeddedFont, ...]] = {}
        self._rare: tuple[EmbeddedFont, ...] | None = None
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
        """Whether type of this role is told from the body text by its font alone."""
        body, font = self._chain(Role.FANGSONG)[0], self._chain(role)[0]
        return font is not body and self._fallback not in (body, font)

    def chosen(self) -> tuple[ChosenFont, ...]:
        """The font of every role, for people to see before they print."""
        fonts = ((role, self._chain(role)[0]) for role in Role)
        return tuple(
            ChosenFont(ROLE_NAMES[role], font.file.name, self.is_official(role)) for role, font in fonts
        )

    def first_font(self) -> EmbeddedFont:
        """A font to begin a page with, so that none is named that the file does not carry."""
        return self._fallback

    def _look_up(self, character: str, role: Role) -> Glyph | None:
        for font in self._all(role):
            width = font.width_of(character)
            if width is not None:
                return Glyph(font, width, ord(character))
        return None

    def _all(self, role: Role) -> Iterator[EmbeddedFont]:
        yield from self._chain(role)
        # A character that the role's own fonts lack is better in another hand than not at all.
        for other in Role:
            font = self._made_for(other)
            if font is not None:
                yield font
        if self._rare is None:
            self._rare = tuple(self._open(_RARE))
        yield from self._rare

    def _chain(self, role: Role) -> tuple[EmbeddedFont, ...]:
        if role not in self._chains:
            fonts = (self._made_for(each) for each in (role, *_INSTEAD[role]))
            self._chains[role] = (*(font for font in fonts if font is not None), self._fallback)
        return self._chains[role]

    def _made_for(self, role: Role) -> EmbeddedFont | None:
        if role not in self._of_role:
            self._of_role[role] = next(self._open(_FILES[role]), None)
        return self._of_role[role]

    def _open(self, names: Iterable[str]) -> Iterator[EmbeddedFont]:
        for name in names:
            path = self._files.get(name)
            font = open_font(path) if path is not None else None
            if font is not None:
                yield font


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
        return (Path("/System/Library/Fonts"), Path("/Library/Fonts"), home / "Library" / "Fonts")
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


def _files_in(folders: Sequence[Path]) -> dict[str, Path]:
    """Font files by name in lower case; the first folder wins."""
    wanted = {name for names in (*_FILES.values(), _RARE) for name in names}
    found: dict[str, Path] = {}
    for folder in folders:
        for where, inner, names in os.walk(folder):
            inner.sort()
            for name in sorted(names):
                if name.lower() in wanted:
                    found.setdefault(name.lower(), Path(where, name))
    return found
