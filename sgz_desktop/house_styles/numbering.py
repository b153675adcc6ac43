"""The numbers of Chinese headings and lists: 一、（一） 1. （1） ①."""

_DIGITS = "零一二三四五六七八九"
_CIRCLED_MOST = 20


def chinese_numeral(number: int) -> str:
    """1 to 99 as a Chinese numeral: 一, 十, 十二, 二十, 二十一."""
    if not 0 < number < 100:
        raise ValueError(f"no heading bears the number {number}")
    tens, ones = divmod(number, 10)
    head = "" if tens == 0 else "十" if tens == 1 else f"{_DIGITS[tens]}十"
    return head + (_DIGITS[ones] if ones else "")


def numbered(level: int, number: int) -> str:
    """The token in front of the text at a level: 1 一、 2 （一） 3 1. 4 （1） 5 ①."""
    if level == 1:
        return f"{chinese_numeral(number)}、"
    if level == 2:
        return f"（{chinese_numeral(number)}）"
    if level == 3:
        return f"{number}."
    if level == 4:
        return f"（{number}）"
    return chr(ord("①") + number - 1) if number <= _CIRCLED_MOST else f"（{number}）"
