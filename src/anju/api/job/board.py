"""Open jobs, as on the public board: nobody's data stands in them. Source: notice 二 R1, I3."""

import uuid
from typing import Annotated, Any

from django.http import HttpRequest
from ninja import Query

from anju.api import cursors, entry
from anju.api.acting import operation
from anju.api.job.base import router, shown
from anju.api.schema.job import JobAnswer, JobsAnswer
from anju.law.absent import Absent
from anju.queries.job import board
from anju.queries.job.board import Wanted
from anju.web import clock

Mark = Annotated[str, Query(max_length=400, description="The `next` of the page before.")]
_MARK = "jobs"


@router.get("/jobs", **operation("", JobsAnswer, asks=("q", "place", "occupation", "wage", "cursor")))
def jobs(
    request: HttpRequest,
    q: Annotated[str, Query(max_length=40, description="Words or pinyin.")] = "",
    place: Annotated[str, Query(max_length=12, description="Code of the city, a county or a street.")] = "",
    occupation: Annotated[str, Query(max_length=4)] = "",
    wage: Annotated[int | None, Query(ge=1, le=1_000_000, description="Yuan a month at least.")] = None,
    cursor: Mark = "",
) -> dict[str, Any]:
    """List open jobs, newest first; an unknown place or occupation finds nothing."""
    mark = cursors.opened(cursor, purpose=_MARK)
    wanted = Wanted(place=place, occupation=occupation, wage=wage, words=q)
    after = board.read_cursor(tuple(mark.split("|"))) if mark else None
    rows = board.search(wanted=wanted, on=clock.today(), after=after, held=entry.of(request).held)
    more = len(rows) > board.SIZE
    page = rows[: board.SIZE]
    following = cursors.sealed("|".join(board.cursor(page[-1])), purpose=_MARK) if more else None
    return {"rows": [shown(row) for row in page], "next": following}


@router.get("/jobs/one", **operation("", JobAnswer, asks=("id",)))
def job(request: HttpRequest, id: uuid.UUID) -> dict[str, Any]:  # noqa: A002  the name in the address
    """Show one job that is, or was, public."""
    found = board.one(vacancy_id=id, on=clock.today())
    if found is None:
        raise Absent("vacancy")
    held = found.vacancy
    names = ("title", "occupation", "wage_from", "wage_to", "wage_unit", "meals", "lodging", "insurance", "openings")
    more = ("id", "number", "state", "spot", "schedule", "hours_week", "text", "expires_on", "published_at")
    return {
        **{name: getattr(held, name) for name in (*names, *more)},
        "employer": found.employer,
        "county": found.place.county or found.place.name,
        "place": found.place.name if found.place.county else "",
        "open": found.open,
        "contact": found.contact,
        "phone": found.phone,
    }
