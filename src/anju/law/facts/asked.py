"""This module lists the facts that only the person can tell."""

from anju.law.codes import Code
from anju.law.facts.kinds import Fact, Kind, Schooling
from anju.law.wording import Text

MONTHS = Text(zh="个月", en="months")
YUAN = Text(zh="元", en="yuan")


def _asked(
    key: str,
    kind: Kind,
    zh: str,
    en: str,
    ask_zh: str,
    ask_en: str,
    choices: type[Code] | None = None,
    unit: Text | None = None,
) -> Fact:
    return Fact(key, kind, "asked", Text(zh=zh, en=en), Text(zh=ask_zh, en=ask_en), choices, unit)


ASKED = (
    _asked("works", "yes_no", "现在有工作", "In work", "您现在有工作吗？", "Are you in work now?"),
    _asked("seeks_work", "yes_no", "正在找工作", "Looking for work", "您正在找工作吗？", "Are you looking for work?"),
    _asked(
        "lost_work",
        "yes_no",
        "不是自己要走而失去工作",
        "Lost work unwillingly",
        "您失去上一份工作，不是自己要走的吗？",
        "Did you lose your last work against your will?",
    ),
    _asked(
        "contract_months",
        "number",
        "劳动合同期限",
        "Length of the labour contract",
        "您的劳动合同签了多久？",
        "For how long is your labour contract?",
        unit=MONTHS,
    ),
    _asked(
        "has_licence", "yes_no", "营业执照", "A business licence", "您有营业执照吗？", "Do you hold a business licence?"
    ),
    _asked(
        "insured_months",
        "number",
        "在本地缴社会保险的时间",
        "Time insured here",
        "您在这里缴了多久的社会保险？",
        "For how long have you paid social insurance here?",
        unit=MONTHS,
    ),
    _asked(
        "fund_months",
        "number",
        "缴存住房公积金的时间",
        "Time paid into the housing fund",
        "您连续缴了多久的住房公积金？",
        "For how long have you paid into the housing fund without a break?",
        unit=MONTHS,
    ),
    _asked(
        "owns_dwelling",
        "yes_no",
        "在本地有自有住房",
        "Owns a dwelling here",
        "您或者家人在这里有自己的房子吗？",
        "Do you or your family own a dwelling here?",
    ),
    _asked(
        "income_month",
        "number",
        "家庭人均月收入",
        "Monthly income a head",
        "您家平均每人每月收入大约多少元？",
        "About how many yuan a month does your family have a head?",
        unit=YUAN,
    ),
    _asked("has_lease", "yes_no", "房屋租赁合同", "A lease", "您有租房合同吗？", "Do you have a lease?"),
    _asked(
        "in_hardship",
        "yes_no",
        "突然遇到难处",
        "In sudden hardship",
        "您家突然遇到了过不去的难处吗（大病、事故、丢了收入）？",
        "Has sudden hardship struck your family (illness, accident, lost income)?",
    ),
    _asked(
        "wage_claim",
        "yes_no",
        "被拖欠工资或者工伤",
        "Unpaid wages or a work injury",
        "您被拖欠工资或者受了工伤吗？",
        "Are you owed wages, or were you injured at work?",
    ),
    _asked(
        "has_vehicle",
        "yes_no",
        "要登记的机动车",
        "A vehicle to register",
        "您有要登记的机动车吗？",
        "Do you have a vehicle to register?",
    ),
    _asked(
        "id_lost",
        "yes_no",
        "身份证丢失或者到期",
        "ID card lost or expiring",
        "您的身份证丢了、坏了或者快到期了吗？",
        "Is your ID card lost, damaged or about to expire?",
    ),
    _asked(
        "child_school",
        "choice",
        "孩子在读阶段",
        "The child's schooling",
        "孩子现在在哪个阶段？",
        "At which step of schooling is the child?",
        Schooling,
    ),
    _asked(
        "childbearing",
        "yes_no",
        "需要孕产、生殖健康服务",
        "Wants reproductive-health services",
        "您或者家人想要孕产、生殖健康方面的服务吗？",
        "Do you or your family want services around pregnancy or reproductive health?",
    ),
    _asked(
        "title_wanted",
        "yes_no",
        "要评职称、考职业资格",
        "Wants a title or qualification",
        "您要评职称或者考职业资格吗？",
        "Do you want to gain a title or take a vocational examination?",
    ),
    _asked(
        "union_member",
        "yes_no",
        "已加入工会",
        "A union member",
        "您已经加入工会了吗？",
        "Are you a member of a trade union?",
    ),
)
