"""Writes resources/schema from the definitions: `python -m sgz_desktop.interchange.schema_file [FOLDER]`."""

import json
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from sgz_desktop.interchange.schema import evaluation_schema
from sgz_desktop.interchange.score_schema import score_schema

FOLDER = Path(__file__).resolve().parents[2] / "resources" / "schema"


def schema_files() -> Mapping[str, str]:
    """Name to content of every schema file."""
    schemas = {"evaluation.schema.json": evaluation_schema(), "score.schema.json": score_schema()}
    return {name: json.dumps(each, ensure_ascii=False, indent=2) + "\n" for name, each in schemas.items()}


def main(arguments: Sequence[str]) -> None:
    """Write the schema files into a folder, the checkout's own unless another is given."""
    folder = Path(arguments[0]) if arguments else FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in schema_files().items():
        (folder / name).write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main(sys.argv[1:])
