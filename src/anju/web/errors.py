"""Pages for what went wrong: each says what to do, and none says more than that."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from anju.law.refusal import Refusal, Refusals
from anju.web import preferences, problems


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Tell that the page was too old or came from elsewhere, and keep what was typed on it."""
    kept = [
        (name, value)
        for name, values in request.POST.lists()
        for value in values
        if name != "csrfmiddlewaretoken" and "password" not in name
    ]
    return render(request, "errors/stale.html", {"kept": kept, "path": request.get_full_path()}, status=403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Answer alike for what does not exist and for what this visitor may not see."""
    return render(request, "errors/not_found.html", status=404)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Tell that what was sent can't be read: far too long, or broken on the way. What was saved before stands."""
    return render(request, "errors/bad_request.html", status=400)


def server_error(request: HttpRequest) -> HttpResponse:
    """Own up to a fault with a number to quote."""
    return render(request, "errors/fault.html", {"number": getattr(request, "number", "")}, status=500)


def refused(request: HttpRequest, *, error: Refusal | Refusals, back: str = "") -> HttpResponse:
    """Say why something can't be done, on a page of its own, where no form is there to say it in."""
    refusals = error.refusals if isinstance(error, Refusals) else [error]
    cited = " ".join(sorted({refusal.rule for refusal in refusals if refusal.rule}))
    where = back or preferences.onward(request, otherwise=request.path)
    return render(
        request, "errors/refused.html", {"problems": problems.of(error), "rules": cited, "back": where}, status=422
    )
