"""Single plain sentences that the shell says outside a conversation. HTML-safe by themselves."""

from __future__ import annotations

from messages.words.language import tongue

_SENTENCES = {
    "zh": {
        "tap_refused": "这个按钮已失效或不属于您，请发送 /tasks 查看最新待办。",
        "not_handled": "您刚才发来的一条没有处理成功，没有登记。"
        "请再发一次；仍不行请联系领导小组办公室。",
        "file_unreadable": "这个文件没有取到，没有登记。请再发一次。",
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
        "invite_limited": "Too many attempts. Try again in an hour or ask the office.",
        "invite_expired": "This invite has expired. Please ask the office for a new one.",
        "invite_used": "This invite has been used. If it was not you, tell the office at once.",
        "invite_unknown": "This invite is not valid. Please check it or ask the office.",
        "resent": "(Sent again because of the network; ignore it if you have it already.)",
    },
}


def say(key: str, lang: str) -> str:
    """The sentence for `key`. Raises KeyError for a key that does not exist."""
    return _SENTENCES[tongue(lang)][key]


def resent_mark(lang: str) -> str:
    """What a message says of itself that may have arrived before."""
    return say("resent", lang)
