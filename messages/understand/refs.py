"""Which task a reply is about: numbers, codes as typed, the noun that names it, all, the rest."""

import re
from collections.abc import Sequence

from messages.understand.numerals import INT, integer
from messages.understand.patterns import guarded
from messages.understand.reading import OpenTask

ALL, REST = "*", "rest"
_MAX_RANGE = 60

_LIST = rf"{INT}(?:(?:[、,，和与及跟&/]|以及|还有|项?[、和与及]第?)(?:第)?{INT}){{0,30}}"


def _range(low: str, high: str) -> str:
    return rf"(?P<{low}>{INT})\s?(?:[-~至到]|项到第|项至第)\s?第?(?P<{high}>{INT})"


THING = r"(?![月季阶工星周礼人小年批])"  # "第一个" counts tasks, "第一个月" does not
STATUS = (
    r"(?:[已己完进申延未没正在推还基办做弄搞都均全无需要因暂达卡差缓才也按逾快尚就]|:|号?任务"
    r"|不归|以完|not|done|in |is |at "
    r"|finish|complet|delay|stuck|block|need|ext|\ue002|(?<=[ :项])约?\d{1,3}(?:\.\d)?%)"
)
_NUMBERED = guarded(
    rf"第{_range('a', 'b')}[项条个件号]"
    rf"|第(?P<list>{_LIST})(?:[项条件号](?!楼|线|井|站|断面)(?:任务|事项)?|个{THING})"
    rf"|(?:任务|事项|序号|编号|清单|台账|tasks?|items?|nos?[. ]"
    rf"|#)\s?(?:第)?(?:{_range('c', 'd')}"
    r"|(?P<named>#?\d{1,3}(?:(?:[、,，&/]|和|与|及| and |, "
    r"| & )#?\d{1,3}(?![\d%年月号])){0,30}))(?![\d%.年月])"
    rf"|(?:任务|事项)(?P<cn2>[一二三四五六七八九十]{{1,3}})(?=基本|的|[,、和与及]|约|{STATUS})"
    rf"|(?<![\d.])(?P<task>\d{{1,3}}(?:号?[、,和与及/]\d{{1,3}}){{0,30}})号?(?:任务|事项)"
    rf"|(?<![\d.\-第])(?P<item>\d{{1,3}}(?:[、和与及/]\d{{1,3}}){{1,30}})[项条号](?!楼)"
    rf"|(?<![第\d])(?P<cn>{INT})号(?:任务|事项|工单|督办)",
    re.IGNORECASE,
)
_CODE = guarded(
    r"(?:关于|还有|以及|任务|事项|编号|那个|这个|对于|至于|和|与|跟)?"
    r"((?:(?<![A-Za-z\d-])[A-Za-z]{1,4}"
    r"|(?<![\d-])[\u4e00-\u9fff]{1,4}?)-\d{1,4}(?:-\d{1,3})?)(?![\d%日.]|[年月](?![底末内中初]))"
)
_HEAD = re.compile(
    rf"^(?:[(（]?(?P<one>\d{{1,3}})[)）]?\s?[.、:：](?!\d)|[(（](?P<paren>\d{{1,3}}"
    rf"|[一二三四五六七八九十]{{1,2}})[)）]"
    rf"|(?P<circle>[①-⑳])"
    rf"|{_range('e', 'f')}项?\s?(?={STATUS})"
    rf"|(?P<many>\d{{1,3}}(?:[、,，和与及&/]\d{{1,3}}){{0,30}})(?:项(?=[已未没进正推申延办:])"
    rf"|号(?=已|完成\d|进度|还在|正在|推进|申请)|)[\s:]{{0,2}}(?={STATUS}))"
)
HEADINGS = (  # of a written report in numbered paragraphs, which is no list of tasks
    r"(?:(?:工作)?进展|存在|下一?步|问题|原因|措施|困难|建议|主要|目前|工作(?:开展)?情况|基本情况"
    r"|计划|总体|意见|成效|经验|总结|附件)"
)
NARRATIVE = re.compile(rf"^\s*{HEADINGS}")
_ALL = guarded(
    r"(?:^|[,;。]|我们的?|我局的?|目前|现在|这边|把|将|收到)(?:全部|所有|各项|每一?项|各个"
    r"|全体)(?:的)?(?:任务|事项|工作|督办|项目|都|均|已|完成|办结|搞定|弄完|推进|$)"
    r"|^(?:已经?)?(?:全部|全|都|均)(?:已经?|按时|都|全部)*(?:完成|办结|弄完|弄好|搞定|做完|报"
    r"|交|推进|在|没|未|正|销号|正常|落实|延期|要)"
    r"|^(?:这|我们的?|以上)?[两三四五六七八九十\d]{1,2}项(?:任务|工作|事项)?(?:都|全|均|全部)"
    r"|(?<![这该此那本]项)(?:任务|事项|工作)(?:都|全部|均)(?:已|完|办|弄|搞|做|在|没|未|推|正)"
    r"|^我们?(?:局|镇|办"
    r"|这边|单位)?的?(?:全都|都|全部)(?:已|完|办|弄|搞|做|在)"
    r"|\b(?:all|every|everything) (?:tasks?|items?|of them|done|are|is|finished|completed)"
    r"|^all\b|^everything\b",
    re.IGNORECASE,
)
_REST = guarded(
    r"其余|(?<!及)其[他它](?=[的任事项\d几两三都均全正推已还进没未暂在也延按,:]|$)"
    r"|剩下(?=的(?![月年下本周\d一二三四五六])"
    r"|[任事项几两三都均全正推已还进没未])|余下(?=的?(?:任务|事项|几|[两三四五六\d]+项"
    r"|[都均全还正在没未推已按暂延申,:]))|剩余(?=的|任务|事项"
    r"|[几两三\d]项)|别的(?=都"
    r"|还|正|任务|事项|在)"
    r"|the rest\b|\bothers?\b|remaining (?:tasks?|items?|ones)",
    re.IGNORECASE,
)
_EXCEPT = re.compile(r"除(?:了|开|去)?.{1,12}?(?:外|以外|之外|,)|except|apart from")
_CHARS = r"[\u4e00-\u9fffA-Za-z0-9.]"
_TOPIC = guarded(
    rf"^(?>咱局|咱们|我们[局镇办]?(?:这边)?|我局|我镇)?(?:的)?(?:那个)?(?:关于|有关|至于|对于|那"
    rf"|说到"
    rf"|像)?《?(?!咱|我们|我局|我镇|那个|的)(?P<noun>{_CHARS}{{1,14}}?)》?(?:这"
    rf"|那)(?:一)?(?:块|个|项|件事|事|摊|部分|条|边|头)"
    rf"|^(?:关于|有关|至于|对于)《?(?P<about>{_CHARS}{{2,16}}?)》?(?:的|,|任务|工作|一事|项目"
    rf"|事项|问题|这)"
    rf"|《(?P<title>[^》]{{1,30}})》"
    rf"|^(?>咱局|咱们|我们[局镇办]?(?:这边)?|我局"
    rf"|我镇)?(?:的)?(?:那个)?(?P<work>{_CHARS}{{2,12}}?)(?:的?(?:任务|项目|工作|事项|工程"
    rf"|的事|方面))(?=已|完|正|还|推|进|基|弄|搞|全|都|均|没|未|申|延|预|卡|因|大|达|差|目|搞"
    rf"|弄|做|办|尚|压|在|目|需|要|,|\d|:|约|过)"
)
_TOPIC_SIGN = re.compile(
    "[块项个件事摊条边头分务作目程面《关有至对]"
)  # in every topic there is one
_DIRECT = guarded(
    rf"^(?:目前|现在|今天|这周|本周|本月|我们[局镇办]?(?:这边)?的?|我局的?"
    rf"|我镇的?)?+(?P<noun>{_CHARS}{{2,12}}?)(?:已经|已|目前|现在|现|[\d年月日号底前能可]|也"
    rf"|都|均|全部|基本|大概|预计|计划|力争|争取|总体|还|仍|约|才|就|进度|差不多|进展|,|:"
    rf"| )*?"
    r"(?:(?:完成|办结|弄好|弄完|搞定|做完|做好|完工|竣工|销号|完毕)(?!率|时间|后|情况|的|之"
    r"|吗|前)|做到|干到|推进|进行中|正在|申请延期|延期|没启动|未启动|没开始|未开始|还没|尚未"
    r"|没完|未完|卡住|完成?\d|过半|\d{1,3}%|百分之|[一二三四五六七八九]成|在收尾|收尾)"
)
_NOT_A_NOUN = re.compile(
    r"^(?:改|季度?|[去每]?年|周|我们?|我[局镇办委]|我单位|本单位|我街道|领导|局里|区里|镇里|市里"
    r"|目前"
    r"|现在|今天|昨天|明天|前天|刚才|之前|上次|上周.?|本周.?|下周.?|本月|本季度?|这个?|这项"
    r"|那个?|那项|该|此|它|附件|材料|表格?|资料|照片|图片|报告|文件|数据|佐证(?:材料)?|方案"
    r"|总结|图|文档|台账|邮件|情况|进度|进展|总体|整体|全部|所有|都|各|已|未|还|正|没|基本"
    r"|大部分?|部分|初步|主体|工作|任务|事项|项目|工程|经费|资金|人员|人手|手续|合同|设备"
    r"|预计|计划|争取|力争|确保|可能|应|估计|大概|差不多|好像|如果|要是|只要|等|因|由于|为|不"
    r"|申请|能|可|请|会议|招标|采购|设计|施工|审批|批复|环评|评审|验收|前期|前期工作|初稿"
    r"|可研|立项|公示|征求意见|更正|其实|实际|按|第|上|今|明|后|剩|就|只|快|马上|大家|对|好"
    r"|收到|嗯|哦|行|是|有|无|需|要|一切|内容|信息|问题|事情|全|一|两|三|几|\d|做|弄|搞|办|完"
    r"|截[至止]|[一二三四五六七八九十]+成|超额|编制$|平台[上里]|保质|稳步|原定|回复|反馈|大体|大致"
    r"|先按|原(?!料|水|种)|压根|保证|确保|村民|群众|业主|农户|居民|上级|专家|论证|最|才|再(?!生)|又"
    r"|就(?!业)"
    r"|还|很|太(?!阳|湖)|更(?!换|新"
    r"|名)|刚|曾|仍|可(?!研|再生|降解)|会(?!展|计)|如|若|所|但|而|且|或|跟|同|照(?!明)|根|经(?!济"
    r"|营)|自(?!来|然)|向|往|关|让|叫|把|被|给(?!水|排)|帮|替|其|大约|约|之内|以内|时间"
    r"|[一二两三四五六七八九十半]{1,3}[个天周月年]|接近|超过|不到|系统|施工方|第三方|企业|村里|听说"
    r"|据|他|她|你|您|月底|年底|月初|周|星期|下|节|早|终于"
    r"|总算|顺利|圆满|如期|按|提前|百分|进|推|抓|尽|将|拟|准备|打算|目标|整改(?:工作|任务)?$"
    r"|正常|同意|持续|有序|积极|序时|差|端午|中秋|国庆|清明|五一|元旦|春节|[qQ]\d|大[后前]"
    r"|咱[局们镇]"
    r"|目标|从|由|自|[一二三四]季|半|旬|task|item|all|it|we|i$|ok|done|about|around|only|over"
    r"|[a-z]+$)"
)
_NOUN_INSIDE = re.compile(
    r"[了吗呢吧]|反映|汇报|显示|据(?!库)|写|讲|话|听|认为|以为|已|没|未|请|预计|因为|但|如果|要是"
    r"|不|能|会|在|给|把|我|你|他|完成|说|现在"
    r"|目前|还(?![林草湖田地建])|就|才|开始|卡|进度|和|再|做|干|弄|搞|到"
)
_COURTESY = re.compile(r"^(?:好的?|收到|嗯|是的?|对|明白|知道了?|不好意思|抱歉)[,。! ]+")
_TRIM = re.compile(
    r"^(?:嗯|咱局|咱们的?|我局的?|我们的?|我镇的?|目前|现在|那个|就是|然后|那|关于|另外|还有"
    r"|再说|的|,)+|(?:的|工作|任务|项目|事项|方面|总体|整体|进度|目前|现在|要|需要?|想|申请"
    r"|也|将|得|可能|,)+$"
)


