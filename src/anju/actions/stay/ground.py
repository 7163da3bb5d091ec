"""What a filing stands on: community, station, rules of the day; and the row that is made of it."""

import datetime
import uuid
from dataclasses import dataclass
from typing import Any

from anju.law import city, registration
from anju.law.declaration import Declared
from anju.law.refusal import Refusal
from anju.law.wording import Text
from anju.models import Division, Person, Stay, Unit
from anju.models.base import new_id
from anju.queries import places, reference, rules, scope
from anju.queries.reference import Reference
from anju.queries.rules import Rules
from anju.vault import seal

_NO_COMMUNITY = Text(zh="请从列表中选择社区或者村。", en="Please choose the community or village from the list.")
_NO_STATION = Text(
    zh="这个社区还没有设定管辖派出所，请联系街道便民服务大厅。",
    en="No police station is set for this community yet. Please ask the street service hall.",
)


@dataclass(frozen=True)
class Ground:
    """Where a declaration belongs and what it goes by."""

    community: Division
    station: Unit
    rules: Rules

    @property
    def county(self) -> str:
        """Six digits of the county in numbers."""
        return self.community.code[:6]


def find(declared: Declared, *, at: datetime.datetime, held: Reference | None = None) -> Ground:
    """Return the ground of a declaration; raises Refusal community_unknown, station_unset, not_in_scope (A1)."""
    on = city.day(at)
    known = held or reference.current()
    community = scope.community_of(code=declared.community, held=known)
    if community is None:
        raise Refusal("community_unknown", _NO_COMMUNITY, field="community", rule="L11")
    station = scope.station_for(community_path=community.path, on=on, held=known)
    if station is None:
        raise Refusal("station_unset", _NO_STATION, field="community")
    decision = registration.must_register(
        hukou_county=declared.traits.hukou_county, residence_county=places.legal_county(path=community.path)
    )
    if decision.outcome == "no":
        reason = decision.reasons[0]
        raise Refusal("not_in_scope", reason.text, field="hukou_county", rule=reason.rule)
    place = tuple(code for code in community.path.split("/") if code)
    return Ground(community=community, station=station, rules=rules.at(place=place, on=on, held=known))


def row(
    person: Person,
    declared: Declared,
    ground: Ground,
    *,
    address_id: uuid.UUID,
    number: str,
    channel: str,
    at: datetime.datetime,
    filing: uuid.UUID,
    before: Stay | None = None,
) -> Stay:
    """Return a declared stay, not saved yet."""
    today = city.day(at)
    held = ground.rules
    due = registration.due(arrived_on=declared.arrived_on, calendar=held.calendar, policy=held.policy)
    limit = registration.check_due(declared_on=today, calendar=held.calendar, policy=held.policy)
    key = new_id()
    return Stay(
        id=key,
        person=person,
        address_id=address_id,
        community=ground.community,
        station=ground.station,
        number=number,
        filing=filing,
        state="declared",
        channel=channel,
        reason=declared.reason,
        workplace=declared.workplace,
        exempt=declared.exempt,
        arrived_on=declared.arrived_on,
        declared_at=at,
        due_on=due.on,
        due_provisional=due.provisional,
        check_due_on=limit.on,
        check_due_provisional=limit.provisional,
        before=before,
        **agent(declared, owner=key),
    )


def agent(declared: Declared, *, owner: uuid.UUID) -> dict[str, Any]:
    """Return who acts for the person as columns of the stay, both IDs being recorded; empty where nobody does. Source: B8."""
    given = declared.agent
    if given is None:
        return {"agent_name": "", "agent_relation": "", "agent_id_number": None}
    number = seal.seal(text=given.id_number, column="stay.agent_id_number", owner=owner)
    return {"agent_name": given.name, "agent_relation": given.relation, "agent_id_number": number}
