"""Retention: sealed when nobody's stay goes on, anonymised when the time has run out. Source: L5, L7.

What goes: names, sealed values, blind indexes, free words, sign-ins that served nobody else, in the live tables and in
the snapshots below them. What stays: ids, dates, places and codes, so that figures and acts hold. Acts are never
touched (L1): they name people by id, and the reasons officers give in them stand as they were given.
"""

import datetime
import uuid
from collections.abc import Sequence

from django.db import connection, transaction
from django.db.models import DateField, Exists, F, Max, OuterRef, Q, QuerySet
from django.db.models.functions import Cast, Coalesce

from anju.actions import immunisation, record, relief, upload
from anju.actions.award import erasing as awards
from anju.actions.case import erasing as cases
from anju.actions.dispute import erasing as disputes
from anju.actions.job import erasing as jobs
from anju.actions.permit import erasing
from anju.actions.rental import erasing as rental
from anju.law import deadline
from anju.law.absent import Absent
from anju.law.actor import SYSTEM, Actor
from anju.law.refusal import Refusal
from anju.law.wording import Text
from anju.models import (
    Binding,
    Complaint,
    Completion,
    Correction,
    DataRequest,
    Ending,
    Guardianship,
    IdNumber,
    Merge,
    Message,
    Person,
    PhoneCode,
    Preference,
    Receipt,
    Resident,
    Stay,
    Visit,
)
from anju.queries import rules
from anju.vault import seal

LIVE = ("declared", "returned", "to_verify", "registered")
MOST = 2000
BATCH = 200

_LIVE = Text(
    zh="还有有效的登记或者正在办理的申报，不能删除。",
    en="A registration or a declaration is still open; nothing can be deleted yet.",
)
_OPEN = Text(
    zh="还有没答复的更正申请，请先答复。", en="A request for correction is still open; please answer it first."
)
_WARD = Text(
    zh="还有由其监护的人在住，监护人信息需要保留。",
    en="Somebody in their care still lives here; the guardian's record is needed.",
)


def seal_ended(*, on: datetime.date, at: datetime.datetime) -> int:
    """Seal the records of people none of whose stays goes on, and open those who have come back.

    Whoever waits for an answer of ours is not sealed meanwhile: it has to be found to be answered. Source: L5, L7, D9.
    """
    live = Exists(Stay.objects.filter(person=OuterRef("pk"), state__in=LIVE))
    corrections = Correction.objects.filter(stay__person=OuterRef("pk"), state="asked")
    requests = DataRequest.objects.filter(person=OuterRef("pk"), state="asked")
    asked = Q(Exists(corrections)) | Q(Exists(requests)) | erasing.live() | cases.live() | rental.live()
    asked |= relief.live()
    people = Person.objects.filter(state="verified")
    back = people.exclude(sealed_at=None).filter(live | asked).update(sealed_at=None)
    gone = people.filter(~live, ~asked, sealed_at=None, stays__isnull=False).values_list("pk", flat=True).distinct()
    return back + Person.objects.filter(pk__in=list(gone[: BATCH * 100])).update(sealed_at=at)


def anonymise_due(*, on: datetime.date, at: datetime.datetime, limit: int = MOST) -> int:
    """Anonymise everyone whose last stay ended so long ago that nothing needs their name any more. Source: L7."""
    months = rules.policy(place=(), on=on).anonymise_after_months
    keys = list(_expired(deadline.add_months(on, -months)).values_list("pk", flat=True)[:limit])
    done = 0
    for start in range(0, len(keys), BATCH):
        done += _batch(keys[start : start + BATCH], at=at)
    return done


