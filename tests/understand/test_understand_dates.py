"""How the days named in replies resolve, from several reference days."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from messages.understand import understand

ZONE = timezone(timedelta(hours=8))
REST_2026 = {
    date(2026, 4, 4) + timedelta(days=n) for n in range(3)
} | {date(2026, 5, 1) + timedelta(days=n) for n in range(5)} | {
    date(2026, 10, 1) + timedelta(days=n) for n in range(7)
}  # fmt: skip
MADE_UP = {date(2026, 5, 9), date(2026, 9, 20), date(2026, 10, 10)}
LAST_REST = {"清明": date(2026, 4, 6), "劳动节": date(2026, 5, 5), "国庆": date(2026, 10, 7)}


def works(day: date) -> bool:
    return day in MADE_UP or (day.weekday() < 5 and day not in REST_2026)


def at(year: int, month: int, day: int) -> datetime:
    return datetime(year, month, day, 9, 30, tzinfo=ZONE)


WEDNESDAY = at(2026, 3, 11)


@pytest.mark.parametrize(
    ("words", "written_at", "day"),
    [
        ("25号", at(2026, 3, 25), date(2026, 3, 25)),
        ("25号", at(2026, 3, 26), date(2026, 4, 25)),
        ("31号", at(2026, 4, 2), date(2026, 5, 31)),
        ("5号", at(2026, 12, 20), date(2027, 1, 5)),
        ("周五", at(2026, 3, 13), date(2026, 3, 13)),
        ("周五", at(2026, 3, 14), date(2026, 3, 20)),
        ("下周五", at(2026, 3, 13), date(2026, 3, 20)),
        ("下周一", at(2026, 3, 15), date(2026, 3, 16)),
        ("下下周一", WEDNESDAY, date(2026, 3, 23)),
        ("星期天", WEDNESDAY, date(2026, 3, 15)),
        ("月底", at(2028, 2, 3), date(2028, 2, 29)),
        ("下月底", at(2026, 1, 31), date(2026, 2, 28)),
        ("下个月初", at(2026, 12, 3), date(2027, 1, 10)),
        ("月初", WEDNESDAY, date(2026, 4, 10)),
        ("中旬", WEDNESDAY, date(2026, 3, 20)),
        ("1月15日", at(2026, 12, 10), date(2027, 1, 15)),
        ("三月十五号", WEDNESDAY, date(2026, 3, 15)),
        ("2026年4月15日", WEDNESDAY, date(2026, 4, 15)),
        ("2026-04-15", WEDNESDAY, date(2026, 4, 15)),
        ("26年4月底", WEDNESDAY, date(2026, 4, 30)),
        ("4月15日-20日", WEDNESDAY, date(2026, 4, 20)),
        ("明天", at(2026, 12, 31), date(2027, 1, 1)),
        ("大后天", WEDNESDAY, date(2026, 3, 14)),
        ("年底", WEDNESDAY, date(2026, 12, 31)),
        ("季度末", at(2026, 5, 6), date(2026, 6, 30)),
        ("下季度", at(2026, 11, 6), date(2027, 3, 31)),
        ("一个半月内", WEDNESDAY, date(2026, 4, 26)),
        ("两三天内", WEDNESDAY, date(2026, 3, 14)),
        ("下周", WEDNESDAY, date(2026, 3, 20)),
    ],
)
def test_a_day_resolves_from_the_instant_of_writing(
    words: str, written_at: datetime, day: date
) -> None:
    assert understand(f"预计{words}完成", written_at).until == day


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("清明后", date(2026, 4, 7)),
        ("节后", date(2026, 4, 7)),
        ("节后第二个工作日", date(2026, 4, 8)),
        ("五一后", date(2026, 5, 6)),
        ("五一前", date(2026, 4, 30)),
        ("国庆节后", date(2026, 10, 8)),
        ("20个工作日内", date(2026, 4, 9)),
    ],
)
def test_the_calendar_decides_about_holidays(words: str, day: date) -> None:
    reading = understand(f"预计{words}完成", WEDNESDAY, (), works, LAST_REST)
    assert reading.until == day


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("五一前", date(2026, 4, 30)),
        ("清明前", date(2026, 4, 3)),
        ("端午前", date(2026, 6, 18)),
        ("端午后", date(2026, 6, 22)),
        ("中秋节前", date(2026, 9, 24)),
        ("国庆前", date(2026, 9, 30)),
        ("元旦前", date(2026, 12, 31)),
    ],
)
def test_the_day_of_a_festival_is_known_without_a_calendar(words: str, day: date) -> None:
    assert understand(f"预计{words}完成", WEDNESDAY).until == day


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("节后", date(2026, 4, 7)),
        ("节前", date(2026, 4, 3)),
        ("端午后", date(2026, 6, 22)),
        ("国庆后", date(2026, 10, 8)),
        ("五一后", date(2026, 5, 6)),
        ("五一前", date(2026, 4, 30)),
    ],
)
def test_working_days_alone_tell_when_a_holiday_ends(words: str, day: date) -> None:
    assert understand(f"预计{words}完成", WEDNESDAY, (), works).until == day


@pytest.mark.parametrize("words", ["节后", "春节后", "春节前", "过几天"])
def test_a_day_that_cannot_be_told_is_asked_for(words: str) -> None:
    reading = understand(f"{words}完成", WEDNESDAY)
    assert reading.until is None
    assert reading.ask


@pytest.mark.parametrize(
    "text",
    [
        "上周五就报过了",
        "3月2日已报",
        "计划4月10日启动",
        "4月10日开会研究，正在推进",
        "月底前要交吗？",
        "每周五报送，正在推进",
        "3月20日前完不成",
        "用了三天",
        "原定3月20日，目前推进中",
        "今天已完成",
    ],
)
def test_what_is_no_promise_gives_no_day(text: str) -> None:
    assert understand(text, WEDNESDAY).until is None


def test_the_day_is_that_of_the_zone_it_was_written_in() -> None:
    late = datetime(2026, 3, 11, 23, 30, tzinfo=ZONE)
    assert understand("明天完成", late).until == date(2026, 3, 12)
    assert understand("明天完成", late.astimezone(UTC)).until == date(2026, 3, 12)
    early = datetime(2026, 3, 12, 0, 30, tzinfo=ZONE)
    assert understand("明天完成", early).until == date(2026, 3, 13)
    assert understand("明天完成", early.astimezone(UTC)).until == date(2026, 3, 12)
