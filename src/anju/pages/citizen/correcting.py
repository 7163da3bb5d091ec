"""Asking for a correction: which entry, what it should say, and why. Source: D9."""

import uuid
from collections.abc import Mapping

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render

from anju.actions import stay as stays
from anju.law import codes, entries
from anju.law.codes import DwellingKind, StayReason
from anju.law.refusal import Refusal
from anju.law.wording import Text
from anju.pages.citizen import guard, looking
from anju.pages.citizen.declare import fields
from anju.queries import mine, places
from anju.web import access, clock, forms, once, problems

_KINDS: Mapping[str, str] = {"phone": "tel", "arrived_on": "date"}
_WHY = forms.Field(
    name="why",
    label=Text(zh="为什么要改", en="Why it should be changed"),
    hint=Text(zh="例如：当时打错了一个字。", en="Such as: one character was mistyped."),
    kind="textarea",
    rows=2,
    required=False,
    maxlength=300,
)


@guard.page
def choose(request: HttpRequest, stay_id: uuid.UUID) -> HttpResponse:
    """Show the entries with what they say, to choose the wrong one."""
    detail = mine.stay(who=guard.who(request), stay_id=stay_id, on=clock.today())
    looking.own(request, stay=detail.stay)
    waiting = {one.correction.field for one in detail.asked if one.correction.state == "asked"}
    rows = [(name, label, _present(detail, name), name in waiting) for name, label in entries.ENTRIES.items()]
    return render(request, "citizen/my/correct.html", {"detail": detail, "rows": rows})


@guard.page
def ask(request: HttpRequest, stay_id: uuid.UUID, field: str) -> HttpResponse:
    """Ask what the entry should say, and send the request."""
    if field not in entries.ENTRIES:
        raise Http404
    detail = mine.stay(who=guard.who(request), stay_id=stay_id, on=clock.today())
    looking.own(request, stay=detail.stay)
    kept = guard.kept(request)
    typed = {name: str(request.POST.get(name) or kept.get(name) or "").strip()[:300] for name in ("wanted", "why")}
    errors: dict[str, Text] = {}
    if request.method == "POST":
        wanted = fields.iso(typed["wanted"]) if field == "arrived_on" else _code(field, typed["wanted"])
        errors = _send(request, stay_id, field, wanted, typed["why"])
        if not errors:
            return HttpResponseRedirect(f"/my/stays/{stay_id}/?done=corrected#corrections")
    shown = forms.filled(fields=[_wanted(field, typed["wanted"]), _WHY], values=typed, errors=errors)
    context = {
        "detail": detail,
        "label": entries.ENTRIES[field],
        "present": _present(detail, field),
        "fields": shown,
        "errors": errors,
    }
    return render(request, "citizen/my/correct_entry.html", context, status=422 if errors else 200)


def _send(request: HttpRequest, stay_id: uuid.UUID, field: str, wanted: str, why: str) -> dict[str, Text]:
    def work() -> dict[str, str]:
        made = stays.ask_correction(
            stay_id=stay_id, field=field, wanted=wanted, why=why, by=access.of(request).actor, at=clock.now()
        )
        return {"correction": str(made.id)}

    try:
        once.post(
            request,
            action="ask_correction",
            content={"stay": str(stay_id), "field": field, "wanted": wanted, "why": why},
            do=work,
        )
    except Refusal as refusal:
        return problems.of(refusal)
    return {}


def _wanted(field: str, typed: str) -> forms.Field:
    label = Text(zh="应该是", en="It should say")
    tables: Mapping[str, type[codes.Code]] = {"reason": StayReason, "dwelling": DwellingKind}
    if field in tables:
        return forms.Field(name="wanted", label=label, kind="radio", options=tuple(codes.choices(tables[field])))
    if field == "hukou_county":
        hint = Text(zh="写县（市、区）的名字，例如：金水区", en="The county's name in Chinese, such as 金水区")
        found = places.search_counties(text=typed, limit=12) if typed else []
        if len(found) > 1:
            options = tuple((one.code, Text(zh=one.full_name, en=one.full_name)) for one in found)
            return forms.Field(name="wanted", label=label, kind="radio", options=options)
        return forms.Field(name="wanted", label=label, hint=hint, maxlength=60)
    return forms.Field(name="wanted", label=label, kind=_KINDS.get(field, "text"), maxlength=120)


def _code(field: str, typed: str) -> str:
    """Return the code of a county typed by name, where the name tells it; else what was typed."""
    if field != "hukou_county" or places.county(code=typed) is not None:
        return typed
    found = places.search_counties(text=typed, limit=2)
    return found[0].code if len(found) == 1 else typed


def _present(detail: "mine.Detail", field: str) -> object:
    stay = detail.stay
    county = places.county(code=detail.hukou_county) if field == "hukou_county" else None
    shown: Mapping[str, object] = {
        "name": stay.person.name,
        "id_number": detail.masked_id,
        "phone": detail.phone,
        "hukou_county": county.full_name if county is not None else detail.hukou_county,
        "arrived_on": stay.arrived_on,
        "reason": codes.label(StayReason, stay.reason),
        "dwelling": codes.label(DwellingKind, stay.address.dwelling),
        "workplace": stay.workplace,
    }
    return shown[field]
