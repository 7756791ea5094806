"""What the conversation says in English. Values in braces are escaped before they are put in."""

from __future__ import annotations

from messages.dialogue.sentences_office_en import OFFICE_ENGLISH

ENGLISH: dict[str, str] = {
    "plain": "{words}",
    "list_comma": ", ",
    "offline_name": "[{code}] handled offline",
    "no_due": "no due date",
    # questions
    "ask_item": "“{quote}” – which item is it? One tap will do, nothing to send again.",
    "ask_item_unknown": (
        "You have no item “{ref}”. Which one is “{quote}” about? One tap will do."
    ),
    "files_said": "{n} file(s)",
    "ask_reading": "{item}\n“{quote}” – I am not sure. Please tap what you mean:",
    "ask_all": "Do you mean “{reading}” for all {n} items? Please confirm.",
    "ask_reason": "{item}\nWhat is the difficulty, and whose help is needed? One sentence will do.",
    "ask_until": (
        "{item}\nDue now: {due}. Until when? Tap a day or type one, with the reason if you like."
    ),
    "late_request": "The due date has passed; this will be kept as a late request.",
    "ask_extension_reason": "{item}\nUntil {until}. Why? One sentence will do.",
    "until_not_later": "{until} is not after the due date ({due}). Please take a later day.",
    "until_past": "{until} is over. Please take a day to come.",
    "until_too_far": "{until} is more than a year away. Please take a nearer day.",
    "until_after_end": (
        "{until} is after the programme’s last day ({end}). Please take a day within it."
    ),
    "extended_before": "This item has been extended {n} time(s) before.",
    "ask_missing": (
        "{item}\nStill missing: {lack}.\n"
        "Just send it; the report then hands itself in, without another tap."
    ),
    "ask_missing_again": (
        "{item}\nStill missing: {lack}.\n"
        "If you cannot have it now, hand in with a note; the report will say so."
    ),
    "ask_note": "{item}\nPlease write one sentence: what is missing, and when it will follow.",
    "ask_correction": "Correcting receipt {receipt}\n{item}\nSend the right words, or tap:",
    "parts_left": "{n} more part(s) are not recorded; please answer them separately: ",
    # what is missing
    "lack_text": "a description",
    "lack_files": "evidence",
    "lack_number": "a figure",
    "lack_text_how": "{what} (at least {chars} characters, or a link or file)",
    "lack_text_any": "{what} (text, link or file)",
    "lack_files_how": "{what} ({n} file(s) or photo(s))",
    "lack_number_how": "{what} (a number, such as 92.3%)",
    # answers
    "offline": "{item}: please handle it offline. Nothing you sent was kept.",
    "nil_not_allowed": "{item} takes no nil report.",
    "wrong_unit": "Passed to the office to check whose it is: {item}. Until then it stays yours.",
    "question_passed": "Passed to the office: {item}. The answer will come here.",
    "extend_open_end": "{item} has no due date; nothing to extend.",
    "extension_pending": "The request for {item} until {until} is with the office already.",
    "acknowledged": "Acknowledged.",
    "all_right": "All right.",
    "thanks": "You are welcome.",
    "just_write": "All right, just go on writing.",
    "discarded": "Cancelled; nothing was recorded.",
    "already_done": "{item} is recorded as done (receipt {receipt}); no need to report again.",
    "already_decided": "This has been decided already.",
    "final": "{item} is settled; please ask the office for changes.",
    "edit_too_late": "{item} has a newer report; reply to its receipt to change it.",
    "nothing_to_correct": "There is no report to correct. Say which item, and how it stands.",
    "nothing_open": "You have no open items; this was not recorded.",
    "nothing_open_files": "You have no open items; the files were not entered.",
    "helpful_line": (
        "You can write “{ref} done”, “{ref} in progress 60%”, "
        "“extend {ref} until month end because …”, or send photos and files."
    ),
    "office_files": "Office accounts take no evidence; the files were not entered.",
    "secret": (
        "The message carries a secrecy mark. It was refused, not kept and not forwarded.\n"
        "Please delete it in this chat now, tell your security officer and use an offline way.\n"
        "This is an unclassified internet channel: no state, work or internal secrets."
    ),
    "withdrawn": "Receipt {receipt} is withdrawn.\n{item} waits for a report again.",
    "return_incomplete": "Documents incomplete",
    "return_unclear": "Situation unclear",
    "return_unsealed": "Seal missing",
    # readings
    "list_semicolon": "; ",
    "wrong_measure": "The unit is {wanted}; you wrote {said}. Nothing was recorded.",
    "ask_figure": "Please give the figure: {what}. A number alone will do.",
    "figure_unit": "unit {unit}",
    "past_baseline": "baseline {said} ({year})",
    "past_reading": "last {said}",
    "figure_aim": "target {year}: {aim}",
    "target_no_decrease": "no decrease",
    "target_superior_target": "as assigned by the superior",
    "ask_in_words": (
        "{item}\nThis one takes words; {aim}. Please say in one sentence how it stands."
    ),
    "figure_again": "{item}\nJust send the right figure{unit}.",
    "doubt_scale": (
        "{item}\nYou report {said}, {last}: about {factor} times apart. "
        "Is the unit or the decimal point wrong?"
    ),
    "doubt_falls": (
        "{item}\nYou report {said}, {last}; a cumulative figure should not fall. Please check."
    ),
    "doubt_jumps": "{item}\nYou report {said}, {last}: a great change. Please check.",
    "doubt_share": "{item}\nYou report {said}, which is not between 0 and 100 %. Please check.",
    "button_sure": "Yes, {said}",
    "button_change": "Change",
    "button_same": "As last time: {said}",
    "same_none": "{item} has no earlier report to repeat; please write how it stands now.",
    # waiting for another unit
    "button_wait": "Waiting for a unit",
    "button_stop_waiting": "Wait no longer",
    "button_just_blocked": "Just a difficulty",
    "ask_wait_for": (
        "{item}\nWhich unit are you waiting for, and for what? One sentence, such as "
        "“等区财政局拨款，下周五前”. Without a day it gets 3 working days."
    ),
    "ask_wait_what": "{item}\nWhat do you need from {unit}? One sentence will do.",
    "wait_noted": (
        "{item}\nRecorded: waiting for {unit}: “{what}”, by {until}; the request is on its way.\n"
        "Meanwhile no nags and no escalation; then your due date moves by the working days waited."
    ),
    "wait_noted_open": (
        "{item}\nRecorded: waiting for {unit}: “{what}”, by {until}; the request is on its way. "
        "You will be told."
    ),
    "wait_self": (
        "You cannot wait for your own unit. For a difficulty with {item}, just describe it."
    ),
    "wait_already": "{item}\nAlready waiting for {waiting}; nothing to report again.",
    "wait_one": (
        "{item}\nAlready waiting for {waiting}; one unit at a time. "
        "To wait for {unit}, first tap “Wait no longer”."
    ),
    "wait_circle": (
        "{unit} is waiting for you; if you wait for it in turn, both stand still.\n"
        "Please go on with {item}, or describe the difficulty so that the office can step in."
    ),
    "wait_which": "{item}\nWhich one is “{words}”?",
    "wait_did_you_mean": "{item}\nThere is no “{words}” among the units. Did you mean:",
    "wait_unknown": (
        "{item}\nThere is no “{words}” among the units, so no request can be sent. "
        "Write the unit’s name, or just report a difficulty."
    ),
    "wait_no_unit": (
        "{item}\nI cannot see which unit it is. Write the unit’s name and what you need, "
        "or just report a difficulty."
    ),
    "wait_stopped": (
        "{item}\nNo longer waiting for {unit}; the request is withdrawn. "
        "The due date stays; reply “done” when it is done."
    ),
    # remind me later
    "button_snooze": "Remind me later",
    "ask_snooze_day": (
        "{item}\nWhen shall I remind you? Tap, or write a day and why, "
        "such as “下周一再提醒，等会议结果”."
    ),
    "ask_snooze_why": "{item}\nI will remind you on {until}. Why later? Tap or write one sentence.",
    "snooze_noted": (
        "{item}\nI will remind you on {until} ({reason}). Still due {due}; "
        "if overdue it is escalated as usual."
    ),
    "snooze_noted_open": "{item}\nI will remind you on {until} ({reason}).",
    "snooze_past": "{item}\n{until} is not a day to come; please take another.",
    "snooze_after_due": (
        "{item}\n{until} is after the due date ({due}); reminders cannot be put off beyond it. "
        "If you need more time, ask for an extension."
    ),
    "snooze_overdue": (
        "{item}\nThe due date has passed ({due}); reminders cannot be put off any more. "
        "If you need more time, ask for an extension."
    ),
    "snooze_too_far": "{item}\n{until} is too far away; three months at most.",
    "snooze_tomorrow": "Tomorrow, {day}",
    "snooze_next": "{day}",
    "snooze_monday": "Next week, {day}",
    "snooze_before_due": "3 days before due: {day}",
    "snooze_meeting": "Awaiting a meeting",
    "snooze_papers": "Awaiting documents",
    "snooze_leaders": "Awaiting a decision",
    "toast_write_unit": "Just write which unit and what you need",
    # basket
    "gathered": "Got {files}; not handed in yet.",
    "gathered_for": "For: {item}",
    "voice_unread": "Voice is kept as evidence, its content is not read. Please tap how it stands.",
    "files_photo": "{n} photo(s)",
    "files_document": "{n} file(s)",
    "files_voice": "{n} voice note(s)",
    "files_video": "{n} video(s)",
    "files_kept": "Got {files}. One sentence is still missing; just reply.",
    "submit_done": "Hand in: done",
    "submit_progress": "Hand in: going on",
    "submit_blocked": "Hand in: difficulty",
    "submit_add": "Evidence only",
    "submit_to": "Hand in → {item}",
    # buttons
    "button_tasks": "My items",
    "button_discard": "Cancel",
    "button_note": "Hand in with a note",
    "button_progress": "In progress instead",
    "button_all": "Yes, all {n}: {reading}",
    "button_other_item": "Another item",
    "button_correct": "Correct",
    "button_correct_which": "Correct {receipt}",
    "button_withdraw": "Withdraw",
    "button_other_day": "Another day",
    "reading_done": "Done",
    "reading_progress": "In progress",
    "reading_blocked": "Difficulty",
    "reading_nil": "Nil report",
    "reading_value": "Figure",
    "reading_not_started": "Not started",
    "reading_extend": "More time",
    "reading_question": "Ask the office",
    "reading_wrong_unit": "Not ours",
    # toasts
    "toast_gone": "This item is no longer among your unit's",
    "toast_over": "This step is over or out of date",
    "toast_same": "It is recorded like this already",
    "toast_recorded": "Recorded, receipt {receipt}",
    "toast_replaced": "A later report has replaced this receipt",
    "toast_withdrawn": "Withdrawn",
    "toast_acknowledged": "Acknowledged",
    "toast_write": "Just send the right words",
    "toast_write_reason": "Just reply with one sentence",
    "toast_choose_day": "Tap a day or type one",
    "toast_decided": "Decided already, or not this office's",
    "state_done": "Reported done; nothing more to do",
    "state_nil": "Nil report given; nothing more to do",
    "state_accepted": "Accepted",
    "state_in_review": "Reported done, in review",
    "state_filed": "Filed",
    "state_excused": "Excused; nothing more to do",
    "state_closed": "Closed",
    "state_planned": "Not open yet; you will be told",
    "state_open": "No report yet",
    "state_acknowledged": "Acknowledged",
    "state_in_progress": "In progress",
    "state_blocked": "In difficulty",
    "state_returned": "Returned, to be reported again",
    # receipt
    "receipt_head": "✓ <b>Receipt {receipt}</b>  {at}",
    "receipt_many": "✓ <b>{n} items recorded</b>  {at}",
    "receipt_line": "<b>{receipt}</b> {item}",
    "receipt_rest": "… and {n} more, recorded likewise.",
    "receipt_understood": "I understood: <b>{what}</b>",
    "receipt_words": "Your words: {words}",
    "receipt_evidence": "Evidence: {n}",
    "receipt_seen": "Note: {n} of these came before, on {at}, receipt {receipt}; taken as is.",
    "receipt_lacking": "Handed in with a note; still missing: {lack}",
    "receipt_replaces": "Version {n}, replaces: {receipt}",
    "receipt_same": "As last time (receipt {receipt})",
    "receipt_same_words": "As last time (receipt {receipt}): “{words}”",
    "receipt_confirmed": "You checked and confirmed this figure",
    "receipt_pace": "{light}; the pace line is at {pace}",
    "receipt_wait_over": "No longer waiting for {unit}; the request is withdrawn",
    "receipt_extended": "Extended {n} time(s) before",
    "what_added": "evidence added",
    "what_extension": "extension until {until} asked for, because: {reason}",
    "what_extension_late": "late request for an extension until {until}, because: {reason}",
    "what_until": "expected {until}",
    "timing_on_time": "On time (due {due})",
    "timing_late": "{n} working day(s) late (due {due})",
    "timing_overdue": "{n} working day(s) overdue (due {due})",
    "timing_left": "Due {due}, {n} working day(s) left",
    "next_done": "Next: {office} reviews it; nothing more to report.",
    "next_kept": "Next: it is on record; nothing more to report.",
    "next_stages": "Next: review, {stage}. Once it is decided, tap the outcome below.",
    "next_open": "Next: reply “done” when it is done.",
    "next_added": "Next: the evidence is entered; please tap how the item stands.",
    "next_blocked": "Next: {office} is told; write again when something changes.",
    "next_extension": "Next: {office} answers; until then the present due date holds.",
    "next_nothing": "Nothing more to report.",
}
ENGLISH |= OFFICE_ENGLISH
