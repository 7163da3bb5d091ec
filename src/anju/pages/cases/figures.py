"""How the own office and those below it do, by quarter, with what waits now. Source: I9, J3, J4, N5, N6."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from anju.actions import reading
from anju.law.absent import Absent
from anju.law.codes import Rating
from anju.pages.cases import desk, words
from anju.queries.case import figures, queue, report
from anju.queries.case.report import Line
from anju.web import access, clock


@access.staff_page(desk.OFFICER)
def index(request: HttpRequest) -> HttpResponse:
    """Show the figures of one quarter; who rated is told by nothing on it."""
    scope, today = access.of(request).scope, clock.today()
    quarters = report.quarters(on=today)
    key = request.GET.get("quarter", quarters[0].key)
    chosen = next((one for one in quarters if one.key == key), None)
    if chosen is None:
        raise Absent("quarter")
    found = report.of(scope=scope, quarter=chosen, on=today)
    reading.listed(scope=scope, subject=("figures", chosen.key), at=clock.now(), purpose="statistics")
    context = {
        "report": found,
        "quarters": quarters,
        "load": figures.load(scope=scope, on=today),
        "services": [(queue.service_name(key), line, _grades(line)) for key, line in found.services.items()],
        "months": found.months.items(),
        "grades": [words.grade_text(one) for one in Rating],
    }
    return render(request, "cases/figures.html", context)


def _grades(line: Line) -> list[int] | None:
    return None if line.grades is None else [line.grades[one] for one in Rating]