def find_refs(text: str) -> tuple[str, ...]:
    """Refs in a tidied part, in order of mention; nouns only where no number or code is given."""
    found = _numbers(text)
    if not found and (head := head_refs(text)):
        found = [(0, ref) for ref in head]
    if "-" in text:
        found += [(m.start(), m[1]) for m in _CODE.finditer(text)]
    if rest := _REST.search(text):
        excepted = _EXCEPT.search(text)
        if excepted and excepted.start() < rest.start():
            return (REST,)
        found.append((rest.start(), REST))
    if not found and _ALL.search(text):
        return (ALL,)
    return tuple(dict.fromkeys(ref for _, ref in sorted(found, key=lambda pair: pair[0])))


def all_except(text: str) -> bool:
    """ "除第3项外都完成了": all but some, which one reading cannot carry."""
    return bool(_EXCEPT.search(text)) and bool(re.search("其余|其他|其它|都|均|全", text))


def head_refs(segment: str) -> tuple[str, ...]:
    """Refs of a list head such as "1、", "3:", "3已", "①", "2-4项已"."""
    m = _HEAD.match(segment)
    if not m or NARRATIVE.match(segment[m.end() :]):
        return ()
    if m["circle"]:
        return (str(ord(m["circle"]) - ord("①") + 1),)
    if m["e"]:
        return _expand(m["e"], m["f"])
    single = m["one"] or m["paren"]
    return (_plain(single),) if single else _split(m["many"])


