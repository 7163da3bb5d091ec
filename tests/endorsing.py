"""Permits for tests of what comes after the signing: rows as the signing leaves them, on the days a test wants."""

import datetime
import itertools
from dataclasses import dataclass

from tests import factories as make

from anju.law import endorsement
from anju.law.actor import Actor
from anju.models import Card, Permit, PermitFile, PermitProof, Resident, Stay
from anju.models.base import new_id
from anju.queries import rules, visitors
from anju.vault import seal

# registered in January, issued in July: the first window is 2025-06-10 to 2025-07-10, a Thursday
REGISTERED = datetime.date(2024, 1, 8)
ISSUED = datetime.date(2024, 7, 10)
OPENS, CLOSES = datetime.date(2025, 6, 10), datetime.date(2025, 7, 10)
_serial = itertools.count(1)


@dataclass(frozen=True)
class Held:
    """Somebody with a permit, and who may act on it."""

    permit: Permit
    stay: Stay
    who: Resident
    me: Actor
    registrar: Actor
    chief: Actor

    def fresh(self) -> Permit:
        """Return the permit as it stands now."""
        return Permit.objects.get(id=self.permit.id)


def at(day: datetime.date, hour: int = 10) -> datetime.datetime:
    """Return an hour of a day in Linyi."""
    return datetime.datetime.combine(
        day, datetime.time(hour), datetime.timezone(datetime.timedelta(hours=8))
    ).astimezone(datetime.UTC)


def held(*, issued_on: datetime.date = ISSUED, number: str = "001", proven: bool = True) -> Held:
    """Return somebody registered half a year before, with a valid permit and a lease that was checked."""
    who = make.resident()
    stay = make.registered(at=make.community(number=number), who=who)
    since = min(REGISTERED, issued_on)
    Stay.objects.filter(id=stay.id).update(registered_on=since, counted_from=since, confirmed_on=make.DAY)
    stay.refresh_from_db()
    if proven:
        proof(stay=stay)
    return Held(
        permit=permit(stay=stay, issued_on=issued_on),
        stay=stay,
        who=who,
        me=visitors.resident_actor(who=who),
        registrar=make.actor(make.post(unit=stay.station)),
        chief=make.actor(make.post(unit=stay.station, role="chief")),
    )


def permit(*, stay: Stay, issued_on: datetime.date = ISSUED) -> Permit:
    """Return a permit as its signing leaves it."""
    place = [code for code in stay.community.path.split("/") if code]
    rule = rules.at(place=place, on=issued_on)
    since = stay.counted_from or issued_on
    anchor = endorsement.anchor(issued_on=issued_on, registered_on=since, policy=rule.policy)
    window = endorsement.next_window(anchor_on=anchor, endorsed=0, calendar=rule.calendar, policy=rule.policy)
    key = new_id()
    return Permit.objects.create(
        id=key,
        person=stay.person,
        stay=stay,
        community=stay.community,
        station=stay.station,
        authority=stay.station.parent or stay.station,
        number=f"JZ{next(_serial):08}",
        state="valid",
        ground="dwelling",
        issued_on=issued_on,
        anchor_on=anchor,
        since=since,
        window_opens_on=window.opens_on,
        window_closes_on=window.closes.on,
        window_provisional=window.closes.provisional,
        ethnicity=seal.seal(text="01", column="permit.ethnicity", owner=key),
        county=stay.community_id[:6],
        code="code",
    )


def proof(*, stay: Stay, kind: str = "lease", ground: str = "dwelling", **more: object) -> PermitProof:
    """Return a proof that an officer has seen."""
    values: dict[str, object] = {"checked_at": make.NOW, **more}
    return PermitProof.objects.create(
        person_id=stay.person_id,
        ground=ground,
        kind=kind,
        source="paper",
        stay_id=stay.id,
        address_id=stay.address_id,
        workplace=stay.workplace,
        given_at=make.NOW,
        **values,
    )


def card(*, permit: Permit, state: str = "ready") -> Card:
    """Return a card of a permit, with the file that asked for it."""
    file = PermitFile.objects.create(
        person_id=permit.person_id,
        stay=permit.stay,
        permit=permit,
        community=permit.community,
        station=permit.station,
        authority=permit.authority,
        number=f"SQ{next(_serial):08}",
        kind="first",
        state="signed",
        channel="online",
        collect_at=permit.station,
        applied_at=make.NOW,
        check_due_on=make.DAY,
        accepted_at=make.NOW,
        due_on=make.DAY,
    )
    return Card.objects.create(
        permit=permit,
        person_id=permit.person_id,
        file=file,
        authority=permit.authority,
        collect_at=permit.station,
        state=state,
        due_on=make.DAY,
    )
