"""One dispute at the desk: what is asked and by whom, the course, and the one thing to do next. Source: I7, I9, L2."""

import uuid
from collections.abc import Mapping

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render

from anju.actions import dispute as disputes
from anju.law.case import life as cases
from anju.law.codes import Purpose
from anju.law.dispute import kinds, life
from anju.law.refusal import Refusal, Refusals
from anju.law.wording import Text
from anju.pages.disputes import doing, steps, waiting
from anju.queries.dispute import detail
from anju.queries.dispute.detail import Detail
from anju.web import access, clock, once, problems

# whoever works on a dispute looks at it to handle it, and the person reads so
WHY = str(Purpose.HANDLING.value)
_AID = Text(zh="法律援助", en="Legal aid")
_AT = Text(zh="{label}：{text}", en="{label}: {text}")


@access.staff_page("officer")
def one(request: HttpRequest, case_id: uuid.UUID) -> HttpResponse:
    """Show one dispute of the office's subtree; do the step that was sent."""
    scope = waiting.scope_of(request)
    typed, errors = _sent(request), dict[str, Text]()
    if request.method == "POST":
        # a stranger gets no further than here
        case = disputes.open_one(scope=scope, case_id=case_id, purpose=WHY, at=clock.now())
        try:
            return _do(request, detail.of(case=case, on=clock.today()), typed)
        except (Refusal, Refusals) as error:
            errors = problems.of(error)
    case = disputes.open_one(scope=scope, case_id=case_id, purpose=WHY, at=clock.now())
    found = detail.of(case=case, on=clock.today())
    choice = request.POST.get("choice", "")
    mine = scope.unit.id in (case.unit_id, case.escalated_to_id, found.aid.above_id if found.aid else None)
    shown = [
        form.shown(typed=typed if form.choice == choice else None, errors=errors if form.choice == choice else {})
        for form in (steps.of(found) if mine else ())
    ]
    labels = {one.name: one.label for form in shown for one in form.fields}
    named = {
        (key := f"{choice}.{name}" if name else ""): _named(labels.get(key), text) for name, text in errors.items()
    }
    context = {**about(found), "forms": shown, "errors": named, "mine": mine}
    return render(request, "disputes/one.html", context, status=422 if errors else 200)


def _named(label: object, text: Text) -> Text:
    return _AT.format(label=label, text=text) if isinstance(label, Text) else text


def about(found: Detail) -> dict[str, object]:
    """Return what both the desk and the person are shown of a dispute."""
    dispute = found.dispute
    return {
        "found": found,
        "case": found.case,
        "kind": kinds.KINDS.get(found.kind, _AID),
        "stands": life.STATES[dispute.state] if dispute is not None else cases.STATES[found.case.state],
        "sessions": [(one, life.SESSIONS[one.outcome], life.TOLD[one.told]) for one in found.sessions],
        "urgent": dispute.urgent if dispute is not None else found.kind == "wages",
    }


def _do(request: HttpRequest, found: Detail, typed: Mapping[str, str]) -> HttpResponse:
    choice = request.POST.get("choice", "")
    form = next((one for one in steps.of(found) if one.choice == choice), None)
    if form is None:
        raise Refusal("not_an_option", doing.CHOOSE, rule="I9")
    sent = doing.Sent(case_id=found.case.id, values=typed, by=access.of(request).actor, at=clock.now())

    def work() -> dict[str, object]:
        form.do(sent)
        return {"done": choice}

    content = {"case": str(found.case.id), "choice": choice, **typed}
    once.post(request, action="dispute", content=content, do=work)
    return HttpResponseRedirect(f"/disputes/{found.case.id}/?done={choice}")


def _sent(request: HttpRequest) -> dict[str, str]:
    """Return what was typed into the form that was sent, by the entries' own names."""
    prefix = request.POST.get("choice", "") + "."
    found = {name.removeprefix(prefix): request.POST[name] for name in request.POST if name.startswith(prefix)}
    return {**found, "version": request.POST.get("version", "")}
