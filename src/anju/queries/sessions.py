"""What each page of someone signed in begins with: the session and the member of staff, by statements the server keeps plans of."""

import datetime
import uuid

from anju.models import Staff
from anju.queries import direct

_FIELDS = tuple(str(field.column) for field in Staff._meta.concrete_fields)
# names of our own columns; locked or inactive staff are nobody
_STAFF = f"SELECT {', '.join(_FIELDS)} FROM staff WHERE id = $1 AND is_active AND locked_at IS NULL"  # noqa: S608
_NAMES = tuple(field.attname for field in Staff._meta.concrete_fields)
_SESSION = "SELECT session_data FROM django_session WHERE session_key = $1 AND expire_date > $2"


def content(*, key: str, at: datetime.datetime) -> str | None:
    """Return what is kept of a session, still signed; None for an expired or unknown one."""
    rows = direct.ask(_SESSION, [key, at])
    return rows[0][0] if rows else None


def staff(*, staff_id: uuid.UUID) -> Staff | None:
    """Return someone of staff who may sign in, as the database has them now."""
    rows = direct.ask(_STAFF, [staff_id])
    return Staff.from_db("default", _NAMES, rows[0]) if rows else None
