"""What concerns this laptop alone: a small file beside the data, never exported, which may be lost."""

import json
import os
from contextlib import suppress
from pathlib import Path

from sgz_desktop.models.errors import WriteFailed
from sgz_desktop.whole import write_whole


class LocalNotSaved(WriteFailed):
    """A setting of this laptop could not be kept; no content is concerned."""

    sentence = "没有记住这台电脑上的设置：文件夹不可写入，或者磁盘已满。评估内容不受影响。"


class Desk:
    """Texts by key. A file that is no desk is set aside, and the desk begins empty."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._texts: dict[str, str] | None = None

    def get(self, key: str) -> str | None:
        """The text under `key`, if any."""
        try:
            return self._known().get(key)
        except OSError:
            # Another program has the file just now; the next time it may be there again.
            return None

    def put(self, key: str, text: str | None) -> None:
        """Remember a text, or forget it. Raises LocalNotSaved; the desk is then as it was."""
        try:
            known = self._known()
            texts = {name: each for name, each in known.items() if name != key}
            if text is not None:
                texts[key] = text
            if texts != known:
                self._write(texts)
                self._texts = texts
        except OSError as fault:
            raise LocalNotSaved from fault

    def _known(self) -> dict[str, str]:
        """What the file held when it could first be read, and what was put since. Raises OSError."""
        if self._texts is None:
            self._texts = self._read()
        return self._texts

    def _read(self) -> dict[str, str]:
        if self._path.is_dir():
            self._set_aside()
            return {}
        try:
            found = json.loads(self._path.read_text("utf-8"))
        except FileNotFoundError:
            return {}
        except (ValueError, RecursionError):
            found = None
        if isinstance(found, dict) and all(isinstance(each, str) for each in found.values()):
            return found
        self._set_aside()
        return {}

    def _set_aside(self) -> None:
        """Move the bad file out of the way; where that fails the next write replaces it."""
        number = 1
        while (aside := self._path.with_name(f"{self._path.name}.bad-{number}")).exists():
            number += 1
        with suppress(OSError):
            os.replace(self._path, aside)

    def _write(self, texts: dict[str, str]) -> None:
        self._path.parent.mkdir(parents=True, exist_ok=True)
        write_whole(self._path, json.dumps(texts, ensure_ascii=False, sort_keys=True, indent=1).encode())
