"""The office's rounds: drafted, reviewed by a second officer, allotted as a trial, announced. Source: I5; notice 三."""

import uuid
from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render

from anju.actions import school as schools
from anju.law.refusal import Refusal
from anju.law.school import ground, life, stage
from anju.law.school import places as law
from anju.law.wording import Text
from anju.pages.schools import doing, keeping
from anju.queries.school import desk, offices, rounds, shown
from anju.queries.scope import Scope
from anju.web import access, clock, forms, paging
from anju.web.forms import Field

_CHOOSE = Text(zh="请选择怎样办理。", en="Please choose what to do.")
_DATES = (
    Field(name="first_on", label=Text(zh="报名开始", en="First day for applying"), kind="date"),
    Field(name="last_on", label=Text(zh="报名截止（含当日）", en="Last day for applying"), kind="date"),
    Field(name="announce_on", label=Text(zh="公布结果", en="Results on"), kind="date"),
    Field(
        name="reply_days",
        label=Text(zh="家长几天内确认", en="Days to reply"),
        kind="number",
        inputmode="numeric",
        value="7",
    ),
)


@access.staff_page("officer")
def index(request: HttpRequest) -> HttpResponse:
    """Show the office's rounds."""
    cursor = request.GET.get("after", "")
    rows = rounds.kept(access.of(request).scope, on=clock.today(), after=paging.decode(cursor) or ())
    page = paging.page(rows=rows, size=rounds.PAGE, cursor=cursor, key=rounds.key)
    return render(request, "schools/desk/rounds.html", {"page": page, "keeps": keeping.keeps(request)})


@access.staff_page("officer")
def new(request: HttpRequest) -> HttpResponse:
    """Choose year, level and grade, then fill dates, order and places in."""
    scope = access.of(request).scope
    offices.county(scope)
    which = {name: (request.POST.get(name) or request.GET.get(name, ""))[:12] for name in ("year", "level", "grade")}
    offered = schools.offered(scope=scope, raw=which)
    errors: dict[str, Text] = {}
    if request.method == "POST":
        made: list[uuid.UUID] = []
        raw = _raw(request, which)
        errors = doing.attempt(
            request,
            action="draft_round",
            work=lambda: made.append(schools.draft(scope=scope, raw=raw, at=clock.now()).id),
        )
        if not errors:
            return HttpResponseRedirect(f"/schools/desk/rounds/{made[0]}/" if made else "/schools/desk/rounds/")
    context = {
        "chosen": bool(which["level"]),
        "which": forms.filled(fields=_which(), values={"year": str(doing.year(request)), "grade": "1"} | _set(which)),
        "values": which,
        "dates": forms.filled(fields=_DATES, values={"reply_days": "7"} | request.POST.dict(), errors=errors),
        "order": _order(request, errors),
        "within": _within(request, errors),
        "places": _places(scope, offered, request, errors),
        "errors": errors,
    }
    return render(request, "schools/desk/round_new.html", context, status=422 if errors else 200)


@access.staff_page("officer")
def one(request: HttpRequest, round_id: uuid.UUID) -> HttpResponse:
    """Show one round, how far it is, and what comes next."""
    scope = access.of(request).scope
    rounds.own(scope, round_id=round_id, on=clock.today())
    errors: dict[str, Text] = {}
    if request.method == "POST":
        errors = doing.attempt(request, action="run_round", work=lambda: _do(request, round_id))
        if not errors:
            return HttpResponseRedirect(request.path)
    found = rounds.own(scope, round_id=round_id, on=clock.today())
    keeps = keeping.keeps(request) and found.row.unit_id == scope.unit.id
    context = {
        "found": found,
        "places": desk.room(found.row),
        "counts": rounds.counts(found.row),
        "possible": [step.act for step in life.ROUND.acts_from(found.row.state)] if keeps else [],
        "mine": access.of(request).staff_id,
        "others": _others(scope, found.row) if keeps else (),
        "errors": errors,
    }
    return render(request, "schools/desk/round.html", context, status=422 if errors else 200)


