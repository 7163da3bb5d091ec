"""The queue, and the way to the next file."""

import uuid

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render

from anju.actions import reading
from anju.pages.counter import desk, listing
from anju.queries import queue
from anju.queries import scope as scopes
from anju.web import access, clock


@access.staff_page(*desk.ROLES)
def index(request: HttpRequest) -> HttpResponse:
    """Show the files that wait, the nearest limit first; an unknown filter is an error."""
    visitor = access.of(request)
    scope, now = visitor.scope, clock.now()
    state, mark = request.GET.get("state", "open"), request.GET.get("after", "")
    page = queue.page(scope=scope, at=now, on=clock.today(), state=state, after=queue.cursor(mark), held=visitor.known)
    reading.listed(scope=scope, subject=("queue", state), at=now, detail={"rows": len(page.rows)})
    context = {
        "page": page,
        "table": listing.TABLE,
        "rows": listing.cells(page.rows, state=state),
        "state": state,
        "filters": tuple(queue.FILTERS.items()),
        "filter": queue.FILTERS[state],
        "first": not mark,
        "scope": scope,
    }
    return render(request, "counter/queue.html", context)


@access.staff_page(*desk.ROLES)
def following(request: HttpRequest, stay_id: uuid.UUID) -> HttpResponse:
    """Go to the file after this one, or back to an empty queue."""
    scope = access.of(request).scope
    state = request.GET.get("state", "open")
    stay = scopes.stay(scope, stay_id=stay_id)
    key = queue.following(scope=scope, on=clock.today(), state=state, stay=stay)
    if key is None:
        return HttpResponseRedirect("/counter/")
    return HttpResponseRedirect(f"/counter/files/{key}/" + (f"?state={state}" if state != "open" else ""))
