"""The permit follows its registration when the person moves inside the county. Source: D1, D2."""

import datetime

from anju.actions import message, record, validity
from anju.actions.permit import following
from anju.law.actor import SYSTEM
from anju.law.permit import life
from anju.models import Permit, Stay


def follow(*, before: Stay, after: Stay, at: datetime.datetime) -> Permit | None:
    """Put a permit on the stay that replaces the one it rests on; None where there is none. Part of a larger act.

    Its dates stay as they are. The card shows the old address from then on, which a new card mends (G1).
    """
    following.registration(before=before, after=after)
    permit = validity.active(stay_id=before.id)
    if permit is None:
        return None
    step = life.LIFECYCLE.follow(state=permit.state, act="change_permit")
    # a change of address is no change of state: what an undo goes back to stays
    kept = {"former_state": permit.former_state, "stay": after}
    validity.put(permit=permit, step=step, community=after.community, station=after.station, **kept)
    record.write(
        what="change_permit",
        by=SYSTEM,
        at=at,
        subject=("permit", permit.id),
        person_id=permit.person_id,
        detail={"from": str(before.id), "to": str(after.id)},
    )
    message.to_person(
        person=after.person,
        kind="permit_changed",
        params={"number": permit.number},
        link=validity.LINK,
        dedupe=f"permit_changed:{permit.id}:{after.id}",
        at=at,
    )
    return permit
