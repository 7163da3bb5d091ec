"""Schools, zones, places and rounds, as the public pages show them. Source: I3, I5."""

import uuid
from typing import Annotated, Any

from django.http import HttpRequest
from ninja import Query

from anju.api.acting import operation
from anju.api.schema.school import OneSchoolAnswer, RoundsAnswer, SchoolsAnswer
from anju.api.school.base import router
from anju.law.school import stage
from anju.queries.school import rounds, shown
from anju.queries.school.shown import Shown
from anju.web import clock, paging

Mark = Annotated[str, Query(max_length=400, description="The `next` of the page before.")]
Year = Annotated[int, Query(ge=0, le=2100, description="The school year; 0 for the one that comes.")]


@router.get("/schools", **operation("", SchoolsAnswer, asks=("county", "level", "year", "cursor")))
def school_list(
    request: HttpRequest,
    county: Annotated[str, Query(max_length=12)] = "",
    level: Annotated[str, Query(max_length=12)] = "",
    year: Year = 0,
    cursor: Mark = "",
) -> dict[str, Any]:
    """List schools in use by name; `county` is its twelve digits. Any token opens it. Source: I3."""
    after = paging.decode(cursor) or ()
    rows = shown.public(county=county, level=stage.level(level) if level else "", year=_year(year), after=after)
    page = paging.page(rows=rows, size=shown.PAGE, cursor=cursor, key=shown.key)
    return {"rows": [_school(one) for one in page.rows], "next": page.after or None}


@router.get("/schools/rounds", **operation("", RoundsAnswer, asks=("county", "cursor")))
def round_list(
    request: HttpRequest, county: Annotated[str, Query(max_length=12)] = "", cursor: Mark = ""
) -> dict[str, Any]:
    """List published rounds, the latest first: dates, order, the bound seed. Any token opens it. Source: I5."""
    rows = rounds.public(on=clock.today(), county=county, after=paging.decode(cursor) or ())
    page = paging.page(rows=rows, size=rounds.PAGE, cursor=cursor, key=rounds.key)
    return {"rows": [_round(one) for one in page.rows], "next": page.after or None}


@router.get("/schools/{uuid:school_id}", **operation("", OneSchoolAnswer, asks=("year",)))
def school_one(request: HttpRequest, school_id: uuid.UUID, year: Year = 0) -> dict[str, Any]:
    """Return one school with its zone and places. Any token opens it. Source: I3."""
    found = shown.one(school_id=school_id, year=_year(year))
    first = next((one.open for one in found.places if one.grade == 1), None)
    return {
        **_school(Shown(row=found.shown.row, open=first)),
        "year": found.year,
        "zone": [one.code for one in found.zone],
        "places": [
            {"grade": one.grade, "total": one.total, "local": one.local, "open": one.open} for one in found.places
        ],
    }


def _year(year: int) -> int:
    return stage.year(year) if year else stage.year_of(clock.today())


def _school(one: Shown) -> dict[str, Any]:
    row = one.row
    return {
        "id": row.id,
        "name": row.name,
        "level": row.level,
        "ownership": row.ownership,
        "place": row.place,
        "phone": row.phone,
        "community": row.community_id,
        "open": one.open,
    }


def _round(one: rounds.Shown) -> dict[str, Any]:
    row = one.row
    return {
        "id": row.id,
        "county": row.county_id,
        "year": row.year,
        "level": row.level,
        "grade": row.grade,
        "state": row.state,
        "first_on": row.first_on,
        "last_on": row.last_on,
        "announce_on": row.announce_on,
        "rules": row.rules,
        "within": row.within,
        "seed_digest": row.seed_digest,
        "seed": row.seed_shown or None,
    }
