"""Vacancies by an employer: offered, changed, renewed, filled, closed. Source: notice 二 R1, I3."""

import datetime
import uuid

from django.db import transaction

from anju.actions import record
from anju.actions.job import closing, locking, telling
from anju.law import authority, city
from anju.law.actor import Actor
from anju.law.job import occupation
from anju.law.job import vacancy as law
from anju.law.job.offer import Offer
from anju.law.refusal import Refusal
from anju.law.wording import Text
from anju.models import Division, Unit, Vacancy
from anju.models.base import new_id
from anju.queries import direct, rules
from anju.queries.job import within, words
from anju.vault import number

_NOT_ACTIVE = Text(zh="单位核实通过后才能发布岗位。", en="Jobs can be offered once the employer has been checked.")
_NO_OFFICE = Text(
    zh="这个地方还没有设定审核的人社部门，请打12333。",
    en="No human resources office is set for this place. Please call 12333.",
)


def post(*, employer_id: uuid.UUID, offer: Offer, by: Actor, at: datetime.datetime) -> Vacancy:
    """Offer a job; it is public once an officer has reviewed it. Raises Refusal "employer_not_active", "office_unset"."""
    authority.demand(by=by, act="post_vacancy")
    with transaction.atomic():
        employer = locking.employer(employer_id=employer_id, by=by, at=at)
        if employer.state != "active":
            raise Refusal("employer_not_active", _NOT_ACTIVE, rule="I3")
        place = Division.objects.select_related("parent").get(code=offer.place)
        office = _office(place, at)
        ((sequence,),) = direct.ask("SELECT nextval('vacancy_seq')")
        made = Vacancy(
            id=new_id(),
            number=number.number(county=place.code[:6], year=city.day(at).year, sequence=int(sequence), prefix="GW"),
            employer=employer,
            office=office,
            state=law.LIFECYCLE.initial,
            posted_at=at,
        )
        _fill(made, offer, place)
        made.save(force_insert=True)
        detail = {"occupation": made.occupation, "office": office.code}
        record.write(what="post_vacancy", by=by, at=at, subject=(telling.VACANCY, made.id), detail=detail)
        _tell(made, at)
        return made


def change(
    *, vacancy_id: uuid.UUID, offer: Offer, by: Actor, at: datetime.datetime, version: int | None = None
) -> Vacancy:
    """Change a vacancy: it is reviewed again before it shows, so that nothing unseen is public."""
    authority.demand(by=by, act="change_vacancy")
    with transaction.atomic():
        held = locking.vacancy(vacancy_id=vacancy_id, by=by, at=at, version=version)
        step = law.LIFECYCLE.follow(state=held.state, act="change_vacancy")
        place = Division.objects.select_related("parent").get(code=offer.place)
        held.office = _office(place, at)
        _fill(held, offer, place)
        held.posted_at, held.answer, held.article = at, "", ""
        _put(held, state=step.target)
        record.write(what="change_vacancy", by=by, at=at, subject=(telling.VACANCY, held.id))
        _tell(held, at)
        return held


def renew(*, vacancy_id: uuid.UUID, by: Actor, at: datetime.datetime, version: int | None = None) -> Vacancy:
    """Keep a reviewed vacancy open from today for as many days as it was offered for."""
    authority.demand(by=by, act="renew_vacancy")
    with transaction.atomic():
        held = locking.vacancy(vacancy_id=vacancy_id, by=by, at=at, version=version)
        step = law.LIFECYCLE.follow(state=held.state, act="renew_vacancy")
        if held.employer.state != "active":
            raise Refusal("employer_not_active", _NOT_ACTIVE, rule="I3")
        held.expires_on, held.closed_at = until(held, on=city.day(at)), None
        _put(held, state=step.target)
        detail = {"until": str(held.expires_on)}
        record.write(what="renew_vacancy", by=by, at=at, subject=(telling.VACANCY, held.id), detail=detail)
        return held


def fill(*, vacancy_id: uuid.UUID, by: Actor, at: datetime.datetime, version: int | None = None) -> Vacancy:
    """Mark a vacancy as filled: nobody applies any more; who waits for an answer still gets one."""
    return _end(vacancy_id, act="fill_vacancy", by=by, at=at, version=version)


def close(*, vacancy_id: uuid.UUID, by: Actor, at: datetime.datetime, version: int | None = None) -> Vacancy:
    """Close a vacancy that is not wanted any more; who waits for an answer still gets one."""
    return _end(vacancy_id, act="close_vacancy", by=by, at=at, version=version)


def until(held: Vacancy, *, on: datetime.date) -> datetime.date:
    """Return the last day of a vacancy that opens on a day: as offered, and never more than the city's most."""
    most = rules.policy(place=[code for code in held.path.split("/") if code], on=on).vacancy_open_calendar_days
    return on + datetime.timedelta(days=min(held.days, most))


def _end(vacancy_id: uuid.UUID, *, act: str, by: Actor, at: datetime.datetime, version: int | None) -> Vacancy:
    authority.demand(by=by, act=act)
    with transaction.atomic():
        held = locking.vacancy(vacancy_id=vacancy_id, by=by, at=at, version=version)
        step = law.LIFECYCLE.follow(state=held.state, act=act)
        closing.shut(held, state=step.target, at=at)
        record.write(what=act, by=by, at=at, subject=(telling.VACANCY, held.id))
        return held


def _fill(held: Vacancy, offer: Offer, place: Division) -> None:
    for name in (
        "title",
        "occupation",
        "spot",
        "wage_from",
        "wage_to",
        "wage_unit",
        "schedule",
        "hours_week",
        "insurance",
        "meals",
        "lodging",
        "openings",
        "text",
        "days",
        "contact_shown",
    ):
        setattr(held, name, getattr(offer, name))
    held.place, held.path = place, place.path
    held.county = _county(place)
    held.wage_month = law.month_wage(wage=offer.wage_to, unit=offer.wage_unit)
    kind = occupation.name(offer.occupation)
    held.words = words.of(held.employer.name, kind.en, offer.spot, spelled=[offer.title, kind.zh])


def _county(place: Division) -> str:
    codes = [code for code in place.path.split("/") if code]
    # the city, then the county
    return codes[1] if len(codes) > 1 else codes[0]


def _office(place: Division, at: datetime.datetime) -> Unit:
    found = within.office_of(place=place, on=city.day(at))
    if found is None:
        raise Refusal("office_unset", _NO_OFFICE, field="place", rule="I3")
    return found


def _put(held: Vacancy, *, state: str) -> None:
    held.state, held.version = state, held.version + 1
    held.save()


def _tell(held: Vacancy, at: datetime.datetime) -> None:
    key = f"{held.id}:{held.version}"
    link = f"/jobs/review/vacancy/{held.id}/"
    telling.office(held.office, "vacancy_waiting", link=link, key=key, at=at, number=held.number)
