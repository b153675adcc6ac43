"""The last guard: an error nobody caught is written down and said, and the program goes on."""

import logging
import sys
import threading
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType

_LOG = logging.getLogger("sgz_desktop.crash")
LOG_NAME = "log.txt"


class _LogFile(logging.Handler):
    """A log of three files of a megabyte, begun with its first line: most starts have nothing to write."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self._path = path
        self._file: logging.Handler | None = None

    def emit(self, record: logging.LogRecord) -> None:
        if self._file is None:
            from logging.handlers import RotatingFileHandler  # takes as long to import as a page to paint

            self._file = RotatingFileHandler(
                self._path, maxBytes=1_000_000, backupCount=2, encoding="utf-8", delay=True
            )
            self._file.setFormatter(self.formatter)
        self._file.handle(record)

    def close(self) -> None:
        if self._file is not None:
            self._file.close()
        super().close()


def log_to(folder: Path) -> Path:
    """Write the program's log into a folder from now on; returns the file, which may stay unwritable."""
    path = folder / LOG_NAME
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError:
        return path
    handler = _LogFile(path)
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    root = logging.getLogger()
    root.addHandler(handler)
    root.setLevel(min(root.level, logging.INFO) or logging.INFO)
    return path


@dataclass(frozen=True, slots=True)
class Crash:
    """An error nobody caught: the sentence for the person, the traceback, and where it is written down."""

    sentence: str
    details: str
    log_path: Path


class CrashGuard:
    """Stands where Python hands over errors nobody caught; `tell` gets what is to be said of them."""

    def __init__(self, log_path: Path, tell: Callable[[Crash], None]) -> None:
        self._log_path, self._tell = log_path, tell
        self._before = sys.excepthook, threading.excepthook
        self._is_telling = False

    def stand(self) -> None:
        """Begin to guard."""
        self._before = sys.excepthook, threading.excepthook
        sys.excepthook = self._caught
        threading.excepthook = self._caught_in_thread

    def leave(self) -> None:
        """Put back what stood there before."""
        sys.excepthook, threading.excepthook = self._before

    def _caught(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            self._before[0](kind, error, trace)
            return
        details = "".join(traceback.format_exception(kind, error, trace))
        _LOG.error("nobody caught\n%s", details)
        if self._is_telling:
            return
        self._is_telling = True
        try:
            self._tell(Crash(f"刚才的操作没有完成（{kind.__name__}）。", details, self._log_path))
        except Exception:  # the last guard of all: what cannot be said is at least written
            _LOG.exception("and it could not be said")
        finally:
            self._is_telling = False

    def _caught_in_thread(self, found: threading.ExceptHookArgs) -> None:
        if found.exc_value is not None:
            _LOG.error(
                "nobody caught in %s\n%s",
                found.thread.name if found.thread else "a thread",
                "".join(traceback.format_exception(found.exc_value)),
            )
