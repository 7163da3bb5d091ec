"""What the board and the register did in a month, for the labour offices, by county or street. Source: N5, N6, O1."""

import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from anju.law.absent import Absent
from anju.queries.job import figures
from anju.web import access, clock


@access.staff_page("officer")
def index(request: HttpRequest) -> HttpResponse:
    """Show a month's figures; numbers of people too small to be told are left out."""
    scope = access.of(request).scope
    by = request.GET.get("by", "county" if scope.unit.level == "city" else "street")
    if by not in {"county", "street"}:
        raise Absent("by")
    table = figures.month(scope, of=_month(request), by=by)
    before = table.month - datetime.timedelta(days=1)
    after = (table.month + datetime.timedelta(days=32)).replace(day=1)
    context = {
        "table": table,
        "columns": figures.COLUMNS.values(),
        "by": by,
        "before": before.strftime("%Y-%m"),
        "after": after.strftime("%Y-%m") if after <= clock.today() else "",
    }
    return render(request, "jobs/figures.html", context)


def _month(request: HttpRequest) -> datetime.date:
    typed = request.GET.get("month", "")
    if not typed:
        return clock.today()
    try:
        return datetime.datetime.strptime(typed, "%Y-%m").replace(tzinfo=datetime.UTC).date()
    except ValueError as error:
        raise Absent("month") from error
