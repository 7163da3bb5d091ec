"""What an officer does at the word of whoever stands at the office's own window: no phone is needed to go on. Source: B7, I9, I10."""

import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_POST

from anju.actions import case as cases
from anju.law import identity
from anju.law.absent import Absent
from anju.law.wording import Text
from anju.pages.cases import desk, doing
from anju.pages.cases.doing import Sheet
from anju.queries.case import detail, known, mine, story
from anju.web import access, case_form, clock, uploads
from anju.web.forms import Field


@uploads.taking
@access.staff_page(desk.OFFICER)
def complete(request: HttpRequest, case_id: uuid.UUID) -> HttpResponse:
    """Put a returned case right with whoever brings what was missing."""
    scope, now = access.of(request).scope, clock.now()
    case = cases.open_one(scope=scope, case_id=case_id, purpose=desk.PURPOSE, at=now)
    if case.unit_id != scope.unit.id:
        raise Absent("case")
    if case.state != "returned":
        return HttpResponseRedirect(f"/cases/{case_id}/")
    told, form = detail.missing(case), _form(request, case)
    errors: dict[str, Text] = {}
    if request.method == "POST" and not form.again:
        seen = doing.seen(request, case_id)

        def work() -> dict[str, Any]:
            cases.complete(raw=form.raw, **seen)
            return {}

        answer, errors = desk.attempt(request, action="complete_case", work=work)
        if answer is not None:
            return desk.onward(request, f"/cases/{case_id}/", done="completed")
    context = {
        "case": case,
        "name": identity.mask_name(case.person.name),
        "missing": told,
        "form": form.wrong(errors),
        "version": request.POST.get("version", case.version),
        "errors": errors,
    }
    return render(request, "cases/complete.html", context, status=422 if errors else 200)


def _form(request: HttpRequest, case: Any) -> case_form.CaseForm:
    """Return the form with what was given before: what was good is not asked for again. Source: I4."""
    own, given = mine.of(case=case), story.given(case=case)
    lacking = {path for path, _, _ in story.missing(case=case, lines=own.missing)}
    return case_form.taken(
        request,
        service=own.service,
        person_id=case.person_id,
        where="cases_upload",
        at_counter=True,
        looking=desk.PURPOSE,
        typed=given.typed,
        held={key: picture for key, picture in given.pictures.items() if f"papers.{key}" not in lacking},
        shown=known.shown(case=case),
    )


@access.staff_page(desk.OFFICER)
def answer(request: HttpRequest, case_id: uuid.UUID) -> HttpResponse:
    """Write down the answer of whoever stands at the window."""
    return doing.with_form(
        request,
        case_id,
        "answer_case",
        lambda: cases.answer(**doing.typed(request, "words"), **doing.seen(request, case_id)),
        lambda view: Sheet(
            title=Text(zh="当面答复", en="Answered at the window"),
            lead=Text(
                zh="申请人来窗口答复的，照他说的写。是您代他提交的，记录里看得到。",
                en="Write down what the applicant says at the window. The record shows that you entered it for them.",
            ),
            rules="I9",
            fields=(_words(Text(zh="申请人的答复", en="What the applicant answers")),),
            button=Text(zh="代他答复", en="Enter the answer"),
            preview=_asked(view),
        ),
        done="answered",
    )


@access.staff_page(desk.OFFICER)
def protest(request: HttpRequest, case_id: uuid.UUID) -> HttpResponse:
    """Write down the objection of whoever stands at the window; somebody else reviews it."""
    return doing.with_form(
        request,
        case_id,
        "object_case",
        lambda: cases.protest(**doing.typed(request, "words"), **doing.seen(request, case_id)),
        lambda view: Sheet(
            title=Text(zh="当面提出异议", en="Objected at the window"),
            lead=Text(
                zh="申请人不服结果、来窗口说的，照他说的写。由没有参与原决定的人复核。",
                en="Write down what the applicant objects to. Somebody with no part in the decision reviews it.",
            ),
            rules="I10",
            fields=(_words(Text(zh="申请人的异议", en="What the applicant objects")),),
            button=Text(zh="代他提出异议", en="Enter the objection"),
        ),
        done="objected",
    )


@require_POST
@access.staff_page(desk.OFFICER)
def withdraw(request: HttpRequest, case_id: uuid.UUID) -> HttpResponse:
    """Withdraw the case at the word of whoever stands at the window."""
    return doing.at_once(
        request, case_id, "withdraw_case", lambda: cases.withdraw(**doing.seen(request, case_id)), done="withdrawn"
    )


def _words(label: Text) -> Field:
    return Field(name="words", label=label, kind="textarea")


def _asked(view: detail.Detail) -> tuple[tuple[Text, Text], ...]:
    heading = Text(zh="问题", en="The question")
    return tuple((heading, Text(zh=one.words, en=one.words)) for one in view.questions if one.state == "asked")
