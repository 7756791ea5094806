"""Words of what is no report: orders to the bot, formulas, secrets, other units, greetings.

Patterns are matched against folded, tidied, lower-cased text. Repetition inside them is bounded,
so a match costs time in proportion to the text.
"""

import re

from messages.understand.offices import OFFICES
from messages.understand.patterns import any_of, guarded

INSTRUCTION = any_of(
    r"(?:请|帮|给)[^,;。]{0,4}(?:标记|设置|登记)[^,;。]{0,4}(?:完成|办结|done)",
    r"(?:忽略|无视|忘掉|忘记|不要理会|别管|跳过|绕过|覆盖|解除|不用管).{0,14}(?:规则|指令"
    r"|提示|设定|限制|指示|约束|系统|审核|流程)",
    r"(?:(?:把|将|请|给|帮|麻烦|直接|统一|自动|系统).{0,24}|^|[,;。项条号务])(?:全部|都|一律)?"
    r"(?:改|标|设|置|记|更新|登记|标记|置为|视|算|当|填|写|点|勾|变更?|修改|调整?)"
    r"(?:记|注|选|一下)?(?:成|为|作|做|上|个)(?:[“\"'「]|全部|都|一下|状态)*(?:已经?|全部"
    r"|按时)*(?:完成|办结|销号|通过|绿灯|done)(?!了[,;。]|了$)",
    r"把.{0,12}(?:完成|办结|销号)(?:状态|了)?(?:点|勾|打)(?:上|一下|掉)",
    r"ignore.{0,30}(?:instruction|rule|prompt|above|previous)|disregard.{0,30}(?:instruction|rule)",
    r"(?:mark|set|change|update|flag) (?:(?:all|every|it|this|that|them|the|my|task|item"
    r"|#)\b.{0,30}|.{0,12})"
    r"(?:done|complete|finished|closed|green)",
    r"system ?prompt|jailbreak|you are now|开发者模式|你现在是|你是一个|扮演|以管理员"
    r"|作为管理员|管理员(?:命令|权限|授权)",
    r"<script|drop table|delete from|select \*|\{\{|\$\{|rm -rf",
)
FORMULA = re.compile(
    r"^\s*(?:[=@]|[+\-][ ]*[a-z]{2,}\()|=[a-z]{2,12}\(|^[+\-]?cmd\||\|\s*powershell|\|'?/c"
)
SECRET = any_of(
    r"(?<!不)(?<!未)(?<!非)(?<!否)涉密(?!吗)|机密|绝密|国家秘密|工作秘密|秘密(?:级|件|文件"
    r"|事项)|密级|密件|定密|内部文件"
    r"|不宜公开|不便公开|保密(?:文件|材料|要求|内容)|classified|top secret|confidential"
)
_UNIT_NAME = (
    r"(?:[\u4e00-\u9fff]{1,8}(?:局|委|办|街道|镇|乡|中心|大队|支队|公司|单位|部门|科|处|县|区"
    r"|院|所)"
    rf"|{OFFICES})"
)
FOR_OTHERS = any_of(
    rf"(?:代|替|帮|代表|以)(?:一下)?{_UNIT_NAME}.{{0,6}}(?:报|说|答复|反馈|回复|填|确认|名义"
    rf"|完成|办结|,)",
    r"(?:代|替|帮)(?:他们|她们|他|她|别人|其他单位|对方|兄弟单位)(?:报|说|填|反馈|确认|回)",
    rf"^(?!我|本|你|第|这|那){_UNIT_NAME}(?:那边|那块|他们|负责的|的)?.{{0,8}}?(?:已经?|都|也"
    rf"|就|全)(?:全部|都|经)*"
    r"(?:完成|办结|弄完|搞定|做完|报送|报了|上报|销号)",
    r"以.{1,8}名义|(?:on behalf of|speaking for) ",
)
FORWARDED = guarded(
    r"^#?(?:群)?接龙|^(?:转发|转自|转[:,]|fwd?:|各(?:单位|部门|镇街|位)[^,;。:]{0,8}[,:]"
    r"|关于.{2,40}的(?:通知|函)(?:$|[,:。 ]))"
    r"|^(?:[【\[(][^】\])]{0,12}(?:通知|提醒|转发|督办|公告|群)[^】\])]{0,4}[】\])])"
    r"|请各(?:单位|部门|镇|乡|街道|有关|相关|位|科室|责任)|我理解为|understood as|您(?:还?有"
    r"|共有)\d+项|请回复[“\"\d]"
    r"|回执(?:号|编号)?[:#]|\d+项待办"
)
GREETING = re.compile(
    r"^(?:早上好|早安?|上午好|下午好|晚上好|中午好|你好|您好|大家好|hi|hello|hey"
    r"|good (?:morning|afternoon|evening)|在吗|新年快乐|周末愉快|节日快乐|辛苦了?|加油"
    r"|谢谢.{0,4}|哈+|呵呵|晚安|[\u4e00-\u9fff]{1,3}(?:快乐|愉快|安康)|新年好|退订|再见"
    r"|拜拜)(?:,?(?:领导|各位|老师|主任))?[!~,。 ]*$"
)
REPORTISH = guarded(
    r"第.{1,3}项|任务|\d|完成|办结|进度|进展|延期|指标|报送|材料|反馈|整改|落实|验收|审批"
    r"|推进|done|finish|complet|submit|task|progress|report|deadline|\ue002|快了|再等|合格|符合"
    r"|差不多|时限|催|核|台账|系统"
)
