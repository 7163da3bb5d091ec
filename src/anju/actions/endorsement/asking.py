"""The person's side: asking for the endorsement, done at once where nothing changed; taking the wish back. Source: F2, F6, F7."""

import datetime
import uuid
from collections.abc import Sequence

from django.db import transaction

from anju.actions import record, validity
from anju.actions.endorsement import doing, pictures
from anju.law import city
from anju.law.absent import Absent
from anju.law.actor import Actor
from anju.law.permit import endorsing as law
from anju.law.permit import life
from anju.law.permit.application import Given
from anju.law.refusal import Refusal
from anju.law.wording import Text
from anju.models import Endorsement
from anju.queries import endorsement as queries

_ASKED = Text(zh="签注已经申请，{due}前办结，不用再申请。", en="You have asked already; it will be answered by {due}.")


def ask(
    *,
    permit_id: uuid.UUID,
    proofs_given: Sequence[Given] = (),
    channel: str,
    by: Actor,
    at: datetime.datetime,
) -> Endorsement:
    """Ask for the endorsement: made at once where nothing changed, else an officer looks at it within its limit.

    Raises Refusal "window_not_open" (with its dates), "asked_before", "not_registered", "proof_missing".
    """
    with transaction.atomic():
        permit = validity.take(permit_id=permit_id)
        doing.possible(permit=permit)
        waiting = permit.endorsements.filter(state="asked").first()
        if waiting is not None:
            raise Refusal("asked_before", _ASKED.format(due=waiting.due_on), rule="F7")
        today = city.day(at)
        held = validity.held(permit=permit, on=today)
        covered = doing.window(permit=permit, on=today, held=held)
        facts = queries.facts(permit=permit, on=today)
        plain = law.at_once(facts=facts, on=today, calendar=held.calendar, policy=held.policy)
        if not facts.standing and not proofs_given:
            raise Refusal("proof_missing", law.NO_PROOF, field="proofs", rule="F6")
        ground = str(facts.standing[0].ground if facts.standing else proofs_given[0].ground)
        made = doing.new(permit=permit, number=covered.number, ground=ground, channel=channel, at=at)
        if plain.is_yes:
            return doing.carry_out(permit=permit, made=made, by=by, at=at)
        made.save(force_insert=True)
        doing.keep(permit=permit, made=made, given=proofs_given, by=by, at=at)
        detail = {"endorsement": str(made.id), "number": made.number, "why": [one.rule for one in plain.reasons]}
        about = ("permit", permit.id)
        record.write(what="ask_endorsement", by=by, at=at, subject=about, person_id=permit.person_id, detail=detail)
        doing.tell(permit=permit, kind="endorsement_asked", made=made, at=at, due=made.due_on.isoformat())
        return made


def withdraw(*, endorsement_id: uuid.UUID, by: Actor, at: datetime.datetime) -> Endorsement:
    """Take the wish back; the window goes on as if nobody had asked. Source: F4, F6."""
    with transaction.atomic():
        found = Endorsement.objects.filter(id=endorsement_id).values_list("permit_id", flat=True).first()
        if found is None:
            raise Absent("endorsement")
        permit = validity.take(permit_id=found)
        made = Endorsement.objects.select_for_update().get(id=endorsement_id)
        made.state = life.ENDORSEMENT.follow(state=made.state, act="withdraw_endorsement").target
        made.version += 1
        made.save(update_fields=["state", "version"])
        pictures.let_go(made=made, at=at)
        record.write(
            what="withdraw_endorsement",
            by=by,
            at=at,
            subject=("permit", permit.id),
            person_id=permit.person_id,
            detail={"endorsement": str(made.id)},
        )
        return made
