"""What the resident and each of their wards are entitled to, by the register and what they add; additions aren't kept.

Source: I1–I3, B8, L12.
"""

import uuid
from collections.abc import Mapping

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from anju.law import entitlement
from anju.law.absent import Absent
from anju.law.entitlement import Child, Item
from anju.law.facts import Value
from anju.pages.citizen import guard
from anju.pages.citizen.permit import people
from anju.pages.citizen.permit.people import One
from anju.queries.entitlement import facts, offering
from anju.queries.offering import laid
from anju.web import clock, rights


@guard.page
def own(request: HttpRequest, person_id: uuid.UUID | None = None) -> HttpResponse:
    """Show the answers for one of those the resident acts for, themselves unless told; more facts can be told."""
    everyone = people.everyone(request)
    found = _chosen(everyone, person_id)
    if found is None:
        return render(request, "citizen/rights.html", {"one": None})
    people.seen(request, found)
    today = clock.today()
    on_file = facts.of_people(people=[found.key], on=today).get(found.key)
    known = on_file or {"registered": False, "permit": "none", "born_on": found.person.birth_on}
    told, errors = rights.read(data=request.POST, on=today) if request.method == "POST" else ({}, {})
    # the register's word stands; only what it doesn't know can be told
    told = {name: value for name, value in told.items() if known.get(name) is None}
    items = _weighed(found, known=known, told=told)
    further = [name for name in (*told, *errors) if known.get(name) is None]
    more = rights.fields(names=[name for name in rights.missing(items) if name not in further], data={})
    context = {
        "one": found,
        "on_file": on_file is not None,
        "errors": errors,
        "others": [one for one in everyone if one.key != found.key],
        "parts": rights.parts(items, on=today),
        "fields": rights.fields(names=further, data=request.POST.dict(), errors=errors),
        "more": more[: rights.OPEN],
        "rest": more[rights.OPEN :],
    }
    return render(request, "citizen/rights.html", context, status=422 if errors else 200)


def _chosen(everyone: list[One], person_id: uuid.UUID | None) -> One | None:
    if person_id is None:
        return everyone[0] if everyone else None
    for one in everyone:
        if one.key == person_id:
            return one
    raise Absent("person")


def _weighed(found: One, *, known: Mapping[str, Value], told: Mapping[str, Value]) -> tuple[Item, ...]:
    today = clock.today()
    home = found.now.stay.community.path if found.now.stay is not None else ""
    services = offering.services(on=today, place=laid.codes(home)).values()
    if entitlement.is_child(born_on=found.person.birth_on, on=today):
        child = Child(key=str(found.key), facts={**told, **known})
        return entitlement.weigh(
            services=[one for one in services if entitlement.for_child(one)],
            facts={**told, **known},
            children=(child,),
            on=today,
        )
    return entitlement.weigh(
        services=[one for one in services if one.subject == "self"], facts={**told, **known}, on=today
    )
