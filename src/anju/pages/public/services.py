"""The services of all departments, and a guide to each: who, what, where, by when, at what cost, and what if not. Source: I3."""

import datetime
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from anju.law import authority, condition
from anju.law.absent import Absent
from anju.law.citation import STATUS_MEANING, Clause
from anju.law.facts import FACTS
from anju.law.offering.change import LIMITS
from anju.law.service import Applicant, Opens, Paper, Service
from anju.law.wording import Text
from anju.queries.entitlement import offering
from anju.queries.offering import laid
from anju.web import access, clock, rights, service_ways

GROUPS = {
    "rights": Text(zh="权益", en="Rights"),
    "conveniences": Text(zh="便利", en="Conveniences"),
    "equal_treatment": Text(zh="同等对待", en="Treated alike"),
    "duties": Text(zh="部门的其他服务", en="Other services of the departments"),
}
OTHER = Text(zh="其他", en="Other")
APPLICANTS: dict[Applicant, Text] = {
    "self": Text(zh="本人", en="the person"),
    "guardian": Text(zh="父母或者监护人", en="a parent or guardian"),
    "agent": Text(zh="代办人", en="somebody acting for the person"),
}
OPENS: dict[Opens, tuple[Text, str]] = {
    "receipt": (
        Text(
            zh="办了居住登记就行，凭居住登记凭证办，不用等居住证。",
            en="Registering is enough: the receipt opens it, and there is no need to wait for the permit.",
        ),
        "I1",
    ),
    "permit": (Text(zh="要有正在使用的居住证。", en="It needs a residence permit in use."), "I2"),
    "anyone": (Text(zh="谁都可以办，不看登记。", en="Anybody may have it, registered or not."), "I3"),
}
# where the conditions themselves ask for a permit, nobody is told that it needs none
BESIDE = Text(zh="先要办居住登记；还要符合下面的条件：", en="Registering comes first; besides, these have to be met:")
PERMITS = frozenset({"permit", "parent_permit"})


@dataclass(frozen=True)
class Bringing:
    """The papers of a service: what to bring, what may help, and what nobody may ask for. Source: I4, E4."""

    needed: tuple[Paper, ...]
    helpful: tuple[Paper, ...]
    # each with who confirms it instead, where a department does
    spared: tuple[tuple[Paper, Text | None], ...]


def index(request: HttpRequest) -> HttpResponse:
    """List the services by item or by department, or those in which some words stand."""
    today, text = clock.today(), request.GET.get("q", "")[:60].strip()
    found = offering.search(text=text, on=today)
    by_office = request.GET.get("by") == "department"
    context = {"q": text, "count": len(found), "by_office": by_office}
    if by_office:
        context["offices"] = [(one.name(on=today), mine) for one, mine in offering.by_department(found)]
    else:
        context["groups"] = _grouped(offering.by_item(found))
    return render(request, "public/services.html", context)


def guide(request: HttpRequest, office: str, name: str) -> HttpResponse:
    """Show all that a service publishes: for the whole city, or for a county that has its own."""
    today, key, at = clock.today(), f"{office}/{name}", request.GET.get("at", "")
    held = access.of(request).known
    place = laid.in_county(code=at[:12], held=held) if at else ()
    if place is None:
        raise Absent("county")
    found = offering.service(key=key, on=today, place=place, held=held)
    opens, rule = OPENS[found.opens]
    context = {
        "one": found,
        "office": offering.department(key=found.department).name(on=today),
        "item": offering.item(key=found.item),
        "opens": BESIDE if found.opens == "receipt" and _wants_permit(found) else opens,
        "opens_rule": rule,
        "lines": rights.conditions(found.condition),
        "applicants": [APPLICANTS[who] for who in found.applicants],
        "level": authority.LEVELS[found.level],
        "limit": LIMITS[found.limit.unit].format(count=found.limit.count) if found.limit is not None else None,
        "fee": f"{found.fee_fen / 100:g}" if found.fee_fen else "",
        "papers": _bringing(found, on=today),
        "basis": offering.legal_basis(found),
        "status": STATUS_MEANING[found.status],
        "ahead": [(change.begins, what) for change, what in laid.ahead(key=key, on=today, place=place, held=held)],
        "county": at,
        "counties": laid.counties(key=key, held=held),
        "beside": service_ways.BESIDE.get(found.id),
    }
    return render(request, "public/service.html", context)


def _wants_permit(found: Service) -> bool:
    return found.condition is not None and any(leaf.fact in PERMITS for leaf in condition.leaves(found.condition))


def _grouped(found: list[tuple[Clause, list[Service]]]) -> list[tuple[Text, list[tuple[Clause, list[Service]]]]]:
    groups: dict[str, list[tuple[Clause, list[Service]]]] = {}
    for clause, services in found:
        groups.setdefault(clause.group, []).append((clause, services))
    return [(GROUPS.get(key, OTHER), each) for key, each in groups.items()]


def _bringing(found: Service, *, on: datetime.date) -> Bringing:
    spared = [one for one in found.papers if one.confirmed_by or _on_file(one)]
    brought = [one for one in found.papers if one not in spared]
    return Bringing(
        needed=tuple(one for one in brought if one.required),
        helpful=tuple(one for one in brought if not one.required),
        spared=tuple(
            (one, offering.department(key=one.confirmed_by).name(on=on) if one.confirmed_by else None) for one in spared
        ),
    )


def _on_file(paper: Paper) -> bool:
    # the register says it itself
    return paper.proves in FACTS and FACTS[paper.proves].origin == "register"
