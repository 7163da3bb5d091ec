"""Reviewing an objection: by somebody who had no part in what is objected to, within 15 working days. Source: I6, I10."""

import datetime
import uuid

from django.db import transaction

from anju.actions import record
from anju.actions.rental import locking, measures, offering
from anju.law import city, complaint, draw
from anju.law.absent import Absent
from anju.law.actor import Actor
from anju.law.refusal import Refusal
from anju.law.rental import life, order
from anju.law.wording import Text
from anju.models import RentalEntry, RentalObjection

_SAME = Text(zh="复核由没有参与原决定的人办理。", en="Somebody who had no part in the decision has to review it.")
_ANSWERED = Text(zh="这条异议已经答复。", en="This objection has been answered.")
_NEED = Text(zh="请选择家里有没有特殊需要。", en="Please choose whether the family has a special need.")
_DAY = Text(
    zh="材料齐全的日期不能晚于进入轮候的日期。", en="The application was complete by the day of entering at the latest."
)


def uphold(
    *,
    objection_id: uuid.UUID,
    answer: str,
    by: Actor,
    at: datetime.datetime,
    need: str = "",
    complete_on: datetime.date | None = None,
) -> RentalObjection:
    """Uphold an objection: the measure falls, the allotment is taken back, or the facts of the place are put right.

    Raises Refusal "four_eyes", "answered", "words_missing", "not_an_option", "bad_day"; Absent. Source: I6.
    """
    with transaction.atomic():
        found, entry, staff = _open(objection_id, "uphold_rental_objection", by)
        said = complaint.words(answer, field="answer", needed=True)
        if found.about == "measure":
            _spare(found, entry, staff=staff, at=at)
        elif found.about == "allotment":
            _take_back(found, entry, said=said, at=at)
        else:
            _put_right(entry, need=need or entry.need, complete_on=complete_on, at=at)
        _answer(found, "upheld", said, "", staff=staff, at=at)
        _told(found, entry, act="uphold_rental_objection", said=said, by=by, at=at)
        return found


def reject(*, objection_id: uuid.UUID, answer: str, article: str, by: Actor, at: datetime.datetime) -> RentalObjection:
    """Reject an objection with reason and article; a measure objected to is decided by this.

    Raises Refusal "four_eyes", "answered", "reason_missing", "article_missing"; Absent. Source: I6, I10.
    """
    with transaction.atomic():
        found, entry, staff = _open(objection_id, "reject_rental_objection", by)
        said, cited = measures.reasoned(reason=answer, article=article)
        if found.measure is not None and found.measure.state == "objected":
            act = "reject_rental_objection"
            step = life.MEASURE.follow(state=found.measure.state, act=act)
            measures.done(found.measure, entry, step=step, act=act, staff=staff, at=at)
            locking.tell(entry, "rental_ended" if found.measure.what == "end" else "rental_moved_back", at=at)
        _answer(found, "rejected", said, cited, staff=staff, at=at)
        _told(found, entry, act="reject_rental_objection", said=said, by=by, at=at)
        return found


def _open(objection_id: uuid.UUID, act: str, by: Actor) -> tuple[RentalObjection, RentalEntry, uuid.UUID]:
    unit = locking.office(by=by, act=act)
    rows = RentalObjection.objects.select_for_update(of=("self",)).select_related("measure", "offer__flat")
    found = rows.filter(id=objection_id, unit=unit).first()
    if found is None:
        raise Absent("objection")
    entry = locking.office_row(entry_id=found.entry_id, act=act, by=by)
    staff = locking.staff(by)
    part = {found.against_id, entry.case.proposed_by_id} if found.about == "place" else {found.against_id}
    if staff in part:
        raise Refusal("four_eyes", _SAME, rule="I6")
    if found.state != "open":
        raise Refusal("answered", _ANSWERED, rule="I6")
    return found, entry, staff


def _spare(found: RentalObjection, entry: RentalEntry, *, staff: uuid.UUID, at: datetime.datetime) -> None:
    # a measure falls by itself when the person leaves the list: then there is only the answer left to give
    if found.measure is not None and found.measure.state == "objected":
        step = life.MEASURE.follow(state=found.measure.state, act="uphold_rental_objection")
        measures.settle(found.measure, step=step, staff=staff, at=at)
        locking.change(entry)


def _take_back(found: RentalObjection, entry: RentalEntry, *, said: str, at: datetime.datetime) -> None:
    # an allotment may have been withdrawn meanwhile
    if found.offer is not None and found.offer.state == "accepted":
        step = life.LIFECYCLE.follow(state=entry.state, act="uphold_rental_objection")
        offering.back(found.offer, state="withdrawn", at=at, why=said)
        locking.put(entry, step=step)
        locking.tell(entry, "rental_withdrawn", at=at)


def _put_right(entry: RentalEntry, *, need: str, complete_on: datetime.date | None, at: datetime.datetime) -> None:
    if need not in order.NEEDS:
        raise Refusal("not_an_option", _NEED, field="need", rule="I6")
    if complete_on is not None and complete_on > city.day(entry.entered_at):
        raise Refusal("bad_day", _DAY, field="complete_on", rule="I6")
    if complete_on is None and entry.measures.filter(what="back", state="done").exists():
        # moved to the end by a measure: what is said of the need doesn't undo that, and decides only which flats fit
        locking.change(entry, need=need)
        return
    held = locking.here(entry, at=at)
    rank = order.rank(
        need=need,
        complete=complete_on or city.day(entry.complete_at),
        order=entry.round.order if entry.round is not None else "date",
        closes_on=entry.round.closes_on if entry.round is not None else None,
        lot=_lot(entry),
        policy=held.policy,
    )
    values: dict[str, object] = {"need": need, "group": rank.group, "ranked_on": rank.ranked_on, "lot": rank.lot}
    if complete_on is not None:
        values["complete_at"] = datetime.datetime.combine(complete_on, datetime.time(), city.TIME)
    locking.change(entry, **values)


def _lot(entry: RentalEntry) -> int:
    # a measure may have taken it away
    if entry.round is None or not entry.round.told_seed:
        return entry.lot
    return draw.lot(seed=entry.round.told_seed, number=entry.number)


def _answer(
    found: RentalObjection, state: str, said: str, cited: str, *, staff: uuid.UUID, at: datetime.datetime
) -> None:
    found.state, found.answer, found.article = state, said, cited
    found.answered_at, found.answered_by_id = at, staff
    found.save(update_fields=["state", "answer", "article", "answered_at", "answered_by"])


def _told(found: RentalObjection, entry: RentalEntry, *, act: str, said: str, by: Actor, at: datetime.datetime) -> None:
    record.write(
        what=act,
        by=by,
        at=at,
        subject=(locking.KIND, entry.id),
        person_id=entry.person_id,
        reason=said[:300],
        detail={"about": found.about},
    )
    # whoever objected hears it, on their own page
    rows = RentalEntry.objects.select_related("person").filter(person_id=found.person_id, unit=found.unit)
    mine = entry if found.person_id == entry.person_id else rows.latest("entered_at")
    kind = "rental_upheld" if found.state == "upheld" else "rental_rejected"
    locking.tell(mine, kind, at=at, key=found.id)
