"""Annex 4 in the layouts stations use: whose hours, of which month, of training or of supervision."""

from dataclasses import replace
from datetime import date

import pytest

from sgz_desktop.intake.mapping import as_json, from_json
from sgz_desktop.intake.problems import Problem
from sgz_desktop.intake.sheets import Sheet
from sgz_desktop.intake.tables import Figure, TrainingTable
from sgz_desktop.intake.training_sheet import read_training, split_names, suggest_training
from tests.intake.sheets import Value, sheet_of, told

TITLE = "附件4 员工参加培训及督导情况统计汇总表（2023年8月1日至2024年7月31日）"
Hours = dict[str, dict[str, str]]


def read(sheet: Sheet) -> tuple[TrainingTable, tuple[Problem, ...]]:
    """The only block of a sheet."""
    (mapping,) = suggest_training(sheet)
    return read_training(sheet, mapping)


def hours(table: TrainingTable) -> Hours:
    """Each worker's hours by month, spelt 培训/督导."""

    def spelt(figure: Figure | None) -> str:
        return "" if figure is None else str(figure.value)

    return {
        row.name: {month: f"{spelt(first)}/{spelt(second)}" for month, (first, second) in row.months.items()}
        for row in table.rows
    }


def test_three_levels_of_heads_with_sums_and_notes() -> None:
    sheet = sheet_of(
        [TITLE],
        ["序号", "姓名", "2023年", None, None, None, "2024年", None, "合计", None],
        [None, None, "8月", None, "12月", None, "1月", None, "培训", "督导"],
        [None, None, "培训", "督导", "培 训", "督导", "培训", "督导"],
        [1, "张三", 6, 2, 4, 1, 3, None, 13, 3],
        [2, "李\n四", 5, None, "6小时", "－", "２", 1, 14, 1],
        [3],
        ["合计", None, 11, 2, 10, 1, 5, 1, 27, 4],
        ["人均", None, 5.5, 1, 5, 0.5, 2.5, 0.5, 13.5, 2],
        ["注：以上为学时。"],
        ["制表人：", None, None, "日期："],
        merged=(
            "A1:J1",
            "A2:A4",
            "B2:B4",
            "C2:F2",
            "G2:H2",
            "C3:D3",
            "E3:F3",
            "G3:H3",
            "I2:J2",
            "I3:I4",
            "J3:J4",
        ),
    )
    table, problems = read(sheet)
    assert hours(table) == {
        "张三": {"2023-08": "6/2", "2023-12": "4/1", "2024-01": "3/"},
        "李四": {"2023-08": "5/", "2023-12": "6/", "2024-01": "2/1"},
    }
    assert table.title == "附件4员工参加培训及督导情况统计汇总表(2023年8月1日至2024年7月31日)"
    assert table.stated_training is not None
    assert str(table.stated_training.place) == "表.xlsx!Sheet1!I8"
    assert (
        str(table.stated_training.value),
        table.stated_supervision and str(table.stated_supervision.value),
    ) == (
        "27",
        "4",
    )
    assert told(problems) == ["warning I6 表中写 14，各月相加是 13，按各月读入，请核对。"]


