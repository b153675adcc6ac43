"""What a number format makes of a number."""

import pytest

from sgz_desktop.intake.number_formats import NumberFormat, built_in_format, parse_format

PARSED = {
    "General": NumberFormat(),
    "@": NumberFormat(),
    "": NumberFormat(),
    "0": NumberFormat(decimals=0),
    "0.00_ ": NumberFormat(decimals=2),
    "#,##0.0_);[Red](#,##0.0)": NumberFormat(decimals=1),
    "0%": NumberFormat(percent=True, decimals=0),
    "0.00%;-0.00%": NumberFormat(percent=True, decimals=2),
    '0"户"': NumberFormat(decimals=0),
    '0"天（d）"': NumberFormat(decimals=0),
    "0.00E+00": NumberFormat(decimals=2),
    "[DBNum1][$-804]General": NumberFormat(),
    'yyyy"年"m"月"d"日"': NumberFormat(date="ymd"),
    "yyyy/m/d;@": NumberFormat(date="ymd"),
    "[$-804]yyyy年m月;@": NumberFormat(date="ym"),
    "[DBNum1][$-804]m月": NumberFormat(date="m"),
    "mmm-yy": NumberFormat(date="ym"),
    "m/d": NumberFormat(date="md"),
    "yyyy": NumberFormat(date="y"),
    "yyyy-mm-dd hh:mm:ss": NumberFormat(date="ymd"),
    "m/d/yy h:mm AM/PM": NumberFormat(date="ymd"),
    "[$-804]aaaa;@": NumberFormat(date="d"),
    "h:mm": NumberFormat(),
    "mm:ss": NumberFormat(),
    "[h]:mm": NumberFormat(),
    "[mm]": NumberFormat(),
    "y" * 10_000: NumberFormat(date="y"),
    "[" * 10_000: NumberFormat(),
}


@pytest.mark.parametrize("code", PARSED)
def test_a_code_tells_dates_percentages_and_decimals(code: str) -> None:
    assert parse_format(code) == PARSED[code]


@pytest.mark.parametrize(
    ("number", "found"),
    [
        (0, NumberFormat()),
        (10, NumberFormat(percent=True, decimals=2)),
        (14, NumberFormat(date="ymd")),
        (20, NumberFormat()),
        (31, NumberFormat(date="ymd")),
        (57, NumberFormat(date="ym")),
        (58, NumberFormat(date="md")),
        (4000, NumberFormat()),
    ],
)
def test_formats_known_by_number_are_those_of_china(number: int, found: NumberFormat) -> None:
    assert built_in_format(number) == found
