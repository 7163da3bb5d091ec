"""The county police's decision: extending, signing off, refusing, taking a refusal back. Source: E6–E10, G1."""

import datetime
import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db import transaction

from anju.actions import record
from anju.actions.permit import applying, carding, checking, issuing, locking, proofs, uploads
from anju.law import city
from anju.law.absent import Absent
from anju.law.actor import Actor
from anju.law.permit import file as law
from anju.law.permit import limits
from anju.law.refusal import Refusal
from anju.law.wording import Text
from anju.models import Permit, PermitFile
from anju.queries import reference, rules
from anju.queries.permit import facts

_WHY = Text(zh="请写明理由，本人看得到。", en="Please state the reason; the person will read it.")
_BASIS = Text(zh="请选择不予发放的依据。", en="Please choose what the refusal rests on.")
_EXTENDED = Text(zh="这份申请已经延长过一次期限。", en="The limit of this file has been extended already.")
_OVER = Text(
    zh="办结期限{until}已过，不能再延长，请尽快办结。",
    en="The limit, {until}, has passed and can't be extended any more.",
)
_GONE = Text(zh="找不到这份申请，或者不在您的管辖范围。", en="There is no such file, or it isn't yours to decide.")


@dataclass(frozen=True)
class Outcome:
    """What became of one file in a batch of decisions."""

    file_id: uuid.UUID
    permit_id: uuid.UUID | None
    refusal: Refusal | None


def extend(*, file_id: uuid.UUID, why: str, by: Actor, at: datetime.datetime, version: int | None = None) -> PermitFile:
    """Extend the limit for issuing with a recorded reason, where the city's policy allows it today. Source: E7.

    Raises Refusal: extension_not_allowed, reason_missing, extended_before, limit_over.
    """
    with transaction.atomic():
        file, step = locking.take(file_id=file_id, act="extend_permit", version=version)
        today = city.day(at)
        if file.accepted_at is None or file.due_on is None:
            raise ValueError("An accepted file has a moment of acceptance and a limit.")
        if file.extended_why:
            raise Refusal("extended_before", _EXTENDED, rule="E7")
        if today > file.due_on:
            raise Refusal("limit_over", _OVER.format(until=file.due_on), rule="E7")
        held = rules.at(place=facts.codes(file.community.path), on=today)
        day = city.day(file.accepted_at)
        due = limits.extended_due(accepted_on=day, reason=why, calendar=held.calendar, policy=held.policy)
        reason = why.strip()[:300]
        # E7 never shortens: where both limits lie later than the extension, they stand
        until = max(due.on, file.due_on)
        provisional = file.due_provisional and until == file.due_on
        locking.put(file=file, step=step, due_on=until, due_provisional=provisional, extended_why=reason)
        about = ("permit_file", file.id)
        record.write(what="extend_permit", by=by, at=at, subject=about, person_id=file.person_id, reason=reason)
        applying.tell(file, "permit_extended", at=at, until=until.isoformat(), why=reason)
        return file


def sign(*, file_id: uuid.UUID, by: Actor, at: datetime.datetime, version: int | None = None) -> Permit:
    """Sign a file off: a first permit becomes valid with its card to make, another file gets a new card. Source: E6, E9.

    Raises Refusal: four_eyes (E10), not_registered, not_yet (E1), has_permit (E3), no_permit (G1), no_ground (E2),
    portrait_missing (E9), stale.
    """
    with transaction.atomic():
        locking.hold_registration(file_id=file_id)
        file, step = locking.take(file_id=file_id, act="sign_permit", version=version)
        today, held = city.day(at), reference.current()
        staff_id = locking.staff_of(by=by, held=held)
        known = facts.of([file], on=today, held=held)[file.id]
        problem = facts.signing_problem(known, staff_id=staff_id, on=today)
        if problem is not None:
            raise problem
        permit = issuing.permit(known, on=today, held=held)
        put = {"decided_at": at, "decided_by_id": staff_id, "permit": permit, **checking.here(known)}
        locking.put(file=file, step=step, **put)
        carding.make(file=file, permit=permit, by=by, at=at)
        uploads.let_go(file=file, at=at, portrait=False, held=held)
        record.write(
            what="sign_permit",
            by=by,
            at=at,
            subject=("permit_file", file.id),
            person_id=file.person_id,
            detail={"permit": permit.number, "due_on": str(file.due_on)},
        )
        applying.tell(file, "permit_signed", at=at, permit=permit.number)
        return permit


