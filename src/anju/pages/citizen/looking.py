"""Seeing one's own record is on record too, once an hour: a stranger with one's phone would show. Source: L12."""

import time

from django.http import HttpRequest

from anju.actions import resident as residents
from anju.queries import mine
from anju.web import access, clock

SEEN = "seen_own"
PAUSE = 3600  # seconds


def own(request: HttpRequest, *, stay: mine.Stay) -> None:
    """Write that the resident sees a stay, unless they saw it a moment ago."""
    seen = request.session.get(SEEN, {})
    now = int(time.time())
    if now - seen.get(str(stay.id), 0) < PAUSE:
        return
    residents.looked(stay=stay, by=access.of(request).actor, at=clock.now())
    request.session[SEEN] = {key: at for key, at in seen.items() if now - at < PAUSE} | {str(stay.id): now}
