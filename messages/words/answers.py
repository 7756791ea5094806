"""Single plain sentences that the shell says outside a conversation. HTML-safe by themselves."""

from __future__ import annotations

from html import escape

from messages.words.language import tongue

_SENTENCES = {
    "zh": {
        "tap_refused": "这个按钮已失效或不属于您，请发送 /tasks 查看最新待办。",
        "not_handled": "您刚才发来的一条没有处理成功，没有登记。"
        "请再发一次；仍不行请联系领导小组办公室。",
        "file_unreadable": "这个文件没有取到，没有登记。请再发一次。",
        "invite_self": "这是您自己的移交链接，不能移交给自己。请把它转给接手的同志，由本人点开。",
        "handed_over": "您在“{post}”岗位的工作已由接手的同志接续，此前的按钮同时失效，"
        "以后不再给您发送。谢谢！",
        "notice_only": "本通道只发通知，不办理、不接收内容。您发来的内容没有保存，"
        "请到网页对话办理：{place}",
        "leave_unclear": "请写明休假到哪一天，例如：/leave 到5月10日，或 /leave 5月6日至5月10日。"
        "提前回来请发 /leave 销假。",
        "leave_alone": "本岗位没有接入B岗，休假期间没有别人接收。请先请{office}为B岗签发邀请，"
        "或发送 /handover 移交。",
        "leave_noted": "已登记：{first}至{last}的提醒发给本岗位的另一位同志，您的待办不变。"
        "提前回来请发 /leave 销假。",
        "leave_over": "已销假，提醒恢复发给您。",
        "invite_limited": "尝试次数过多，请一小时后再试，或联系领导小组办公室。",
        "invite_expired": "邀请已过期，请联系领导小组办公室重新签发。",
        "invite_used": "邀请已被使用。如非本人操作，请立即告知领导小组办公室。",
        "invite_unknown": "邀请码无效，请核对后重试，或联系领导小组办公室。",
        "resent": "（补发：网络原因，如已收到请忽略）",
    },
    "en": {
        "tap_refused": "This button is old or not yours. Send /tasks for your items.",
        "not_handled": "Something you just sent could not be handled and is not recorded. "
        "Please send it again, or ask the office.",
        "file_unreadable": "This file could not be fetched and is not recorded. Send it again.",
        "invite_self": "This is your own handover link; you cannot hand over to yourself. "
        "Pass it on to your successor.",
        "handed_over": "Your post “{post}” has been taken over by your successor. Your old "
        "buttons are dead and you will not be written to any more. Thank you!",
        "notice_only": "This channel carries notices only and takes no content. What you sent has "
        "not been kept; please use the web chat: {place}",
        "leave_unclear": "Please say until when, for example: /leave until 10 May, or "
        "/leave 6 May to 10 May. When you are back: /leave back.",
        "leave_alone": "Nobody holds part B of your post, so nobody would receive anything. "
        "Ask {office} to invite one, or hand over with /handover.",
        "leave_noted": "Noted: from {first} to {last} the other holder of your post is written "
        "to; your items stay yours. When you are back: /leave back.",
        "leave_over": "Welcome back: you are written to again.",
        "invite_limited": "Too many attempts. Try again in an hour or ask the office.",
        "invite_expired": "This invite has expired. Please ask the office for a new one.",
        "invite_used": "This invite has been used. If it was not you, tell the office at once.",
        "invite_unknown": "This invite is not valid. Please check it or ask the office.",
        "resent": "(Sent again because of the network; ignore it if you have it already.)",
    },
}


def say(key: str, lang: str, **words: str) -> str:
    """The sentence for `key`, with `words` escaped into it. Raises KeyError for unknown keys."""
    safe = {name: escape(word) for name, word in words.items()}
    return _SENTENCES[tongue(lang)][key].format(**safe)


def resent_mark(lang: str) -> str:
    """What a message says of itself that may have arrived before."""
    return say("resent", lang)
