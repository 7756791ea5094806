"""Surnames (姓氏): what may be a person's name (人名) by its characters alone."""

from __future__ import annotations

import re
from typing import Final

_SINGLE: Final = (
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏"
    "钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文庞樊兰殷施陶洪翟安颜倪"
    "严牛温芦季俞章鲁葛伍韦申尤毕聂丛焦向柳邢骆岳齐沿梅莫庄辛管祝左涂谷祁时舒耿牟卜路詹关苗凌费纪靳盛童欧甄项曲成游"
    "阳裴席卫查屈鲍位覃霍翁隋植甘景薄单包司柏宁柯阮桂闵解强柴华车冉房边辜吉饶刁瞿戚丘古米池滕晋苑邬臧畅宫来嵺苟"
    "全褚廉简娄盖符奚木穆党燕郎邸冀谈姬屠连郜晏栾郁商蒙计喻揭窦迟宇敖糜鄢冷卓花仇艾蓝都巩稽井练仲乐虞卞封竺冼原官"
    "衣楚佟仝荆农晁麻郗鹿肖闫付代尚习占战鞠初应明宗缪干房巫麦慕鄂楼昌云候皮"
    "宓蔺阙逄逯暨亓仉佘厍呙庹忻恽扈斛楮殳濮琚禹笪缑翦胥苌茹荀菅蒯蓟蔚訾谌谯邝邰郇郏郐酆鄞钮钭隗雍雒颉骞惠沃湛"
)
_DOUBLE: Final = (
    "欧阳|上官|司马|诸葛|皇甫|尉迟|公孙|慕容|令狐|司徒|端木|夏侯|东方|"
    "独孤|南宫|长孙|宇文|轩辕|司空|呼延|完颜|闻人|澹台|公冶|钟离|申屠|太史|赫连|拓跋"
)
_ONE: Final = f"[{''.join(dict.fromkeys(_SINGLE))}]"
NAME: Final = rf"(?:(?:{_DOUBLE})[一-龥]{{1,2}}|{_ONE}[一-龥]{{1,2}})"
"""A surname and one or two characters, for use inside a pattern."""
FOREIGN: Final = r"[一-龥]{1,8}(?:[·•‧][一-龥]{1,8}){1,3}"
"""A name in syllables (买买提·艾力)."""
_NAME: Final = re.compile(NAME)
_FOREIGN: Final = re.compile(FOREIGN)
_STARTS: Final = re.compile(rf"{_DOUBLE}|{_ONE}")
_ORDINARY: Final = (
    "万亩 万人 万元 万吨 万州 万户 严格 严禁 严肃 临港 习惯 云平 云服 云计 代办 "
    "代建 代码 代表 任何 任副 任务 任命 任意 任成 任期 任组 任职 保税 候车 候选 "
    "党史 党员 党委 党工 党建 党政 党校 党组 党群 全体 全力 全区 全县 全员 全国 "
    "全局 全市 全年 全校 全省 全程 全过 全部 全镇 全院 全面 公安 兰州 关于 关工 "
    "关键 农业 农产 农办 农垦 农委 农户 农技 农机 农村 农民 农田 农药 农资 初中 "
    "初审 初期 初步 初稿 初级 包保 包干 包括 包村 包案 包片 包联 华东 华人 华侨 "
    "单位 单独 单项 卫健 卫星 卫生 原则 原县 原市 古城 古建 古村 古树 古镇 台州 "
    "史志 司机 司法 司长 向上 向各 向社 和睦 和解 和谐 商会 商务 商品 商圈 商户 "
    "商标 商誉 商贸 商铺 国全 城投 宁波 安全 安委 安排 安监 安置 宗教 宗旨 官方 "
    "官网 尚有 尚未 尤其 工业 席位 常务 常委 常州 常年 常态 常抓 常规 常设 干流 "
    "干线 干部 平台 平均 平安 平稳 广州 应付 应对 应当 应急 应按 应用 应由 应该 "
    "康养 强制 强力 强化 强调 徐州 成员 成效 成果 成立 成都 房产 房管 政法 文书 "
    "文件 文体 文创 文化 文史 文字 文广 文投 文教 文旅 文明 文物 文稿 文联 方志 "
    "方案 方面 时任 时刻 时序 时效 时段 时间 时限 明年 明晰 明确 易发 易地 易涝 "
    "景区 景德 景点 景观 来源 杭州 林业 林长 查处 查找 查看 查验 柳州 梅州 楼宇 "
    "楼房 楼栋 武术 武装 武警 段落 段长 毛利 毛竹 水产 水利 江北 江南 江段 江水 "
    "江河 池塘 池水 河道 河长 温室 温州 温泉 温馨 游客 游览 田长 白天 皮革 相关 "
    "石化 石家 石材 石油 石门 福州 程序 空港 章程 童装 简称 管好 管委 管控 管理 "
    "管网 纪委 纪检 经开 花卉 花园 苏州 解决 解答 解释 计划 计委 计生 谈话 谷物 "
    "路政 路桥 路长 车站 车管 车辆 车间 车队 连同 连续 郑州 都会 都市 都要 金华 "
    "金属 金控 金融 金额 钱款 阳光 陆上 陆续 雷击 雷电 项次 项目 马上 马路 马鞍 "
    "高中 高位 高发 高度 高效 高新 高标 高校 高温 高空 高等 高级 高质 高速 高铁 "
    "鱼塘 麦收 麻风 黎明 龙头 龙舟 "
)
_WORDS: Final = frozenset(_ORDINARY.split())
"""Customary words that begin with the character of a surname."""
_WORD_LENGTH: Final = 2


def is_name(word: str) -> bool:
    """True for what has the characters of a person's name, and is no customary word."""
    return _FOREIGN.fullmatch(word) is not None or (
        _NAME.fullmatch(word) is not None and word not in _WORDS
    )


def looks_like_name(word: str) -> bool:
    """True for a surname and one or two characters, customary words (安全) included."""
    return _NAME.fullmatch(word) is not None or is_foreign(word)


def is_foreign(word: str) -> bool:
    """True for a name in syllables."""
    return _FOREIGN.fullmatch(word) is not None


def is_plain_name(word: str) -> bool:
    """The same beyond doubt: it does not even begin with a customary word (商务处)."""
    return is_name(word) and word[:_WORD_LENGTH] not in _WORDS


def surname_length(word: str) -> int:
    """Characters of the surname that the word begins with, 0 for none."""
    found = _STARTS.match(word)
    return found.end() if found is not None else 0
