"""The desk's flats and rounds. Source: I6."""

import uuid

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render

from anju.actions import rental
from anju.law.absent import Absent
from anju.law.rental import order
from anju.law.wording import Text
from anju.pages.rental import doing, guard
from anju.queries.rental import desk
from anju.web import access, clock, forms, paging

_FLAT = (
    forms.Field(name="estate", label=Text(zh="小区", en="Estate"), maxlength=60),
    forms.Field(name="number", label=Text(zh="楼号房号", en="Building and room"), maxlength=30),
    forms.Field(name="rooms", label=Text(zh="几间", en="Rooms"), kind="number", minimum="1", maximum="9"),
    forms.Field(name="size", label=Text(zh="面积（平方米）", en="Size (m²)"), kind="number", minimum="5"),
    forms.Field(name="rent", label=Text(zh="月租金（元）", en="Rent a month (yuan)"), kind="number", minimum="0"),
    forms.Field(
        name="accessible",
        label=Text(zh="无障碍，不用爬楼梯", en="Accessible, without stairs"),
        kind="check",
        required=False,
    ),
)
_ROUND = (
    forms.Field(name="name", label=Text(zh="批次名称", en="Name"), maxlength=60),
    forms.Field(name="opens_on", label=Text(zh="开始申请", en="First day"), kind="date"),
    forms.Field(name="closes_on", label=Text(zh="截止申请", en="Last day"), kind="date"),
    forms.Field(
        name="order",
        label=Text(zh="怎样排队", en="Order"),
        kind="radio",
        options=tuple(order.ORDERS.items()),
        value="date",
    ),
    forms.Field(name="planned", label=Text(zh="计划几套", en="Flats planned"), kind="number", minimum="0"),
    forms.Field(
        name="for_migrants",
        label=Text(zh="其中给外来人口几套", en="Of these for people who moved in"),
        kind="number",
        minimum="0",
        why="I6",
    ),
)


@guard.housing
def flats(request: HttpRequest) -> HttpResponse:
    """Show the flats; add one."""
    scope = access.of(request).scope
    errors: dict[str, Text] = {}
    if request.method == "POST":
        raw = forms.typed(fields=_FLAT, data=request.POST)
        errors = doing.once_only(
            request, action="rental_flat", do=lambda: rental.add_flat(raw=raw, by=scope.actor, at=clock.now())
        )
        if not errors:
            return HttpResponseRedirect("/rental/desk/flats/")
    cursor = request.GET.get("after", "")
    rows = desk.flats(scope, on=clock.today(), after=paging.decode(cursor) or ())
    context = {
        "page": paging.page(rows=rows, size=desk.PAGE, cursor=cursor, key=desk.flat_key),
        "fields": forms.filled(fields=_FLAT, values=request.POST, errors=errors),
        "errors": errors,
    }
    return render(request, "rental/flats.html", context, status=422 if errors else 200)


@guard.housing
def flat(request: HttpRequest, flat_id: uuid.UUID) -> HttpResponse:
    """Show a flat and whose turn it is; offer it to them, or take it out."""
    scope = access.of(request).scope
    found = desk.flat(scope, flat_id=flat_id, on=clock.today())
    errors: dict[str, Text] = {}
    if request.method == "POST":
        errors = doing.once_only(request, action="rental_offer", do=lambda: _flat(request, flat_id))
        if not errors:
            return HttpResponseRedirect("/rental/desk/flats/")
    context = {"found": found, "mine": found.flat.unit_id == scope.unit.id, "errors": errors}
    return render(request, "rental/flat.html", context, status=422 if errors else 200)


@guard.housing
def rounds(request: HttpRequest) -> HttpResponse:
    """Show the rounds; open one, or draw."""
    scope = access.of(request).scope
    errors: dict[str, Text] = {}
    if request.method == "POST":
        errors = doing.once_only(request, action="rental_round", do=lambda: _round(request))
        if not errors:
            return HttpResponseRedirect("/rental/desk/rounds/")
    context = {
        "rows": desk.rounds(scope),
        "unit": scope.unit,
        "today": clock.today(),
        "fields": forms.filled(fields=_ROUND, values=request.POST, errors=errors),
        "errors": errors,
    }
    return render(request, "rental/rounds.html", context, status=422 if errors else 200)


def _flat(request: HttpRequest, flat_id: uuid.UUID) -> object:
    by, at = access.of(request).actor, clock.now()
    if request.POST.get("choice") == "end":
        return rental.end_flat(flat_id=flat_id, by=by, at=at)
    return rental.offer(flat_id=flat_id, entry_id=_key(request.POST.get("entry", "")), by=by, at=at)


def _round(request: HttpRequest) -> object:
    by, at = access.of(request).actor, clock.now()
    if request.POST.get("choice") == "draw":
        return rental.draw_round(round_id=_key(request.POST.get("round", "")), by=by, at=at)
    return rental.open_round(raw=forms.typed(fields=_ROUND, data=request.POST), by=by, at=at)


def _key(text: str) -> uuid.UUID:
    try:
        return uuid.UUID(text)
    except ValueError as error:
        raise Absent("key") from error
