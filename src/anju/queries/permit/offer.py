"""What an application can rest on for one person: the easiest ground first, what is proven, where to collect. Source: E1–E4, G2.

Nothing here refuses: before the half year the date is shown, and an application can be sent all the same (E8).
"""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass

from anju.law.codes import PermitGround
from anju.law.permit import application, ground
from anju.law.permit.application import About, Asked
from anju.law.permit.ground import Proof, ProofKind
from anju.law.wording import Text
from anju.models import Permit, PermitFile, Stay, Unit
from anju.queries import rules
from anju.queries.permit import facts, files, places, proofs
from anju.vault import seal


@dataclass(frozen=True)
class Way:
    """One ground with the papers that prove it; `proven` is the one that stands and is not asked for again."""

    ground: PermitGround
    text: Text
    kinds: tuple[ProofKind, ...]
    proven: Proof | None


@dataclass(frozen=True)
class Offer:
    """What the person of a registered stay can ask for today."""

    stay: Stay
    eligible_from: datetime.date | None
    days_left: int
    ways: tuple[Way, ...]
    collect_points: tuple[Unit, ...]
    # the permit in force: then a new card can be asked for, and no second permit (E3)
    permit: Permit | None
    # the application that is being handled
    file: PermitFile | None
    # what a new card costs here today (H2)
    fee_fen: int


def of(*, stay: Stay, on: datetime.date) -> Offer:
    """Return what can be asked for on a registered stay."""
    held = rules.policy(place=facts.codes(stay.community.path), on=on)
    standing = proofs.standing(stay=stay, on=on)
    ripe = facts.eligible_from(stay=stay, on=on)
    order = ground.easiest(reason=stay.reason, dwelling=stay.address.dwelling, standing=standing)
    return Offer(
        stay=stay,
        eligible_from=ripe,
        days_left=max(0, (ripe - on).days) if ripe is not None else 0,
        ways=tuple(_way(one, standing) for one in order),
        collect_points=places.collect_points(community=stay.community, station=stay.station, on=on),
        permit=files.permit_of(person_id=stay.person_id),
        file=files.open_of(person_id=stay.person_id),
        fee_fen=held.replacement_fee_fen,
    )


def _way(one: PermitGround, standing: tuple[Proof, ...]) -> Way:
    proven = next((proof for proof in standing if proof.ground == one), None)
    return Way(ground=one, text=one.label, kinds=ground.PROOFS[one], proven=proven)


def about(*, stay: Stay, on: datetime.date) -> About:
    """Return what the reading of an application must know of the person."""
    person = stay.person
    policy = rules.policy(place=facts.codes(stay.community.path), on=on)
    return About(
        birth_on=person.birth_on,
        id_number=seal.unseal(data=bytes(person.id_number), column="person.id_number", owner=person.id),
        proven=frozenset(proof.ground for proof in proofs.standing(stay=stay, on=on)),
        agent_below_age=policy.agent_below_age,
    )


def read(*, raw: Mapping[str, object], stay: Stay, on: datetime.date) -> Asked:
    """Return an application as typed, read for the person of a stay; raises Refusals for all that is wrong at once."""
    return application.read(raw, about=about(stay=stay, on=on), today=on)
