"""A guardian's own: which school a child reaches, what is missing, applying, the result, the reply. Source: I5, I10, B8."""

import uuid
from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import get_language

from anju.actions import printing
from anju.actions import school as schools
from anju.law.absent import Absent
from anju.law.refusal import Refusal
from anju.law.school import wish as law
from anju.law.wording import Text
from anju.pages.schools import doing
from anju.papers import admission as papers
from anju.queries import mine, visitors
from anju.queries.school import admitted, rounds
from anju.queries.school import mine as own
from anju.queries.school.mine import Child
from anju.web import access, case_form, clock, forms, uploads
from anju.web.case_form import CaseForm
from anju.web.forms import Field

# what the address and the wishes tell is not asked (I4)
_KNOWN = frozenset({"fields.school", "fields.where", "fields.in_zone"})
_CHOOSE = Text(zh="请选择", en="Please choose")
_NONE = Text(zh="不填", en="None")
_TURNS = (
    Text(zh="最想上的学校", en="The school you want most"),
    Text(zh="第二想上的", en="Second choice"),
    Text(zh="第三想上的", en="Third choice"),
)
_SIBLING = Field(
    name="sibling",
    label=Text(zh="哥哥姐姐在哪所学校上学", en="At which school is a brother or sister?"),
    hint=Text(zh="没有就不填；学校会核对。", en="Leave it open if none; the school checks it."),
    kind="select",
    required=False,
)
_LICENCE = Field(
    name="has_licence",
    label=Text(zh="父母一方有营业执照", en="A parent holds a business licence"),
    kind="check",
    required=False,
)


def who(request: HttpRequest) -> visitors.Resident:
    """Return the resident behind a guarded page."""
    resident = access.of(request).resident
    if resident is None:
        raise Absent("resident")
    return resident


@access.resident_page
def home(request: HttpRequest) -> HttpResponse:
    """Show each child: the level it reaches, the zone, what is missing, rounds, applications."""
    found = own.children(who=who(request), on=clock.today())
    return render(request, "schools/my/home.html", {"children": found})


@uploads.taking
@access.resident_page
def join(request: HttpRequest, round_id: uuid.UUID, person_id: uuid.UUID) -> HttpResponse:
    """Apply for a child: up to three schools, what counts for the order, papers not on file."""
    child = _child(request, person_id)
    before = next((one for one in child.wishes if one.row.round_id == round_id), None)
    if before is not None:
        return HttpResponseRedirect(f"/my/school/wishes/{before.row.id}/")
    held = rounds.one(round_id=round_id, on=clock.today())
    if child.precheck is None and held.row.grade == 1:
        raise Absent("round")
    service = own.service(held.row.level)
    form = case_form.taken(request, service=service, person_id=person_id, where="my_upload")
    errors: dict[str, Text] = {}
    if request.method == "POST" and not form.again:
        made: list[uuid.UUID] = []
        errors = doing.attempt(
            request,
            action="join_round",
            content={"round": str(round_id), "person": str(person_id)},
            work=lambda: made.append(_join(request, round_id, person_id, form)),
        )
        if not errors:
            return HttpResponseRedirect(_to(request, round_id, person_id))
    shown = form.wrong({f"fields.{name.removeprefix('fields.')}": text for name, text in errors.items()} | errors)
    fields = [one for one in shown.fields if one.name not in _KNOWN]
    context = {
        "child": child,
        "round": held,
        "form": shown,
        "fields": fields,
        "licence": forms.filled(fields=[_LICENCE], values=request.POST)[0] if service.id != _KINDERGARTEN else None,
        "wishes": _wishes(rounds.places(held.row), near=_near(child), values=request.POST, errors=errors),
        "errors": errors,
    }
    return render(request, "schools/my/join.html", context, status=422 if errors else 200)


_KINDERGARTEN = "education/kindergarten"


@access.resident_page
def wish(request: HttpRequest, wish_id: uuid.UUID) -> HttpResponse:
    """Show the result: which school, by which rule, the draw number; take the guardian's word."""
    found = own.wish(who=who(request), wish_id=wish_id, on=clock.today())
    errors: dict[str, Text] = {}
    if request.method == "POST":
        errors = doing.attempt(request, action="answer_place", work=lambda: _answer(request, wish_id))
        if not errors:
            return HttpResponseRedirect(f"{request.path}?done=1")
        found = own.wish(who=who(request), wish_id=wish_id, on=clock.today())
    context = {"found": found, "errors": errors, "done": "done" in request.GET}
    return render(request, "schools/my/wish.html", context, status=422 if errors else 200)


