"""The tree of divisions, a level at a time, and who answers for each. Source: O1, O2."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render

from anju.actions import jurisdictions
from anju.law import authority
from anju.law.absent import Absent
from anju.law.division import KINDS
from anju.law.refusal import Refusal
from anju.law.wording import Text
from anju.queries import divisions, places, scope, units
from anju.queries.places import Place
from anju.web import access, clock, once, problems
from anju.web.forms import Field

ADMIN = "system_admin"
_STATION = Text(zh="管辖派出所", en="Police station that answers")
_STREETS_OWN = Text(zh="按上级的管辖", en="As for the division above")


@access.staff_page(ADMIN)
def index(request: HttpRequest) -> HttpResponse:
    """Show a search and the top of the tree."""
    text = request.GET.get("q", "")
    found = places.search_communities(text=text, limit=50) if text.strip() else []
    context = {
        "q": text,
        "found": found,
        "top": places.children(code=""),
        "waiting": len(divisions.changes(state="planned")),
    }
    return render(request, "places/index.html", context)


@access.staff_page(ADMIN)
def one(request: HttpRequest, code: str) -> HttpResponse:
    """Show a division: its children, its past, its station and offices, and what can be changed."""
    return _page(request, _place(code), {}, done=request.GET.get("done", ""))


@access.staff_page(ADMIN)
def station(request: HttpRequest, code: str) -> HttpResponse:
    """Set the station that answers for a street or community; the open files follow."""
    place = _place(code)
    if request.method != "POST":
        return HttpResponseRedirect(f"/staff/places/divisions/{code}/")
    wanted = request.POST.get("station", "")

    def do() -> dict[str, int]:
        by, at = access.of(request).actor, clock.now()
        if wanted:
            return {"files": jurisdictions.assign(station=wanted, division=code, by=by, at=at)[1]}
        return {"files": jurisdictions.release(division=code, by=by, at=at)}

    try:
        answer, _ = once.post(request, action="set_jurisdiction", content={"division": code, "station": wanted}, do=do)
    except Refusal as error:
        return _page(request, place, dict(problems.of(error)))
    return HttpResponseRedirect(f"/staff/places/divisions/{code}/?done={answer['files']}")


def _page(request: HttpRequest, place: Place, errors: dict[str, Text], *, done: str = "") -> HttpResponse:
    own = units.station_of(division=place.code)
    settable = place.level in {"street", "community"}
    field = None
    if settable:
        options = [(one.code, Text(zh=one.name, en=one.name_en)) for one in units.stations(near=place.code)]
        first = [("", _STREETS_OWN)] if place.level == "community" else []
        value = own.code if own is not None else ""
        field = Field(
            name="station",
            label=_STATION,
            kind="select",
            value=value,
            options=(*first, *options),
            required=place.level == "street",
            error=errors.get("station", ""),
        )
    context = {
        "place": place,
        "level": authority.LEVELS.get(place.level, Text(zh="省", en="Province")),
        "above": places.above(path=place.path)[:-1],
        "children": places.children(code=place.code),
        "past": divisions.past(code=place.code),
        "station": own or scope.station_for(community_path=place.path, on=clock.today()),
        "field": field,
        "units": units.covering(division=place.code),
        "kinds": KINDS.items() if place.level in {"county", "street", "community"} and place.current else (),
        "errors": errors,
        "done": done,
    }
    return render(request, "places/division.html", context, status=422 if errors else 200)


def _place(code: str) -> Place:
    place = places.place(code=code) if len(code) == 12 and code.isascii() and code.isdigit() else None
    if place is None:
        raise Absent("division")
    return place
