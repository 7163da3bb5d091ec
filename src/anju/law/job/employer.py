"""This module is a registered employer: what it tells, who acts for it, and its lifecycle. Source: I3, I10; notice 二 R1."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from anju.law.codes import Code
from anju.law.job import creditcode, lines
from anju.law.lifecycle import Lifecycle, Step
from anju.law.refusal import Refusal, Refusals
from anju.law.wording import Text

_OFFICER = ("officer",)

LABELS: Mapping[str, Text] = {
    "name": Text(zh="单位名称", en="Name of the employer"),
    "code": Text(zh="统一社会信用代码", en="Unified social credit code"),
    "county": Text(zh="所在县（市、区）", en="County"),
    "place": Text(zh="单位地址", en="Address of the employer"),
    "contact": Text(zh="联系人怎么称呼", en="Whom to ask for"),
    "phone": Text(zh="招聘电话", en="Phone for applicants"),
    "label": Text(zh="您在单位的称呼", en="What you are called there"),
}
LENGTHS: Mapping[str, int] = {"name": 80, "place": 120, "contact": 20, "phone": 20, "label": 20}

STATES = {
    "asked": Text(zh="已收到，等待人社部门核实", en="Received, waiting to be checked"),
    "active": Text(zh="已核实，可以发布岗位", en="Checked; it can offer jobs"),
    "declined": Text(zh="未通过核实，已说明理由", en="Not accepted, with the reason"),
    "ended": Text(zh="已停用", en="Ended"),
}

LIFECYCLE = Lifecycle(
    name=Text(zh="招聘单位", en="Registered employer"),
    states=STATES,
    initial="asked",
    steps=(
        Step(
            act="accept_employer",
            source=("asked",),
            target="active",
            who=_OFFICER,
            rules=("I3",),
            text=Text(zh="核实通过", en="Checked by an officer"),
        ),
        Step(
            act="decline_employer",
            source=("asked",),
            target="declined",
            who=_OFFICER,
            rules=("I10",),
            text=Text(zh="不予通过并说明理由", en="Declined by an officer, with the reason"),
        ),
        Step(
            act="end_employer",
            source=("active",),
            target="ended",
            who=_OFFICER,
            rules=("I10",),
            text=Text(zh="停用并说明理由", en="Ended by an officer, with the reason"),
        ),
    ),
)


class Checked(Code):
    """This says how an officer made sure of an employer and of who acts for it. Source: I4."""

    REGISTRY = "registry", "查了市场监管登记信息并打单位电话核实", "By the business registry and a call to the employer"
    VISIT = "visit", "上门核实", "By a visit"
    COUNTER = "counter", "来窗口出示执照和委托书", "At the counter, with licence and mandate"


@dataclass(frozen=True)
class Told:
    """This is what an employer tells of itself; all but `label` is public with its vacancies."""

    name: str
    code: str
    county: str
    place: str
    contact: str
    phone: str
    # how officer and colleagues tell the one who signs in from others
    label: str


@dataclass(frozen=True)
class Reach:
    """This is how an employer is reached."""

    place: str
    contact: str
    phone: str


def read(raw: Mapping[str, str], *, counties: Collection[str]) -> Told:
    """This reads what was typed, or raises Refusals with everything that is wrong at once. Source: B7."""
    wrong: list[Refusal] = []
    name = _line("name", raw, wrong)
    code = ""
    try:
        code = creditcode.read(raw.get("code", ""))
    except Refusal as error:
        wrong.append(error)
    county = raw.get("county", "")
    if county not in counties:
        wrong.append(Refusal("not_an_option", lines.CHOOSE.format(label=LABELS["county"]), field="county", rule="I3"))
    reach = _reach(raw, wrong)
    label = _line("label", raw, wrong)
    if wrong:
        raise Refusals(wrong)
    return Told(
        name=name,
        code=code,
        county=county,
        place=reach.place,
        contact=reach.contact,
        phone=reach.phone,
        label=label,
    )


def read_reach(raw: Mapping[str, str]) -> Reach:
    """This reads how an employer is reached from now on, or raises Refusals."""
    wrong: list[Refusal] = []
    reach = _reach(raw, wrong)
    if wrong:
        raise Refusals(wrong)
    return reach


def read_label(text: str) -> str:
    """This reads what someone is called at the employer, or raises Refusals."""
    wrong: list[Refusal] = []
    label = _line("label", {"label": text}, wrong)
    if wrong:
        raise Refusals(wrong)
    return label


def _reach(raw: Mapping[str, str], wrong: list[Refusal]) -> Reach:
    return Reach(
        place=_line("place", raw, wrong),
        contact=_line("contact", raw, wrong),
        phone=lines.phone(raw.get("phone", ""), name="phone", label=LABELS["phone"], wrong=wrong),
    )


def _line(name: str, raw: Mapping[str, str], wrong: list[Refusal]) -> str:
    return lines.line(raw.get(name, ""), name=name, label=LABELS[name], longest=LENGTHS[name], wrong=wrong)
