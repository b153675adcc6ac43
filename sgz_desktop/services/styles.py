"""The house styles: the built-in ones, and the one an evaluation keeps."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sgz_desktop.assets import resource
from sgz_desktop.errors import SgzError
from sgz_desktop.services.rubrics import Documents

if TYPE_CHECKING:
    from sgz_desktop.house_styles.style import HouseStyle

FOLDER = "house_styles"
DEFAULT = "panyu"
"""The code of the style that new evaluations take."""


class NoSuchStyle(SgzError):
    """An evaluation names a house style that is nowhere to be found."""

    def __init__(self, content_hash: str) -> None:
        super().__init__(f"找不到这次评估所用的报告体例（{content_hash[:12]}），请从备份恢复。")


class UnusableStyle(SgzError):
    """The house style an evaluation keeps is none this version of the program can print by."""

    def __init__(self, title: str) -> None:
        super().__init__(f"本程序不能按这次评估所用的报告体例“{title}”写成报告，请在“评前准备”里改选体例。")


class MisplacedStyle(SgzError):
    """A style's code is not the name of its folder, so that two styles could have one code."""

    def __init__(self, folder: str, code: str) -> None:
        super().__init__(f"体例文件夹“{folder}”里 style.toml 的 code 是“{code}”，应与文件夹同名。")


@dataclass(frozen=True, slots=True)
class BuiltInStyle:
    """A style that travels with the program; `text` is its canonical JSON."""

    code: str
    title: str
    hash: str
    text: str


class Styles:
    """Reads each house style once."""

    def __init__(self, documents: Documents) -> None:
        self._documents = documents
        self._read: dict[str, HouseStyle] = {}
        self._built_in: tuple[BuiltInStyle, ...] = ()

    def built_in(self) -> tuple[BuiltInStyle, ...]:
        """The styles that travel with the program, the one that new evaluations take first."""
        if not self._built_in:
            codes = sorted(each.name for each in resource(FOLDER).iterdir() if each.is_dir())
            codes.sort(key=lambda code: code != DEFAULT)
            self._built_in = tuple(self._travelling(code) for code in codes)
        return self._built_in

    def default(self) -> BuiltInStyle:
        """The style that new evaluations take, as it is today."""
        return self.built_in()[0]

    def documents_for(self, content_hash: str) -> Mapping[str, str]:
        """Hash and canonical JSON of a built-in style to be kept; nothing where it is none of them."""
        return {each.hash: each.text for each in self.built_in() if each.hash == content_hash}

    def style(self, content_hash: str) -> "HouseStyle":
        """The style with that hash; raises NoSuchStyle or UnusableStyle."""
        from sgz_desktop.house_styles.document import read_style_document

        if content_hash not in self._read:
            text = self._text(content_hash)
            style, _ = read_style_document(json.loads(text))
            if style is None:
                raise UnusableStyle(_title(text))
            self._read[content_hash] = style
        return self._read[content_hash]

    def check_wording(self, text: str, key: str, wording: str) -> str:
        """What is wrong with a passage worded anew for a style (its canonical JSON); "" where nothing is."""
        from sgz_desktop.house_styles.checks import fault_of_passage
        from sgz_desktop.house_styles.document import read_style_document

        style, _ = read_style_document(json.loads(text))
        fault = fault_of_passage(style, key, wording) if style else None
        return f"第 {fault.line} 行：{fault}" if fault else ""

    def choices(self, content_hash: str) -> tuple[tuple[str, str], ...]:
        """Hash and title of the styles an evaluation may take: the built-in ones, and its own if other."""
        offered = tuple((each.hash, each.title) for each in self.built_in())
        if any(each == content_hash for each, _ in offered):
            return offered
        return (*offered, (content_hash, f"{_title(self._text(content_hash))}（本次评估所存）"))

    def _text(self, content_hash: str) -> str:
        text = self._documents.document(content_hash) or self.documents_for(content_hash).get(content_hash)
        if text is None:
            raise NoSuchStyle(content_hash)
        return text

    def _travelling(self, code: str) -> BuiltInStyle:
        # Templates are read by a library that takes its time; whoever only looks at the home page needs none.
        from sgz_desktop.house_styles.document import style_document
        from sgz_desktop.house_styles.files import read_style_folder

        style = read_style_folder(resource(FOLDER, code))
        if style.code != code:
            raise MisplacedStyle(code, style.code)
        content_hash, text = style_document(style)
        self._read[content_hash] = style
        return BuiltInStyle(style.code, style.title, content_hash, text)


def _title(text: str) -> str:
    """The title of a style document, also of one that this version cannot read."""
    return str(json.loads(text).get("title", ""))
