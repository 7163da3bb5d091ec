"""The security administrator's page of keys: what there is, and turning to a new one."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_POST

from anju.actions import rotation
from anju.law.absent import Absent
from anju.queries import keyring
from anju.web import access, clock


@access.staff_page("security_admin")
def overview(request: HttpRequest) -> HttpResponse:
    """Show which keys there are; never a secret."""
    return render(request, "staff/keys.html", {"keys": keyring.overview()})


@require_POST
@access.staff_page("security_admin")
def rotate(request: HttpRequest, kind: str) -> HttpResponse:
    """Turn to a new signing or sealing key."""
    by, at = access.of(request).actor, clock.now()
    if kind == "sign":
        rotation.rotate_sign_key(by=by, at=at)
    elif kind == "seal":
        rotation.add_seal_key(by=by, at=at)
    else:
        raise Absent("key")
    return HttpResponseRedirect(f"/staff/keys/?done={kind}")
