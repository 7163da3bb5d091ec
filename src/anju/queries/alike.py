"""Who may be the same person: candidates by equality, scored, inside the scope; an officer decides. Source: B5, I10."""

import datetime
import itertools
import uuid
from dataclasses import dataclass

from django.db.models import Q

from anju.law.wording import Text
from anju.linkage import likeness
from anju.linkage.likeness import Match, Traits
from anju.models import Distinct, Person
from anju.queries import find
from anju.queries import scope as scopes
from anju.queries.find import LIVE, Hit
from anju.queries.scope import Scope

HINTS = 8
_CANDIDATES = 300


@dataclass(frozen=True)
class Hint:
    """Somebody on file who may be the same person, with why."""

    hit: Hit
    match: Match

    @property
    def reasons(self) -> tuple[Text, ...]:
        """Why they are alike, in words."""
        return tuple(likeness.WORDS[reason] for reason in self.match.reasons)

    @property
    def strong(self) -> bool:
        """Whether they are very likely one person."""
        return self.match.score >= likeness.STRONG


def similar(*, scope: Scope, person: Person) -> tuple[Hint, ...]:
    """Return who inside the scope may be this same person, most alike first; "not the same" is remembered. Source: B5."""
    told = _told_distinct(person)
    mine = _traits(person)
    candidates = Person.objects.filter(_blocks(person), state__in=LIVE).exclude(id__in={person.id, *told})[:_CANDIDATES]
    scored = [(other, likeness.score(a=mine, b=_traits(other))) for other in candidates]
    likely = sorted(
        (pair for pair in scored if pair[1].score >= likeness.HINT), key=lambda pair: (-pair[1].score, str(pair[0].id))
    )
    matches = {other.id: match for other, match in likely}
    rows = scopes.stays(scope).filter(person_id__in=matches).select_related("person", "community")
    latest = {stay.person_id: stay for stay in rows.order_by("person_id", "-declared_at", "-id").distinct("person_id")}
    return tuple(Hint(hit=find.hit(latest[key]), match=match) for key, match in matches.items() if key in latest)[
        :HINTS
    ]


def _traits(person: Person) -> Traits:
    return Traits(
        name=person.name,
        pinyin=person.pinyin,
        birth_on=person.birth_on,
        phone_index=bytes(person.phone_index) if person.phone_index else None,
        id_index=bytes(person.id_index),
        sex=person.sex,
        hukou_county=person.hukou_county,
    )


def _blocks(person: Person) -> Q:
    # equalities that indexes answer; the usual slips of a birth date are looked up one by one
    same = (
        Q(id_index=person.id_index)
        | Q(pinyin=person.pinyin, birth_on__in=slips(person.birth_on))
        | Q(initials=person.initials, birth_on=person.birth_on)
    )
    return same | Q(phone_index=person.phone_index) if person.phone_index else same


def slips(day: datetime.date) -> tuple[datetime.date, ...]:
    """Return a date and what a slip makes of it: month and day swapped, or one digit misread."""
    texts = {day.isoformat(), f"{day:%Y-%d-%m}"}
    plain = day.isoformat()
    for place, digit in itertools.product((3, 5, 6, 8, 9), "0123456789"):
        texts.add(plain[:place] + digit + plain[place + 1 :])
    return tuple(sorted(date for date in map(_date, texts) if date is not None))


def _date(text: str) -> datetime.date | None:
    try:
        return datetime.date.fromisoformat(text)
    except ValueError:
        return None


def _told_distinct(person: Person) -> set[uuid.UUID]:
    pairs = Distinct.objects.filter(Q(low=person.id) | Q(high=person.id)).values_list("low", "high")
    return {key for pair in pairs for key in pair} - {person.id}
