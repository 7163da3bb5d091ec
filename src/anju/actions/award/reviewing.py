"""Review by two officers: one proposes, another approves and publishes, or refuses with the reason. Source: I10."""

import datetime
import uuid

from django.db import transaction

from anju.actions import record
from anju.actions.award import locking
from anju.law import award, city, complaint
from anju.law.actor import Actor
from anju.law.refusal import Refusal
from anju.law.wording import Text
from anju.models import Nomination

_OUTCOME = Text(zh="请选择初审意见。", en="Please choose what you propose.")
_SAME = Text(zh="初审人不能复审同一件推荐。", en="Whoever reviewed it first can't decide it too.")
_OTHER = Text(zh="与初审意见不一致。", en="This isn't what was proposed.")
_CONSENT = Text(zh="本人还没有同意，不能公示。", en="The person has not consented yet; nothing can be published.")


def propose(*, nomination_id: uuid.UUID, outcome: str, reason: str, by: Actor, at: datetime.datetime) -> Nomination:
    """Propose to honour or not. Raises Refusal "not_an_option", "words_missing"; Absent."""
    with transaction.atomic():
        found = locking.of_office(nomination_id=nomination_id, act="propose_nomination", by=by)
        step = locking.step(found, "propose_nomination")
        if outcome not in award.OUTCOMES:
            raise Refusal("not_an_option", _OUTCOME, field="outcome", rule="I10")
        said = complaint.words(reason, field="reason", needed=True)
        locking.put(found, step=step, proposed=outcome, proposed_by_id=locking.staff(by), reason=said)
        _record("propose_nomination", found, by=by, at=at, reason=said)
        return found


def approve(*, nomination_id: uuid.UUID, summary: str, by: Actor, at: datetime.datetime) -> Nomination:
    """Approve as a second officer and publish the name and `summary`, with the person's consent only.

    Raises Refusal "four_eyes", "other_outcome", "no_consent", Refusals with "summary"; Absent.
    """
    with transaction.atomic():
        found = locking.of_office(nomination_id=nomination_id, act="approve_nomination", by=by)
        step = locking.step(found, "approve_nomination")
        staff = _second(found, outcome="support", by=by)
        if found.consent != "given":
            raise Refusal("no_consent", _CONSENT, rule="I10")
        said = award.summary(summary)
        held = locking.here(found.unit, at=at)
        due = award.published_until(on=city.day(at), calendar=held.calendar, policy=held.policy)
        locking.put(
            found,
            step=step,
            summary=said,
            decided_by_id=staff,
            decided_at=at,
            published_at=at,
            published_until=due.on,
            published_provisional=due.provisional,
        )
        _record("approve_nomination", found, by=by, at=at, reason="")
        locking.tell(found, "award_published", at=at, until=str(due.on))
        return found


def refuse(*, nomination_id: uuid.UUID, reason: str, by: Actor, at: datetime.datetime) -> Nomination:
    """Refuse as a second officer, with the reason. Raises Refusal "four_eyes", "other_outcome", "words_missing"; Absent."""
    with transaction.atomic():
        found = locking.of_office(nomination_id=nomination_id, act="refuse_nomination", by=by)
        step = locking.step(found, "refuse_nomination")
        staff = _second(found, outcome="refuse", by=by)
        said = complaint.words(reason, field="reason", needed=True)
        locking.put(found, step=step, reason=said, decided_by_id=staff, decided_at=at)
        _record("refuse_nomination", found, by=by, at=at, reason=said)
        if found.consent == "given":
            # who was never told of the nomination need not hear that it came to nothing
            locking.tell(found, "award_refused", at=at)
        return found


def _second(found: Nomination, *, outcome: str, by: Actor) -> uuid.UUID:
    staff = locking.staff(by)
    if staff == found.proposed_by_id:
        raise Refusal("four_eyes", _SAME, rule="I10")
    if outcome != found.proposed:
        raise Refusal("other_outcome", _OTHER, rule="I10")
    return staff


def _record(what: str, found: Nomination, *, by: Actor, at: datetime.datetime, reason: str) -> None:
    about = (locking.KIND, found.id)
    record.write(what=what, by=by, at=at, subject=about, person_id=found.person_id, reason=reason[:300])
