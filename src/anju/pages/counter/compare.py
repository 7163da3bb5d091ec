"""Two records side by side: the same person, or not; an officer decides and it is remembered. Source: B5, I10."""

import uuid
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render

from anju.actions import hold, person, reading
from anju.actions import stay as stays
from anju.law import stay as law
from anju.law.absent import Absent
from anju.law.refusal import Refusal
from anju.law.wording import Text
from anju.pages.counter import desk, record, words
from anju.queries import files, find
from anju.queries import scope as scopes
from anju.queries.files import View
from anju.web import access, clock

_CHOOSE = Text(zh="请选择是不是同一人。", en="Please choose whether they are one person.")


@dataclass(frozen=True)
class Line:
    """One trait of both records."""

    label: Text
    one: object
    other: object
    same: bool | None


@access.staff_page(*desk.POLICE)
def compare(request: HttpRequest, stay_id: uuid.UUID, person_id: uuid.UUID) -> HttpResponse:
    """Lay a file beside another record, in scope or the holder of the same ID number elsewhere (B5)."""
    scope = access.of(request).scope
    stay = scopes.stay(scope, stay_id=stay_id)
    other = find.latest(scope=scope, person_id=person_id)
    holder = find.holder(scope=scope, id_index=bytes(stay.person.id_index), but=stay.person_id)
    exact = holder is not None and holder.person_id == person_id
    if (other is None and not exact) or person_id == stay.person_id:
        raise Absent("person")
    errors: dict[str, Text] = {}
    if request.method == "POST":
        answer, errors = desk.attempt(
            request, action="compare", work=lambda: _decide(request, stay, other, person_id, exact=exact)
        )
        if answer is not None:
            hold.release(stay_id=stay_id, by=scope.actor)
            return HttpResponseRedirect(f"/counter/files/{stay_id}/?done={answer['done']}")
    reading.compared(scope=scope, stay=stay, other_id=person_id, at=clock.now())
    context = {
        "stay": stay,
        "other": other,
        "exact": exact,
        "holder": holder,
        "lines": _lines(files.view(stay=stay, on=clock.today()), files.view(stay=other, on=clock.today()))
        if other is not None
        else (),
        "states": law.STATES,
        "waits": stay.state in law.OPEN,
        "present": "present" in request.POST,
        "errors": errors,
        "version": request.POST.get("version", stay.version),
    }
    return render(request, "counter/compare.html", context, status=422 if errors else 200)


def _decide(request: HttpRequest, stay: Any, other: Any, person_id: uuid.UUID, *, exact: bool) -> dict[str, Any]:
    by, at = access.of(request).actor, clock.now()
    choice = request.POST.get("choice", "")
    if choice == "distinct" and other is not None and not exact:
        person.tell_distinct(one=stay.person, other=other.person, by=by, at=at)
        return {"done": "distinct"}
    if choice == "same" and exact:
        present = request.POST.get("present") == "yes"
        stays.accept(stay_id=stay.id, by=by, at=at, version=desk.version(request), same_as=person_id, present=present)
        return {"done": "accepted"}
    raise Refusal("choose", _CHOOSE, field="choice", rule="B5")


def _lines(one: View, other: View) -> tuple[Line, ...]:
    mine, theirs = record.words(one), record.words(other)
    first, second = one.stay, other.stay
    a, b = first.person, second.person
    return (
        Line(record.LABELS["name"], a.name, b.name, a.name == b.name),
        Line(record.LABELS["sex"], mine["sex"], theirs["sex"], a.sex == b.sex),
        Line(record.LABELS["birth_on"], a.birth_on, b.birth_on, a.birth_on == b.birth_on),
        Line(
            files.SEALED["id_number"],
            one.masked["id_number"],
            other.masked["id_number"],
            bytes(a.id_index) == bytes(b.id_index),
        ),
        Line(files.SEALED["phone"], one.masked["phone"], other.masked["phone"], _same(a.phone_index, b.phone_index)),
        Line(record.LABELS["hukou"], mine["hukou"], theirs["hukou"], a.hukou_county == b.hukou_county),
        Line(
            record.LABELS["community"],
            words.place_name(first.community.name),
            words.place_name(second.community.name),
            first.community_id == second.community_id,
        ),
        Line(
            files.SEALED["address"],
            one.masked["address"],
            other.masked["address"],
            first.address_id == second.address_id,
        ),
        Line(record.LABELS["reason"], mine["reason"], theirs["reason"], None),
        Line(record.LABELS["arrived_on"], first.arrived_on, second.arrived_on, None),
        Line(record.LABELS["state"], law.STATES[first.state], law.STATES[second.state], None),
        Line(record.LABELS["registered_on"], first.registered_on, second.registered_on, None),
        Line(record.LABELS["number"], first.number, second.number, None),
    )


def _same(one: bytes | memoryview | None, other: bytes | memoryview | None) -> bool | None:
    return bytes(one) == bytes(other) if one and other else None
