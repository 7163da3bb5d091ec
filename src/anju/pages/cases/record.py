"""One case on one page: what was applied for, the facts its service needs, what happened, and what can be done now."""

import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from anju.actions import case as cases
from anju.law import authority
from anju.law.case import form, life
from anju.law.entitlement import Item
from anju.law.facts import FACTS
from anju.law.wording import Text
from anju.pages.cases import desk, pictures, words
from anju.queries import scope as scopes
from anju.queries.case import detail
from anju.queries.case.detail import Detail
from anju.queries.scope import Scope
from anju.web import access, clock, rights, service_ways

DONE = {
    "taken": Text(zh="已签收，办理期限从今天起算。", en="Taken; the limit of the result runs from today."),
    "returned": Text(zh="已一次性告知，等申请人补正。", en="Everything missing is told; waiting for the applicant."),
    "asked": Text(zh="已向申请人提问。", en="The applicant is asked."),
    "offered": Text(
        zh="已转交，对方接收以前仍由本单位负责。", en="Offered; until it is accepted your office still owns it."
    ),
    "accepted": Text(zh="已接收，现在由本单位负责。", en="Accepted; your office owns it now."),
    "joined": Text(zh="已请对方协办。", en="The other office is asked for its part."),
    "dropped": Text(zh="已取消这一项协办。", en="That part is no longer asked for."),
    "proposed": Text(zh="已拟定，等另一位同事审定。", en="Proposed; a second officer decides."),
    "sent_back": Text(zh="已退回重新拟定。", en="Sent back to be proposed anew."),
    "completed": Text(zh="已代为补正，可以签收。", en="Completed at the window; it can be taken."),
    "answered": Text(zh="已代为答复。", en="The answer is entered."),
    "objected": Text(zh="已代为提出异议，由另一位同事复核。", en="The objection is entered; a colleague reviews it."),
    "withdrawn": Text(zh="已按本人意愿撤回。", en="Withdrawn at the applicant's word."),
    "granted": Text(zh="已办结，告知书可以打印。", en="Granted; the notice is ready to print."),
    "refused": Text(zh="已决定不予办理，请打印告知书。", en="Refused. Please print the notice."),
    "confirmed": Text(zh="已复核维持，申请人已收到理由。", en="Confirmed; the applicant has the reason."),
    "changed": Text(zh="已复核变更，申请人已收到说明。", en="Changed; the applicant is told what changes."),
}
# what an officer may do with a case, by the act of the table
ACTS = (
    "take_case",
    "return_case",
    "ask_case",
    "propose_case",
    "send_back_case",
    "grant_case",
    "refuse_case",
    "confirm_case",
)


@access.staff_page(desk.OFFICER)
def show(request: HttpRequest, case_id: uuid.UUID) -> HttpResponse:
    """Show a case; opening it is on record with its purpose."""
    return page(request, case_id=case_id)


def page(request: HttpRequest, *, case_id: uuid.UUID, errors: dict[str, Text] | None = None) -> HttpResponse:
    """Render a case, with what went wrong just now."""
    visitor = access.of(request)
    scope, today = visitor.scope, clock.today()
    purpose = request.GET.get("purpose", desk.PURPOSE)
    case = cases.open_one(scope=scope, case_id=case_id, purpose=purpose, at=clock.now())
    view = detail.of(case=case, on=today)
    context = {
        "view": view,
        "case": case,
        "state": words.state_text(case.state),
        "tone": words.tone(case.state),
        "channel": words.channel_text(case.channel),
        "state_filter": desk.state(request),
        "done": DONE.get(request.GET.get("done", "")),
        "errors": errors or {},
        "beside": service_ways.DESK.get(case.service),
        "runs": case.state in life.RUNNING and not case.clock_stands,
        "proposed": words.OUTCOMES.get(case.proposed),
        "decided": [(one, words.OUTCOMES[one.outcome]) for one in view.decisions],
        "missing": detail.missing(case),
        "printed": _printed(view),
        "owner": words.office(case.unit),
        "above": words.office(case.escalated_to),
        "other": words.office(case.offered_to),
        "present": _present(view, scope=scope),
        **_known(view, purpose=purpose),
        **may(view, scope=scope, staff_id=visitor.staff_id),
    }
    return render(request, "cases/record.html", context, status=409 if errors else 200)


def may(view: Detail, *, scope: Scope, staff_id: uuid.UUID) -> dict[str, Any]:
    """Return what this officer may do with a case now; the action asks again."""
    case = view.case
    ours = scope.unit.id in (case.unit_id, case.escalated_to_id)
    steps = {step.act for step in view.possible if ours}
    role, level = scope.role, scope.unit.level
    found = {act: act in steps and authority.may(role=role, level=level, act=act) for act in ACTS}
    own = staff_id == case.proposed_by_id
    four = case.state == "proposed" and own
    reviews = case.state == "objected" and staff_id in (case.decided_by_id, case.proposed_by_id)
    second = view.service.second and case.state != "proposed"
    found["propose_case"] = found["propose_case"] and view.service.second
    if four or second:
        found["grant_case"] = found["refuse_case"] = False
    if case.state == "proposed":
        found["grant_case"] = found["grant_case"] and case.proposed == "granted"
        found["refuse_case"] = found["refuse_case"] and case.proposed == "refused"
    return {
        "may": found,
        "ours": ours,
        "four_eyes": four or reviews,
        "may_review": found["confirm_case"] and not reviews,
        "may_return": found["return_case"] and not view.told_before and _askable(view),
        "may_offer": ours and case.state in life.MOVABLE and case.offered_to_id is None,
        "may_join": ours and case.state in ("taken", "asked"),
    }


def _present(view: Detail, *, scope: Scope) -> frozenset[str]:
    """Return what can be done at the word of whoever stands at this office's own window."""
    if view.case.unit_id != scope.unit.id or not scopes.stands_here(scope, person_id=view.case.person_id):
        return frozenset()
    return frozenset(step.act for step in view.possible if "resident" in step.who)


def _askable(view: Detail) -> bool:
    """Tell whether anything can be told missing: where all is on file or confirmed by others, nothing can."""
    return bool(form.askable(service=view.service, chosen=list(form.items(view.service))))


def _known(view: Detail, *, purpose: str) -> dict[str, Any]:
    """Return the register's facts, the standing with its reasons, and the papers with their pictures."""
    item = Item(id=view.service.item, standings=(view.standing,))
    (part,) = rights.parts([item], on=clock.today())
    found = pictures.of([paper.upload_id for paper in view.papers], purpose=purpose)
    return {
        "facts": [(FACTS[name].name, words.fact(name, value)) for name, value in view.facts.items()],
        "advice": part.groups[0].rows[0],
        "papers": [(paper, words.SOURCES[paper.source], found.get(paper.upload_id)) for paper in view.papers],
        "parts": [(part, words.part_text(part.state)) for part in view.parts],
    }


def _printed(view: Detail) -> tuple[str, ...]:
    return ("slip", *(["completion"] if view.told_before else []), *(["notice"] if view.decisions else []))
