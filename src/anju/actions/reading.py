"""Reads of people's records: each is an act, written before the answer leaves. Source: L2, L12."""

import datetime
import uuid
from collections.abc import Iterable, Mapping

from anju.actions import record
from anju.law import authority
from anju.law.absent import Absent
from anju.law.codes import Purpose
from anju.law.refusal import Refusal
from anju.law.wording import Text
from anju.models import Stay
from anju.queries import files, find, pending
from anju.queries import scope as scopes
from anju.queries.scope import Scope

# what an officer may state; "own" is the person's
PURPOSES = tuple(code for code in Purpose if code is not Purpose.OWN)
_PURPOSE = Text(zh="请选择查看的目的，本人看得到。", en="Please choose why you look; the person can read it.")


def open_file(*, scope: Scope, stay_id: uuid.UUID, purpose: str, at: datetime.datetime) -> Stay:
    """Open the record of a stay; raises Absent alike for what is not there and what is not theirs."""
    _demand(scope, "open", purpose)
    stay = scopes.stay(scope, stay_id=stay_id)
    record.read(
        what="open", by=scope.actor, at=at, subject_kind="stay", people=[(stay.id, stay.person_id)], purpose=purpose
    )
    return stay


def unmask(*, scope: Scope, stay_id: uuid.UUID, field: str, purpose: str, at: datetime.datetime) -> str:
    """Return one masked value in full (`files.SEALED`); raises Absent for another scope's stay. Source: L2."""
    _demand(scope, "unmask", purpose)
    if field not in files.SEALED:
        raise Absent("field")
    stay = scopes.stay(scope, stay_id=stay_id)
    record.read(
        what="unmask",
        by=scope.actor,
        at=at,
        subject_kind="stay",
        people=[(stay.id, stay.person_id)],
        purpose=purpose,
        detail={"field": field},
    )
    return files.plain(stay=stay, field=field)


def unmask_wanted(*, scope: Scope, correction_id: uuid.UUID, purpose: str, at: datetime.datetime) -> str:
    """Return in full what a person wants an entry to say; raises Absent outside the scope. Source: D9, L2."""
    _demand(scope, "unmask", purpose)
    found = pending.correction(scope=scope, correction_id=correction_id)
    people = [(found.stay_id, found.stay.person_id)]
    record.read(
        what="unmask",
        by=scope.actor,
        at=at,
        subject_kind="stay",
        people=people,
        purpose=purpose,
        detail={"field": "wanted"},
    )
    return files.wanted(found)


def search(*, scope: Scope, query: find.Query, purpose: str, at: datetime.datetime, stated: bool = True) -> find.Found:
    """Search for a person inside the scope; every hit shown is one read of that person's record.

    `stated` tells that an officer chose the purpose, not the page; only then sealed records are found. Source: L2, L7.
    """
    _demand(scope, "search", purpose)
    # read, then one statement that writes: were it to fail, no answer would leave
    found = find.found(scope=scope, query=query, stated=stated)
    people = [(hit.stay_id, hit.person_id) for hit in found.hits]
    record.read(
        what="search",
        by=scope.actor,
        at=at,
        subject_kind="stay",
        people=people,
        purpose=purpose,
        detail={"by": query.kind},
    )
    if not people:
        # a search that finds nothing is a read all the same; about nobody
        listed(scope=scope, act="search", subject=("search", query.kind), at=at, purpose=purpose)
    return found


def hinted(*, scope: Scope, stay: Stay, people: Iterable[uuid.UUID], at: datetime.datetime) -> None:
    """Put on record that people were shown beside a file as perhaps the same person. Source: B5, L2."""
    rows = [(stay.id, person) for person in people]
    record.read(
        what="search",
        by=scope.actor,
        at=at,
        subject_kind="stay",
        people=rows,
        purpose=Purpose.HANDLING,
        detail={"by": "hint"},
    )


def number_taken(*, scope: Scope, person_id: uuid.UUID, at: datetime.datetime) -> None:
    """Put on record that a counter was told that an ID number is registered in the city. Source: B5, L2."""
    record.read(
        what="search",
        by=scope.actor,
        at=at,
        subject_kind="person",
        people=[(person_id, person_id)],
        purpose=Purpose.HANDLING,
        detail={"by": "number"},
    )


def compared(*, scope: Scope, stay: Stay, other_id: uuid.UUID, at: datetime.datetime) -> None:
    """Put on record that a file was laid beside another person's record. Source: B5, L2."""
    people = [(stay.id, stay.person_id), (stay.id, other_id)]
    record.read(
        what="open",
        by=scope.actor,
        at=at,
        subject_kind="stay",
        people=people,
        purpose=Purpose.HANDLING,
        detail={"by": "comparison"},
    )


def history(*, scope: Scope, stay_id: uuid.UUID, at: datetime.datetime) -> Stay:
    """Open the history of a stay: who did and who read what."""
    authority.demand(by=scope.actor, act="see_history")
    stay = scopes.stay(scope, stay_id=stay_id)
    people = [(stay.id, stay.person_id)]
    record.read(what="see_history", by=scope.actor, at=at, subject_kind="stay", people=people, purpose=Purpose.HANDLING)
    return stay


def printed(*, scope: Scope, stay_id: uuid.UUID, what: str, at: datetime.datetime) -> Stay:
    """Put on record that a paper about a stay was printed. Source: B6, L2."""
    authority.demand(by=scope.actor, act="print")
    stay = scopes.stay(scope, stay_id=stay_id)
    people = [(stay.id, stay.person_id)]
    record.read(
        what="print",
        by=scope.actor,
        at=at,
        subject_kind="stay",
        people=people,
        purpose=Purpose.HANDLING,
        detail={"paper": what},
    )
    return stay


def door_printed(*, scope: Scope, stay_id: uuid.UUID, at: datetime.datetime) -> Stay:
    """Put on record that the door code of a stay's address was printed; the code names nobody. Source: B1."""
    authority.demand(by=scope.actor, act="print_door_code")
    stay = scopes.stay(scope, stay_id=stay_id)
    record.write(what="print_door_code", by=scope.actor, at=at, subject=("address", stay.address_id))
    return stay


def listed(
    *,
    scope: Scope,
    subject: tuple[str, object],
    at: datetime.datetime,
    act: str = "list",
    purpose: str = Purpose.HANDLING,
    detail: Mapping[str, object] | None = None,
) -> None:
    """Put on record that a list of masked rows was shown: one row for the whole list. Source: L2, design.md 4."""
    record.write(what=act, by=scope.actor, at=at, subject=subject, purpose=str(purpose), detail=detail)


def _demand(scope: Scope, act: str, purpose: str) -> None:
    authority.demand(by=scope.actor, act=act)
    if purpose not in {str(code.value) for code in PURPOSES}:
        raise Refusal("purpose_missing", _PURPOSE, field="purpose", rule="L2")
