"""Answers to people: corrections of entries and requests about their data. Source: D9, L5, I10."""

import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render

from anju.actions import reading
from anju.actions import request as requests
from anju.actions import stay as stays
from anju.actions.stay import rewriting
from anju.law import codes, identity
from anju.law.codes import DwellingKind, StayReason
from anju.law.refusal import Refusal
from anju.law.wording import Text
from anju.pages.counter import desk, record
from anju.queries import files, pending, places
from anju.queries.files import View
from anju.web import access, clock, forms

_CHOOSE = Text(zh="请选择同意还是不同意。", en="Please choose whether to grant it.")
_MASKS = {"id_number": identity.mask_id, "phone": identity.mask_phone}


@access.staff_page(*desk.POLICE)
def corrections(request: HttpRequest) -> HttpResponse:
    """Show the requests for correction, the nearest limit first."""
    scope = access.of(request).scope
    page = desk.page_of(
        request,
        read=lambda after: pending.corrections(scope=scope, after=after),
        size=pending.SIZE,
        due=lambda row: row.due_on,
    )
    reading.listed(scope=scope, subject=("queue", "corrections"), at=clock.now(), detail={"rows": len(page.rows)})
    return render(request, "counter/corrections.html", {"page": page, "fields": rewriting.FIELDS})


@access.staff_page(*desk.POLICE)
def correction(request: HttpRequest, correction_id: uuid.UUID) -> HttpResponse:
    """Show what stands and what is wanted, masked; grant it, or refuse it with the reason."""
    scope = access.of(request).scope
    found = pending.correction(scope=scope, correction_id=correction_id)
    errors: dict[str, Text] = {}
    plain = ""
    choice = request.POST.get("choice", "")
    if request.method == "POST" and choice == "show":
        plain = reading.unmask_wanted(
            scope=scope, correction_id=correction_id, purpose=request.POST.get("purpose", ""), at=clock.now()
        )
    elif request.method == "POST":
        answer, errors = desk.attempt(request, action="answer_correction", work=lambda: _answer(request, correction_id))
        if answer is not None:
            return HttpResponseRedirect(f"/counter/files/{found.stay_id}/?done={answer['done']}")
    stay = reading.open_file(scope=scope, stay_id=found.stay_id, purpose="correction", at=clock.now())
    view = files.view(stay=stay, on=clock.today())
    context = {
        "correction": found,
        "stay": stay,
        "field": rewriting.FIELDS[found.field],
        "now_says": _now_says(view, found.field),
        "wanted": plain or _in_words(found.field, files.wanted(found)),
        "masked": found.field in _MASKS and not plain,
        "open": found.state == "asked",
        "purposes": forms.PURPOSES.items(),
        "why": request.POST.get("why", ""),
        "errors": errors,
    }
    return render(request, "counter/correction.html", context, status=422 if errors else 200)


def _answer(request: HttpRequest, correction_id: uuid.UUID) -> dict[str, Any]:
    by, at, choice = access.of(request).actor, clock.now(), request.POST.get("choice", "")
    if choice == "grant":
        stays.grant_correction(correction_id=correction_id, by=by, at=at)
        return {"done": "corrected"}
    if choice == "refuse":
        stays.refuse_correction(correction_id=correction_id, why=request.POST.get("why", ""), by=by, at=at)
        return {"done": "refused"}
    raise Refusal("not_an_option", _CHOOSE, field="choice", rule="D9")


def _now_says(view: View, field: str) -> object:
    words = record.words(view)
    stay = view.stay
    return {
        "name": stay.person.name,
        "id_number": view.masked["id_number"],
        "phone": view.masked["phone"],
        "hukou_county": words["hukou"],
        "arrived_on": stay.arrived_on.isoformat(),
        "reason": words["reason"],
        "dwelling": words["dwelling"],
        "workplace": stay.workplace,
    }[field]


def _in_words(field: str, wanted: str) -> object:
    if field in _MASKS:
        return _MASKS[field](wanted)
    if field in {"reason", "dwelling"}:
        return codes.label(StayReason if field == "reason" else DwellingKind, wanted)
    county = places.county(code=wanted) if field == "hukou_county" else None
    return county.full_name if county else wanted


@access.staff_page(*desk.CHIEFS)
def data_requests(request: HttpRequest) -> HttpResponse:
    """Show people's requests about their data, the nearest limit first."""
    scope = access.of(request).scope
    page = desk.page_of(
        request,
        read=lambda after: pending.requests(scope=scope, after=after),
        size=pending.SIZE,
        due=lambda row: row.due_on,
    )
    reading.listed(scope=scope, subject=("queue", "requests"), at=clock.now(), detail={"rows": len(page.rows)})
    return render(request, "counter/requests.html", {"page": page, "kinds": requests.KINDS})


@access.staff_page(*desk.CHIEFS)
def data_request(request: HttpRequest, request_id: uuid.UUID) -> HttpResponse:
    """Answer one request about someone's data; a refusal says why."""
    scope = access.of(request).scope
    found, stay = pending.request(scope=scope, request_id=request_id)
    errors: dict[str, Text] = {}
    if request.method == "POST":
        answer, errors = desk.attempt(request, action="answer_data", work=lambda: _answer_data(request, request_id))
        if answer is not None:
            return HttpResponseRedirect("/counter/requests/")
    reading.open_file(scope=scope, stay_id=stay.id, purpose="answering", at=clock.now())
    context = {
        "asked": found,
        "stay": stay,
        "kind": requests.KINDS[found.kind],
        "state_text": requests.STATES[found.state],
        "open": found.state == "asked",
        "words": request.POST.get("words", ""),
        "errors": errors,
    }
    return render(request, "counter/request.html", context, status=422 if errors else 200)


def _answer_data(request: HttpRequest, request_id: uuid.UUID) -> dict[str, Any]:
    choice = request.POST.get("choice", "")
    if choice not in {"grant", "refuse"}:
        raise Refusal("not_an_option", _CHOOSE, field="choice", rule="L5")
    requests.answer(
        request_id=request_id,
        granted=choice == "grant",
        words=request.POST.get("words", ""),
        by=access.of(request).actor,
        at=clock.now(),
    )
    return {"done": choice}
