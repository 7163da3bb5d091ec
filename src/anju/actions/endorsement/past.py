"""Earlier time under a temporary permit 暂住证, counted by an officer on proof. Source: F8."""

import datetime
import uuid

from django.db import transaction

from anju.actions import record
from anju.actions.endorsement import pictures
from anju.law.absent import Absent
from anju.law.actor import Actor
from anju.law.permit import endorsing as law
from anju.law.refusal import Refusal
from anju.law.wording import Text
from anju.models import PastResidence, Person, Stay

_PROOF = Text(
    zh="请写明看过的证明，例如暂住证编号。", en="Please name the proof seen, such as the old permit's number."
)
_COUNTED = Text(
    zh="这段时间和已经计入的时间（{on}起的登记，或者以前计入的时间）有重叠。",
    en="This time overlaps with what counts already: the registration from {on}, or time added before.",
)
_WHY = Text(zh="请写明撤销的理由。", en="Please state why it is taken back.")


def add(
    *,
    person_id: uuid.UUID,
    from_on: datetime.date,
    until_on: datetime.date,
    proof: str,
    upload_id: uuid.UUID | None = None,
    by: Actor,
    at: datetime.datetime,
) -> PastResidence:
    """Count an earlier time [from_on, until_on) in full months; raises Refusal "wrong_time", "counted_before"."""
    with transaction.atomic():
        person = Person.objects.select_for_update().filter(id=person_id).first()
        if person is None:
            raise Absent("person")
        months = law.full_months(from_on=from_on, until_on=until_on)
        if not proof.strip():
            raise Refusal("proof_missing", _PROOF, field="proof", rule="F8")
        _once(person, from_on, until_on)
        made = PastResidence.objects.create(
            person=person,
            from_on=from_on,
            until_on=until_on,
            months=months,
            proof=proof.strip()[:300],
            upload_id=upload_id,
            added_at=at,
        )
        pictures.attach(kind=pictures.PAST, subject_id=made.id, person_id=person.id, keys=[upload_id], by=by, at=at)
        record.write(
            what="add_past_residence",
            by=by,
            at=at,
            subject=("person", person.id),
            person_id=person.id,
            detail={"past": str(made.id), "months": months},
        )
        return made


def _once(person: Person, from_on: datetime.date, until_on: datetime.date) -> None:
    stay = Stay.objects.filter(person=person, state="registered").first()
    since = stay.counted_from if stay is not None else None
    held = list(PastResidence.objects.filter(person=person, removed_at=None).values_list("from_on", "until_on"))
    if (since is not None and until_on > since) or law.overlap(from_on=from_on, until_on=until_on, others=held):
        text = _COUNTED.format(on=since or from_on)
        raise Refusal("counted_before", text, field="until_on", rule="F8")


def remove(*, past_id: uuid.UUID, why: str, by: Actor, at: datetime.datetime) -> PastResidence:
    """Take added time back, with the reason. Source: F8."""
    with transaction.atomic():
        held = PastResidence.objects.select_for_update().filter(id=past_id, removed_at=None).first()
        if held is None:
            raise Absent("past_residence")
        if not why.strip():
            raise Refusal("reason_missing", _WHY, field="why", rule="F8")
        held.removed_at = at
        held.save(update_fields=["removed_at"])
        record.write(
            what="remove_past_residence",
            by=by,
            at=at,
            subject=("person", held.person_id),
            person_id=held.person_id,
            reason=why.strip()[:300],
            detail={"past": str(held.id), "months": held.months},
        )
        return held
