"""Applying for a service, completing what was returned, withdrawing. Source: B7, I3, I4, I9."""

import dataclasses
import datetime
import uuid
from collections.abc import Mapping

from django.db import transaction

from anju.actions import record, upload
from anju.actions.case import booking, closing, followers, locking, services, telling
from anju.law import authority, city
from anju.law.absent import Absent
from anju.law.actor import Actor
from anju.law.case import form, life, limits
from anju.law.case.form import Application
from anju.law.refusal import Refusal
from anju.law.service import Applicant, Service
from anju.law.wording import Text
from anju.models import Case, Division, Person
from anju.models.base import new_id
from anju.queries import direct, rules
from anju.queries import scope as scopes
from anju.queries.case import acting, known, routing
from anju.queries.offering import laid
from anju.vault import number

_NO_PLACE = Text(
    zh="请选择您住的社区，才知道由哪个单位办理。",
    en="Please choose your community, so that we know which office it is.",
)
_NO_OFFICE = Text(
    zh="这个地方还没有设定办理这个事项的单位，请打电话{phone}。",
    en="No office is set for this here yet. Please call {phone}.",
)
_UPLOAD = Text(
    zh="找不到这张图片，请重新拍照或者上传。", en="This picture can't be found. Please photograph or upload it again."
)


def apply(
    *,
    person_id: uuid.UUID,
    service_id: str,
    raw: Mapping[str, object],
    by: Actor,
    at: datetime.datetime,
    community: str = "",
) -> Case:
    """Apply for a service; applying twice is one case: the open one is returned. No condition refuses here (I10).

    `raw` is as law.case.form reads it; `community` (a code) for whoever isn't registered. Raises Refusals with field
    paths, Refusal "service_closed", "no_case", "not_for_you", "place_missing", "office_unset"; Absent. Source: I3, I4, I9.
    """
    authority.demand(by=by, act="apply_case")
    today = city.day(at)
    with transaction.atomic():
        ways = _ways(person_id, by=by, at=at)
        service = services.applied(service_id, ways=ways, on=today)
        services.windowed(service, by=by)
        people = Person.objects.select_for_update(no_key=True)
        person = people.filter(id=person_id, state__in=["provisional", "verified"]).first()
        if person is None:
            raise Absent("person")
        open_one = Case.objects.filter(person=person, service=service.id, state__in=life.OPEN).first()
        if open_one is not None:
            return open_one
        where = _place(person_id, community)
        service = services.given(service_id, on=today, place=laid.codes(where.path))
        given = _read(raw, service=service, person_id=person_id, by=by, on=today)
        case = _made(person, service, where, by=by, at=at, other=bool(ways) and "self" not in ways)
        telling.form(case, given=given, at=at)
        _attach(case, given, by=by, at=at)
        telling.step(case, what="received", unit=case.unit, at=at)
        detail = {"service": service.id, "channel": case.channel, "unit": case.unit.code}
        detail |= {"as": services.as_whom(service, ways=ways)}
        about = (telling.KIND, case.id)
        record.write(what="apply_case", by=by, at=at, subject=about, person_id=person_id, detail=detail)
        telling.person(case, "case_sent", at=at, until=str(case.limit_on))
        return case


def complete(
    *, case_id: uuid.UUID, raw: Mapping[str, object], by: Actor, at: datetime.datetime, version: int | None = None
) -> Case:
    """Put a returned case right; the limit for taking it runs anew. Source: B7, I9."""
    authority.demand(by=by, act="complete_case")
    today = city.day(at)
    with transaction.atomic():
        case, step = locking.applicant(case_id=case_id, act="complete_case", by=by, at=at, version=version)
        shown, service = known.shown(case=case), services.of(case.service)
        given = _read(raw, service=service, person_id=case.person_id, by=by, on=today, shown=shown)
        telling.form(case, given=given, at=at)
        _attach(case, given, by=by, at=at)
        held = telling.here(case, at=at)
        service = laid.promised(case)
        due = limits.sent_due(service=service, sent_on=today, calendar=held.calendar, policy=held.policy)
        locking.put(case, step=step, limit_on=due.on, limit_provisional=due.provisional, limit_was=None)
        case.notices.filter(answered_at=None).update(answered_at=at)
        record.write(what="complete_case", by=by, at=at, subject=(telling.KIND, case.id), person_id=case.person_id)
        return case


