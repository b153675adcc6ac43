"""How much of a foreign file is taken in, whatever it claims of itself."""

FILE_BYTES = 20 * 1024 * 1024
ENTRIES = 2_000
UNPACKED_BYTES = 400 * 1024 * 1024
# One entry may grow this many times; deflate can do a thousand, rows of a sheet rarely fifty.
RATIO = 200
# Below this size an entry is harmless, however well it was packed.
RATIO_FROM_BYTES = 64 * 1024 * 1024
# Parts that describe the rest (workbook, relationships, styles) have few elements in every real file.
DESCRIBING_ELEMENTS = 500_000

SHEETS = 64
# Of a sheet, those that hold something, and the last ones that are looked at.
ROWS = 5_000
COLUMNS = 400
LAST_ROW = 20_000
LAST_COLUMN = 1_000
# Of a workbook: cells that hold something, and elements of XML that are looked at in search of them.
CELLS = 200_000
ELEMENTS = 1_500_000
# A tag, attribute or comment longer than this is no workbook's: the parser would look at it again and again.
TOKEN_BYTES = 1024 * 1024
DEPTH = 256
CELL_CHARACTERS = 32_767
# Merged ranges, and the rows they cover, counted once for each range.
MERGED = 20_000
MERGED_ROWS = 100_000

SHARED_STRINGS = 300_000
SHARED_CHARACTERS = 20_000_000
STYLES = 65_536

# Of a sheet; those that follow are only counted.
PROBLEMS = 200
