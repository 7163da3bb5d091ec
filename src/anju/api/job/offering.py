"""An employer's machine: offers jobs, sees how they stand, renews, fills and closes them; an officer reviews each.

Applicants are no machine's business: they are opened by the employer's people, one by one, on record. Source: L2.
"""

import uuid
from typing import Annotated, Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from ninja import Body, Query

from anju.actions import job as acts
from anju.api import cursors, entry, writing
from anju.api.acting import operation, written
from anju.api.job.base import OFFER, router, standing
from anju.api.schema.job import NoContentSent, OffersAnswer, VacancyAnswer, VacancySent
from anju.law.absent import Absent
from anju.law.job import offer
from anju.queries import places, rules
from anju.queries.job import offered
from anju.web import clock

Mark = Annotated[str, Query(max_length=400, description="The `next` of the page before.")]


@router.get("/jobs/own", **operation(OFFER, OffersAnswer, asks=("cursor",)))
def own(request: HttpRequest, cursor: Mark = "") -> dict[str, Any]:
    """List your employer's vacancies, newest first, with how many applications wait."""
    machine = entry.of(request)
    purpose = f"jobs_own:{machine.actor.owner}"
    mark = cursors.opened(cursor, purpose=purpose)
    after = tuple(mark.split("|")) if mark else None
    rows = offered.vacancies(employer_id=_employer(machine), after=after)
    page = rows[: offered.SIZE]
    more = cursors.sealed("|".join(offered.vacancy_key(page[-1])), purpose=purpose) if len(rows) > len(page) else None
    answer = [{**standing(row.vacancy), "waiting": row.waiting, "total": row.total} for row in page]
    return {"rows": answer, "next": more}


@router.post("/jobs", **operation(OFFER, VacancyAnswer, status=201))
def post(request: HttpRequest, key: writing.Key, sent: Body[VacancySent]) -> HttpResponse:
    """Offer a job; it is public once an officer has reviewed it. Source: I3."""

    def do(machine: entry.Machine, at: Any) -> dict[str, Any]:
        county = sent.place[:6].ljust(12, "0")
        known = [county, *(one.code for one in places.children(code=county))] if _in_city(county) else []
        most = rules.policy(place=[county], on=clock.today()).vacancy_open_calendar_days
        raw = {name: value for name, value in sent.model_dump().items() if value is not None}
        read = offer.read(raw, places=known, most_days=most)
        return standing(acts.post(employer_id=_employer(machine), offer=read, by=machine.actor, at=at))

    return written(request, key=key, act="post_vacancy", about="", sent=sent, do=do, status=201)


@router.post("/jobs/{uuid:vacancy_id}/renew", url_name="api_job_renew", **operation(OFFER, VacancyAnswer))
def renew(request: HttpRequest, vacancy_id: uuid.UUID, key: writing.Key, sent: Body[NoContentSent]) -> HttpResponse:
    """Keep a reviewed vacancy open from today for as many days as it was offered for."""
    return _done(request, vacancy_id, key, sent, act="renew_vacancy", doing=acts.renew)


@router.post("/jobs/{uuid:vacancy_id}/fill", url_name="api_job_fill", **operation(OFFER, VacancyAnswer))
def fill(request: HttpRequest, vacancy_id: uuid.UUID, key: writing.Key, sent: Body[NoContentSent]) -> HttpResponse:
    """Mark a vacancy as filled."""
    return _done(request, vacancy_id, key, sent, act="fill_vacancy", doing=acts.fill)


@router.post("/jobs/{uuid:vacancy_id}/close", url_name="api_job_close", **operation(OFFER, VacancyAnswer))
def close(request: HttpRequest, vacancy_id: uuid.UUID, key: writing.Key, sent: Body[NoContentSent]) -> HttpResponse:
    """Close a vacancy that is not wanted any more."""
    return _done(request, vacancy_id, key, sent, act="close_vacancy", doing=acts.close)


def _done(
    request: HttpRequest, vacancy_id: uuid.UUID, key: str, sent: NoContentSent, *, act: str, doing: Any
) -> HttpResponse:
    def do(machine: entry.Machine, at: Any) -> dict[str, Any]:
        _employer(machine)
        return standing(doing(vacancy_id=vacancy_id, by=machine.actor, at=at))

    return written(request, key=key, act=act, about=vacancy_id, sent=sent, do=do)


def _employer(machine: entry.Machine) -> uuid.UUID:
    found = offered.of_client(client_id=machine.actor.id)
    if found is None:
        raise Absent("employer")
    return found


def _in_city(county: str) -> bool:
    return county in {one.code for one in places.children(code=settings.CITY)}
