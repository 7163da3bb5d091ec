"""Pages for what went wrong: each says what to do, and none says more than that."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Tell that the page was too old or came from elsewhere, and keep what was typed on it."""
    kept = [(name, value) for name, value in request.POST.items() if name != "csrfmiddlewaretoken"]
    return render(request, "errors/stale.html", {"kept": kept, "path": request.path}, status=403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer alike for what does not exist and for what this visitor may not see."""
    return render(request, "errors/not_found.html", status=404)


def server_error(request: HttpRequest) -> HttpResponse:
    """Own up to a fault with a number to quote."""
    return render(request, "errors/fault.html", {"number": getattr(request, "number", "")}, status=500)