@pytest.mark.parametrize(
    ("rows", "merged", "expected"),
    [
        pytest.param(
            [
                [TITLE],
                ["姓名", "8月份", None, "1月", None],
                [None, "培训\n学时", "督导\n学时", "培训学时", "督导学时"],
                ["张三", 1, 2, 3, 4],
            ],
            (),
            {"张三": {"2023-08": "1/2", "2024-01": "3/4"}},
            id="two levels, nothing merged",
        ),
        pytest.param(
            [
                ["姓名", "培训学时", None, None, "督导学时", None, None],
                [
                    None,
                    date(2023, 12, 1),
                    date(2024, 1, 1),
                    "小计",
                    date(2023, 12, 1),
                    date(2024, 1, 1),
                    "小计",
                ],
                ["张三", 1, 2, 3, 4, 5, 9],
                ["李四", "１", 2, 3],
            ],
            ("A1:A2", "B1:D1", "E1:G1"),
            {"张三": {"2023-12": "1/4", "2024-01": "2/5"}, "李四": {"2023-12": "1/", "2024-01": "2/"}},
            id="two blocks side by side, months as dates",
        ),
        pytest.param(
            [
                ["姓名", "2023年8月培训学时", "2023年8月-督导", "2023-09培训", "2023-09督导"],
                ["张三", 1, 2, 3, 4],
            ],
            (),
            {"张三": {"2023-08": "1/2", "2023-09": "3/4"}},
            id="flat heads",
        ),
        pytest.param(
            [
                ["序号", "姓名", "岗位", "培训学时合计", "督导学时合计", "总学时"],
                [1, "张三", "社工", 30, "90分钟", 31.5],
            ],
            (),
            {"张三": {"": "30/1.5"}},
            id="sums of the period only",
        ),
        pytest.param(
            [
                ["员工培训及督导学时统计表", None, None, "单位：小时"],
                ["姓名", "培训", "督导", "应完成学时", "完成率"],
                ["张三", 30, 6, 72, "50%"],
            ],
            (),
            {"张三": {"": "30/6"}},
            id="a unit beside the title",
        ),
        pytest.param(
            [
                [TITLE],
                ["姓名", "类别", "8月", "9月", "合计"],
                ["张三", "培训", 1, 2, 3],
                [None, "督导", 3, 4, 7],
                ["合计", None, 4, 6, 10],
            ],
            ("A3:A4",),
            {"张三": {"2023-08": "1/3", "2023-09": "2/4"}},
            id="the kinds as rows",
        ),
        pytest.param(
            [
                [TITLE],
                ["序号", "姓名", "8月", "9月"],
                ["一、培训"],
                [1, "张三", 1, 2],
                ["小计", None, 1, 2],
                ["二、督导"],
                [1, "张三", 3, 4],
            ],
            ("A3:D3", "A6:D6"),
            {"张三": {"2023-08": "1/3", "2023-09": "2/4"}},
            id="the kinds as sections",
        ),
        pytest.param(
            [
                ["员工学时"],
                ["姓名", "月份", "培训学时", "督导学时"],
                ["张三", "2023-08", 3, 1],
                ["张三", "202309", 3, None],
            ],
            (),
            {"张三": {"2023-08": "3/1", "2023-09": "3/"}},
            id="a row a month",
        ),
        pytest.param(
            [
                [TITLE],
                ["月份", "张三", None, "李四", None, "合计", None],
                [None, "培训", "督导", "培训", "督导", "培训", "督导"],
                ["8月", 1, 2, 3, 4, 4, 6],
                ["合计", 1, 2, 3, 4],
            ],
            (),
            {"张三": {"2023-08": "1/2"}, "李四": {"2023-08": "3/4"}},
            id="the workers as columns",
        ),
        pytest.param(
            [["2023年8月至2024年1月员工继续教育学时"], ["姓名", "12月", "1月", "合计"], ["张三", 5, 6, 11]],
            (),
            {"张三": {"2023-12": "5/", "2024-01": "6/"}},
            id="the kind in the title",
        ),
    ],
)
def test_layouts(rows: list[list[Value]], merged: tuple[str, ...], expected: Hours) -> None:
    table, problems = read(sheet_of(*rows, merged=merged))
    assert hours(table) == expected
    assert problems == ()


def test_two_blocks_one_below_another() -> None:
    sheet = sheet_of(
        [TITLE],
        ["一、培训学时"],
        ["姓名", "8月", "9月"],
        ["张三", 1, 2],
        ["二、督导学时"],
        ["姓名", "8月", "9月"],
        ["张三", 3, 4],
    )
    found = [hours(read_training(sheet, mapping)[0]) for mapping in suggest_training(sheet)]
    assert found == [
        {"张三": {"2023-08": "1/", "2023-09": "2/"}},
        {"张三": {"2023-08": "/3", "2023-09": "/4"}},
    ]


def test_a_row_a_training_is_shared_out_to_those_who_took_part() -> None:
    sheet = sheet_of(
        ["2023年度员工参加培训及督导情况"],
        ["序号", "日期", "培训主题", "类型", "学时", "参加人员", "参加人数"],
        [1, date(2023, 8, 3), "个案工作", "培训", 3, "张三、李四", 2],
        [2, "2023.8.5", "伦理", "培训", 1, "张三；李四等2人", 2],
        [3, "2023.9.5", "督导会", "督导", "2小时", "张 三 李四", 2],
        [4, "9月", "督导会", "督导", 2, "全体社工", 20],
        [5, "年底", "督导会", "督导", 2, "王五", 1],
        ["合计", None, None, None, 10],
    )
    table, problems = read(sheet)
    assert hours(table) == {
        "张三": {"2023-08": "4/", "2023-09": "/2"},
        "李四": {"2023-08": "4/", "2023-09": "/2"},
        "王五": {"": "/2"},
    }
    figure = table.rows[0].months["2023-08"][0]
    assert figure is not None
    assert figure.place.cell == "E3:E4"
    assert table.stated_training is None
    assert told(problems) == [
        "error F6 “全体社工”不是姓名，学时无法分到每位员工，没有读入。",
        "warning B7 “年底”看不出是哪个月，学时计入整个期间，请核对。",
    ]


def test_a_count_of_people_cannot_be_shared_out() -> None:
    sheet = sheet_of(
        ["员工参加培训情况"],
        ["序号", "培训日期", "培训内容", "培训学时", "参加人数"],
        [1, date(2023, 8, 3), "个案工作", 3, 12],
    )
    table, problems = read(sheet)
    assert table.rows == ()
    assert told(problems) == ["error E3 “12”不是姓名，学时无法分到每位员工，没有读入。"]


