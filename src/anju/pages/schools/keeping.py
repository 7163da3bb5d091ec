"""The office's schools: the list, one with its zone and places, a new one, places from a table. Source: I5; notice 三."""

import uuid
from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render

from anju.actions import school as schools
from anju.law.absent import Absent
from anju.law.refusal import Refusal
from anju.law.school import places as law
from anju.law.school import stage
from anju.law.wording import Text
from anju.pages.schools import doing
from anju.queries.school import offices, shown
from anju.queries.school.shown import Whole
from anju.web import access, clock, forms, paging, problems, sheets
from anju.web.forms import Field

_ALL = Text(zh="全部", en="All")
_CHOOSE = Text(zh="请选择", en="Please choose")
_OWNERSHIP = (("public", Text(zh="公办", en="Public")), ("private", Text(zh="民办", en="Private")))
_FIELDS = (
    Field(name="level", label=Text(zh="学段", en="Level"), kind="select", options=(("", _CHOOSE), *law.levels())),
    Field(name="ownership", label=Text(zh="公办还是民办", en="Public or private"), kind="radio", options=_OWNERSHIP),
    Field(name="name", label=Text(zh="学校名称", en="Name"), maxlength=law.LENGTHS["name"]),
    Field(name="place", label=Text(zh="地址", en="Place"), maxlength=law.LENGTHS["place"]),
    Field(name="phone", label=Text(zh="招生电话", en="Phone"), kind="tel", maxlength=law.LENGTHS["phone"]),
    Field(
        name="community",
        label=Text(zh="所在社区（村）", en="Community"),
        hint=Text(zh="写名称；有重名的写12位代码", en="Its name; where several bear it, the 12 digits"),
        maxlength=60,
    ),
)


@access.staff_page("officer")
def index(request: HttpRequest) -> HttpResponse:
    """Show the office's schools with the places open this year."""
    scope = access.of(request).scope
    level, cursor, year = request.GET.get("level", "")[:12], request.GET.get("after", ""), doing.year(request)
    rows = shown.kept(scope, level=level, year=year, after=paging.decode(cursor) or ())
    context = {
        "page": paging.page(rows=rows, size=shown.PAGE, cursor=cursor, key=shown.key),
        "level": level,
        "levels": (("", _ALL), *law.levels()),
        "year": year,
        "keeps": keeps(request),
    }
    return render(request, "schools/desk/index.html", context)


@access.staff_page("officer")
def new(request: HttpRequest) -> HttpResponse:
    """Add a school."""
    scope = access.of(request).scope
    offices.county(scope)
    errors: dict[str, Text] = {}
    made: list[uuid.UUID] = []
    if request.method == "POST":
        raw = forms.typed(fields=_FIELDS, data=request.POST)
        errors = doing.attempt(
            request,
            action="add_school",
            work=lambda: made.append(schools.add(scope=scope, raw=raw, at=clock.now()).id),
        )
        if not errors:
            return HttpResponseRedirect(f"/schools/desk/{made[0]}/" if made else "/schools/desk/")
    fields = forms.filled(fields=_FIELDS, values=request.POST, errors=errors)
    return render(request, "schools/desk/new.html", {"fields": fields, "errors": errors}, status=422 if errors else 200)


@access.staff_page("officer")
def one(request: HttpRequest, school_id: uuid.UUID) -> HttpResponse:
    """Show one school; change what is published of it, its zone, the places of a grade; end it."""
    scope, year = access.of(request).scope, doing.year(request)
    found = shown.own(scope, school_id=school_id, year=year)
    errors: dict[str, Text] = {}
    part = request.POST.get("part", "")
    if request.method == "POST":
        errors = doing.attempt(request, action="keep_school", work=lambda: _keep(request, school_id, year, part))
        if not errors:
            away = "/schools/desk/" if part == "end" else f"{request.path}?year={year}&done={part}"
            return HttpResponseRedirect(away)
    context = {
        "found": found,
        "keeps": keeps(request) and found.shown.row.unit_id == scope.unit.id,
        "years": doing.years(),
        "errors": errors,
        "part": part,
        **_forms(found, request.POST if errors else {}, part, errors),
    }
    return render(request, "schools/desk/school.html", context, status=422 if errors else 200)