@access.resident_page
def change(request: HttpRequest, wish_id: uuid.UUID) -> HttpResponse:
    """Change the wishes while the round is open."""
    found = own.wish(who=who(request), wish_id=wish_id, on=clock.today())
    errors: dict[str, Text] = {}
    if request.method == "POST":
        raw = {name: request.POST.get(name, "") for name in _names()}
        by, at = access.of(request).actor, clock.now()
        errors = doing.attempt(
            request,
            action="change_wishes",
            work=lambda: schools.join_again(wish_id=wish_id, raw=raw, by=by, at=at, version=doing.version(request)),
        )
        if not errors:
            return HttpResponseRedirect(f"/my/school/wishes/{wish_id}/?done=1")
    held = {f"wish_{turn}": str(school.id) for turn, (school, _) in enumerate(found.wishes, start=1)}
    held["sibling"] = str(found.row.sibling_id or "")
    values = request.POST if request.method == "POST" else held
    fields = _wishes(rounds.places(found.row.round), near=frozenset(), values=values, errors=errors)
    context = {"found": found, "wishes": fields, "errors": errors}
    return render(request, "schools/my/change.html", context, status=422 if errors else 200)


@access.resident_page
def paper(request: HttpRequest, wish_id: uuid.UUID) -> HttpResponse:
    """Hand out the admission notice; that it was fetched is on record first."""
    found = own.wish(who=who(request), wish_id=wish_id, on=clock.today())
    if found.row.state not in ("offered", "accepted"):
        raise Absent("paper")
    printed = admitted.of(wish=found.row, remedy=own.service(found.row.round.level).remedy)
    printing.case(subject=printed.subject, by=access.of(request).actor, at=clock.now(), purpose="own")
    made = papers.render(paper=printed, printed_on=clock.today(), language=get_language() or "zh-hans")
    answer = HttpResponse(made, content_type="application/pdf")
    answer["Content-Disposition"] = f'attachment; filename="admission-{found.row.number}.pdf"'
    return answer


def _child(request: HttpRequest, person_id: uuid.UUID) -> Child:
    person = mine.person(who=who(request), person_id=person_id)
    return own.child(person=person, who=who(request), on=clock.today())


def _join(request: HttpRequest, round_id: uuid.UUID, person_id: uuid.UUID, form: CaseForm) -> uuid.UUID:
    raw: dict[str, Any] = {name: request.POST.get(name, "") for name in _names()}
    raw |= {name: form.raw["fields"].get(name, "") for name in ("child_school", "contract_months")}
    raw |= {
        "has_licence": "on" if "has_licence" in request.POST else "",
        "papers": form.raw["papers"],
        "truth": form.raw["truth"],
    }
    made = schools.join(round_id=round_id, person_id=person_id, raw=raw, by=access.of(request).actor, at=clock.now())
    return made.id


def _to(request: HttpRequest, round_id: uuid.UUID, person_id: uuid.UUID) -> str:
    found = _child(request, person_id)
    made = next(one for one in found.wishes if one.row.round_id == round_id)
    return f"/my/school/wishes/{made.row.id}/?done=1"


def _answer(request: HttpRequest, wish_id: uuid.UUID) -> None:
    acts = {
        "accept": schools.accept,
        "decline": schools.decline,
        "take_up": schools.take_up,
        "leave_up": schools.leave_up,
    }
    act = acts.get(request.POST.get("choice", ""))
    if act is None:
        raise Refusal("not_an_option", _CHOOSE, field="choice", rule="I5")
    act(wish_id=wish_id, by=access.of(request).actor, at=clock.now(), version=doing.version(request))


def _names() -> tuple[str, ...]:
    return (*(f"wish_{turn}" for turn in range(1, law.MOST + 1)), "sibling")


def _near(child: Child) -> frozenset[uuid.UUID]:
    return frozenset(one.id for one in child.precheck.schools) if child.precheck is not None else frozenset()


_IN_ZONE = Text(zh="（学区内）", en=" (in your zone)")


def _wishes(rows: Sequence[Any], *, near: frozenset[uuid.UUID], values: Any, errors: dict[str, Text]) -> list[Field]:
    ordered = sorted(rows, key=lambda row: (row.school_id not in near, row.school.name))
    names = [
        (
            str(row.school_id),
            Text(
                zh=row.school.name + (_IN_ZONE.zh if row.school_id in near else ""),
                en=row.school.name + (_IN_ZONE.en if row.school_id in near else ""),
            ),
        )
        for row in ordered
        if row.places
    ]
    turns = [
        Field(
            name=f"wish_{turn}",
            label=label,
            kind="select",
            options=(("", _CHOOSE if turn == 1 else _NONE), *names),
            required=turn == 1,
        )
        for turn, label in enumerate(_TURNS, start=1)
    ]
    sibling = Field(
        name=_SIBLING.name,
        label=_SIBLING.label,
        hint=_SIBLING.hint,
        kind="select",
        options=(("", _NONE), *names),
        required=False,
    )
    return forms.filled(fields=[*turns, sibling], values=values, errors=errors)
