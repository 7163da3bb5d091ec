"""What is offered by machine: the services in force in a place on a day, and the overview's figures. Source: I3, D2."""

import datetime
from typing import Annotated, Any

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router

from anju.api import entry
from anju.api.acting import admitted, day, operation
from anju.api.schema.offering import OverviewAnswer, ServicesAnswer
from anju.law.absent import Absent
from anju.law.offering import change
from anju.law.service import Service
from anju.law.wording import Text
from anju.queries.offering import laid, overview
from anju.queries.offering.overview import Line
from anju.web import clock

router = Router(tags=["Services"])
FIGURES = "figures"
# a change takes effect tomorrow at the earliest: an answer may be kept for a while
KEPT = "private, max-age=300"


@router.get("/services", **operation("", ServicesAnswer, asks=("on", "county")))
def services(
    request: HttpRequest,
    response: HttpResponse,
    on: Annotated[str, Query(max_length=10, description="The day, such as 2026-03-04; today unless told.")] = "",
    county: Annotated[str, Query(max_length=12, description="Code of a county; the whole city unless told.")] = "",
) -> dict[str, Any]:
    """List the services given on a day, as they are in the city or a county; open to any token. Source: I3."""
    held = entry.of(request).held
    asked = day(on, field="on") if on else clock.today()
    place = laid.in_county(code=county, held=held) if county else laid.city()
    if place is None:
        raise Absent("county")
    response["Cache-Control"] = KEPT
    found = laid.services(on=asked, place=place, held=held)
    return {"on": asked, "county": county, "services": [_service(one, asked) for one in found.values()]}


@router.get("/overview", **operation(FIGURES, OverviewAnswer))
def figures(request: HttpRequest, response: HttpResponse) -> dict[str, Any]:
    """List items and offices of the post's areas with last night's figures; null is hidden as too small. Source: D2, N6."""
    machine, _ = admitted(request, act="export_overview")
    whole = overview.of(scope=machine.scope, on=clock.today())
    response["Cache-Control"] = KEPT
    return {
        "on": whole.on,
        "hidden_below": whole.least,
        "services": [
            {
                "service": row.service.id,
                "item": item.id,
                "given": row.given,
                **_line(row.line),
                "communities": row.communities,
                "unused": row.unused,
            }
            for item, rows in whole.items
            for row in rows
        ],
        "offices": [
            {
                "name": _words(row.office.name),
                "department": row.office.department,
                "officers": row.officers,
                "load": row.load,
                **_line(row.line),
            }
            for row in whole.offices
        ],
    }


def _service(one: Service, on: datetime.date) -> dict[str, Any]:
    return {
        "id": one.id,
        "department": one.department,
        "item": one.item,
        "name": _words(one.name),
        "summary": _words(one.summary),
        "place": _words(one.place),
        "phone": one.phone,
        "limit": _words(change.shown(one, name="limit", on=on)),
        "fee_fen": one.fee_fen,
        "papers": [_words(paper.name) for paper in one.papers if not paper.confirmed_by],
        "until": one.ends,
    }


def _line(line: Line) -> dict[str, Any]:
    return {**vars(line.figures), "median_days": line.median, "satisfied_per_cent": line.satisfied}


def _words(text: Text) -> dict[str, str]:
    return {"zh": text.zh, "en": text.en}
