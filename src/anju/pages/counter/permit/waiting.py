"""The lists of what waits with permits, and the way to the next file. Source: B7, E6, E10, F4, F7, D6."""

import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render

from anju.actions import reading
from anju.law.wording import Text
from anju.pages.counter import desk
from anju.pages.counter.permit import listing
from anju.queries import endorsement_queue
from anju.queries.permit import files, queue
from anju.web import access, clock

TABS: dict[str, Text] = {
    **{name: queue.FILTERS[name] for name in ("applied", "returned", "accepted", "overdue")},
    "asked": Text(zh="待签注", en="To endorse"),
    "due": Text(zh="签注期内", en="In the window"),
    "suspended": Text(zh="功能中止", en="Suspended"),
    "ending": Text(zh="拟注销", en="Ending"),
}
# narrower looks at the applications, one row below
MORE: dict[str, Text] = {name: queue.FILTERS[name] for name in ("open", "extended", "changed", "provisional")}
# what an empty list has to say
EMPTY: dict[str, Text] = {
    "applied": Text(
        zh="新的申请会出现在这里。来窗口的人，先查到他的登记，再办理。",
        en="New applications show up here. For somebody at the counter, search for the registration first.",
    ),
    "returned": Text(
        zh="一次性告知以后、等本人补正的在这里。", en="What waits for the person's completion stands here."
    ),
    "accepted": Text(
        zh="受理以后等审核签发的在这里，期限近的在前。", en="What waits for review stands here, nearest limit first."
    ),
    "overdue": Text(zh="没有超过期限的申请。", en="No application is past its limit."),
    "asked": Text(
        zh="没有变化的签注在手机上当场办好，只有要人看的才到这里。",
        en="Where nothing changed, the phone endorses at once; only what needs an eye comes here.",
    ),
    "due": Text(zh="签注期已经开始、还没有签注的在这里。", en="Permits whose window is open stand here."),
    "suspended": Text(zh="补办签注，当场恢复。", en="A late endorsement restores a permit at once."),
    "ending": Text(zh="没有拟注销的居住证。", en="No permit's end is proposed."),
}


@access.staff_page(*desk.ROLES)
def index(request: HttpRequest) -> HttpResponse:
    """Show one of the lists, the nearest limit first; an unknown one is an error."""
    scope = access.of(request).scope
    county = scope.role == "county_police"
    show, mark = request.GET.get("state", "accepted" if county else "applied"), request.GET.get("after", "")
    context = _permits(request, show, mark) if show in endorsement_queue.LISTS else _files(request, show, mark)
    about = ("queue", f"permits_{show}")
    reading.listed(scope=scope, subject=about, at=clock.now(), detail={"rows": len(context["page"].rows)})
    context |= {
        "show": show,
        "title": TABS.get(show) or MORE[show],
        "tabs": tuple(TABS.items()),
        "more": tuple(MORE.items()) if show not in endorsement_queue.LISTS else (),
        "empty": EMPTY.get(show, EMPTY["applied"]),
        "first": not mark,
    }
    return render(request, "counter/permit/queue.html", context)


def _files(request: HttpRequest, show: str, mark: str) -> dict[str, Any]:
    visitor = access.of(request)
    page = queue.page(scope=visitor.scope, on=clock.today(), state=show, after=queue.cursor(mark), held=visitor.known)
    ticks = show == "accepted" and visitor.may("sign_permit")
    rows = listing.files(page.rows, show=show, staff_id=visitor.staff_id, ticks=ticks)
    return {"page": page, "table": listing.FILES, "rows": rows, "ticks": ticks}


def _permits(request: HttpRequest, show: str, mark: str) -> dict[str, Any]:
    visitor = access.of(request)
    page = endorsement_queue.page(
        scope=visitor.scope,
        on=clock.today(),
        which=show,
        after=endorsement_queue.cursor(mark),
        held=visitor.known,
    )
    return {
        "page": page,
        "table": listing.PERMITS[show],
        "rows": listing.permits(page.rows, show=show, police=visitor.scope.role in desk.POLICE),
        "ticks": False,
    }


@access.staff_page(*desk.ROLES)
def following(request: HttpRequest, file_id: uuid.UUID) -> HttpResponse:
    """Go to the file after this one, or back to an empty list."""
    scope = access.of(request).scope
    state = request.GET.get("state", "") or "open"
    file = files.one(scope, file_id=file_id)
    key = queue.following(scope=scope, on=clock.today(), state=state, file=file)
    where = f"?state={state}"
    return HttpResponseRedirect(f"/counter/permits/files/{key}/{where}" if key else f"/counter/permits/{where}")
