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
_WORDS: Final = frozenset(
    [
        "高新",
        "经开",
        "空港",
        "临港",
        "保税",
        "工业",
        "文旅",
        "金融",
        "商务",
        "应急",
        "林业",
        "水利",
        "史志",
        "方志",
        "安全",
        "安监",
        "文明",
        "文化",
        "文体",
        "文广",
        "文教",
        "文物",
        "文史",
        "公安",
        "农业",
        "农村",
        "农垦",
        "武装",
        "司法",
        "纪检",
        "纪委",
        "政法",
        "成员",
        "成立",
        "全体",
        "全面",
        "全市",
        "全县",
        "全区",
        "全局",
        "全省",
        "都市",
        "卫生",
        "卫健",
        "方面",
        "方案",
        "时间",
        "时限",
        "万元",
        "单位",
        "路桥",
        "路政",
        "车辆",
        "房产",
        "房管",
        "石油",
        "石化",
        "江河",
        "江北",
        "江南",
        "金属",
        "高速",
        "高铁",
        "高校",
        "高等",
        "高级",
        "华侨",
        "古城",
        "古镇",
        "商会",
        "商贸",
        "党政",
        "党群",
        "党建",
        "党校",
        "党委",
        "党组",
        "党工",
        "党员",
        "党史",
        "安置",
        "安排",
        "常务",
        "常委",
        "常年",
        "计划",
        "计生",
        "华东",
        "任务",
        "任组",
        "向社",
        "应当",
        "应按",
        "应由",
        "来源",
        "原则",
        "原县",
        "原市",
        "康养",
        "景区",
        "温泉",
        "初步",
        "初审",
        "明确",
        "连续",
        "宁波",
        "解决",
        "关于",
        "关键",
        "关工",
        "管理",
        "管委",
        "管网",
        "时任",
        "任副",
        "任成",
        "强化",
        "农委",
        "农办",
        "花卉",
        "云计",
        "云平",
        "包括",
        "包保",
        "包案",
        "包干",
        "包联",
        "项目",
        "程序",
        "章程",
        "段长",
        "司长",
        "计委",
        "官方",
        "都要",
        "成果",
        "花园",
        "和谐",
        "向各",
        "解释",
        "查处",
        "查验",
        "尤其",
        "简称",
        "车站",
        "路长",
        "林长",
        "田长",
        "河长",
        "文件",
        "文联",
        "文投",
        "城投",
        "金控",
        "武警",
        "池塘",
        "安委",
        "应按",
        "应急",
        "全程",
        "全镇",
        "全校",
        "全院",
        "全力",
        "全年",
        "严格",
        "严肃",
        "严禁",
        "谈话",
        "连同",
        "成都",
        "常州",
        "常设",
        "温州",
        "金华",
        "台州",
        "万州",
        "广州",
        "徐州",
        "郑州",
        "苏州",
        "梅州",
        "柳州",
        "兰州",
        "福州",
        "杭州",
        "景德",
        "石家",
        "马鞍",
        "石门",
        "高校",
        "高中",
        "高位",
        "高效",
        "高度",
        "高标",
        "万亩",
        "万吨",
    ]
)
_WORD_LENGTH: Final = 2


def is_name(word: str) -> bool:
    """True for what has the characters of a person's name, and is no customary word."""
    if _FOREIGN.fullmatch(word):
        return True
    return _NAME.fullmatch(word) is not None and word[:_WORD_LENGTH] not in _WORDS


def begins_name(word: str) -> bool:
    """True where the word begins with a surname, and with no customary word."""
    return _STARTS.match(word) is not None and word[:_WORD_LENGTH] not in _WORDS


def surname_length(word: str) -> int:
    """Characters of the surname that the word begins with, 0 for none."""
    found = _STARTS.match(word)
    return found.end() if found is not None else 0
