"""May I settle here, and what is missing? Tried by anybody, or with what the register knows; nothing is stored. Source: I8, I10.

An officer decides; this only lays out the rule set of the county beside what one has.
"""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from anju.actions import resident as residents
from anju.law.facts import Value
from anju.law.wording import Text
from anju.queries import places, settlement, visitors
from anju.queries.settlement import Known
from anju.web import access, clock, forms, rights

FIRST = ("registered", "owns_dwelling", "has_lease", "works", "has_licence", "insured_months")
_CHOOSE = Text(zh="请选择", en="Please choose")
_COUNTY = Text(zh="请选择想落户的县（市、区）。", en="Please choose the county.")


def index(request: HttpRequest) -> HttpResponse:
    """Ask for the county and what one has; show what is met and what is missing."""
    on = clock.today()
    known = _known(request)
    facts: dict[str, Value] = dict(known.facts) if known is not None else {}
    chosen = request.POST.get("county", known.county if known is not None else "")
    counties = [(one.code, Text(zh=one.name, en=one.english)) for one in places.children(code=settings.CITY)]
    told, errors = rights.read(data=request.POST, on=on) if request.method == "POST" else ({}, {})
    told = {name: value for name, value in told.items() if facts.get(name) is None}
    if request.method == "POST" and chosen not in {code for code, _ in counties}:
        errors["county"] = _COUNTY
    shown = not errors and (request.method == "POST" or known is not None) and bool(chosen)
    checked = settlement.check(county=chosen, told={**told, **facts}, on=on) if shown else None
    asked = [name for name in FIRST if facts.get(name) is None]
    if checked is not None:
        more = [name for name in rights.missing(checked.items) if name not in asked and facts.get(name) is None]
        asked = [*asked, *more]
    county = forms.Field(
        name="county",
        label=Text(zh="想在哪里落户？", en="Where do you want to settle?"),
        kind="select",
        options=(("", _CHOOSE), *counties),
        value=chosen,
        error=errors.get("county", ""),
    )
    context = {
        "checked": checked,
        "known": known,
        "parts": rights.parts(checked.items, on=on) if checked is not None else [],
        "fields": [county, *rights.fields(names=asked, data=request.POST.dict(), errors=errors)],
        "errors": errors,
    }
    return render(request, "settlement/index.html", context, status=422 if errors else 200)


def _known(request: HttpRequest) -> Known | None:
    visitor = access.of(request)
    if visitor.resident is None:
        return None
    found = settlement.known(who=visitor.resident, on=clock.today())
    if found is not None:
        residents.looked(stay=found.stay, by=visitors.resident_actor(who=visitor.resident), at=clock.now())
    return found