def noun_ref(text: str) -> str | None:
    """The noun that names the task ("湿地那块…" → 湿地), or None where none is plain to see."""
    text = _COURTESY.sub("", text)
    opening = text[:60]
    for pattern in (_TOPIC, _DIRECT):
        if pattern is _TOPIC and not _TOPIC_SIGN.search(opening):
            continue
        m = pattern.search(opening)
        if not m:
            continue
        noun = next((g for g in m.groupdict().values() if g), "")
        if m.re is _TOPIC and m["title"]:
            return noun
        noun = _TRIM.sub("", noun)
        if len(noun) >= 2 and not _NOT_A_NOUN.match(noun.lower()) and not _NOUN_INSIDE.search(noun):
            return noun
    return None


def marked_noun(text: str) -> str | None:
    """A noun marked as a topic ("那块", "这项", "任务"); safer than ``noun_ref``."""
    if not _TOPIC_SIGN.search(text, 0, 60) or not _TOPIC.search(text[:60]):
        return None
    return noun_ref(text)


def known_ref(noun: str, open_tasks: Sequence[OpenTask]) -> tuple[str, bool]:
    """The open task the noun names, and whether that is certain; the noun itself if none is."""
    exact = [task.ref for task in open_tasks if noun in (task.ref, task.title)]
    if len(exact) == 1:
        return exact[0], True
    hits = [task.ref for task in open_tasks if len(noun) >= 2 and noun in task.title]
    if not hits:
        hits = [task.ref for task in open_tasks if len(task.title) >= 2 and task.title in noun]
    return (hits[0], True) if len(hits) == 1 else (noun, not hits)


