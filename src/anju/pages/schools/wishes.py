"""A round's applications: the list by number, admitting in a batch with preview, one opened and checked, its review.

The desk sees a child's zone and yes or no of what counts, not the parent's file. Source: I5, I10, L2.
"""

import uuid
from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render

from anju.actions import case as cases
from anju.actions import school as schools
from anju.law.refusal import Refusal
from anju.law.wording import Text
from anju.pages.schools import doing, keeping
from anju.queries.school import desk, rounds
from anju.web import access, clock, forms
from anju.web.forms import Field

_PURPOSE = "handling"
_CHOOSE = Text(zh="请选择怎样办理。", en="Please choose what to do.")
_YES_NO = (("yes", Text(zh="属实", en="It holds")), ("no", Text(zh="不属实", en="It doesn't")))
_DONE = Text(zh="已录取{count}个孩子。", en="{count} children are admitted.")


@access.staff_page("officer")
def index(request: HttpRequest, round_id: uuid.UUID) -> HttpResponse:
    """Show the applications of a round in one state; admit those ticked, each its own decision."""
    scope = access.of(request).scope
    state = request.GET.get("state", "all")
    found = rounds.own(scope, round_id=round_id, on=clock.today())
    outcomes: list[schools.Outcome] = []
    errors: dict[str, Text] = {}
    if request.method == "POST":
        keys = [key for text in request.POST.getlist("wish") if (key := _key(text)) is not None]
        errors = doing.attempt(
            request,
            action="grant_places",
            work=lambda: outcomes.extend(schools.grant_many(scope=scope, wish_ids=keys, at=clock.now())),
        )
    after = request.GET.get("after", "")
    start = int(after) if after.isascii() and after.isdigit() and len(after) < 10 else 0
    rows = desk.page(scope, round_id=round_id, on=clock.today(), state=state, after=start)
    refused = {one.wish_id: one.refusal.text for one in outcomes if one.refusal is not None}
    granted = len(outcomes) - len(refused)
    context = {
        "found": found,
        "rows": [(row, refused.get(row.id, "")) for row in rows[: desk.PAGE]],
        "after": rows[desk.PAGE - 1].number if len(rows) > desk.PAGE else 0,
        "first": not start,
        "state": state,
        "filters": [(key, text) for key, (text, _) in desk.FILTERS.items()],
        "grants": state == "to_grant" and found.row.state == "announced" and keeping.keeps(request),
        "done": _DONE.format(count=granted) if granted else "",
        "errors": errors,
    }
    return render(request, "schools/desk/wishes.html", context, status=422 if errors else 200)


@access.staff_page("officer")
def one(request: HttpRequest, wish_id: uuid.UUID) -> HttpResponse:
    """Open one application, which is on record first; check its claims, or review an objection."""
    scope = access.of(request).scope
    row = desk.wish(scope, wish_id=wish_id)
    errors: dict[str, Text] = {}
    if request.method == "POST":
        errors = doing.attempt(request, action="handle_wish", work=lambda: _do(request, wish_id))
        if not errors:
            return HttpResponseRedirect(request.path)
        row = desk.wish(scope, wish_id=wish_id)
    case = cases.open_one(scope=scope, case_id=row.case_id, purpose=_PURPOSE, at=clock.now())
    found = desk.one(row, case=case, on=clock.today())
    keeps = keeping.keeps(request) and row.round.unit_id == scope.unit.id
    context = {
        "found": found,
        "keeps": keeps,
        "claims": _claims(found, request.POST, errors) if keeps and found.possible else [],
        "review": _review(found, request.POST, errors) if keeps and case.state == "objected" else [],
        "errors": errors,
    }
    return render(request, "schools/desk/wish.html", context, status=422 if errors else 200)


def _do(request: HttpRequest, wish_id: uuid.UUID) -> None:
    scope, at = access.of(request).scope, clock.now()
    said = {name: request.POST.get(name, "") for name in ("work", "sibling", "note", "reason", "article", "school")}
    choice = request.POST.get("choice", "")
    if choice == "check":
        schools.check(
            scope=scope,
            wish_id=wish_id,
            work=said["work"],
            sibling=said["sibling"],
            note=said["note"],
            at=at,
            version=doing.version(request),
        )
    elif choice == "confirm":
        schools.confirm(scope=scope, wish_id=wish_id, reason=said["reason"], article=said["article"], at=at)
    elif choice == "place":
        schools.place(
            scope=scope,
            wish_id=wish_id,
            school=said["school"],
            reason=said["reason"],
            article=said["article"],
            at=at,
        )
    else:
        raise Refusal("not_an_option", _CHOOSE, field="choice", rule="I5")


def _claims(found: desk.One, typed: Mapping[str, Any], errors: Mapping[str, Text]) -> list[Field]:
    row, held = found.row, {True: "yes", False: "no", None: ""}
    fields: list[Field] = []
    if row.work:
        label = Text(zh="一年以上劳动合同或者营业执照", en="A contract of a year or more, or a licence")
        fields.append(Field(name="work", label=label, kind="radio", options=_YES_NO))
    if row.sibling is not None:
        label = Text(zh=f"哥哥姐姐在{row.sibling.name}上学", en=f"A brother or sister goes to {row.sibling.name}")
        fields.append(Field(name="sibling", label=label, kind="radio", options=_YES_NO))
    if not fields:
        return []
    note = Text(zh="不属实的理由，家长看得到", en="If it doesn't hold, why; the guardian reads it")
    fields.append(Field(name="note", label=note, kind="textarea", rows=2, maxlength=300, required=False))
    values = typed or {"work": held[row.work_ok], "sibling": held[row.sibling_ok], "note": found.note}
    return forms.filled(fields=fields, values=values, errors=errors)


def _review(found: desk.One, typed: Mapping[str, Any], errors: Mapping[str, Text]) -> list[Field]:
    left = Text(zh="{name}，剩{count}个学位", en="{name}, {count} left")
    rooms = [(key, left.format(name=name, count=free)) for key, name, free in desk.room(found.row.round)]
    fields = (
        Field(
            name="reason",
            label=Text(zh="复核理由，家长看得到", en="The reason; the guardian reads it"),
            kind="textarea",
            rows=3,
            maxlength=1000,
        ),
        Field(
            name="article",
            label=Text(zh="依据", en="Article"),
            kind="select",
            options=(("", Text(zh="请选择", en="Please choose")), *found.detail.grounds.items()),
        ),
        Field(
            name="school",
            label=Text(zh="换到哪所学校（维持的不用选）", en="Which school instead (only if you change it)"),
            kind="select",
            required=False,
            options=(("", Text(zh="不换", en="None")), *rooms),
        ),
    )
    return forms.filled(fields=fields, values=typed, errors=errors)


def _key(text: str) -> uuid.UUID | None:
    try:
        return uuid.UUID(text)
    except ValueError:
        return None
