"""What a declaration of residence says, read as typed and checked all at once. Source: B4, B8, L11."""

from collections.abc import Callable, Mapping, Set
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from anju.law import identity, place, registration
from anju.law.codes import Code, DwellingKind, ExemptKind, IdKind, Relation, StayReason
from anju.law.identity import IdNumber
from anju.law.place import Parts
from anju.law.refusal import Refusal, Refusals
from anju.law.wording import Text

T = TypeVar("T")
AGENT_UNTIL_AGE = 16
MOST_MINORS = 8

_MISSING = Text(zh="请填写这一项。", en="Please fill this in.")
_NOT_A_DATE = Text(
    zh="请按 年-月-日 填写日期，例如 2026-03-04。", en="Please write the date as year-month-day, such as 2026-03-04."
)
_UNKNOWN = Text(zh="请从列出的选项中选择。", en="Please choose one of the options listed.")
_COUNTY = Text(zh="请选择户口所在的县（市、区）。", en="Please choose the county of your household register.")
_LONG = Text(zh="最多100个字。", en="100 characters at most.")
_ADULT = Text(zh="已满18周岁的人请自己申报。", en="Someone aged 18 or over declares for themselves.")
_TOO_MANY = Text(zh="一次最多随带8名未成年人。", en="At most eight minors can be declared at once.")
_SAME = Text(zh="同一个证件号码填写了两次。", en="The same ID number stands here twice.")
_AGENT = Text(
    zh="未满16周岁的，由监护人或者近亲属代办，请填写代办人的姓名和身份证号码。",
    en="For someone under 16 a guardian or near relative acts: please give their name and ID number.",
)


@dataclass(frozen=True)
class Traits:
    """Who somebody is, as on the card."""

    name: str
    id_kind: str
    id_number: str
    birth_on: date
    sex: str
    hukou_county: str
    phone: str | None = None


@dataclass(frozen=True)
class Agent:
    """Who acts for someone under 16 or unable to move; both IDs are recorded. Source: B8."""

    name: str
    id_number: str
    relation: str


@dataclass(frozen=True)
class Minor:
    """A minor declared along with an adult. Source: L11."""

    traits: Traits
    relation: str


@dataclass(frozen=True)
class Declared:
    """A declaration that can be kept; whether it is true is for the station to see."""

    traits: Traits
    community: str
    parts: Parts
    dwelling: str
    arrived_on: date
    reason: str
    workplace: str
    exempt: str
    agent: Agent | None
    minors: tuple[Minor, ...]
    # long ago arrival, unknown area code: shown, never in the way
    warnings: tuple[Text, ...]


class Problems:
    """Collects everything that is wrong, so that nobody is told twice (rule B7)."""

    def __init__(self) -> None:
        self.refusals: list[Refusal] = []

    def catch(self, read: Callable[[], T], *, field: str, prefix: str = "") -> T | None:
        """Return what `read` gives, or note what it refuses under the field and return None."""
        try:
            return read()
        except Refusal as refusal:
            self.add(refusal.code, refusal.text, field=prefix + field, rule=refusal.rule)
        except Refusals as several:
            for one in several.refusals:
                self.add(one.code, one.text, field=f"{prefix}{field}.{one.field}", rule=one.rule)
        return None

    def add(self, code: str, text: Text, *, field: str, rule: str | None = "L11") -> None:
        """Note one problem."""
        self.refusals.append(Refusal(code, text, field=field, rule=rule))


def read(raw: Mapping[str, object], *, today: date, counties: Set[str], areas: Set[str] | None = None) -> Declared:
    """Read a declaration as typed; raises Refusals with a field path for everything that is wrong.

    `counties` are the six-digit codes a 户口 can lie in, `areas` the codes an ID number may start with
    (an unknown one only warns). Unknown keys of `raw` are ignored, so nothing outside L11 is ever kept.
    """
    problems = Problems()
    warnings: list[Text] = []
    traits = _traits(raw, problems, warnings, today=today, counties=counties, areas=areas)
    community = _text(raw, "community", problems)
    address = raw.get("address")
    parts = problems.catch(lambda: place.read(address if isinstance(address, Mapping) else {}), field="address")
    arrived_on = problems.catch(lambda: _arrival(raw, today=today, warnings=warnings), field="arrived_on")
    dwelling = problems.catch(lambda: _code(raw, "dwelling", DwellingKind), field="dwelling")
    reason = problems.catch(lambda: _code(raw, "reason", StayReason), field="reason")
    exempt = problems.catch(lambda: _code(raw, "exempt", ExemptKind, optional=True), field="exempt")
    workplace = problems.catch(lambda: _workplace(raw), field="workplace")
    agent = _agent(
        raw, problems, today=today, needed=traits is not None and age(traits.birth_on, on=today) < AGENT_UNTIL_AGE
    )
    minors = _minors(raw, problems, warnings, today=today, counties=counties, areas=areas, adult=traits)
    if problems.refusals or traits is None or parts is None or arrived_on is None:
        raise Refusals(problems.refusals)
    return Declared(
        traits=traits,
        community=community,
        parts=parts,
        dwelling=dwelling or "",
        arrived_on=arrived_on,
        reason=reason or "",
        workplace=workplace or "",
        exempt=exempt or "",
        agent=agent,
        minors=minors,
        warnings=tuple(warnings),
    )


def age(birth_on: date, *, on: date) -> int:
    """Return full years on a day."""
    return on.year - birth_on.year - ((on.month, on.day) < (birth_on.month, birth_on.day))