def _do(request: HttpRequest, round_id: uuid.UUID) -> None:
    scope, at, choice = access.of(request).scope, clock.now(), request.POST.get("choice", "")
    if choice == "take":
        schools.take_all(scope=scope, round_id=round_id, at=at)
        return
    if choice == "places":
        typed = {name.removeprefix("places."): value for name, value in request.POST.items() if _is_place(name)}
        seen = doing.version(request)
        schools.add_places(scope=scope, round_id=round_id, places=typed, at=at, version=seen)
        return
    acts = {
        "publish": schools.publish,
        "drop": schools.drop,
        "allot": schools.allot,
        "announce": schools.announce,
        "late": schools.allot_late,
    }
    act = acts.get(choice)
    if act is None:
        raise Refusal("not_an_option", _CHOOSE, field="choice", rule="I5")
    act(scope=scope, round_id=round_id, at=at, version=doing.version(request))


def _is_place(name: str) -> bool:
    return name.startswith("places.")


def _raw(request: HttpRequest, which: Mapping[str, str]) -> dict[str, Any]:
    turns = [request.POST.get(f"group_{turn}", "") for turn in range(1, len(ground.GROUPS) + 1)]
    places = {name.removeprefix("places."): value for name, value in request.POST.items() if _is_place(name)}
    dates = {one.name: request.POST.get(one.name, "") for one in _DATES}
    within = request.POST.get("within", "")
    return {**which, **dates, "rules": [one for one in turns if one], "within": within, "places": places}


def _which() -> tuple[Field, ...]:
    years = tuple((str(one), str(one)) for one in doing.years())
    grades = tuple((str(one), str(one)) for one in range(1, stage.STAGES["primary"].grades + 1))
    return (
        Field(name="year", label=Text(zh="学年", en="School year"), kind="select", options=years),
        Field(name="level", label=Text(zh="学段", en="Level"), kind="select", options=law.levels()),
        Field(name="grade", label=Text(zh="年级", en="Grade"), kind="select", options=grades),
    )


def _set(which: Mapping[str, str]) -> dict[str, str]:
    return {name: value for name, value in which.items() if value}


def _order(request: HttpRequest, errors: Mapping[str, Text]) -> list[Field]:
    none = ("", Text(zh="（没有）", en="(none)"))
    options = (none, *((key, group.text) for key, group in ground.GROUPS.items()))
    held = dict(enumerate(ground.DEFAULT, start=1))
    return [
        Field(
            name=f"group_{turn}",
            label=Text(zh=f"第{turn}组", en=f"Group {turn}"),
            kind="select",
            options=options,
            required=False,
            value=request.POST.get(f"group_{turn}", "") if request.method == "POST" else held.get(turn, ""),
            error=errors.get("rules", "") if turn == 1 else "",
        )
        for turn in range(1, len(ground.GROUPS) + 1)
    ]


def _within(request: HttpRequest, errors: Mapping[str, Text]) -> Field:
    return Field(
        name="within",
        label=Text(zh="同一组里怎样排", en="Within a group"),
        kind="radio",
        options=tuple(ground.WITHIN.items()),
        value=request.POST.get("within", "registered"),
        error=errors.get("within", ""),
    )


def _places(scope: Scope, offered: Mapping[str, int], request: HttpRequest, errors: Mapping[str, Text]) -> list[Field]:
    names = shown.names(scope, ids=list(offered))
    return [
        Field(
            name=f"places.{key}",
            label=names[key],
            hint=Text(zh=f"最多{most}", en=f"At most {most}"),
            kind="number",
            inputmode="numeric",
            required=False,
            value=request.POST.get(f"places.{key}", str(most)),
            error=errors.get(f"places.{key}", ""),
        )
        for key, most in offered.items()
    ]


def _others(scope: Scope, row: Any) -> list[tuple[str, str, int]]:
    """Return every school of the level with its places in the round, for adding some."""
    held = {str(one.school_id): one.places for one in rounds.places(row)}
    return [(key, name, held.get(key, 0)) for key, name in shown.of_level(scope, level=row.level)]
