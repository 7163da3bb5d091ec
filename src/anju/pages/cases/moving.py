"""Handing a case on and taking one over: whoever received it first owns it until another office has accepted. Source: J2."""

import uuid

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render

from anju.actions import case as cases
from anju.law.wording import Text
from anju.pages.cases import desk, doing, offices
from anju.pages.cases.doing import Sheet
from anju.queries.case import others
from anju.queries.case.detail import Detail
from anju.web import access, clock
from anju.web.forms import Field


@access.staff_page(desk.OFFICER)
def offer(request: HttpRequest, case_id: uuid.UUID) -> HttpResponse:
    """Offer a case to another office; the limit runs on."""
    return doing.with_form(
        request,
        case_id,
        "offer_case",
        lambda: cases.offer(
            to=offices.chosen(request), **doing.typed(request, "words"), **doing.seen(request, case_id)
        ),
        _offered,
        done="offered",
        template="cases/choose.html",
    )


def _offered(view: Detail) -> Sheet:
    return Sheet(
        title=Text(zh="转交其他单位", en="Hand it on to another office"),
        lead=Text(
            zh="期限不因转交重新计算；对方接收以前，仍由本单位负责。对方接收以前看不到申请人是谁。",
            en="The limit runs on. Until the other office accepts, yours owns it; until then it isn't told whose case it is.",
        ),
        rules="J2",
        fields=(
            Field(
                name="words",
                label=Text(zh="为什么转交", en="Why it is handed on"),
                hint=Text(zh="不要写申请人的个人信息。", en="Leave out anything about the applicant's person."),
                kind="textarea",
            ),
        ),
        button=Text(zh="转交", en="Offer it"),
        more={"groups": others.offices(case=view.case, on=clock.today())},
    )


@access.staff_page(desk.OFFICER)
def offered(request: HttpRequest, case_id: uuid.UUID) -> HttpResponse:
    """Show what is offered, without whose it is; accept it, or decline it with the reason."""
    scope, now = access.of(request).scope, clock.now()
    errors: dict[str, Text] = {}
    if request.method == "POST":
        accepts = request.POST.get("choice") == "accept"
        why = request.POST.get("why", "")

        def work() -> dict[str, str]:
            if desk.chosen(request, among=("accept", "decline"), field="choice") == "accept":
                cases.accept(case_id=case_id, by=scope.actor, at=now)
            else:
                cases.decline(case_id=case_id, why=why, by=scope.actor, at=now)
            return {}

        answer, errors = desk.attempt(request, action="answer_offer", work=work)
        if answer is not None:
            if accepts:
                return desk.onward(request, f"/cases/{case_id}/", done="accepted")
            return HttpResponseRedirect("/cases/?state=offered")
    case = cases.open_offer(scope=scope, case_id=case_id, at=now)
    context = {"offer": others.offer(case=case), "case": case, "errors": errors, "why": request.POST.get("why", "")}
    return render(request, "cases/offered.html", context, status=422 if errors else 200)