@access.staff_page("officer")
def upload(request: HttpRequest) -> HttpResponse:
    """Take the places of many grades from a table; every line's errors, all or none kept."""
    scope, year = access.of(request).scope, doing.year(request)
    offices.county(scope)
    errors: dict[str, Text] = {}
    lines: tuple[law.Line, ...] = ()
    if request.method == "POST":
        try:
            text = _table(request)
            lines = schools.upload_places(scope=scope, year=year, text=text, at=clock.now())
        except Refusal as error:
            errors = problems.of(error)
        wrong = schools.wrong(lines)
        if wrong is not None:
            errors = {"table": wrong}
        if not errors:
            return HttpResponseRedirect(f"/schools/desk/?year={year}&done={len(lines)}")
    context = {
        "lines": [line for line in lines if line.errors],
        "columns": law.COLUMNS,
        "year": year,
        "years": doing.years(),
        "typed": request.POST.get("table", ""),
        "errors": errors,
    }
    return render(request, "schools/desk/upload.html", context, status=422 if errors else 200)


def keeps(request: HttpRequest) -> bool:
    """Tell whether the visitor's office keeps schools itself, or looks on from above."""
    return access.of(request).may("change_school")


def _keep(request: HttpRequest, school_id: uuid.UUID, year: int, part: str) -> None:
    scope, at = access.of(request).scope, clock.now()
    if part == "details":
        raw = forms.typed(fields=_FIELDS[1:], data=request.POST)
        schools.change(scope=scope, school_id=school_id, raw=raw, at=at, version=doing.version(request))
    elif part == "zone":
        schools.set_zone(scope=scope, school_id=school_id, year=year, text=request.POST.get("zone", ""), at=at)
    elif part == "places":
        names = ("grade", "total", "local", "open")
        raw = {name: request.POST.get(name, "") for name in names}
        schools.set_places(scope=scope, school_id=school_id, year=year, raw=raw, at=at)
    elif part == "end":
        schools.end(scope=scope, school_id=school_id, at=at, version=doing.version(request))
    else:
        raise Absent("part")


def _table(request: HttpRequest) -> str:
    file = request.FILES.get("file")
    if file is not None:
        return sheets.text(file, field="file")
    return sheets.limited(request.POST.get("table", ""), field="table")


def _forms(found: Whole, typed: Mapping[str, Any], part: str, errors: Mapping[str, Text]) -> dict[str, Any]:
    row = found.shown.row
    held: dict[str, Any] = {
        "ownership": row.ownership,
        "name": row.name,
        "place": row.place,
        "phone": row.phone,
        "community": row.community_id,
    }
    details = forms.filled(
        fields=_FIELDS[1:], values=typed if part == "details" else held, errors=errors if part == "details" else {}
    )
    zone = Field(
        name="zone",
        label=Text(zh="学区里的社区（村），一行一个", en="Communities of the zone, one a line"),
        hint=Text(zh="写名称；有重名的写12位代码", en="Names; where several bear it, the 12 digits"),
        kind="textarea",
        rows=8,
        required=False,
        value=typed.get("zone", "") if part == "zone" else "\n".join(one.code for one in found.zone),
        error=errors.get("zone", "") if part == "zone" else "",
    )
    places = forms.filled(
        fields=_places(row.level), values=typed if part == "places" else {}, errors=errors if part == "places" else {}
    )
    return {"details": details, "zone": zone, "places": places}


def _places(level: str) -> tuple[Field, ...]:
    grades = tuple((str(one), str(one)) for one in range(1, stage.STAGES[level].grades + 1))
    numbers = tuple(
        Field(name=name, label=label, kind="number", inputmode="numeric") for name, label in law.COLUMNS[2:]
    )
    return (Field(name="grade", label=law.COLUMNS[1][1], kind="select", options=grades), *numbers)