def withdraw(*, case_id: uuid.UUID, by: Actor, at: datetime.datetime, version: int | None = None) -> Case:
    """Take an application back at the person's word before it is decided; one can apply again at any time."""
    authority.demand(by=by, act="withdraw_case")
    with transaction.atomic():
        case, step = locking.applicant(case_id=case_id, act="withdraw_case", by=by, at=at, version=version)
        locking.put(case, step=step, closed_at=at, **closing.NOTHING)
        closing.loose_ends(case, at=at)
        booking.let_go(case, at=at)
        telling.let_go(case, at=at)
        record.write(what="withdraw_case", by=by, at=at, subject=(telling.KIND, case.id), person_id=case.person_id)
        followers.left(case=case, at=at)
        telling.person(case, "case_withdrawn", at=at)
        return case


def _ways(person_id: uuid.UUID, *, by: Actor, at: datetime.datetime) -> frozenset[Applicant]:
    how = locking.acts_for(person_id=person_id, by=by, at=at)
    if how == "desk" or by.id is None:
        return frozenset()
    return acting.ways(resident_id=by.id, people=[person_id], on=city.day(at))[person_id]


def _read(
    raw: Mapping[str, object],
    *,
    service: Service,
    person_id: uuid.UUID,
    by: Actor,
    on: datetime.date,
    shown: frozenset[str] = frozenset(),
) -> Application:
    held = dataclasses.replace(known.of(person_id=person_id, service=service, on=on), shown=shown)
    return form.read(raw, service=service, known=held, at_counter=by.kind in ("staff", "client"))


def _place(person_id: uuid.UUID, code: str) -> Division:
    found = routing.community(person_id=person_id) or (scopes.community_of(code=code) if code else None)
    if found is None:
        raise Refusal("place_missing", _NO_PLACE, field="community", rule="I9")
    return found


def _made(
    person: Person, service: Service, community: Division, *, by: Actor, at: datetime.datetime, other: bool
) -> Case:
    today = city.day(at)
    unit = routing.deciding(service=service, path=community.path, on=today)
    if unit is None:
        raise Refusal("office_unset", _NO_OFFICE.format(phone=service.phone), rule="I9")
    held = rules.at(place=[code for code in community.path.split("/") if code], on=today)
    due = limits.sent_due(service=service, sent_on=today, calendar=held.calendar, policy=held.policy)
    ((sequence,),) = direct.ask("SELECT nextval('case_seq')")
    return Case.objects.create(
        id=new_id(),
        person=person,
        applicant_id=by.id if other else None,
        service=service.id,
        community=community,
        unit=unit,
        number=number.number(county=community.code[:6], year=today.year, sequence=int(sequence), prefix="BJ"),
        state=life.LIFECYCLE.initial,
        channel=_channel(by),
        applied_at=at,
        limit_on=due.on,
        limit_provisional=due.provisional,
    )


def _channel(by: Actor) -> str:
    if by.kind == "resident":
        return "online"
    if by.kind == "client":
        return "api"
    return "field" if by.role == "coordinator" else "counter"


def _attach(case: Case, given: Application, *, by: Actor, at: datetime.datetime) -> None:
    for one in given.papers:
        if one.upload_id is not None:
            try:
                about = (telling.KIND, case.id)
                upload.attach(upload_ids=[one.upload_id], subject=about, person_id=case.person_id, by=by, at=at)
            except Absent as error:
                raise Refusal("upload_unknown", _UPLOAD, field=f"papers.{one.paper}", rule="I3") from error
