"""What the conversation says to the office, in English."""

OFFICE_ENGLISH: dict[str, str] = {
    "office_line": (
        "Please use the buttons under a message, or reply to it: “approved”, “return: reason”,"
        " “yes”, “no, reason”, “answer …”; an item's code, such as 水-03, shows that item."
    ),
    "office_which": "{n} items fit. Which one?",
    "reason_needed": "Please write the reason too, such as “{what}: not sealed”.",
    "word_return": "return",
    "word_waive": "waive",
    # questions
    "ask_return_reason": (
        "Return to {unit}: {item}\nChoose a reason or write one; “by 20 September” sets the day."
    ),
    "ask_stage_reason": "{item}\nSent back at this stage: please write the reason in one line.",
    "ask_event_day": "{item}: on which day? Choose, or write the date (2021-08-03).",
    "ask_answer": "Answer to {unit}: {item}\nPlease write it; it is passed on word for word.",
    "ask_waive_reason": "Waive for {unit}: {item}\nPlease write why; the unit is told.",
    "ask_entry": (
        "Entry for {unit}: {item}\nPlease write what it reported: “done”, “60%”, “stuck, no funds”."
    ),
    "entry_unclear": (
        "Not entered: it is not plain how things stand. Please write “done”, “in progress 60%” or"
        " “stuck, because …”, only what {unit} has said; for more time use the buttons."
    ),
    "day_to_come": "That day has not come; nothing was recorded.",
    "event_day_unclear": "Which day is meant? Please write it like 2021-08-03.",
    "event_twice": "{item} is on record already; to put it right use duban event … --correct.",
    "event_never": "{item} is not on record; there is nothing to correct, just record it.",
    "event_future": "{on} has not come; nothing was recorded.",
    "event_too_early": "{on} is before the programme starts ({start}); please check the date.",
    "event_before_cause": "Not recorded: “{cause}” must come before {item}. Record that first.",
    "event_not_yet": "not yet",
    # decisions
    "said_granted": "✓ Extended for {unit} until {until}.\n{item}",
    "said_refused": "✓ Extension refused to {unit}.\n{item}",
    "said_accepted": "✓ Accepted: {unit}\n{item}",
    "said_accepted_all": "✓ {n} accepted; the units' receipts say so.",
    "said_returned": "✓ Returned to {unit}.\n{item}",
    "said_returned_by": "✓ Returned to {unit}, due again {by}.\n{item}",
    "said_closed": "✓ Closed: {unit}\n{item}",
    "said_closed_all": "✓ {n} closed.",
    "said_stage_passed": "✓ {stage} passed: {item}\nNext stage: {next}",
    "said_stage_passed_last": "✓ {stage} passed: {item}\nThat was the last stage.",
    "said_stage_skipped": "✓ {stage} is not needed: {item}\nNext stage: {next}",
    "said_stage_skipped_last": "✓ {stage} is not needed: {item}\nThat was the last stage.",
    "said_stage_returned": "✓ {stage} sent it back to {unit}.\n{item}",
    "said_event": "✓ On record: {item}, {on}",
    "said_event_put_off": "✓ {item} has not happened yet; asked again {until}.",
    "said_approved": "✓ Approved, the slip goes out: {unit}\n{item}",
    "said_dropped": "✓ This slip is not sent.\n{item}",
    "said_answered": "✓ Answered {unit}.\n{item}",
    "said_waived": "✓ Waived for {unit}, which is told.\n{item}",
    # after a tap
    "toast_granted": "Extended until {until}",
    "toast_refused": "Extension refused",
    "toast_accepted": "Accepted",
    "toast_returned": "Returned",
    "toast_returned_by": "Returned, due again {by}",
    "toast_closed": "Closed",
    "toast_stage_passed": "{stage}: passed",
    "toast_stage_passed_last": "{stage}: passed, the last stage",
    "toast_stage_skipped": "{stage}: not needed",
    "toast_stage_skipped_last": "{stage}: not needed, the last stage",
    "toast_stage_returned": "Sent back",
    "toast_event": "On record: {on}",
    "toast_event_put_off": "Asked again {until}",
    "toast_approved": "Approved",
    "toast_dropped": "Not sent",
    "toast_answered": "Answered",
    "toast_waived": "Waived",
    # buttons
    "button_stage": "{stage} passed",
    "button_stage_back": "Sent back",
    "button_stage_skip": "Not needed",
    "button_today": "Today",
    "button_yesterday": "Yesterday",
    # receipt
    "next_accepted": "<b>Accepted</b>; nothing more to report.",
    "next_returned": "<b>Returned</b>: please complete it and report again.",
    "next_excused": "Waived; nothing more to report.",
    "next_closed": "<b>Accepted and closed</b>.",
    "next_filed": "<b>Closed and filed</b>.",
    "receipt_on_behalf": "Entered by the office for {unit}, which is told and can correct it.",
}
