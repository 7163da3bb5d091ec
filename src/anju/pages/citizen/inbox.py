"""The inbox on the site, and which reminders come by SMS too."""

import uuid

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_POST

from anju.actions import message
from anju.pages.citizen import guard, says
from anju.queries import messages, mine
from anju.web import clock


@guard.page
def inbox(request: HttpRequest) -> HttpResponse:
    """Show the messages, the newest first."""
    who = guard.who(request)
    after = request.GET.get("after", "")[:100]
    items = messages.inbox(who=who, after=after, limit=messages.PAGE + 1)
    context = {
        "items": items[: messages.PAGE],
        "more": items[messages.PAGE - 1].cursor if len(items) > messages.PAGE else "",
        "first": not after,
        "choices": messages.choices(who=who),
        "done": says.DONE.get(request.GET.get("done", "")),
    }
    return render(request, "citizen/my/messages.html", context)


@guard.page
def opened(request: HttpRequest, message_id: uuid.UUID) -> HttpResponse:
    """Note that a message was read, and lead to what it is about."""
    who = guard.who(request)
    link = mine.message_link(who=who, message_id=message_id)
    message.read(message_id=message_id, at=clock.now(), resident_id=who.id)
    ours = link.startswith("/") and not link.startswith("//")
    return HttpResponseRedirect(link if ours else "/my/messages/")


@require_POST
@guard.page
def switch(request: HttpRequest) -> HttpResponse:
    """Keep which reminders come by SMS; what the law wants told always comes."""
    who = guard.who(request)
    wanted = set(request.POST.getlist("sms"))
    for choice in messages.choices(who=who):
        message.switch(resident_id=who.id, kind=choice.kind, channel="sms", on=choice.kind in wanted)
    return HttpResponseRedirect("/my/messages/?done=switched")
