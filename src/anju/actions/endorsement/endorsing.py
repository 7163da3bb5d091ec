"""The officer's side: endorsing what was asked for or at the counter, or withholding it with the reasons. Source: F6, F7."""

import datetime
import uuid
from collections.abc import Sequence

from django.db import transaction

from anju.actions import record, validity
from anju.actions.endorsement import doing, pictures
from anju.actions.permit import ending, proofs
from anju.law import city
from anju.law.absent import Absent
from anju.law.actor import Actor
from anju.law.codes import PermitEndReason
from anju.law.permit import endorsing as law
from anju.law.permit import life
from anju.law.permit.application import Given
from anju.law.refusal import Refusal
from anju.law.wording import Text
from anju.models import Endorsement, Permit, PermitProof
from anju.queries import endorsement as queries

_STALE = Text(
    zh="这份签注刚刚被别人处理过，请刷新后再看。您填写的内容还在。",
    en="Somebody has just worked on this endorsement. Reload and look again; what you typed is kept.",
)
_WHY = Text(
    zh="请写明为什么不再具备条件，本人看得到。",
    en="Please state why no ground holds any more; the person will read it.",
)


def endorse(
    *,
    endorsement_id: uuid.UUID,
    proofs_seen: Sequence[Given] = (),
    by: Actor,
    at: datetime.datetime,
    version: int | None = None,
) -> Endorsement:
    """Endorse what was asked for; the officer has looked at its proofs, and at those seen now. Source: F6, F7."""
    with transaction.atomic():
        permit, made = _take(endorsement_id, by=by, version=version)
        doing.possible(permit=permit)
        return _done(permit, made, proofs_seen, by=by, at=at)


def at_counter(
    *,
    permit_id: uuid.UUID,
    proofs_seen: Sequence[Given] = (),
    by: Actor,
    at: datetime.datetime,
    version: int | None = None,
) -> Endorsement:
    """Endorse for whoever stands at the counter; what was asked for from the phone is done with it. Source: F6, F7."""
    _officer(by)
    with transaction.atomic():
        permit = validity.take(permit_id=permit_id, version=version)
        doing.possible(permit=permit)
        today = city.day(at)
        covered = doing.window(permit=permit, on=today, held=validity.held(permit=permit, on=today))
        made = permit.endorsements.select_for_update().filter(state="asked").first()
        if made is None:
            made = doing.new(permit=permit, number=covered.number, ground="", channel="counter", at=at)
        return _done(permit, made, proofs_seen, by=by, at=at)


def _done(permit: Permit, made: Endorsement, seen: Sequence[Given], *, by: Actor, at: datetime.datetime) -> Endorsement:
    today = city.day(at)
    doing.keep(permit=permit, made=made, given=seen, by=by, at=at)
    proofs.check(subject_id=made.id, staff_id=by.id, at=at)
    given = PermitProof.objects.filter(subject_id=made.id).order_by("given_at", "id")
    grounds = [str(one) for one in given.values_list("ground", flat=True)]
    grounds = grounds or [str(one.ground) for one in queries.facts(permit=permit, on=today).standing]
    if not grounds:
        raise Refusal("proof_missing", law.NO_PROOF, field="proofs", rule="F6")
    made.ground = grounds[0]
    return doing.carry_out(permit=permit, made=made, by=by, at=at)


def withhold(
    *,
    endorsement_id: uuid.UUID,
    basis: str,
    why: str,
    by: Actor,
    at: datetime.datetime,
    version: int | None = None,
) -> Endorsement:
    """Withhold an endorsement because no ground holds any more: reasons, and the end proposed with its window. Source: F6, I10.

    The withholding ends nothing by itself: after the window a named officer ends the permit, or drops it.
    """
    with transaction.atomic():
        permit, made = _take(endorsement_id, by=by, version=version)
        if not why.strip():
            raise Refusal("reason_missing", _WHY, field="why", rule="I10")
        made.state = life.ENDORSEMENT.follow(state=made.state, act="withhold_endorsement").target
        made.reason, made.version = why.strip()[:300], made.version + 1
        made.save(update_fields=["state", "reason", "version"])
        pictures.let_go(made=made, at=at)
        record.write(
            what="withhold_endorsement",
            by=by,
            at=at,
            subject=("permit", permit.id),
            person_id=permit.person_id,
            reason=made.reason,
            detail={"endorsement": str(made.id), "number": made.number},
        )
        doing.tell(permit=permit, kind="endorsement_withheld", made=made, at=at, why=made.reason)
        if not permit.endings.filter(state__in=ending.OPEN).exists():
            reason, on = str(PermitEndReason.NO_GROUND), city.day(at)
            ending.propose(permit_id=permit.id, reason=reason, basis=basis, note=why, on=on, by=by, at=at)
        return made


def _take(endorsement_id: uuid.UUID, *, by: Actor, version: int | None) -> tuple[Permit, Endorsement]:
    _officer(by)
    found = Endorsement.objects.filter(id=endorsement_id).values_list("permit_id", flat=True).first()
    if found is None:
        raise Absent("endorsement")
    permit = validity.take(permit_id=found)
    made = Endorsement.objects.select_for_update().get(id=endorsement_id)
    if version is not None and made.version != version:
        raise Refusal("stale", _STALE)
    # said before anything is looked at, so that a second click hears it in these words
    life.ENDORSEMENT.follow(state=made.state, act="endorse")
    return permit, made


def _officer(by: Actor) -> None:
    if by.role in {"resident", "system"}:
        raise Absent("endorsement")
