"""Names of units (单位名称): what is one, what is none, and which spellings mean the same unit."""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import StrEnum
from functools import lru_cache
from typing import Final

_HAN: Final = "\u4e00-\u9fff"


class NameKind(StrEnum):
    """What a piece of a label is."""

    UNIT = "unit"
    GROUP = "group"
    LEADER = "leader"  # 分管副市长
    SPAM = "spam"  # words that a scan or a page put there
    UNKNOWN = "unknown"


ENDINGS: Final = (
    "委员会|人民政府|政府|办公厅|办公室|编办|农办|党办|考核办|督查办|征收办|街道办事处|办事处|街道办|街办|"
    "管委会|管理处|管理局|管理站|管理中心|领导小组|指挥部|联席会议|工作专班|专班|"
    "分局|支局|总局|局|厅|审计署|总署|部|委|办|院|校|室|处|科|股|所|站|队|大队|支队|总队|"
    "中心|公司|集团|银行|分行|支行|协会|学会|商会|联合会|总工会|工会|妇联|残联|侨联|工商联|科协|文联|社科联|"
    "红十字会|联社|供销社|合作社|联合社|团委|团市委|团区委|团县委|团省委|乡|镇|村|街道|社区|园区|开发区|高新区|经开区|新区|"
    "景区|度假区|林场|农场|水库|党委|党工委|工委|党组|党校|大学|学院|医院|医学院|幼儿园|"
    "法院|检察院|书店|馆|厂|电视台|广播台|报社|日报社|博物馆|图书馆|文化馆|机关|纪委|监委|监察组|纪检组|检查组|武装部|"
    "联盟|基金会|气象台|台|会|基地|企业|平台公司|单位|部门|运营商|机构"
)
_ENDING: Final = re.compile(rf"(?:{ENDINGS})(?:（[^（）]{{1,12}}）)?$")
_GROUP: Final = re.compile(
    r"^(?:市|区|县|省|局|委|全市|全区|全县|全局)?(?:各|有关|相关|其他|其它|涉及|涉事|所有)|"
    r"(?:各|有关|相关|其他)[^、]{0,12}(?:单位|部门|政府|乡镇?|镇|街道|街办|处室|科室|企业|学校|园区|开发区|局|委)$|"
    r"^(?:市|区|县|省|局|委|厅|街道|镇)?(?:直属?|级|属)(?:[一-龥]{0,6})(?:单位|部门|机关|企业|学校|处室|科室)$|"
    r"^(?:被考核|被督查|被检查|被督导)[一-龥]{0,12}(?:单位|部门|处室|科室|县|区)$|^(?:成员|责任|牵头|配合|试点|承办)(?:单位|部门)$|"
    r"^[县市区][县市区、（）开发]{0,10}[、（][县市区、（）开发]{1,10}(?:[一-龥]{2,8})?(?:部门|局|政府)$"
)
_STARTS_GROUP: Final = re.compile(r"^(?:市|区|县|局|全[市区县])?(?:直|级)?(?:各|有关|相关)")
_GROUP_END: Final = re.compile(
    rf"^(?:市|区|县|局|全[市区县])?(?:直|级)?(?:各|有关|相关)[{_HAN}（）、/A-Z]{{0,24}}?"
    rf"(?:{ENDINGS}|县|区|市|地|校|县区|区县|镇街|乡镇街道|级|村|户)(?:（[^（）]{{1,16}}）)?$"
)
_LEADER: Final = re.compile(
    r"(?:书记|市长|区长|县长|镇长|乡长|局长|主任|部长|厅长|处长|科长|院长|校长|行长|总经理|董事长|秘书长|"
    r"检察长|组长|队长|主席|会长|站长|所长|领导|负责人|负责同志|同志|联络员|调研员|科员|先生|女士|专员|常委)$"
    r"|^(?:分管|主管|协管|联系)[^局处]{0,12}(?:领导|副)"
)
_SPAM: Final = re.compile(
    r"足球彩票|彩票|投注|博彩|娱乐城|棋牌|葡京|皇冠体育|真人|时时彩|六合彩|赌|网站|首页|下载|点击|登录|收藏|打印|"
    r"Error|Bookmark|http|www|扫描|扫码|关注|分享|版权|备案号|广告"
)
_BAD_CHARS: Final = re.compile(r"[。！？；：《》|=<>%％+*#@~…\\]|\d{3}|[a-zａ-ｚ]{3}")
_VERBS: Final = re.compile(
    r"(?:加强|推进|完善|建立|健全|落实|按照|根据|确保|完成|开展|做好|提高|加快|强化|实施|组织|负责|牵头|配合|"
    r"参与|协助|承担|制定|报送|要求|应当|进行|通过|具体|分别|不得|达到|没有|是否|如果|以及|其中|包括|"
    r"为主|由|将|把|被|让|使|向|的|请|简称|引导|支持|鼓励|督促|激发|形成|推动|积极|新建|改建|培育|引进|会同|提供|压实|扶持|监督企业)"
)
_VERB_NAMES: Final = re.compile(
    r"(?:推进|实施|组织|负责|协助|落实|开展|强化|建设|创建|配合|完善)[^、]{0,12}(?:领导小组|办公室|委员会|指挥部|专班|联席会议|部|科|处|中心|机构|单位|人事部门)$"
)
_OF_ROLE: Final = re.compile(
    r"(?:[市县区省局]?(?:直|级|属)?各?(?:有关|相关)?)(?:专题研究)?(?:责任|牵头|配合|参与|承办|实施|协办|主办|试点|成员|督促)?(?:单位|部门|处室|科室)"
)
_PLACE_ONLY: Final = re.compile(rf"^[{_HAN}]{{1,8}}[省市县区]$")
_LONGEST: Final = 32
_REMEMBERED: Final = 8_192
"""A document prints the same names again and again."""


