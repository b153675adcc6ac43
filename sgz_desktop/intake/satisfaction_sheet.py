"""Satisfaction: a roster of served people, a call sheet, or the answers of those who were asked."""

import re
from collections.abc import Collection, Iterator
from collections.abc import Mapping as Map
from dataclasses import dataclass
from decimal import Decimal

from sgz_desktop.intake.block_mapping import mapping_of
from sgz_desktop.intake.cells import Cell
from sgz_desktop.intake.heads import Block, Path, title_of, zone_over
from sgz_desktop.intake.list_heads import bare_head, columns_by, list_blocks, role_by_words
from sgz_desktop.intake.list_rows import Kind, ListRows, begins_other, settled
from sgz_desktop.intake.mapping import Annex, ColumnRole, Mapping, Role
from sgz_desktop.intake.problems import Problem
from sgz_desktop.intake.readings import plain, read_number, read_tick
from sgz_desktop.intake.sheets import Sheet
from sgz_desktop.intake.tables import Figure, RespondentReading, SatisfactionTable

_WORDS = {
    Role.NUMBER: ("序号", "编号", "编码", "问卷号", "抽取序号", "样本编号"),
    Role.PHONE: ("电话", "手机", "联系方式", "联系号码"),
    Role.OUTCOME: (
        "联系结果",
        "联系情况",
        "访问结果",
        "通话结果",
        "通话情况",
        "接听情况",
        "受访情况",
        "调查结果",
        "接通",
        "电访结果",
        "访问情况",
        "致电结果",
        "回访结果",
        "是否受访",
        "调查情况",
    ),
    Role.REMARK: ("备注", "意见", "建议", "原因", "说明"),
    Role.ANSWER: ("满意度", "满意率", "评分", "得分", "分数", "满意程度", "总体评价", "打分", "是否满意"),
    Role.ZONE: (
        "片区",
        "服务点",
        "社工点",
        "村居",
        "社区",
        "居委",
        "所属区域",
        "区域",
        "村/居",
        "村(居)",
        "所在村",
        "所属村",
    ),
    Role.CATEGORY: ("类别", "类型", "人群", "对象类", "身份", "群体", "分类", "服务领域"),
    Role.NAME: (
        "姓名",
        "受访者",
        "受访人",
        "服务对象",
        "居民姓名",
        "被访者",
        "被访人",
        "户主",
        "称呼",
        "名字",
        "受访对象",
        "调查对象",
        "被调查",
        "对象",
    ),
    Role.DATE: ("日期", "时间"),
}
_OTHER = (
    "到位",
    "到岗",
    "社保",
    "工资",
    "合同",
    "岗位",
    "职务",
    "学时",
    "督导",
    "培训",
    "预算",
    "协议量",
    "完成量",
    "完成数",
    "完成率",
    "捐赠",
)
_ABOUT = (
    "满意度",
    "服务对象",
    "花名册",
    "名册",
    "名单",
    "抽样",
    "电访",
    "调查",
    "回访",
    "受访",
    "居民",
    "建档",
)
_STAFF = ("社工名单", "员工", "人员名单", "工作人员", "专家", "通讯录", "通讯名录", "联系表", "联络表")
# The longest first: 不满意 ends with 满意.
_ANSWERS = (
    "非常不满意",
    "很不满意",
    "极不满意",
    "不太满意",
    "不大满意",
    "不满意",
    "非常满意",
    "十分满意",
    "很满意",
    "比较满意",
    "较满意",
    "较为满意",
    "基本满意",
    "满意",
    "一般",
    "无所谓",
    "说不清",
)
_SCALE = re.compile(
    rf"(?P<word>{'|'.join(_ANSWERS)})[ :=为(计记—-]*(?P<score>\d{{1,3}}(?:\.\d+)?)"
    r"(?![\d.]*[%分]?[-~—至到\d])"
)
_COUNTED = re.compile(r"[ (=:]*\d{1,3}(?:\.\d+)?[%分]?\)?\Z")
_HIGHEST = re.compile(
    r"满分(?:为|是)?[:]?(?P<full>\d{1,3})|(?P<system>\d{1,3}|五|十|百)分制"
    r"|(?<!\d)[01]分?[-~—至到](?P<range>\d{1,3})分"
)
_NUMERALS = {"五": 5, "十": 10, "百": 100}
_NO_ANSWER = re.compile(
    r"拒|无人|未接|没接|不接|空号|停机|关机|占线|无法接通|打不通|号码|错号|联系不上|不在服务区|挂断|未联系|未访|不便|去世|搬"
)
_BAND = re.compile(r"\d[%分]?\(?含?\)?(?:以上|以下|及以)|\d[%分]?[-~—至到]\d+[%分]|[<>≤≥]=?\d|\d%")
_OVERALL = ("总体", "整体", "综合", "总分", "总满意", "平均", "合计")
_SCORE_UNITS = dict.fromkeys(("分",), Decimal(1))
_HUNDRED = Decimal(100)
_LONGEST = 60


