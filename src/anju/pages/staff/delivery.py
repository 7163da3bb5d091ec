"""The system administrator's page of messages that could not be sent: how many of which kind and why, never to whom."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render

from anju.actions import resending
from anju.law.refusal import Refusal
from anju.law.wording import Text
from anju.queries import messages
from anju.web import access, clock, problems

_STATES = {
    "failed": Text(zh="没有发出", en="Not sent"),
    "unsure": Text(zh="可能已发出", en="Perhaps sent"),
}
_CHANNELS = {"sms": Text(zh="短信", en="SMS"), "mail": Text(zh="邮件", en="Mail")}


@access.staff_page("system_admin")
def undelivered(request: HttpRequest) -> HttpResponse:
    """Show what could not be sent by kind and reason; send one such lot again."""
    errors: dict[str, Text] = {}
    if request.method == "POST":
        try:
            done = _resent(request)
            return HttpResponseRedirect(f"/staff/messages/?again={done.again}&left={done.left}")
        except Refusal as refused:
            errors = problems.of(refused)
    rows = [(one, _CHANNELS[one.channel], _STATES[one.state]) for one in messages.undelivered(at=clock.now())]
    shown = {"rows": rows, "errors": errors, "again": _number(request, "again"), "left": _number(request, "left")}
    return render(request, "staff/undelivered.html", shown, status=422 if errors else 200)


def _resent(request: HttpRequest) -> resending.Resent:
    kind, channel, state, error = (request.POST.get(name, "")[:40] for name in ("kind", "channel", "state", "error"))
    return resending.resend(
        kind=kind, channel=channel, state=state, error=error, by=access.of(request).actor, at=clock.now()
    )


def _number(request: HttpRequest, name: str) -> int | None:
    text = request.GET.get(name, "")
    return int(text) if text.isdecimal() and len(text) < 6 else None
