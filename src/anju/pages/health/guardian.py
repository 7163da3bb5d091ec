"""A guardian's pages: each child's plan, what is due when, what was given; noting what was given elsewhere. Source: I3, I4, L12."""

import uuid

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render

from anju.actions import immunisation
from anju.law.absent import Absent
from anju.law.wording import Text
from anju.pages.health import doing
from anju.queries import visitors
from anju.queries.immunisation import area, plans
from anju.queries.immunisation.plans import Plan
from anju.web import access, clock, forms, uploads

_DONE = {
    "noted": Text(
        zh="记好了。接种点核对以后就算数，现在已经按打过的来算。",
        en="Noted. The clinic will confirm it; until then it counts as given.",
    )
}
_PAGE = Text(zh="接种证上这一页的照片", en="A photo of this page of the booklet")
_WHY = Text(
    zh="有照片核对得快；没有也可以，带接种证去就行。",
    en="With a photo it is confirmed sooner; without one, bring the booklet.",
)
_WHERE = Text(zh="例如：郑州金水区人民路卫生服务中心", en="For example: Renmin Road health centre, Zhengzhou")


@access.resident_page
def children(request: HttpRequest) -> HttpResponse:
    """Show one's children, each with what is due; one child alone is shown at once."""
    who = _who(request)
    found = [bound.person for bound in visitors.bound_people(who=who) if plans.is_child(bound.person, on=clock.today())]
    if len(found) == 1:
        return HttpResponseRedirect(f"/my/children/{found[0].id}/vaccines/")
    rows = [(person, plans.of(person=person, on=clock.today())) for person in found]
    return render(request, "health/children.html", {"rows": rows})


@access.resident_page
def plan(request: HttpRequest, person_id: uuid.UUID) -> HttpResponse:
    """Show one child's plan; that it was looked at is on record."""
    person = immunisation.open_own(person_id=person_id, by=access.of(request).actor, at=clock.now())
    found = plans.of(person=person, on=clock.today())
    others = [bound.person for bound in visitors.bound_people(who=_who(request)) if bound.person_id != person.id]
    context = {
        "person": person,
        "plan": found,
        "recorded": tuple(one for one in reversed(found.doses) if one.state != "corrected"),
        "others": [one for one in others if plans.is_child(one, on=clock.today())],
        "book": f"/my/times/new/{area.SERVICE}/?for={person.id}",
        "done": _DONE.get(request.GET.get("done", "")),
    }
    return render(request, "health/plan.html", context)


@access.resident_page
@uploads.taking
def note(request: HttpRequest, person_id: uuid.UUID) -> HttpResponse:
    """Note a dose that was given elsewhere, with a photo of the booklet."""
    by = access.of(request).actor
    person = immunisation.open_own(person_id=person_id, by=by, at=clock.now())
    page = uploads.taken(
        request,
        name="page",
        purpose="proof",
        label=_PAGE,
        hint=_WHY,
        where="my_upload",
        person_id=person.id,
        required=False,
    )
    errors: dict[str, Text] | None = {}
    if request.method == "POST" and not page.again and not page.error:
        typed = {name: request.POST.get(name, "") for name in ("vaccine", "given_on", "place")}
        errors = doing.attempt(
            request,
            action="note_dose",
            work=lambda: immunisation.note(person_id=person_id, upload_ids=page.ids, by=by, at=clock.now(), **typed),
        )
        if errors is None:
            return HttpResponseRedirect(f"/my/children/{person_id}/vaccines/?done=noted")
    fields = _fields(plans.of(person=person, on=clock.today()))
    shown = forms.filled(fields=fields, values=request.POST, errors=errors) if request.method == "POST" else fields
    context = {"person": person, "fields": shown, "page": page, "errors": errors}
    return render(request, "health/note.html", context, status=422 if errors or page.error else 200)


def _fields(found: Plan) -> list[forms.Field]:
    return [doing.vaccine(found), doing.given_on(), doing.place(hint=_WHERE)]


def _who(request: HttpRequest) -> visitors.Resident:
    who = access.of(request).resident
    if who is None:
        raise Absent("resident")
    return who
