"""One file, two officers: rows are locked and their version asked for, so nothing is overwritten."""

import datetime
import uuid

from anju.law import stay as law
from anju.law.absent import Absent
from anju.law.lifecycle import Step
from anju.law.refusal import Refusal
from anju.law.wording import Text
from anju.models import Stay
from anju.queries import scope

_STALE = Text(
    zh="这份档案刚刚被别人处理过，请刷新后再看。您填写的内容还在。",
    en="Somebody has just worked on this file. Reload and look again; what you typed is kept.",
)


def take(*, stay_id: uuid.UUID, act: str, version: int | None) -> tuple[Stay, Step]:
    """Return the locked stay and the step an act takes it; raises Absent, or Refusal "stale" or "not_allowed_in_state".

    `version` is what the officer saw; None where the one who acts saw no page (the person, the night run).
    """
    stay = (
        Stay.objects.select_for_update(of=("self",))
        .select_related("person", "address", "community", "station")
        .filter(id=stay_id)
        .first()
    )
    if stay is None:
        raise Absent("stay")
    if version is not None and stay.version != version:
        raise Refusal("stale", _STALE)
    return stay, law.LIFECYCLE.follow(state=stay.state, act=act)


def here_now(*, stay: Stay, on: datetime.date) -> dict[str, object]:
    """Return community and station of the stay's address as they are today: divisions may have changed since (O2)."""
    community = stay.address.community
    station = scope.station_for(community_path=community.path, on=on)
    return {"community": community, "station": station or stay.station}


def put(*, stay: Stay, step: Step, **values: object) -> None:
    """Write the step's target state and the values given."""
    stay.former_state = stay.state
    stay.state = step.target
    stay.version += 1
    for name, value in values.items():
        setattr(stay, name, value)
    stay.save(update_fields=["former_state", "state", "version", *values])
