"""Looking for work: applying, one's own applications, one's entry in the register of employment. Source: I1, I3, L2."""

import uuid
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render

from anju.actions import job as jobs
from anju.actions import printing
from anju.law import codes
from anju.law.job import application as law
from anju.law.job.application import Said
from anju.law.refusal import Refusal
from anju.law.wording import Text
from anju.pages.jobs import common
from anju.papers import employment as paper
from anju.queries.job import board, sent
from anju.web import access, clock, forms, paging
from anju.web.forms import Field

_ASK = Text(zh="请选择要做什么。", en="Please choose what to do.")
_FIELDS = (
    Field(
        name="words",
        label=Text(zh="想对单位说的话", en="A few words to the employer"),
        hint=Text(
            zh="例如会什么、什么时候能上班。不要写身份证号。",
            en="What you can do, when you can begin. No ID number, please.",
        ),
        kind="textarea",
        rows=4,
        required=False,
        maxlength=law.WORDS_LENGTH,
    ),
    Field(
        name="consent",
        label=Text(
            zh="我同意把姓名和电话给这个单位，只用于这次招聘",
            en="This employer may have my name and phone, for this hiring only",
        ),
        kind="check",
        hint=Text(
            zh="随时可以撤回，撤回后单位就看不到了。别的资料单位都看不到。",
            en="You can take it back at any time; then they can't be seen. Nothing else about you is shown.",
        ),
        why="L2",
    ),
)


@access.resident_page
def apply(request: HttpRequest, vacancy_id: uuid.UUID) -> HttpResponse:
    """Apply for an open vacancy, with consent to hand over name and phone."""
    found = board.one(vacancy_id=vacancy_id, on=clock.today())
    if found is None:
        raise Http404
    mine = sent.of_vacancy(who=common.who(request), vacancy_id=vacancy_id)
    if mine is not None:
        return HttpResponseRedirect(f"/my/jobs/{mine.application.id}/")
    errors: dict[str, Text] = {}
    if request.method == "POST":

        def work() -> dict[str, Any]:
            typed = forms.typed(fields=_FIELDS, data=request.POST)
            by = common.me(request)
            made = jobs.apply(
                vacancy_id=vacancy_id, words=typed["words"], consent=typed["consent"], by=by, at=clock.now()
            )
            return {"application": str(made.id)}

        answer, errors = common.tried(request, action="apply_job", do=work)
        if not errors:
            return HttpResponseRedirect(f"/my/jobs/{answer['application']}/?sent=1")
    person = sent.person_of(who=common.who(request))
    context = {
        "found": found,
        "person": person,
        "fields": forms.filled(fields=_FIELDS, values=request.POST, errors=errors),
        "errors": errors,
    }
    return render(request, "jobs/apply.html", context, status=422 if errors else 200)


@access.resident_page
def index(request: HttpRequest) -> HttpResponse:
    """Show one's own applications, newest first, and the way to the register of employment."""
    cursor = request.GET.get("after", "")
    rows = sent.mine(who=common.who(request), after=paging.decode(cursor))
    page = paging.page(rows=rows, size=sent.SIZE, cursor=cursor, key=sent.key)
    return render(request, "jobs/mine.html", {"page": page})


@access.resident_page
def one(request: HttpRequest, application_id: uuid.UUID) -> HttpResponse:
    """Show one's own application; take it back, or say whether the outcome is so."""
    found = sent.one(who=common.who(request), application_id=application_id)
    errors: dict[str, Text] = {}
    if request.method == "POST":
        _, errors = common.tried(request, action="my_job", do=lambda: _do(request, application_id))
        if not errors:
            return HttpResponseRedirect(request.path)
    asks = found.application.state in {"hired", "not_hired"} and not found.application.said
    context = {
        "one": found,
        "errors": errors,
        "sent": "sent" in request.GET,
        "asks": asks,
        "choices": codes.choices(Said),
    }
    return render(request, "jobs/my_job.html", context, status=422 if errors else 200)


def _do(request: HttpRequest, application_id: uuid.UUID) -> dict[str, Any]:
    by, at, version = common.me(request), clock.now(), common.version(request)
    choice = request.POST.get("choice", "")
    if choice == "withdraw":
        jobs.withdraw(application_id=application_id, by=by, at=at, version=version)
    elif choice == "say":
        jobs.say(application_id=application_id, said=request.POST.get("said", ""), by=by, at=at, version=version)
    else:
        raise Refusal("not_an_option", _ASK, field="choice", rule="I3")
    return {"done": choice}


@access.resident_page
def record(request: HttpRequest) -> HttpResponse:
    """Show one's entries in the register of employment, and what 就业创业证 is."""
    person = sent.person_of(who=common.who(request))
    entries = sent.entries(person=person) if person is not None else []
    now = [one for one in entries if one.employment.ended_at is None]
    return render(request, "jobs/record.html", {"now": now, "earlier": [one for one in entries if one not in now]})


@access.resident_page
def printed(request: HttpRequest) -> HttpResponse:
    """Hand out one's entry in force as a page of paper; the read is on record before it leaves."""
    by, at = common.me(request), clock.now()
    held = jobs.open_own(by=by, at=at)
    if held is None:
        raise Http404
    printing.employment(entry_id=held.id, person_id=held.person_id, by=by, at=at, purpose="own")
    language = request.LANGUAGE_CODE or settings.LANGUAGE_CODE
    answer = HttpResponse(
        paper.render(entry=held, printed_on=clock.today(), language=language), content_type="application/pdf"
    )
    answer["Content-Disposition"] = f'attachment; filename="{held.number}.pdf"'
    return answer
