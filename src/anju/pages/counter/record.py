"""One file on one page: what was declared, what happened around it, and what can be done now."""

import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from anju.actions import hold, reading
from anju.law import city, codes, registration
from anju.law import stay as law
from anju.law.codes import Channel, EndReason, ExemptKind, IdKind, Relation, Sex, StayReason
from anju.law.wording import Text
from anju.pages.counter import desk, shown
from anju.queries import alike, exempt, files, find, places
from anju.queries.files import View
from anju.queries.permit import files as permits
from anju.queries.scope import Scope
from anju.web import access, clock, forms

DONE = {
    "accepted": Text(zh="已受理并登记，凭证已生成。", en="Accepted and registered; the receipt is ready."),
    "registered": Text(zh="已登记，凭证已生成。", en="Registered; the receipt is ready."),
    "declared": Text(zh="已代为申报，转派出所核对。", en="Declared; it goes to the police station for the check."),
    "returned": Text(zh="已一次性告知，等待本人补正。", en="Everything missing has been told; waiting for the person."),
    "closed": Text(zh="已关闭，理由已告知本人。", en="Closed; the person is told the reason."),
    "reopened": Text(zh="已重新办理。", en="Taken up again."),
    "distinct": Text(zh="已记住：不是同一人。", en="Remembered: not the same person."),
    "confirmed": Text(zh="已确认仍在此居住。", en="Confirmed: still lives here."),
    "left": Text(zh="已按本人申请结束登记。", en="Ended at the person's request."),
    "proposed": Text(
        zh="已通知本人，异议期内不会注销。", en="The person is notified; nothing ends before the window closes."
    ),
    "ended": Text(zh="已注销，并已通知本人。", en="Ended; the person is notified."),
    "dropped": Text(zh="已撤销拟注销，登记继续有效。", en="The proposed end is dropped; the registration goes on."),
    "undone": Text(zh="已恢复登记，日期不变。", en="The registration is back, with its dates."),
    "bound": Text(zh="手机号已绑定到本人档案。", en="The phone is bound to the record."),
    "unbound": Text(
        zh="已解除绑定，这个登录不能再看这份档案。", en="Unbound: that sign-in no longer sees this record."
    ),
    "corrected": Text(zh="已更正。", en="Corrected."),
    "refused": Text(zh="已答复不予更正。", en="The refusal is sent."),
}

_APPLIED = Text(zh="居住证申请", en="Permit application")
_HELD = Text(zh="居住证", en="Residence permit")
_APPLY = Text(zh="办理居住证", en="Apply for a permit")

LABELS = {
    "name": Text(zh="姓名", en="Name"),
    "sex": Text(zh="性别", en="Sex"),
    "birth_on": Text(zh="出生日期", en="Born"),
    "hukou": Text(zh="户口所在县区", en="County of the household register"),
    "community": Text(zh="社区、村", en="Community"),
    "reason": Text(zh="居住事由", en="Reason"),
    "arrived_on": Text(zh="到达日期", en="Arrived on"),
    "state": Text(zh="状态", en="State"),
    "registered_on": Text(zh="登记日期", en="Registered on"),
    "number": Text(zh="档案编号", en="File number"),
}


@access.staff_page(*desk.ROLES)
def show(request: HttpRequest, stay_id: uuid.UUID) -> HttpResponse:
    """Show a file; opening it is on record with its purpose."""
    return page(request, stay_id=stay_id)


