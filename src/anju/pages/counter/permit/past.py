"""Earlier time under a temporary permit 暂住证, counted on proof, and taken back. Source: F8."""

import uuid
from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_POST

from anju.actions import endorsement as acts
from anju.actions.permit import reading
from anju.law.wording import Text
from anju.pages.counter import desk, words
from anju.pages.counter.permit import holding as pages
from anju.queries import holding
from anju.queries.permit import within
from anju.web import access, clock, forms, uploads
from anju.web.forms import Field
from anju.web.uploads import Pictures

FIELDS = (
    Field(name="from_on", label=Text(zh="从哪天", en="From"), kind="date"),
    Field(name="until_on", label=Text(zh="到哪天（不含）", en="Until (not included)"), kind="date"),
    Field(
        name="proof",
        label=Text(zh="看过的证明", en="Proof seen"),
        hint=Text(zh="例如暂住证编号、发证派出所。", en="Such as the number of the old permit and who issued it."),
        maxlength=300,
    ),
)


@uploads.taking
@access.staff_page(*desk.POLICE)
def add(request: HttpRequest, permit_id: uuid.UUID) -> HttpResponse:
    """Count earlier time in full months, with the proof seen."""
    scope = access.of(request).scope
    permit = reading.open_permit(scope=scope, permit_id=permit_id, purpose="handling", at=clock.now())
    picture = uploads.taken(
        request,
        name="picture",
        purpose="proof",
        label=Text(zh="证明的照片", en="Photo of the proof"),
        where="counter_upload",
        looking="handling",
        camera="",
        required=False,
    )
    errors: dict[str, Text] = {}
    if request.method == "POST" and not picture.again:
        work = _add(request, permit_id, picture)
        answer, errors = desk.attempt(request, action="add_past_residence", work=work)
        if answer is not None:
            return HttpResponseRedirect(f"/counter/permits/{permit_id}/?done=added")
    context = {
        "permit": permit,
        "name": words.masked(permit.person.name),
        "fields": forms.filled(fields=FIELDS, values=request.POST, errors=errors),
        "picture": picture,
        "errors": errors,
    }
    return render(request, "counter/permit/past.html", context, status=422 if errors else 200)


def _add(request: HttpRequest, permit_id: uuid.UUID, picture: Pictures) -> Callable[[], dict[str, Any]]:
    scope, posted = access.of(request).scope, request.POST

    def work() -> dict[str, Any]:
        found = within.permit(scope, permit_id=permit_id)
        acts.add(
            person_id=found.person_id,
            from_on=desk.date(posted.get("from_on", ""), field="from_on"),
            until_on=desk.date(posted.get("until_on", ""), field="until_on"),
            proof=posted.get("proof", ""),
            upload_id=picture.ids[0] if picture.ids else None,
            by=scope.actor,
            at=clock.now(),
        )
        return {}

    return work


@require_POST
@access.staff_page(*desk.CHIEFS)
def remove(request: HttpRequest, permit_id: uuid.UUID, past_id: uuid.UUID) -> HttpResponse:
    """Take counted time back, with the reason."""
    scope, at, why = access.of(request).scope, clock.now(), request.POST.get("why", "")

    def work() -> dict[str, Any]:
        found = holding.past(permit=within.permit(scope, permit_id=permit_id), past_id=past_id)
        acts.remove(past_id=found.id, why=why, by=scope.actor, at=at)
        return {}

    answer, errors = desk.attempt(request, action="remove_past_residence", work=work)
    if answer is None:
        return pages.page(request, permit_id=permit_id, errors=errors)
    return HttpResponseRedirect(f"/counter/permits/{permit_id}/?done=removed")
