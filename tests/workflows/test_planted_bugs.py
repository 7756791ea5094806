"""Each law meets a bug that it must catch: a law that nothing can break promises nothing.

A planted bug is one change to the text of one function. The text must be there to be changed, so
the table cannot fall behind the code.
"""

from __future__ import annotations

import inspect
import sys
import textwrap
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from types import ModuleType
from typing import Any

import pytest

from tests.workflows import (
    test_calendar,
    test_deadline,
    test_digest,
    test_digest_life,
    test_hours,
    test_light,
    test_notice,
    test_plan,
    test_recurrence,
    test_spells,
    test_standing,
)
from tests.workflows.law import LAWS
from tests.workflows.worlds import REAL
from workflows import (
    bundle,
    calendar,
    deadline,
    digest,
    digest_ahead,
    digest_line,
    digest_readings,
    digest_waits,
    fold,
    hours,
    light,
    notice,
    plan,
    recurrence,
    said,
    spells,
    timetable,
    turns,
)

_TESTS = (
    test_calendar,
    test_deadline,
    test_digest,
    test_digest_life,
    test_hours,
    test_light,
    test_notice,
    test_plan,
    test_recurrence,
    test_spells,
    test_standing,
)


@dataclass(frozen=True, slots=True)
class Bug:
    """`right` in the text of `where` becomes `wrong`, and the law `caught_by` must fail."""

    module: ModuleType
    where: str
    right: str
    wrong: str
    caught_by: str

    @property
    def name(self) -> str:
        return f"{self.where}: {self.right.strip()} -> {self.wrong.strip()}"


