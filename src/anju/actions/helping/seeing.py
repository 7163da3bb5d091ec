"""Opening a help call, and seeing the list: on record before the answer leaves. Source: L2."""

import datetime
import uuid

from anju.actions import record
from anju.actions.helping.telling import KIND
from anju.law import authority
from anju.law.codes import Purpose
from anju.models import HelpCall
from anju.queries import helping as seen
from anju.queries.scope import Scope


def open_one(*, scope: Scope, call_id: uuid.UUID, at: datetime.datetime) -> HelpCall:
    """Open a call of one's own office; Absent alike for what is not there and what is not theirs."""
    authority.demand(by=scope.actor, act="open_help")
    found = seen.one(scope, call_id=call_id)
    purpose = str(Purpose.SERVICE)
    record.write(what="open_help", by=scope.actor, at=at, subject=(KIND, found.id), purpose=purpose)
    return found


def listed(*, scope: Scope, at: datetime.datetime, show: str) -> None:
    """Put on record that a list was shown; nobody is named in it."""
    authority.demand(by=scope.actor, act="call_help")
    purpose, about = str(Purpose.SERVICE), (KIND, scope.unit.code)
    record.write(what="list", by=scope.actor, at=at, subject=about, purpose=purpose, detail={"show": show})
