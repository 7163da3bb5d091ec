"""Sessions in the database as Django keeps them, read by one prepared statement."""

from typing import Any

from django.contrib.sessions.backends import db

from anju.queries import sessions
from anju.web import clock


class SessionStore(db.SessionStore):
    """Django's store with a faster read; everything is asked of the database at each request, so a session that ended has."""

    def load(self) -> dict[str, Any]:
        """Return what the session holds; nothing for one that has expired or isn't there."""
        key = self.session_key
        # PostgreSQL takes no NUL, and no session's key has one
        content = sessions.content(key=key, at=clock.now()) if key and "\0" not in key else None
        if content is None:
            self._session_key = None
            return {}
        return self.decode(content)