def suggest_satisfaction(sheet: Sheet) -> tuple[Mapping, ...]:
    """How each roster or call sheet in a sheet is read."""
    return tuple(
        mapping_of(block, Annex.SATISFACTION, _columns(block)) for block in list_blocks(sheet, _role, _enough)
    )


def read_satisfaction(sheet: Sheet, mapping: Mapping) -> tuple[SatisfactionTable, tuple[Problem, ...]]:
    """The people of one block, and what is wrong with its cells; what can be read is read."""
    reader = _Reader(sheet, mapping)
    found = tuple(reader.readings())
    return SatisfactionTable(title_of(sheet, reader.rows.block), found), reader.rows.problems()


def _role(path: Path) -> Role:
    if any(word in text for text in path for word in _OTHER):
        return Role.FUND
    if _answer_word(path[-1]):
        return Role.ANSWER
    return role_by_words(path, _WORDS)


def _enough(roles: Collection[Role], title: str) -> bool:
    """FUND stands for what other annexes have: contracts, ticks, hours, budgets."""
    if Role.FUND in roles:
        return False
    if Role.ANSWER in roles:
        return bool({Role.NAME, Role.PHONE} & set(roles)) or (Role.NUMBER in roles and "满意" in title)
    if Role.NAME not in roles or any(word in title for word in _STAFF):
        return False
    if Role.PHONE in roles and Role.OUTCOME in roles:
        return True
    # A directory (通讯录: 姓名, 片区, 电话) is none; a roster to draw from says that it is one.
    about = any(word in title for word in _ABOUT)
    return about and bool({Role.PHONE, Role.CATEGORY, Role.ZONE, Role.OUTCOME} & set(roles))


def _answer_word(head: str) -> str:
    """The answer that a column stands for, with or without what it counts: 非常满意(100)."""
    bare = _COUNTED.sub("", bare_head(head))
    return bare if bare in _ANSWERS else ""


def _columns(block: Block) -> dict[int, ColumnRole]:
    columns = columns_by(block, _role, several=(Role.ANSWER,))
    answers = [column for column, each in columns.items() if each.role is Role.ANSWER]
    words = {column: word for column in answers if (word := _answer_word(block.paths[column][-1]))}
    if words:
        for column in answers:
            columns[column] = ColumnRole(Role.IGNORED)
        for column, word in words.items():
            columns[column] = ColumnRole(Role.ANSWER, measure=word)
        return columns
    best = max(answers, key=lambda column: _rank(block, column), default=None)
    for column in answers:
        if column != best:
            columns[column] = ColumnRole(Role.IGNORED)
    return columns


def _rank(block: Block, column: int) -> tuple[bool, bool, bool, int]:
    """Which of several columns of answers is meant: one that can be read, in per cent, of the whole."""
    cells = [cell for row in block.rows() if (cell := block.sheet.at(row, column)) is not None]
    numbers = [read for cell in cells if (read := read_number(cell)).value is not None]
    heads = "".join(block.paths[column])
    scale = dict(_words(block.sheet)) if len(numbers) * 2 < len(cells) else {}
    is_readable = bool(scale) or (bool(cells) and len(numbers) * 2 >= len(cells))
    in_percent = any(read.percent for read in numbers) or "%" in heads
    return is_readable, in_percent, any(word in heads for word in _OVERALL), -column


@dataclass(frozen=True, slots=True)
class _Scale:
    """What a bare number of the column counts in per cent (None: unknown), and what the words do."""

    factor: Decimal | None
    words: Map[str, Decimal]


