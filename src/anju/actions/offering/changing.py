"""Changing a service for a city or county: proposed by one, reviewed by another, withdrawn before it takes effect.

An officer of the department proposes; a second officer of the department at a city or county, or an overseer there,
reviews. Source: R9, C4, I3, E10.
"""

import datetime
import uuid
from collections.abc import Mapping

from django.db import transaction

from anju.actions import message, record
from anju.actions.case import locking
from anju.law import authority, city, complaint
from anju.law.absent import Absent
from anju.law.lifecycle import Step
from anju.law.offering import change as law
from anju.law.offering import proposal
from anju.law.offering.proposal import LIFECYCLE
from anju.law.refusal import Refusal
from anju.law.service import Service
from anju.law.wording import Text
from anju.models import Division, ServiceChange
from anju.models.base import new_id
from anju.queries import rules
from anju.queries import scope as scopes
from anju.queries.offering import changes, laid
from anju.queries.scope import Scope

KIND = "service"
_PLACE = Text(zh="请选择适用的地方。", en="Please choose the place it holds for.")
_TWICE = Text(
    zh="这个地方同一天已有一项修改，请先撤回它，或者换一天。",
    en="There is a change for that place and day already. Withdraw it first, or choose another day.",
)
_SAME = Text(
    zh="提出修改的人不能审核，请同事或者督导审核。", en="Whoever proposed it can't review it; ask somebody else."
)
_LATE = Text(
    zh="生效日期已到，不能再审核或撤回。要改回去，请另提一项修改。",
    en="Its day has come, so it can be neither reviewed nor withdrawn. Propose another change to turn it back.",
)
_WHY = Text(zh="请写明理由，提出的人看得到。", en="Please give the reason; whoever proposed it will read it.")
_LONG = Text(zh="最多300个字。", en="300 characters at most.")


def propose(
    *, service_id: str, place: str, raw: Mapping[str, object], scope: Scope, at: datetime.datetime
) -> ServiceChange:
    """Propose a change; nothing changes until somebody else approves it.

    `raw` is as law.offering.proposal reads it. Raises Refusals; Refusal "place_missing", "change_twice", "cases_open",
    "times_booked"; Absent for another department's service.
    """
    file, where = _ours(scope, service_id, place)
    proposed = checked(service_id=service_id, place=place, raw=raw, scope=scope, at=at)
    with transaction.atomic():
        # one at a time a place, so that two proposals of one day never pass each other
        Division.objects.select_for_update().get(code=where.code)
        live = ServiceChange.objects.filter(state__in=["proposed", "approved"], service=file.id, place=where)
        if live.filter(begins=proposed.begins).exists():
            raise Refusal("change_twice", _TWICE, field="begins", rule="I3")
        row = ServiceChange.objects.create(
            id=new_id(),
            service=file.id,
            place=where,
            begins=proposed.begins,
            what=law.stored(proposed.what),
            reason=proposed.reason,
            basis=proposed.basis,
            state=LIFECYCLE.initial,
            unit=scope.unit,
            proposed_at=at,
            proposed_by_id=locking.staff(scope.actor),
        )
        _record(row, act="change_service", scope=scope, at=at, reason=row.reason)
        _ask(row, file, at=at)
        return row


def checked(
    *, service_id: str, place: str, raw: Mapping[str, object], scope: Scope, at: datetime.datetime
) -> proposal.Proposal:
    """Return a change as it would be proposed, checked whole, for the preview; as `propose`, and writes nothing."""
    file, where = _ours(scope, service_id, place)
    today, codes = city.day(at), laid.codes(where.path)
    begins = _day(raw, today)
    now = changes.on_first_day(file=file, place=codes, begins=begins)
    found = proposal.read(raw, now=now, file=file, today=today)
    _unbroken(file, where, what=found.what, begins=found.begins, at=at)
    return found


def approve(*, change_id: uuid.UUID, scope: Scope, at: datetime.datetime, version: int | None = None) -> ServiceChange:
    """Approve a change: it holds from its first day on. Raises Refusal "four_eyes", "change_late", "cases_open", "stale"."""
    with transaction.atomic():
        row, step = _reviewed(act="approve_service", change_id=change_id, scope=scope, at=at, version=version)
        file = changes.known(scope, key=row.service)
        _unbroken(file, row.place, what=law.restored(row.what), begins=row.begins, at=at)
        _put(row, step, scope=scope, at=at, answer="")
        _record(row, act="approve_service", scope=scope, at=at)
        _tell(row, "service_approved", file, at=at)
        return row


def decline(
    *, change_id: uuid.UUID, why: str, scope: Scope, at: datetime.datetime, version: int | None = None
) -> ServiceChange:
    """Decline a change with the reason. Raises Refusal "four_eyes", "change_late", "reason_missing", "stale"."""
    with transaction.atomic():
        row, step = _reviewed(act="decline_service", change_id=change_id, scope=scope, at=at, version=version)
        _put(row, step, scope=scope, at=at, answer=_reason(why))
        _record(row, act="decline_service", scope=scope, at=at, reason=row.answer)
        _tell(row, "service_declined", changes.known(scope, key=row.service), at=at)
        return row


