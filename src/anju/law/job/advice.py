"""This module points an officer to what may be wrong with a vacancy. It is advice: the machine decides nothing (I10).

Words are looked for as they stand; whether they discriminate or ask for money, a person reads and decides.
Source: I10; 就业促进法 26, 27, 28, 31; 人力资源市场暂行条例 24.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from anju.law.job.vacancy import month_wage
from anju.law.wording import Text

# the week of the labour law: 劳动法 36
LONGEST_WEEK = 44

_SAID: Mapping[str, tuple[Text, re.Pattern[str]]] = {
    "fee": (
        Text(zh="可能向求职者收钱", en="Money may be asked of the seeker"),
        re.compile(r"押金|保证金|服装费|工装费|培训费|报名费|中介费|介绍费|体检费自|入职费|担保|先交|交\d+元|贷款"),
    ),
    "papers": (
        Text(zh="可能扣留证件", en="Papers may be kept back"),
        re.compile(r"(押|扣|留存|收取|保管).{0,4}(身份证|证件|毕业证)|身份证原件"),
    ),
    "hukou": (
        Text(zh="可能有户籍、地域限制", en="May shut out people by where they come from"),
        re.compile(r"(本地|本市|城镇|农村|外地|非农)(户口|户籍|人)|限.{0,3}(户口|户籍|本地)|不要.{1,4}(人|籍)"),
    ),
    "sex": (
        Text(zh="可能有性别限制", en="May shut out people by sex"),
        re.compile(r"(限|只招|仅限|要求|招|优先).{0,2}(男|女)|(男|女)(性|士|生|工)?优先|未婚|已婚|已育"),
    ),
    "people": (
        Text(zh="可能有民族、宗教限制", en="May shut out people by ethnicity or religion"),
        re.compile(r"汉族|少数民族|民族限|宗教|信教|回民|维族|藏族"),
    ),
    "health": (
        Text(zh="可能有传染病、残疾歧视", en="May shut out people by infection or disability"),
        re.compile(r"乙肝|两对半|艾滋|残疾(人)?(勿|不)|无传染病|病原携带"),
    ),
    "age": (
        Text(zh="可能有年龄限制，请看是否必要", en="An age limit: see whether the work needs it"),
        re.compile(r"\d{2}岁?(以下|以内|以上)|\d{2}\s*[-—~至到]\s*\d{2}\s*(周)?岁"),
    ),
    "child": (
        Text(zh="可能招用未满16周岁的人", en="May hire people under 16"),
        re.compile(r"童工|初中生暑假|(1[0-5])(周)?岁"),
    ),
}
_LOW_WAGE = Text(
    zh="低于最低工资：{offered}元，标准是{least}元",
    en="Below the minimum wage: {offered} yuan, the standard is {least}",
)
_LONG_WEEK = Text(
    zh="每周{hours}小时，超过{most}小时要有批准的特殊工时",
    en="{hours} hours a week: above {most} special working hours must be approved",
)
_UNINSURED = Text(
    zh="不缴社会保险：与劳动者有劳动关系的必须缴", en="No social insurance: with a labour contract it is a duty"
)


@dataclass(frozen=True)
class Hint:
    """This is one thing for the officer to look at, and the words it was found by."""

    id: str
    text: Text
    found: str = ""


def hints(
    *,
    words: str,
    wage_from: int,
    wage_unit: str,
    hours_week: int,
    insurance: str,
    least_month: int,
    least_hour: int,
) -> tuple[Hint, ...]:
    """This lists what a person should look at before publishing; nothing is refused by it."""
    found = [
        Hint(id=key, text=text, found=hit[0])
        for key, (text, pattern) in _SAID.items()
        if (hit := pattern.search(words))
    ]
    offered, least = (wage_from, least_hour) if wage_unit == "hour" else (_month(wage_from, wage_unit), least_month)
    if offered < least:
        found.append(Hint(id="wage", text=_LOW_WAGE.format(offered=offered, least=least)))
    if hours_week > LONGEST_WEEK:
        found.append(Hint(id="hours", text=_LONG_WEEK.format(hours=hours_week, most=LONGEST_WEEK)))
    if insurance == "none":
        found.append(Hint(id="insurance", text=_UNINSURED))
    return tuple(found)


def _month(wage: int, unit: str) -> int:
    return month_wage(wage=wage, unit=unit)
