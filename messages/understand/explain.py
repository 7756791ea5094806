"""The sentence by which a receipt (回执) says how a reply was understood."""

from datetime import date

from messages.understand.reading import Intent, Reading, whole

_ZH = {
    Intent.DONE: "已完成",
    Intent.PROGRESS: "推进中",
    Intent.EXTEND: "申请延期",
    Intent.ACK: "已收到",
    Intent.BLOCKED: "受阻，需要协调",
    Intent.VALUE: "报送指标",
    Intent.NIL: "零报告（本期无新情况）",
    Intent.QUESTION: "您在询问",
    Intent.NOT_STARTED: "尚未启动",
    Intent.WRONG_UNIT: "不归本单位负责",
    Intent.CORRECTION: "更正此前的填报",
    Intent.OTHER: "没有读出办理情况",
}
_EN = {
    Intent.DONE: "done",
    Intent.PROGRESS: "in progress",
    Intent.EXTEND: "extension asked",
    Intent.ACK: "received",
    Intent.BLOCKED: "blocked, help needed",
    Intent.VALUE: "indicator figure",
    Intent.NIL: "nil report (nothing new this period)",
    Intent.QUESTION: "you are asking",
    Intent.NOT_STARTED: "not started",
    Intent.WRONG_UNIT: "not this unit's task",
    Intent.CORRECTION: "correction of the earlier report",
    Intent.OTHER: "no report found in it",
}


def explain(reading: Reading, lang: str = "zh") -> str:
    """“我理解为：第3项 80%，预计3月20日完成”; in English for ``lang="en"``.

    Only what was understood is said, never the words of the reply; nouns that name a task are the
    exception. A reading to ask back about ends with a request to confirm.
    """
    chinese = lang != "en"
    items = reading.items or (reading,)
    said = ("；" if chinese else "; ").join(_one(item, chinese) for item in items)
    opening, ending = ("我理解为：", "") if chinese else ("Understood as: ", "")
    if reading.ask:
        ending = "。请确认或补充" if chinese else ". Please confirm or add to it"
    return f"{opening}{said}{ending}"


def _one(reading: Reading, chinese: bool) -> str:
    subject = ("、" if chinese else ", ").join(_ref(ref, chinese) for ref in reading.refs)
    state = _state(reading, chinese)
    until = _until(reading, chinese)
    said = f"{subject} {state}".strip()
    return said + (("，" if chinese else ", ") + until if until else "")


def _ref(ref: str, chinese: bool) -> str:
    if ref == "*":
        return "全部事项" if chinese else "all items"
    if ref == "rest":
        return "其余事项" if chinese else "the remaining items"
    if ref.isdigit():
        return f"第{ref}项" if chinese else f"item {ref}"
    return ref


def _state(reading: Reading, chinese: bool) -> str:
    words = (_ZH if chinese else _EN)[reading.intent]
    gap = " " if chinese else ": "
    if reading.value is not None:
        figure = f"{whole(reading.value)}{_unit(reading.unit, chinese)}"
        return figure if reading.intent is Intent.VALUE else f"{words}{gap}{figure}"
    if reading.percent is None or reading.intent in (Intent.DONE, Intent.NOT_STARTED):
        return words
    share = f"{whole(reading.percent)}%"
    return share if reading.intent is Intent.PROGRESS else f"{words}{gap}{share}"


def _unit(unit: str | None, chinese: bool) -> str:
    if not unit:
        return ""
    return unit if chinese or unit == "%" else f" {unit}"


def _until(reading: Reading, chinese: bool) -> str:
    if reading.until is None:
        return ""
    day = _day(reading.until, chinese)
    if reading.intent is Intent.EXTEND:
        return f"延至{day}" if chinese else f"until {day}"
    return f"预计{day}完成" if chinese else f"expected by {day}"


def _day(day: date, chinese: bool) -> str:
    return f"{day.month}月{day.day}日" if chinese else day.isoformat()
