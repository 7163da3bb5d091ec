"""The form of a change of divisions: other questions for each kind, one wish from all of them. Source: O2."""

import dataclasses
import datetime
from dataclasses import dataclass

from django.http import QueryDict

from anju.law import division as law
from anju.law.division import Target, Wish
from anju.law.refusal import Refusal
from anju.law.wording import Text
from anju.queries import divisions, places, units
from anju.queries.places import Place
from anju.web.forms import Field

PARTS = 3

_EFFECTIVE = Text(zh="生效日期", en="Effective from")
_BASIS = Text(zh="依据", en="Basis")
_BASIS_HINT = Text(
    zh="批复的文号，例如 鲁民函〔2026〕12号", en="The number of the approval, such as 鲁民函〔2026〕12号"
)
_NAME = Text(zh="新的名称", en="New name")
_CODE = Text(zh="新的代码", en="New code")
_CODE_HINT = Text(
    zh="由统计部门给出，12位；不变的照写", en="Given by the statistics office, 12 digits; write the old one if it stays"
)
_WITH = Text(zh="和哪些合并", en="Merge with")
_STATION = Text(zh="以后由哪个派出所管辖", en="Police station from then on")
_STATION_HINT = Text(zh="原来管辖的派出所不同时要选", en="To be chosen where the stations were different")
_UNCHANGED = Text(zh="不变", en="As it is")
_ABOVE = Text(zh="新的上级", en="New division above")
_PART_NAME = Text(zh="第{number}部分的名称", en="Name of part {number}")
_PART_CODE = Text(zh="第{number}部分的代码", en="Code of part {number}")
_PART = Text(zh="第{number}部分", en="Part {number}")
_REST = Text(zh="其余的归入", en="Everything else goes to")
_ROAD = Text(zh="{name}（{number}个地址）", en="{name} ({number} addresses)")
_DATE = Text(zh="请填写生效日期。", en="Please give the effective date.")


@dataclass(frozen=True)
class Form:
    """The fields for one kind of change of one division, with what was typed."""

    kind: str
    place: Place
    above: str
    fields: tuple[Field, ...]


def form(*, kind: str, place: Place, data: QueryDict) -> Form:
    """Return the form of a kind for a division."""
    above = places.above(path=place.path)[-2].code
    build = {"rename": _rename, "merge": _merge, "split": _split, "transfer": _transfer}[kind]
    common = [
        Field(name="effective_on", label=_EFFECTIVE, kind="date"),
        Field(name="basis", label=_BASIS, hint=_BASIS_HINT, maxlength=200),
    ]
    fields = [*build(place, above), *common]
    if data:
        fields = [
            dataclasses.replace(one, value=data.getlist(one.name) if one.kind == "checks" else data.get(one.name, ""))
            for one in fields
        ]
    return Form(kind=kind, place=place, above=above, fields=tuple(fields))


def shown(form: Form, errors: dict[str, Text]) -> list[Field]:
    """Return the fields with what is wrong beside the field it is about."""
    about = {
        "old": "with",
        "new": "code" if form.kind != "split" else "code2",
        "stations": "station",
        "roads": "rest",
        "doors": "rest",
    }
    found = {about.get(name, name): text for name, text in errors.items()}
    if form.kind == "rename" and "code" in found:
        found["name"] = found["code"]
    return [dataclasses.replace(one, error=found.get(one.name, "")) for one in form.fields]


def read(form: Form, *, data: QueryDict) -> tuple[Wish, datetime.date]:
    """Return the wish and its day. Raises Refusal "date_missing"; the rest is checked with the register."""
    try:
        effective_on = datetime.date.fromisoformat(data.get("effective_on", "").strip())
    except ValueError as error:
        raise Refusal("date_missing", _DATE, field="effective_on", rule="O2") from error
    build = {"rename": _wish_rename, "merge": _wish_merge, "split": _wish_split, "transfer": _wish_transfer}[form.kind]
    return build(form, data), effective_on


def _rename(place: Place, above: str) -> list[Field]:
    return [_name(place)]


def _wish_rename(form: Form, data: QueryDict) -> Wish:
    target = Target(code=form.place.code, name=_text(data, "name", 60), parent=form.above)
    return Wish(kind="rename", old=(form.place.code,), new=(target,))