class _Reader:
    """Reads the rows of one block."""

    def __init__(self, sheet: Sheet, mapping: Mapping) -> None:
        self.rows = ListRows(sheet, mapping, (Role.ANSWER,))
        self._zone = zone_over(sheet, mapping.head_top)
        self._answers = self.rows.columns(Role.ANSWER)
        heads = [text for column in self._answers for text in self.rows.block.paths.get(column, ())]
        self._scale = _Scale(self._factor(heads), dict(_words(sheet)))

    def readings(self) -> Iterator[RespondentReading]:
        """The people, down to where another table begins: how many were how satisfied."""
        for row in self.rows:
            if begins_other(self.rows.sheet, row.number, self.rows.block):
                return
            if row.kind is not Kind.DATA or self._is_of_bands(row.number):
                continue
            found = self.reading(row.number)
            if found is not None:
                yield found

    def _is_of_bands(self, row: int) -> bool:
        """Whether a row counts people by their answers: 95分以上 43."""
        labels = (self.rows.text(row, Role.NUMBER), self.rows.text(row, Role.NAME))
        return any(_BAND.search(label) or _answer_word(label) for label in labels)

    def reading(self, row: int) -> RespondentReading | None:
        """One person, None where nothing tells who it is."""
        day, written = self.rows.day(row, Role.DATE)
        column = self.rows.column(Role.DATE)
        if written and column is not None:
            self.rows.fault(row, column, f"“{written[:_LONGEST]}”不是完整的日期，没有读入。")
        outcome = self.rows.text(row, Role.OUTCOME)
        answer, instead = self._answer(row)
        first = self.rows.sheet.row(row)[0][0]
        name = self.rows.text(row, Role.NAME)
        if not name:
            # Questionnaires are anonymous: their number is name enough.
            name = self.rows.text(row, Role.NUMBER)
            if not name:
                self.rows.fault(row, first, "这一行没有姓名，也没有编号，没有读入。")
                return None
            if self.rows.column(Role.NAME) is not None:
                self.rows.warn(row, first, f"这一行没有姓名，以编号“{name[:_LONGEST]}”代替，请核对。")
        return RespondentReading(
            place=self.rows.sheet.place(row, self.rows.column(Role.NAME) or first),
            name=name,
            number=self.rows.text(row, Role.NUMBER),
            phone=self.rows.text(row, Role.PHONE),
            zone=self.rows.text(row, Role.ZONE) or self._zone,
            category=self.rows.text(row, Role.CATEGORY),
            outcome=outcome or instead,
            answer=answer,
            asked_on=day,
            remark=self.rows.words(row, Role.REMARK),
        )

    def _answer(self, row: int) -> tuple[Figure | None, str]:
        """The answer in per cent, or why there is none where the sheet says that in its place."""
        for column in self._answers:
            cell = self.rows.sheet.at(row, column)
            if cell is None:
                continue
            word = self.rows.mapping.columns[column].measure
            text = plain(cell.text)
            if word:
                ticked = read_tick(cell)
                if ticked.fault:
                    self.rows.fault(row, column, ticked.fault)
                if not ticked.value:
                    continue
                return self._by_word(row, column, word), ""
            if read_number(cell).fault and _NO_ANSWER.search(text):
                return None, text
            if read_number(cell).fault and text.strip("。!") in _ANSWERS:
                return self._by_word(row, column, text.strip("。!")), ""
            return self._by_number(row, column, cell), ""
        return None, ""

    def _by_word(self, row: int, column: int, word: str) -> Figure | None:
        score = self._scale.words.get(word)
        if score is not None:
            return Figure(score, self.rows.sheet.place(row, column))
        self.rows.fault(row, column, f"“{word}”合多少分，表里没有写（例如“非常满意=100”），没有读入。")
        return None

    def _by_number(self, row: int, column: int, cell: Cell) -> Figure | None:
        read = read_number(cell)
        if read.percent and read.value is not None:
            return self._within(row, column, read.value * _HUNDRED)
        figure = self.rows.figure(row, column, units=_SCORE_UNITS, of="满意度")
        if figure is None:
            return None
        factor, fault = self._scale.factor, ""
        if factor is None:
            fault = f"“{plain(cell.text)}”的满分是多少，表里没有写（例如“满分10分”），没有读入。"
        elif factor == 1 and figure.value == 1:
            fault = "看不出“1”是 1% 还是 100%，没有读入。"
        if fault or factor is None:
            self.rows.fault(row, column, fault)
            return None
        if factor == 1 and 0 < figure.value < 1:
            factor = _HUNDRED
            shown = settled(figure.value * factor)
            self.rows.warn(row, column, f"“{plain(cell.text)}”按 {shown}% 读入，请核对。")
        return self._within(row, column, figure.value * factor)

    def _within(self, row: int, column: int, value: Decimal) -> Figure | None:
        if value.is_finite() and 0 <= value <= _HUNDRED:
            return Figure(settled(value), self.rows.sheet.place(row, column))
        self.rows.fault(row, column, "满意度应在 0 至 100 之间，没有读入。")
        return None

    def _factor(self, heads: list[str]) -> Decimal | None:
        """What one point counts in per cent: by what the head says, else by the column's greatest number."""
        full = _full_score([*heads, title_of(self.rows.sheet, self.rows.block)])
        if full is not None:
            return _HUNDRED / full
        cells = [
            self.rows.sheet.at(row, column) for row in self.rows.block.rows() for column in self._answers
        ]
        reads = [read_number(cell) for cell in cells if cell is not None]
        bare = [read.value for read in reads if read.value is not None and not read.percent]
        if not bare or max(bare) > 10:
            return Decimal(1)
        return _HUNDRED if max(bare) <= 1 else None


def _full_score(texts: list[str]) -> Decimal | None:
    for text in texts:
        found = _HIGHEST.search(plain(text))
        if found is not None:
            named = found["full"] or found["system"] or found["range"]
            full = Decimal(_NUMERALS.get(named, 0) or int(named))
            if full > 1:
                return full
    return None


def _words(sheet: Sheet) -> Iterator[tuple[str, Decimal]]:
    """What each word counts in per cent, where any cell of the sheet says so: 非常满意=100."""
    for cell in sheet.cells.values():
        if isinstance(cell.value, str) and any(
            word in cell.text for word in ("满意", "一般", "无所谓", "说不清")
        ):
            for found in _SCALE.finditer(plain(cell.text)):
                score = Decimal(found["score"])
                if score <= _HUNDRED:
                    yield found["word"], score
