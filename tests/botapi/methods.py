"""The table of methods this server knows, by lower-case name."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tests.botapi import account, editing, membership, sending
from tests.botapi.parameters import Parameters
from tests.botapi.world import World

Method = Callable[[World, Parameters], Any]

METHODS: dict[str, Method] = {
    "getme": account.get_me,
    "setwebhook": account.set_webhook,
    "deletewebhook": account.delete_webhook,
    "getwebhookinfo": account.webhook_info,
    "getfile": account.get_file,
    "setmycommands": account.set_commands,
    "getmycommands": account.get_commands,
    "deletemycommands": account.delete_commands,
    "setmydescription": account.set_description,
    "getmydescription": account.get_description,
    "setmyshortdescription": account.set_short_description,
    "getmyshortdescription": account.get_short_description,
    "setchatmenubutton": account.set_menu_button,
    "getchatmenubutton": account.get_menu_button,
    "logout": account.log_out,
    "close": account.close,
    "sendmessage": sending.send_message,
    "sendphoto": sending.send_photo,
    "senddocument": sending.send_document,
    "sendvoice": sending.send_voice,
    "sendaudio": sending.send_audio,
    "sendmediagroup": sending.media_group,
    "sendchataction": sending.chat_action,
    "copymessage": sending.copy_message,
    "editmessagetext": editing.edit_text,
    "editmessagecaption": editing.edit_caption,
    "editmessagereplymarkup": editing.edit_markup,
    "deletemessage": editing.delete_message,
    "answercallbackquery": editing.answer_callback,
    "pinchatmessage": editing.pin_message,
    "unpinchatmessage": editing.unpin_message,
    "getchat": membership.get_chat,
    "getchatmember": membership.get_member,
    "getchatadministrators": membership.get_administrators,
    "getchatmembercount": membership.member_count,
    "leavechat": membership.leave_chat,
}
OPEN_WHEN_CLOSED = frozenset({"close", "logout"})
