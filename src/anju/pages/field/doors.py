"""The first page of registering somebody: which door. Chosen from the own area, by the code on it, or written anew."""

import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render

from anju.actions import fieldwork as acts
from anju.law import place
from anju.law.codes import DwellingKind, choices
from anju.law.refusal import Refusal, Refusals
from anju.law.wording import Text
from anju.pages.field.rounds import ROLES
from anju.queries import fieldwork, places
from anju.queries.fieldwork import Door
from anju.queries.scope import Scope
from anju.web import access, clock, problems
from anju.web.forms import Field

_COMMUNITY = Text(zh="请选择社区或者村。", en="Please choose the community or village.")
# beyond this an area is looked up by name rather than listed
_LISTED = 60


@access.staff_page(*ROLES)
def find(request: HttpRequest) -> HttpResponse:
    """Show doors to choose from; choosing one begins an entry, or changes the door of the one under way."""
    scope = access.of(request).scope
    draft_id = request.POST.get("draft") or request.GET.get("draft", "")
    if request.method == "POST":
        door = fieldwork.known_door(scope=scope, text=request.POST.get("door", ""))
        if door is not None:
            return _go(scope, draft_id, _of(door))
    text = request.GET.get("q", "")
    known = fieldwork.known_door(scope=scope, text=text) if text else None
    found = (known,) if known is not None else fieldwork.doors(scope=scope, text=text)
    context = {
        "q": text,
        "doors": found,
        "several": len({door.community for door in found}) > 1,
        "draft": draft_id,
        "open": None if draft_id else fieldwork.open_draft(scope=scope),
        "missed": request.method == "POST",
    }
    return render(request, "field/assist/doors.html", context)


@access.staff_page(*ROLES)
def new(request: HttpRequest) -> HttpResponse:
    """Take an address that is not on file yet, checked part by part."""
    scope = access.of(request).scope
    draft_id = request.POST.get("draft") or request.GET.get("draft", "")
    typed = {name: request.POST.get(name, "") for name in ("community", "form", "dwelling", *place.LABELS)}
    errors: dict[str, Text] = {}
    if request.method == "POST":
        try:
            return _go(scope, draft_id, _typed(scope, typed))
        except (Refusal, Refusals) as error:
            errors = problems.of(error)
    fields = _fields(scope, typed, errors)
    context = {"fields": fields, "errors": errors, "draft": draft_id}
    return render(request, "field/assist/door.html", context, status=400 if errors else 200)


def _go(scope: Scope, draft_id: str, answers: dict[str, Any]) -> HttpResponse:
    if not draft_id:
        made = acts.begin(scope=scope, answers=answers, at=clock.now())
        return HttpResponseRedirect(f"/field/new/{made.id}/who/")
    held = fieldwork.draft(scope=scope, draft_id=_uuid(draft_id))
    acts.save(scope=scope, draft_id=held.id, version=held.version, changes=answers, at=clock.now())
    return HttpResponseRedirect(f"/field/new/{held.id}/check/")


def _uuid(text: str) -> uuid.UUID:
    try:
        return uuid.UUID(text)
    except ValueError:
        return uuid.UUID(int=0)


def _of(door: Door) -> dict[str, Any]:
    return {"community": door.community, "address": door.parts, "line": door.line, "dwelling": door.dwelling}


def _typed(scope: Scope, typed: dict[str, str]) -> dict[str, Any]:
    refusals: list[Refusal] = []
    if typed["community"] not in {code for code, _ in _communities(scope)}:
        refusals.append(Refusal("community_unknown", _COMMUNITY, field="community", rule="L11"))
    parts = None
    try:
        parts = place.read(typed)
    except Refusals as several:
        refusals += several.refusals
    if refusals or parts is None:
        raise Refusals(refusals)
    answers: dict[str, Any] = {"community": typed["community"], "address": parts.as_dict(), "line": parts.line}
    if typed["dwelling"] in {str(code.value) for code in DwellingKind}:
        answers["dwelling"] = typed["dwelling"]
    return answers


def _communities(scope: Scope) -> list[tuple[str, Text]]:
    found: list[tuple[str, Text]] = []
    for area in scope.areas:
        code = area.rstrip("/").rsplit("/", 1)[-1]
        own = places.community(code=code)
        held = [own] if own is not None else _below(code)
        found += [(one.code, Text(zh=one.short, en=one.english)) for one in held]
    return found[:_LISTED]


def _below(code: str) -> list[places.Place]:
    below = places.children(code=code)
    return [one for one in below if one.level == "community"]


def _fields(scope: Scope, typed: dict[str, str], errors: dict[str, Text]) -> list[Field]:
    communities = _communities(scope)
    form = typed["form"] or "road"
    only = communities[0][0] if len(communities) == 1 else ""
    fields = [
        Field(
            name="community",
            label=Text(zh="社区或村", en="Community or village"),
            kind="select",
            options=tuple(communities) if only else (("", Text(zh="请选择", en="Choose")), *communities),
            value=typed["community"] or only,
            error=errors.get("community", ""),
        ),
        Field(
            name="form",
            label=Text(zh="地址写法", en="Kind of address"),
            kind="radio",
            options=tuple(place.FORMS.items()),
            value=form,
        ),
    ]
    fields += [_part(name, typed, errors) for name in place.LABELS]
    fields.append(
        Field(
            name="dwelling",
            label=Text(zh="住所类型", en="Kind of dwelling"),
            kind="select",
            options=tuple(choices(DwellingKind)),
            value=typed["dwelling"] or "rented",
        )
    )
    return fields


def _part(name: str, typed: dict[str, str], errors: dict[str, Text]) -> Field:
    return Field(
        name=name,
        label=place.LABELS[name],
        value=typed[name],
        required=False,
        maxlength=place.LONGEST,
        inputmode="numeric" if name in {"number", "building", "unit", "room"} else "",
        error=errors.get(name, ""),
    )
