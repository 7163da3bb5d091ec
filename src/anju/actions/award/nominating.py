"""Nominating, and the consent without which no name is published: signed in, or in writing.

Source: 个人信息保护法 13.
"""

import datetime
import uuid
from collections.abc import Mapping
from typing import Any

from django.db import transaction

from anju.actions import record
from anju.actions.award import locking
from anju.law import authority, award, city, complaint
from anju.law.absent import Absent
from anju.law.actor import Actor
from anju.law.award import Nominated
from anju.law.refusal import Refusal
from anju.law.wording import Text
from anju.models import Award, Nomination, Person, Post, Resident
from anju.models.base import new_id
from anju.vault import seal

_CLOSED = Text(zh="现在不在推荐的日期内。", en="Nominations are not open at present.")
_MANY = Text(zh="一次评选最多推荐{most}人。", en="You can nominate {most} people for an award.")
_OVER = Text(zh="这份推荐已经结束，不用再答复。", en="This nomination is over; there is nothing to answer.")


def nominate(*, award_id: uuid.UUID, raw: Mapping[str, Any], by: Actor, at: datetime.datetime) -> Nomination:
    """Nominate for an award; whoever is nominated by another is asked first.

    Raises Refusals with fields, Refusal "not_open", "too_many"; Absent.
    """
    authority.demand(by=by, act="nominate")
    with transaction.atomic():
        found = Award.objects.select_for_update(of=("self",)).select_related("unit").filter(id=award_id).first()
        if found is None:
            raise Absent("award")
        if found.ended_at is not None or not found.opens_on <= city.day(at) <= found.closes_on:
            raise Refusal("not_open", _CLOSED, rule="I1")
        read = award.nominated(raw, by_office=by.kind != "resident")
        made = _made(found, read, by=by, at=at)
        detail = {"award": str(found.id), "own": read.own}
        about = (locking.KIND, made.id)
        record.write(what="nominate", by=by, at=at, subject=about, person_id=made.person_id, detail=detail)
        if made.consent == "asked":
            locking.tell(made, "award_nominated", at=at)
        return made


def consent(*, nomination_id: uuid.UUID, by: Actor, at: datetime.datetime) -> Nomination:
    """Consent to be nominated and published. Raises Refusal "over"; Absent for everybody else."""
    with transaction.atomic():
        found, who = locking.of_person(nomination_id=nomination_id, act="consent_nomination", by=by)
        if found.state not in ("received", "proposed"):
            raise Refusal("over", _OVER, rule="I1")
        person = locking.own_record(who)
        locking.put(found, consent="given", consented_at=at, person_id=found.person_id or person)
        record.write(
            what="consent_nomination", by=by, at=at, subject=(locking.KIND, found.id), person_id=found.person_id
        )
        return found


def decline(*, nomination_id: uuid.UUID, by: Actor, at: datetime.datetime) -> Nomination:
    """Decline to be nominated: what was said of the person is emptied at once. Absent for everybody else."""
    with transaction.atomic():
        found, _ = locking.of_person(nomination_id=nomination_id, act="decline_nomination", by=by)
        step = locking.step(found, "decline_nomination")
        story = seal.seal(text="", column="nomination.story", owner=found.id)
        locking.put(found, step=step, consent="declined", consented_at=at, story=story, summary="")
        record.write(
            what="decline_nomination", by=by, at=at, subject=(locking.KIND, found.id), person_id=found.person_id
        )
        return found


def note_consent(*, nomination_id: uuid.UUID, words: str, by: Actor, at: datetime.datetime) -> Nomination:
    """Note a consent given in writing, and where the paper lies. Raises Refusal "words_missing", "over"; Absent."""
    with transaction.atomic():
        found = locking.of_office(nomination_id=nomination_id, act="note_consent", by=by)
        said = complaint.words(words, field="words", needed=True)
        if found.state not in ("received", "proposed"):
            raise Refusal("over", _OVER, rule="I1")
        locking.put(found, consent="given", consented_at=at)
        record.write(
            what="note_consent",
            by=by,
            at=at,
            subject=(locking.KIND, found.id),
            person_id=found.person_id,
            reason=said[:300],
        )
        return found


def _made(found: Award, read: Nominated, *, by: Actor, at: datetime.datetime) -> Nomination:
    key = new_id()
    who = locking.resident(by)
    if who is not None and Nomination.objects.filter(award=found, resident_id=who.id).count() >= award.MOST:
        raise Refusal("too_many", _MANY.format(most=award.MOST), rule="I1")
    record_id = locking.own_record(who) if who is not None and read.own else None
    person = Person.objects.filter(id=record_id).first() if record_id is not None else None
    office = Post.objects.get(id=by.post).unit if who is None else None
    phone, index = _phone(read, who=who, owner=key)
    return Nomination.objects.create(
        id=key,
        award=found,
        unit=found.unit,
        person_id=person.id if person is not None else None,
        name=person.name if person is not None else read.name,
        phone=phone,
        phone_index=index,
        story=seal.seal(text=read.story, column="nomination.story", owner=key),
        resident_id=who.id if who is not None else None,
        by_unit=office,
        state=award.LIFECYCLE.initial,
        consent="given" if read.own else "asked",
        consented_at=at if read.own else None,
        nominated_at=at,
    )


def _phone(read: Nominated, *, who: Resident | None, owner: uuid.UUID) -> tuple[bytes | None, bytes | None]:
    plain = read.phone
    if read.own and who is not None and who.phone:
        plain = seal.unseal(data=bytes(who.phone), column="resident.phone", owner=who.id)
    if not plain:
        return None, None
    sealed = seal.seal(text=plain, column="nomination.phone", owner=owner)
    return sealed, seal.index(text=plain, kind="phone")
