"""The one place that asks for a file: the seam at which tests answer instead of a person."""

from pathlib import Path

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QFileDialog, QWidget


def choose_save_path(parent: QWidget, title: str, suggested: str, pattern: str) -> Path | None:
    """Where to save, None when the person changed their mind; `pattern` as in PDF (*.pdf)."""
    chosen, _ = QFileDialog.getSaveFileName(parent, title, suggested, pattern)
    return _with_suffix(Path(chosen), pattern) if chosen else None


def choose_open_path(parent: QWidget, title: str, pattern: str) -> Path | None:
    """Which file to open, None when the person changed their mind."""
    every = QCoreApplication.translate("files", "所有文件 (*)")
    chosen, _ = QFileDialog.getOpenFileName(parent, title, "", f"{pattern};;{every}")
    return Path(chosen) if chosen else None


def choose_folder(parent: QWidget, title: str) -> Path | None:
    """Which folder to write into, None when the person changed their mind."""
    chosen = QFileDialog.getExistingDirectory(parent, title)
    return Path(chosen) if chosen else None


def _with_suffix(path: Path, pattern: str) -> Path:
    suffix = pattern[pattern.rfind("*") + 1 :].rstrip(")")
    return path if path.suffix.lower() == suffix else path.with_name(path.name + suffix)
