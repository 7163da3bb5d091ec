"""One permit on one page: until when it runs, its endorsements and years, its cards, its end. Source: D3–D8, F, G1."""

import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from anju.actions import hold
from anju.actions.permit import ending as endings
from anju.actions.permit import reading
from anju.law import codes
from anju.law.codes import PermitEndReason, PermitGround
from anju.law.permit import card as cards
from anju.law.permit import file as law
from anju.law.permit import life
from anju.law.wording import Text
from anju.pages.counter import desk, words
from anju.queries import endorsement, rules
from anju.queries import holding as queries
from anju.queries.holding import Holding
from anju.queries.permit import facts, files
from anju.web import access, clock

DONE = {
    "endorsed": Text(zh="已签注。", en="Endorsed."),
    "restored": Text(zh="已补办签注，功能从今天起恢复。", en="Endorsed late; the permit is in use again from today."),
    "withheld": Text(
        zh="暂不签注，理由已告知本人；请打印告知书。",
        en="Withheld and the person is told why. Please print the notice.",
    ),
    "unasked": Text(zh="已按本人意愿撤回签注申请。", en="The request is withdrawn at the person's word."),
    "handed": Text(zh="已按本人意愿注销，登记继续有效。", en="Ended at the person's word; the registration goes on."),
    "proposed": Text(
        zh="已通知本人，异议期内不会注销。", en="The person is notified; nothing ends before the window closes."
    ),
    "ended": Text(zh="已注销，并已通知本人。", en="Ended; the person is notified."),
    "dropped": Text(zh="已撤销拟注销，居住证继续有效。", en="The proposed end is dropped; the permit goes on."),
    "undone": Text(zh="居住证已恢复，日期不变。", en="The permit is back, with its dates."),
    "added": Text(zh="已计入。", en="Counted."),
    "removed": Text(zh="已撤销计入。", en="Taken back."),
}
ENDINGS = {
    "noticed": Text(zh="已通知，异议期内", en="Notified, window open"),
    "objected": Text(zh="本人有异议，待答复", en="Objected: an answer is due"),
    "done": Text(zh="已注销", en="Ended"),
    "withdrawn": Text(zh="已撤销", en="Dropped"),
    "undone": Text(zh="已恢复", en="Undone"),
}
_F5 = {
    "restart": Text(zh="从补办签注那天重新算（条例原文）", en="Anew from the late endorsement (the literal text)"),
    "deduct": Text(zh="只扣除中止的时间", en="Only the suspended time is left out"),
}


@access.staff_page(*desk.ROLES)
def show(request: HttpRequest, permit_id: uuid.UUID) -> HttpResponse:
    """Show a permit; opening it is on record with its purpose."""
    return page(request, permit_id=permit_id)


def page(request: HttpRequest, *, permit_id: uuid.UUID, errors: dict[str, Text] | None = None) -> HttpResponse:
    """Render a permit, with what went wrong just now."""
    visitor = access.of(request)
    scope, now, today = visitor.scope, clock.now(), clock.today()
    purpose = request.GET.get("purpose", "handling")
    permit = reading.open_permit(scope=scope, permit_id=permit_id, purpose=purpose, at=now)
    view = queries.view(permit=permit, on=today)
    active = permit.state in life.ACTIVE
    context = {
        "view": view,
        "permit": permit,
        "active": active,
        "held": hold.take(stay_id=permit.stay_id, by=scope.actor, at=now) if active else None,
        "state": life.STATES[permit.state],
        "ground": codes.label(PermitGround, permit.ground),
        "end_reason": codes.label(PermitEndReason, permit.end_reason) if permit.end_reason else None,
        "done": DONE.get(request.GET.get("done", "")),
        "state_filter": request.GET.get("state", ""),
        "errors": errors or {},
        "why": request.POST.get("why", ""),
        **_rows(view),
        **_years(view),
        **_may(request, view),
    }
    return render(request, "counter/permit/permit.html", context, status=409 if errors else 200)


def _rows(view: Holding) -> dict[str, Any]:
    withheld = endorsement.withheld(permit=view.permit)
    return {
        "cards": [(card, cards.STATES[card.state]) for card in view.cards],
        "endorsements": [(one, life.ENDORSEMENT.states[one.state]) for one in view.endorsements],
        "endings": [
            (one, ENDINGS[one.state], codes.label(PermitEndReason, one.reason), endings.BASES.get(one.basis))
            for one in view.endings
        ],
        "files": [(one, law.STATES[one.state]) for one in view.files],
        "open_file": next((one for one in view.files if facts.is_open(one)), None),
        "withheld": withheld,
    }


def _years(view: Holding) -> dict[str, Any]:
    permit, years = view.permit, view.outlook.years
    policy = rules.policy(place=facts.codes(permit.community.path), on=clock.today())
    continuity = years.continuity
    return {
        "years": years,
        "readings": [
            (_F5["restart"], continuity.restart, policy.late_endorsement == "restart"),
            (_F5["deduct"], continuity.deduct, policy.late_endorsement == "deduct"),
        ],
    }


def _may(request: HttpRequest, view: Holding) -> dict[str, bool]:
    visitor, permit = access.of(request), view.permit
    active = permit.state in life.ACTIVE
    registered = permit.stay.state == "registered"
    return {
        "may_endorse": active and registered and visitor.may("endorse"),
        "may_hand_back": active and visitor.may("hand_back"),
        "may_propose": active and view.open_ending is None and visitor.may("propose_end_permit"),
        "may_answer": view.open_ending is not None and visitor.may("drop_end_permit"),
        "may_undo": permit.state == "ended" and visitor.may("undo_end_permit"),
        "may_add": active and visitor.may("add_past_residence"),
        "may_remove": visitor.may("remove_past_residence"),
        "may_renew": active and registered and visitor.may("apply_permit"),
        "may_see_history": visitor.may("see_history"),
    }


@access.staff_page(*desk.POLICE)
def history(request: HttpRequest, permit_id: uuid.UUID) -> HttpResponse:
    """Show who did and who read what."""
    permit = reading.open_permit(
        scope=access.of(request).scope, permit_id=permit_id, purpose="handling", at=clock.now()
    )
    context = {
        "name": words.masked(permit.person.name),
        "number": permit.number,
        "back": f"/counter/permits/{permit.id}/",
        "events": files.acts_on(subject_id=permit.id),
    }
    return render(request, "counter/permit/history.html", context)
