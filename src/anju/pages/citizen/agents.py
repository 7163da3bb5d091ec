"""Who acts for a person, and an end to it at any time. Source: B8, L12."""

import uuid

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render

from anju.actions import agency
from anju.law.absent import Absent
from anju.pages.citizen import guard
from anju.queries import mine, sign_ins
from anju.web import access, clock, once


@guard.page
def agents(request: HttpRequest, person_id: uuid.UUID) -> HttpResponse:
    """Show who acts for a person; the person ends any of them, an agent their own part."""
    who = guard.who(request)
    person = mine.person(who=who, person_id=person_id)
    if request.method == "POST":
        ending = _key(request.POST.get("binding", ""))

        def work() -> dict[str, str]:
            agency.end_own(who=who, person_id=person_id, binding_id=ending, by=access.of(request).actor, at=clock.now())
            return {}

        once.post(request, action="unbind", content={"person": str(person_id), "binding": str(ending)}, do=work)
        return HttpResponseRedirect("/my/?done=agency_ended")
    rows = sign_ins.agents(who=who, person_id=person_id)
    return render(request, "citizen/my/agents.html", {"person": person, "rows": rows})


def _key(typed: str) -> uuid.UUID:
    try:
        return uuid.UUID(typed)
    except ValueError:
        raise Absent("binding") from None
