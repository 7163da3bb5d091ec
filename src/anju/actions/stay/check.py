"""The station's check: returning, accepting with the receipt, verifying at the door. Source: B2, B3, B6, B7."""

import datetime
import uuid
from collections.abc import Mapping, Sequence

from django.db import transaction

from anju.actions import merge, message, person, record
from anju.actions.permit import ending, moving
from anju.actions.stay import locking, numbering
from anju.law import city, identity, registration
from anju.law import stay as law
from anju.law.actor import SYSTEM, Actor
from anju.law.refusal import Refusal
from anju.law.wording import Text
from anju.models import Completion, Person, Receipt, Stay, Visit
from anju.models.base import new_id
from anju.queries import places, rules
from anju.vault import code
from anju.vault.code import Claims, Kind

_NOTHING = Text(zh="请列出全部缺少的内容。", en="Please list everything that is missing.")
_TOO_LATE = Text(
    zh="一次性告知的期限到{until}为止，逾期没有告知的视为材料齐全。请按现有材料受理；确属重复、虚假的，写明理由后关闭。",
    en="What is missing had to be told by {until}; after that the file counts as complete. Accept it on what it has; "
    "close it with the reason if it is a duplicate or false.",
)
_TWICE = Text(
    zh="第一次告知时已经看得到的问题，不能再次要求补正：{items}。请受理，或者与本人核对。",
    en="What could be seen at the first notice can't be asked for again: {items}. Accept the file, or settle it with the person.",
)

# what a file can lack; the person's own items, never a paper beyond the one ID (B4)
ITEMS = {
    "id_unclear": Text(zh="证件信息与本人不符或者看不清", en="The ID details don't match or can't be read"),
    "name": Text(zh="姓名", en="Name"),
    "id_number": Text(zh="证件号码", en="ID number"),
    "phone": Text(zh="联系电话", en="Phone"),
    "hukou_county": Text(zh="户口所在县区", en="County of the household register"),
    "address": Text(zh="居住地址", en="Address"),
    "arrived_on": Text(zh="到达日期", en="Arrival date"),
    "reason": Text(zh="居住事由", en="Reason"),
    "dwelling": Text(zh="住所类型", en="Kind of dwelling"),
    "agent": Text(zh="代办人身份和关系", en="The agent's identity and relation"),
}


def give_back(
    *,
    stay_id: uuid.UUID,
    missing: Sequence[tuple[str, str]],
    by: Actor,
    at: datetime.datetime,
    version: int | None = None,
) -> Completion:
    """Return a file with everything missing listed at once: (item, note) pairs.

    Raises Refusal "nothing_missing", "unknown_item", "told_too_late", "told_before" (a second notice may only name what the
    completion itself made wrong, that is, an item the first one named). Source: B7.
    """
    with transaction.atomic():
        stay, step = locking.take(stay_id=stay_id, act="return", version=version)
        items = _listed(missing)
        _in_time(stay, at=at)
        _first_time(stay, items)
        notice = Completion.objects.create(stay=stay, missing=items, told_at=at)
        locking.put(stay=stay, step=step)
        record.write(
            what="return",
            by=by,
            at=at,
            subject=("stay", stay.id),
            person_id=stay.person_id,
            detail={"items": [entry["item"] for entry in items]},
        )
        message.to_person(
            person=stay.person,
            kind="file_returned",
            params={"number": stay.number},
            link=f"/my/files/{stay.id}/",
            dedupe=f"returned:{notice.id}",
            at=at,
        )
        return notice


def _in_time(stay: Stay, *, at: datetime.datetime) -> None:
    # nobody told within the limit: the file counts as complete, and the station decides on what it has (B7)
    answered = [notice.answered_at for notice in stay.completions.all() if notice.answered_at is not None]
    since = city.day(max([stay.declared_at, *answered]))
    held = rules.at(place=[code for code in stay.community.path.split("/") if code], on=since)
    limit = registration.told_due(submitted_on=since, calendar=held.calendar, policy=held.policy)
    if limit.is_over(on=city.day(at)):
        raise Refusal("told_too_late", _TOO_LATE.format(until=limit.on), field="missing", rule="B7")


def _listed(missing: Sequence[tuple[str, str]]) -> list[dict[str, str]]:
    if not missing:
        raise Refusal("nothing_missing", _NOTHING, field="missing", rule="B7")
    if any(item not in ITEMS for item, _ in missing):
        raise Refusal("unknown_item", _NOTHING, field="missing", rule="B7")
    return [{"item": item, "note": note.strip()[:200]} for item, note in missing]


def _first_time(stay: Stay, items: list[dict[str, str]]) -> None:
    earlier = list(stay.completions.order_by("told_at"))
    if not earlier:
        return
    named = {entry["item"] for notice in earlier for entry in notice.missing}
    new = [entry["item"] for entry in items if entry["item"] not in named]
    if new:
        names = "、".join(ITEMS[item].zh for item in new), ", ".join(ITEMS[item].en for item in new)
        raise Refusal("told_before", _TWICE.format(items=Text(zh=names[0], en=names[1])), field="missing", rule="B7")