def withdraw(
    *, change_id: uuid.UUID, why: str, scope: Scope, at: datetime.datetime, version: int | None = None
) -> ServiceChange:
    """Withdraw a change of the own department before it takes effect. Raises Refusal "change_late", "reason_missing", "stale"."""
    with transaction.atomic():
        row, step = _taken(act="withdraw_service", change_id=change_id, scope=scope, at=at, version=version)
        row.answer, row.state = _reason(why), step.target
        row.version += 1
        row.save(update_fields=["answer", "state", "version"])
        _record(row, act="withdraw_service", scope=scope, at=at, reason=row.answer)
        return row


def _ours(scope: Scope, service_id: str, place: str) -> tuple[Service, Division]:
    authority.demand(by=scope.actor, act="change_service")
    file, places = changes.known(scope, key=service_id), changes.where(scope)
    if not places:
        raise Absent("place")
    if place not in places:
        raise Refusal("place_missing", _PLACE, field="place", rule="O1")
    return file, places[place]


def _day(raw: Mapping[str, object], today: datetime.date) -> datetime.date:
    try:
        return proposal.first_day(str(raw.get("begins", "")).strip(), today=today)
    except Refusal:
        # told with everything else that is wrong
        return law.earliest(today=today)


def _unbroken(file: Service, where: Division, *, what: law.What, begins: datetime.date, at: datetime.datetime) -> None:
    if what.opening != "closed":
        return
    start = datetime.datetime.combine(begins, datetime.time(), city.TIME)
    proposal.unbroken(
        waiting=changes.open_cases(service_id=file.id, place=where),
        booked=changes.booked(service_id=file.id, place=where, start=start),
        service=file,
        begins=begins,
        today=city.day(at),
        calendar=rules.calendar(),
    )


def _reviewed(
    *, act: str, change_id: uuid.UUID, scope: Scope, at: datetime.datetime, version: int | None
) -> tuple[ServiceChange, Step]:
    row, step = _taken(act=act, change_id=change_id, scope=scope, at=at, version=version)
    if row.proposed_by_id == locking.staff(scope.actor):
        raise Refusal("four_eyes", _SAME, rule="E10")
    return row, step


def _taken(
    *, act: str, change_id: uuid.UUID, scope: Scope, at: datetime.datetime, version: int | None
) -> tuple[ServiceChange, Step]:
    authority.demand(by=scope.actor, act=act)
    row = ServiceChange.objects.select_for_update(of=("self",)).select_related("place").filter(id=change_id).first()
    own = changes.department(scope)
    if row is None or scope.unit.level not in changes.REVIEWERS or not scopes.covers(scope, path=row.place.path):
        raise Absent("change")
    if own and not row.service.startswith(f"{own}/"):
        raise Absent("change")
    if version is not None and version != row.version:
        raise Refusal("stale", locking.STALE)
    step = LIFECYCLE.follow(state=row.state, act=act)
    if row.begins <= city.day(at):
        raise Refusal("change_late", _LATE, rule="I3")
    return row, step


def _put(row: ServiceChange, step: Step, *, scope: Scope, at: datetime.datetime, answer: str) -> None:
    row.state, row.answer = step.target, answer
    row.reviewed_at, row.reviewed_by_id = at, locking.staff(scope.actor)
    row.version += 1
    row.save(update_fields=["state", "answer", "reviewed_at", "reviewed_by", "version"])


def _reason(why: str) -> str:
    text = complaint.tidy(why)
    if not text:
        raise Refusal("reason_missing", _WHY, field="why", rule="I3")
    if len(text) > proposal.LENGTHS["reason"]:
        raise Refusal("words_too_long", _LONG, field="why", rule="I3")
    return text


def _record(row: ServiceChange, *, act: str, scope: Scope, at: datetime.datetime, reason: str = "") -> None:
    detail = {
        "service": row.service,
        "place": row.place_id,
        "from": str(row.begins),
        "what": row.what,
        "basis": row.basis,
    }
    record.write(what=act, by=scope.actor, at=at, subject=(KIND, row.id), reason=reason, detail=detail)


def _ask(row: ServiceChange, file: Service, *, at: datetime.datetime) -> None:
    """Tell the officers of the proposing office that somebody else has to review it."""
    message.to_unit(
        unit_id=row.unit_id,
        roles=("officer",),
        kind="service_proposed",
        params={**_named(file), "from": str(row.begins)},
        link=f"/oversight/services/changes/{row.id}/",
        dedupe=f"service_proposed:{row.id}",
        at=at,
    )


def _tell(row: ServiceChange, kind: str, file: Service, *, at: datetime.datetime) -> None:
    message.to_staff(
        staff_id=row.proposed_by_id,
        kind=kind,
        params={**_named(file), "from": str(row.begins)},
        link=f"/oversight/services/changes/{row.id}/",
        dedupe=f"{kind}:{row.id}",
        at=at,
    )


def _named(file: Service) -> dict[str, str]:
    return {"name_zh": file.name.zh, "name_en": file.name.en}
