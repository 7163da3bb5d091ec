"""Public rental housing for everybody: rounds, the list by number with masked names, results. Source: I6."""

import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from anju.law.rental import order
from anju.queries.rental import public
from anju.web import clock, paging


def index(request: HttpRequest) -> HttpResponse:
    """Show the housing offices that keep a list, and by which rules they do."""
    context = {"offices": public.offices(on=clock.today()), "rules": order.RULES}
    return render(request, "rental/index.html", context)


def office(request: HttpRequest, unit_id: uuid.UUID) -> HttpResponse:
    """Show an office's rounds and its list."""
    found = public.office(unit_id=unit_id)
    cursor = request.GET.get("after", "")
    rows = public.listed(unit_id=unit_id, after=paging.decode(cursor) or ())
    context = {
        "office": found,
        "today": clock.today(),
        "rounds": public.rounds(unit_id=unit_id),
        "page": paging.page(rows=rows, size=public.PAGE, cursor=cursor, key=lambda row: row.key),
        "rules": order.RULES,
    }
    return render(request, "rental/office.html", context)


def results(request: HttpRequest, unit_id: uuid.UUID) -> HttpResponse:
    """Show the allotments of an office, those that are published first."""
    cursor = request.GET.get("after", "")
    rows = public.results(unit_id=unit_id, on=clock.today(), after=paging.decode(cursor) or ())
    page = paging.page(
        rows=rows, size=public.PAGE, cursor=cursor, key=lambda row: (row.accepted_at.isoformat(), row.id)
    )
    context = {"office": public.office(unit_id=unit_id), "page": page, "today": clock.today()}
    return render(request, "rental/results.html", context)
