"""Stories over Telegram's protocol: YAML in, clock forward, messages out."""

from __future__ import annotations

from pathlib import Path

from messages.split import plain
from tests.stories.town import Town, at, texts, town

PNG = b"\x89PNG\r\n\x1a\n" + b"photo of the site" * 20
OFFICE = "创建省级生态区工作领导小组办公室"
MINE = "honggutan/动态/2023Q3/沙井街道"


async def digest_text(here: Town) -> str:
    digest = await here.shell.composer.digest("honggutan", here.clock.now())
    return str(digest.now)


async def test_a_photo_with_done_is_one_receipt_and_counts_in_the_digest(tmp_path: Path) -> None:
    async with town(tmp_path, at("2023-08-20", "10:00")) as here:
        liaison = here.server.user(first_name="沙井街道联络员")
        director = here.server.user(first_name="办公室主任")
        await here.enrol(liaison, "沙井街道")
        await here.enrol(director, OFFICE, "director")
        before = len(texts(liaison))

        await here.pass_to(at("2023-08-28", "08:59"))
        assert len(texts(liaison)) == before, "nothing comes before the working day's hour"
        await here.pass_to(at("2023-08-28", "09:00"))
        asked = texts(liaison)[before:]
        assert len(asked) == 1, "one message"
        assert "动态" in asked[0]
        assert "9月28日" in asked[0], "the rolled day: the quarter ends in the holidays"

        await liaison.send_photo(PNG, caption="已完成")
        await here.hear()
        receipt = texts(liaison)[before + 1 :]
        assert len(receipt) == 1, "one receipt and nothing else"
        assert "R-20230828-0001" in receipt[0]
        facts = await here.facts(MINE)
        assert facts == ["issued", "delivered", "reported"]

        await here.pass_to(at("2023-09-01", "16:00"))
        digests = [text for text in texts(director) if text.startswith("周报第")]
        assert len(digests) == 2, "every Friday at four"
        digest = await here.shell.composer.digest("honggutan", here.clock.now())
        assert digest.now.reports == 1
        assert [line.assignment.id for line in digest.changes] == [MINE]


async def test_a_silent_unit_is_nagged_then_the_office_is_told(tmp_path: Path) -> None:
    async with town(tmp_path, at("2023-08-20", "10:00")) as here:
        liaison = here.server.user(first_name="沙井街道联络员")
        clerk = here.server.user(first_name="创建办工作人员")
        await here.enrol(liaison, "沙井街道")
        await here.enrol(clerk, OFFICE, "clerk")

        await here.pass_to(at("2023-10-06", "23:00"))
        quiet = len(texts(liaison))
        await here.pass_to(at("2023-10-07", "09:00"))
        assert len(texts(liaison)) == quiet + 1, "Saturday 7 October is a make-up working day"
        assert "逾期" in texts(liaison)[-1]

        told = len(texts(clerk))
        await here.pass_to(at("2023-10-10", "08:00"))
        assert not [t for t in texts(clerk)[told:] if "沙井街道" in t and "周报" not in t]
        await here.pass_to(at("2023-10-11", "12:00"))
        news = [t for t in texts(clerk)[told:] if "沙井街道" in t and "周报" not in t]
        assert len(news) == 1, "the fifth working day after the due day"
        assert "escalated" in await here.facts(MINE)


async def test_a_unit_that_was_never_reached_is_a_contact_problem_not_an_escalation(
    tmp_path: Path,
) -> None:
    async with town(tmp_path, at("2023-08-20", "10:00")) as here:
        clerk = here.server.user(first_name="创建办工作人员")
        await here.enrol(clerk, OFFICE, "clerk")
        await here.pass_to(at("2023-10-20", "12:00"))
        facts = await here.facts(MINE)
        assert "undelivered" in facts
        assert "escalated" not in facts
        told = [text for text in texts(clerk) if text.startswith("联络不畅")]
        assert any("沙井街道" in text for text in told)


async def test_buttons_die_with_the_binding_and_strangers_get_one_sentence(tmp_path: Path) -> None:
    async with town(tmp_path, at("2023-08-20", "10:00")) as here:
        first = here.server.user(first_name="甲")
        await here.enrol(first, "沙井街道")
        await here.pass_to(at("2023-08-28", "09:00"))
        reminder = first.inbox[-1]
        second = here.server.user(first_name="乙")
        await here.enrol(second, "沙井街道")

        tap = await first.tap(reminder, "已完成")
        await here.hear()
        assert tap.answer, "the old holder is told"
        assert "reported" not in await here.facts(MINE)

        stranger = here.server.user(first_name="路人")
        await stranger.start("")
        await stranger.send("你好")
        await here.hear()
        assert len(texts(stranger)) <= 2
        assert all("动态" not in plain(text) for text in texts(stranger))


async def test_a_forged_button_is_refused_and_counted(tmp_path: Path) -> None:
    async with town(tmp_path, at("2023-08-20", "10:00")) as here:
        liaison = here.server.user(first_name="甲")
        await here.enrol(liaison, "沙井街道")
        await here.pass_to(at("2023-08-28", "09:00"))
        for data in ("d|1||1|AAAAAAAAAAAA", "x", "d|1", "|" * 60):
            await liaison.forge_tap(liaison.inbox[-1], data)
        await here.hear()
        assert "reported" not in await here.facts(MINE)
        assert (await here.store.counters())["taps_tampered"] == 4


async def test_an_invite_works_once(tmp_path: Path) -> None:
    async with town(tmp_path, at("2023-08-20", "10:00")) as here:
        code = await here.invite("沙井街道")
        first, second = here.server.user(first_name="甲"), here.server.user(first_name="乙")
        await first.start(code)
        await here.hear()
        await second.start(code)
        await here.hear()
        holders = await here.store.bindings_of("沙井街道/liaison")
        assert [row.account for row in holders] == [str(first.id)]


async def test_after_an_outage_each_person_gets_one_message(tmp_path: Path) -> None:
    async with town(tmp_path, at("2023-08-20", "10:00")) as here:
        liaison = here.server.user(first_name="甲")
        await here.enrol(liaison, "沙井街道")
        before = len(texts(liaison))
        here.clock.move_to(at("2023-10-09", "10:30"))  # weeks pass with the service off
        await here.driver.settle()
        assert len(texts(liaison)) == before + 1
        assert "逾期" in texts(liaison)[-1]


async def test_nothing_is_lost_or_said_twice_when_an_update_is_repeated(tmp_path: Path) -> None:
    async with town(tmp_path, at("2023-08-20", "10:00")) as here:
        liaison = here.server.user(first_name="甲")
        await here.enrol(liaison, "沙井街道")
        await here.pass_to(at("2023-08-28", "09:00"))
        await liaison.tap(liaison.inbox[-1], "推进中")
        await here.hear()
        said = len(texts(liaison))
        here.server.repeat_updates(3)
        await here.hear()
        assert len(texts(liaison)) == said
        assert (await here.facts(MINE)).count("reported") == 1
