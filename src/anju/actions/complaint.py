"""Complaints, also about infringed rights: received by anyone, owned by one office at every moment. Source: Q3, J1, J2."""

import datetime
import secrets
import uuid
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Q

from anju.actions import message, record
from anju.law import city, deadline
from anju.law import complaint as law
from anju.law.absent import Absent
from anju.law.actor import Actor
from anju.law.refusal import Refusal
from anju.law.wording import Text
from anju.models import Complaint, ComplaintStep, Division, Resident, Unit, UnitDivision
from anju.models.base import new_id
from anju.queries import rules
from anju.vault import seal

# without letters and digits that look alike; 12 of them can't be guessed
_ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
_CODE = 12

_NO_OFFICE = Text(
    zh="没有找到这个单位或者地方，请从列表中选择。",
    en="This office or place is not known. Please choose one from the list.",
)
_NOBODY = Text(
    zh="这个地方还没有设定受理投诉的单位，请直接选择单位。",
    en="No office receives complaints for this place yet. Please name the office.",
)
_ANSWERED = Text(zh="这件投诉已经答复过。", en="This complaint has been answered already.")
_OFFERED = Text(
    zh="这件投诉已经转出，等待对方接收。", en="This complaint has been offered already and waits for the other office."
)
_SELF = Text(zh="请选择另外一个单位。", en="Please choose another office.")


@dataclass(frozen=True)
class Opened:
    """The words of a complaint and how to reach the one who complained, as the office that owns it sees them."""

    id: uuid.UUID
    text: str
    contact: str


def complain(
    *,
    kind: str,
    text: str,
    contact: str,
    about: str,
    by: Actor,
    at: datetime.datetime,
    resident: Resident | None = None,
) -> Complaint:
    """Receive a complaint, also from someone unknown; its code follows it. `about` is the code of a unit or a division.

    The office named owns it, else the hall or police office of the place, until another accepts it.
    Raises Refusal "not_an_option", "text_missing", "text_too_long", "contact_too_long", "office_unknown", "office_unset". Source: J1, J2.
    """
    read, about = law.read(kind=kind, text=text, contact=contact), law.tidy(about)
    with transaction.atomic():
        today = city.day(at)
        owner = _receiver(about=about, on=today)
        held = rules.at(place=_place(about), on=today)
        days = held.policy.complaint_working_days
        due = deadline.working_days(start=today, count=days, calendar=held.calendar, rule="J1")
        key = new_id()
        made = Complaint.objects.create(
            id=key,
            code="".join(secrets.choice(_ALPHABET) for _ in range(_CODE)),
            resident_id=resident.id if resident is not None else None,
            kind=read.kind,
            text=seal.seal(text=read.text, column="complaint.text", owner=key),
            contact=seal.seal(text=read.contact, column="complaint.contact", owner=key) if read.contact else None,
            owner=owner,
            state="received",
            received_at=at,
            due_on=due.on,
            due_provisional=due.provisional,
        )
        _step(made, what="received", unit=owner, at=at)
        noted = {"kind": read.kind, "owner": owner.code}
        record.write(what="complain", by=by, at=at, subject=("complaint", made.id), detail=noted)
        return made


def offer(*, complaint_id: uuid.UUID, to: uuid.UUID, words: str, by: Actor, at: datetime.datetime) -> Complaint:
    """Offer a complaint to another office; the first receiver keeps it until that one accepts. Source: J2."""
    with transaction.atomic():
        held = _take(complaint_id, by=by, side="owner")
        if held.state == "offered":
            raise Refusal("offered_before", _OFFERED, rule="J2")
        other = Unit.objects.filter(id=to, valid_to=None).first()
        if other is None:
            raise Refusal("office_unknown", _NO_OFFICE, field="to", rule="J2")
        if other.id == held.owner_id:
            raise Refusal("same_office", _SELF, field="to", rule="J2")
        held.state, held.offered_to = "offered", other
        held.save(update_fields=["state", "offered_to"])
        _step(held, what="offered", unit=other, at=at, words=law.words(words, field="words", needed=False))
        record.write(what="offer_complaint", by=by, at=at, subject=("complaint", held.id), detail={"to": other.code})
        return held


def take(*, complaint_id: uuid.UUID, by: Actor, at: datetime.datetime) -> Complaint:
    """Take an offered complaint over; the limit runs on. Source: J2."""
    with transaction.atomic():
        held, office = _offered(complaint_id, by=by)
        held.owner, held.offered_to, held.state = office, None, "received"
        held.save(update_fields=["owner", "offered_to", "state"])
        _step(held, what="accepted", unit=held.owner, at=at)
        record.write(what="take_complaint", by=by, at=at, subject=("complaint", held.id))
        return held


