"""Pages for what went wrong: each says what to do, and none says more than that."""

import sys

import structlog
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render

from anju.law.refusal import Refusal, Refusals
from anju.web import outage, preferences, problems
from anju.web.outage import Outage

log = structlog.get_logger("anju.errors")
# the token, and what the form of a new password calls the present one and the repetition
_SECRET = frozenset({"csrfmiddlewaretoken", "old", "again"})
_FORMS = ("application/x-www-form-urlencoded", "multipart/form-data")


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Tell that the page was too old, and keep what was typed on it; what another site sent is not kept."""
    if reason.startswith(("Origin", "Referer")):
        # else one click on our own page would send what the other site wanted sent
        return render(request, "errors/bad_request.html", status=403)
    return render(request, "errors/stale.html", {"kept": _kept(request), "path": request.get_full_path()}, status=403)


def signed_out(request: HttpRequest, *, sign_in: str) -> HttpResponse:
    """Send to the sign-in; where something was typed, by a page that holds it meanwhile."""
    typed = _kept(request) if request.method == "POST" and request.content_type in _FORMS else []
    if not any(value for name, value in typed if name != "once"):
        return HttpResponseRedirect(sign_in)
    context = {"kept": typed, "path": request.get_full_path(), "sign_in": sign_in}
    return render(request, "errors/signed_out.html", context, status=403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Answer alike for what does not exist and for what this visitor may not see."""
    return render(request, "errors/not_found.html", status=404)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Tell that what was sent can't be read: far too long, or broken on the way. What was saved before stands."""
    return render(request, "errors/bad_request.html", status=400)


def server_error(request: HttpRequest) -> HttpResponse:
    """Own up to a fault with a number to quote; an outage that passes is told as one."""
    passing = outage.of(sys.exc_info()[1])
    if passing is not None:
        return busy(request, outage=passing)
    return render(request, "errors/fault.html", {"number": getattr(request, "number", "")}, status=500)


def too_large(request: HttpRequest, *, status: int = 413) -> HttpResponse:
    """Refuse a body beyond all measure or of unstated length (411), unread; where it was a file, say how to send it."""
    file = request.content_type == "multipart/form-data" and status == 413
    return render(request, "errors/too_large.html" if file else "errors/bad_request.html", status=status)


def busy(request: HttpRequest, *, outage: Outage) -> HttpResponse:
    """Tell that the service can't write just now; asks the database nothing, and keeps what was typed."""
    log.warning("outage", kind=outage.name, status=int(outage.status))
    context = {
        "outage": outage,
        "kept": _kept(request) if request.method == "POST" else [],
        "method": request.method,
        "path": request.get_full_path(),
        "number": getattr(request, "number", ""),
    }
    response = render(request, "errors/busy.html", context, status=outage.status)
    response["Retry-After"] = str(outage.wait)
    return response


def refused(request: HttpRequest, *, error: Refusal | Refusals, back: str = "") -> HttpResponse:
    """Say why something can't be done, on a page of its own, where no form is there to say it in."""
    refusals = error.refusals if isinstance(error, Refusals) else [error]
    cited = " ".join(sorted({refusal.rule for refusal in refusals if refusal.rule}))
    where = back or preferences.onward(request, otherwise=request.path)
    return render(
        request, "errors/refused.html", {"problems": problems.of(error), "rules": cited, "back": where}, status=422
    )


def _kept(request: HttpRequest) -> list[tuple[str, str]]:
    """Return what was typed, but for passwords and the token."""
    return [
        (name, str(value))
        for name, values in request.POST.lists()
        for value in values
        if name not in _SECRET and "password" not in name
    ]
