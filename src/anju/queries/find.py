"""Finding people inside the scope: by exact identifier, or by name and birth date. Source: B5, L2."""

import datetime
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet

from anju.law import identity
from anju.law.refusal import Refusal, Refusals
from anju.law.wording import Text
from anju.linkage import pinyin
from anju.models import IdNumber, Person, Stay
from anju.queries import direct, files
from anju.queries import scope as scopes
from anju.queries.scope import Scope
from anju.vault import number, seal

LIMIT = 20
LIVE = ("provisional", "verified")

KINDS: dict[str, Text] = {
    "id_number": Text(zh="证件号码", en="ID number"),
    "name": Text(zh="姓名或拼音", en="Name or pinyin"),
    "phone": Text(zh="手机号码", en="Mobile phone"),
    "number": Text(zh="凭证或档案编号", en="Receipt or file number"),
}
_IDENTIFIERS = {"id_number": "id_index", "phone": "phone_index"}
_BY_IDENTIFIER = """
SELECT DISTINCT ON (s.person_id) s.id, s.person_id, p.name, p.sex, p.birth_on, p.id_number, c.name,
       s.state, s.number, s.registered_on, s.declared_at
FROM person p JOIN stay s ON s.person_id = p.id JOIN division c ON c.code = s.community_id
WHERE p.{column} = $1 AND {cut} AND {shown} AND p.state = ANY($3)
ORDER BY s.person_id, s.declared_at DESC, s.id DESC LIMIT $4
"""
_KIND = Text(zh="请选择按什么查询。", en="Please choose what to search by.")
_BIRTH = Text(
    zh="按姓名查询时，请填写出生日期，例如 1990-03-07。",
    en="With a name, please give the birth date too, such as 1990-03-07.",
)
_NAME = Text(zh="请填写姓名，或者至少两个拼音字母。", en="Please type the name, or at least two letters of its pinyin.")
_NUMBER = Text(
    zh="编号有误，请对照凭证再看一遍。", en="This number doesn't hold together. Please compare it with the receipt."
)


@dataclass(frozen=True)
class Query:
    """What is searched for, in the register's spelling."""

    kind: str
    text: str
    birth_on: datetime.date | None = None

    def __repr__(self) -> str:
        return f"Query({self.kind})"


@dataclass(frozen=True)
class Hit:
    """A person found, by their latest stay in scope, masked."""

    stay_id: uuid.UUID
    person_id: uuid.UUID
    name: str
    sex: str
    birth_on: datetime.date
    id_number: str
    community: str
    state: str
    number: str
    on: datetime.date


@dataclass(frozen=True)
class Found:
    """The hits, never more than `LIMIT`; `more` tells that the search should say more."""

    hits: tuple[Hit, ...]
    more: bool


@dataclass(frozen=True)
class Holder:
    """Who is registered under an ID number in the city; outside the scope only where to ask (B5)."""

    person_id: uuid.UUID
    stay_id: uuid.UUID | None
    inside: bool
    active: bool
    county: str
    station: Text
    phone: str


def read(*, kind: str, text: str, birth: str, today: datetime.date) -> Query:
    """Read a search as typed; raises Refusals naming everything that is wrong."""
    if kind == "id_number":
        return Query(kind, _one("text", lambda: identity.check_id_number(text, on=today).number))
    if kind == "phone":
        return Query(kind, _one("text", lambda: identity.normalise_phone(text)))
    if kind == "number":
        tidy = number.tidy_number(text)
        if tidy is None:
            raise Refusals([Refusal("number_wrong", _NUMBER, field="text", rule="B6")])
        return Query(kind, tidy)
    if kind == "name":
        return _name(text, birth)
    raise Refusals([Refusal("unknown_kind", _KIND, field="kind", rule="L2")])


def found(*, scope: Scope, query: Query, limit: int = LIMIT, stated: bool = False) -> Found:
    """Return the people found inside the scope, each once; an identifier that fits several shows them all.

    Where the officer stated a purpose, chief and county police find sealed records too. Source: L7.
    """
    if query.kind in _IDENTIFIERS:
        hits = _identified(scope, query, limit + 1, sealed=stated)
        return Found(hits=tuple(hits[:limit]), more=len(hits) > limit)
    people = _people(query)
    rows = scopes.stays(scope, sealed=stated).select_related("person", "community")
    rows = (
        rows.filter(Q(number=query.text) | Q(receipts__number=query.text))
        if people is None
        else rows.filter(person__in=people)
    )
    latest = list(rows.order_by("person_id", "-declared_at", "-id").distinct("person_id")[: limit + 1])
    return Found(hits=tuple(hit(stay) for stay in latest[:limit]), more=len(latest) > limit)


