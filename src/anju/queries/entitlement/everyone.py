"""All services' conditions for a range of people in one statement, one bit a service.

Each different leaf is looked at once a person, then each condition is put together from leaves, then the bits are: on
two million people that is what counts.
"""

import datetime
import hashlib
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from anju.law import entitlement as law
from anju.law.condition import Condition, Leaf, leaves
from anju.law.service import Service
from anju.models import Entitlement, EntitlementCount, EntitlementService
from anju.queries.entitlement import compiling, facts
from anju.queries.offering import laid

# one short of the sign's
WORD = 60


@dataclass(frozen=True)
class Placed:
    """A service with the bit that stands for it."""

    service: Service
    place: int

    @property
    def word(self) -> int:
        """The position of its word, from 0."""
        return self.place // WORD

    @property
    def bit(self) -> int:
        """Its bit within the word."""
        return 1 << (self.place % WORD)


def placed(*, on: datetime.date) -> tuple[Placed, ...]:
    """Return the services the city gives on a day that have their bit; what is on request alone is worked out for nobody."""
    known = {key: one for key, one in laid.services(on=on).items() if not one.on_request}
    rows = EntitlementService.objects.order_by("place").values_list("service", "place")
    return tuple(Placed(known[key], place) for key, place in rows if key in known)


def version(services: Sequence[Placed]) -> str:
    """Return what tells one set of conditions from another."""
    told = [(one.place, one.service.id, one.service.subject, one.service.whole) for one in services]
    return hashlib.sha256(repr(told).encode()).hexdigest()


def statement(
    *, services: Sequence[Placed], on: datetime.date, after: uuid.UUID, upto: uuid.UUID
) -> tuple[str, list[Any]]:
    """Return the SELECT of person_id, community, meets, unknown for the people after one key up to another."""
    values = [*facts.given(on=on), after, upto]
    asked = {one.place: law.of_register(one.service) for one in services}
    names: dict[Leaf, str] = {}
    for condition in asked.values():
        for leaf in leaves(condition) if condition is not None else ():
            names.setdefault(leaf, f"l{len(names)}")
    seen = "".join(
        f", {compiling.leaf(leaf, on=on, columns=facts.REGISTER, values=values)} AS {name}"
        for leaf, name in names.items()
    )
    put = "".join(f", {_whole(condition, names)} AS c{place}" for place, condition in asked.items())
    words = max((one.word for one in services), default=0) + 1
    meets, unknown = _words(services, words, "c{}"), _words(services, words, "c{} IS NULL")
    # OFFSET 0 keeps each step a step: merged into one, a leaf would be looked at for every service that asks it
    return (
        f"SELECT person_id, community, {meets} AS meets, {unknown} AS unknown FROM ("  # noqa: S608  closed lists and numbers
        f"SELECT person_id, community{put} FROM ("
        f"SELECT f.person_id, f.community{seen} FROM ({facts.between()}) f OFFSET 0"
        ") leaf OFFSET 0) answer"
    ), values


def counts(*, services: Sequence[Placed]) -> tuple[str, list[Any]]:
    """Return the SELECT of community, service, people: how many registered people of a community meet a service."""
    each = ", ".join(f"count(*) FILTER (WHERE w{one.word} & {one.bit} <> 0)::int AS p{one.place}" for one in services)
    words = sorted({one.word for one in services})
    split = ", ".join(f"coalesce(meets[{word + 1}], 0) AS w{word}" for word in words)
    rows = ", ".join(f"(${at}, p{one.place})" for at, one in enumerate(services, start=1))
    return (
        f"SELECT c.community, v.service::varchar, v.people FROM (SELECT community, {each} FROM "  # noqa: S608  numbers only
        f"(SELECT community, {split} FROM entitlement WHERE community <> '' OFFSET 0) e GROUP BY community) c "
        f"CROSS JOIN LATERAL (VALUES {rows}) v(service, people)"
    ), [one.service.id for one in services]


def held(
    *, people: Sequence[uuid.UUID], on: datetime.date
) -> Mapping[uuid.UUID, tuple[frozenset[str], frozenset[str]]]:
    """Return, as counted last, the services that people meet and those that can't be told from the register alone."""
    services = placed(on=on)
    rows = Entitlement.objects.filter(person_id__in=people)
    return {row.person_id: (_set(services, row.meets), _set(services, row.unknown)) for row in rows}


def in_communities(*, prefix: str) -> Mapping[str, Mapping[str, int]]:
    """Return how many meet each service, by community, below a division whose code begins so."""
    found: dict[str, dict[str, int]] = {}
    for row in EntitlementCount.objects.filter(community__startswith=prefix):
        found.setdefault(row.community, {})[row.service] = row.people
    return found


def _set(services: Sequence[Placed], words: Sequence[int]) -> frozenset[str]:
    return frozenset(one.service.id for one in services if one.word < len(words) and words[one.word] & one.bit)


def _whole(condition: Condition | None, names: Mapping[Leaf, str]) -> str:
    # without any condition everybody meets it
    return compiling.expression(condition, of_leaf=names.__getitem__) if condition is not None else "true"


def _words(services: Sequence[Placed], words: int, test: str) -> str:
    sums = ["0::bigint"] * words
    for one in services:
        sums[one.word] += f" + CASE WHEN {test.format(one.place)} THEN {one.bit}::bigint ELSE 0 END"
    return f"ARRAY[{', '.join(sums)}]"
