"""A person's own requests for relief: how they stand, what was decided and why, what to do against it. Source: I10, L12."""

import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from anju.actions import relief
from anju.law import relief as law
from anju.law.absent import Absent
from anju.queries import visitors
from anju.queries.relief import record
from anju.web import access, clock


@access.resident_page
def index(request: HttpRequest) -> HttpResponse:
    """Show one's own requests and those of one's wards."""
    who = access.of(request).resident
    if who is None:
        raise Absent("resident")
    people = [bound.person for bound in visitors.bound_people(who=who)]
    rows = [(person, one) for person in people for one in record.of_person(person_id=person.id, on=clock.today())]
    return render(request, "relief/mine.html", {"rows": rows})


@access.resident_page
def one(request: HttpRequest, relief_id: uuid.UUID) -> HttpResponse:
    """Show one request; that it was looked at is on record."""
    held = relief.open_own(relief_id=relief_id, by=access.of(request).actor, at=clock.now())
    found = record.detail(held, on=clock.today())
    context = {
        "found": found,
        "relief": held,
        "reason": next((step.words.get("reason", "") for step in found.steps if step.what == "refused"), ""),
        "article": law.ARTICLE,
        "remedy": law.REMEDY,
    }
    return render(request, "relief/mine_one.html", context)
