"""Lists with one head and a row for each thing: which rows are the head, and what each column holds."""

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from decimal import Decimal

from sgz_desktop.intake.calendar_readings import read_month
from sgz_desktop.intake.cells import Cell
from sgz_desktop.intake.heads import (
    Block,
    Path,
    above,
    blocks,
    head_top,
    is_figure,
    is_note,
    is_total,
    paths,
)
from sgz_desktop.intake.mapping import ColumnRole, Role
from sgz_desktop.intake.mapping import Mapping as BlockMapping
from sgz_desktop.intake.readings import plain, split_unit
from sgz_desktop.intake.sheets import Sheet

Words = Mapping[Role, tuple[str, ...]]
RoleOf = Callable[[Path], Role]
Enough = Callable[[Collection[Role], str], bool]

# A head is longer than this only where it explains itself; a text of data often is.
_LONGEST_HEAD = 40
# Of one sheet: the rows without figures that are looked at, of each the cells that decide, and the cells
# of those that may be heads.
_MOST_ROWS = 2_000
_MOST_HEAD_CELLS = 20_000
_MOST_COLUMNS = 60
_MEANS = ("平均", "人均", "均值")
_LONGEST_MEAN = 8
_UNIT_TEXT = re.compile(
    r"(?:单位|货币单位|金额单位):?(?:人民币)?[:,(]?(?P<named>万元|千元|元)|\((?P<inner>万元|千元|元)\)"
)
_AMOUNT = re.compile(r"[¥￥]?\d[\d,]*(?:\.\d+)? ?(?:个?小时|学时|课时|时|h|H|分钟?|万?元|千元|人次?|名)")
_SCALES = {"元": Decimal(1), "千元": Decimal(1_000), "万元": Decimal(10_000)}


def role_by_words(path: Path, words: Words) -> Role:
    """What a column holds by its heads, the lowest first: a whole head first, then a part of it."""
    for text in reversed(path):
        bare = bare_head(text)
        for role, known in words.items():
            if bare in known:
                return role
        if len(bare) > _LONGEST_HEAD:
            continue
        for role, known in words.items():
            if any(len(word) > 1 and word in bare for word in known):
                return role
    return Role.IGNORED


def bare_head(text: str) -> str:
    """A head without its unit, its star for what must be filled in, and its colon."""
    return split_unit(text.strip("*:： "))[0].strip("*:： ")


def list_blocks(sheet: Sheet, role_of: RoleOf, enough: Enough) -> tuple[Block, ...]:
    """The blocks with data whose heads say `enough`; that is asked the roles and what stands above."""
    found = blocks(sheet, _Leaves(role_of, enough))
    return tuple(block for block in found if any(True for _ in block.rows()))


