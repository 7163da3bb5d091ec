"""One file: everything declared, masked, with what happened around it. Source: L2, B7, D5–D9."""

import datetime
import itertools
import json
import uuid
from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from anju.law import authority, codes, identity, place
from anju.law import stay as law
from anju.law.codes import DwellingKind, StayReason
from anju.law.wording import Text
from anju.models import Act, Completion, Correction, Division, Ending, Post, Receipt, Stay, Visit
from anju.queries import rules
from anju.queries.rules import Rules
from anju.vault import seal

# what is shown in full only with a purpose
SEALED: dict[str, Text] = {
    "id_number": Text(zh="证件号码", en="ID number"),
    "phone": Text(zh="联系电话", en="Phone"),
    "address": Text(zh="详细地址", en="Address line"),
    "agent_id_number": Text(zh="代办人证件号码", en="The agent's ID number"),
}
_NEIGHBOURS = 12
# of a snapshot: what may be shown as it was
_SHOWN: dict[str, Text] = {
    "state": Text(zh="状态", en="State"),
    "community_id": Text(zh="社区、村", en="Community"),
    "station_id": Text(zh="派出所", en="Station"),
    "address_id": Text(zh="地址", en="Address"),
    "arrived_on": Text(zh="到达日期", en="Arrival"),
    "reason": Text(zh="居住事由", en="Reason"),
    "workplace": Text(zh="单位或学校", en="Employer or school"),
    "due_on": Text(zh="应申报日期", en="To be declared by"),
    "check_due_on": Text(zh="核对期限", en="To be checked by"),
    "registered_on": Text(zh="登记日期", en="Registered on"),
    "counted_from": Text(zh="半年起算日期", en="Half year counted from"),
    "confirmed_on": Text(zh="最近确认", en="Last confirmed"),
    "ended_on": Text(zh="结束日期", en="Ended on"),
    "end_reason": Text(zh="结束原因", en="Reason for the end"),
}
_CHANGED = Text(zh="已更改", en="changed")


@dataclass(frozen=True)
class Neighbour:
    """Somebody registered at the same address now."""

    name: str
    since: datetime.date


@dataclass(frozen=True)
class View:
    """All that a file page shows, masked."""

    stay: Stay
    masked: dict[str, str]
    places: tuple[str, ...]
    household: tuple[Stay, ...]
    neighbours: tuple[Neighbour, ...]
    neighbour_count: int
    completions: tuple[Completion, ...]
    visits: tuple[Visit, ...]
    corrections: tuple[Correction, ...]
    endings: tuple[Ending, ...]
    receipts: tuple[Receipt, ...]
    stays: tuple[Stay, ...]
    rules: Rules

    @property
    def open_completion(self) -> Completion | None:
        """The notice that waits for an answer."""
        return next((notice for notice in self.completions if notice.answered_at is None), None)

    @property
    def open_ending(self) -> Ending | None:
        """The end that is under way."""
        return next((ending for ending in self.endings if ending.state in {"noticed", "objected"}), None)

    @property
    def submitted_at(self) -> datetime.datetime:
        """When the file last came in: declared, or completed."""
        answered = [notice.answered_at for notice in self.completions if notice.answered_at is not None]
        return max([self.stay.declared_at, *answered])


@dataclass(frozen=True)
class Change:
    """What one write changed in the row."""

    label: Text
    before: Text
    after: Text


@dataclass(frozen=True)
class Event:
    """One act about a stay."""

    at: datetime.datetime
    what: Text
    who: Text
    purpose: Text | None
    reason: str


@dataclass(frozen=True)
class Version:
    """One write of the row, and what it changed."""

    at: datetime.datetime
    changes: tuple[Change, ...]


def plain(*, stay: Stay, field: str) -> str:
    """Return one sealed value in plain; only for masking, and for `reading.unmask` which leaves a trace."""
    if field == "address":
        return line(stay)
    if field == "agent_id_number":
        return (
            seal.unseal(data=bytes(stay.agent_id_number), column="stay.agent_id_number", owner=stay.id)
            if stay.agent_id_number
            else ""
        )
    person = stay.person
    if field == "phone":
        return seal.unseal(data=bytes(person.phone), column="person.phone", owner=person.id) if person.phone else ""
    return seal.unseal(data=bytes(person.id_number), column="person.id_number", owner=person.id)


def line(stay: Stay) -> str:
    """Return the address on one line, in plain."""
    parts = json.loads(seal.unseal(data=bytes(stay.address.parts), column="address.parts", owner=stay.address_id))
    return place.Parts(**parts).line


def masked(stay: Stay) -> dict[str, str]:
    """Return the sealed values as they may stand on a page."""
    return {
        "id_number": identity.mask_id(plain(stay=stay, field="id_number")),
        "phone": identity.mask_phone(plain(stay=stay, field="phone")) if stay.person.phone else "",
        "address": identity.mask_line(line(stay)),
        "agent_id_number": identity.mask_id(plain(stay=stay, field="agent_id_number")) if stay.agent_id_number else "",
    }


