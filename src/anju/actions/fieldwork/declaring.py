"""A declaration taken by a coordinator; two phones that declare the same person are flagged, not doubled. Source: B1, B5."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass

from django.db import connection, transaction

from anju.actions import message, record
from anju.actions import stay as stays
from anju.law import city, declaration, place
from anju.law import stay as law
from anju.law.codes import Purpose
from anju.law.refusal import Refusal
from anju.law.wording import Text
from anju.models import Stay
from anju.queries import fieldwork, files
from anju.queries import scope as scopes
from anju.queries.scope import Scope
from anju.vault import seal

_AREA = Text(
    zh="这个社区不在您负责的范围内。请让当地协管员办理，或者请本人在手机上申报。",
    en="This community isn't in your area. Ask its coordinator, or let the person declare by phone.",
)


@dataclass(frozen=True)
class Declared:
    """The file of a declaration; `twin` is an open file in the scope that says the same person is here."""

    stay: Stay
    twin: Stay | None
    made: bool


def declare(
    *,
    scope: Scope,
    declared: declaration.Declared,
    at: datetime.datetime,
    detail: Mapping[str, object] | None = None,
) -> Declared:
    """Receive a declaration at the door.

    With an open file of the same ID number in the scope: where it says the same, that file is the answer; where it
    differs, the new one is kept beside it with a flag, and the station settles it. Nothing tells of files elsewhere.
    Raises Refusal "outside_area" and what the act itself refuses.
    """
    with transaction.atomic():
        community = scopes.community_of(code=declared.community)
        if community is None or not scopes.reaches(scope, community=community, on=city.day(at)):
            raise Refusal("outside_area", _AREA, field="community", rule="O1")
        index = seal.index(text=declared.traits.id_number, kind="id_number")
        _lock(index)
        earlier = _open(scope, index)
        if earlier is not None:
            _seen(scope, earlier, at=at)
            if _same(earlier, declared):
                _flag(scope, earlier, at=at, detail=detail)
                return Declared(stay=earlier, twin=earlier, made=False)
        told = {**(detail or {}), **({"twin": str(earlier.id)} if earlier is not None else {})}
        filed = stays.declare(declared=declared, channel="field", by=scope.actor, at=at, detail=told)
        _tell(filed.main, at=at)
        return Declared(stay=filed.main, twin=earlier, made=True)


def _open(scope: Scope, index: bytes) -> Stay | None:
    mine = scopes.stays(scope).filter(person__id_index=index, state__in=law.OPEN)
    return mine.select_related("person", "address", "community").order_by("declared_at", "id").first()


def _same(stay: Stay, declared: declaration.Declared) -> bool:
    if declared.minors or declared.agent is not None:
        return False
    line = place.Parts(**fieldwork.parts(stay.address)).line
    phone = files.plain(stay=stay, field="phone")
    return (
        (stay.community_id, line, stay.arrived_on) == (declared.community, declared.parts.line, declared.arrived_on)
        and (stay.person.name, stay.person.hukou_county) == (declared.traits.name, declared.traits.hukou_county)
        and declared.traits.phone in {None, phone}
    )


def _seen(scope: Scope, stay: Stay, *, at: datetime.datetime) -> None:
    # the coordinator learns that this file exists: a read, and the person sees it
    people = [(stay.id, stay.person_id)]
    record.read(
        what="open",
        by=scope.actor,
        at=at,
        subject_kind="stay",
        people=people,
        purpose=Purpose.HANDLING,
        detail={"by": "twin"},
    )


def _flag(scope: Scope, stay: Stay, *, at: datetime.datetime, detail: Mapping[str, object] | None) -> None:
    record.write(
        what="declare",
        by=scope.actor,
        at=at,
        subject=("stay", stay.id),
        person_id=stay.person_id,
        detail={**(detail or {}), "channel": "field", "twin": True},
    )


def _tell(stay: Stay, *, at: datetime.datetime) -> None:
    message.to_person(
        person=stay.person,
        kind="declared_for_you",
        params={"number": stay.number, "on": stay.check_due_on.isoformat()},
        dedupe=f"declared_for_you:{stay.id}",
        at=at,
    )


def _lock(index: bytes) -> None:
    # two phones that sync at once: the second waits until it can see the first one's file
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [int.from_bytes(bytes(index)[:8], "big", signed=True)])
