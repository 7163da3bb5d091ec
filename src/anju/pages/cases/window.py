"""A window of any level: somebody stands here and applies; found by the number on their card, routed by itself. Source: I3, I4, L2."""

import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render

from anju.actions import case as cases
from anju.actions.case import window
from anju.law import entitlement
from anju.law.case import life
from anju.law.entitlement import Item
from anju.law.refusal import Refusal, Refusals
from anju.law.service import Service
from anju.law.wording import Text
from anju.pages.cases import desk, words
from anju.queries.case import known, papers
from anju.queries.entitlement import offering
from anju.web import access, case_form, clock, forms, problems, rights, uploads


@access.staff_page(*desk.WINDOW)
def find(request: HttpRequest) -> HttpResponse:
    """Find whoever stands here; by POST, so that no number stands in an address or a log."""
    errors: dict[str, Text] = {}
    purpose = request.POST.get("purpose", desk.PURPOSE)
    searched = False
    if request.method == "POST":
        scope = access.of(request).scope
        try:
            found = window.find(
                scope=scope, id_number=request.POST.get("id_number", ""), purpose=purpose, at=clock.now()
            )
        except (Refusal, Refusals) as error:
            errors = problems.of(error)
        else:
            if found is not None:
                return HttpResponseRedirect(f"/cases/new/{found.person_id}/")
            searched = True
    context = {
        "purposes": forms.PURPOSES.items(),
        "purpose": purpose,
        "typed": request.POST.get("id_number", ""),
        "searched": searched,
        "errors": errors,
        "officer": access.of(request).scope.role == desk.OFFICER,
    }
    return render(request, "cases/window.html", context, status=422 if errors else 200)


@access.staff_page(*desk.WINDOW)
def choose(request: HttpRequest, person_id: uuid.UUID) -> HttpResponse:
    """Choose what to apply for: at an office its own services, at a desk those of every department."""
    scope = access.of(request).scope
    applicant, _, _ = window.begin(scope=scope, person_id=person_id, at=clock.now())
    given = {
        key: one
        for key, one in offering.services(on=clock.today()).items()
        if one.makes_case(at_window=True) and (scope.role != desk.OFFICER or one.department == scope.unit.department)
    }
    groups = [(office.name(on=clock.today()), services) for office, services in offering.by_department(given)]
    return render(request, "cases/window_choose.html", {"applicant": applicant, "groups": groups})


@uploads.taking
@access.staff_page(*desk.WINDOW)
def apply(request: HttpRequest, person_id: uuid.UUID, office: str, name: str) -> HttpResponse:
    """Show how somebody stands with a service and its form, and apply for them; what is on file is not asked."""
    visitor, now = access.of(request), clock.now()
    key = f"{office}/{name}"
    applicant, service, going = window.begin(scope=visitor.scope, person_id=person_id, service_id=key, at=now)
    if service is None or going is not None:
        return _going(request, applicant, service, going)
    form = case_form.taken(
        request,
        service=service,
        person_id=person_id,
        where="cases_upload",
        at_counter=True,
        looking=desk.PURPOSE,
    )
    errors: dict[str, Text] = {}
    if request.method == "POST" and not form.again:

        def work() -> dict[str, str]:
            made = cases.apply(
                person_id=person_id,
                service_id=key,
                raw=form.raw,
                by=visitor.actor,
                at=now,
                community=request.POST.get("community", ""),
            )
            return {"case": str(made.id)}

        answer, errors = desk.attempt(request, action="apply_case", work=work)
        if answer is not None:
            return HttpResponseRedirect(f"/cases/new/slips/{answer['case']}/")
    context = {
        "applicant": applicant,
        "service": service,
        "form": form.wrong(errors),
        "advice": _advice(service, person_id, form),
        "errors": errors,
    }
    return render(request, "cases/window_apply.html", context, status=422 if errors else 200)


def _going(request: HttpRequest, applicant: window.Applicant, service: Service | None, going: Any) -> HttpResponse:
    state = life.STATES[going.state] if going is not None else None
    unit = words.office(going.unit if going is not None else None)
    context = {"applicant": applicant, "service": service, "going": going, "state": state, "unit": unit}
    return render(request, "cases/window_going.html", context)


def _advice(service: Service, person_id: uuid.UUID, form: case_form.CaseForm) -> rights.Shown:
    """Weigh the service by what is on file and what was typed; it decides nothing (I10)."""
    on = clock.today()
    facts = known.of(person_id=person_id, service=service, on=on).facts
    stands = entitlement.one(service=service, facts={**facts, **form.told}, on=on)
    (part,) = rights.parts([Item(id=service.item, standings=(stands,))], on=on)
    return part.groups[0].rows[0]


@access.staff_page(*desk.WINDOW)
def slip(request: HttpRequest, case_id: uuid.UUID) -> HttpResponse:
    """Show the number and the limit of what was taken in here, and print its slip."""
    scope = access.of(request).scope
    paper = papers.slip(case_id=case_id, who=scope)
    context = {
        "paper": paper,
        "case_id": case_id,
        "state": life.STATES[paper.state],
        "opens": scope.role == desk.OFFICER and papers.opens(case_id=case_id, who=scope),
    }
    return render(request, "cases/window_done.html", context)
