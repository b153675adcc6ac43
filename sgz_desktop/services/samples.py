"""The samples that come with the program."""

from dataclasses import dataclass
from pathlib import Path

from sgz_desktop.assets import resource


@dataclass(frozen=True, slots=True)
class Sample:
    """A sample evaluation: its key, its Chinese title, its file."""

    key: str
    title: str
    path: Path


_TITLES = (
    ("zhongcun", "钟村街社工服务站 · 中期 · 逐项评分 87.11 良好"),
    ("zhuguang", "珠光街社工服务站 · 中期 · 四方得分 94.98 优秀"),
)


def samples() -> tuple[Sample, ...]:
    """The samples in the order they are offered."""
    return tuple(Sample(key, title, resource("samples", f"{key}.json")) for key, title in _TITLES)


def sample(key: str) -> Sample:
    """One sample by its key; KeyError for an unknown one."""
    return {each.key: each for each in samples()}[key]