@lru_cache(_REMEMBERED)
def plain_name(name: str) -> str:
    """A name without blanks, brackets in full width, without quotes around it and closing marks."""
    text = re.sub(r"[\s\u3000]", "", name)
    text = text.translate(
        {ord("("): "（", ord(")"): "）", ord("〈"): "（", ord("〉"): "）", ord(","): "，"}
    )
    text = text.replace("<", "（").replace(">", "）") if "<" in text and ">" in text else text
    text = text.strip("，。；：、.;:,·-—*【】[]〔〕{}")
    if text.count("（") > text.count("）"):
        text = text.rstrip("（") if text.endswith("（") else text
    while text.startswith("）") or (text.endswith("）") and text.count("）") > text.count("（")):
        text = text.lstrip("）") if text.startswith("）") else text[:-1]
    if len(text) > 2 and text[0] in "“\"'" and text[-1] in "”\"'" and text.count("“") <= 1:
        text = text[1:-1]
    return text


@lru_cache(_REMEMBERED)
def kind_of_name(name: str) -> NameKind:
    """What the (plain) name is."""
    if not name or _SPAM.search(name):
        return NameKind.SPAM if name else NameKind.UNKNOWN
    if len(name) > _LONGEST or _BAD_CHARS.search(name):
        return NameKind.UNKNOWN
    if _LEADER.search(name):
        return NameKind.LEADER
    verb = _VERBS.search(name)
    if verb and not _VERB_NAMES.search(name) and not _OF_ROLE.fullmatch(name):
        return NameKind.UNKNOWN
    if _GROUP_END.match(name) or (_GROUP.search(name) and not _STARTS_GROUP.match(name)):
        return NameKind.GROUP
    if _STARTS_GROUP.match(name):
        return NameKind.UNKNOWN
    if _ENDING.search(name) and len(name) >= 2:
        return NameKind.UNIT
    if _PLACE_ONLY.match(name) and len(name) >= 3:
        return NameKind.UNIT
    return NameKind.UNKNOWN


