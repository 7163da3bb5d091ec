"""Schools, zones, places and rounds for everyone; the announced list without a name, to be counted again. Source: I3, I5."""

import uuid

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from anju.law.school import places as law
from anju.law.wording import Text
from anju.pages.schools import doing
from anju.queries import places
from anju.queries.school import rounds, shown
from anju.web import clock, forms, paging, sheets
from anju.web.forms import Field

_ALL = Text(zh="全部", en="All")


def index(request: HttpRequest) -> HttpResponse:
    """Show schools by county and level."""
    county, level = request.GET.get("county", "")[:12], request.GET.get("level", "")[:12]
    name, cursor = request.GET.get("name", "").strip()[:40], request.GET.get("after", "")
    rows = shown.public(
        county=county, level=level, year=doing.year(request), name=name, after=paging.decode(cursor) or ()
    )
    fields = (
        Field(name="county", label=Text(zh="县（市、区）", en="County"), kind="select", options=counties()),
        Field(name="level", label=Text(zh="学段", en="Level"), kind="select", options=(("", _ALL), *law.levels())),
        Field(name="name", label=Text(zh="学校名称", en="Name"), kind="search", required=False),
    )
    values = {"county": county, "level": level, "name": name}
    context = {
        "page": paging.page(rows=rows, size=shown.PAGE, cursor=cursor, key=shown.key),
        "fields": forms.filled(fields=fields, values=values),
        "values": values,
        "filtered": any(values.values()),
        "year": doing.year(request),
    }
    return render(request, "schools/index.html", context)


def school(request: HttpRequest, school_id: uuid.UUID) -> HttpResponse:
    """Show one school with its zone and places."""
    return render(request, "schools/school.html", {"found": shown.one(school_id=school_id, year=doing.year(request))})


def rounds_(request: HttpRequest) -> HttpResponse:
    """Show the rounds, the latest first."""
    county, cursor = request.GET.get("county", "")[:12], request.GET.get("after", "")
    rows = rounds.public(on=clock.today(), county=county, after=paging.decode(cursor) or ())
    field = Field(
        name="county", label=Text(zh="县（市、区）", en="County"), kind="select", options=counties(), value=county
    )
    page = paging.page(rows=rows, size=rounds.PAGE, cursor=cursor, key=rounds.key)
    return render(request, "schools/rounds.html", {"page": page, "field": field, "county": county})


def round_(request: HttpRequest, round_id: uuid.UUID) -> HttpResponse:
    """Show a round: dates, places, order, the bound seed, and once announced the list."""
    found = rounds.one(round_id=round_id, on=clock.today())
    context = {"found": found, "places": rounds.places(found.row)}
    if found.row.state == "announced":
        typed = request.GET.get("after", "")
        after = int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 10 else 0
        lines = rounds.listing(found.row, after=after)
        context["lines"] = lines[: rounds.LIST]
        context["after"] = lines[rounds.LIST - 1].number if len(lines) > rounds.LIST else 0
        context["first"] = not after
    return render(request, "schools/round.html", context)


def listing(request: HttpRequest, round_id: uuid.UUID) -> HttpResponse:
    """Hand out the announced list as a table."""
    found = rounds.one(round_id=round_id, on=clock.today())
    return sheets.download(rows=rounds.whole(found.row), name=f"round-{found.row.year}-{found.row.level}.csv")


def counties() -> tuple[tuple[str, Text], ...]:
    """Return the city's counties for a form, all first."""
    found = tuple((one.code, Text(zh=one.name, en=one.english)) for one in places.children(code=settings.CITY))
    return (("", _ALL), *found)
