"""Printing what is about a person is a read, and leaves its trace."""

import datetime
import uuid

from anju.actions import record
from anju.law.actor import Actor
from anju.queries.permit_papers import Subject
from anju.queries.receipts import Paper


def receipt(*, paper: Paper, by: Actor, at: datetime.datetime, purpose: str = "handling") -> None:
    """Record that a receipt was printed or downloaded, before it leaves. Source: L2, L12."""
    record.write(
        what="print", by=by, at=at, subject=("receipt", paper.receipt_id), person_id=paper.person_id, purpose=purpose
    )


def case(*, subject: Subject, by: Actor, at: datetime.datetime, purpose: str = "handling") -> None:
    """Record that a paper of a case was printed or downloaded, before it leaves. Source: I9, L2, L12."""
    permit(subject=subject, by=by, at=at, purpose=purpose)


def employment(*, entry_id: uuid.UUID, person_id: uuid.UUID, by: Actor, at: datetime.datetime, purpose: str) -> None:
    """Record that an entry of the register of employment was printed or downloaded, before it leaves. Source: L2, L12."""
    record.write(what="print", by=by, at=at, subject=("employment", entry_id), person_id=person_id, purpose=purpose)


def permit(*, subject: Subject, by: Actor, at: datetime.datetime, purpose: str = "handling") -> None:
    """Record that a paper of a residence permit was printed or downloaded, before it leaves. Source: E9, L2, L12."""
    record.write(
        what="print",
        by=by,
        at=at,
        subject=(subject.kind, subject.id),
        person_id=subject.person_id,
        purpose=purpose,
        detail={"paper": subject.paper},
    )
