"""This module is a change of a service for a city or a county from a day on, and the service with its changes laid over it.

Source: R9, C4 of the notice, I3. Texts, place, phone, limit, and whether it is given at all; never its conditions, papers,
entries or fee: those rest on law and stand in its file.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date, timedelta
from typing import Any, Literal

from anju.law.service import Limit, Service, Unit
from anju.law.wording import Text

Opening = Literal["closed", "open"]

LABELS: Mapping[str, Text] = {
    "summary": Text(zh="说明", en="Summary"),
    "place": Text(zh="办理地点", en="Place"),
    "phone": Text(zh="电话", en="Phone"),
    "limit": Text(zh="办结时限", en="Time limit"),
    "opening": Text(zh="是否办理", en="Given or not"),
}
OPENINGS: Mapping[str, Text] = {
    "open": Text(zh="办理", en="Given"),
    "closed": Text(zh="停止办理", en="No longer given"),
}
LIMITS: Mapping[Unit, Text] = {
    "WD": Text(zh="{count}个工作日", en="{count} working days"),
    "CD": Text(zh="{count}天", en="{count} days"),
}
NO_LIMIT = Text(zh="当场，或者按预约的时间", en="On the spot, or at the time booked")


@dataclass(frozen=True)
class What:
    """This is what changes; None stays as it is."""

    summary: Text | None = None
    place: Text | None = None
    phone: str | None = None
    limit: Limit | None = None
    opening: Opening | None = None

    @property
    def names(self) -> tuple[str, ...]:
        """What is changed, in the order of a page."""
        return tuple(one.name for one in fields(self) if getattr(self, one.name) is not None)


@dataclass(frozen=True)
class Change:
    """This is an approved change: `place` is the code of the city or county."""

    place: str
    begins: date
    what: What


@dataclass(frozen=True)
class Difference:
    """This is one line of before and after."""

    name: str
    before: Text
    after: Text

    @property
    def label(self) -> Text:
        """What it is about."""
        return LABELS[self.name]


def laid(service: Service, changes: Iterable[Change], *, place: Sequence[str], on: date) -> Service:
    """This is the service of a place on a day; `place` names the codes from the city down.

    Of each value the most specific place wins, and of one place the newest, as with policy values. Closed anywhere above
    is closed: a county can close what the city gives, and never give what the city has closed.
    """
    depth = {code: position for position, code in enumerate(place)}
    held = [one for one in changes if one.place in depth and one.begins <= on]
    if not held:
        return service
    held.sort(key=lambda one: (depth[one.place], one.begins))
    values: dict[str, Any] = {}
    closed: dict[str, date | None] = {}
    for one in held:
        for name in one.what.names:
            if name == "opening":
                closed[one.place] = one.begins if one.what.opening == "closed" else None
            else:
                values[name] = getattr(one.what, name)
    ends = [day for day in (*closed.values(), service.ends) if day is not None]
    return replace(service, **values, ends=min(ends, default=None))


def shown(service: Service, *, name: str, on: date) -> Text:
    """This is one value of a service as people read it."""
    if name == "limit":
        return NO_LIMIT if service.limit is None else LIMITS[service.limit.unit].format(count=service.limit.count)
    if name == "opening":
        return OPENINGS["open" if service.open_on(on) else "closed"]
    value: Text | str = getattr(service, name)
    return value if isinstance(value, Text) else Text(zh=value, en=value)


def differences(
    service: Service, changes: Sequence[Change], *, change: Change, place: Sequence[str]
) -> tuple[Difference, ...]:
    """This is what a change makes other in its place on its first day, beside what would hold without it."""
    on = change.begins
    before = laid(service, changes, place=place, on=on)
    after = laid(service, [*changes, change], place=place, on=on)
    found = (
        Difference(name=name, before=shown(before, name=name, on=on), after=shown(after, name=name, on=on))
        for name in change.what.names
    )
    return tuple(found)


def earliest(*, today: date) -> date:
    """This is the first day a change can begin: nobody wakes up to a rule that held yesterday."""
    return today + timedelta(days=1)


def stored(what: What) -> dict[str, Any]:
    """This is a change as it is kept."""
    found: dict[str, Any] = {}
    for name in what.names:
        value = getattr(what, name)
        if isinstance(value, Text):
            value = {"zh": value.zh, "en": value.en}
        elif isinstance(value, Limit):
            value = {"count": value.count, "unit": value.unit}
        found[name] = value
    return found


def restored(kept: Mapping[str, Any]) -> What:
    """This is a change as it was kept; KeyError for what it can't hold: a broken one stops everything (design.md 10, 1)."""
    unknown = set(kept) - set(LABELS)
    if unknown:
        raise KeyError(min(unknown))
    return What(
        summary=Text(**kept["summary"]) if "summary" in kept else None,
        place=Text(**kept["place"]) if "place" in kept else None,
        phone=kept.get("phone"),
        limit=Limit(**kept["limit"]) if "limit" in kept else None,
        opening=kept.get("opening"),
    )
