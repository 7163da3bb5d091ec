"""One case as the person sees it: where it stands, what is theirs to do, the decision and what they can do about it.

Source: B7, I9, I10, J2, J3, J4, L12.
"""

import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render

from anju.actions import case as cases
from anju.law import codes
from anju.law.absent import Absent
from anju.law.case import life
from anju.law.codes import Rating
from anju.law.wording import Text
from anju.pages.citizen import guard
from anju.pages.citizen.cases import doing, words
from anju.queries import rules
from anju.queries.case import known, mine, story, times
from anju.queries.case.mine import Own
from anju.web import access, case_form, case_papers, clock, forms, service_ways, uploads

_ANSWER = forms.Field(
    name="words", label=Text(zh="您的答复", en="Your answer"), kind="textarea", maxlength=1000, why="I9"
)
_OBJECT = forms.Field(
    name="objection",
    label=Text(zh="您为什么不同意", en="Why you disagree"),
    kind="textarea",
    maxlength=1000,
    why="I10",
)
_GRADE = forms.Field(
    name="grade",
    label=Text(zh="办得怎么样？", en="How was it done?"),
    kind="radio",
    options=tuple(codes.choices(Rating)),
)
_SAID = forms.Field(
    name="said",
    label=Text(zh="哪里好，哪里不好", en="What was good, what wasn't"),
    kind="textarea",
    rows=3,
    required=False,
    maxlength=1000,
)
# what the actions call the words of each form
_NAMED = {"object": {"words": "objection"}, "rate": {"words": "said"}}


@guard.page
def one(request: HttpRequest, case_id: uuid.UUID) -> HttpResponse:
    """Show a case; answer, object or rate on it. That it was looked at is on record first."""
    by, at = access.of(request).actor, clock.now()
    case = cases.open_own(case_id=case_id, by=by, at=at)
    errors: dict[str, Text] = {}
    if request.method == "POST":
        does = _DOES.get(request.POST.get("do", ""))
        if does is None:
            raise Absent("case")
        done, content, do = does(request, case_id)
        _, errors = doing.once_only(request, action=f"case_{done}", content=content, do=do)
        if not errors:
            return HttpResponseRedirect(f"/my/cases/{case_id}/?done={done}")
        renamed = _NAMED.get(request.POST.get("do", ""), {})
        errors = {renamed.get(path, path): text for path, text in errors.items()}
    context = _context(request, mine.of(case=case), errors)
    return render(request, "citizen/cases/one.html", context, status=422 if errors else 200)


@uploads.taking
@guard.page
def complete(request: HttpRequest, case_id: uuid.UUID) -> HttpResponse:
    """Show the form of a returned case again with what is missing noted in its place, and send it. Source: B7."""
    by, at = access.of(request).actor, clock.now()
    case = cases.open_own(case_id=case_id, by=by, at=at)
    if case.state != "returned":
        return HttpResponseRedirect(f"/my/cases/{case_id}/")
    own, given = mine.of(case=case), story.given(case=case)
    missing = story.missing(case=case, lines=own.missing)
    lacking = {path for path, _, _ in missing}
    form = case_form.taken(
        request,
        service=own.service,
        person_id=case.person_id,
        where="my_upload",
        typed=given.typed,
        held={key: picture for key, picture in given.pictures.items() if f"papers.{key}" not in lacking},
        shown=known.shown(case=case),
    ).only({path: Text(zh=note, en=note) for path, _, note in missing if note})
    errors: dict[str, Text] = {}
    if request.method == "POST" and not form.again:
        seen = doing.version(request)

        def do() -> dict[str, Any]:
            cases.complete(case_id=case_id, raw=form.raw, by=by, at=at, version=seen)
            return {"case": str(case_id)}

        content: dict[str, object] = {"case": str(case_id)}
        _, errors = doing.once_only(request, action="complete_case", content=content, do=do)
        if not errors:
            return HttpResponseRedirect(f"/my/cases/{case_id}/?done=completed")
    context = {"own": own, "case": case, "missing": missing, "form": form.wrong(errors), "errors": form.named(errors)}
    return render(request, "citizen/cases/complete.html", context, status=422 if errors else 200)


@guard.page
def withdraw(request: HttpRequest, case_id: uuid.UUID) -> HttpResponse:
    """Ask once more, and take an application back before it is decided."""
    by, at = access.of(request).actor, clock.now()
    own = mine.of(case=cases.open_own(case_id=case_id, by=by, at=at))
    errors: dict[str, Text] = {}
    if request.method == "POST":

        def do() -> dict[str, Any]:
            cases.withdraw(case_id=case_id, by=by, at=at)
            return {"case": str(case_id)}

        content: dict[str, object] = {"case": str(case_id)}
        _, errors = doing.once_only(request, action="withdraw_case", content=content, do=do)
        if not errors:
            return HttpResponseRedirect(f"/my/cases/{case_id}/?done=withdrawn")
    elif "withdraw_case" not in {step.act for step in own.possible}:
        return HttpResponseRedirect(f"/my/cases/{case_id}/")
    context = {"own": own, "case": own.case, "errors": errors}
    return render(request, "citizen/cases/withdraw.html", context, status=422 if errors else 200)


