"""The few pages of an assisted declaration: which answers each asks for, and how typed ones are kept. Source: B4, B8, L11."""

from collections.abc import Mapping
from typing import Any

from anju.law import declaration, identity
from anju.law.codes import DwellingKind, IdKind, Relation, StayReason, choices
from anju.law.refusal import Refusal
from anju.law.wording import Text
from anju.queries import places
from anju.web import clock
from anju.web.forms import Field

STEPS = ("who", "agent", "stay", "minors")
TITLES = {
    "who": Text(zh="是谁住在这里", en="Who lives here"),
    "agent": Text(zh="谁来代办", en="Who acts for them"),
    "stay": Text(zh="什么时候来、做什么", en="Since when, and what for"),
    "minors": Text(zh="同来的未成年人", en="Minors who came along"),
}
_PICK = Text(zh="请选择", en="Choose")
_FEW = Text(zh="有几个同名的地方，请点一个。", en="Several places have that name: please tap one.")
_NONE = Text(
    zh="没有找到这个县（市、区）。写名字的一部分或者拼音首字母也可以。",
    en="No such county. A part of the name or its pinyin initials will do.",
)


def needs_agent(answers: Mapping[str, Any]) -> bool:
    """Tell whether somebody acts for the person: under 16, or unable to move. Source: B8."""
    if answers.get("helped"):
        return True
    try:
        found = identity.check_id_number(str(answers.get("id_number") or ""), on=clock.today())
    except Refusal:
        return False
    return declaration.age(found.birth_on, on=clock.today()) < declaration.AGENT_UNTIL_AGE


def following(step: str, answers: Mapping[str, Any]) -> str:
    """Return the page after this one."""
    later = STEPS[STEPS.index(step) + 1 :]
    for name in later:
        if name != "agent" or needs_agent(answers):
            return name
    return "check"


def owner(path: str) -> str:
    """Return the page that asks for a field path, to lead back to it."""
    top = path.split(".", 1)[0]
    if top in {"name", "id_kind", "id_number", "phone"}:
        return "who"
    if top in {"agent", "minors"}:
        return top
    return "" if top in {"community", "address", ""} else "stay"


def mine(step: str, refusals: "list[Refusal]") -> dict[str, Text]:
    """Return what is wrong with the answers of one page, by the name of its field."""
    found: dict[str, Text] = {}
    for refusal in refusals:
        path = refusal.field or ""
        if path and owner(path) == step:
            found.setdefault("hukou" if path == "hukou_county" else path, refusal.text)
    return found


def fields(step: str, answers: Mapping[str, Any]) -> list[Field]:
    """Return the fields of a page, filled."""
    return {"who": _who, "agent": _agent, "stay": _stay, "minors": _minor}[step](answers)


def kept(step: str, typed: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, Text]]:
    """Return the answers that a page's typed values make, and what has to be chosen again."""
    if step == "agent":
        return {"agent": {name.partition(".")[2]: value for name, value in typed.items()}}, {}
    if step == "stay":
        return _county(typed)
    # who needs nobody to act for them keeps no such person on file
    return {**typed, **({} if needs_agent(typed) else {"agent": None})}, {}


def _county(typed: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, Text]]:
    answers = {name: value for name, value in typed.items() if name != "hukou_pick"}
    picked = places.county(code=str(typed.get("hukou_pick") or ""))
    if picked is not None:
        return {**answers, "hukou_county": picked.code, "hukou": picked.full_name, "hukou_found": None}, {}
    text = str(typed.get("hukou") or "")
    found = places.search_counties(text=text, limit=8)
    exact = [one for one in found if text in {one.full_name, one.code}] or found
    if len(exact) == 1:
        return {**answers, "hukou_county": exact[0].code, "hukou": exact[0].full_name, "hukou_found": None}, {}
    held = [[one.code, one.full_name] for one in found]
    return {**answers, "hukou_county": None, "hukou_found": held}, {"hukou": _FEW if found else _NONE}


def _who(answers: Mapping[str, Any]) -> list[Field]:
    return [*_card(answers), *_reached(answers)]


def _card(answers: Mapping[str, Any]) -> list[Field]:
    return [
        Field(
            name="name",
            label=Text(zh="姓名", en="Name"),
            value=answers.get("name", ""),
            maxlength=50,
            hint=Text(zh="和证件上一样", en="As on the document"),
        ),
        Field(
            name="id_kind",
            label=Text(zh="证件", en="Document"),
            kind="select",
            options=tuple(choices(IdKind)),
            value=answers.get("id_kind") or "id_card",
            why="B4",
        ),
        Field(
            name="id_number",
            label=Text(zh="证件号码", en="ID number"),
            value=answers.get("id_number", ""),
            maxlength=30,
        ),
    ]