def test_what_is_unsure_is_said() -> None:
    sheet = sheet_of(
        ["员工学时表"],
        ["姓名", "8月", "9月"],
        ["张三", 1, 2],
        ["张三", 3, None],
        ["李四", "约30", "20%"],
        ["王五"],
        [None, -2, "3天"],
        [None, 4, None],
    )
    table, problems = read(sheet)
    assert hours(table) == {"张三": {"8月": "4/", "9月": "2/"}, "李四": {}, "王五": {}}
    assert told(problems) == [
        "warning B4 “张三”不止一行，培训学时相加，请核对。",
        "error B5 “约30”不是一个确定的数字，没有读入。",
        "error C5 这里应是学时，实际是百分比“20%”，没有读入。",
        "error A7 这一行没有姓名，学时没有读入。",
        "error A8 这一行没有姓名，学时没有读入。",
        "warning 2:2 看不出学时是培训还是督导，按培训读入，请核对。",
    ]


def test_several_columns_of_a_kind_add_up_and_their_sum_is_stated() -> None:
    sheet = sheet_of(
        [TITLE],
        ["姓名", "内部培训", "外部培训", "培训合计", "个别督导", "小组督导", "督导次数"],
        ["张三", 1, 2, 3, 4, 5, 2],
        ["合计", 1, 2, 3, 4, 5, 2],
    )
    table, problems = read(sheet)
    assert hours(table) == {"张三": {"": "3/9"}}
    assert table.stated_training is not None
    assert (str(table.stated_training.value), table.stated_supervision, problems) == ("3", None, ())


def test_a_month_without_a_year_is_kept_to_be_corrected() -> None:
    sheet = sheet_of(["附件4 培训学时"], ["姓名", "8月", "9月"], ["张三", 1, 2], ["合计", 1, 2])
    (mapping,) = suggest_training(sheet)
    assert [(each.month, each.measure) for each in mapping.columns.values()] == [
        ("", ""),
        ("", "8月"),
        ("", "9月"),
    ]
    assert from_json(as_json(mapping)) == mapping
    table, _ = read_training(sheet, mapping)
    assert (hours(table), table.stated_training) == ({"张三": {"8月": "1/", "9月": "2/"}}, None)
    corrected = {
        **mapping.columns,
        2: replace(mapping.columns[2], month="2023-08"),
        3: replace(mapping.columns[3], month="2023-09"),
    }
    table, problems = read_training(sheet, replace(mapping, columns=corrected))
    assert (hours(table), problems) == ({"张三": {"2023-08": "1/", "2023-09": "2/"}}, ())


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("张三、李四", ["张三", "李四"]),
        ("张三，李四;王五\n赵六", ["张三", "李四", "王五", "赵六"]),
        ("张三 李四", ["张三", "李四"]),
        ("张 三", ["张三"]),
        ("张 三 李四", ["张三", "李四"]),
        ("张三(主讲)、张三", ["张三"]),
        ("共12人", []),
        ("12", []),
        ("全体社工", []),
    ],
)
def test_names_however_they_are_parted(text: str, names: list[str]) -> None:
    assert split_names(text) == names


@pytest.mark.parametrize(
    "rows",
    [
        [
            ["附件2"],
            ["序号", "姓名", "证书/培训", "8月", None],
            [None, None, None, "人员到位", "社保购买"],
            [1, "张三", "社工证", "√", "√"],
        ],
        [["附件2 到岗情况"], ["序号", "姓名", "8月", "9月"], [1, "张三", 1, 0.5]],
        [[TITLE], ["月份", "培训学时", "督导学时"], ["8月", 1, 2]],
    ],
    ids=["attendance", "attendance by figures", "nobody named"],
)
def test_other_sheets_are_not_annex_4(rows: list[list[Value]]) -> None:
    assert suggest_training(sheet_of(*rows)) == ()


