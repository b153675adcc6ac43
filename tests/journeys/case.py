"""The two cases as data: what a person would have on paper before typing it into the window."""

import json
from functools import cache
from pathlib import Path
from typing import Any

RESOURCES = Path(__file__).parents[2] / "resources"
SAMPLES = RESOURCES / "samples"

Record = dict[str, Any]
METHODS = {
    "presentation": "听取介绍",
    "premises": "实地观察",
    "documents": "查阅资料",
    "interview": "现场访谈",
    "satisfaction": "满意度调查",
    "household": "入户走访",
    "feedback": "总结反馈",
}


@cache
def sample(name: str) -> Record:
    """A sample's file as plain JSON."""
    found: Record = json.loads((SAMPLES / f"{name}.json").read_text(encoding="utf-8"))
    return found


@cache
def items() -> dict[str, Record]:
    """The checklist's items by code."""
    text = (RESOURCES / "rubrics" / "guangzhou_2023.json").read_text(encoding="utf-8")
    return {each["code"]: each for each in json.loads(text)["items"]}


@cache
def components() -> dict[str, str]:
    """The names of the components by code."""
    text = (RESOURCES / "rubrics" / "guangzhou_2023.json").read_text(encoding="utf-8")
    return {each["code"]: each["name"] for each in json.loads(text)["components"]}


def names(case: Record, kind: str) -> dict[str, str]:
    """The names of people, groups, zones or communities by ID."""
    return {each["id"]: each["name"] for each in case[kind]}
