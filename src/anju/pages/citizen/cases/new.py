"""Applying for a service: for whom, what the rules say of them, the form from the catalogue, and sending it once.

Nothing here refuses: what the conditions say stands beside the form, and an officer decides. Source: B8, I3, I4, I9, I10.
"""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render

from anju.actions import case as cases
from anju.law import entitlement
from anju.law.entitlement import Item
from anju.law.service import Service
from anju.pages.citizen import guard
from anju.pages.citizen.cases import doing, place, whom, words
from anju.pages.citizen.cases.whom import One
from anju.queries.case import routing, times
from anju.queries.entitlement import facts, offering
from anju.queries.offering import laid
from anju.web import access, case_form, clock, rights, service_ways, uploads
from anju.web.case_form import CaseForm
from anju.web.rights import Shown


@uploads.taking
@guard.page
def new(request: HttpRequest, office: str, name: str) -> HttpResponse:
    """Ask for what isn't known and send it; a service that is only booked has its own page, a guide is read."""
    service = offering.service(key=f"{office}/{name}", on=clock.today())
    if service.process == "guide":
        return HttpResponseRedirect(f"/services/{service.id}/")
    if service.process == "booking":
        query = f"?{request.GET.urlencode()}" if request.GET else ""
        return HttpResponseRedirect(f"/my/times/new/{service.id}/{query}")
    people = whom.able(request, service=service)
    one = whom.chosen(request, people)
    if one is None:
        return asked(request, service, people)
    before = times.under_way(person_id=one.person.id, service_id=service.id)
    if before is not None and request.method != "POST":
        return HttpResponseRedirect(f"/my/cases/{before.id}/?done=open")
    community = place.chosen(request)
    if not times.settled(person_id=one.person.id, code=community):
        return place.ask(request, service=service, one=one)
    return _form(request, _here(request, service, one), one, community)


def _here(request: HttpRequest, service: Service, one: One) -> Service:
    """Return the service as it is where somebody lives, where a county has its own; also one that ended there."""
    held = access.of(request).known
    home = routing.community(person_id=one.person.id) if service.id in laid.changes(held=held) else None
    if home is None:
        return service
    return laid.one(key=service.id, on=clock.today(), place=laid.codes(home.path), held=held) or service


def asked(request: HttpRequest, service: Service, people: list[One]) -> HttpResponse:
    """Ask for whom; where there is nobody, say what comes first."""
    return render(request, "citizen/cases/whom.html", {"service": service, "people": people})


def weighed(service: Service, one: One, form: CaseForm | None = None) -> Shown:
    """Return what the rules say of somebody by the register and by what was typed; it decides nothing. Source: I10."""
    today, key = clock.today(), one.person.id
    on_file = facts.of_people(people=[key], on=today).get(key)
    known = on_file or {"registered": False, "permit": "none", "born_on": one.person.birth_on}
    told = form.told if form is not None else {}
    standing = entitlement.one(
        service=service, facts={**told, **{k: v for k, v in known.items() if v is not None}}, on=today
    )
    return rights.parts([Item(id=service.item, standings=(standing,))], on=today)[0].groups[0].rows[0]


def _form(request: HttpRequest, service: Service, one: One, community: str) -> HttpResponse:
    kept = guard.kept(request)
    typed = {entry.id: kept.get(f"fields.{entry.id}") for entry in service.fields}
    form = case_form.taken(request, service=service, person_id=one.person.id, where="my_upload", typed=typed)
    errors: dict[str, Any] = {}
    if request.method == "POST" and not form.again:
        answer, errors = _send(request, service, one, form, community)
        if not errors:
            return HttpResponseRedirect(f"/my/cases/{answer['case']}/?done=sent")
    context = {
        "service": service,
        "one": one,
        "form": form.wrong(errors),
        "errors": form.named(errors),
        "community": community,
        "row": weighed(service, one, form),
        "limit": words.limit(service.limit),
        "fee": words.fee(service),
        "beside": service_ways.BESIDE.get(service.id),
    }
    return render(request, "citizen/cases/new.html", context, status=422 if errors else 200)


def _send(
    request: HttpRequest, service: Service, one: One, form: CaseForm, community: str
) -> tuple[dict[str, Any], dict[str, Any]]:
    def do() -> dict[str, Any]:
        made = cases.apply(
            person_id=one.person.id,
            service_id=service.id,
            raw=form.raw,
            by=access.of(request).actor,
            at=clock.now(),
            community=community,
        )
        return {"case": str(made.id)}

    # the pictures of a second click are others: the person and the service say that it is the same
    content: dict[str, object] = {"person": str(one.person.id), "service": service.id}
    return doing.once_only(request, action="apply_case", content=content, do=do)
