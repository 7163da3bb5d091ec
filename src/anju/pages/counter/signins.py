"""The sign-ins of a record at the counter: bind a phone with the person present, end any of them. Source: L12, B8."""

import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_POST

from anju.actions import agency, binding, reading
from anju.law.absent import Absent
from anju.law.wording import Text
from anju.pages.counter import desk
from anju.queries import files, sign_ins
from anju.web import access, clock


@access.staff_page(*desk.ROLES)
def bind(request: HttpRequest, stay_id: uuid.UUID) -> HttpResponse:
    """Bind a phone to the record of someone who stands here with the card."""
    scope = access.of(request).scope
    errors: dict[str, Text] = {}
    if request.method == "POST":

        def work() -> dict[str, Any]:
            made = binding.bind_present(
                scope=scope,
                stay_id=stay_id,
                phone=request.POST.get("phone", ""),
                present=request.POST.get("present") == "yes",
                by=scope.actor,
                at=clock.now(),
            )
            return {"binding": str(made.id)}

        answer, errors = desk.attempt(request, action="bind", work=work)
        if answer is not None:
            return HttpResponseRedirect(f"/counter/files/{stay_id}/?done=bound")
    stay = reading.open_file(scope=scope, stay_id=stay_id, purpose="handling", at=clock.now())
    context = {
        "stay": stay,
        "view": files.view(stay=stay, on=clock.today()),
        "rows": sign_ins.of(person_id=stay.person_id),
        "phone": request.POST.get("phone", ""),
        "errors": errors,
    }
    return render(request, "counter/bind.html", context, status=422 if errors else 200)


@require_POST
@access.staff_page(*desk.ROLES)
def unbind(request: HttpRequest, stay_id: uuid.UUID) -> HttpResponse:
    """End a sign-in's access to the record: a phone lost or given up, an agent who must not act any more."""
    scope = access.of(request).scope

    def work() -> dict[str, Any]:
        agency.end_present(
            scope=scope,
            stay_id=stay_id,
            binding_id=_key(request.POST.get("binding", "")),
            by=scope.actor,
            at=clock.now(),
        )
        return {}

    _, errors = desk.attempt(request, action="unbind", work=work)
    return HttpResponseRedirect(f"/counter/files/{stay_id}/" + ("bind/" if errors else "?done=unbound"))


def _key(typed: str) -> uuid.UUID:
    try:
        return uuid.UUID(typed)
    except ValueError:
        raise Absent("binding") from None
