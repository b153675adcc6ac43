"""An evaluation into its file."""

import json
from typing import Any

from sgz_desktop.domain.canonical import encode
from sgz_desktop.domain.entities import COLLECTIONS, assemble
from sgz_desktop.domain.evaluation import Evaluation
from sgz_desktop.interchange.contents import Package
from sgz_desktop.interchange.definitions import CHANGES, DOCUMENTS, FORMAT, VERSION, keys_of


def write_package(package: Package) -> bytes:
    """The file of an evaluation: the same bytes for the same content, UTF-8 with line feeds."""
    # Assembled anew, so that the order of entities does not hang on where the dossier came from.
    dossier = assemble(package.dossier.entities())
    changes = sorted(package.changes, key=lambda each: each.rank)
    whole = {
        "format": FORMAT,
        "version": VERSION,
        Evaluation.kind: _record(dossier.evaluation),
        **{name: [_record(each) for each in getattr(dossier, name)] for name in COLLECTIONS.values()},
        CHANGES: [_record(each) for each in changes],
        DOCUMENTS: {key: json.loads(package.documents[key]) for key in sorted(package.documents)},
    }
    return (json.dumps(whole, ensure_ascii=False, indent=1, allow_nan=False) + "\n").encode()


def _record(entity: Any) -> dict[str, Any]:
    return {each.name: encode(getattr(entity, each.name)) for each in keys_of(type(entity))}
