"""The fields that each question shows, in the words of the person who answers."""

import datetime
from collections.abc import Callable, Mapping

from anju.law import codes, place
from anju.law.codes import DwellingKind, ExemptKind, IdKind, Relation, StayReason
from anju.law.wording import Text
from anju.pages.citizen.declare.steps import Answers
from anju.web import clock
from anju.web.forms import Field

_NONE = Text(zh="都不是", en="None of these")

DWELLINGS: Mapping[str, Text] = {
    "rented": Text(zh="租的房子（租赁房屋）", en="Rented housing"),
    "work_unit": Text(zh="单位或学校的宿舍（单位内部）", en="On an employer's or school's premises"),
    "household": Text(zh="亲友或别人家里（居民家中）", en="A resident's home"),
    "building_site": Text(zh="工地", en="Building site"),
    "hotel": Text(zh="旅店", en="Hotel or inn"),
    "other": Text(zh="其他，例如自己买的房", en="Other, such as a home of one's own"),
}
LENGTHS: Mapping[str, Text] = {
    "short": Text(zh="不到3天", en="Under 3 days"),
    "months": Text(zh="3天以上、半年以内", en="3 days to half a year"),
    "long": Text(zh="半年以上", en="Over half a year"),
    "open": Text(zh="还不一定", en="Not sure yet"),
}
_REASON_HINTS = {
    "work": Text(zh="务工（打工、上班）", en="Paid work"),
    "farming": Text(zh="务农", en="Farming"),
    "trade": Text(zh="经商（做生意）", en="Trade"),
    "service": Text(zh="服务（餐饮、快递、家电维修等）", en="Service work (restaurants, delivery, repairs …)"),
    "joining_family": Text(zh="投靠亲友（随家人同住）", en="Joining family or friends"),
}
# how the adult stands to the child
_TO_CHILD = {
    "parent": Text(zh="我是父亲或母亲", en="I am the father or mother"),
    "grandparent": Text(zh="我是祖父母或外祖父母", en="I am a grandparent"),
    "sibling": Text(zh="我是哥哥或姐姐", en="I am an elder brother or sister"),
    "guardian": Text(zh="我是其他监护人", en="I am another guardian"),
}


def is_village(answers: Answers) -> bool:
    """Tell whether the address is written in the village form."""
    held = answers.get("address")
    return isinstance(held, Mapping) and held.get("form") == "village"


def minor() -> list[Field]:
    """Return the fields of one accompanying minor."""
    return [
        _name("name", Text(zh="孩子的姓名", en="The child's name")),
        _id_kind("id_kind"),
        _id_number("id_number", Text(zh="孩子的身份证号码", en="The child's ID number")),
        Field(
            name="relation",
            label=Text(zh="您和孩子的关系", en="What you are to the child"),
            kind="radio",
            options=tuple(_TO_CHILD.items()),
        ),
    ]


def relation_to_child(value: str) -> Text:
    """Return how the adult stands to a child, in words."""
    return _TO_CHILD.get(value, codes.label(Relation, value))


def _address(answers: Answers) -> list[Field]:
    village = is_village(answers)
    names = ("hamlet", "number", "room") if village else ("road", "number", "estate", "building", "unit", "room")
    rows = [
        Field(
            name=f"address.{name}",
            label=place.LABELS[name],
            hint=_ADDRESS_HINTS.get(name, ""),
            required=name in {"road", "number"},
            maxlength=60,
        )
        for name in names
    ]
    return [Field(name="address.form", label="", kind="hidden", value="village" if village else "road"), *rows]


_ADDRESS_HINTS = {
    "road": Text(
        zh="例如：沂蒙路。没有路名就填下面的小区", en="Such as 沂蒙路; without a road name give the estate below"
    ),
    "number": Text(zh="例如：100", en="Such as 100"),
    "estate": Text(zh="例如：金泰华府", en="Such as 金泰华府"),
    "building": Text(zh="例如：3", en="Such as 3"),
    "unit": Text(zh="例如：2", en="Such as 2"),
    "room": Text(zh="例如：501", en="Such as 501"),
    "hamlet": Text(zh="例如：前河、三组", en="Such as 前河 or 三组"),
}


def _dwelling(answers: Answers) -> list[Field]:
    # every kind of the code table, the commonest first and in everyday words
    options = tuple((str(kind), DWELLINGS.get(str(kind), kind.label)) for kind in sorted(DwellingKind, key=_commonest))
    return [
        Field(
            name="dwelling",
            label=Text(zh="住的是什么房子？", en="What kind of home is it?"),
            kind="radio",
            options=options,
            ask=True,
        )
    ]


def _commonest(kind: DwellingKind) -> int:
    names = list(DWELLINGS)
    return names.index(str(kind)) if str(kind) in names else len(names)