def _identified(scope: Scope, query: Query, limit: int, *, sealed: bool) -> list[Hit]:
    # the search that systems send all day: one statement that the server keeps a plan of
    condition, places = scopes.cut(scope, place=2)
    shown = scopes.hides(scope, sealed=sealed)
    sql = _BY_IDENTIFIER.format(column=_IDENTIFIERS[query.kind], cut=condition, shown=shown)
    values = [seal.index(text=query.text, kind=query.kind), places, list(LIVE), limit]
    return [_hit(row) for row in direct.ask(sql, values)]


def _hit(row: tuple[Any, ...]) -> Hit:
    stay_id, person_id, name, sex, birth_on, sealed, community, state, file, registered_on, declared_at = row
    return Hit(
        stay_id=stay_id,
        person_id=person_id,
        name=identity.mask_name(name),
        sex=sex,
        birth_on=birth_on,
        id_number=identity.mask_id(seal.unseal(data=sealed, column="person.id_number", owner=person_id)),
        community=community,
        state=state,
        number=file,
        on=registered_on or declared_at.date(),
    )


def holder(*, scope: Scope, id_index: bytes, but: uuid.UUID | None = None) -> Holder | None:
    """Return who is verified under an ID number anywhere in the city, saying no more than the scope may see. Source: B5."""
    key = IdNumber.objects.filter(index=id_index).values_list("person_id", flat=True).first()
    if key is None or key == but:
        return None
    stay = (
        Stay.objects.filter(person_id=key, state="registered")
        .select_related("station", "community__parent__parent")
        .first()
    )
    if stay is None:
        mine = scopes.stays(scope).filter(person_id=key).order_by("-declared_at").first()
        return Holder(
            key,
            mine.id if mine else None,
            mine is not None,
            active=False,
            county="",
            station=Text(zh="", en=""),
            phone="",
        )
    inside = scopes.stays(scope).filter(id=stay.id).exists()
    county = stay.community.parent and stay.community.parent.parent
    return Holder(
        person_id=key,
        stay_id=stay.id if inside else None,
        inside=inside,
        active=True,
        county=county.name if county else "",
        station=Text(zh=stay.station.name, en=stay.station.name_en or stay.station.name),
        phone=stay.station.phone,
    )


def latest(*, scope: Scope, person_id: uuid.UUID) -> Stay | None:
    """Return a person's latest stay inside the scope, for laying it beside a file."""
    rows = (
        scopes.stays(scope)
        .filter(person_id=person_id, person__state__in=LIVE)
        .select_related("person", "address", "community", "station")
    )
    return rows.order_by("-declared_at", "-id").first()


def holder_of(*, scope: Scope, id_number: str) -> Holder | None:
    """Return who is verified under a plain ID number; see `holder`."""
    return holder(scope=scope, id_index=seal.index(text=id_number, kind="id_number"))


def hit(stay: Stay) -> Hit:
    """Return a stay as a masked hit."""
    return Hit(
        stay_id=stay.id,
        person_id=stay.person_id,
        name=identity.mask_name(stay.person.name),
        sex=stay.person.sex,
        birth_on=stay.person.birth_on,
        id_number=identity.mask_id(files.plain(stay=stay, field="id_number")),
        community=stay.community.name,
        state=stay.state,
        number=stay.number,
        on=stay.registered_on or stay.declared_at.date(),
    )


def _one(field: str, check: Callable[[], str]) -> str:
    try:
        return check()
    except Refusal as refusal:
        raise Refusals([Refusal(refusal.code, refusal.text, field=field, rule=refusal.rule)]) from refusal


def _name(text: str, birth: str) -> Query:
    problems: list[Refusal] = []
    plain = " ".join(text.split())[:50]
    if len(plain) < 2 and not any(letter >= "\u4e00" for letter in plain):
        problems.append(Refusal("name_missing", _NAME, field="text", rule="L2"))
    try:
        born: datetime.date | None = datetime.date.fromisoformat(birth.strip())
    except ValueError:
        born = None
        problems.append(Refusal("birth_missing", _BIRTH, field="birth", rule="L2"))
    if problems:
        raise Refusals(problems)
    return Query("name", plain, born)


def _people(query: Query) -> QuerySet[Person] | None:
    people = Person.objects.filter(state__in=LIVE)
    if query.kind == "name" and query.birth_on is not None:
        if query.text.isascii():
            typed = pinyin.typed(query.text)
            # a prefix of pinyin, or the initials as a whole
            return (
                people.filter(Q(pinyin__startswith=typed) | Q(initials=typed), birth_on=query.birth_on)
                if typed
                else people.none()
            )
        return people.filter(pinyin=pinyin.of(query.text), birth_on=query.birth_on)
    return None
