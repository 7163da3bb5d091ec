"""What waits at an office: disputes, urgent ones first; lawyers that are owed; and how it all came out. Source: I7, I9, N6."""

import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from anju.actions import reading
from anju.law import city
from anju.law.absent import Absent
from anju.law.dispute import kinds, life
from anju.law.refusal import Refusal
from anju.law.wording import Text
from anju.queries.case import queue as cases
from anju.queries.dispute import aid, figures, queue
from anju.queries.scope import Scope
from anju.web import access, clock, paging

SALT = "anju.disputes"
_NOT_BEGUN = Text(zh="还没有开始", en="Not begun")
_TO_CLOSE = Text(zh="{state}，等着办结", en="{state}; to be closed")
_CASE_TAKEN = ("taken", "asked", "proposed")


def scope_of(request: HttpRequest) -> Scope:
    """Return the scope of an officer of the labour or justice offices; for everyone else the page does not exist."""
    found = access.of(request).scope
    if found.unit.department not in kinds.DEPARTMENTS:
        raise Absent("disputes")
    return found


@access.staff_page("officer")
def index(request: HttpRequest) -> HttpResponse:
    """Show one list of the office's disputes and its subtree's: urgent first, then the nearest limit."""
    scope = scope_of(request)
    state, cursor = request.GET.get("state", "open"), request.GET.get("after", "")
    try:
        found = queue.page(
            scope=scope, on=clock.today(), state=state, after=queue.cursor(paging.decode(cursor, salt=SALT))
        )
    except Refusal as error:
        raise Absent("state") from error
    reading.listed(scope=scope, subject=("disputes", state), at=clock.now())
    more = paging.encode(queue.key(found.rows[-1]), salt=SALT) if found.more else ""
    context = {
        "rows": [(row, cases.service_name(row.service), _stands(row)) for row in found.rows],
        "state": state,
        "states": queue.FILTERS.items(),
        "more": more,
        "first": not cursor,
        "justice": scope.unit.department == "justice",
    }
    return render(request, "disputes/index.html", context)


@access.staff_page("officer")
def lawyers(request: HttpRequest) -> HttpResponse:
    """Show granted legal aid without a lawyer, the nearest last day first; a justice office's only."""
    scope = scope_of(request)
    if scope.unit.department != "justice":
        raise Absent("lawyers")
    cursor = request.GET.get("after", "")
    rows = aid.waiting(scope=scope, after=aid.cursor(paging.decode(cursor, salt=SALT)))
    reading.listed(scope=scope, subject=("disputes", "lawyers"), at=clock.now())
    page = paging.page(rows=rows, size=aid.SIZE, cursor=cursor, key=lambda row: (row.due_on, row.key), salt=SALT)
    return render(request, "disputes/lawyers.html", {"page": page})


@access.staff_page("officer")
def figured(request: HttpRequest) -> HttpResponse:
    """Show how the disputes begun in a year came out, by kind and outcome; small numbers are not shown."""
    scope = scope_of(request)
    this = clock.today().year
    text = request.GET.get("year", "")
    if text and not (text.isascii() and text.isdigit() and len(text) == 4 and this - 10 <= int(text) <= this):
        raise Absent("year")
    year = int(text or this)
    start, end = (datetime.datetime(one, 1, 1, tzinfo=city.TIME) for one in (year, year + 1))
    found = figures.of(scope=scope, start=start, end=end)
    shown = {"justice": ("people",), "human_resources": ("wages", "labour", "arbitration")}[scope.unit.department]
    rows = [
        (kinds.KINDS[kind], [(life.STATES[state], cell) for state, cell in cells.items() if cell.count != 0])
        for kind, cells in found.rows.items()
        if kind in shown
    ]
    context = {
        "found": found,
        "rows": rows,
        "year": year,
        "years": range(this, this - 4, -1),
        "justice": scope.unit.department == "justice",
    }
    return render(request, "disputes/figures.html", context)


def _stands(row: queue.Row) -> Text:
    if not row.state:
        return _NOT_BEGUN
    state = life.STATES[row.state]
    over = row.state not in life.OPEN and row.case_state in _CASE_TAKEN
    return _TO_CLOSE.format(state=state) if over else state
