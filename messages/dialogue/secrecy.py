"""Secrecy (保密): marks that must not pass an internet channel. A hit is never stored."""

from __future__ import annotations

import re
import unicodedata

_IGNORED = re.compile(r"[\s\u200b-\u200f\u2060\ufeff\u00ad·・._\-]+")
_TRADITIONAL = str.maketrans("絕機內資開國級", "绝机内资开国级")
_DENIED = re.compile(
    r"(?:不涉及?|非|无|未涉及?|不含|不属于?)(?:国家秘密|工作秘密|涉密|绝密|机密|秘密)"
)
# 计算机密码, 司机密切配合, 杜绝密闭作业: the two characters meet by chance.
_NOT_A_MARK = r"(?!切|码|集|闭|度|钥|封(?:条|圈|性|件|存|装|垫))"
_MARK = re.compile(
    rf"绝密{_NOT_A_MARK}|(?<!商业)机密{_NOT_A_MARK}|秘密[★☆▲级件]|[★☆](?:\d+年|长期)|国家秘密|工作秘密"
    r"|涉密(?:文件|材料|资料|件|内容|信息|会议|通知|电报|数据)"
    r"|内部(?:资料|文件|材料|情况|信息|刊物|参考)[^。;；]{0,6}(?:不公开|不得公开|不予公开|注意保存|严禁外传|不得外传)"
    r"|(?:不予公开|不得公开|严禁外传|仅限内部)|topsecret|(?<![a-z])statesecret"
)


def is_secret(*texts: str) -> bool:
    """True where a text, caption or file name carries a mark of secrecy (密级标志).

    Spaces, invisible characters and separators inside a mark do not hide it. Saying that
    something is *not* secret is no mark.
    """
    return any(_MARK.search(_DENIED.sub("", _plain(text))) for text in texts if text)


def _plain(text: str) -> str:
    folded = unicodedata.normalize("NFKC", text).translate(_TRADITIONAL).lower()
    return _IGNORED.sub("", folded)