def is_body(name: str) -> bool:
    """True for a unit or a group of units."""
    return kind_of_name(name) in {NameKind.UNIT, NameKind.GROUP}


def ends_as_body(name: str) -> bool:
    """True for words whose end is that of a unit's name, whatever stands before."""
    return _ENDING.search(name) is not None


def is_group(name: str) -> bool:
    """True for a named group of units (各县（市、区）…)."""
    return kind_of_name(name) is NameKind.GROUP


# who may act in a sentence

_LEVELS: Final = "省市县区州镇乡"
_STRONG: Final = re.compile(
    r"(?:人民政府|管委会|办公厅|办公室|街道办|街道办事处|办事处|分局|支局|局|厅|委|办|部|院|室|中心|公司|集团|分行|支行|"
    r"协会|总工会|工会|妇联|残联|工商联|科协|文联|供销社|团委|法院|检察院|支队|大队|总队|中队|队|站|所|党委|党工委|工委|党组|"
    r"科|处|股|组|联社|联合社|政府|街道|镇|乡|委员会|学校|医院|党校|部门|台)(?:（[^（）]{1,12}）)?$"
)
_BY_LEVEL: Final = re.compile(
    rf"^(?:全)?[{_LEVELS}](?!级|域|内|外|面|容|场(?!监)|民(?!政|族|宗|委|兵))"
)
_BY_PLACE: Final = re.compile(
    rf"^[{_HAN}]{{2,5}}[{_LEVELS}](?!级|域|内|外)(?=[{_HAN}]{{2,}})|^(?:人民银行|国网|中国)[{_HAN}]{{2,}}"
)
_PLACE_END: Final = re.compile(rf"^[{_HAN}]{{2,4}}(?:镇|乡|街道|街道办|新区管委会|管委会)$")
_OFFICE: Final = re.compile(rf"^[{_HAN}]{{2,8}}(?:科|处|股|办公室)$|^办公室$")
_DEPARTMENT: Final = re.compile(rf"^[{_HAN}]{{2,8}}(?:主管)?部门$")
_LOOSE: Final = re.compile(
    r"职能|职责|有关|相关|其他|上级|下级|以上|领导|领域|行业主管|全部|各类|内部|社会|企业|群众|对|在|与|从|以|和"
)
_NO_ACTOR: Final = re.compile(r"(?:领导小组|指挥部|联席会议|专班|工作组)$|^委员会$")
_GROUP_ACTS: Final = re.compile(
    rf"^(?:[市县区省局]|全[市县区]|[{_HAN}]{{2,6}}[市县区])?(?:直|级|属)?(?:各|有关|相关)[{_HAN}（）、A-Z]{{0,16}}?"
    r"(?:单位|部门|局|委|政府|镇|乡|乡镇|街道|街道办|街道办事处|科室|处室|县区|区县|镇街|园区|开发区|学校|校|景区|管委会|县|区|市|村|社区|中心)(?:（[^（）]{1,16}）)?$"
    r"|^(?:被考核|被督查)(?:单位|部门)$|^(?:[市县区局]直|[市县区局]属)(?:有关|各)?(?:单位|部门)$"
    rf"|^[县市区（）、{_HAN}]{{2,12}}（[^（）]{{1,10}}）[{_HAN}]{{2,8}}(?:部门|局)$"
)


def may_act(name: str) -> bool:
    """True for a name that a sentence without label may make responsible: a body beyond doubt."""
    kind = kind_of_name(name)
    if kind is NameKind.GROUP:
        return _GROUP_ACTS.match(name) is not None
    if kind is not NameKind.UNIT or _STRONG.search(name) is None or _NO_ACTOR.search(name):
        return False
    if _DEPARTMENT.match(name):
        return _LOOSE.search(name) is None
    if _BY_LEVEL.match(name):
        return len(name) >= 3
    if _LOOSE.search(name[:2]):
        return False
    return bool(_BY_PLACE.match(name) or _PLACE_END.match(name) or _OFFICE.match(name))


