"""Words (用语): dates, deadlines, names of things, in Chinese and English."""

from messages.words.answers import resent_mark, say
from messages.words.clean import clean
from messages.words.days import (
    before_words,
    date_words,
    day_words,
    due_words,
    instant_words,
    left_words,
    period_words,
    span_words,
    time_words,
    weekday_words,
)
from messages.words.deadlines import explain_deadline
from messages.words.language import tongue
from messages.words.names import (
    fact_words,
    kind_words,
    light_mark,
    light_words,
    needs_words,
    op_mark,
    part_words,
    percent_words,
    report_words,
    role_words,
    slip_words,
    state_words,
)

__all__ = [
    "before_words",
    "clean",
    "date_words",
    "day_words",
    "due_words",
    "explain_deadline",
    "fact_words",
    "instant_words",
    "kind_words",
    "left_words",
    "light_mark",
    "light_words",
    "needs_words",
    "op_mark",
    "part_words",
    "percent_words",
    "period_words",
    "report_words",
    "resent_mark",
    "role_words",
    "say",
    "slip_words",
    "span_words",
    "state_words",
    "time_words",
    "tongue",
    "weekday_words",
]
