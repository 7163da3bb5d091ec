"""A file until it is registered: number, dates, what is missing, completing, withdrawing. Source: B1, B3, B7, E1."""

import uuid

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render

from anju.actions import draft as drafts
from anju.actions import stay as stays
from anju.law import stay as law
from anju.law.refusal import Refusal
from anju.law.wording import Text
from anju.pages.citizen import guard, looking, says
from anju.pages.citizen.declare import flow, returned
from anju.queries import mine, traces
from anju.web import access, clock, once, problems


@guard.page
def file(request: HttpRequest, stay_id: uuid.UUID) -> HttpResponse:
    """Show a file and its next step; one that is registered has its own page."""
    who, today = guard.who(request), clock.today()
    detail = mine.stay(who=who, stay_id=stay_id, on=today)
    sent = "sent" in request.GET
    if detail.stay.state not in law.OPEN and not sent:
        return HttpResponseRedirect(f"/my/stays/{stay_id}/" + (f"?{request.GET.urlencode()}" if request.GET else ""))
    looking.own(request, stay=detail.stay)
    notice = detail.row.completion
    context = {
        "detail": detail,
        "sent": sent,
        "missing": returned.of(notice.missing) if notice is not None else [],
        "history": traces.of_stay(stay=detail.stay, viewer=who.id, most=20),
        "next": says.next_step(detail.row, on=today),
        "done": says.DONE.get(request.GET.get("done", "")),
        "tone": says.TONES[detail.stay.state],
    }
    return render(request, "citizen/my/file.html", context)


@guard.page
def complete(request: HttpRequest, stay_id: uuid.UUID) -> HttpResponse:
    """Open a returned file's answers again, or go on where one stopped; looking at the address alone begins nothing."""
    who = guard.who(request)
    answers = drafts.of_returned(who=who, stay_id=stay_id)
    if request.method != "POST":
        # a link from an old message, or the way back from the sign-in: the button is on the file's page
        return HttpResponseRedirect(f"/my/files/{stay_id}/")
    held = mine.draft(who=who, kind="complete")
    other = held is not None and held.answers.get("stay") != str(stay_id)
    drafts.begin(who=who, kind="complete", answers=answers, at=clock.now(), afresh=other)
    return HttpResponseRedirect(flow.address("complete", "check"))


@guard.page
def withdraw(request: HttpRequest, stay_id: uuid.UUID) -> HttpResponse:
    """Ask once more, and withdraw a declaration nobody has accepted yet."""
    detail = mine.stay(who=guard.who(request), stay_id=stay_id, on=clock.today())
    errors: dict[str, Text] = {}
    if request.method == "POST":
        try:
            once.post(
                request, action="withdraw", content={"stay": str(stay_id)}, do=lambda: _withdraw(request, stay_id)
            )
        except Refusal as refusal:
            errors = problems.of(refusal)
        else:
            return HttpResponseRedirect("/my/?done=withdrawn")
    return render(
        request, "citizen/my/withdraw.html", {"detail": detail, "errors": errors}, status=422 if errors else 200
    )


def _withdraw(request: HttpRequest, stay_id: uuid.UUID) -> dict[str, str]:
    stays.withdraw(stay_id=stay_id, by=access.of(request).actor, at=clock.now())
    return {"stay": str(stay_id)}
