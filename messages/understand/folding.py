"""Making a reply comparable: width, script, emoji, typing slips, fillers of dictated speech.

``fold`` keeps every character in its place, so a part found in the folded text can be cut from
the text as typed. ``tidy`` may shorten and is used only inside one part.
"""

import re

from messages.understand.patterns import guarded

OK_MARK = "\ue001"  # a thumb, an OK hand: somebody has seen it
CROSS_MARK = "\ue003"  # a cross: somebody says it is not
TICK_MARK = "\ue002"  # a tick: somebody says it is done

_SIMPLIFIED = dict(
    zip(
        "經進項號長後還沒報單們這個開啟動請辦結預計時間無內務資費認達環節週點給寬過見說錯應為數據標準"
        "種業況題問處現發難論證評審區縣鎮鄉農濕氣範圍規劃設備書簽傳檔圖電話會來對錄寫變與從將約嗎麼誰"
        "遲緩導牽單頭關專標際總產員選齊慮離訂條類樣覺測監護當緊實際質優檢驗設線網課價補償",
        "经进项号长后还没报单们这个开启动请办结预计时间无内务资费认达环节周点给宽过见说错应为数据标准"
        "种业况题问处现发难论证评审区县镇乡农湿气范围规划设备书签传档图电话会来对录写变与从将约吗么谁"
        "迟缓导牵单头关专标际总产员选齐虑离订条类样觉测监护当紧实际质优检验设线网课价补偿",
        strict=True,
    )
)
_TABLE = str.maketrans(
    {chr(c): chr(c - 0xFEE0) for c in range(0xFF01, 0xFF5F)}
    | dict.fromkeys("\u3000\u00a0\u2002\u2003\u2009\t\r\ufe0f", " ")
    | dict.fromkeys("👌👍🆗🫡🤝", OK_MARK)
    | dict.fromkeys("❌✗✘✖❎", CROSS_MARK)
    | dict.fromkeys("✅✔☑√", TICK_MARK)
    | {"²": "2", "³": "3", "μ": "u", "µ": "u", "〜": "~", "～": "~", "−": "-", "–": "-", "—": "-"}
    | _SIMPLIFIED
)

_ZERO_WIDTH = re.compile("[\u200b-\u200f\u2060\ufeff\u00ad]")
_EMOJI = re.compile("[\U0001f000-\U0001faff\u2600-\u27bf\u2b00-\u2bff]+")
_BRACKETED_OK = re.compile(r"\[(?:ok|OK|Ok|强|抱拳|握手|好的|敬礼)\]")
_BRACKETED = re.compile(r"\[[\u4e00-\u9fff]{1,3}\]")
_CJK_GAP = re.compile(
    r"(?<=[\u4e00-\u9fff\ue001\ue002]) +(?=[\u4e00-\u9fff\ue001\ue002A-Za-z])"
    r"|(?<=[A-Za-z0-9]) +(?=(?![零〇一二两三四五六七八九十百])[\u4e00-\u9fff])"
    r"|(?<=[\u4e00-\u9fff]) +(?=\d)"
)
_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")
_FILLER = guarded(
    r"(?:那个|这个){2,}|(?<=[项个块号])的话(?:呢|,|吧)?|那个[,。…]|嗯+[,。… ]*|呃+[,。… ]*"
    r"|额[,。…]+|唔+|诶+[,。…]*|哎呀?[,。…]*"
    r"|[哈嘿]{2,}|怎么说呢|就是说|然后呢|…+|\.{3,}|~+(?!\d)|[哈哦噢呀呐喔哟咧呗]+(?=$|[,。!;])"
    r"|(?<=[了的好行])[哈哦噢呀呐喔]+"
)
_ADDRESS = re.compile(
    r"^(?:(?:您好|你好|大家好|(?:早上|上午|中午|下午|晚上)好|报告|汇报|各位|尊敬的)?[,!。:]?"
    r"(?:领导|主任|科长|局长|老师|办公室)?(?:您好|你好|好)?(?:们)?[,!。:; ]{1,2})(?=.{4})"
)
_TWICE = re.compile(r"([\u4e00-\u9fff]{2,3})\1+")
_SLIPS = {
    "完城": "完成", "完诚": "完成", "完层": "完成", "万成": "完成", "办截": "办结", "办洁": "办结",
    "延其": "延期", "在给": "再给", "在宽": "再宽", "在延": "再延", "在缓": "再缓",
    "严期": "延期", "廷期": "延期", "日其": "日期", "按其": "按期", "逾其": "逾期",
    "近期其": "近期", "嗯呢": "好的",
    "收倒": "收到", "受到通知": "收到通知", "知到": "知道", "申情": "申请",
    "申清": "申请", "在座": "在做", "进渡": "进度", "推近": "推进", "百分只": "百分之",
    "百分支": "百分之", "木有": "没有", "米有": "没有", "莫得": "没有", "冇": "没",
    "作完": "做完", "作好": "做好", "启东": "启动", "起动": "启动", "弄号": "弄好", "搞订": "搞定",
    "预记": "预计", "予计": "预计", "估记": "估计", "已今": "已经", "在办里": "在办理",
    "下周吴": "下周五", "经废": "经费", "木完成": "没完成", "米完成": "没完成",
    "俺们": "我们", "咱们": "我们", "偶们": "我们", "咋样": "怎么样",
    "ojbk": "ok", "木问题": "没问题", "玩成": "完成", "完乘": "完成", "办节": "办结",
    "半结": "办结", "沿期": "延期", "遇计": "预计", "退进": "推进", "近展": "进展",
    "进站中": "进展中", "反溃": "反馈", "返馈": "反馈", "落时": "落实", "审披": "审批",
    "月低": "月底", "年低": "年底", "收道": "收到", "资今": "资金", "每有": "没有",
    "没由": "没有", "启运": "启动",
}  # fmt: skip
_SLIP = guarded("|".join(sorted(_SLIPS, key=len, reverse=True)))
_ALREADY = re.compile(
    "(?<!自)己(?!方)|(?<![可所予难加足给])以(?=完成|经|报|上传|上报|提交|办结|办理|全部|落实"
    "|销号|启动|开工)"
)
_CAPITAL = re.compile("[A-Z]")
_ASCII_LOWER = str.maketrans({chr(c): chr(c + 32) for c in range(65, 91)})


def fold(text: str) -> str:
    """One width, one script, marks for ticks and thumbs; as long as the text given."""
    return text.translate(_TABLE)


def tidy(folded: str) -> str:
    """Folded text without fillers, stammers and the usual slips (己完成 → 已完成)."""
    text = folded.strip()
    if "," in text:
        text = _THOUSANDS.sub("", text)
    if not text.isascii() or "[" in text:
        text = _without_signs(text)
        text = _SLIP.sub(lambda m: _SLIPS[m[0]], text)
        text = _FILLER.sub("", text)
        text = _ALREADY.sub("已", text)
        text = _TWICE.sub(r"\1", text)
        text = _ADDRESS.sub("", text)
    return text.lstrip(" ,、.").rstrip(" ,、.。;!~") or folded.strip()


def lower(text: str) -> str:
    """ASCII letters in lower case, every character in its place."""
    return text.translate(_ASCII_LOWER) if _CAPITAL.search(text) else text


def _without_signs(text: str) -> str:
    text = _ZERO_WIDTH.sub("", text)
    if "[" in text:
        text = _BRACKETED.sub("", _BRACKETED_OK.sub(OK_MARK, text))
    text = _EMOJI.sub(" ", text)
    return _CJK_GAP.sub("", text) if " " in text else text
