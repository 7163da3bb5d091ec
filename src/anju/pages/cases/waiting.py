"""The queue, and the way to the next case."""

import uuid

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render

from anju.actions import reading
from anju.pages.cases import desk, listing
from anju.queries.case import queue
from anju.web import access, clock


@access.staff_page(desk.OFFICER)
def index(request: HttpRequest) -> HttpResponse:
    """Show the cases that wait, wages owed and the nearest limit first; an unknown filter is an error."""
    visitor = access.of(request)
    scope, now = visitor.scope, clock.now()
    state, mark = request.GET.get("state", "open"), request.GET.get("after", "")
    page = queue.page(scope=scope, on=clock.today(), state=state, after=queue.mark(mark), held=visitor.known)
    reading.listed(scope=scope, subject=("cases", state), at=now, detail={"rows": len(page.rows)})
    few = queue.few(scope=scope)
    context = {
        "page": page,
        "table": listing.QUEUE,
        "rows": listing.cells(page.rows, state=state),
        "state": state,
        "filters": tuple((key, text, _few(few.get(key, 0))) for key, text in queue.FILTERS.items()),
        "filter": queue.FILTERS[state],
        "first": not mark,
    }
    return render(request, "cases/queue.html", context)


def _few(count: int) -> str:
    return "" if not count else f"{queue.COUNTED}+" if count > queue.COUNTED else str(count)


@access.staff_page(desk.OFFICER)
def following(request: HttpRequest, case_id: uuid.UUID) -> HttpResponse:
    """Go to the case after this one, or back to an empty queue."""
    scope = access.of(request).scope
    state = request.GET.get("state", "open")
    case = queue.one(scope=scope, case_id=case_id)
    key = queue.following(scope=scope, on=clock.today(), state=state, after=queue.marked(case))
    if key is None:
        return HttpResponseRedirect("/cases/")
    home = "/cases/offered" if state == "offered" else "/cases"
    return HttpResponseRedirect(f"{home}/{key}/" + (f"?state={state}" if state != "open" else ""))