def accept(
    *,
    stay_id: uuid.UUID,
    by: Actor,
    at: datetime.datetime,
    version: int | None = None,
    same_as: uuid.UUID | None = None,
    present: bool = False,
) -> Receipt:
    """Accept a file: registered from today, with its receipt. Lateness never blocks (B2).

    `same_as` is the record on file the officer found to be the same person; `present` tells that the person
    stood there with the card. Raises Refusal "same_number_on_file" until that is settled.
    """
    with transaction.atomic():
        stay, _ = locking.take(stay_id=stay_id, act="accept", version=version)
        receipt = settle(stay=stay, by=by, at=at, same_as=same_as, present=present)
        record.write(
            what="accept",
            by=by,
            at=at,
            subject=("stay", stay.id),
            person_id=stay.person_id,
            detail={"receipt": receipt.number},
        )
        message.to_person(
            person=stay.person,
            kind="registered",
            params={"number": receipt.number, "on": receipt.issued_on.isoformat()},
            link=f"/my/stays/{stay.id}/",
            dedupe=f"registered:{stay.id}:{stay.version}",
            at=at,
        )
        return receipt


def settle(*, stay: Stay, by: Actor, at: datetime.datetime, same_as: uuid.UUID | None, present: bool) -> Receipt:
    """Make a locked or new stay the registered one. Part of a larger act."""
    today = city.day(at)
    step = law.LIFECYCLE.follow(state=stay.state, act="accept")
    if same_as is not None and same_as == person.holder(person=stay.person):
        kept = Person.objects.select_for_update().get(id=same_as)
        merge.settle(kept=kept, gone=stay.person, present=present, by=by, at=at)
        stay.person = kept
    person.verify(person=stay.person)
    before = _end_before(stay, by=by, at=at)
    keeps = before is not None and _same_county(before, stay)
    stay.before = before or stay.before
    values = {
        "registered_on": today,
        # D2: inside the county the half year runs on; elsewhere it starts anew (D3)
        "counted_from": before.counted_from if before is not None and keeps else today,
        "confirmed_on": today,
        "before": stay.before,
        "person": stay.person,
    }
    locking.put(stay=stay, step=step, **values)
    if before is not None:
        _permit_of(before, stay, keeps=keeps, at=at)
    return issue_receipt(stay=stay, on=today)


def _permit_of(before: Stay, after: Stay, *, keeps: bool, at: datetime.datetime) -> None:
    # D1, D3: the permit moves along inside the county and ends with a move out of it
    if keeps:
        moving.follow(before=before, after=after, at=at)
    else:
        ending.end_with_stay(stay=before, at=at)


def _end_before(stay: Stay, *, by: Actor, at: datetime.datetime) -> Stay | None:
    active = (
        Stay.objects.select_for_update()
        .filter(person_id=stay.person_id, state="registered")
        .exclude(id=stay.id)
        .first()
    )
    if active is None:
        return None
    inside = _same_county(active, stay)
    step = law.LIFECYCLE.follow(state=active.state, act="move" if inside else "leave")
    locking.put(stay=active, step=step, ended_on=city.day(at), end_reason="" if inside else "left")
    # an end proposed for the old address has nothing left to end
    active.endings.filter(state__in=["noticed", "objected"]).update(state="withdrawn", undone_at=at)
    record.write(
        what="move" if inside else "leave",
        by=by,
        at=at,
        subject=("stay", active.id),
        person_id=active.person_id,
        detail={"to": str(stay.id)},
    )
    return active


def _same_county(one: Stay, other: Stay) -> bool:
    # by law: a move between 高新区 and the district it lies in is no move to another county
    return places.legal_county(path=one.community.path) == places.legal_county(path=other.community.path)


def issue_receipt(*, stay: Stay, on: datetime.date) -> Receipt:
    """Make the numbered, signed receipt of a registered stay, free of charge. Part of a larger act. Source: B6, H1."""
    number = numbering.receipt_number(county=stay.community_id[:6], on=on)
    receipt = receipt_row(stay=stay, on=on, number=number)
    receipt.save(force_insert=True)
    return receipt


def receipt_row(*, stay: Stay, on: datetime.date, number: str) -> Receipt:
    """Return the signed receipt of a registered stay, not saved yet. Source: B6."""
    key = new_id()
    county = stay.community_id[:6]
    claims = Claims(
        kind=Kind.RECEIPT,
        serial=key,
        on=stay.registered_on or on,
        county=county,
        name=identity.mask_name(stay.person.name),
    )
    return Receipt(
        id=key,
        stay=stay,
        person_id=stay.person_id,
        number=number,
        issued_on=on,
        county=county,
        code=code.encode(claims=claims),
    )


def verify(
    *,
    stay_id: uuid.UUID,
    found: str,
    note: str,
    by: Actor,
    at: datetime.datetime,
    detail: Mapping[str, object] | None = None,
) -> Visit:
    """Record a coordinator's visit to a declared stay: it waits for the station as “to verify” with what was found.

    `detail` is kept with the act, such as the time that the coordinator's phone gives.
    """
    with transaction.atomic():
        stay, step = locking.take(stay_id=stay_id, act="verify", version=None)
        visit = Visit.objects.create(stay=stay, post_id=by.post, at=at, found=found, note=note.strip()[:300])
        locking.put(stay=stay, step=step)
        record.write(
            what="verify",
            by=by,
            at=at,
            subject=("stay", stay.id),
            person_id=stay.person_id,
            detail={**(detail or {}), "found": found},
        )
        return visit


def lapse(*, stay_id: uuid.UUID, at: datetime.datetime) -> Stay:
    """Turn a declaration nobody checked in time into one to verify. Source: B3."""
    with transaction.atomic():
        stay, step = locking.take(stay_id=stay_id, act="lapse", version=None)
        locking.put(stay=stay, step=step)
        record.write(what="lapse", by=SYSTEM, at=at, subject=("stay", stay.id), person_id=stay.person_id)
        return stay
