"""Marks of secrecy are refused, whatever else is known."""

from __future__ import annotations

import pytest

from messages.dialogue import Evidence, is_secret
from tests.dialogue.desks import WETLAND, Chat


@pytest.mark.parametrize(
    "text",
    [
        "关于某事的通知 机密★10年",
        "秘密★5年",
        "秘 密★",
        "绝密",
        "绝\u200b密文件见附件",
        "内部资料 不公开",
        "内部文件，注意保存",
        "這是機密文件",
        "第3项已完成，附涉密文件",
    ],
)
def test_a_mark_of_secrecy_keeps_nothing_and_tells_what_to_do(text: str) -> None:
    chat = Chat([WETLAND])
    decision = chat.says(text)
    assert decision.hush
    assert not decision.records
    assert decision.draft is None
    assert "撤回" in chat.text
    assert text not in chat.text


def test_a_mark_in_a_file_name_or_caption_is_refused_with_the_files() -> None:
    for name, caption in (("机密-方案.pdf", ""), ("方案.pdf", "绝密，已完成")):
        chat = Chat([WETLAND])
        decision = chat.hands(Evidence("sha", name, "document", 10), caption=caption)
        assert decision.hush
        assert decision.draft is None
        assert not chat.kinds


def test_an_edit_that_adds_a_mark_is_refused() -> None:
    chat = Chat([WETLAND])
    chat.says("推进中60%", message="m1")
    assert chat.says("推进中60%，见机密文件", message="m1", edited=True).hush
    assert chat.kinds == ["reported:progress"]


@pytest.mark.parametrize(
    "text",
    [
        "已请司机密切配合运输",
        "杜绝密闭空间违规作业",
        "更新了计算机密码",
        "本材料不涉密，可公开",
        "非涉密文件已上传",
        "内部整改已完成",
        "保密宣传周活动已完成",
    ],
)
def test_ordinary_words_are_no_mark(text: str) -> None:
    assert not is_secret(text)
