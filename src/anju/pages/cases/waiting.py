"""The queue, the way to the next case, and the list as a file."""

import uuid

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_POST

from anju.actions import case as cases
from anju.actions import reading
from anju.law.wording import Text
from anju.pages.cases import desk, listing, words
from anju.queries.case import queue
from anju.web import access, clock, forms, sheets, tags


@access.staff_page(desk.OFFICER)
def index(request: HttpRequest) -> HttpResponse:
    """Show the cases that wait, wages owed and the nearest limit first; an unknown filter is an error."""
    visitor = access.of(request)
    scope, now = visitor.scope, clock.now()
    state, mark = request.GET.get("state", "open"), request.GET.get("after", "")
    page = queue.page(scope=scope, on=clock.today(), state=state, after=queue.mark(mark), held=visitor.known)
    reading.listed(scope=scope, subject=("cases", state), at=now, detail={"rows": len(page.rows)})
    few = queue.few(scope=scope)
    context = {
        "page": page,
        "table": listing.QUEUE,
        "rows": listing.cells(page.rows, state=state),
        "state": state,
        "filters": tuple((key, text, _few(few.get(key, 0))) for key, text in queue.FILTERS.items()),
        "filter": queue.FILTERS[state],
        "first": not mark,
        "purposes": forms.PURPOSES.items(),
    }
    return render(request, "cases/queue.html", context)


def _few(count: int) -> str:
    return "" if not count else f"{queue.COUNTED}+" if count > queue.COUNTED else str(count)


@access.staff_page(desk.OFFICER)
def following(request: HttpRequest, case_id: uuid.UUID) -> HttpResponse:
    """Go to the case after this one, or back to an empty queue."""
    scope = access.of(request).scope
    state = request.GET.get("state", "open")
    case = queue.one(scope=scope, case_id=case_id)
    key = queue.following(scope=scope, on=clock.today(), state=state, after=queue.marked(case))
    if key is None:
        return HttpResponseRedirect("/cases/")
    home = "/cases/offered" if state == "offered" else "/cases"
    return HttpResponseRedirect(f"{home}/{key}/" + (f"?state={state}" if state != "open" else ""))


_HEAD = (
    Text(zh="事项编号", en="Number"),
    Text(zh="申请人", en="Applicant"),
    Text(zh="事项", en="Service"),
    Text(zh="状态", en="State"),
    Text(zh="社区、村", en="Community"),
    Text(zh="单位", en="Office"),
    Text(zh="申请时间", en="Applied"),
    Text(zh="期限", en="Limit"),
)
_STAMP = Text(
    zh="{unit}，{name}，{at}导出，目的：{purpose}，共{count}行，姓名已隐去。用完请删除。",
    en="Exported by {name}, {unit}, {at}; purpose: {purpose}; {count} rows, names masked. Delete it after use.",
)


@require_POST
@access.staff_page(desk.OFFICER)
def export(request: HttpRequest) -> HttpResponse:
    """Hand out a list as CSV, masked as on the page; with a stated purpose, on record before it leaves. Source: L2, L3."""
    visitor, now = access.of(request), clock.now()
    scope, state = visitor.scope, request.POST.get("state", "open")
    stated = request.POST.get("purpose", "")
    # figures and audits have pages of their own
    purpose = stated if stated in forms.PURPOSES else ""
    rows = cases.export(scope=scope, state=state, purpose=purpose, at=now, on=clock.today())
    stamp = _STAMP.format(
        unit=scope.unit.name,
        name=scope.actor.name,
        at=tags.moment(now),
        purpose=forms.PURPOSES[purpose],
        count=len(rows),
    )
    lines = [[str(tags.say(stamp))], [str(tags.say(text)) for text in _HEAD]]
    lines += [
        [
            row.number,
            row.name,
            str(tags.say(queue.service_name(row.service))),
            str(tags.say(words.state_text(row.state))),
            row.community,
            row.unit,
            tags.moment(row.applied_at),
            row.limit_on.isoformat(),
        ]
        for row in rows
    ]
    return sheets.download(rows=lines, name=f"anju-cases-{state}-{clock.today().isoformat()}.csv")