def _traits(
    raw: Mapping[str, object],
    problems: Problems,
    warnings: list[Text],
    *,
    today: date,
    counties: Set[str],
    areas: Set[str] | None,
    prefix: str = "",
) -> Traits | None:
    name = problems.catch(lambda: identity.normalise_name(str(raw.get("name") or "")), field="name", prefix=prefix)
    kind = problems.catch(lambda: _code(raw, "id_kind", IdKind), field="id_kind", prefix=prefix)
    number = problems.catch(lambda: id_number(raw, today=today, areas=areas), field="id_number", prefix=prefix)
    phone = problems.catch(lambda: _phone(raw), field="phone", prefix=prefix)
    county = str(raw.get("hukou_county") or "")
    if county not in counties:
        problems.add("county_unknown", _COUNTY, field=f"{prefix}hukou_county", rule="A1")
    if number is not None and not number.area_known:
        warnings.append(AREA_UNKNOWN)
    if name is None or kind is None or number is None or county not in counties:
        return None
    return Traits(
        name=name,
        id_kind=kind,
        id_number=number.number,
        birth_on=number.birth_on,
        sex=number.sex,
        hukou_county=county,
        phone=phone,
    )


AREA_UNKNOWN = Text(
    zh="身份证号码的前六位不在现行区划里，老的号码会这样。请核对一遍，无误可以继续。",
    en="The first six digits of the ID number are not a present area code; that happens with older numbers. "
    "Please check once more; if it is right, go on.",
)


def id_number(raw: Mapping[str, object], *, today: date, areas: Set[str] | None) -> IdNumber:
    """Return the ID number of a raw mapping, checked. Source: B4."""
    return identity.check_id_number(str(raw.get("id_number") or ""), on=today, areas=areas)


def _agent(raw: Mapping[str, object], problems: Problems, *, today: date, needed: bool) -> Agent | None:
    given = raw.get("agent")
    if not isinstance(given, Mapping) or not any(given.values()):
        if needed:
            problems.add("agent_needed", _AGENT, field="agent.name", rule="B8")
        return None
    name = problems.catch(lambda: identity.normalise_name(str(given.get("name") or "")), field="agent.name")
    number = problems.catch(lambda: id_number(given, today=today, areas=None), field="agent.id_number")
    relation = problems.catch(lambda: _code(given, "relation", Relation), field="agent.relation")
    if name is None or number is None or relation is None:
        return None
    return Agent(name=name, id_number=number.number, relation=relation)


def _minors(
    raw: Mapping[str, object],
    problems: Problems,
    warnings: list[Text],
    *,
    today: date,
    counties: Set[str],
    areas: Set[str] | None,
    adult: Traits | None,
) -> tuple[Minor, ...]:
    given = raw.get("minors") or []
    if not isinstance(given, list) or len(given) > MOST_MINORS:
        problems.add("too_many_minors", _TOO_MANY, field="minors")
        return ()
    minors: list[Minor] = []
    seen = {adult.id_number} if adult else set()
    for place_in_list, entry in enumerate(given):
        prefix = f"minors.{place_in_list}."
        row = dict(entry) if isinstance(entry, Mapping) else {}
        row.setdefault("hukou_county", raw.get("hukou_county"))
        traits = _traits(row, problems, warnings, today=today, counties=counties, areas=areas, prefix=prefix)
        relation = problems.catch(lambda row=row: _code(row, "relation", Relation), field="relation", prefix=prefix)  # type: ignore[misc]
        if traits is None or relation is None:
            continue
        if traits.id_number in seen:
            problems.add("same_number_twice", _SAME, field=f"{prefix}id_number", rule="B4")
        if age(traits.birth_on, on=today) >= 18:
            problems.add("not_a_minor", _ADULT, field=f"{prefix}id_number", rule="L11")
        seen.add(traits.id_number)
        minors.append(Minor(traits=traits, relation=relation))
    return tuple(minors)


def _arrival(raw: Mapping[str, object], *, today: date, warnings: list[Text]) -> date:
    value = raw.get("arrived_on")
    if not isinstance(value, date):
        try:
            value = date.fromisoformat(str(value or "").strip())
        except ValueError as error:
            raise Refusal("not_a_date", _NOT_A_DATE, rule="B1") from error
    warning = registration.arrival_problem(arrived_on=value, today=today)
    if warning is not None:
        warnings.append(warning)
    return value


def _code(raw: Mapping[str, object], name: str, table: type[Code], *, optional: bool = False) -> str:
    value = str(raw.get(name) or "")
    if not value and optional:
        return ""
    if value not in {str(code.value) for code in table}:
        raise Refusal("not_an_option" if value else "missing", _UNKNOWN if value else _MISSING, rule="L11")
    return value


def _phone(raw: Mapping[str, object]) -> str | None:
    value = str(raw.get("phone") or "")
    return identity.normalise_phone(value) if value.strip() else None


def _workplace(raw: Mapping[str, object]) -> str:
    value = str(raw.get("workplace") or "").strip()
    plain = identity.normalise_line(value) if value else ""
    if len(plain) > 100:
        raise Refusal("too_long", _LONG, rule="L11")
    return plain


def _text(raw: Mapping[str, object], name: str, problems: Problems) -> str:
    value = str(raw.get(name) or "").strip()
    if not value:
        problems.add("missing", _MISSING, field=name)
    return value[:40]
