"""A walk-in on one screen: registered in one act with the receipt; at a street hall declared for the person. Source: B4–B6."""

import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_POST

from anju.actions import reading
from anju.actions import stay as stays
from anju.law import declaration, identity
from anju.law.codes import Purpose, Sex
from anju.law.codes import label as label_of
from anju.law.refusal import Refusal
from anju.law.wording import Text
from anju.pages.counter import desk, form
from anju.queries import find, places
from anju.queries.scope import Scope
from anju.web import access, clock

_ELSEWHERE = Text(
    zh="请从列表中选择本单位管辖的社区或者村。",
    en="Please choose a community or village of your own area from the list.",
)


@access.staff_page(*desk.ROLES)
def new(request: HttpRequest) -> HttpResponse:
    """Register a walk-in in one act, or declare for them where the role can't accept."""
    visitor = access.of(request)
    errors: dict[str, Text] = {}
    registers = visitor.may("register")
    if request.method == "POST" and "find" not in request.POST:
        answer, errors = desk.attempt(
            request, action="register" if registers else "declare", work=lambda: _write(request, registers=registers)
        )
        if answer is not None:
            return HttpResponseRedirect(
                f"/counter/files/{answer['stay']}/?done={'registered' if registers else 'declared'}"
            )
    chosen = places.community(code=request.POST.get("community", ""))
    county = places.county(code=request.POST.get("hukou_county", ""))
    number = _number(request, request.POST.get("id_number", "")) if request.method == "POST" else {}
    context = {
        **form.shown(data=request.POST, errors=errors, today=clock.today()),
        **number,
        "registers": registers,
        "errors": errors,
        "communities": [chosen] if chosen else _communities(request, request.POST.get("community_text", "")),
        "community": chosen.code if chosen else "",
        "community_text": request.POST.get("community_text", ""),
        "counties": [county]
        if county
        else number.get("counties", []) or places.search_counties(text=request.POST.get("county_text", "")),
        "hukou_county": county.code if county else number.get("hukou_county", ""),
        "county_text": request.POST.get("county_text", ""),
        "same_as": request.POST.get("same_as", ""),
        "minors_late": errors.get("minors", ""),
    }
    return render(request, "counter/new.html", context, status=422 if errors else 200)


def _write(request: HttpRequest, *, registers: bool) -> dict[str, Any]:
    scope, at = access.of(request).scope, clock.now()
    declared = declaration.read(form.raw(request.POST), today=clock.today(), counties=places.known_counties())
    if not any(place.code == declared.community for place in _own(scope, declared.community)):
        raise Refusal("community_unknown", _ELSEWHERE, field="community", rule="L11")
    if not registers:
        filed = stays.declare(declared=declared, channel="counter", by=scope.actor, at=at)
        return {"stay": str(filed.main.id)}
    same = request.POST.get("same_as", "")
    filed, receipts = stays.register(declared=declared, channel="counter", by=scope.actor, at=at, same_as=_key(same))
    return {"stay": str(filed.main.id), "receipts": [receipt.number for receipt in receipts]}


def _own(scope: Scope, code: str) -> list[places.Place]:
    found = places.community(code=code)
    return [found] if found is not None and any(found.path.startswith(area) for area in scope.areas) else []


def _key(text: str) -> uuid.UUID | None:
    try:
        return uuid.UUID(text)
    except ValueError:
        return None


@access.staff_page(*desk.ROLES)
def communities(request: HttpRequest) -> HttpResponse:
    """Answer a community search with choices, never a tree: by name, part of it, pinyin or initials, in the own area."""
    context = {
        "communities": _communities(request, request.GET.get("community_text", "")),
        "community_text": request.GET.get("community_text", ""),
    }
    return render(request, "counter/communities.html", context)


@access.staff_page(*desk.ROLES)
def counties(request: HttpRequest) -> HttpResponse:
    """Answer a search for the county of the household register with choices."""
    text = request.GET.get("county_text", "")
    return render(
        request, "counter/counties.html", {"counties": places.search_counties(text=text, limit=8), "county_text": text}
    )


@require_POST
@access.staff_page(*desk.ROLES)
def number(request: HttpRequest) -> HttpResponse:
    """Tell what an ID number says, and who is on file under it inside the scope (B5); by POST, so that no log has it."""
    context = _number(request, request.POST.get("id_number", ""))
    return render(
        request,
        "counter/number.html",
        {
            **context,
            "fragment": True,
            "registers": access.of(request).may("register"),
            "same_as": request.POST.get("same_as", ""),
        },
    )


def _number(request: HttpRequest, text: str) -> dict[str, Any]:
    if not text.strip():
        return {}
    try:
        read = identity.check_id_number(text, on=clock.today())
    except Refusal as refusal:
        return {"number_problem": refusal.text}
    scope, now = access.of(request).scope, clock.now()
    query = find.Query("id_number", read.number)
    found = reading.search(scope=scope, query=query, purpose=Purpose.HANDLING, at=now, stated=False)
    holder = find.holder_of(scope=scope, id_number=read.number) if access.of(request).may("register") else None
    if holder is not None and not holder.inside:
        reading.number_taken(scope=scope, person_id=holder.person_id, at=now)
    county = places.county(code=read.area_code)
    return {
        "birth_on": read.birth_on,
        "sex": label_of(Sex, read.sex),
        "age": read.age(on=clock.today()),
        "area_warning": None if county else declaration.AREA_UNKNOWN,
        "holder": holder,
        "hits": found.hits,
        "counties": [county] if county else [],
        "hukou_county": county.code if county else "",
    }


def _communities(request: HttpRequest, text: str) -> list[places.Place]:
    found: list[places.Place] = []
    for area in access.of(request).scope.areas:
        found += places.search_communities(text=text, within=area, limit=12)
    return found[:12]
