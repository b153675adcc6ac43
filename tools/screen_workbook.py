"""The workbook of an invented station: annexes 1 to 4, a roster to ask and the money, a sheet each."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from openpyxl import Workbook

ZONES = ("溪东片区", "溪西片区", "云岭片区", "临江片区")
_MONTHS = (*(f"2024年{each}月" for each in range(3, 13)), "2025年1月", "2025年2月")
_TERM = "2024年3月1日至2026年2月28日"
_HEADS = ("类型", "序号", "姓名", "职位", "岗位资格证/资质", "合同期限")
_ENDS = ("到岗小计", "符合从业2年以上\n的社工到岗小计", "备注")
_TICKS = ("人员\n到位", "社保\n购买", "工资\n发放")
_TRAINED = "已接受社会工作行业组织管理、培训且获得相关证书"
_WORKERS = (
    # Name, post, certificate, term, first and last month on duty (from 0, behind the last), remark.
    ("沈若川", "项目主任", "中级社工师", _TERM, 0, 12, ""),
    ("陆青禾", "督导助理", "中级社工师", _TERM, 0, 12, ""),
    ("顾一苇", "溪东片区社工", "助理社工师", _TERM, 0, 12, ""),
    ("叶知微", "溪东片区社工", "助理社工师", _TERM, 0, 12, "2024年6月1日至2024年11月5日产假"),
    ("方见山", "溪西片区社工", "助理社工师", _TERM, 0, 12, ""),
    ("宋时雨", "溪西片区社工", "助理社工师", _TERM, 0, 12, "2024年3月社保为上一机构购买"),
    ("努尔古丽·艾山江", "云岭片区社工（少数民族服务专项）", "助理社工师", _TERM, 0, 12, ""),
    ("裴小满", "云岭片区社工", "助理社工师", _TERM, 0, 12, ""),
    ("杜蘅", "临江片区社工", "助理社工师", _TERM, 0, 12, ""),
    (
        "苏合香",
        "临江片区社工",
        "助理社工师",
        "2024年3月1日至2024年8月31日",
        0,
        7,
        "2024年8月31日解除劳动合同",
    ),
    ("容若初", "临江片区社工", "助理社工师", "2024年7月16日至2026年2月28日", 4, 12, ""),
    ("韩砚", "行政专员", _TRAINED, _TERM, 0, 12, ""),
    ("万俟清和", "溪西片区社工", _TRAINED, _TERM, 0, 12, ""),
    ("阮星辰", "云岭片区社工", "", "2024年11月11日至2026年2月28日", 8, 12, "证书复印件待补"),
)
_FIRST_OTHER = 11
_OWN_CELLS = {
    ("裴小满", 11): ("", "", ""),
    ("杜蘅", 5): ("√", "—", "√"),
    ("方见山", 9): ("半", "√", "√"),
}
"""Of whom and in which month the sheet says something else than a run of ticks."""
_STATED = {"陆青禾": 11}
_LINES = (
    # The indicator, what is counted of it, and each zone's agreed and done.
    ("居家探访", "次数", ((620, 655), (600, 588), (640, 702), (560, 431))),
    ("咨询个案", "个数", ((36, 36), (36, 31), (40, 44), (32, 30))),
    ("专业个案", "个数", ((12, 12), (12, 9), (14, 15), (10, 0))),
    ("专业小组", "个数", ((6, 6), (6, 6), (6, 7), (6, 3))),
    ("社区活动", "次数", ((24, 27), (24, 24), (28, 31), (20, 16))),
)
_STATION = (
    ("新增志愿者", 240, 262),
    ("培育社区组织", 8, 6),
    ("需求调研", 2, 2),
    ("特色项目/品牌项目", 2, 1),
)
_RESOURCES = (
    ("2024.3.12", "云溪街商会", "物资", "春耕慰问品 80 份", 9600, 80, "云溪街社区慈善基金"),
    ("2024.4.9", "临江社区卫生服务中心", "人力", "义诊 3 场，医护 12 人次", None, 216, ""),
    ("2024.5.20", "拾光公益基金会", "资金", "困境儿童成长计划", 60000, 45, "拾光成长基金"),
    ("2024.6.7", "溪东小学", "场地", "四点半课堂教室两间，全学期", None, 38, ""),
    ("2024年7月", "某餐饮企业", "物资", "长者饭堂夏令绿豆 300 斤", 1280.5, 150, ""),
    ("2024.9.10", "云岭村经济联合社", "资金", "敬老节活动经费", 20000, 320, "云溪街社区慈善基金"),
    ("2024.10.18", "青苗志愿服务队", "人力", "“一对一”课业辅导，志愿者 26 名，每周两次", None, 52, ""),
    (
        "2024.11.22",
        "街道总工会",
        "物资",
        "户外劳动者爱心驿站设备一批（饮水机、微波炉、急救箱）",
        13800,
        600,
        "",
    ),
    ("2025.1.14", "临江商圈党委", "其他", "“微心愿”认领 63 个", 8190, 63, ""),
    ("2025.2.12", "热心居民", "", "旧书 400 册", None, None, ""),
)
_MONEY = (
    ("社工人员薪酬", 1260000, 1260000, 1251836.4, 1251836.4),
    ("社会保险及公积金", 318000, 318000, 306420.15, 306420.15),
    ("专业督导", 48000, 48000, 45600, 45600),
    ("社工培训", 24000, 24000, 21350, 0),
    ("个案服务", 36000, 36000, 32218.7, 0),
    ("小组服务", 42000, 42000, 40155, 0),
    ("社区活动", 86000, 92000, 90873.2, 0),
    ("困境儿童成长计划（拾光公益基金会专项）", 60000, 60000, 41200, 0),
    ("志愿者培育", 22000, 22000, 18760, 0),
    ("办公及耗材", 30000, 24000, 23911.85, 0),
    ("宣传", 18000, 18000, 12480, 0),
    ("管理费", 108000, 108000, 108000, 0),
)
_SURNAMES, _GIVEN = "白江柳秦尹贺龚程", ("月明", "云舒", "怀瑾", "采薇")
_KINDS = ("长者", "残疾人", "困境儿童", "低保家庭")


def write_workbook(path: Path) -> None:
    """What the station hands over before the visit."""
    book = _book()
    for name, lines in (
        ("附件1", _indicators()),
        ("附件2", _attendance()),
        ("附件3", _resources()),
        ("附件4", _hours()),
        ("满意度", _people()),
        ("经费", _money()),
    ):
        _put(book, name, lines)
    book.save(path)


def write_supplement(path: Path) -> None:
    """What it sends later: two figures are others, one cannot be read, and a sheet that nobody recognises."""
    book = _book()
    money = [list(each) for each in _money()]
    money[6][3], money[9][3] = 33018.7, "约四万"
    later = ["2025.2.26", "云溪街餐饮协会", "物资", "元宵汤圆 200 份", 3600, 200, ""]
    resources = [*_resources(), later]
    _put(book, "附件3（补）", resources)
    _put(book, "经费（补）", money)
    _put(
        book,
        "台账",
        (
            ["云溪街社工站台账"],
            ["谁给的", "是什么", "几时"],
            ["云溪街妇联", "亲子阅读角书架两组", "2025.1.8"],
            ["溪西诊所", "血压计 6 台", "2025.2.19"],
        ),
    )
    book.save(path)


def _book() -> "Workbook":
    from openpyxl import Workbook

    book = Workbook()
    if book.active is not None:
        book.remove(book.active)
    return book


def _put(book: "Workbook", name: str, lines: Sequence[Sequence[Any]]) -> None:
    sheet = book.create_sheet(name)
    for each in lines:
        sheet.append(list(each))


def _indicators() -> list[list[Any]]:
    lines: list[list[Any]] = [["片区"]]
    lines[0] += [f"{name}-{what}{unit}" for name, unit, _ in _LINES for what in ("协议", "完成")]
    for number, zone in enumerate(ZONES):
        lines.append([zone, *(each for _, _, figures in _LINES for each in figures[number])])
    return [*lines, [], ["协议内容", "指标要求", "完成情况"], *(list(each) for each in _STATION)]


def _attendance() -> list[list[Any]]:
    months = [each for month in _MONTHS for each in (month, None, None)]
    lines: list[list[Any]] = [["云溪街社工站社工到岗情况统计表"], [*_HEADS, *months, *_ENDS]]
    lines.append([*(None for _ in _HEADS), *(each for _ in _MONTHS for each in _TICKS)])
    for number, (name, post, certificate, term, first, last, remark) in enumerate(_WORKERS):
        section = {0: "持证社工", _FIRST_OTHER: "非持证社工"}.get(number)
        ticks = list(_ticks(name, first, last))
        stated = [_STATED.get(name), None, remark]
        lines.append([section, number + 1, name, post, certificate, term, *ticks, *stated])
    return lines


def _ticks(name: str, first: int, last: int) -> Iterator[str]:
    for month in range(len(_MONTHS)):
        run = ("√",) * 3 if first <= month < last else ("—",) * 3
        yield from _OWN_CELLS.get((name, month), run)


def _resources() -> list[list[Any]]:
    heads = ["时间", "资源提供方", "资源类型", "资源内容", "价值（元）", "受益人数", "所属基金"]
    return [["附件3 服务资源整合汇总表"], heads, *(list(each) for each in _RESOURCES)]


def _hours() -> list[list[Any]]:
    lines: list[list[Any]] = [
        ["附件4 员工参加培训及督导情况统计汇总表"],
        ["序号", "姓名", "培训学时", "督导学时"],
    ]
    for number, (name, *_) in enumerate(_WORKERS, 1):
        lines.append([number, name, 78 - 3 * (number % 5), None if number == len(_WORKERS) else 12])
    return lines


def _people() -> list[list[Any]]:
    lines: list[list[Any]] = [["服务对象花名册"], ["序号", "姓名", "联系电话", "所属片区", "服务对象类别"]]
    names = [f"{surname}{given}" for given in _GIVEN for surname in _SURNAMES]
    for number, name in enumerate(names, 1):
        phone = f"1380000{number:04}" if number % 9 else ""
        lines.append([number, name, phone, ZONES[number % len(ZONES)], _KINDS[number % len(_KINDS)]])
    return lines


def _money() -> list[list[Any]]:
    lines: list[list[Any]] = [["资金使用情况表", None, None, None, "单位：元"]]
    lines.append(["项目", "年初预算", "全年预算", "执行数", "人员费用"])
    return [*lines, *(list(each) for each in _MONEY)]
