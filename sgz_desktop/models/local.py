"""What concerns this laptop alone: a small file beside the data, never exported, which may be lost."""

import json
import os
from contextlib import suppress
from pathlib import Path

from sgz_desktop.models.errors import WriteFailed


class LocalNotSaved(WriteFailed):
    """A setting of this laptop could not be kept; no content is concerned."""

    sentence = "没有记住这台电脑上的设置：文件夹不可写入，或者磁盘已满。评估内容不受影响。"


class Desk:
    """Texts by key. A file that cannot be read is set aside, and the desk begins empty."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._texts = self._read()

    def get(self, key: str) -> str | None:
        """The text under `key`, if any."""
        return self._texts.get(key)

    def put(self, key: str, text: str | None) -> None:
        """Remember a text, or forget it. Raises LocalNotSaved; the desk is then as it was."""
        texts = {name: each for name, each in self._texts.items() if name != key}
        if text is not None:
            texts[key] = text
        if texts != self._texts:
            self._write(texts)
            self._texts = texts

    def _read(self) -> dict[str, str]:
        try:
            found = json.loads(self._path.read_text("utf-8"))
        except FileNotFoundError:
            return {}
        except (OSError, ValueError):
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
        beside = self._path.with_name(f"{self._path.name}.new")
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            with beside.open("w", encoding="utf-8", newline="\n") as file:
                json.dump(texts, file, ensure_ascii=False, sort_keys=True, indent=1)
                file.flush()
                os.fsync(file.fileno())
            os.replace(beside, self._path)
        except OSError as fault:
            with suppress(OSError):
                beside.unlink()
            raise LocalNotSaved from fault