def _reached(answers: Mapping[str, Any]) -> list[Field]:
    return [
        Field(
            name="phone",
            label=Text(zh="本人手机号", en="Their mobile phone"),
            kind="tel",
            value=answers.get("phone", ""),
            required=False,
            maxlength=20,
            hint=Text(
                zh="办好了发短信告诉本人；没有手机可以不填",
                en="They are told by SMS when it is done; leave it empty if they have none",
            ),
        ),
        Field(
            name="helped",
            label=Text(zh="由家人代办", en="A relative acts for them"),
            kind="check",
            value=answers.get("helped", False),
            required=False,
            hint=Text(zh="不满16周岁或者行动不便", en="Under 16, or unable to move"),
        ),
    ]


def _agent(answers: Mapping[str, Any]) -> list[Field]:
    held = answers.get("agent") or {}
    return [
        Field(
            name="agent.name",
            label=Text(zh="代办人姓名", en="Name of who acts"),
            value=held.get("name", ""),
            maxlength=50,
        ),
        Field(
            name="agent.id_number",
            label=Text(zh="代办人身份证号码", en="Their ID number"),
            value=held.get("id_number", ""),
            maxlength=30,
        ),
        Field(
            name="agent.relation",
            label=Text(zh="和本人的关系", en="Relation"),
            kind="select",
            options=(("", _PICK), *choices(Relation)),
            value=held.get("relation", ""),
            why="B8",
        ),
    ]


def _stay(answers: Mapping[str, Any]) -> list[Field]:
    return [*_origin(answers), *_living(answers)]


def _origin(answers: Mapping[str, Any]) -> list[Field]:
    found = answers.get("hukou_found") or []
    fields = [
        Field(
            name="hukou",
            label=Text(zh="户口在哪个县（市、区）", en="County of the household register"),
            value=answers.get("hukou") or _likely(answers),
            maxlength=60,
            why="A1",
            hint=Text(zh="按身份证前六位先填了，不对就改", en="Filled in from the ID number; change it if it is wrong"),
        )
    ]
    if found:
        options = tuple((str(code), str(name)) for code, name in found)
        label = Text(zh="是哪一个", en="Which one")
        fields.append(Field(name="hukou_pick", label=label, kind="radio", options=options, required=False))
    return fields


def _living(answers: Mapping[str, Any]) -> list[Field]:
    today = clock.today().isoformat()
    return [
        Field(
            name="arrived_on",
            label=Text(zh="哪天住进来的", en="Moved in on"),
            kind="date",
            value=answers.get("arrived_on") or today,
            maximum=today,
            why="B1",
        ),
        Field(
            name="reason",
            label=Text(zh="来做什么", en="Reason"),
            kind="select",
            options=(("", _PICK), *choices(StayReason)),
            value=answers.get("reason", ""),
        ),
        Field(
            name="dwelling",
            label=Text(zh="住所类型", en="Kind of dwelling"),
            kind="select",
            options=tuple(choices(DwellingKind)),
            value=answers.get("dwelling") or "rented",
        ),
        Field(
            name="workplace",
            label=Text(zh="工作单位或学校", en="Employer or school"),
            value=answers.get("workplace", ""),
            required=False,
            maxlength=100,
        ),
    ]


def _likely(answers: Mapping[str, Any]) -> str:
    found = places.county(code=identity.normalise_id(str(answers.get("id_number") or "")[:40])[:6])
    return found.full_name if found is not None else ""


def _minor(answers: Mapping[str, Any]) -> list[Field]:
    held = answers.get("minor") or {}
    return [
        Field(name="name", label=Text(zh="姓名", en="Name"), value=held.get("name", ""), maxlength=50),
        Field(
            name="id_kind",
            label=Text(zh="证件", en="Document"),
            kind="select",
            options=tuple(choices(IdKind)),
            value=held.get("id_kind") or "household_book",
        ),
        Field(
            name="id_number", label=Text(zh="证件号码", en="ID number"), value=held.get("id_number", ""), maxlength=30
        ),
        Field(
            name="relation",
            label=Text(zh="大人是孩子的", en="The adult is the child's"),
            kind="select",
            options=(("", _PICK), *choices(Relation)),
            value=held.get("relation", ""),
        ),
    ]