def _arrived(answers: Answers) -> list[Field]:
    today = clock.today()
    days = (
        Text(zh="今天", en="Today"),
        Text(zh="昨天", en="Yesterday"),
        Text(zh="前天", en="The day before yesterday"),
    )
    quick = [
        (
            (today - datetime.timedelta(days=back)).isoformat(),
            Text(zh="{day}（{on}）", en="{day} ({on})").format(day=day, on=today - datetime.timedelta(days=back)),
        )
        for back, day in enumerate(days)
    ]
    held = str(answers.get("arrived_on") or "")
    known = {value for value, _ in quick}
    other = ("other", Text(zh="别的日子，填在下面", en="Another day, given below"))
    return [
        Field(
            name="arrived_on",
            label=Text(zh="哪天搬来的？", en="When did you move in?"),
            kind="radio",
            options=(*quick, other),
            value=held if held in known or not held else "other",
            ask=True,
        ),
        Field(
            name="arrived_date",
            label=Text(zh="别的日子", en="Another day"),
            kind="date",
            hint=Text(zh="例如 2026-03-04", en="Such as 2026-03-04"),
            value="" if held in known else held,
            maximum=today.isoformat(),
            required=False,
        ),
    ]


def _length(answers: Answers) -> list[Field]:
    return [
        Field(
            name="until",
            label=Text(zh="打算在这里住多久？", en="How long will you stay here?"),
            kind="radio",
            options=tuple(LENGTHS.items()),
            ask=True,
        )
    ]


def _reason(answers: Answers) -> list[Field]:
    options = tuple((value, _REASON_HINTS.get(value, label)) for value, label in codes.choices(StayReason))
    return [
        Field(
            name="reason",
            label=Text(zh="为什么住到这里？", en="Why do you live here?"),
            kind="radio",
            options=options,
            ask=True,
        )
    ]


def _who(answers: Answers) -> list[Field]:
    return [
        _name("name", Text(zh="姓名", en="Name")),
        _id_kind("id_kind"),
        _id_number("id_number", Text(zh="身份证号码", en="ID number")),
    ]


def _phone(answers: Answers) -> list[Field]:
    return [
        Field(
            name="phone",
            label=Text(zh="联系电话是多少？", en="What is the phone number?"),
            kind="tel",
            hint=Text(
                zh="默认是您登录用的手机号，可以改。", en="This is the number you signed in with; you may change it."
            ),
            inputmode="tel",
            autocomplete="tel",
            maxlength=30,
            ask=True,
        )
    ]


def _work(answers: Answers) -> list[Field]:
    return [
        Field(
            name="workplace",
            label=Text(zh="在哪里上班或上学？", en="Where do you work or study?"),
            hint=Text(
                zh="单位或学校的名字。不想填可以跳过。", en="The name of the employer or school. You may skip this."
            ),
            required=False,
            maxlength=110,
            ask=True,
        )
    ]


def _exempt(answers: Answers) -> list[Field]:
    options = (("", _NONE), *_options(ExemptKind))
    return [
        Field(
            name="exempt",
            label=Text(zh="现在是不是住在下面的地方？", en="Are you staying in one of these places?"),
            kind="radio",
            options=options,
            ask=True,
        )
    ]


def _agent(answers: Answers) -> list[Field]:
    return [
        _name("agent.name", Text(zh="代办人的姓名", en="The agent's name")),
        _id_number("agent.id_number", Text(zh="代办人的身份证号码", en="The agent's ID number")),
        Field(
            name="agent.relation",
            label=Text(zh="代办人是本人的什么人", en="What the agent is to the person"),
            kind="radio",
            options=_options(Relation),
        ),
    ]


def _name(name: str, label: Text) -> Field:
    return Field(name=name, label=label, hint=Text(zh="和证件上一样", en="As on the ID"), maxlength=80)


def _id_kind(name: str) -> Field:
    return Field(
        name=name,
        label=Text(zh="用哪种证件", en="Which ID"),
        kind="radio",
        options=_options(IdKind),
        value=str(IdKind.ID_CARD),
    )


def _id_number(name: str, label: Text) -> Field:
    return Field(
        name=name,
        label=label,
        hint=Text(zh="18位，户口簿上也有这个号码", en="18 characters; the household register has it too"),
        maxlength=40,
    )


def _options(table: type[codes.Code]) -> tuple[tuple[str, Text], ...]:
    return tuple(codes.choices(table))


BUILD: Mapping[str, Callable[[Answers], list[Field]]] = {
    "address": _address,
    "dwelling": _dwelling,
    "arrived": _arrived,
    "length": _length,
    "reason": _reason,
    "who": _who,
    "phone": _phone,
    "work": _work,
    "exempt": _exempt,
    "agent": _agent,
}
