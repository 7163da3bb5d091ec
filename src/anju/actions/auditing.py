"""Reading the record of acts, which is an act too; a person asked about can see it. Source: L10, L12."""

import datetime

from anju.actions import record
from anju.law import authority
from anju.law.actor import Actor
from anju.queries import audit


def search(*, wanted: audit.Wanted, before: int | None, by: Actor, at: datetime.datetime) -> audit.Found:
    """Return a page of acts, with the search on record before the answer leaves."""
    authority.demand(by=by, act="read_audit")
    detail = {
        "actor": str(wanted.actor_id or ""),
        "what": wanted.what,
        "first": wanted.first.isoformat() if wanted.first else "",
        "last": wanted.last.isoformat() if wanted.last else "",
        "before": before,
    }
    record.write(
        what="read_audit",
        by=by,
        at=at,
        subject=("audit", "acts"),
        person_id=wanted.person_id,
        purpose="audit",
        detail=detail,
    )
    return audit.acts(wanted=wanted, before=before)
