"""The mapping of a block of any annex, once its columns are told."""

from collections.abc import Mapping

from sgz_desktop.intake.heads import Block
from sgz_desktop.intake.mapping import Annex, ColumnRole, fingerprint
from sgz_desktop.intake.mapping import Mapping as BlockMapping


def mapping_of(block: Block, annex: Annex, columns: Mapping[int, ColumnRole]) -> BlockMapping:
    """The mapping of a block whose columns are told."""
    return BlockMapping(
        annex=annex,
        sheet=block.sheet.name,
        head_top=block.head_top,
        head_bottom=block.head_bottom,
        first_row=block.first_row,
        last_row=block.last_row,
        columns=dict(columns),
        fingerprint=fingerprint(annex, {column: "/".join(path) for column, path in block.paths.items()}),
    )