# spellings

_SHORT_FORMS: Final = tuple(
    tuple(words.split("="))
    for words in (
        "发展和改革委员会=发展改革委员会=发展改革委=发改委=发改",
        "发展和改革局=发展改革局=发改局",
        "工业和信息化局=工业信息化局=工信局",
        "工业和信息化委员会=工信委",
        "教育体育局=教体局=教育体育",
        "科学技术局=科技局",
        "卫生健康委员会=卫生健康委=卫健委=卫生健康",
        "人力资源和社会保障局=人力资源社会保障局=人社局",
        "住房和城乡建设局=住房城乡建设局=住建局=住房和城乡建设",
        "市场监督管理局=市场监管局",
        "城市管理局=城管局",
        "城市管理和综合执法局=城市管理综合执法局=城管执法局=城市管理执法局",
        "自然资源和规划局=自然资源规划局=自规局=资规局",
        "自然资源和规划分局=自然资源规划分局=自规分局=资规分局",
        "应急管理局=应急局",
        "交通运输局=交通局",
        "生态环境局=环境局",
        "文化广电旅游局=文化广电和旅游局=文广旅局=文旅局=文化和旅游局=文广新旅局",
        "国有资产监督管理委员会=国资委",
        "退役军人事务局=退役军人局",
        "医疗保障局=医保局",
        "机关事务管理局=机关事务局",
        "金融监督管理局=金融监管局",
        "政务服务数据管理局=政务服务局=政数局",
        "行政审批局=审批局",
        "乡村振兴局=振兴局",
        "农业农村局=农业局",
        "农业农村水利局=农水局",
        "委办公室=委办",
        "政府办公室=政府办",
        "人民政府=政府",
        "机构编制委员会办公室=编办",
        "网络安全和信息化委员会办公室=网信办",
        "精神文明建设指导委员会办公室=文明办",
        "农村工作领导小组办公室=农办",
        "安全生产委员会办公室=安委会办公室=安委办",
        "安全生产委员会=安委会",
        "生态环境保护委员会办公室=环境保护委员会办公室=环委会办公室=环委办",
        "生态环境保护委员会=环委会",
        "食品安全委员会办公室=食安办",
        "道路交通安全委员会办公室=道安办",
        "道路交通安全委员会=道安委",
        "妇女儿童工作委员会办公室=妇儿工委办",
        "政法委员会=政法委",
        "纪律检查委员会=纪委",
        "监察委员会=监委",
        "管理委员会=管委会",
        "街道办事处=街道办=街办",
        "妇女联合会=妇联",
        "残疾人联合会=残联",
        "供销合作社联合社=供销合作社=供销社=供销联社",
        "科学技术协会=科协",
        "人民检察院=检察院",
        "人民法院=法院",
        "投资促进中心=投促中心",
        "城市建设投资=城建投=城投",
        "公共资源交易中心=交易中心",
        "大数据管理局=大数据局",
        "河长制办公室=河长办公室=河长办",
        "林长制办公室=林长办公室=林长办",
    )
)
_FORMS: Final = tuple(
    sorted(
        ((short, forms[0]) for forms in _SHORT_FORMS for short in forms[1:]),
        key=lambda pair: -len(pair[0]),
    )
)


def full_form(name: str) -> str:
    """The name with a customary short form written out (区发改委 → 区发展和改革委员会)."""
    for short, whole in _FORMS:
        if name.endswith(short) and not name.endswith(whole):
            head = name[: len(name) - len(short)]
            if not head or head[-1] in "省市区县局委乡镇府）、和" or len(head) >= 2:
                return head + whole
    return name


def place_free(form: str) -> Iterator[str]:
    """What is left of a written-out name without the place before it: 云溪市教育局 → 市教育局."""
    form = form.removeprefix("中共")
    for cut in range(2, min(9, len(form) - 2)):
        if form[cut] in "省市县区" and form[cut + 1 : cut + 2] not in "省市县区、（":
            yield form[cut:]
