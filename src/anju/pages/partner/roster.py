"""A body's own list: who stands on it, one more, who has left. Source: A2, S4."""

import datetime
import uuid

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_POST

from anju.actions import exempt as acts
from anju.actions import reading
from anju.law import exempt as law
from anju.law.codes import ExemptKind, IdKind, choices
from anju.law.refusal import Refusal, Refusals
from anju.law.wording import Text
from anju.queries import exempt
from anju.web import access, clock, forms, once, paging, problems
from anju.web.forms import Field

KEEPER = "keeper"
KIND = Field(
    name="kind", label=Text(zh="情况", en="Case"), kind="radio", options=tuple(choices(ExemptKind)), value="", why="A2"
)
_FIELDS = (
    Field(name="name", label=law.COLUMNS["name"], maxlength=50),
    Field(
        name="id_kind",
        label=law.COLUMNS["id_kind"],
        kind="select",
        value=str(IdKind.ID_CARD),
        options=tuple(choices(IdKind)),
    ),
    Field(name="id_number", label=law.COLUMNS["id_number"], maxlength=40, inputmode="text"),
    Field(name="since", label=law.COLUMNS["since"], kind="date"),
)
DONE = {
    "added": Text(zh="已列入名单。", en="On the list."),
    "ended": Text(zh="已从名单移出。", en="Off the list."),
    "imported": Text(
        zh="新列入{added}人，原来就在名单上的{known}人。", en="{added} are new on the list; {known} stood there."
    ),
}


@access.staff_page(KEEPER)
def index(request: HttpRequest) -> HttpResponse:
    """Show the own list, or by POST those of it that were looked for: no name stands in an address."""
    return _page(request, errors={})


@require_POST
@access.staff_page(KEEPER)
def end(request: HttpRequest) -> HttpResponse:
    """Take those ticked off the list from a day on."""
    exempt.body(scope=access.of(request).scope)
    ticked, day = request.POST.getlist("who"), request.POST.get("on", "")

    def do() -> dict[str, int]:
        on = law.day(day, today=clock.today(), field="on")
        return {"ended": acts.end(keys=_keys(ticked), on=on, by=access.of(request).actor, at=clock.now())}

    try:
        once.post(request, action="end_exempt", content={"who": sorted(ticked), "on": day}, do=do)
    except (Refusal, Refusals) as error:
        return _page(request, errors=problems.of(error))
    return HttpResponseRedirect("/partner/?done=ended")


@access.staff_page(KEEPER)
def new(request: HttpRequest) -> HttpResponse:
    """Put one person on the list."""
    scope = access.of(request).scope
    body = exempt.body(scope=scope)
    fields = (KIND, *_FIELDS)
    errors: dict[str, Text] = {}
    if request.method == "POST":
        raw = forms.typed(fields=fields, data=request.POST)

        def do() -> dict[str, str]:
            return {"exempt": str(acts.add(raw=raw, by=scope.actor, at=clock.now()).id)}

        try:
            once.post(request, action="list_exempt", content=raw, do=do)
            return HttpResponseRedirect("/partner/?done=added")
        except (Refusal, Refusals) as error:
            errors = problems.of(error)
    given = request.POST if request.method == "POST" else {"kind": exempt.usual(scope=scope), "since": _today()}
    shown = forms.filled(fields=fields, values=given, errors=errors)
    context = {"body": body, "fields": shown, "errors": errors}
    return render(request, "partner/new.html", context, status=422 if errors else 200)


def _page(request: HttpRequest, *, errors: dict[str, Text]) -> HttpResponse:
    scope = access.of(request).scope
    body = exempt.body(scope=scope)
    sought = request.POST.get("q", "").strip()[:50]
    cursor = request.GET.get("after", "")
    values = paging.decode(cursor)
    rows = (
        exempt.find(scope=scope, text=sought)
        if sought
        else exempt.page(scope=scope, after=uuid.UUID(values[0]) if values else None)
    )
    shown = paging.page(rows=rows, size=exempt.SIZE, cursor=cursor, key=lambda row: (row.id,))
    reading.listed(scope=scope, subject=("exempt", body.id), at=clock.now(), detail={"rows": len(shown.rows)})
    number = exempt.count(scope=scope)
    context = {
        "body": body,
        "page": shown,
        "sought": sought,
        "count": f"{exempt.MOST - 1}+" if number >= exempt.MOST else str(number),
        "ticked": request.POST.getlist("who"),
        "on": request.POST.get("on") or _today(),
        "today": _today(),
        "errors": errors,
        "done": _done(request),
    }
    return render(request, "partner/roster.html", context, status=422 if errors else 200)


def _done(request: HttpRequest) -> Text | None:
    words = DONE.get(request.GET.get("done", ""))
    numbers = {name: request.GET.get(name, "") for name in ("added", "known")}
    if words is None or not all(value.isdigit() or not value for value in numbers.values()):
        return None
    return words.format(**{name: value[:4] for name, value in numbers.items()})


def _keys(ticked: list[str]) -> list[uuid.UUID]:
    try:
        return [uuid.UUID(one) for one in ticked]
    except ValueError:
        return []


def _today() -> str:
    today: datetime.date = clock.today()
    return today.isoformat()