def _merge(place: Place, above: str) -> list[Field]:
    others = [
        (one.code, Text(zh=f"{one.short} {one.code}", en=f"{one.english} {one.code}"))
        for one in places.children(code=above)
        if one.code != place.code
    ]
    stations = [(one.code, Text(zh=one.name, en=one.name_en)) for one in units.stations(near=place.code)]
    return [
        Field(name="with", label=_WITH, kind="checks", options=tuple(others)),
        _name(place),
        _code(place),
        Field(
            name="station",
            label=_STATION,
            hint=_STATION_HINT,
            kind="select",
            options=(("", _UNCHANGED), *stations),
            required=False,
        ),
    ]


def _wish_merge(form: Form, data: QueryDict) -> Wish:
    target = Target(code=_text(data, "code", 12), name=_text(data, "name", 60), parent=form.above)
    station = _text(data, "station", 40)
    old = (form.place.code, *data.getlist("with")[:200])
    return Wish(kind="merge", old=old, new=(target,), stations={target.code: station} if station else {})


def _transfer(place: Place, above: str) -> list[Field]:
    level = law.LEVELS[law.LEVELS.index(place.level) - 1]
    options = [
        (one.code, Text(zh=one.label, en=one.label_en))
        for one in (places.children(code="") if level == "city" else places.at_level(level=level))
    ]
    return [
        Field(name="above", label=_ABOVE, kind="select", value=above, options=tuple(options)),
        _name(place),
        _code(place),
    ]


def _wish_transfer(form: Form, data: QueryDict) -> Wish:
    target = Target(code=_text(data, "code", 12), name=_text(data, "name", 60), parent=_text(data, "above", 12))
    return Wish(kind="transfer", old=(form.place.code,), new=(target,))


def _split(place: Place, above: str) -> list[Field]:
    fields = [
        Field(name="name1", label=_PART_NAME.format(number=1), value=place.name, maxlength=60),
        Field(
            name="code1",
            label=_PART_CODE.format(number=1),
            hint=_CODE_HINT,
            value=place.code,
            inputmode="numeric",
            maxlength=12,
        ),
    ]
    for number in range(2, PARTS + 1):
        needed = number == 2
        fields += [
            Field(name=f"name{number}", label=_PART_NAME.format(number=number), maxlength=60, required=needed),
            Field(
                name=f"code{number}",
                label=_PART_CODE.format(number=number),
                inputmode="numeric",
                maxlength=12,
                required=needed,
            ),
        ]
    parts = tuple((str(number), _PART.format(number=number)) for number in range(1, PARTS + 1))
    fields += [Field(name=name, label=label, kind="select", options=parts) for name, label, _ in _pieces(place)]
    return [*fields, Field(name="rest", label=_REST, kind="select", options=parts)]


def _pieces(place: Place) -> list[tuple[str, Text, str]]:
    if place.level == "community":
        found = divisions.roads(community=place.code)
        return [
            (f"road{number}", _ROAD.format(name=one.name, number=one.addresses), one.name)
            for number, one in enumerate(found)
        ]
    return [
        (f"child{one.code}", Text(zh=one.short, en=one.english), one.code) for one in places.children(code=place.code)
    ]


def _wish_split(form: Form, data: QueryDict) -> Wish:
    numbers = [
        number for number in range(1, PARTS + 1) if _text(data, f"code{number}", 12) or _text(data, f"name{number}", 60)
    ]
    codes = {str(number): _text(data, f"code{number}", 12) for number in numbers}
    new = tuple(
        Target(code=codes[str(number)], name=_text(data, f"name{number}", 60), parent=form.above) for number in numbers
    )
    pieces = {key: codes.get(data.get(name, ""), "") for name, _, key in _pieces(form.place)}
    mapped = {key: code for key, code in pieces.items() if code}
    own = {"roads": mapped} if form.place.level == "community" else {"children": mapped}
    return Wish(kind="split", old=(form.place.code,), new=new, rest=codes.get(data.get("rest", ""), ""), **own)


def _name(place: Place) -> Field:
    return Field(name="name", label=_NAME, value=place.name, maxlength=60)


def _code(place: Place) -> Field:
    return Field(name="code", label=_CODE, hint=_CODE_HINT, value=place.code, inputmode="numeric", maxlength=12)


def _text(data: QueryDict, name: str, longest: int) -> str:
    return data.get(name, "").replace("\0", "").strip()[: longest + 1]
