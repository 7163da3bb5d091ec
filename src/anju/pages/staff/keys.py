"""The security administrator's page of keys: what there is, and turning to a new one."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_POST

from anju.actions import keys
from anju.law.absent import Absent
from anju.web import access, clock


@access.staff_page("security_admin")
def overview(request: HttpRequest) -> HttpResponse:
    """Show which keys there are; never a secret."""
    return render(request, "staff/keys.html", {"keys": keys.overview(by=access.of(request).actor)})


@require_POST
@access.staff_page("security_admin")
def rotate(request: HttpRequest, kind: str) -> HttpResponse:
    """Turn to a new signing or sealing key."""
    by, at = access.of(request).actor, clock.now()
    if kind == "sign":
        keys.rotate_signing(path=settings.ANJU_KEYRING, by=by, at=at, on=clock.today())
    elif kind == "seal":
        keys.add_sealing(path=settings.ANJU_KEYRING, by=by, at=at)
    else:
        raise Absent("key")
    return HttpResponseRedirect(f"/staff/keys/?done={kind}")