def delete(*, person_id: uuid.UUID, by: Actor, at: datetime.datetime, reason: str) -> None:
    """Delete a person's data at their own request, as far as the law lets: not while a stay goes on.

    Raises Refusal "still_registered", "correction_open", "guardian_needed". Source: L5, L7, 个人信息保护法 47.
    """
    with transaction.atomic():
        person = Person.objects.select_for_update().filter(pk=person_id).exclude(state="erased").first()
        if person is None:
            raise Absent("person")
        obstacle = hindrance(person_id=person_id)
        if obstacle is not None:
            raise obstacle
        _erase(person, by=by, at=at, reason=reason)
        _snapshots([person_id])


def hindrance(*, person_id: uuid.UUID) -> Refusal | None:
    """Return why a person's data can't go yet, or None."""
    if Stay.objects.filter(person_id=person_id, state__in=LIVE).exists():
        return Refusal("still_registered", _LIVE, rule="L7")
    permit = erasing.hindrance(person_id=person_id)
    if permit is not None:
        return permit
    asked = relief.hindrance(person_id=person_id)
    if asked is not None:
        return asked
    case = cases.hindrance(person_id=person_id)
    if case is not None:
        return case
    home = rental.hindrance(person_id=person_id)
    if home is not None:
        return home
    if Correction.objects.filter(stay__person_id=person_id, state="asked").exists():
        return Refusal("correction_open", _OPEN, rule="D9")
    if Guardianship.objects.filter(guardian_id=person_id, until=None, ward__stays__state__in=LIVE).exists():
        return Refusal("guardian_needed", _WARD, rule="B8")
    return None


def anonymise_complaints(*, on: datetime.date, at: datetime.datetime, limit: int = MOST) -> int:
    """Empty the words and contacts of complaints answered as long ago. Source: L7."""
    months = rules.policy(place=(), on=on).anonymise_after_months
    old = Complaint.objects.filter(state="answered", answered_at__date__lt=deadline.add_months(on, -months))
    rows = list(old.exclude(text=b"")[:limit])
    if not rows:
        return 0
    with transaction.atomic():
        keys = [row.pk for row in rows]
        record.write(what="erase", by=SYSTEM, at=at, subject=("complaints", on), detail={"count": len(keys)})
        Complaint.objects.filter(pk__in=keys).update(text=b"", contact=None, resident_id=None)
        for row in rows:
            row.steps.update(words="")
        _call("anju_erase_complaint_snapshots", keys)
    return len(rows)


def _expired(before: datetime.date) -> QuerySet[Person]:
    ended = Coalesce(F("stays__ended_on"), Cast("stays__declared_at", DateField()))
    live = Stay.objects.filter(person=OuterRef("pk"), state__in=LIVE)
    asked = Correction.objects.filter(stay__person=OuterRef("pk"), state="asked")
    wards = Guardianship.objects.filter(guardian=OuterRef("pk"), until=None, ward__stays__state__in=LIVE)
    permits = erasing.live() | Q(erasing.decided_since(day=before)) | cases.live() | Q(cases.decided_since(day=before))
    permits |= rental.live() | relief.live()
    held = Person.objects.filter(~Exists(live), ~Exists(asked), ~Exists(wards), ~permits)
    held = held.filter(state__in=["provisional", "verified"])
    return held.annotate(last=Max(ended)).filter(last__lt=before).order_by("pk")


def _batch(keys: Sequence[uuid.UUID], *, at: datetime.datetime) -> int:
    with transaction.atomic():
        people = list(
            Person.objects.select_for_update(skip_locked=True)
            .filter(pk__in=keys)
            .exclude(state="erased")
            .order_by("pk")
        )
        people = [person for person in people if hindrance(person_id=person.pk) is None]
        for person in people:
            _erase(person, by=SYSTEM, at=at, reason="")
        _snapshots([person.pk for person in people])
        return len(people)