def sign_many(
    *,
    file_ids: Iterable[uuid.UUID],
    by: Actor,
    at: datetime.datetime,
    versions: Mapping[uuid.UUID, int] | None = None,
) -> list[Outcome]:
    """Sign files off one by one, each its own decision, act and transaction; one that can't be leaves the rest alone."""
    seen = versions or {}
    return [_signed(key, version=seen.get(key), by=by, at=at) for key in dict.fromkeys(file_ids)]


def _signed(file_id: uuid.UUID, *, version: int | None, by: Actor, at: datetime.datetime) -> Outcome:
    try:
        permit = sign(file_id=file_id, by=by, at=at, version=version)
    except Refusal as refusal:
        return Outcome(file_id=file_id, permit_id=None, refusal=refusal)
    except Absent:
        return Outcome(file_id=file_id, permit_id=None, refusal=Refusal("absent", _GONE))
    return Outcome(file_id=file_id, permit_id=permit.id, refusal=None)


def refuse(
    *,
    file_id: uuid.UUID,
    basis: str,
    why: str,
    by: Actor,
    at: datetime.datetime,
    version: int | None = None,
) -> PermitFile:
    """Refuse in writing: a named officer, with the basis and its article, the reason and the remedies. Source: E8, I10.

    Raises Refusal: basis_missing, reason_missing, stale. The system never refuses: it is in nobody's table.
    """
    with transaction.atomic():
        file, step = locking.take(file_id=file_id, act="refuse_permit", version=version)
        if basis not in law.REFUSAL_BASES:
            raise Refusal("basis_missing", _BASIS, field="basis", rule="E8")
        if not why.strip():
            raise Refusal("reason_missing", _WHY, field="why", rule="E8")
        reason = why.strip()[:500]
        staff_id = locking.staff_of(by=by)
        locking.put(file=file, step=step, refusal=reason, refusal_basis=basis, decided_at=at, decided_by_id=staff_id)
        if basis in {"no_ground", "false"}:
            proofs.uncheck(subject_id=file.id)
        uploads.let_go(file=file, at=at, portrait=True)
        record.write(
            what="refuse_permit",
            by=by,
            at=at,
            subject=("permit_file", file.id),
            person_id=file.person_id,
            rules=dict.fromkeys(("E8", "I10", law.ARTICLES[basis])),
            reason=reason[:300],
            detail={"basis": basis},
        )
        applying.tell(file, "permit_refused", at=at, why=reason)
        return file


def reopen(*, file_id: uuid.UUID, why: str, by: Actor, at: datetime.datetime, version: int | None = None) -> PermitFile:
    """Take a refusal back: the file is reviewed again, and its limits run anew from today. Source: E6, E8.

    Raises Refusal: reason_missing, file_open, and those of `accept`.
    """
    with transaction.atomic():
        locking.hold_registration(file_id=file_id)
        file, step = locking.take(file_id=file_id, act="reopen_permit", version=version)
        if not why.strip():
            raise Refusal("reason_missing", _WHY, field="why", rule="E8")
        applying.only_open(file)
        today = city.day(at)
        known = facts.of([file], on=today)[file.id]
        problem = facts.acceptance_problem(known, on=today)
        if problem is not None:
            raise problem
        # refused before anybody accepted it: whoever takes it up again has accepted it (E10)
        accepted_by = file.accepted_by_id or locking.staff_of(by=by)
        none = {"decided_at": None, "decided_by_id": None, "refusal": "", "refusal_basis": "", "extended_why": ""}
        put = {**none, "accepted_by_id": accepted_by, **checking.here(known), **checking.clock(file, since=at)}
        locking.put(file=file, step=step, **put)
        proofs.check(subject_id=file.id, staff_id=locking.staff_of(by=by), at=at)
        uploads.hold(file=file)
        about, reason = ("permit_file", file.id), why.strip()[:300]
        record.write(what="reopen_permit", by=by, at=at, subject=about, person_id=file.person_id, reason=reason)
        applying.tell(file, "permit_reopened", at=at, until=str(file.due_on))
        return file
