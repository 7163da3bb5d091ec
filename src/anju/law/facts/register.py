"""This module lists the facts that are read from what is on file."""

from anju.law.codes import Code, DwellingKind, PermitGround, StayReason
from anju.law.facts.kinds import Fact, Kind, PermitState
from anju.law.wording import Text


def _register(
    key: str, kind: Kind, zh: str, en: str, ask_zh: str, ask_en: str, choices: type[Code] | None = None
) -> Fact:
    return Fact(key, kind, "register", Text(zh=zh, en=en), Text(zh=ask_zh, en=ask_en), choices)


REGISTER = (
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
    _register(
        "parent_permit",
        "choice",
        "父母一方的居住证",
        "A parent's permit",
        "孩子父母一方有居住证吗，是什么状态？",
        "Does one of the child's parents have a residence permit, and in what state?",
        PermitState,
    ),
)