def _erase(person: Person, *, by: Actor, at: datetime.datetime, reason: str) -> None:
    record.write(
        what="erase", by=by, at=at, subject=("person", person.pk), person_id=person.pk, reason=reason.strip()[:300]
    )
    _wipe_files(person.pk)
    erasing.wipe(person_id=person.pk)
    cases.wipe(person_id=person.pk)
    rental.wipe(person_id=person.pk)
    awards.wipe(person_id=person.pk)
    jobs.wipe(person_id=person.pk, at=at)
    disputes.wipe(person_id=person.pk)
    immunisation.wipe(person_id=person.pk)
    relief.wipe(person_id=person.pk)
    upload.erase(person_id=person.pk, at=at)
    Message.objects.filter(person_id=person.pk).delete()
    _wipe_sign_ins(person.pk, at=at)
    Guardianship.objects.filter(Q(ward_id=person.pk) | Q(guardian_id=person.pk), until=None).update(until=at)
    IdNumber.objects.filter(person_id=person.pk).delete()
    _wipe_person(person, at=at)
    for link in Merge.objects.filter(kept=person).select_related("gone"):
        _erase(link.gone, by=by, at=at, reason=reason)


def _wipe_person(person: Person, *, at: datetime.datetime) -> None:
    person.state, person.sealed_at = "erased", at
    person.name = person.pinyin = person.initials = ""
    # the year is what figures by age need
    person.birth_on = person.birth_on.replace(month=1, day=1)
    person.id_number = seal.seal(text="", column="person.id_number", owner=person.pk)
    person.id_index, person.phone, person.phone_index = b"", None, None
    person.save()


def _wipe_files(person_id: uuid.UUID) -> None:
    mine = Stay.objects.filter(person_id=person_id)
    keys = list(mine.values_list("pk", flat=True))
    mine.update(agent_name="", agent_id_number=None, agent_relation="", workplace="")
    Ending.objects.filter(stay_id__in=keys).update(basis_note="", objection="", undone_why="")
    Visit.objects.filter(stay_id__in=keys).update(note="")
    Receipt.objects.filter(stay_id__in=keys).update(code="")
    DataRequest.objects.filter(person_id=person_id).update(why="", answer="")
    for correction in Correction.objects.filter(stay_id__in=keys):
        correction.wanted = seal.seal(text="", column="correction.wanted", owner=correction.pk)
        correction.why = correction.answer = ""
        correction.save(update_fields=["wanted", "why", "answer"])
    for notice in Completion.objects.filter(stay_id__in=keys):
        notice.missing = [{"item": entry["item"], "note": ""} for entry in notice.missing]
        notice.save(update_fields=["missing"])


def _wipe_sign_ins(person_id: uuid.UUID, *, at: datetime.datetime) -> None:
    bound = Binding.objects.filter(person_id=person_id)
    residents = set(bound.values_list("resident_id", flat=True))
    bound.filter(until=None).update(until=at)
    busy = set(Binding.objects.filter(resident_id__in=residents, until=None).values_list("resident_id", flat=True))
    for resident in Resident.objects.filter(pk__in=residents - busy):
        if resident.phone_index is not None:
            PhoneCode.objects.filter(phone_index=bytes(resident.phone_index)).delete()
        upload.erase_given(resident_ids=[resident.pk], at=at)
        Message.objects.filter(resident_id=resident.pk).delete()
        Preference.objects.filter(resident_id=resident.pk).delete()
        Complaint.objects.filter(resident_id=resident.pk).update(resident_id=None, contact=None)
        jobs.wipe_sign_in(resident_id=resident.pk, at=at)
        Binding.objects.filter(resident=resident).delete()
        resident.delete()


def _snapshots(people: Sequence[uuid.UUID]) -> None:
    gone = list(Merge.objects.filter(kept_id__in=people).values_list("gone_id", flat=True))
    everyone = [*people, *gone]
    while gone:
        gone = list(Merge.objects.filter(kept_id__in=gone).values_list("gone_id", flat=True))
        everyone += gone
    _call("anju_erase_snapshots", everyone)


def _call(function: str, keys: Sequence[uuid.UUID]) -> None:
    # snapshots are append-only for the application; only this function of the owner may empty them (migration 0005)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {function}(%s::uuid[])", [list(keys)])
