"""Who moves along: those one acts for at the address one leaves. Source: D1."""

import uuid

from django.http import HttpRequest, HttpResponse

from anju.law.wording import Text
from anju.pages.citizen import guard
from anju.pages.citizen.declare import flow
from anju.pages.citizen.declare.flow import Page
from anju.queries import mine
from anju.web import clock, forms

_WHO = Text(zh="谁和您一起搬？", en="Who moves with you?")
_HINT = Text(zh="不勾的人还登记在原来的地址。", en="Whoever is not ticked stays registered at the old address.")


def some(request: HttpRequest, at: Page) -> HttpResponse:
    """Ask who moves along, and keep only those whom the resident acts for."""
    who = guard.who(request)
    before = mine.stay(who=who, stay_id=uuid.UUID(str(at.draft.answers.get("before"))), on=clock.today()).stay
    wards = mine.wards_to_move(who=who, stay=before)
    field = forms.Field(
        name="wards",
        label=_WHO,
        hint=_HINT,
        kind="checks",
        options=tuple((str(ward.id), ward.person.name) for ward in wards),
        required=False,
        ask=True,
    )
    errors: dict[str, Text] = {}
    chosen = at.draft.answers.get("wards")
    values = {"wards": chosen if isinstance(chosen, list) else [value for value, _ in field.options]}
    if request.method == "POST":
        allowed = {value for value, _ in field.options}
        values = {"wards": [value for value in request.POST.getlist("wards") if value in allowed]}
        kept = flow.save(request, at, changes=values)
        if isinstance(kept, HttpResponse):
            return kept
        errors = kept
    shown = forms.filled(fields=[field], values=values, errors=errors)
    return flow.show(request, at, template="citizen/declare/step.html", errors=errors, fields=shown)
