"""What one file carries: an evaluation with its entities, its changes and its documents."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from sgz_desktop.domain.change import Change
from sgz_desktop.domain.dossier import Dossier


@dataclass(frozen=True, slots=True)
class Package:
    """An evaluation as it travels. `documents` maps a hash to the document's canonical JSON text.

    Without `changes` the dossier was written by hand and its history starts with the import.
    """

    dossier: Dossier
    changes: tuple[Change, ...] = ()
    documents: Mapping[str, str] = field(default_factory=dict)
