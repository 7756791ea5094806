"""Numbers as people type them in Chinese: 80, 八十, 一百零五, 十二点五."""

_DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2, "俩": 2}
_UNITS = {"十": 10, "百": 100, "千": 1000, "万": 10000}

CN = "[零〇一二两三四五六七八九十百千]{1,7}"  # 十二, 一百零五
INT = rf"(?:\d{{1,4}}|{CN})"


def number(text: str) -> float | None:
    """The value of an Arabic or Chinese numeral, with 点 for the decimal point; None if neither."""
    text = text.strip()
    try:
        return float(text) if text.isascii() and text[:1].isdigit() else _chinese(text)
    except ValueError:
        return None


def integer(text: str) -> int:
    """The value of a numeral matched by ``INT``; -1 when the characters do not make a number."""
    value = number(text)
    return -1 if value is None or value != int(value) else int(value)


def _chinese(text: str) -> float | None:
    head, _, tail = text.partition("点")
    value = _positional(head)
    if value is None or any(c not in _DIGITS for c in tail):
        return None
    return float(f"{value}.{''.join(str(_DIGITS[c]) for c in tail) or '0'}")


def _positional(text: str) -> int | None:
    if not text:
        return None
    if all(c in _DIGITS for c in text):  # 二〇二六 is read digit by digit
        return int("".join(str(_DIGITS[c]) for c in text))
    total = section = digit = 0
    for c in text:
        if c in _DIGITS:
            digit = _DIGITS[c]
        elif c == "万":
            total, section, digit = (total + section + digit) * 10000, 0, 0
        elif c in _UNITS:
            section, digit = section + (digit or 1) * _UNITS[c], 0
        else:
            return None
    return total + section + digit
