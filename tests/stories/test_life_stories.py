"""Stories of a report's life: handed in, corrected, withdrawn, hindered, extended, or nothing.

Each is told over Telegram and over the web chat; the last ones over both at once.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.stories.office_home import home_of, people, programme
from tests.stories.small_homes import (
    CITY,
    NEWS,
    OFFICE,
    PARK,
    START,
    STREET,
    with_news,
    with_task,
)
from tests.stories.town import Holder, Town, at, texts, town

PNG = b"\x89PNG\r\n\x1a\n" + b"photo of the site" * 20
LIAISON, CLERK, DIRECTOR = (CITY, "liaison"), (OFFICE, "clerk"), (OFFICE, "director")


async def asked(here: Town, medium: str, *who: tuple[str, str]) -> list[Holder]:
    """Holders of posts on the morning of 28 August, when the work is under way."""
    found = await people(here, medium, *who)
    await here.pass_to(at("2023-08-28", "10:00"))
    return found


async def test_a_photo_with_done_is_one_receipt(tmp_path: Path, medium: str) -> None:
    async with town(tmp_path, START, with_news()) as here:
        (street,) = await asked(here, medium, (STREET, "liaison"))
        before = len(texts(street))
        await street.send_photo(PNG, caption="已完成")
        await here.hear()
        (receipt,) = texts(street)[before:]
        assert "R-20230828-0001" in receipt
        assert "佐证：1件" in receipt
        assert street.inbox[-1].labels == ["改正", "撤回"]
        assert await here.facts(NEWS) == ["issued", "delivered", "reported"]


async def test_a_file_with_done_is_kept_under_its_name(tmp_path: Path, medium: str) -> None:
    async with town(tmp_path, START, with_news()) as here:
        (street,) = await asked(here, medium, (STREET, "liaison"))
        await street.send_document("动态（第3期）.txt", "工作动态".encode(), caption="已完成")
        await here.hear()
        (kept,) = (await here.case(NEWS)).facts[-1].data["evidence"]
        assert kept["name"] == "动态（第3期）.txt"
        assert here.shell.ground.blobs.has(kept["sha256"])


async def test_nothing_this_period_is_a_report_where_that_is_allowed(
    tmp_path: Path, medium: str
) -> None:
    async with town(tmp_path, START, with_news(nil_allowed=True)) as here:
        (street,) = await asked(here, medium, (STREET, "liaison"))
        assert "零报告" in await here.says(street, "本季度无")
        assert (await here.case(NEWS)).facts[-1].data["intent"] == "nil"


async def test_nothing_this_period_is_refused_where_something_is_owed(
    tmp_path: Path, medium: str
) -> None:
    async with town(tmp_path, START, with_news()) as here:
        (street,) = await asked(here, medium, (STREET, "liaison"))
        assert "不接受零报告" in await here.says(street, "本季度无")
        assert "reported" not in await here.facts(NEWS)


async def test_a_hindrance_is_one_tap_and_one_sentence(tmp_path: Path, medium: str) -> None:
    async with town(tmp_path, START, with_task()) as here:
        (city,) = await asked(here, medium, LIAISON)
        await here.taps(city, "有困难")
        assert "什么困难" in texts(city)[-1]
        receipt = await here.says(city, "地块没有移交，干不下去")
        assert "有困难" in receipt
        assert "地块没有移交" in receipt
        assert (await here.case(PARK)).standing.state == "blocked"


async def test_a_correction_and_a_withdrawal_leave_every_version_on_record(
    tmp_path: Path, medium: str
) -> None:
    async with town(tmp_path, START, with_task()) as here:
        (city,) = await asked(here, medium, LIAISON)
        await here.says(city, "推进中，完成30%")
        first = city.inbox[-1]
        await here.taps(city, "改正", first)
        corrected = await here.says(city, "推进中60%")
        assert "第2版，取代：R-20230828-0001" in corrected
        second = city.inbox[-1]
        assert await here.taps(city, "撤回", second) == "已撤回"
        assert not second.labels, "what is withdrawn cannot be withdrawn again"
        row = await here.case(PARK)
        assert [fact.kind.value for fact in row.facts][2:] == [
            "reported",
            "corrected",
            "withdrawn",
        ]
        assert row.standing.percent is None
        assert (row.facts[2].data["percent"], row.facts[3].data["percent"]) == (30, 60)


async def test_an_extension_is_asked_for_and_granted(tmp_path: Path, medium: str) -> None:
    async with town(tmp_path, START, with_task()) as here:
        city, clerk = await asked(here, medium, LIAISON, CLERK)
        await here.says(city, "申请延期到9月20日，原因：苗木未到")
        request = clerk.inbox[-1]
        assert request.text.startswith("延期申请｜区城管执法局：〔文-28〕申请延期至9月20日")
        assert "申请原因：苗木未到" in request.text
        assert await here.taps(clerk, "同意延期", request) == "已同意延至9月20日（周三）"
        assert "✓ 已同意区城管执法局延至9月20日（周三）。" in request.text
        assert not request.labels
        assert "新时限9月20日（周三）17:30" in texts(city)[-1]
        row = await here.case(PARK)
        assert row.standing.due_at == at("2023-09-20", "17:30")
        assert row.standing.original_due_at == at("2023-09-08", "17:30")


async def test_an_extension_is_refused_and_the_due_date_stands(tmp_path: Path, medium: str) -> None:
    async with town(tmp_path, START, with_task()) as here:
        city, clerk = await asked(here, medium, LIAISON, CLERK)
        await here.says(city, "申请延期到9月20日，原因：苗木未到")
        assert await here.taps(clerk, "不同意延期") == "已记录：不同意延期"
        assert "延期申请未获同意，时限仍为9月8日（周五）17:30" in texts(city)[-1]
        assert (await here.case(PARK)).standing.due_at == at("2023-09-08", "17:30")


async def test_an_extension_asked_for_too_late_is_marked_and_can_be_granted_to_another_day(
    tmp_path: Path, medium: str
) -> None:
    async with town(tmp_path, START, with_task()) as here:
        city, clerk = await people(here, medium, LIAISON, CLERK)
        await here.pass_to(at("2023-09-11", "10:00"))
        assert "逾期后申请延期至9月28日" in await here.says(
            city, "申请延期到9月28日，原因：持续降雨"
        )
        request = clerk.inbox[-1]
        assert "逾期" in request.text
        await here.replies(clerk, request, "同意延到9月20日")
        row = await here.case(PARK)
        assert row.standing.due_at == at("2023-09-20", "17:30")
        assert "新时限9月20日（周三）" in texts(city)[-1]


async def test_an_extension_that_nobody_answers_reaches_the_director_and_is_never_granted(
    tmp_path: Path, medium: str
) -> None:
    async with town(tmp_path, START, with_task()) as here:
        city, _, director = await asked(here, medium, LIAISON, CLERK, DIRECTOR)
        await here.says(city, "申请延期到9月20日，原因：苗木未到")
        told = len(texts(director))
        await here.pass_to(at("2023-09-08", "10:00"))
        news = [text for text in texts(director)[told:] if text.startswith("延期申请")]
        assert len(news) == 1, texts(director)
        assert "extended" not in await here.facts(PARK)


async def test_a_second_tap_on_an_old_message_changes_nothing(tmp_path: Path, medium: str) -> None:
    async with town(tmp_path, START, with_task()) as here:
        city, clerk = await asked(here, medium, LIAISON, CLERK)
        await here.says(city, "申请延期到9月20日，原因：苗木未到")
        request = clerk.inbox[-1]
        refuse = request.buttons[-1][-1]["callback_data"]
        await here.taps(clerk, "同意延期", request)
        late = await clerk.forge_tap(request, refuse)  # a page that has not caught up yet
        await here.hear()
        assert late.answer is not None
        assert "已处理过" in late.answer["text"]
        assert (await here.facts(PARK)).count("extension_refused") == 0


@pytest.mark.parametrize(("unit", "office"), [("web", "telegram"), ("telegram", "web")])
async def test_a_decision_on_one_medium_is_a_new_look_of_the_receipt_on_the_other(
    tmp_path: Path, unit: str, office: str
) -> None:
    async with town(tmp_path, at("2023-08-21", "08:00"), home_of(programme("核-01"))) as here:
        (liaison,) = await people(here, unit, (STREET, "liaison"))
        (clerk,) = await people(here, office, CLERK)
        await here.pass_to(at("2023-09-25", "09:00"))
        await liaison.send_photo(PNG, caption="核-01 已完成，验收通过")
        await here.hear()
        receipt, said = liaison.inbox[-1], len(texts(liaison))
        assert await here.taps(clerk, "审核通过") == "已审核通过"
        assert len(texts(liaison)) == said, "no message to the unit"
        assert receipt.is_edited
        assert "审核通过" in receipt.text
        assert not receipt.labels


async def test_an_answer_in_words_that_quote_reaches_the_other_medium(tmp_path: Path) -> None:
    async with town(tmp_path, at("2023-08-21", "08:00"), home_of(programme("规-01"))) as here:
        (liaison,) = await people(here, "telegram", (STREET, "liaison"))
        (clerk,) = await people(here, "web", CLERK)
        await here.pass_to(at("2023-09-05", "10:00"))
        await here.says(liaison, "规-01 送审稿要盖章吗？")
        await here.replies(clerk, clerk.inbox[-1], "要盖公章，一式三份。")
        assert "答复：要盖公章，一式三份。" in texts(liaison)[-1]