class _Leaves:
    """Tells the lowest rows of heads; the time is bounded whatever the sheet holds."""

    def __init__(self, role_of: RoleOf, enough: Enough) -> None:
        self._role_of = role_of
        self._enough = enough
        self._roles: dict[Path, Role] = {}
        self._found: set[int] = set()
        self._looked = 0
        self._head_cells = 0

    def __call__(self, sheet: Sheet, row: int) -> bool:
        own = [(column, cell) for column, cell in sheet.row(row)[:_MOST_COLUMNS] if cell.text.strip()]
        if not own or self._looked >= _MOST_ROWS or self._head_cells >= _MOST_HEAD_CELLS:
            return False
        if any(_is_amount(cell) and read_month(cell).value is None for _, cell in own):
            return False
        self._looked += 1
        last = max(self._found, default=0)
        if not self._names_columns(sheet, row, own):
            return False
        top = head_top(sheet, row, after=0 if row == last + 1 else last)
        if last and row > last + 1 and not ends_data(sheet, top - 1):
            return False
        if any(_is_amount(cell) and read_month(cell).value is None for _, cell in _between(sheet, top, row)):
            return False
        self._head_cells += sheet.columns * (row - top + 1)
        roles = {self._role(path) for path in paths(sheet, top, row).values()}
        if not self._enough(roles, title_over(sheet, top)):
            return False
        self._found.add(row)
        return True

    def _names_columns(self, sheet: Sheet, row: int, own: Collection[tuple[int, Cell]]) -> bool:
        known = sum(self._role((plain(cell.text),)) is not Role.IGNORED for _, cell in own)
        if row - 1 in self._found:
            columns = {column for column, _ in sheet.row(row)}
            leaves_some = any(column not in columns for column, _ in sheet.row(row - 1))
            return (known == len(own) and leaves_some) or _below_wide(sheet, row, own)
        # A row of data names no columns but may hold one word that a head has too.
        return known >= max((len(own) + 2) // 3, 1)

    def _role(self, path: Path) -> Role:
        if any(len(text) > _LONGEST_HEAD for text in path):
            path = tuple(text for text in path if len(text) <= _LONGEST_HEAD)
        if path not in self._roles:
            self._roles[path] = self._role_of(path) if path else Role.IGNORED
        return self._roles[path]


def _between(sheet: Sheet, top: int, row: int) -> Iterator[tuple[int, Cell]]:
    """The cells of the rows from `top` to above `row`, as many of each as decide."""
    return (found for each in range(top, row) for found in sheet.row(each)[:_MOST_COLUMNS])


def _is_amount(cell: Cell) -> bool:
    """Whether a cell holds a number, with its unit (4.5小时) or without."""
    return is_figure(cell) or (isinstance(cell.value, str) and bool(_AMOUNT.fullmatch(plain(cell.text))))


def ends_data(sheet: Sheet, row: int) -> bool:
    """Whether what is below a row may be another block: the row is blank, one text, a note or a sum."""
    texts = [plain(cell.text) for _, cell in sheet.row(row)]
    return len(texts) <= 1 or is_note(texts[0]) or any(says_total(text) for text in texts)


def _below_wide(sheet: Sheet, row: int, own: Collection[tuple[int, Cell]]) -> bool:
    """Whether a row holds only what parts the wide heads over it: 资金, 物资, 场地 below 资源价值."""
    over = [sheet.merged.over(row - 1, column) for column, _ in own]
    return bool(own) and all(each is not None and each.right > each.left for each in over)


def title_over(sheet: Sheet, row: int) -> str:
    """What stands over a head, and the sheet's name: what the whole is about."""
    return "".join((*above(sheet, row), plain(sheet.name)))


def block_of(sheet: Sheet, mapping: BlockMapping) -> Block:
    """The block that a mapping is of, within what the sheet holds whatever the mapping says."""
    top, bottom = max(mapping.head_top, 1), min(mapping.head_bottom, sheet.rows)
    first, last = max(mapping.first_row, 1), min(mapping.last_row, sheet.rows)
    return Block(sheet, top, bottom, first, last, paths(sheet, top, bottom))


def columns_by(
    block: Block, role_of: RoleOf, *, several: Collection[Role] = (), first_of: Collection[Role] = ()
) -> dict[int, ColumnRole]:
    """The role of each column; a role that one column has is not given again, unless it is in `several`.

    A column whose role is in `first_of` and which holds texts only, no figure, is none of figures.
    """
    columns: dict[int, ColumnRole] = {}
    given: set[Role] = set()
    for column, path in sorted(block.paths.items()):
        role = role_of(path)
        if (role in given and role not in several) or (role in first_of and _only_texts(block, column)):
            role = Role.IGNORED
        given.add(role)
        columns[column] = ColumnRole(role)
    return columns


def _only_texts(block: Block, column: int) -> bool:
    cells = [block.sheet.at(row, column) for row in block.rows()]
    texts = [plain(cell.text) for cell in cells if cell is not None]
    return bool(texts) and not any(any(map(str.isdigit, text)) for text in texts)


def scale_in(path: Path) -> Decimal | None:
    """How many yuan one of a column's figures is by its heads; None if they do not say."""
    for text in reversed(path):
        unit = split_unit(text)[1]
        found = _UNIT_TEXT.search(plain(text))
        if unit in _SCALES or found is not None:
            return _SCALES[unit if found is None else found["named"] or found["inner"]]
        for word in ("万元", "千元"):
            if word in text:
                return _SCALES[word]
    return None


def scale_above(sheet: Sheet, row: int) -> Decimal | None:
    """How many yuan a figure is by what stands above a row; None if nothing says."""
    for each in range(min(row, sheet.rows + 1) - 1, 0, -1):
        for _, cell in sheet.row(each):
            found = _UNIT_TEXT.search(plain(cell.text))
            if found is not None:
                return _SCALES[found["named"] or found["inner"]]
    return None


def says_total(text: str) -> bool:
    """Whether a text is the head of a sum and not a name that has such a word in it."""
    bare = bare_head(text)
    if bare.startswith(_MEANS):
        return len(bare) <= _LONGEST_MEAN
    return is_total(bare[:2]) or is_total(bare[-2:]) if len(bare) <= _LONGEST_HEAD else False