@guard.page
def paper(request: HttpRequest, case_id: uuid.UUID, paper: str) -> HttpResponse:
    """Hand out a paper of one's own case as PDF; that it was fetched is on record first."""
    return case_papers.answer(request, paper=paper, key=case_id, who=guard.who(request), purpose="own")


def _context(request: HttpRequest, own: Own, errors: dict[str, Text]) -> dict[str, Any]:
    case, service = own.case, own.service
    possible = {step.act for step in own.possible}
    return {
        "own": own,
        "case": case,
        "service": service,
        "state": words.state(case.state),
        "tone": words.TONES[case.state],
        "missing": story.missing(case=case, lines=own.missing),
        "given": story.given(case=case),
        "events": story.events(case=case),
        "ahead": words.AHEAD.get(case.state, ()),
        "may_withdraw": "withdraw_case" in possible,
        "booked": times.of_case(case=case, at=clock.now()),
        "may_book": service.visit and case.state in life.OPEN,
        "papers": story.papers(case=case),
        "fee": words.fee(service),
        "beside": service_ways.BESIDE.get(service.id),
        "errors": errors,
        "done": words.DONE.get(request.GET.get("done", "")),
        **_limit(own),
        **_said(request, own, errors),
    }


def _limit(own: Own) -> dict[str, Any]:
    case = own.case
    place = [code for code in case.community.path.split("/") if code]
    taken = rules.policy(place=place, on=clock.today()).case_taken_working_days
    waits = words.waits(case.state, stands=case.clock_stands)
    return {
        "waits": waits,
        "late": waits is not None and case.limit_on < clock.today(),
        "why": words.why(case.state, stands=case.clock_stands, service=own.service, taken=taken),
        "due_rule": "I10" if case.state == "objected" else "I9",
    }


def _said(request: HttpRequest, own: Own, errors: dict[str, Text]) -> dict[str, Any]:
    # what was typed when the sign-in had run out is found again
    typed = request.POST if errors else guard.kept(request)
    until, last = own.object_until, own.decisions[-1] if own.decisions else None
    over = until is not None and until.is_over(on=clock.today())
    return {
        "question": own.questions[-1] if own.case.state == "asked" and own.questions else None,
        "answer": forms.filled(fields=[_ANSWER], values=typed, errors=errors),
        "decision": last,
        "result": life.STATES[last.outcome] if last is not None else None,
        # a refusal that a review changed is a grant; a grant that it changed gives no more what it gave
        "gives": own.case.state == "granted" or [one.outcome for one in own.decisions] == ["refused", "changed"],
        "may_object": until is not None and not over,
        "object_over": over,
        "objection": forms.filled(fields=[_OBJECT], values=typed, errors=errors),
        "objecting": "objection" in errors,
        "rating": forms.filled(fields=[_GRADE, _SAID], values=typed, errors=errors),
        "rated": story.rated(case=own.case),
    }


def _answering(request: HttpRequest, case_id: uuid.UUID) -> "tuple[str, dict[str, object], Any]":
    said, seen = request.POST.get("words", ""), doing.version(request)
    by, at = access.of(request).actor, clock.now()

    def do() -> dict[str, Any]:
        cases.answer(case_id=case_id, words=said, by=by, at=at, version=seen)
        return {}

    return "answered", {"case": str(case_id), "words": said}, do


def _objecting(request: HttpRequest, case_id: uuid.UUID) -> "tuple[str, dict[str, object], Any]":
    said, seen = request.POST.get("objection", ""), doing.version(request)
    by, at = access.of(request).actor, clock.now()

    def do() -> dict[str, Any]:
        cases.protest(case_id=case_id, words=said, by=by, at=at, version=seen)
        return {}

    return "objected", {"case": str(case_id), "words": said}, do


def _rating(request: HttpRequest, case_id: uuid.UUID) -> "tuple[str, dict[str, object], Any]":
    grade, said = request.POST.get("grade", ""), request.POST.get("said", "")
    by, at = access.of(request).actor, clock.now()

    def do() -> dict[str, Any]:
        cases.rate(case_id=case_id, grade=grade, words=said, by=by, at=at)
        return {}

    return "rated", {"case": str(case_id), "grade": grade, "words": said}, do


_DOES = {"answer": _answering, "object": _objecting, "rate": _rating}
