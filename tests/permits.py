"""Residence permits for tests, made by the real acts: applied for, accepted, signed off by a second officer.

`when()` is the first day on which somebody registered at factories.NOW can get a permit, 10:00 in Linyi.
"""

import datetime
import itertools
import uuid
from typing import Any

from tests import factories

from anju.actions import permit as permits
from anju.law import permit as limits
from anju.law.actor import Actor
from anju.law.permit import application
from anju.law.permit.application import About, Asked
from anju.models import Card, Permit, PermitFile, Post, Resident, Stay, Unit, Upload
from anju.models.base import new_id
from anju.queries import rules, uploads, visitors
from anju.queries.permit import facts
from anju.vault import seal

HALF_YEAR = datetime.date(2026, 9, 4)
_bytes = itertools.count(1)


def when(**delta: float) -> datetime.datetime:
    """Return 10:00 on the day half a year after factories.NOW, a Friday, or a moment after it."""
    return datetime.datetime(2026, 9, 4, 2, 0, tzinfo=datetime.UTC) + datetime.timedelta(**delta)


def registered(*, who: Resident | None = None, **changes: Any) -> Stay:
    """Return a stay registered at factories.NOW in the usual community."""
    return factories.registered(at=factories.community(), who=who, **changes)


def upload(*, by: Actor, purpose: str = "proof") -> Upload:
    """Return a sealed picture that an actor sent and that belongs to no case yet."""
    key = new_id()
    return Upload.objects.create(
        id=key,
        resident_id=by.id if by.kind == "resident" else None,
        post_id=by.post_id,
        purpose=purpose,
        content=seal.seal_bytes(data=b"picture %d" % next(_bytes), column=uploads.COLUMN, owner=key),
        media_type="image/jpeg",
        size=9,
        width=358,
        height=441,
        made_at=factories.NOW,
    )


def raw(*, stay: Stay, by: Actor, kind: str = "first", **changes: Any) -> dict[str, Any]:
    """Return an application as typed, with its pictures uploaded by whoever sends it."""
    answers: dict[str, Any] = {"kind": kind, "collect_at": str(stay.station_id), "truth": "on"}
    if kind == "first":
        answers |= {"ground": "dwelling", "ethnicity": "汉"}
        if "proofs" not in changes:
            answers["proofs"] = [{"kind": "lease", "source": "upload", "upload": str(upload(by=by).id)}]
        if "portrait" not in changes:
            answers["portrait"] = str(upload(by=by, purpose="portrait").id)
    elif kind == "exchange":
        answers["cause"] = "damaged"
    return {**answers, **changes}


def asked(
    *,
    stay: Stay,
    by: Actor,
    kind: str = "first",
    on: datetime.date = HALF_YEAR,
    proven: frozenset[str] = frozenset(),
    **changes: Any,
) -> Asked:
    """Return an application, read."""
    about = About(birth_on=stay.person.birth_on, proven=proven)
    return application.read(raw(stay=stay, by=by, kind=kind, **changes), about=about, today=on)


def sender(stay: Stay) -> Actor:
    """Return whoever signs in for the person of a stay."""
    bound = stay.person.bindings.filter(until=None).select_related("resident").order_by("kind", "since").first()
    assert bound is not None
    return visitors.resident_actor(who=bound.resident)


def registrar(stay: Stay) -> Actor:
    """Return a new registrar at the station of a stay: nobody accepted or signed anything under this name yet."""
    return factories.actor(factories.post(unit=stay.station, role="registrar"))


def chief(stay: Stay) -> Actor:
    """Return a new chief at the station of a stay."""
    return factories.actor(factories.post(unit=stay.station, role="chief"))


def authority(stay: Stay) -> Unit:
    """Return the county police over the station of a stay."""
    county = stay.station.parent
    assert county is not None
    return county


def county_post(stay: Stay) -> Post:
    """Return a new post at the county police over the station of a stay."""
    return factories.post(unit=authority(stay), role="county_police")


def county_police(stay: Stay) -> Actor:
    """Return a new officer of the county police over the station of a stay."""
    return factories.actor(county_post(stay))


def applied(
    *,
    stay: Stay | None = None,
    at: datetime.datetime | None = None,
    who: Resident | None = None,
    kind: str = "first",
    **changes: Any,
) -> PermitFile:
    """Return an application that came in from the person's phone."""
    here = stay or registered(who=who)
    by, moment = sender(here), at or when()
    said = asked(stay=here, by=by, kind=kind, on=moment.date(), **changes)
    made = permits.apply(person_id=here.person_id, stay_id=here.id, asked=said, channel="online", by=by, at=moment)
    return again(made)


def accepted(
    *, stay: Stay | None = None, at: datetime.datetime | None = None, by: Actor | None = None, **changes: Any
) -> PermitFile:
    """Return an application that a registrar accepted."""
    moment = at or when()
    file = applied(stay=stay, at=moment, **changes)
    return again(permits.accept(file_id=file.id, by=by or registrar(file.stay), at=moment))


def signed(
    *, stay: Stay | None = None, at: datetime.datetime | None = None, by: Actor | None = None, **changes: Any
) -> Permit:
    """Return a valid permit whose card waits to be made; accepted and signed at one moment by two officers."""
    moment = at or when()
    file = accepted(stay=stay, at=moment, **changes)
    made = permits.sign(file_id=file.id, by=by or county_police(file.stay), at=moment)
    return Permit.objects.select_related("person", "stay", "community", "station", "authority").get(id=made.id)


def card(permit: Permit) -> Card:
    """Return the newest card of a permit."""
    return Card.objects.filter(permit=permit).order_by("-id")[0]


def again(file: PermitFile) -> PermitFile:
    """Return a file as it stands now."""
    return PermitFile.objects.select_related(
        "person", "stay__station__parent", "community", "station", "authority"
    ).get(id=file.id)


def stranger() -> uuid.UUID:
    """Return the id of nothing."""
    return uuid.UUID(int=1)


def due(stay: Stay, *, on: datetime.date) -> datetime.date:
    """Return by when a file accepted on a day has to be settled at the place of a stay (E6)."""
    held = rules.at(place=facts.codes(stay.community.path), on=on)
    return limits.issue_due(accepted_on=on, calendar=held.calendar, policy=held.policy).on
