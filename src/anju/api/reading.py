"""Searching, following, opening, places: reads, each written down before the answer leaves. Source: L2, L12."""

import uuid
from typing import Annotated, Any

from django.http import HttpRequest
from ninja import Body, Query, Router

from anju.actions import reading
from anju.api import cursors, entry, problems
from anju.api.schema.base import ProblemAnswer
from anju.api.schema.reading import (
    FileAnswer,
    OpenSent,
    PageAnswer,
    PlacesAnswer,
    RecordAnswer,
    SearchAnswer,
    SearchSent,
)
from anju.law import identity
from anju.law.codes import Purpose
from anju.queries import files, find, places, queue
from anju.queries.files import View
from anju.web import clock

router = Router(tags=["Reading"])


@router.post(
    "/search",
    auth=entry.Token("search"),
    response={200: SearchAnswer, problems.CODES: ProblemAnswer},
    openapi_extra=entry.scope_note("search"),
)
def search(request: HttpRequest, sent: Body[SearchSent]) -> dict[str, Any]:
    """Search for a person in your area by ID number, name and birth date, phone or number. Source: L2.

    Each hit is a read of that person's record, with the purpose stated.
    """
    query = find.read(kind=sent.kind, text=sent.text, birth=sent.birth, today=clock.today())
    found = reading.search(scope=entry.of(request).scope, query=query, purpose=sent.purpose, at=clock.now())
    hits = [
        {
            "stay": hit.stay_id,
            "person": hit.person_id,
            "name": hit.name,
            "sex": hit.sex,
            "birth_on": hit.birth_on,
            "id_number": hit.id_number,
            "community": hit.community,
            "state": hit.state,
            "number": hit.number,
            "on": hit.on,
        }
        for hit in found.hits
    ]
    return {"hits": hits, "more": found.more}


@router.get(
    "/files",
    auth=entry.Token("follow", asks=("state", "limit", "cursor")),
    response={200: PageAnswer, problems.CODES: ProblemAnswer},
    openapi_extra=entry.scope_note("follow"),
)
def waiting(
    request: HttpRequest,
    state: Annotated[str, Query(max_length=20)] = "open",
    limit: Annotated[int, Query(ge=1, le=100)] = 50,
    cursor: Annotated[str, Query(max_length=400, description="The `next` of the page before.")] = "",
) -> dict[str, Any]:
    """List the files that wait in your area, the nearest limit first. Source: B3, B7.

    `state`: open, declared, to_verify, returned, overdue or provisional.
    """
    machine, at = entry.of(request), clock.now()
    reading.listed(scope=machine.scope, subject=("queue", state), at=at)
    purpose = f"{machine.actor.owner}:{state}"
    after = queue.cursor(cursors.opened(cursor, purpose=purpose))
    page = queue.page(
        scope=machine.scope, at=at, on=clock.today(), state=state, after=after, size=limit, held=machine.held
    )
    rows = [
        {
            "id": row.id,
            "number": row.number,
            "state": row.state,
            "name": row.name,
            "community": row.community,
            "declared_at": row.declared_at,
            "check_due_on": row.check_due_on,
            "provisional": row.check_due_provisional,
        }
        for row in page.rows
    ]
    return {"rows": rows, "next": cursors.sealed(page.after.text, purpose=purpose) if page.after else None}


@router.get(
    "/files/{stay_id}",
    auth=entry.Token("follow"),
    response={200: FileAnswer, problems.CODES: ProblemAnswer},
    openapi_extra=entry.scope_note("follow"),
)
def follow(request: HttpRequest, stay_id: uuid.UUID) -> dict[str, Any]:
    """Tell where a file stands. Source: B7, L12."""
    scope = entry.of(request).scope
    stay = reading.open_file(scope=scope, stay_id=stay_id, purpose=str(Purpose.HANDLING), at=clock.now())
    return _standing(files.view(stay=stay, on=clock.today()))


@router.post(
    "/files/{stay_id}/open",
    auth=entry.Token("search"),
    response={200: RecordAnswer, problems.CODES: ProblemAnswer},
    openapi_extra=entry.scope_note("search"),
)
def open_record(request: HttpRequest, stay_id: uuid.UUID, sent: Body[OpenSent]) -> dict[str, Any]:
    """Open a record, masked; name the values you need in full, each is a read of its own. Source: L2."""
    scope, at = entry.of(request).scope, clock.now()
    stay = reading.open_file(scope=scope, stay_id=stay_id, purpose=sent.purpose, at=at)
    view = files.view(stay=stay, on=clock.today())
    plain = {
        field: reading.unmask(scope=scope, stay_id=stay_id, field=field, purpose=sent.purpose, at=at)
        for field in dict.fromkeys(sent.unmask)
    }
    person = stay.person
    return {
        **_standing(view),
        "person": person.id,
        "name": identity.mask_name(person.name),
        "sex": person.sex,
        "birth_on": person.birth_on,
        "hukou_county": person.hukou_county,
        "id_number": view.masked["id_number"],
        "phone": view.masked["phone"],
        "address": "".join(view.places) + view.masked["address"],
        "community": stay.community.code,
        "dwelling": stay.address.dwelling,
        "reason": stay.reason,
        "arrived_on": stay.arrived_on,
        "counted_from": stay.counted_from,
        "confirmed_on": stay.confirmed_on,
        "plain": plain,
    }


@router.get(
    "/places",
    auth=entry.Token("", asks=("q", "limit")),
    response={200: PlacesAnswer, problems.CODES: ProblemAnswer},
)
def communities(
    request: HttpRequest, q: Annotated[str, Query(max_length=60)], limit: Annotated[int, Query(ge=1, le=100)] = 20
) -> dict[str, Any]:
    """Find communities by name, part of it, pinyin, initials or code."""
    found = places.search_communities(text=q, limit=limit)
    return {
        "places": [{"code": one.code, "name": one.name, "street": one.street, "county": one.county} for one in found]
    }


def _standing(view: View) -> dict[str, Any]:
    stay, notice = view.stay, view.open_completion
    receipt = next((one.number for one in view.receipts if one.replaced_at is None), None)
    return {
        "id": stay.id,
        "number": stay.number,
        "state": stay.state,
        "version": stay.version,
        "declared_at": stay.declared_at,
        "due_on": stay.due_on,
        "check_due_on": stay.check_due_on,
        "registered_on": stay.registered_on,
        "ended_on": stay.ended_on,
        "end_reason": stay.end_reason,
        "receipt": receipt,
        "missing": notice.missing if notice else [],
    }