BUGS = [
    # calendar
    Bug(
        calendar,
        "WorkCalendar.is_working_day",
        "day in self._make_up",
        "False",
        "test_working_days_are_counted_as_the_civil_code_does",
    ),
    Bug(
        calendar,
        "WorkCalendar.is_working_day",
        "day not in self._rest and day.weekday() < 5",
        "day.weekday() < 5",
        "test_working_days_are_counted_as_the_civil_code_does",
    ),
    Bug(
        calendar,
        "WorkCalendar.next_working_day",
        "not self.is_working_day(day)",
        "day in self._rest or day.weekday() > 4",
        "test_rolling_lands_on_working_days_and_leaves_working_days_alone",
    ),
    Bug(
        calendar,
        "WorkCalendar.add_working_days",
        "range(abs(n))",
        "range(abs(n) - 1)",
        "test_adding_and_taking_away_working_days_is_the_way_back",
    ),
    Bug(
        calendar,
        "WorkCalendar.working_days_between",
        "self._up_to(earlier)",
        "self._up_to(earlier - _DAY)",
        "test_adding_and_taking_away_working_days_is_the_way_back",
    ),
    Bug(
        calendar,
        "WorkCalendar.holiday_end",
        "return day",
        "return day + _DAY",
        "test_a_run_of_rest_days_ends_before_a_working_day",
    ),
    Bug(
        calendar,
        "WorkCalendar.shift",
        "-span.n if back else span.n",
        "span.n",
        "test_a_span_moves_forwards_and_back_in_its_own_unit",
    ),
    Bug(
        calendar,
        "add_months",
        "day.month - 1 + n",
        "day.month + n",
        "test_months_keep_the_day_or_clip_to_the_last_one",
    ),
    Bug(
        calendar,
        "add_months",
        "min(day.day, month_end(date(year, month + 1, 1)).day)",
        "min(day.day, 28)",
        "test_months_keep_the_day_or_clip_to_the_last_one",
    ),
    # deadline
    Bug(
        deadline,
        "roll_day",
        "calendar.previous_working_day(day)",
        "calendar.next_working_day(day)",
        "test_the_quarters_of_honggutan_are_due_on_the_working_day_before",
    ),
    Bug(
        deadline,
        "roll_day",
        "if calendar.is_working_day(day):",
        "if day.weekday() < 5:",
        "test_rolling_lands_on_working_days_and_leaves_working_days_alone",
    ),
    Bug(
        deadline,
        "roll_day",
        "calendar.add_working_days(calendar.next_working_day(day), 1)",
        "calendar.next_working_day(day)",
        "test_rolling_lands_on_working_days_and_leaves_working_days_alone",
    ),
    Bug(
        deadline,
        "resolve",
        "at_office(due_on, timing",
        "at_office(nominal_on, timing",
        "test_a_deadline_is_its_due_day_at_the_cut_off_and_explains_itself",
    ),
    Bug(
        deadline,
        "resolve",
        "calendar.is_official(nominal_on) and",
        "calendar.is_official(nominal_on) or",
        "test_a_deadline_is_provisional_where_either_of_its_days_is",
    ),
    Bug(
        deadline,
        "working_days_left",
        "now <= due_at",
        "office_day(now) <= office_day(due_at)",
        "test_days_left_are_zero_on_the_day_and_negative_only_once_overdue",
    ),
    Bug(
        deadline,
        "working_days_left",
        "min(days, -1)",
        "days",
        "test_days_left_are_zero_on_the_day_and_negative_only_once_overdue",
    ),
    # recurrence
    Bug(
        recurrence,
        "Period.next_on",
        "self.end_on + timedelta(days=1)",
        "self.end_on + timedelta(days=8)",
        "test_periods_tile_time_without_gap_or_overlap",
    ),
    Bug(
        recurrence,
        "periods",
        "period.start_on <= duty.last",
        "period.end_on <= duty.last",
        "test_periods_tile_time_without_gap_or_overlap",
    ),
    Bug(
        recurrence,
        "period_of",
        "year, week, _ = day.isocalendar()",
        "year, week, _ = day.year, day.isocalendar()[1], 0",
        "test_the_codes_of_periods_are_unique_and_in_order",
    ),
    Bug(
        recurrence,
        "due_day",
        "last.replace(day=min(rule.n, last.day))",
        "last.replace(day=1) + timedelta(days=rule.n - 1)",
        "test_every_due_day_lies_in_its_period",
    ),
    Bug(
        recurrence,
        "_nth_working_day",
        "min(calendar.add_working_days(period.start_on - one, n), period.end_on)",
        "calendar.add_working_days(period.start_on - one, n)",
        "test_every_due_day_lies_in_its_period",
    ),
    Bug(
        recurrence,
        "_nth_working_day",
        "period.start_on - one",
        "period.start_on",
        "test_the_nth_working_day_is_counted_from_either_end",
    ),
    # standing
    Bug(
        said,
        "reported",
        "else reopened(standing)",
        "else standing",
        "test_finished_means_that_there_is_a_day_on_which_it_was",
    ),
    Bug(
        fold,
        "_due_moved",
        "return finished(moved, moved.finished_at) if judged and moved.finished_at else moved",
        "return moved",
        "test_a_date_moved_after_the_finish_judges_it_anew",
    ),
    Bug(
        fold,
        "_due_moved",
        "judged and moved.finished_at",
        "moved.finished_at",
        "test_what_was_excused_is_never_judged_late",
    ),
    Bug(
        fold,
        "_due_moved",
        "revision = standing.due_revision + 1",
        "revision = standing.due_revision",
        "test_a_moved_date_is_announced_anew",
    ),
    Bug(
        fold,
        "_due_moved",
        "standing.original_due_at or due_at",
        "due_at",
        "test_the_original_due_date_and_the_count_of_moves_are_kept",
    ),
    Bug(
        fold,
        "_accepted",
        "standing.finished_at or fact.at",
        "fact.at",
        "test_acceptance_keeps_the_day_on_which_the_unit_was_done",
    ),
    Bug(
        fold,
        "_undelivered",
        "reached_at=None, ",
        "",
        "test_the_clock_for_escalation_stands_still_while_a_unit_cannot_be_reached",
    ),
    Bug(
        turns,
        "finished",
        "at <= standing.due_at",
        "at.date() <= standing.due_at.date()",
        "test_in_time_is_a_matter_of_the_instant_not_of_the_day",
    ),
    Bug(
        said,
        "withdrawn",
        'fact.data.get("receipt") not in (None, standing.receipt)',
        "False",
        "test_a_withdrawn_report_is_owed_again_and_an_old_receipt_withdraws_nothing",
    ),
    Bug(
        turns,
        "heard",
        ", unreachable_since=None",
        "",
        "test_whoever_speaks_has_been_reached",
    ),
    Bug(
        fold,
        "_returned",
        "promised_until=None,",
        "",
        "test_a_return_reopens_and_voids_what_was_promised",
    ),
    # timetable and plan
    Bug(
        timetable,
        "timetable",
        "standing.state in FINISHED",
        "False",
        "test_nothing_is_asked_about_what_is_finished",
    ),
    Bug(
        plan,
        "plan",
        "<= terms.now",
        "< terms.now",
        "test_catching_up_gives_what_a_constant_watcher_saw_last",
    ),
    Bug(
        plan,
        "_latest",
        "for step in passed}",
        "for step in reversed(passed)}",
        "test_a_post_gets_one_step_and_it_is_the_latest_that_has_passed",
    ),
    Bug(
        plan,
        "_latest",
        "yield from by_post.values()",
        "yield from passed; del by_post",
        "test_a_post_gets_one_step_and_it_is_the_latest_that_has_passed",
    ),
    Bug(
        plan,
        "_latest",
        "yield from by_post.values()",
        "yield from list(by_post.values())[:1]",
        "test_a_silent_unit_is_always_told_the_latest_step",
    ),
    Bug(
        plan,
        "_wake_at",
        "instant > terms.now",
        "instant >= terms.now",
        "test_sleeping_until_woken_skips_no_step",
    ),
    Bug(
        plan,
        "_wake_at",
        "return min(",
        "return max(",
        "test_sleeping_until_woken_skips_no_step",
    ),
    Bug(
        plan,
        "_wake_at",
        "instants.add(_morning_after(case.standing.promised_until, terms))",
        "pass",
        "test_a_promise_holds_the_nag_back_and_a_broken_one_is_asked_about_next_morning",
    ),
    Bug(
        plan,
        "_answered",
        "kept = office_day(terms.now) <= standing.promised_until",
        "kept = True",
        "test_a_promise_holds_the_nag_back_and_a_broken_one_is_asked_about_next_morning",
    ),
    Bug(
        plan,
        "_answered",
        "if standing.extension_asked_until is not None:",
        "if False:",
        "test_who_has_just_answered_or_asked_for_time_is_not_chased",
    ),
    Bug(
        plan,
        "_answered",
        "> step.on",
        "< step.on",
        "test_who_has_just_answered_or_asked_for_time_is_not_chased",
    ),
    Bug(
        plan,
        "_notice",
        "due_revision=case.standing.due_revision,",
        "",
        "test_a_moved_date_is_announced_anew",
    ),
    Bug(
        plan,
        "_notice",
        "repeat=step.repeat,",
        "",
        "test_the_preview_holds_every_step_once_in_order",
    ),
    Bug(
        plan,
        "plan",
        "next_open(terms.now, terms.hours, terms.calendar)",
        "terms.now",
        "test_notices_leave_within_working_hours_on_working_days",
    ),
    Bug(
        plan,
        "is_moot",
        "!= wanted.key",
        "== wanted.key",
        "test_a_planned_notice_is_moot_once_it_is_finished_overtaken_or_answered",
    ),
    Bug(
        plan,
        "is_moot",
        "notice.key != wanted.key",
        "notice != wanted",
        "test_a_planned_notice_is_moot_once_it_is_finished_overtaken_or_answered",
    ),
    Bug(
        plan,
        "_issue_facts",
        "case.standing.state is not State.PLANNED or not opened",
        "not opened",
        "test_the_issue_is_recorded_exactly_once_it_is_due",
    ),
    Bug(
        timetable,
        "_first_day",
        "if assignment.wish or standing.reached_at is None:\n            return None\n"
        "        due_on = max(due_on, office_day(standing.reached_at))",
        "if assignment.wish:\n            return None",
        "test_nobody_is_escalated_without_proof_nor_for_a_wish",
    ),
    Bug(
        timetable,
        "_first_day",
        "assignment.wish or standing.reached_at is None",
        "standing.reached_at is None",
        "test_nobody_is_escalated_without_proof_nor_for_a_wish",
    ),
    Bug(
        timetable,
        "_first_day",
        "due_on = max(due_on, office_day(standing.reached_at))",
        "pass",
        "test_the_clock_for_escalation_stands_still_while_a_unit_cannot_be_reached",
    ),
    Bug(
        timetable,
        "_first_day",
        "due_on = max(due_on, _issue(assignment, calendar).on)",
        "pass",
        "test_nobody_is_chased_before_the_item_was_issued",
    ),
    Bug(
        timetable,
        "_first_day",
        "calendar.next_working_day(calendar.shift(due_on, rung.offset))",
        "calendar.shift(due_on, rung.offset)",
        "test_steps_come_in_order_of_time_on_working_days_after_the_issue",
    ),
    Bug(
        timetable,
        "timetable",
        "step.on > issue.on",
        "step.on >= issue.on",
        "test_a_reminder_on_the_day_of_issue_or_before_is_left_out",
    ),
    Bug(
        timetable,
        "timetable",
        "sorted(steps, key=lambda step: step.on)",
        "steps",
        "test_steps_come_in_order_of_time_on_working_days_after_the_issue",
    ),
    # hours and bundles
    Bug(
        hours,
        "next_open",
        "hours.noon_time <= clock < hours.afternoon_time",
        "False",
        "test_the_next_open_instant_is_open_and_never_earlier",
    ),
    Bug(
        hours,
        "next_open",
        "clock >= hours.end_time",
        "clock > hours.end_time",
        "test_noon_and_the_evening_are_left_alone",
    ),
    Bug(
        hours,
        "next_open",
        "calendar.next_working_day(day + _DAY)",
        "day + _DAY",
        "test_the_next_open_instant_is_open_and_never_earlier",
    ),
    Bug(
        bundle,
        "bundle",
        "held = tuple(notice for notice in notices if not notice.urgent)",
        "held = ()",
        "test_bundling_loses_nothing_and_writes_unasked_once_a_day",
    ),
    Bug(
        bundle,
        "bundle",
        "written_on < today",
        "written_on <= today",
        "test_bundling_loses_nothing_and_writes_unasked_once_a_day",
    ),
    Bug(
        bundle,
        "bundle",
        "terms.calendar.add_working_days(today, 1)",
        "today",
        "test_bundling_loses_nothing_and_writes_unasked_once_a_day",
    ),
    # lights
    Bug(
        light,
        "light_of",
        "Light.YELLOW if standing.on_time is False else Light.GREEN",
        "Light.GREEN",
        "test_a_finished_light_rests_and_late_stays_yellow",
    ),
    Bug(
        light,
        "light_of",
        "worst = Light.YELLOW if assignment.wish else Light.RED",
        "worst = Light.RED",
        "test_a_finished_light_rests_and_late_stays_yellow",
    ),
    Bug(
        light,
        "light_of",
        "look.now > standing.due_at",
        "False",
        "test_what_is_overdue_is_red_unless_it_is_a_wish",
    ),
    Bug(
        light,
        "light_of",
        "office_day(look.now) >= _near_on",
        "office_day(look.now) <= _near_on",
        "test_a_light_only_gets_worse_while_nobody_says_anything",
    ),
    Bug(
        light,
        "pace_gap",
        "elapsed * 100 - standing.percent",
        "standing.percent - elapsed * 100",
        "test_the_pace_is_measured_from_opening_to_due",
    ),
    Bug(
        light,
        "next_change",
        "if standing.percent is not None:",
        "if False:",
        "test_a_case_that_falls_behind_its_pace_wakes_when_it_does",
    ),
    Bug(
        light,
        "_near_on",
        "look.calendar.previous_working_day(office_day(due_at))",
        "office_day(due_at)",
        "test_a_case_due_on_a_rest_day_wakes_when_it_comes_near",
    ),
    # digests
    Bug(
        digest,
        "tally",
        "tuple(red[:RED_LINES])",
        "tuple(red)",
        "test_the_red_list_is_short_sorted_and_counted",
    ),
    Bug(
        digest,
        "tally",
        "red = sorted((line for line in lines if line.light is Light.RED), key=worst_first)",
        "red = [line for line in lines if line.light is Light.RED]",
        "test_the_red_list_is_short_sorted_and_counted",
    ),
    Bug(
        digest_line,
        "stood",
        "fact.at <= look.now",
        "True",
        "test_before_is_the_digest_of_a_week_earlier",
    ),
    Bug(
        digest,
        "_reports_between",
        "fact.at <= until",
        "True",
        "test_before_is_the_digest_of_a_week_earlier",
    ),
    Bug(
        digest_line,
        "is_overdue",
        "standing.state in FINISHED or ",
        "",
        "test_the_figures_of_a_digest_add_up",
    ),
    Bug(
        digest_line,
        "is_overdue",
        " or standing.waiting_for",
        "",
        "test_a_unit_that_waits_is_not_overdue_and_its_delay_is_the_other_units",
    ),
    Bug(
        digest_line,
        "is_silent",
        " or standing.asked_at",
        "",
        "test_who_asked_and_was_answered_is_not_silent",
    ),
    Bug(
        digest_waits,
        "_wait",
        "max(standing.due_at, since)",
        "standing.due_at",
        "test_a_unit_that_waits_is_not_overdue_and_its_delay_is_the_other_units",
    ),
    Bug(
        digest_waits,
        "_may_go_up",
        "slip_key(rung.name, standing) not in settled",
        "False",
        "test_the_digest_lists_all_that_waits_for_the_office_the_longest_wait_first",
    ),
    Bug(
        digest_waits,
        "waits_for_office",
        "(one.since, one.line.assignment.id, one.kind)",
        "one.line.assignment.id",
        "test_the_digest_lists_all_that_waits_for_the_office_the_longest_wait_first",
    ),
    Bug(
        digest_waits,
        "_slips",
        "max(by_post.values(), default=0)",
        "sum(by_post.values())",
        "test_a_talk_is_suggested_after_a_red_slip_or_two_yellow_ones_on_open_items",
    ),
    Bug(
        digest_waits,
        "_has_slips",
        " and standing.state not in FINISHED",
        "",
        "test_a_talk_is_suggested_after_a_red_slip_or_two_yellow_ones_on_open_items",
    ),
    Bug(
        digest_readings,
        "_worst_first",
        "(order, list_key(indicator), one.line.assignment.unit)",
        "(list_key(indicator), order, one.line.assignment.unit)",
        "test_readings_are_judged_by_arithmetic_and_the_worst_binding_ones_come_first",
    ),
    Bug(
        digest_readings,
        "is_reported",
        " or standing.reported_at is None",
        "",
        "test_a_withdrawn_reading_is_not_counted_as_reported",
    ),
    Bug(
        digest_ahead,
        "_milestones",
        "milestone.title not in happened and ",
        "",
        "test_a_milestone_is_told_before_its_day_and_after_it_until_recorded",
    ),
    Bug(
        digest_ahead,
        "_events",
        "today < on <= today + AHEAD",
        "today < on",
        "test_events_are_no_items_and_wait_for_the_office_once_expected",
    ),
    Bug(
        spells,
        "told_at",
        "max(at, send_instant(quiet_until, hours))",
        "at",
        "test_the_office_hears_once_of_a_spell_and_once_a_week_of_a_line_that_flickers",
    ),
    Bug(
        spells,
        "told_at",
        "return at",
        "return None",
        "test_the_office_hears_once_of_a_spell_and_once_a_week_of_a_line_that_flickers",
    ),
    Bug(
        digest,
        "digest_instants",
        "roll_day(day, rule.roll, calendar)",
        "day",
        "test_a_friday_digest_in_the_national_holiday_leaves_before_it",
    ),
    Bug(
        digest,
        "digest_instants",
        "day <= programme.ends_on",
        "day < programme.ends_on - timedelta(days=7)",
        "test_a_digest_is_due_once_for_every_week_of_the_programme",
    ),
    Bug(
        digest,
        "due_digests",
        "if instant > since:",
        "if instant >= since:",
        "test_each_digest_is_sent_once_and_only_the_latest_after_an_outage",
    ),
    Bug(
        digest,
        "digest_instants",
        "other < earliest",
        "other <= rolled",
        "test_a_digest_is_due_once_for_every_week_of_the_programme",
    ),
    Bug(
        digest,
        "digest_number",
        "programme.digests[:1]",
        "programme.digests[:0]",
        "test_digests_are_numbered_one_by_one",
    ),
    # keys
    Bug(
        notice,
        "Notice.key",
        "self.to,",
        "self.to, self.at.isoformat(),",
        "test_a_key_does_not_know_the_time_nor_the_tone",
    ),
    Bug(
        notice,
        "Notice.key",
        '"\\x1f".join',
        '"".join',
        "test_nothing_can_slip_from_one_part_of_a_key_into_the_next",
    ),
    Bug(
        notice,
        "Notice.key",
        "self.to,",
        "",
        "test_every_part_of_the_identity_makes_another_key",
    ),
    Bug(
        notice,
        "Notice.key",
        "[:40]",
        "",
        "test_keys_are_equal_exactly_where_the_notices_are_the_same",
    ),
]


