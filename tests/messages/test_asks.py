"""The liaison's message of the day: order, buttons, and nothing said twice."""

from __future__ import annotations

from dataclasses import replace

import pytest

from messages.compose import compose_asks, compose_contacts, compose_item, compose_tasks, join
from messages.speech import Verb
from tests.messages import samples as s
from workflows.ledger import FactKind
from workflows.notice import NoticeKind
from workflows.roster import Role


def verbs(speech) -> list[list[Verb]]:
    return [[choice.action.verb for choice in row] for row in speech.choices]


def many(count: int):
    due = s.deadline(s.NOW.date() + s.days(16))
    return [s.case(s.assignment(f"林-{n:02d}", "造林", due)) for n in range(count)]


def test_a_single_item_offers_every_answer_and_nil_only_where_it_is_allowed() -> None:
    plain_rows = [[Verb.DONE, Verb.PROGRESS], [Verb.BLOCKED, Verb.EXTEND]]
    assert verbs(compose_asks([s.ask(s.scheme())], s.liaison(), s.NOW)) == plain_rows
    nil = compose_asks([s.ask(s.quarterly())], s.liaison(), s.NOW)
    assert verbs(nil) == [*plain_rows, [Verb.NIL]]


def test_nobody_is_made_to_acknowledge() -> None:
    asks = [s.ask(case, NoticeKind.ISSUE) for case in (s.scheme(), s.quarterly(), s.river())]
    for some in (asks[:1], asks):
        buttons = [v for row in verbs(compose_asks(some, s.liaison(), s.NOW)) for v in row]
        assert Verb.ACK not in buttons


def test_the_longest_overdue_comes_first_and_the_buttons_follow_the_numbers() -> None:
    asks = [s.ask(s.scheme()), s.ask(s.quarterly()), s.ask(s.river())]
    speech = compose_asks(asks, s.liaison(), s.NOW)
    assert speech.html.index("水-03") < speech.html.index("〔动态〕") < speech.html.index("制-01")
    firsts = [row[0] for row in speech.choices]
    assert [choice.text for choice in firsts] == ["1 完成", "2 完成", "3 完成"]
    assert [choice.action.about for choice in firsts if choice.action] == [
        "县/水-03/-/县水利局",
        "县/动态/-/县水利局",
        "县/制-01/-/县水利局",
    ]


def test_more_than_three_items_get_a_button_each_and_one_for_the_rest() -> None:
    speech = compose_asks([s.ask(case) for case in many(11)], s.liaison(), s.NOW)
    assert verbs(speech) == [[Verb.PICK]] * 8 + [[Verb.TASKS]]
    assert speech.choices[-1][0].text == "其余3项"
    assert "另有3项：林-08、林-09、林-10" in speech.html


def test_two_notices_about_one_item_are_said_once_and_the_graver_counts() -> None:
    reminder, nag = s.ask(s.river()), s.ask(s.river(), NoticeKind.NAG, "次日催办")
    both = compose_asks([nag, reminder], s.liaison(), s.NOW)
    assert both == compose_asks([nag], s.liaison(), s.NOW)


def test_the_reason_for_a_date_is_told_only_where_the_date_moved() -> None:
    assert "时限依据" in compose_asks([s.ask(s.quarterly())], s.liaison(), s.NOW).html
    assert "时限依据" not in compose_asks([s.ask(s.scheme())], s.liaison(), s.NOW).html


def test_an_extension_replaces_the_old_reason_and_keeps_the_first_date() -> None:
    to = s.at(10, 20, 17, 30).isoformat()
    case = s.case(s.quarterly().assignment, [s.fact(FactKind.EXTENDED, s.NOW, due_at=to)])
    html = compose_asks([s.ask(case)], s.liaison(), s.NOW).html
    assert "时限依据" not in html
    assert "原定9月28日（周四）17:30，现为10月20日（周五）17:30" in html


def test_an_offline_item_has_no_answers() -> None:
    assert compose_asks([s.ask(s.secret())], s.liaison(), s.NOW).choices == ()
    pair = compose_asks([s.ask(s.secret()), s.ask(s.river())], s.liaison(), s.NOW)
    assert [row[0].text for row in pair.choices] == ["1 完成"]


def test_notice_only_channels_carry_codes_and_nothing_else() -> None:
    to = replace(s.liaison(), notice_only=True)
    speech = compose_asks([s.ask(s.river()), s.ask(s.scheme())], to, s.NOW)
    assert speech.html == "您有2项待办〔水-03〕〔制-01〕，请登录内网办理。"
    assert speech.choices == ()


def test_the_list_goes_on_where_it_stopped() -> None:
    cases = many(20)
    first = compose_tasks(cases, {}, s.liaison(), s.NOW)
    action = first.choices[-1][0].action
    assert action is not None
    assert (action.verb, action.arg) == (Verb.TASKS, "8")
    last = compose_tasks(cases, {}, s.liaison(), s.NOW, start=16)
    assert verbs(last) == [[Verb.PICK]] * 4
    assert "林-16" in last.html


@pytest.mark.parametrize("start", [-1, 20, 10**9])
def test_a_page_that_does_not_exist_is_the_first_page(start: int) -> None:
    cases = many(20)
    wanted = compose_tasks(cases, {}, s.liaison(), s.NOW)
    assert compose_tasks(cases, {}, s.liaison(), s.NOW, start=start) == wanted


def test_an_item_that_is_done_offers_a_correction_and_no_second_report() -> None:
    done = s.fact(FactKind.REPORTED, s.NOW, receipt="R-7", intent="done", text="已印发")
    case = s.case(s.scheme().assignment, [done])
    speech = compose_item(s.ask(case), s.liaison(), s.NOW)
    assert verbs(speech) == [[Verb.CORRECT, Verb.WITHDRAW], [Verb.TASKS]]
    assert {c.action.arg for c in speech.choices[0] if c.action} == {"R-7"}


def test_the_office_sees_an_item_with_its_own_buttons_and_none_of_the_units() -> None:
    rows = compose_item(s.ask(s.river()), s.official(Role.CLERK), s.NOW).choices
    verbs = {choice.action.verb for row in rows for choice in row if choice.action}
    assert verbs == {Verb.PROXY, Verb.WAIVE, Verb.TASKS}
    assert compose_item(s.ask(s.river()), s.official(Role.LEADER), s.NOW).choices == ()


def test_joined_messages_name_the_item_on_every_button_and_share_one_footer() -> None:
    to = replace(s.liaison(), footer="演练")
    parts = [compose_asks([s.ask(case)], to, s.NOW) for case in (s.river(), s.scheme())]
    both = join(parts)
    labels = [choice.text for row in both.choices for choice in row]
    assert labels[0] == "水-03 已完成"
    assert labels[4] == "制-01 已完成"
    assert both.html.count("<i>演练</i>") == 1
    assert both.html.endswith("<i>演练</i>")


def test_a_contact_problem_says_that_the_clock_stands_still() -> None:
    lost = s.fact(
        FactKind.UNDELIVERED,
        s.at(9, 25),
        post=f"{s.WATER}/liaison",
        reason="nobody holds this post",
    )
    case = s.case(s.river().assignment, [lost])
    html = compose_contacts([s.ask(case, NoticeKind.CONTACT)], s.official(Role.CLERK), s.NOW).html
    assert "尚未接入" in html
    assert "升级计时暂停" in html
    assert "9月25日 09:00起" in html
