"""Values shown in full for a few minutes after a stated purpose; the session keeps which, never what. Source: L2."""

import datetime
import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_POST

from anju.actions import reading
from anju.law.wording import Text
from anju.pages.counter import desk
from anju.queries import files, rules
from anju.queries.files import View
from anju.web import access, clock

KEY = "shown"


@dataclass(frozen=True)
class Value:
    """One sealed value on a page: masked, or in full until a moment."""

    field: str
    label: Text
    masked: str
    plain: str = ""
    until: datetime.datetime | None = None

    @property
    def seconds(self) -> int:
        """The end of the time in seconds, for the page to hide the value by itself."""
        return int(self.until.timestamp()) if self.until is not None else 0


@require_POST
@access.staff_page(*desk.ROLES)
def show(request: HttpRequest, stay_id: uuid.UUID) -> HttpResponse:
    """Show one value in full for the minutes of the policy: asks for a purpose, leaves a trace."""
    now = clock.now()
    field = request.POST.get("field", "")
    reading.unmask(
        scope=access.of(request).scope, stay_id=stay_id, field=field, purpose=request.POST.get("purpose", ""), at=now
    )
    remember(request, key=f"{stay_id}:{field}")
    return HttpResponseRedirect(f"/counter/files/{stay_id}/#v-{field}")


def values(request: HttpRequest, *, view: View) -> dict[str, Value]:
    """Return the sealed values of a file as this officer may see them now."""
    return of(
        request,
        about=view.stay.id,
        masked=view.masked,
        labels=files.SEALED,
        plain=lambda field: files.plain(stay=view.stay, field=field),
    )


def of(
    request: HttpRequest,
    *,
    about: uuid.UUID,
    masked: Mapping[str, str],
    labels: Mapping[str, Text],
    plain: Callable[[str], str],
) -> dict[str, Value]:
    """Return sealed values by field, in full as long as this officer may see them."""
    kept = _kept(request, clock.now())
    found = {}
    for field, mask in masked.items():
        until = kept.get(f"{about}:{field}")
        found[field] = Value(
            field=field,
            label=labels[field],
            masked=mask,
            plain=plain(field) if until else "",
            until=datetime.datetime.fromtimestamp(until, tz=datetime.UTC) if until else None,
        )
    return found


def remember(request: HttpRequest, *, key: str) -> None:
    """Let this session see a value in full for the minutes of the policy; the act is on record by now."""
    now = clock.now()
    minutes = rules.policy(place=(), on=clock.today()).unmask_minutes
    kept = _kept(request, now)
    kept[key] = (now + datetime.timedelta(minutes=minutes)).timestamp()
    request.session[KEY] = kept


def _kept(request: HttpRequest, now: datetime.datetime) -> dict[str, float]:
    kept: dict[str, float] = request.session.get(KEY, {})
    return {name: until for name, until in kept.items() if until > now.timestamp()}