@pytest.fixture(autouse=True)
def nothing_remembered() -> Iterator[None]:
    """The calendar remembers running counts: those made under a bug must not outlive it."""
    yield
    REAL._running.clear()


@pytest.mark.parametrize("bug", BUGS, ids=lambda bug: bug.name)
def test_a_planted_bug_is_caught(bug: Bug, monkeypatch: pytest.MonkeyPatch) -> None:
    plant(bug, monkeypatch)
    with pytest.raises(AssertionError):
        run(bug.caught_by)


def test_the_laws_named_in_the_table_hold_without_a_bug() -> None:
    for name in {bug.caught_by for bug in BUGS} - LAWS.keys():
        run(name)


def run(name: str) -> None:
    """Run a law, or a named example, without looking for the smallest case that breaks it."""
    if name in LAWS:
        LAWS[name].try_it(shrink=False)
        return
    found = next(getattr(module, name) for module in _TESTS if hasattr(module, name))
    found()


def plant(bug: Bug, monkeypatch: pytest.MonkeyPatch) -> None:
    """Put the wrong function wherever the right one is used."""
    owner, _, name = bug.where.rpartition(".")
    holder: Any = getattr(bug.module, owner) if owner else bug.module
    right = holder.__dict__[name]
    wrong = _changed(bug, getattr(right, "fget", right))
    if owner:
        monkeypatch.setattr(holder, name, property(wrong) if isinstance(right, property) else wrong)
        return
    for module in list(sys.modules.values()):
        if isinstance(module, ModuleType) and vars(module).get(name) is right:
            monkeypatch.setattr(module, name, wrong)
    for kind, apply in list(vars(fold)["_APPLY"].items()):
        if apply is right:
            monkeypatch.setitem(vars(fold)["_APPLY"], kind, wrong)


def _changed(bug: Bug, right: Callable[..., Any]) -> Callable[..., Any]:
    """The function with the bug in its text, compiled where the right one lives."""
    text = textwrap.dedent(inspect.getsource(right)).removeprefix("@property\n")
    assert text.count(bug.right) >= 1, f"{bug.name}: the text to change is gone"
    scope: dict[str, Any] = {}
    code = compile(text.replace(bug.right, bug.wrong, 1), f"<planted in {bug.where}>", "exec")
    exec(code, vars(bug.module) | {"__builtins__": __builtins__}, scope)
    return scope[right.__name__]
