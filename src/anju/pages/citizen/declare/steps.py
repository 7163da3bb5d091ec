"""The questions of a declaration, in their order: what is asked, why, and which answers it fills. Source: L11, A1, A2, B4, B8."""

import datetime
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from anju.law import declaration, identity
from anju.law.refusal import Refusal
from anju.law.wording import Text

Answers = Mapping[str, Any]


def _always(answers: Answers, today: datetime.date) -> bool:
    return True


def _by_agent(answers: Answers, today: datetime.date) -> bool:
    return answers.get("for") == "other" or young(answers, today)


def young(answers: Answers, today: datetime.date) -> bool:
    """Tell whether the person is under 16, so that someone acts for them. Source: B8."""
    try:
        number = identity.check_id_number(str(answers.get("id_number") or "")[:60], on=today)
    except Refusal:
        return False
    return number.age(on=today) < declaration.AGENT_UNTIL_AGE


@dataclass(frozen=True)
class Step:
    """One page of the declaration."""

    slug: str
    title: Text
    why: Text
    rule: str
    # the refusals that belong to this page, by the beginning of their field path
    paths: tuple[str, ...]
    flows: tuple[str, ...] = ("declare", "complete")
    optional: bool = False
    asked: Callable[[Answers, datetime.date], bool] = field(default=_always)

    def owns(self, refusal: Refusal) -> bool:
        """Tell whether a refusal is about this page."""
        path = refusal.field or ""
        return any(path == own or path.startswith(own + ".") for own in self.paths)


_EVERY = ("declare", "move", "complete")


def _t(zh: str, en: str) -> Text:
    return Text(zh=zh, en=en)


STEPS: tuple[Step, ...] = (
    Step(
        slug="community",
        title=_t("所在的社区或村", "Community or village"),
        why=_t(
            "知道您住在哪个社区，才能把申报送到管这里的派出所。",
            "The community tells which police station answers for your home.",
        ),
        rule="L11",
        paths=("community",),
        flows=_EVERY,
    ),
    Step(
        slug="address",
        title=_t("门牌地址", "Address"),
        why=_t(
            "凭证上要写您的住址；办入学、就医等事项也按住址找到对应的单位。",
            "The receipt names your address, and schools and clinics are found by it.",
        ),
        rule="L11",
        paths=("address",),
        flows=_EVERY,
    ),
    Step(
        slug="dwelling",
        title=_t("住的是什么房子", "Kind of home"),
        why=_t("只用来按类别统计，不影响办理。", "This is only counted by kind; it changes nothing for you."),
        rule="L11 N1",
        paths=("dwelling",),
        flows=_EVERY,
    ),
    Step(
        slug="arrived",
        title=_t("搬来的日期", "Date of moving in"),
        why=_t(
            "申报期限从这一天算起。晚了也照常登记，不会因此不办。",
            "The limit for declaring runs from this day. Being late is no obstacle.",
        ),
        rule="B1 B2",
        paths=("arrived_on",),
        flows=_EVERY,
    ),
    Step(
        slug="length",
        title=_t("打算住多久", "How long you will stay"),
        why=_t(
            "住满3天以上才需要登记。这个回答只用来判断，不保存到登记里。",
            "Only stays of 3 days or more are registered. This answer is not kept.",
        ),
        rule="A1",
        paths=("until",),
        flows=("declare",),
    ),
    Step(
        slug="hukou",
        title=_t("户口所在的县（市、区）", "County of the household register"),
        why=_t(
            "户口在其他县（市、区）的才需要在这里登记。",
            "Only those whose household register is in another county register here.",
        ),
        rule="A1",
        paths=("hukou_county",),
    ),
    Step(
        slug="reason",
        title=_t("为什么住到这里", "Why you live here"),
        why=_t("只用来按类别统计，不影响办理。", "This is only counted by kind; it changes nothing for you."),
        rule="L11 N1",
        paths=("reason",),
        flows=_EVERY,
    ),
    Step(
        slug="who",
        title=_t("姓名和证件", "Name and ID"),
        why=_t(
            "登记只需要一种有效证件，不需要别的证明。号码加密保存。",
            "One valid ID is enough, no other paper. The number is kept sealed.",
        ),
        rule="B4",
        paths=("name", "id_kind", "id_number"),
    ),
    Step(
        slug="phone",
        title=_t("联系电话", "Phone"),
        why=_t("缺材料、办好了，都用它通知您。", "We use it to tell you what is missing and when it is done."),
        rule="L11",
        paths=("phone",),
    ),
    Step(
        slug="work",
        title=_t("工作单位或学校", "Employer or school"),
        why=_t(
            "不填也能登记。填了以后办就业、入学更方便。",
            "You may leave it empty. It helps later with jobs and schooling.",
        ),
        rule="L11",
        paths=("workplace",),
        flows=_EVERY,
        optional=True,
    ),
    Step(
        slug="exempt",
        title=_t("是不是住在这些地方", "Whether you stay in one of these places"),
        why=_t(
            "这些地方自己有登记，您可以不办；想办也可以照常办。",
            "These places keep a record of their own: you need not register, but you may.",
        ),
        rule="A2",
        paths=("exempt",),
        flows=("declare", "move"),
    ),
    Step(
        slug="minors",
        title=_t("随行的未成年人", "Minors with you"),
        why=_t(
            "可以和您一起登记，不用再填一遍地址。",
            "They are registered along with you; the address is not asked again.",
        ),
        rule="L11 L6",
        paths=("minors",),
        flows=("declare",),
    ),
    Step(
        slug="agent",
        title=_t("代办人", "Who acts for them"),
        why=_t(
            "未满16周岁或者行动不便的，可以由监护人或近亲属代办，两个人的证件都要登记。",
            "For someone under 16 or unable to move a guardian or near relative acts; both IDs are recorded.",
        ),
        rule="B8",
        paths=("agent",),
        asked=_by_agent,
    ),
    Step(
        slug="wards",
        title=_t("一起搬的人", "Who moves with you"),
        why=_t(
            "和您住在一起、由您代办的人，可以一起变更地址。", "Those you act for at the same address can move along."
        ),
        rule="D1",
        paths=("wards",),
        flows=("move",),
        asked=lambda answers, today: bool(answers.get("may_move")),
    ),
)
_BY_SLUG = {step.slug: step for step in STEPS}


def of(*, kind: str, answers: Answers, today: datetime.date) -> list[Step]:
    """Return the questions that are asked in this draft, in order."""
    return [step for step in STEPS if kind in step.flows and step.asked(answers, today)]


def by_slug(slug: str) -> Step | None:
    """Return a question by its address."""
    return _BY_SLUG.get(slug)


def answered(answers: Answers) -> frozenset[str]:
    """Return the questions that were answered, by slug."""
    return frozenset(str(slug) for slug in answers.get("done") or ())
