"""Who looks after which addresses: gaps, loads, and assigning by road or community. Source: O3."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render

from anju.actions import address as acts
from anju.law.absent import Absent
from anju.law.refusal import Refusal
from anju.law.wording import Text
from anju.queries import doors, places, rules
from anju.queries.scope import Scope
from anju.web import access, clock, once, problems
from anju.web.forms import Field

ROLES = ("clerk", "chief", "county_police")
_WHO = Text(zh="协管员", en="Coordinator")
_ROAD = Text(zh="道路、自然村", en="Road or hamlet")
_WHOLE = Text(zh="已有协管员的也改由这位负责", en="Also those that have a coordinator already")
_ANY = Text(zh="整个社区、村", en="The whole community or village")
_CHOICE = Text(zh="{name}（{number}个未指派）", en="{name} ({number} unassigned)")
_LOAD = Text(zh="{name}（现负责{number}人）", en="{name} ({number} people now)")
_NOBODY = Text(zh="请选择一名协管员。", en="Please choose a coordinator.")


@access.staff_page(*ROLES)
def index(request: HttpRequest) -> HttpResponse:
    """Show communities with unassigned addresses, and each coordinator's load beside the alert line."""
    cut = access.of(request).scope
    limit = _limit(cut)
    held = [(one, one.people > limit) for one in doors.coordinators(cut, on=clock.today())]
    return render(request, "places/wardens.html", {"gaps": doors.gaps(cut), "held": held, "limit": limit})


@access.staff_page(*ROLES)
def assign(request: HttpRequest, code: str) -> HttpResponse:
    """Give a road's or a whole community's addresses to a coordinator."""
    cut, today = access.of(request).scope, clock.today()
    here = doors.community(cut, code=code, on=today)
    errors: dict[str, Text] = {}
    if request.method == "POST":
        content = {name: request.POST.get(name, "") for name in ("post", "road", "whole")}

        def do() -> dict[str, int]:
            try:
                post = doors.coordinator(cut, post_id=content["post"], on=today)
            except Absent as error:
                raise Refusal("unknown_post", _NOBODY, field="post", rule="O3") from error
            number = acts.assign_wardens(
                community=here,
                road=content["road"],
                whole=bool(content["whole"]),
                post=post,
                by=access.of(request).actor,
                at=clock.now(),
            )
            return {"number": number}

        try:
            answer, _ = once.post(request, action="assign_warden", content={**content, "community": code}, do=do)
            return HttpResponseRedirect(f"/staff/places/wardens/{code}/?done={answer['number']}")
        except Refusal as error:
            errors = dict(problems.of(error))
    context = {
        "here": here,
        "place": places.place(code=code),
        "fields": _fields(request, cut, code, errors),
        "errors": errors,
        "done": request.GET.get("done", ""),
    }
    return render(request, "places/wardens_in.html", context, status=422 if errors else 200)


def _fields(request: HttpRequest, cut: Scope, code: str, errors: dict[str, Text]) -> list[Field]:
    here = doors.community(cut, code=code, on=clock.today())
    people = [
        (str(one.post.id), _LOAD.format(name=one.post.staff.name, number=one.people))
        for one in doors.coordinators(cut, on=clock.today())
    ]
    roads = [(one.name, _CHOICE.format(name=one.name, number=one.unassigned)) for one in doors.roads(of=here)]
    return [
        Field(
            name="road",
            label=_ROAD,
            kind="select",
            value=request.POST.get("road", ""),
            options=(("", _ANY), *roads),
            required=False,
        ),
        Field(
            name="post",
            label=_WHO,
            kind="select",
            value=request.POST.get("post", ""),
            options=tuple(people),
            error=errors.get("post", ""),
        ),
        Field(name="whole", label=_WHOLE, kind="check", value=request.POST.get("whole", ""), required=False),
    ]


def _limit(cut: Scope) -> int:
    place = [code for code in (cut.areas[0] if cut.areas else "").split("/") if code]
    return rules.policy(place=place, on=clock.today()).coordinator_alert_people
