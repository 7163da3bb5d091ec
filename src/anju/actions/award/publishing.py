"""While a name is published anybody signed in may object; then the award is given and thanks are said. Source: I10."""

import datetime
import uuid

from django.db import transaction

from anju.actions import message, record
from anju.actions.award import locking
from anju.law import authority, city, complaint
from anju.law.absent import Absent
from anju.law.actor import Actor
from anju.law.refusal import Refusal
from anju.law.wording import Text
from anju.models import AwardObjection, Nomination
from anju.models.base import new_id
from anju.vault import seal

_OVER = Text(zh="公示期到{until}，已经结束。", en="The publication ended on {until}.")
_TWICE = Text(zh="您的异议正在核实。", en="Your objection is being looked into.")
_ANSWERED = Text(zh="这条异议已经答复。", en="This objection has been answered.")
_STILL = Text(zh="公示到{until}，期满才能表彰。", en="The name is published until {until}; the award comes after that.")
_OPEN = Text(zh="还有异议没有答复。", en="An objection waits for its answer.")


def protest(*, nomination_id: uuid.UUID, words: str, by: Actor, at: datetime.datetime) -> AwardObjection:
    """Object to a published name. Raises Refusal "words_missing", "objection_over", "objected"; Absent."""
    authority.demand(by=by, act="object_award")
    with transaction.atomic():
        rows = Nomination.objects.select_for_update(of=("self",)).filter(id=nomination_id, state="published")
        found = rows.first()
        if found is None or found.published_until is None or by.kind != "resident" or by.id is None:
            raise Absent("nomination")
        text = complaint.words(words, field="words", needed=True)
        if city.day(at) > found.published_until:
            raise Refusal("objection_over", _OVER.format(until=found.published_until), rule="I10")
        if found.objections.filter(resident_id=by.id, state="open").exists():
            raise Refusal("objected", _TWICE, rule="I10")
        key = new_id()
        made = AwardObjection.objects.create(
            id=key,
            nomination=found,
            resident_id=by.id,
            words=seal.seal(text=text, column="award_objection.words", owner=key),
            made_at=at,
            state="open",
        )
        record.write(what="object_award", by=by, at=at, subject=(locking.KIND, found.id), person_id=found.person_id)
        return made


def answer(*, objection_id: uuid.UUID, upheld: bool, words: str, by: Actor, at: datetime.datetime) -> AwardObjection:
    """Answer an objection with the reason; one that is upheld takes the name off. Raises Refusal "words_missing", "answered"."""
    with transaction.atomic():
        objection = AwardObjection.objects.filter(id=objection_id).first()
        if objection is None:
            raise Absent("objection")
        found = locking.of_office(nomination_id=objection.nomination_id, act="answer_award_objection", by=by)
        objection = AwardObjection.objects.select_for_update().get(id=objection_id)
        if objection.state != "open":
            raise Refusal("answered", _ANSWERED, rule="I10")
        said = complaint.words(words, field="words", needed=True)
        staff = locking.staff(by)
        objection.state = "upheld" if upheld else "rejected"
        objection.answer, objection.answered_at, objection.answered_by_id = said, at, staff
        objection.save(update_fields=["state", "answer", "answered_at", "answered_by"])
        # of several that are upheld the first takes the name off
        if upheld and found.state == "published":
            step = locking.step(found, "answer_award_objection")
            locking.put(found, step=step, reason=said)
            locking.tell(found, "award_refused", at=at)
        about, detail = (locking.KIND, found.id), {"upheld": upheld}
        record.write(
            what="answer_award_objection",
            by=by,
            at=at,
            subject=about,
            person_id=found.person_id,
            reason=said[:300],
            detail=detail,
        )
        _tell(objection.resident_id, "award_objection_answered", found, key=objection.id, at=at)
        return objection


def give(*, nomination_id: uuid.UUID, by: Actor, at: datetime.datetime) -> Nomination:
    """Give the award after the publication, and thank the person and whoever nominated them.

    Raises Refusal "still_published", "objection_open"; Absent.
    """
    with transaction.atomic():
        found = locking.of_office(nomination_id=nomination_id, act="give_award", by=by)
        step = locking.step(found, "give_award")
        if found.published_until is None or city.day(at) <= found.published_until:
            raise Refusal("still_published", _STILL.format(until=found.published_until), rule="I10")
        if found.objections.filter(state="open").exists():
            raise Refusal("objection_open", _OPEN, rule="I10")
        locking.put(found, step=step, given_at=at)
        record.write(what="give_award", by=by, at=at, subject=(locking.KIND, found.id), person_id=found.person_id)
        locking.tell(found, "award_given", at=at)
        if found.resident_id is not None:
            _tell(found.resident_id, "award_thanks", found, key=found.id, at=at)
        return found


def _tell(resident_id: uuid.UUID, kind: str, found: Nomination, *, key: object, at: datetime.datetime) -> None:
    message.to_resident(
        resident_id=resident_id,
        kind=kind,
        params={"award": found.award.name},
        dedupe=f"{kind}:{key}",
        at=at,
        link=f"/awards/{found.award_id}/",
    )
