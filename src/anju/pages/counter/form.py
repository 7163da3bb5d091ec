"""The walk-in's one screen: its fields in the order of the keyboard, and how they become a declaration. Source: L11, B8."""

import dataclasses
import datetime
from typing import Any

from django.http import QueryDict

from anju.law import codes, place
from anju.law.codes import DwellingKind, ExemptKind, IdKind, Relation, StayReason
from anju.law.wording import Text
from anju.web.forms import Field, filled

MINORS = 4
_NONE = ("", Text(zh="无", en="None"))
_ADDRESS = ("road", "number", "estate", "building", "unit", "room", "hamlet")


def _options(table: type[codes.Code], *, empty: bool = False) -> tuple[tuple[str, object], ...]:
    return ((_NONE,) if empty else ()) + tuple(codes.choices(table))


PERSON = (
    Field(name="name", label=Text(zh="姓名", en="Name"), maxlength=50),
    Field(name="id_kind", label=Text(zh="证件", en="ID"), kind="select", options=_options(IdKind), value="id_card"),
    Field(name="phone", label=Text(zh="手机号码", en="Mobile phone"), kind="tel", required=False, maxlength=20),
)
PLACE = (
    Field(
        name="address.form",
        label=Text(zh="地址形式", en="Form of address"),
        kind="select",
        options=tuple(place.FORMS.items()),
        value="road",
    ),
    *(Field(name=f"address.{part}", label=place.LABELS[part], required=False, maxlength=40) for part in _ADDRESS),
    Field(
        name="dwelling",
        label=Text(zh="住所类型", en="Kind of dwelling"),
        kind="select",
        options=_options(DwellingKind),
        value="rented",
    ),
)
STAY = (
    Field(name="arrived_on", label=Text(zh="到达日期", en="Arrived on"), kind="date"),
    Field(
        name="reason", label=Text(zh="居住事由", en="Reason"), kind="select", options=_options(StayReason), value="work"
    ),
    Field(name="workplace", label=Text(zh="工作单位或学校", en="Employer or school"), required=False, maxlength=100),
    Field(
        name="exempt",
        label=Text(zh="可不办理而自愿办理", en="Exempt, but wishes to"),
        kind="select",
        options=_options(ExemptKind, empty=True),
        required=False,
    ),
)
AGENT = (
    Field(name="agent.name", label=Text(zh="代办人姓名", en="Agent's name"), required=False, maxlength=50),
    Field(
        name="agent.id_number", label=Text(zh="代办人身份证号码", en="Agent's ID number"), required=False, maxlength=30
    ),
    Field(
        name="agent.relation",
        label=Text(zh="与本人关系", en="Relation"),
        kind="select",
        options=_options(Relation, empty=True),
        required=False,
    ),
)


def minor(place_in_list: int) -> tuple[Field, ...]:
    """Return the fields of one accompanying minor."""
    prefix = f"minors.{place_in_list}"
    return (
        Field(name=f"{prefix}.name", label=Text(zh="姓名", en="Name"), required=False, maxlength=50),
        Field(name=f"{prefix}.id_number", label=Text(zh="证件号码", en="ID number"), required=False, maxlength=30),
        Field(
            name=f"{prefix}.id_kind",
            label=Text(zh="证件", en="ID"),
            kind="select",
            options=_options(IdKind),
            value="household_book",
            required=False,
        ),
        Field(
            name=f"{prefix}.relation",
            label=Text(zh="与本人关系", en="Relation"),
            kind="select",
            options=_options(Relation, empty=True),
            required=False,
        ),
    )


def shown(*, data: QueryDict, errors: dict[str, Text], today: datetime.date) -> dict[str, Any]:
    """Return the groups of fields with what was typed and what is wrong."""

    def group(fields: tuple[Field, ...]) -> list[Field]:
        return filled(fields=fields, values=data, errors=errors)

    minors = [group(minor(number)) for number in range(MINORS)]
    # a limit keeps the year at four digits, so that a date can be typed through
    stay = tuple(
        dataclasses.replace(field, maximum=today.isoformat()) if field.kind == "date" else field for field in STAY
    )
    return {
        "id_field": group(
            (Field(name="id_number", label=Text(zh="证件号码", en="ID number"), maxlength=30, autofocus=True),)
        )[0],
        "person": group(PERSON),
        "place": group(PLACE),
        "stay_fields": group(stay),
        "agent": group(AGENT),
        "minors": minors,
        "agent_open": any(name.startswith("agent.") for name in errors) or any(data.get(field.name) for field in AGENT),
        "minors_open": any(name.startswith("minors") for name in errors)
        or any(data.get(f"minors.{number}.name") for number in range(MINORS)),
        "today": today.isoformat(),
    }


def raw(data: QueryDict) -> dict[str, Any]:
    """Return what was typed in the shape of a declaration; minors' rows left empty are left out."""
    plain = (
        "id_number",
        "name",
        "id_kind",
        "phone",
        "hukou_county",
        "community",
        "dwelling",
        "arrived_on",
        "reason",
        "workplace",
        "exempt",
    )
    found: dict[str, Any] = {name: data.get(name, "").strip() for name in plain}
    found["address"] = {part: data.get(f"address.{part}", "").strip() for part in ("form", *_ADDRESS)}
    found["agent"] = {part: data.get(f"agent.{part}", "").strip() for part in ("name", "id_number", "relation")}
    rows = [
        {part: data.get(f"minors.{number}.{part}", "").strip() for part in ("name", "id_number", "id_kind", "relation")}
        for number in range(MINORS)
    ]
    found["minors"] = [row for row in rows if row["name"] or row["id_number"] or row["relation"]]
    return found
