"""Messages to staff: what falls due in their office, what came in."""

import uuid

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render

from anju.actions import message as messages_written
from anju.law.absent import Absent
from anju.queries import messages
from anju.web import access, clock


@access.staff_page()
def inbox(request: HttpRequest) -> HttpResponse:
    """Show the messages, the newest first."""
    after = request.GET.get("after", "")[:100]
    items = messages.staff_inbox(staff_id=access.of(request).staff_id, after=after, limit=messages.PAGE + 1)
    more = items[messages.PAGE - 1].cursor if len(items) > messages.PAGE else ""
    return render(request, "staff/inbox.html", {"items": items[: messages.PAGE], "more": more, "first": not after})


@access.staff_page()
def message(request: HttpRequest, message_id: uuid.UUID) -> HttpResponse:
    """Note that a message was read, and lead to what it is about."""
    link = messages.staff_link(staff_id=access.of(request).staff_id, message_id=message_id)
    if link is None:
        raise Absent("message")
    messages_written.read(message_id=message_id, at=clock.now(), staff_id=access.of(request).staff_id)
    ours = link.startswith("/") and not link.startswith("//")
    return HttpResponseRedirect(link if ours else "/staff/inbox/")