def decline(*, complaint_id: uuid.UUID, why: str, by: Actor, at: datetime.datetime) -> Complaint:
    """Decline an offered complaint with the reason; it stays with the first receiver. Source: J2."""
    with transaction.atomic():
        held, office = _offered(complaint_id, by=by)
        _step(held, what="declined", unit=office, at=at, words=law.words(why, field="why", needed=True))
        held.offered_to, held.state = None, "received"
        held.save(update_fields=["offered_to", "state"])
        record.write(what="decline_complaint", by=by, at=at, subject=("complaint", held.id))
        return held


def answer(*, complaint_id: uuid.UUID, words: str, by: Actor, at: datetime.datetime) -> Complaint:
    """Answer a complaint with the reason; an open offer falls. Lateness shows and blocks nothing. Source: J1, I10."""
    with transaction.atomic():
        held = _take(complaint_id, by=by, side="owner")
        text = law.words(words, field="words", needed=True)
        held.state, held.offered_to, held.answered_at = "answered", None, at
        held.save(update_fields=["state", "offered_to", "answered_at"])
        _step(held, what="answered", unit=held.owner, at=at, words=text)
        record.write(what="answer_complaint", by=by, at=at, subject=("complaint", held.id))
        if held.resident_id is not None:
            link = f"/complaints/{held.code}/"
            message.to_resident(
                resident_id=held.resident_id,
                kind="complaint_answered",
                params={},
                link=link,
                dedupe=f"complaint:{held.id}",
                at=at,
            )
        return held


def open_one(*, complaint_id: uuid.UUID, by: Actor, at: datetime.datetime) -> Opened:
    """Open the words of a complaint for the office that owns it or is offered it; leaves a trace first. Source: L2."""
    with transaction.atomic():
        mine = Q(owner_id=by.unit_id) | Q(offered_to_id=by.unit_id)
        # whoever acts for no unit owns nothing, least of all what is offered to nobody
        held = Complaint.objects.filter(mine, id=complaint_id).first() if by.unit_id is not None else None
        if held is None:
            raise Absent("complaint")
        record.write(what="open_complaint", by=by, at=at, subject=("complaint", held.id), purpose="complaint")
        contact = (
            seal.unseal(data=bytes(held.contact), column="complaint.contact", owner=held.id) if held.contact else ""
        )
        # empty once its time is over (L7)
        text = seal.unseal(data=bytes(held.text), column="complaint.text", owner=held.id) if held.text else ""
        return Opened(id=held.id, text=text, contact=contact)


def _take(complaint_id: uuid.UUID, *, by: Actor, side: str) -> Complaint:
    # owner or offered office, never a third one: it gets the answer for what does not exist
    mine = Complaint.objects.select_for_update(of=("self",)).select_related("owner", "offered_to")
    held = mine.filter(id=complaint_id, **{f"{side}_id": by.unit_id}).first() if by.unit_id is not None else None
    if held is None:
        raise Absent("complaint")
    if held.state == "answered":
        raise Refusal("answered_before", _ANSWERED, rule="J1")
    return held


def _offered(complaint_id: uuid.UUID, *, by: Actor) -> tuple[Complaint, Unit]:
    held = _take(complaint_id, by=by, side="offered_to")
    if held.offered_to is None:
        raise Absent("complaint")
    return held, held.offered_to


def _step(complaint: Complaint, *, what: str, unit: Unit, at: datetime.datetime, words: str = "") -> None:
    ComplaintStep.objects.create(complaint=complaint, at=at, what=what, unit=unit, words=words)


def _place(about: str) -> list[str]:
    division = Division.objects.filter(code=about).first()
    if division is None:
        named = (
            UnitDivision.objects.filter(unit__code=about, valid_to=None)
            .select_related("division")
            .order_by("division__path")
            .first()
        )
        division = named.division if named is not None else None
    return [code for code in division.path.split("/") if code] if division is not None else []


def _receiver(*, about: str, on: datetime.date) -> Unit:
    named = Unit.objects.filter(code=about, valid_to=None).first()
    if named is not None:
        return named
    division = Division.objects.filter(code=about, valid_to=None).first()
    if division is None:
        raise Refusal("office_unknown", _NO_OFFICE, field="about", rule="J2")
    return _office(division, on=on)


def _office(division: Division, *, on: datetime.date) -> Unit:
    """Return the office a place's complaints come to: its service hall, else the police office above it."""
    codes = [code for code in division.path.split("/") if code]
    covering = UnitDivision.objects.filter(division_id__in=codes, valid_from__lte=on, unit__valid_to=None).exclude(
        valid_to__lte=on
    )
    fitting = covering.filter(Q(unit__kind="hall") | Q(unit__kind="office", unit__department="police")).select_related(
        "unit"
    )
    # the nearest place first; there a hall before the police, then by code, so that the answer never wavers
    best = min(
        fitting, key=lambda row: (-codes.index(row.division_id), row.unit.kind != "hall", row.unit.code), default=None
    )
    if best is None:
        raise Refusal("office_unset", _NOBODY, field="about", rule="J2")
    return best.unit
