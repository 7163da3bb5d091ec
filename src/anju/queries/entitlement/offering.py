"""The services that are given on a day, and finding one among them."""

import datetime
from collections.abc import Iterable, Mapping, Sequence

from anju import catalogue
from anju.catalogue.services import Department
from anju.law import citation, entitlement
from anju.law.absent import Absent
from anju.law.citation import Clause
from anju.law.service import Service
from anju.law.wording import Text
from anju.queries.offering import laid
from anju.queries.reference import Reference

# of what is searched for
MOST_WORDS = 6


def services(*, on: datetime.date, place: Sequence[str] = (), held: Reference | None = None) -> Mapping[str, Service]:
    """Return the services given on a day, by id, as they are in a place: codes from the city down, the city unless told."""
    return laid.services(on=on, place=place, held=held)


def service(*, key: str, on: datetime.date, place: Sequence[str] = (), held: Reference | None = None) -> Service:
    """Return one service given on a day in a place; raises Absent for any other."""
    found = laid.one(key=key, on=on, place=place, held=held)
    if found is None or not found.open_on(on):
        raise Absent("service")
    return found


def department(*, key: str) -> Department:
    """Return the office that gives a service."""
    return catalogue.current().departments[key]


def item(*, key: str) -> Clause:
    """Return the notice's clause that a service stands under."""
    return catalogue.current().clauses[key]


def legal_basis(one: Service) -> tuple[Text, ...]:
    """Return where a service comes from, each text with its article."""
    known = catalogue.current().sources
    return tuple(citation.cite(reference=cite, source=known[cite.source]) for cite in one.cites)


def by_item(found: Mapping[str, Service]) -> list[tuple[Clause, list[Service]]]:
    """Return services under the notice's items, in its order."""
    groups: dict[str, list[Service]] = {}
    for one in _ordered(found.values()):
        groups.setdefault(one.item, []).append(one)
    return [(item(key=key), groups[key]) for key in sorted(groups, key=entitlement.numbered)]


def by_department(found: Mapping[str, Service]) -> list[tuple[Department, list[Service]]]:
    """Return services under the offices that give them, in their order."""
    groups: dict[str, list[Service]] = {}
    for one in _ordered(found.values()):
        groups.setdefault(one.department, []).append(one)
    return [(department(key=key), mine) for key, mine in groups.items()]


def search(*, text: str, on: datetime.date) -> Mapping[str, Service]:
    """Return the services in whose words all the words of a text stand, in either language; all of them for none."""
    words = text.lower().split()[:MOST_WORDS]
    return {key: one for key, one in services(on=on).items() if all(word in _words(one, on) for word in words)}


def _words(one: Service, on: datetime.date) -> str:
    texts = (one.name, one.summary, one.result, department(key=one.department).name(on=on), item(key=one.item).text)
    return " ".join(f"{text.zh} {text.en}" for text in texts).lower()


def _ordered(found: Iterable[Service]) -> list[Service]:
    known = catalogue.current().departments
    return sorted(found, key=lambda one: (known[one.department].order, one.id))
