"""Invented member lists (成员名单) in the ways that offices set them, for `test_persons`."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from typing import Final

SURNAMES: Final = (
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎"
    "余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文"
)
GIVEN: Final = (
    "伟强磊军洋勇杰涛明超刚平辉鹏华飞鑫波斌宇浩凯健俊帆旭宁龙林欢建国志文海永晓春荣新利清"
    "云若兰映雪承泽怀瑾思齐柏舟知远启一鸣渊沐辰和景行梓涵雨桐欣怡芳娜敏静丽艳娟霞秀英玲桂香"
)
POSTS: Final = (
    "市委副书记、市长",
    "市委常委、常务副市长",
    "副市长",
    "市政府副秘书长",
    "市生态环境局局长",
    "市财政局党组书记、局长",
    "市水利局副局长",
    "市委组织部副部长",
    "市公安局副局长",
    "市住房和城乡建设局局长",
    "市卫生健康委主任",
    "市城市管理局四级调研员",
    "市发展和改革委员会主任",
    "市自然资源局党组成员、副局长",
    "市教育局局长",
    "市市场监管局局长",
    "市科协主席",
    "市税务局局长",
)

Person = tuple[str, str]
Form = Callable[[Sequence[Person]], list[str]]


def people(count: int, seed: int, lengths: Sequence[int] = (2, 3, 3, 3)) -> list[Person]:
    """Names and posts; the same for the same seed."""
    chance = random.Random(seed)
    found: dict[str, str] = {}
    while len(found) < count:
        given = "".join(chance.choice(GIVEN) for _ in range(chance.choice(lengths) - 1))
        found.setdefault(chance.choice(SURNAMES) + given, chance.choice(POSTS))
    return list(found.items())


def _wide(name: str) -> str:
    """A name of two characters set as wide as one of three."""
    return f"{name[0]}　{name[1]}" if len(name) == 2 else name


def one_a_line(who: Sequence[Person]) -> list[str]:
    """组　长：　, the others below, indented."""
    (first, post), (second, beside), *others = who
    lines = [f"组　长：{_wide(first)}　{post}", f"副组长：{_wide(second)}　{beside}"]
    lines += [
        f"{'成　员：' if n == 0 else '　　　　'}{_wide(name)}　{duty}"
        for n, (name, duty) in enumerate(others)
    ]
    return lines


def single_blanks(who: Sequence[Person]) -> list[str]:
    """One ascii blank between name and post."""
    return [f"组长：{who[0][0]} {who[0][1]}", *(f"成员：{n} {p}" for n, p in who[1:])]


def glued(who: Sequence[Person]) -> list[str]:
    """No blank at all, as some PDF give it."""
    return [f"组长：{who[0][0]}{who[0][1]}", "成员："] + [f"{n}{p}" for n, p in who[1:]]


def several_a_line(who: Sequence[Person]) -> list[str]:
    """All members in one paragraph, parted by blanks."""
    return [f"组长：{who[0][0]}　{who[0][1]}", "成员：" + "　".join(f"{n} {p}" for n, p in who[1:])]


def bracketed(who: Sequence[Person]) -> list[str]:
    """Posts in brackets."""
    return [
        f"组长：{who[0][0]}（{who[0][1]}）",
        "成员：" + "、".join(f"{n}（{p}）" for n, p in who[1:]) + "。",
    ]


def post_first(who: Sequence[Person]) -> list[str]:
    """The post before the name."""
    return [
        f"组长：{who[0][1]}{who[0][0]}",
        "成员：" + "、".join(f"{p}{n}" for n, p in who[1:]) + "。",
    ]


def names_alone(who: Sequence[Person]) -> list[str]:
    """No posts."""
    return ["组长：" + who[0][0], "成员：" + "、".join(name for name, _ in who[1:])]


def numbered(who: Sequence[Person]) -> list[str]:
    """A numbered list under a heading, without 成员：."""
    return ["领导小组成员名单", *(f"{n}.{name}　{post}" for n, (name, post) in enumerate(who, 1))]


def key_apart(who: Sequence[Person]) -> list[str]:
    """The key on a line of its own, no colon."""
    return [
        f"组　长　{_wide(who[0][0])}　{who[0][1]}",
        "成　员",
        *(f"{_wide(n)}　{p}" for n, p in who[1:]),
    ]


def in_a_sentence(who: Sequence[Person]) -> list[str]:
    """A sentence that says who is what."""
    (first, post), (second, beside), *others = who
    rest = "、".join(f"{p}{n}" for n, p in others)
    return [f"由{post}{first}任组长，{beside}{second}任副组长，{rest}为成员。"]


def comrades(who: Sequence[Person]) -> list[str]:
    """某某同志."""
    return [f"组长由{who[0][0]}同志担任，" + "、".join(n for n, _ in who[1:]) + "等同志为成员。"]


def in_one_paragraph(who: Sequence[Person]) -> list[str]:
    """Every role in one paragraph."""
    (first, post), (second, beside), *others = who
    rest = "，".join(f"{n}，{p}" for n, p in others)
    return [f"领导小组组长：{first}，{post}；副组长：{second}，{beside}；成员：{rest}。"]


def a_table(who: Sequence[Person]) -> list[str]:
    """Columns 姓名 and 职务."""
    return ["序号 | 姓名 | 单位及职务 | 联系电话"] + [
        f"{n} | {_wide(name)} | {post} | 0000-100{n}" for n, (name, post) in enumerate(who, 1)
    ]


def a_table_without_head(who: Sequence[Person]) -> list[str]:
    """Role, name, post; the role only in the first row of its group."""
    roles = ["组 长", "副组长", "成 员"] + [""] * len(who)
    return [f"{role} | {_wide(n)} | {p}" for role, (n, p) in zip(roles, who, strict=False)]


def contacts(who: Sequence[Person]) -> list[str]:
    """Labels behind tasks."""
    return [
        f"（{n}）推进第{n}项整治。责任领导：{name}；责任单位：市财政局；责任人：{name}；联系人：{name}，电话：0000-{n}"
        for n, (name, _) in enumerate(who, 1)
    ]


FORMS: Final[tuple[Form, ...]] = (
    one_a_line,
    single_blanks,
    glued,
    several_a_line,
    bracketed,
    post_first,
    names_alone,
    numbered,
    key_apart,
    in_a_sentence,
    comrades,
    in_one_paragraph,
    a_table,
    a_table_without_head,
    contacts,
)


def document(rows: Sequence[str], again: str) -> str:
    """A plan with the rows as its leading group; `again` is a name that a later chapter repeats."""
    return "\n".join(
        (
            "云溪市人居环境整治工作方案",
            "为做好整治工作，制定本方案。",
            "一、组织领导",
            "成立云溪市人居环境整治工作领导小组，组成人员如下：",
            *rows,
            f"领导小组办公室设在市住房和城乡建设局，{again}同志兼任办公室主任。",
            "二、主要任务",
            "（一）清理河道。2025年6月底前完成清淤。（责任单位：市水利局、市生态环境局）",
            f"（二）整治市容。由{again}牵头督办，开展专项整治。（责任单位：市城市管理局）",
            "三、工作要求",
            "各成员单位每月25日前向领导小组办公室报送进展。",
        )
    )
