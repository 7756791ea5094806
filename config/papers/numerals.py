"""How word processors print list numbers (自动编号): 一, 十二, ①, 壹, 甲, iv, AA."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

_DIGITS: Final = "〇一二三四五六七八九"
_LEGAL: Final = "零壹贰叁肆伍陆柒捌玖"
_STEMS: Final = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES: Final = "子丑寅卯辰巳午未申酉戌亥"
_ROMAN: Final = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"),
    (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_LARGEST: Final = 9_999


def chinese(number: int, digits: str = _DIGITS, units: str = "十百千") -> str:
    """一, 十, 十二, 二十, 一百〇五. Beyond 9,999 plain digits."""
    if not 0 < number <= _LARGEST:
        return str(number)
    parts, zero = [], False
    for place in range(3, -1, -1):
        digit = number // 10**place % 10
        if digit:
            parts.append((digits[0] if zero and parts else "") + digits[digit])
            parts.append(units[place - 1] if place else "")
        zero = not digit
    text = "".join(parts)
    leading = digits[1] + units[0]
    return text[1:] if text.startswith(leading) and digits == _DIGITS else text


def _one_by_one(number: int) -> str:
    return "".join(_DIGITS[int(digit)] for digit in str(number))


def _enclosed(first: int, last: int, other: str) -> Callable[[int], str]:
    """Numbers that have a sign of their own; beyond them a bracketed or dotted one."""

    def render(number: int) -> str:
        return chr(first + number - 1) if 0 < number <= last else other.format(number)

    return render


def _circled(number: int) -> str:
    for start, first, last in ((0x2460, 1, 20), (0x3251, 21, 35), (0x32B1, 36, 50)):
        if first <= number <= last:
            return chr(start + number - first)
    return f"（{number}）"


def _letters(number: int) -> str:
    """a … z, aa, bb …"""
    if number < 1:
        return str(number)
    return chr(ord("a") + (number - 1) % 26) * min((number - 1) // 26 + 1, 8)


def _roman(number: int) -> str:
    if not 0 < number <= _LARGEST:
        return str(number)
    text = ""
    for value, sign in _ROMAN:
        text += sign * (number // value)
        number %= value
    return text


def _from(signs: str) -> Callable[[int], str]:
    return lambda number: signs[number - 1] if 0 < number <= len(signs) else str(number)


_FORMATS: Final[dict[str, Callable[[int], str]]] = {
    "decimalZero": lambda number: f"{number:02d}",
    "upperLetter": lambda number: _letters(number).upper(),
    "lowerLetter": _letters,
    "upperRoman": lambda number: _roman(number).upper(),
    "lowerRoman": _roman,
    "chineseCounting": chinese,
    "chineseCountingThousand": chinese,
    "taiwaneseCounting": chinese,
    "taiwaneseCountingThousand": chinese,
    "japaneseCounting": chinese,
    "chineseLegalSimplified": lambda number: chinese(number, _LEGAL, "拾佰仟"),
    "ideographLegalTraditional": lambda number: chinese(number, _LEGAL, "拾佰仟"),
    "ideographDigital": _one_by_one,
    "taiwaneseDigital": _one_by_one,
    "japaneseDigitalTenThousand": _one_by_one,
    "ideographTraditional": _from(_STEMS),
    "ideographZodiac": _from(_BRANCHES),
    "ideographEnclosedCircle": _enclosed(0x3280, 10, "（{}）"),
    "decimalEnclosedCircle": _circled,
    "decimalEnclosedCircleChinese": _circled,
    "decimalEnclosedParen": _enclosed(0x2474, 20, "（{}）"),
    "decimalEnclosedFullstop": _enclosed(0x2488, 20, "{}."),
    "decimalFullWidth": lambda number: str(number).translate(_FULL_WIDTH),
    "decimalFullWidth2": lambda number: str(number).translate(_FULL_WIDTH),
    "none": lambda number: "",  # noqa: ARG005
    "bullet": lambda number: "",  # noqa: ARG005
}
_FULL_WIDTH: Final = {ord("0") + n: chr(ord("０") + n) for n in range(10)}


def numeral(number: int, kind: str) -> str:
    """`number` as the list format `kind` (the word processor's name for it) prints it.

    A format that is not known prints plain digits.
    """
    render = _FORMATS.get(kind)
    return str(number) if render is None else render(number)
