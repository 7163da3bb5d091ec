"""What a permit's endorsement rests on: its window, what changed since, and the years it counts. Source: E4, F2–F8."""

import datetime
import uuid
from dataclasses import dataclass

from django.db.models import Sum

from anju.law import endorsement as law
from anju.law.decision import Decision
from anju.law.endorsement import Continuity
from anju.law.permit import endorsing
from anju.law.permit.endorsing import Facts
from anju.law.permit.ground import Circumstances
from anju.models import Endorsement, PastResidence, Permit, PermitEnding, PermitProof
from anju.queries import rules
from anju.queries.permit import proofs

OPEN_ENDS = ("noticed", "objected")


@dataclass(frozen=True)
class Years:
    """How long somebody has lived here, and where the number comes from. Source: F5, F8."""

    # since when residence was continuous when the permit was issued
    issued_since: datetime.date
    # both readings of the law, and the city's
    continuity: Continuity
    # earlier time counted by an officer, in months
    added_months: int
    years: int
    suspensions: tuple[law.Suspension, ...]


@dataclass(frozen=True)
class Outlook:
    """Where a permit stands with its endorsement on a day."""

    permit: Permit
    years: Years
    # the one that waits for an officer
    waiting: Endorsement | None
    # whether one tap is enough today, and else why not
    plain: Decision
    # nothing can be asked for before this day
    opens_on: datetime.date
    closes_on: datetime.date
    provisional: bool
    was: datetime.date | None
    days_left: int
    open_now: bool
    ending: PermitEnding | None
    # the printed address is an old one: a new card is offered (G1)
    card_outdated: bool


def of_person(*, person_id: uuid.UUID, on: datetime.date) -> Outlook | None:
    """Return where the person's permit stands, the one in force; None where there is none."""
    found = Permit.objects.filter(person_id=person_id, state__in=("valid", "suspended"))
    permit = found.select_related("person", "stay", "community", "station").first()
    return outlook(permit=permit, on=on) if permit is not None else None


def outlook(*, permit: Permit, on: datetime.date) -> Outlook:
    """Return where a permit stands on a day."""
    held = rules.at(place=[code for code in permit.community.path.split("/") if code], on=on)
    plain = endorsing.at_once(facts=facts(permit=permit, on=on), on=on, calendar=held.calendar, policy=held.policy)
    return Outlook(
        permit=permit,
        years=years(permit=permit, on=on),
        waiting=permit.endorsements.filter(state="asked").first(),
        plain=plain,
        opens_on=permit.window_opens_on,
        closes_on=permit.window_closes_on,
        provisional=permit.window_provisional,
        was=permit.window_was,
        days_left=(permit.window_closes_on - on).days,
        open_now=permit.state == "suspended" or (permit.state == "valid" and permit.window_opens_on <= on),
        ending=permit.endings.filter(state__in=OPEN_ENDS).first(),
        card_outdated=_outdated(permit),
    )


def withheld(*, permit: Permit) -> Endorsement | None:
    """Return the last endorsement asked for, where it was withheld and nothing was asked since. Source: F6."""
    last = permit.endorsements.exclude(state="withdrawn").order_by("-asked_at", "-id").first()
    return last if last is not None and last.state == "withheld" else None


def _outdated(permit: Permit) -> bool:
    card = permit.cards.exclude(state__in=("void", "returned")).select_related("file__stay").order_by("-id").first()
    return card is not None and card.file.stay.address_id != permit.stay.address_id


def facts(*, permit: Permit, on: datetime.date) -> Facts:
    """Return what decides whether an endorsement is made at once. Source: E4, F6."""
    stay = permit.stay
    last = PermitProof.objects.filter(person_id=permit.person_id).exclude(checked_at=None)
    row = last.order_by("-checked_at", "-id").first()
    then = Circumstances(stay_id=row.stay_id, address_id=row.address_id, workplace=row.workplace) if row else None
    return Facts(
        confirmed_on=stay.confirmed_on,
        now=proofs.now(stay),
        checked_for=then,
        standing=proofs.standing(stay=stay, on=on),
        end_proposed=permit.endings.filter(state__in=OPEN_ENDS).exists(),
    )


def years(*, permit: Permit, on: datetime.date) -> Years:
    """Return the years of residence of a permit's holder, by the policy of the place and day. Source: F5, F8.

    What ended counts up to its end.
    """
    last = min(on, permit.ended_on) if permit.ended_on is not None else on
    policy = rules.policy(place=[code for code in permit.community.path.split("/") if code], on=on)
    spans = permit.suspensions.order_by("start").values_list("start", "end")
    suspensions = tuple(law.Suspension(start=start, end=end) for start, end in spans)
    found = law.continuity(since=permit.since, suspensions=suspensions, on=last, policy=policy)
    past = PastResidence.objects.filter(person_id=permit.person_id, removed_at=None)
    added = past.aggregate(months=Sum("months"))["months"] or 0
    return Years(
        issued_since=permit.since,
        continuity=found,
        added_months=added,
        years=law.residence_years(since=found.since, on=last, added_months=added),
        suspensions=suspensions,
    )


def past(*, person_id: uuid.UUID) -> list[PastResidence]:
    """Return the earlier times that officers counted, and what was taken back, the oldest first. Source: F8."""
    return list(PastResidence.objects.filter(person_id=person_id).order_by("from_on", "id"))