def view(*, stay: Stay, on: datetime.date) -> View:
    """Return all about a stay, in a constant number of statements."""
    path = [code for code in stay.community.path.split("/") if code]
    names = dict(Division.objects.filter(code__in=path).values_list("code", "name"))
    here = (
        Stay.objects.filter(address_id=stay.address_id, state="registered")
        .exclude(person_id=stay.person_id)
        .select_related("person")
    )
    others = list(here.order_by("-declared_at")[: _NEIGHBOURS + 1])
    return View(
        stay=stay,
        masked=masked(stay),
        places=tuple(names[code] for code in path if code in names),
        household=tuple(
            Stay.objects.filter(filing=stay.filing)
            .exclude(id=stay.id)
            # each of a household is sealed by their own stays
            .exclude(~Q(state__in=law.LIVE), person__sealed_at__isnull=False)
            .select_related("person")
            .order_by("id")
        ),
        neighbours=tuple(
            Neighbour(name=identity.mask_name(other.person.name), since=_since(other)) for other in others[:_NEIGHBOURS]
        ),
        neighbour_count=len(others) if len(others) <= _NEIGHBOURS else here.count(),
        completions=tuple(stay.completions.order_by("-told_at")),
        visits=tuple(stay.visits.order_by("-at")),
        corrections=tuple(stay.corrections.order_by("-asked_at")),
        endings=tuple(stay.endings.order_by("-ended_on", "-id")),
        receipts=tuple(stay.receipts.order_by("-issued_on", "-id")),
        stays=tuple(
            Stay.objects.filter(person_id=stay.person_id)
            .exclude(id=stay.id)
            .select_related("community")
            .order_by("-declared_at")[:10]
        ),
        rules=rules.at(place=path, on=on),
    )


def _since(stay: Stay) -> datetime.date:
    return stay.registered_on or stay.declared_at.date()


def wanted(correction: Correction) -> str:
    """Return what a correction asks for, in plain; the page masks what is sealed elsewhere."""
    return seal.unseal(data=bytes(correction.wanted), column="correction.wanted", owner=correction.id)


def history(*, stay: Stay, limit: int = 200) -> tuple[Event, ...]:
    """Return the acts about a stay and its person's reads, newest first."""
    acts = list(Act.objects.filter(subject_id=str(stay.id)).order_by("-at", "-seq")[:limit])
    names = _names({act.post_id for act in acts if act.post_id is not None})
    return tuple(
        Event(
            at=act.at,
            what=authority.TABLE[act.what].text if act.what in authority.TABLE else Text(zh=act.what, en=act.what),
            who=_who(act, names),
            purpose=codes.purpose(act.purpose) if act.purpose else None,
            reason=act.reason,
        )
        for act in acts
    )


def _who(act: Act, names: dict[uuid.UUID, str]) -> Text:
    if act.post_id is not None:
        name = names.get(act.post_id, "")
        return Text(zh=name, en=name)
    return authority.ROLES.get("resident" if act.actor_kind == "resident" else "system", Text(zh="", en=""))


def _names(posts: set[uuid.UUID]) -> dict[uuid.UUID, str]:
    rows = Post.objects.filter(id__in=posts).values_list("id", "staff__name", "unit__name")
    return {key: f"{staff} · {unit}" for key, staff, unit in rows}


def versions(*, stay: Stay, limit: int = 60) -> tuple[Version, ...]:
    """Return what changed in the row, newest first, as its snapshots kept it."""
    table: Any = Stay.pgh_event_model  # type: ignore[attr-defined]
    snapshots = list(table.objects.filter(pgh_obj_id=stay.id).order_by("-pgh_id")[: limit + 1])
    found = []
    for after, before in itertools.pairwise(snapshots):
        changes = tuple(
            Change(label=label, before=_word(name, getattr(before, name)), after=_word(name, getattr(after, name)))
            for name, label in _SHOWN.items()
            if getattr(before, name) != getattr(after, name)
        )
        if changes:
            found.append(Version(at=after.pgh_created_at, changes=changes))
    return tuple(found)


def _word(name: str, value: Any) -> Text:
    if value in (None, ""):
        return Text(zh="—", en="—")
    if name == "state":
        return law.STATES.get(value, Text(zh=value, en=value))
    if name in {"community_id", "station_id", "address_id"}:
        return _CHANGED
    if name == "reason":
        return codes.label(StayReason, value)
    if name == "end_reason":
        return codes.label(codes.EndReason, value)
    return Text(zh=str(value), en=str(value))


def dwelling(stay: Stay) -> Text:
    """Return the kind of dwelling in words."""
    return codes.label(DwellingKind, stay.address.dwelling)
