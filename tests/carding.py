"""Cards for tests: a signed permit and its card, as the county police leaves them after the sign-off."""

import datetime
import itertools

from tests import factories

from anju.models import Card, Division, Permit, PermitFile, Post, Stay, Unit
from anju.models.base import new_id
from anju.queries import visitors
from anju.queries.scope import Scope
from anju.vault import number, seal

# far from the numbers that the acts give, which start at one in a new database
_serial = itertools.count(5_000_001)
DUE = datetime.date(2026, 3, 18)


def county(at: Division) -> Unit:
    """Return the county police above a community's station."""
    above = factories.station(of=at).parent
    assert above is not None
    return above


def officer(at: Division) -> Post:
    """Return a post at the county police."""
    return factories.post(unit=county(at), role="county_police")


def scope(post: Post, *, on: datetime.date = factories.DAY) -> Scope:
    """Return what a post may see."""
    return visitors.post_scope(post=post, on=on)


def made(
    *,
    at: Division,
    stay: Stay | None = None,
    collect_at: Unit | None = None,
    due_on: datetime.date = DUE,
    name: str = "王小明",
) -> Card:
    """Return a card to be made, of a first permit signed on the factories' day."""
    stay = stay or factories.registered(at=at, name=name)
    authority, sequence = county(at), next(_serial)
    permit = _permit(stay, authority, sequence)
    file = _file(stay, permit, authority, collect_at or stay.station, sequence, due_on=due_on)
    return _card(permit, file, due_on)


def renewed(card: Card, *, kind: str = "exchange", due_on: datetime.date = DUE) -> Card:
    """Return a new card of the same permit to be made, for an exchange or in place of a lost one."""
    permit = Permit.objects.select_related("stay").get(id=card.permit_id)
    file = _file(permit.stay, permit, card.authority, card.collect_at, next(_serial), due_on=due_on, kind=kind)
    return _card(permit, file, due_on)


def _permit(stay: Stay, authority: Unit, sequence: int) -> Permit:
    key = new_id()
    return Permit.objects.create(
        id=key,
        person=stay.person,
        stay=stay,
        community=stay.community,
        station=stay.station,
        authority=authority,
        number=number.number(county=stay.community_id[:6], year=2026, sequence=sequence, prefix="JZ"),
        state="valid",
        ground="employment",
        issued_on=factories.DAY,
        anchor_on=factories.DAY,
        since=factories.DAY,
        window_opens_on=datetime.date(2027, 2, 4),
        window_closes_on=datetime.date(2027, 3, 4),
        ethnicity=seal.seal(text="汉", column="permit.ethnicity", owner=key),
        county=stay.community_id[:6],
        code="code",
    )


def _file(
    stay: Stay,
    permit: Permit,
    authority: Unit,
    collect_at: Unit,
    sequence: int,
    *,
    due_on: datetime.date,
    kind: str = "first",
) -> PermitFile:
    return PermitFile.objects.create(
        person=stay.person,
        stay=stay,
        permit=permit,
        community=stay.community,
        station=stay.station,
        authority=authority,
        number=number.number(county=stay.community_id[:6], year=2026, sequence=sequence, prefix="SQ"),
        kind=kind,
        state="signed",
        channel="online",
        ground="employment",
        collect_at=collect_at,
        applied_at=factories.NOW,
        check_due_on=due_on,
        accepted_at=factories.NOW,
        due_on=due_on,
        decided_at=factories.NOW,
    )


def _card(permit: Permit, file: PermitFile, due_on: datetime.date) -> Card:
    return Card.objects.create(
        permit=permit,
        person_id=permit.person_id,
        file=file,
        authority=file.authority,
        collect_at=file.collect_at,
        state="to_make",
        due_on=due_on,
    )