def page(request: HttpRequest, *, stay_id: uuid.UUID, errors: dict[str, Text] | None = None) -> HttpResponse:
    """Render a file, with what went wrong just now."""
    visitor = access.of(request)
    now, scope = clock.now(), visitor.scope
    purpose = request.GET.get("purpose", "handling")
    stay = reading.open_file(scope=scope, stay_id=stay_id, purpose=purpose, at=now)
    waits = stay.state in law.OPEN
    held = hold.take(stay_id=stay.id, by=scope.actor, at=now) if waits else None
    view = files.view(stay=stay, on=clock.today())
    context = {
        "view": view,
        "stay": stay,
        "values": shown.values(request, view=view),
        "held": held,
        "waits": waits,
        "no_duty": exempt.current(id_index=bytes(stay.person.id_index), on=clock.today()),
        "state_text": law.STATES[stay.state],
        "done": DONE.get(request.GET.get("done", "")),
        "state_filter": request.GET.get("state", ""),
        "errors": errors or {},
        "purposes": forms.PURPOSES.items(),
        "permit_now": _permit(view) if stay.state == "registered" else None,
        **words(view),
        **_limits(view),
        **(_alike(scope, view, now) if waits else {}),
        **_allowed(request, view),
    }
    return render(request, "counter/record.html", context, status=409 if errors else 200)


def _permit(view: View) -> dict[str, object]:
    """Return the way on to the permit: the application being handled, the permit in force, or a new application."""
    stay = view.stay
    file = permits.open_of(person_id=stay.person_id)
    if file is not None:
        return {"path": f"/counter/permits/files/{file.id}/", "text": _APPLIED, "number": file.number}
    held = permits.permit_of(person_id=stay.person_id)
    if held is not None:
        return {"path": f"/counter/permits/{held.id}/", "text": _HELD, "number": held.number}
    return {"path": f"/counter/permits/new/{stay.id}/", "text": _APPLY, "number": ""}


def words(view: View) -> dict[str, Any]:
    """Return the coded values of a file in words."""
    stay = view.stay
    county = places.county(code=stay.person.hukou_county)
    return {
        "sex": codes.label(Sex, stay.person.sex),
        "id_kind": codes.label(IdKind, stay.person.id_kind),
        "reason": codes.label(StayReason, stay.reason),
        "dwelling": files.dwelling(stay),
        "channel": codes.label(Channel, stay.channel),
        "exempt": codes.label(ExemptKind, stay.exempt) if stay.exempt else None,
        "agent_relation": codes.label(Relation, stay.agent_relation) if stay.agent_relation else None,
        "end_reason": codes.label(EndReason, stay.end_reason) if stay.end_reason else None,
        "hukou": county.full_name if county else stay.person.hukou_county,
        "states": law.STATES,
    }


def _limits(view: View) -> dict[str, Any]:
    stay, held = view.stay, view.rules
    declared_on = city.day(stay.declared_at)
    told = registration.told_due(submitted_on=city.day(view.submitted_at), calendar=held.calendar, policy=held.policy)
    return {
        # a fact beside the date, never in the way (B2)
        "late_days": max((declared_on - stay.due_on).days, 0),
        "told": told,
        "told_over": told.is_over(on=clock.today()),
        "permit_from": registration.permit_from(registered_on=stay.counted_from, months=held.policy.permit_after_months)
        if stay.counted_from
        else None,
    }


def _alike(scope: Scope, view: View, now: Any) -> dict[str, Any]:
    # only the police settle who is who
    if scope.role not in desk.POLICE:
        return {"hints": (), "holder": None}
    person = view.stay.person
    hints = alike.similar(scope=scope, person=person)
    holder = find.holder(scope=scope, id_index=bytes(person.id_index), but=person.id)
    reading.hinted(scope=scope, stay=view.stay, people=[hint.hit.person_id for hint in hints], at=now)
    if holder is not None and not holder.inside:
        reading.number_taken(scope=scope, person_id=holder.person_id, at=now)
    return {"hints": hints, "holder": holder}


def _allowed(request: HttpRequest, view: View) -> dict[str, bool]:
    visitor = access.of(request)
    wanted = (
        "accept",
        "return",
        "close",
        "reopen",
        "confirm",
        "leave",
        "propose_end",
        "undo_end",
        "bind",
        "print_door_code",
        "see_history",
    )
    steps = {step.act for step in law.LIFECYCLE.acts_from(view.stay.state)}
    steps |= {"propose_end"} if "end" in steps else set()
    free = {"bind", "print_door_code", "see_history"}
    return {f"may_{act}": visitor.may(act) and (act in steps or act in free) for act in wanted}