def code_in(text: str, open_tasks: Sequence[OpenTask]) -> tuple[str, ...]:
    """Codes of open tasks that stand in the text as typed and are more than a bare number."""
    return tuple(t.ref for t in open_tasks if not t.ref.isdigit() and t.ref and t.ref in text)


def _numbers(text: str) -> list[tuple[int, str]]:
    found: list[tuple[int, str]] = []
    for m in _NUMBERED.finditer(text):
        low, high = m["a"] or m["c"], m["b"] or m["d"]
        listed = m["list"] or m["named"] or m["task"] or m["item"] or m["cn"] or m["cn2"]
        refs = _expand(low, high) if low else _split(listed)
        found += [(m.start(), ref) for ref in refs]
    return found


def _expand(low: str, high: str) -> tuple[str, ...]:
    first, last = integer(low), integer(high)
    if 0 < first < last <= first + _MAX_RANGE:
        return tuple(str(n) for n in range(first, last + 1))
    return tuple(_plain(n) for n in (low, high))


_SEPARATOR = re.compile(r"[^\d零〇一二两三四五六七八九十百千]+")


def _split(listed: str) -> tuple[str, ...]:
    return tuple(_plain(part) for part in _SEPARATOR.split(listed) if part)


def _plain(numeral: str) -> str:
    value = integer(numeral)
    return str(value) if value >= 0 else numeral
