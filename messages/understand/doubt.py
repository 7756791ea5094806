"""When a "done" that nothing overrules is still asked about: what no list of words foresaw."""

import re

from messages.understand.overrule import BEGINS, HARMLESS
from messages.understand.patterns import any_of

# Compounds in which a suspect character is no more than part of a name or a plain word.
_PLAIN = any_of(
    r"其[他它]|可(?:研|再生|回收|视化|降解|持续)|许可|应急|反应|响应|供应|相应|需求|必修|要素|概要"
    r"|纪要|要点|要件|要闻|主要|重要|会议"
    r"|[大例晚年班峰]会|会[商审签展计务]|协会|社会|委员会|工会|将军|单[位元据]|清单|名单|订单|工单"
    r"|简单|单项|光[伏缆纤热电]|风光|观光|阳光"
    r"|宣传|传[统输染感真承]|上传|传(?:过去|给|到|了|完|好)|听[证力]|数据|[证依根票]据|据[点]|职称"
    r"|名称|说明|讲[座堂解]|宣讲|[报公广]告|告[示知]"
    r"|回[收填访]|答复|[修恢批]复|复[垦查绿核工]|退[耕役出]|清退|返[乡还]|空[气间中]|航空"
    r"|废[水弃物气]|固废|[外]事|外[资包墙]"
    r"|[清拆消解]除|免[疫费]|减免|法令|禁令|生命|使命|申请|请示|[约座访洽]谈|思想|了望|志愿|附近"
    r"|临近|光明|[社医环担]保|保[护洁障安养温密险]"
    r"|[水电人动火风]力|能力|力量|电[量力]|强[化制]|初[中级]|[级分区特类]别|别墅|如[期实数皋]|若干"
    r"|几何|半[岛]|[东西南北]半|[数]?据库|请假"
    r"|使用|天使|即[日时]|便[民利]|方便|暂[住停]|梦[想]?工场|规则|原则|法则|则[例]|切[割实]|一切"
    r"|密切|确切|余[热姚杭]|其余|业余|残[疾联]|残余"
    r"|剩余|缺口|空缺|差[距异别旅]|误差|出差|独[立]|唯一|只[限]|几[项个处件天]|如何|昨晚|答辩|解答"
    r"|言论|留言|云[平计]|云端|空白|虚拟|模拟|拟[定订稿]"
    r"|保[修]?证金|认证|求[助职]|征求|要求|命名|嘱托|委托|疑似病例|谣言|辟谣|似的|假日|假期|放假"
    r"|寒假|暑假|错[峰]|纠错|误[工餐]|取[水样证消]|撤[并]"
)
_SUSPECT = any_of(
    "[他她谈想望盼愿求请让叫催令逼迫劝嘱吹骗瞒谎谣疑猜估恐怀似像仿佛貌若如倘假即便虽但]"
    "|[却可应须必需拟欲暂姑勉誓梦呵嘿哼]",
    "[谁何哪怎咋吗么嘛否未没无不非莫勿甭免除唯独仅只几近差欠缺听闻据称]"
    "|[讲告诉言误错伪虚者凡则欸岂敢肯怕幸亏×✗✘✖\ue003]",
    "力保|力争|全力|努力|强行|勉强|为了|确保|保证|担保|军令|尽管|纵然|随时|[瞅瞧]着|大截"
    "|[安才便]能",
    "就(?:奇怪|难)|太难|泡汤|遇阻|受阻|延[后期迟误]|推[迟后]|受影响|压力|玩笑|逗[你您]|呸|反话"
    "|奇怪",
    "模板|样例|示例|(?:^|[,;。 项前])[例选点按](?=[:已都全完办弄搞做])|格式:|参考:|[比譬诸]如|类似"
    "|口径|[二两]字|字样|输入|勾选|按[^,;。]{2,8}(?:统计|处理|口径|算|计)|[就也]写",
    f"之外|轮到|邻居|对口|标段|层面|形式|账面|自[评查验]|[预初内]部?验收|样板|试点|上游"
    f"|[a-z一二三四五六七八九十南北东西][科片段组队](?={BEGINS})|大家都",
    "以后|(?:等|待|占)(?=[已都全完办弄搞做材])|占[一二三四五六七八九]成|把握",
    r"\b(?:if|not?|will|may|might|could|would|should|soon|hope|almost)\b",
)

_ENGLISH_WORDS = re.compile("[a-z']+")
_PLAIN_ENGLISH = frozenset(
    """
    a all already also and are as at attached been both by check closed complete completed
    data delivered done email emailed evidence everything file files finished for form fully
    group has have i in is it it's item items january february march april may june july
    august september october november december jan feb mar apr jun jul aug sep oct nov dec
    just last me monday morning my no now number ok on our out photo photos please pls plan
    report reports required schedule sent set side submitted system table task tasks team
    thank thanks that the them these they're this time to today tuesday up uploaded us we
    we've wednesday thursday friday week were with wrapped yesterday you your
    """.split()  # noqa: SIM905
)


def _is_plain_english(low: str) -> bool:
    return all(word in _PLAIN_ENGLISH for word in _ENGLISH_WORDS.findall(low))


def is_doubtful(low: str) -> bool:
    """Whether a character stands in it that grammar, not a name, has put there.

    Wider than ``is_overruled`` and made of single characters, so that a way of taking a
    completion back which nobody listed is asked about too.
    """
    if low.isascii() and not _is_plain_english(low):
        return True
    return bool(_SUSPECT.search(_PLAIN.sub("", HARMLESS.sub("", low))))
