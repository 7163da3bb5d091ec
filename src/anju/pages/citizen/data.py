"""One's own data: who saw it and why, a copy, a request for deletion. Source: L5, L12."""

import json
import uuid

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.template.loader import render_to_string

from anju.actions import request as requests
from anju.law.refusal import Refusal
from anju.law.wording import Text
from anju.pages.citizen import copied, guard, says
from anju.queries import exempt, mine, traces, visitors
from anju.web import access, clock, forms, once, problems

_WHY = forms.Field(
    name="why",
    label=Text(zh="想删除什么，为什么", en="What should be deleted, and why"),
    kind="textarea",
    rows=3,
    required=False,
    maxlength=300,
)


@guard.page
def seen(request: HttpRequest) -> HttpResponse:
    """Show who saw the records one may see: unit, role, purpose and time."""
    who = guard.who(request)
    bound = visitors.bound_people(who=who)
    chosen = next(
        (one for one in bound if str(one.person_id) == request.GET.get("person")), bound[0] if bound else None
    )
    rows = traces.reads(person=chosen.person, viewer=who.id, most=100) if chosen is not None else []
    return render(request, "citizen/my/traces.html", {"bound": bound, "chosen": chosen, "rows": rows})


@guard.page
def own(request: HttpRequest, person_id: uuid.UUID) -> HttpResponse:
    """Offer the copy and the request for deletion, and show how earlier requests were answered."""
    who = guard.who(request)
    person = mine.person(who=who, person_id=person_id)
    rows = [
        (one, requests.KINDS[one.kind], requests.STATES[one.state])
        for one in mine.requests(who=who, person_id=person_id)
    ]
    return render(
        request,
        "citizen/my/data.html",
        {
            "person": person,
            "rows": rows,
            "no_duty": exempt.of_person(person=person, on=clock.today()),
            "done": says.DONE.get(request.GET.get("done", "")),
        },
    )


@guard.page
def copy(request: HttpRequest, person_id: uuid.UUID) -> HttpResponse:
    """Hand out a copy of everything on file, as a page to keep or as data."""
    who = guard.who(request)
    person = mine.person(who=who, person_id=person_id)
    if request.method != "POST":
        return HttpResponseRedirect(f"/my/data/{person_id}/")
    requests.copy(person=person, by=access.of(request).actor, at=clock.now())
    held = mine.copy(who=who, person=person, at=clock.now())
    if request.POST.get("format") == "json":
        answer = HttpResponse(
            json.dumps(held, ensure_ascii=False, indent=2), content_type="application/json; charset=utf-8"
        )
        answer["Content-Disposition"] = 'attachment; filename="anju-my-data.json"'
    else:
        answer = HttpResponse(
            render_to_string("citizen/my/copy.html", {"held": held, "parts": copied.parts(held)}, request=request)
        )
        answer["Content-Disposition"] = 'attachment; filename="anju-my-data.html"'
    return answer


@guard.page
def delete(request: HttpRequest, person_id: uuid.UUID) -> HttpResponse:
    """Take a request for deletion; what must be kept and why is said before it is sent. Source: L5, L7."""
    person = mine.person(who=guard.who(request), person_id=person_id)
    errors: dict[str, Text] = {}
    why = str(request.POST.get("why") or guard.kept(request).get("why") or "")[:600]
    if request.method == "POST":

        def work() -> dict[str, str]:
            made = requests.ask_deletion(person=person, why=why, by=access.of(request).actor, at=clock.now())
            return {"request": str(made.id)}

        try:
            once.post(request, action="ask_data", content={"person": str(person_id), "why": why}, do=work)
        except Refusal as refusal:
            errors = problems.of(refusal)
        else:
            return HttpResponseRedirect(f"/my/data/{person_id}/?done=deletion")
    shown = forms.filled(fields=[_WHY], values={"why": why}, errors=errors)
    return render(
        request,
        "citizen/my/delete.html",
        {"person": person, "fields": shown, "errors": errors},
        status=422 if errors else 200,
    )
