"""On which day a festival falls; how long people rest around it is for the calendar to say."""

from datetime import date

NAMES = {
    "元旦": "元旦", "春节": "春节", "过年": "春节", "年": "春节", "清明": "清明", "劳动": "劳动",
    "五一": "劳动", "端午": "端午", "中秋": "中秋", "国庆": "国庆", "十一": "国庆",
}  # fmt: skip
_FIXED = {"元旦": (1, 1), "清明": (4, 5), "劳动": (5, 1), "国庆": (10, 1)}
# The lunar calendar's first of the first, fifth of the fifth and fifteenth of the eighth month.
_FROM = 2025
_LUNAR = {
    "春节": "0129 0217 0206 0126 0213 0203 0123 0211 0131 0219 0208 0128 0215 0204 0124 0212",
    "端午": "0531 0619 0609 0528 0616 0605 0624 0612 0601 0620 0610 0530 0618 0607 0527 0614",
    "中秋": "1006 0925 0915 1003 0922 0912 1001 0919 0908 0927 0916 1004 0924 0913 1002 0920",
}


def named(words: str) -> str:
    """The festival's name as this file knows it: 五一节 is 劳动."""
    return NAMES.get(words.removesuffix("节"), words)


def next_day(festival: str, today: date) -> date | None:
    """The festival's next day, today included; "" is the first of all; None if unknown."""
    if not festival:
        days = [day for name in (*_FIXED, *_LUNAR) if (day := next_day(name, today))]
        return min(days, default=None)
    days = [_on(festival, year) for year in (today.year, today.year + 1)]
    return next((day for day in days if day and day >= today), None)


def _on(festival: str, year: int) -> date | None:
    if festival in _FIXED:
        return date(year, *_FIXED[festival])
    listed = _LUNAR.get(festival, "").split()
    if not 0 <= year - _FROM < len(listed):
        return None
    month_day = listed[year - _FROM]
    return date(year, int(month_day[:2]), int(month_day[2:]))