@pytest.mark.parametrize(
    ("rows", "merged"),
    [
        pytest.param(
            [
                ["姓名", "月份", "类型", "时数"],
                ["张三", "2023-08", "培训", 5],
                ["张三", "2023-08", "督导", 1.5],
                ["李四", "2023-08", "外出培训", "6小时"],
            ],
            (),
            id="a row for each month and kind",
        ),
        pytest.param(
            [
                ["培训督导时数"],
                ["月份", "类别", "张三", "李四"],
                ["2023年8月", "培训", 5, 6],
                [None, "督导", 1.5],
                ["2023年9月", "培训"],
            ],
            ("A3:A4",),
            id="months down, workers across",
        ),
        pytest.param(
            [
                ["姓名", "类别", "2023年8月", "9月", "合计"],
                ["张三", "参加培训", "5小时", None, "5小时"],
                [None, "接受督导", "1.5小时", None, "1.5小时"],
                ["李四", "参加培训", "6小时", None, "6小时"],
                [None, "接受督导"],
            ],
            ("A2:A3", "A4:A5"),
            id="two rows a worker, the hours with their unit",
        ),
        pytest.param(
            [
                ["培训及督导"],
                ["姓名", "项目", "2023年8月", "9月"],
                ["张三", "培训", 5],
                [None, "督导", 1.5],
                ["李四", "培训", 6],
                [None, "督导"],
            ],
            (),
            id="the name beside the first of two rows only",
        ),
    ],
)
def test_kinds_in_rows_and_workers_across(rows: list[list[Value]], merged: tuple[str, ...]) -> None:
    name = "培训督导" if "类别" in rows[0] else "Sheet1"
    table, problems = read(sheet_of(*rows, name=name, merged=merged))
    assert hours(table) == {"张三": {"2023-08": "5/1.5"}, "李四": {"2023-08": "6/"}}
    assert problems == ()


def test_hours_of_volunteers_are_no_training() -> None:
    rows: list[list[Value]] = [["姓名", "日期", "类型", "服务时数"], ["张三", "2023-08-01", "探访", 5]]
    assert suggest_training(sheet_of(*rows)) == ()


def test_heads_that_are_not_merged_over_their_second_column() -> None:
    table, problems = read(
        sheet_of(
            [TITLE],
            ["序号", "姓名", "8月", None, "9月", None, "合计", None, "备注"],
            [None, None, "培训", "督导", "培训", "督导", "培训", "督导", None],
            [1, "张三", 6, 2, 6.5, 2, 12.5, 4, None],
            ["合计", None, 6, 2, 6.5, 2, 12.5, 4, None],
        )
    )
    assert hours(table) == {"张三": {"2023-08": "6/2", "2023-09": "6.5/2"}}
    assert problems == ()


@pytest.mark.parametrize(
    ("heads", "row", "expected"),
    [
        (
            ["姓名", "总培训时数", "总督导时数", "2024年7月培训", "2024年7月督导", "8月培训", "8月督导"],
            ["张三", 12, 3, 6, 1, 6, 2],
            {"2024-07": "6/1", "2024-08": "6/2"},
        ),
        (
            ["姓名", "2024年7月", "8月", "培训合计", "督导合计"],
            ["张三", 6, 6, 12, 3],
            {"2024-07": "6/", "2024-08": "6/", "": "/3"},
        ),
        (
            ["姓名", "应完成学时", "实际完成学时", "2024年7月", "8月", "督导次数", "督导时数"],
            ["张三", 18, 12, 6, 6, 3, 5],
            {"2024-07": "6/", "2024-08": "6/", "": "/5"},
        ),
        (
            ["姓名", "培训时数", "2024年7月培训", "8月培训", "督导时数"],
            ["张三", 12, 6, 6, 5],
            {"2024-07": "6/", "2024-08": "6/", "": "/5"},
        ),
    ],
)
def test_what_is_of_the_whole_period_beside_months(
    heads: list[Value], row: list[Value], expected: dict[str, str]
) -> None:
    table, problems = read(sheet_of(["员工培训情况"], heads, row))
    assert hours(table) == {"张三": expected}
    assert problems == ()


def test_hours_without_a_month_beside_months_are_told() -> None:
    heads: list[Value] = ["姓名", "外出培训学时", "2024年7月培训学时", "8月培训学时", "实际培训时数"]
    table, problems = read(sheet_of([TITLE], heads, ["张三", 5, 6, 6, 13]))
    assert hours(table) == {"张三": {"": "5/", "2024-07": "6/", "2024-08": "6/"}}
    assert told(problems) == [
        "warning E3 表中写 13，各月相加是 17，按各月读入，请核对。",
        "warning B2 “外出培训学时”没有写月份，与各月的学时相加，请核对。",
    ]


@pytest.mark.parametrize(("total", "said"), [(8, ()), (9, ("G5 表中的合计是 9，各行相加是 8",))])
def test_a_sum_of_both_kinds_is_compared_with_both(total: int, said: tuple[str, ...]) -> None:
    sheet = sheet_of(
        ["员工培训及督导记录"],
        ["序号", "日期", "姓名", "类型", "主题", "主讲人", "时数"],
        [1, "2024-08-03", "张三", "培训", "儿童保护", "王", 6],
        [2, "2024-08-20", "张三", "督导", "个案督导", "李", 2],
        ["合计", None, None, None, None, None, total],
        name="培训台账",
        merged=("A5:F5",),
    )
    table, problems = read(sheet)
    assert (table.stated_training, table.stated_supervision) == (None, None)
    assert len(problems) == len(said)
    assert all(text in found for text, found in zip(said, told(problems), strict=True))
