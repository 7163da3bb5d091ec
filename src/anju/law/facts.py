"""This module lists the typed facts that conditions may ask for: what each is, where it comes from, how it is asked.

`register` facts are read from what is on file; `asked` ones only the person can tell. Dates are kept as dates, not as
ages or months, so that an answer can say from which day on it changes. Source: design.md 5.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from anju.law.codes import Code, DwellingKind, PermitGround, StayReason
from anju.law.wording import Text

Kind = Literal["yes_no", "number", "date", "choice"]
Origin = Literal["register", "asked"]
# what a fact can be; None is “not known”
Value = bool | int | date | str | None


class PermitState(Code):
    """This is what a person has of a permit. Source: F4, I1, I2."""

    NONE = "none", "没有居住证", "No permit"
    VALID = "valid", "有效", "Valid"
    SUSPENDED = "suspended", "功能中止", "Function suspended"
    ENDED = "ended", "已注销", "Ended"


class Schooling(Code):
    """This is the step of schooling a child is at."""

    NONE = "none", "还没入园", "Not yet in any"
    KINDERGARTEN = "kindergarten", "幼儿园", "Kindergarten"
    PRIMARY = "primary", "小学", "Primary school"
    MIDDLE = "middle", "初中", "Middle school"


@dataclass(frozen=True)
class Fact:
    """This is one fact: its id, kind, origin, name, and the plain question that asks for it."""

    id: str
    kind: Kind
    origin: Origin
    name: Text
    question: Text
    choices: type[Code] | None = None
    # of a number: what it counts
    unit: Text | None = None
    # with it nothing is remembered beyond the answer that needs it
    sensitive: bool = False

    def takes(self, value: Value) -> bool:
        """This tells whether a value is of the fact's kind; not knowing always is."""
        if value is None:
            return True
        if self.kind == "yes_no":
            return isinstance(value, bool)
        if self.kind == "number":
            return isinstance(value, int) and not isinstance(value, bool)
        if self.kind == "date":
            return isinstance(value, date)
        return self.choices is not None and value in {code.value for code in self.choices}


MONTHS = Text(zh="个月", en="months")
YUAN = Text(zh="元", en="yuan")


def _register(
    key: str, kind: Kind, zh: str, en: str, ask_zh: str, ask_en: str, choices: type[Code] | None = None
) -> Fact:
    return Fact(key, kind, "register", Text(zh=zh, en=en), Text(zh=ask_zh, en=ask_en), choices)


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


_ALL = (
    _register(
        "registered",
        "yes_no",
        "有效的居住登记",
        "An active registration",
        "您在这里办了居住登记吗？",
        "Are you registered here?",
    ),
    _register(
        "registered_since",
        "date",
        "居住登记起算日",
        "Registered since",
        "您从哪一天起登记在这里居住？",
        "Since which day are you registered here?",
    ),
    _register(
        "permit",
        "choice",
        "居住证",
        "Residence permit",
        "您的居住证是什么状态？",
        "What is the state of your residence permit?",
        PermitState,
    ),
    _register(
        "resident_since",
        "date",
        "连续居住起算日",
        "Continuous residence since",
        "您从哪一天起连续住在这里？",
        "Since which day do you live here without a break?",
    ),
    _register("born_on", "date", "出生日期", "Date of birth", "您哪一天出生？", "When were you born?"),
    _register(
        "stay_reason",
        "choice",
        "居住事由",
        "Reason for the stay",
        "您为什么来这里住？",
        "Why did you come here?",
        StayReason,
    ),
    _register(
        "dwelling",
        "choice",
        "住所类型",
        "Kind of dwelling",
        "您住在什么样的地方？",
        "What kind of place do you live in?",
        DwellingKind,
    ),
    _register(
        "permit_ground",
        "choice",
        "居住证的申领条件",
        "Ground of the permit",
        "您凭哪一项条件领的居住证？",
        "On which ground did you get your permit?",
        PermitGround,
    ),
    _register(
        "has_workplace",
        "yes_no",
        "登记有工作单位或者学校",
        "An employer or school on file",
        "您登记时填了工作单位或者学校吗？",
        "Does your registration name an employer or school?",
    ),
    _register(
        "has_minor",
        "yes_no",
        "有随住的未成年子女",
        "A minor living with you",
        "您有未成年的孩子一起住在这里吗？",
        "Does a minor child live here with you?",
    ),
    _register(
        "youngest_born_on",
        "date",
        "最小的孩子出生日期",
        "Birth of the youngest child",
        "您最小的孩子哪一天出生？",
        "When was your youngest child born?",
    ),
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
FACTS: Mapping[str, Fact] = {fact.id: fact for fact in _ALL}


def known(values: Mapping[str, Value]) -> dict[str, Value]:
    """This keeps the values of facts that exist and fit their kind; ValueError names the first that doesn't."""
    for name, value in values.items():
        if name not in FACTS:
            raise ValueError(f"there is no fact {name!r}")
        if not FACTS[name].takes(value):
            raise ValueError(f"{name!r} is a {FACTS[name].kind}, not {value!r}")
    return dict(values)
