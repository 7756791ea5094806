"""Words around a day that make it a promise, a start or an old plan.

Patterns are matched against folded, tidied, lower-cased text. Repetition inside them is bounded,
so a match costs time in proportion to the text.
"""

import re

from messages.understand.patterns import guarded

COMPLETE_WORD = guarded(
    r"完成|办结|弄好|弄完|做完|搞定|报|交|完工|竣工|提交|能完|完|给|出(?:来|具|台|成果|结果"
    r"|稿)|反馈|落实|到位|销号|交付|验收|解决|做好|办好|上传|发(?!函|现|布)|送|弄|整改|补"
    r"|见效|见分晓|[见有](?:个)?(?:结果|说法|眉目|准信|答复)|就[好行成]|结束|收尾|收官|拿出|搞好"
    r"|搞完|实现|达标|改好|建成|finish|complet|done|done|submit|deliver"
    r"|ready|close|send|resolve|wrap|have it|can do"
)
PERIOD = re.compile("以来|的?(?:任务|工作|目标|计划|指标|投资|量)")  # "今年任务" names no day
PAST_ACT = re.compile(r"[^,;。]{0,4}[补交报发传送弄做办][上完好齐去出]{0,2}了")  # 今天补上了
THEN = re.compile(r"[就才便则即再]")
START_WORD = guarded(
    r"启动|开工|动工|进场|开始|召开|开会|上会|评审|开标|招标|挂网|论证会|专家|动员|调研|现场"
    r"|公示|研究|检查|开展|实施|到账|拨付|下拨|才批|批下来|开学|天晴|过会|讨论|着手|start|begin"
    r"|kick"
    r"|meeting|review"
)
PROMISE_WORD = guarded(
    r"预计|计划|争取|力争|确保|保证|打算|准备|拟|最迟|最晚|最快|承诺|预估|估计|目标|倒排"
    r"|不晚于|赶在|尽量|时限|eta|expect|aim|plan|by|before|until|till|will|should"
)
EXTEND_TO = re.compile(r"(?:到|至|改为|改到|放宽|定在|为|to|until|till|by)\s*$")
MOVED_TO = re.compile(r"[拖推延改调挪]到$|顺延[到至]$")
OLD_PLAN = guarded(
    r"(?:原定|原计划|原本|本来|原来|原时限|原先|原|要求|上级要求|文件要求|规定|之前说|以前"
    r"|上次说|截止(?:时间|日期)?是?)[^,;。]{0,8}$"
)
DUE_IS = re.compile(
    r"(?:时限|时间|日期|date|deadline|eta|completion)(?:定在|定为|为|是|:| is| of)* ?$"
)
