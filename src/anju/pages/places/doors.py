"""Doors: standard addresses of a community, new ones, and sheets of door codes. Nobody who lives there is shown. Source: S7, L11."""

import uuid

import segno
from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render

from anju.actions import address as acts
from anju.law import place as law
from anju.law.codes import DwellingKind, choices
from anju.law.place import LABELS
from anju.law.refusal import Refusal, Refusals
from anju.law.wording import Text
from anju.queries import doors, places
from anju.web import access, clock, forms, once, paging, problems
from anju.web.forms import Field

ROLES = ("registrar", "chief", "county_police", "clerk", "coordinator")
_FORM = Text(zh="地址的写法", en="Form of the address")
_DWELLING = Text(zh="住所类型", en="Kind of dwelling")
_LAST = Text(zh="到哪个房间号", en="Up to room")
_LAST_HINT = Text(
    zh="一次建一栋楼：房间号填第一间，这里填最后一间，最多200间",
    en="A whole building at once: give the first room above and the last here, 200 at most",
)
_ALL = Text(zh="全部", en="All")


@access.staff_page(*ROLES)
def index(request: HttpRequest) -> HttpResponse:
    """Choose the community whose doors are wanted, inside the own scope."""
    text = request.GET.get("q", "")
    found = doors.communities(access.of(request).scope, text=text, on=clock.today())
    return render(request, "places/doors.html", {"q": text, "found": found})


@access.staff_page(*ROLES)
def community(request: HttpRequest, code: str) -> HttpResponse:
    """Show a community's roads and, page by page, its addresses."""
    here = doors.community(access.of(request).scope, code=code, on=clock.today())
    road = request.GET.get("road", "")[:80]
    cursor = request.GET.get("after", "")
    after = paging.decode(cursor)
    rows = doors.addresses(of=here, road=road, after=uuid.UUID(after[0]) if after else None)
    context = {
        "here": here,
        "place": places.place(code=code),
        "roads": doors.roads(of=here),
        "road": road,
        "page": paging.page(rows=rows, size=doors.SIZE, cursor=cursor, key=lambda row: (row.id,)),
        "kinds": {str(one.value): one.label for one in DwellingKind},
        "done": request.GET.get("done", ""),
        "dwellings": (("", _ALL), *choices(DwellingKind)),
    }
    return render(request, "places/doors_in.html", context)


@access.staff_page(*ROLES)
def new(request: HttpRequest, code: str) -> HttpResponse:
    """Put a door, or a whole building's doors, on file."""
    here = doors.community(access.of(request).scope, code=code, on=clock.today())
    fields = _fields()
    errors: dict[str, Text] = {}
    if request.method == "POST":
        raw = forms.typed(fields=fields, data=request.POST)

        def do() -> dict[str, int]:
            parts = doors.typed(raw=raw, last=raw["last"])
            added, known = acts.add_all(
                community=here, doors=parts, dwelling=raw["dwelling"], by=access.of(request).actor, at=clock.now()
            )
            return {"added": added, "known": known}

        try:
            answer, _ = once.post(request, action="add_address", content={**raw, "community": code}, do=do)
            return HttpResponseRedirect(f"/staff/places/doors/{code}/?done={answer['added']}")
        except (Refusal, Refusals) as error:
            errors = dict(problems.of(error))
    shown = (
        forms.filled(fields=fields, values=request.POST, errors=errors) if request.method == "POST" else list(fields)
    )
    context = {"here": here, "place": places.place(code=code), "fields": shown, "errors": errors}
    return render(request, "places/door_new.html", context, status=422 if errors else 200)


@access.staff_page(*ROLES)
def sheet(request: HttpRequest, code: str) -> HttpResponse:
    """Print labels: each a code that opens the form with this address filled in. By POST, since it is put on record."""
    here = doors.community(access.of(request).scope, code=code, on=clock.today())
    if request.method != "POST":
        return HttpResponseRedirect(f"/staff/places/doors/{code}/")
    labels = acts.print_codes(
        community=here,
        road=request.POST.get("road", "")[:80],
        dwelling=request.POST.get("dwelling", "")[:16],
        by=access.of(request).actor,
        at=clock.now(),
    )
    shown = [(label.line, label.code, _picture(label.code)) for label in labels]
    context = {
        "here": here,
        "place": places.place(code=code),
        "labels": shown,
        "most": acts.LABELS,
        "site": settings.PUBLIC_URL.split("//", 1)[-1],
    }
    return render(request, "places/sheet.html", context)


def _picture(code: str) -> str:
    return str(segno.make(f"{settings.PUBLIC_URL}/d/{code}/", error="m").svg_inline(scale=3, border=2, omitsize=True))


def _fields() -> tuple[Field, ...]:
    form = Field(name="form", label=_FORM, kind="radio", value="road", options=tuple(law.FORMS.items()))
    parts = tuple(Field(name=name, label=text, maxlength=law.LONGEST, required=False) for name, text in LABELS.items())
    last = Field(name="last", label=_LAST, hint=_LAST_HINT, maxlength=6, required=False, inputmode="numeric")
    kind = Field(name="dwelling", label=_DWELLING, kind="select", value="rented", options=tuple(choices(DwellingKind)))
    return (form, *parts, last, kind)
