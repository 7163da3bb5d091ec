"""A person's own disputes: the course with its days, invitations, what was agreed, and what they can do next. Source: I3, L12."""

import uuid

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render

from anju.actions import dispute as disputes
from anju.law.case import life as cases
from anju.law.dispute import kinds, life
from anju.law.refusal import Refusal, Refusals
from anju.law.wording import Text
from anju.pages.disputes import desk, doing
from anju.queries import mine
from anju.queries.case import queue
from anju.queries.dispute import detail, lines
from anju.queries.dispute.lines import Line
from anju.web import access, clock, once, problems

_DONE = {
    "arbitration": Text(
        zh="仲裁申请已经交上去了，材料照用原来的。", en="Your claim for arbitration is in, with what you gave before."
    ),
    "aid": Text(
        zh="法律援助申请已经交上去了，7日内答复。", en="You asked for legal aid; the answer comes within 7 days."
    ),
    "keep": Text(zh="记下了，谢谢您告诉我们。", en="Noted. Thank you for telling us."),
    "break": Text(zh="记下了，工作人员会联系双方。", en="Noted. The office will speak with both sides."),
}
_AID = Text(zh="已同意援助", en="Legal aid is granted")


@access.resident_page
def index(request: HttpRequest) -> HttpResponse:
    """Show the disputes and legal aid of the person and their wards."""
    who = access.of(request).resident
    people = [person.id for _, person in mine.people(who=who)] if who is not None else []
    rows = [(line, queue.service_name(line.service), _stands(line)) for line in lines.of(people=people)]
    return render(request, "disputes/mine.html", {"rows": rows})


@access.resident_page
def one(request: HttpRequest, case_id: uuid.UUID) -> HttpResponse:
    """Show one of the person's own disputes; do what they chose."""
    errors: dict[str, Text] = {}
    if request.method == "POST":
        try:
            return _do(request, case_id)
        except (Refusal, Refusals) as error:
            errors = problems.of(error)
    case = disputes.open_own(case_id=case_id, by=access.of(request).actor, at=clock.now())
    found = detail.of(case=case, on=clock.today())
    context = {
        **desk.about(found),
        "errors": errors,
        "aid": lines.aid(case_id=case.id),
        "words": request.POST.get("words", ""),
        "done": _DONE.get(request.GET.get("done", "")),
    }
    if found.dispute is None:
        context["stands"] = _case(service=case.service, state=case.state)
    return render(request, "disputes/own.html", context, status=422 if errors else 200)


def _do(request: HttpRequest, case_id: uuid.UUID) -> HttpResponse:
    by, choice, words = access.of(request).actor, request.POST.get("choice", ""), request.POST.get("words", "")
    # a stranger gets no further than here
    disputes.open_own(case_id=case_id, by=by, at=clock.now())

    def work() -> dict[str, object]:
        return {"to": _done(case_id, choice, words, request)}

    content = {"case": str(case_id), "choice": choice, "words": words}
    answer, _ = once.post(request, action="my_dispute", content=content, do=work)
    return HttpResponseRedirect(f"/my/disputes/{answer['to']}/?done={choice}")


def _done(case_id: uuid.UUID, choice: str, words: str, request: HttpRequest) -> str:
    by, at = access.of(request).actor, clock.now()
    if choice == "arbitration":
        return str(disputes.ask_arbitration(case_id=case_id, by=by, at=at).id)
    if choice == "aid":
        return str(disputes.seek_aid(case_id=case_id, by=by, at=at).id)
    if choice == "keep":
        disputes.keep(case_id=case_id, by=by, at=at)
    elif choice == "break":
        disputes.break_(case_id=case_id, words=words, by=by, at=at)
    else:
        raise Refusal("not_an_option", doing.CHOOSE, rule="I9")
    return str(case_id)


def _stands(line: Line) -> Text:
    return life.STATES[line.state] if line.state else _case(service=line.service, state=line.case_state)


def _case(*, service: str, state: str) -> Text:
    # granted aid has only begun: the lawyer is still to come
    return _AID if (service, state) == (kinds.AID, "granted") else cases.STATES[state]
