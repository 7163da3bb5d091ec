"""One request for relief: what can be done with it from this post, each in its own form. Source: I9, I10, 社会救助暂行办法 48."""

import uuid
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render

from anju.actions import relief
from anju.law import identity
from anju.law import relief as law
from anju.law.absent import Absent
from anju.law.wording import Text
from anju.pages.relief import doing, fields
from anju.pages.relief.desk import ROLES
from anju.queries.relief import record
from anju.queries.relief.record import Detail
from anju.queries.scope import Scope
from anju.web import access, clock, forms
from anju.web.forms import Field

DONE = {
    "taken": Text(zh="已受理，转给街道核实。", en="Taken in; the street looks into it."),
    "check": Text(zh="已提出意见，等县里审批。", en="Proposed; the county decides."),
    "approve": Text(zh="已批准，可以发放。", en="Approved; it can be paid."),
    "refuse": Text(zh="已作出决定，理由和救济途径已写明。", en="Decided, with reason and remedy."),
    "send_back": Text(zh="已退回街道重新核实。", en="Sent back to the street."),
    "pay": Text(zh="发放已记录。", en="The payment is on record."),
    "follow": Text(zh="回访已记录，办结。", en="The follow-up is on record; closed."),
    "withdraw": Text(zh="已撤回。", en="Withdrawn."),
}


@dataclass(frozen=True)
class Form:
    """One act as a form: heading, fields, button."""

    choice: str
    title: Text
    button: Text
    fields: tuple[Field, ...] = ()
    hint: Text | None = None
    main: bool = False


@access.staff_page(*ROLES)
def one(request: HttpRequest, relief_id: uuid.UUID) -> HttpResponse:
    """Show one request with its way, and do what the post may do with it."""
    scope = access.of(request).scope
    errors: dict[str, Text] = {}
    choice = request.POST.get("choice", "")
    if request.method == "POST":
        record.one(scope, relief_id=relief_id)
        answer, errors = doing.attempt(request, action="relief", work=lambda: _do(request, relief_id, choice))
        if answer is not None:
            return HttpResponseRedirect(f"/relief/{relief_id}/?done={choice}")
    held = relief.open_one(scope=scope, relief_id=relief_id, at=clock.now())
    found = record.detail(held, on=clock.today())
    shown = [
        (form, forms.filled(fields=form.fields, values=request.POST, errors=errors))
        if errors and form.choice == choice
        else (form, form.fields)
        for form in _forms(found, scope)
    ]
    context = {
        "found": found,
        "relief": held,
        "name": identity.mask_name(found.name) if held.person_id else found.name,
        "forms": shown,
        "article": law.ARTICLE,
        "remedy": law.REMEDY,
        "done": DONE.get(request.GET.get("done", "")),
        "errors": errors,
    }
    return render(request, "relief/one.html", context, status=422 if errors else 200)


def _forms(found: Detail, scope: Scope) -> list[Form]:
    held = found.relief
    here = scope.role != "coordinator" and scope.unit.id in (held.street_id, held.county_id)
    county = scope.role == "officer" and scope.unit.id == held.county_id
    forms_: list[Form] = []
    if held.state == "taken" and here:
        forms_.append(_check())
    if held.state == "checked" and (county or (here and found.street_decides)):
        forms_.append(_APPROVE)
    if held.state == "checked" and county:
        forms_ += [_REFUSE, _BACK]
    if here and (held.state == "approved" or (held.urgent and held.state in ("taken", "checked"))):
        forms_.append(_pay(found, early=held.state != "approved"))
    if held.state == "paid":
        forms_.append(_FOLLOW)
    if held.state in ("taken", "checked") and here:
        forms_.append(_WITHDRAW)
    return forms_


def _check() -> Form:
    return Form(
        choice="check",
        title=Text(zh="核实并提出意见", en="Look into it and propose"),
        hint=Text(zh="上门或者当面核实；由另外的人审批。", en="See for yourself; somebody else decides."),
        fields=tuple(fields.checked()),
        button=Text(zh="提出意见，送县里审批", en="Propose it to the county"),
        main=True,
    )


_APPROVE = Form(
    choice="approve",
    title=Text(zh="批准", en="Approve"),
    hint=Text(zh="以您的名义批准上面的意见。核实的人不能批准。", en="In your name. Whoever looked into it can't."),
    button=Text(zh="批准", en="Approve"),
    main=True,
)
_REFUSE = Form(
    choice="refuse",
    title=Text(zh="不予救助", en="Refuse"),
    hint=Text(
        zh="理由写给本人看；依据和救济途径一并告知。", en="The person reads the reason, with article and remedy."
    ),
    fields=(fields.words("reason", "理由", "The reason"),),
    button=Text(zh="不予救助", en="Refuse"),
)
_BACK = Form(
    choice="send_back",
    title=Text(zh="退回街道重新核实", en="Send it back to the street"),
    fields=(fields.words("words", "还要核实什么", "What is still to be looked into"),),
    button=Text(zh="退回", en="Send back"),
)
_FOLLOW = Form(
    choice="follow",
    title=Text(zh="回访", en="Follow up"),
    hint=Text(zh="人现在怎么样，还要不要别的帮助。", en="How they are now, and what else would help."),
    fields=(fields.words("words", "回访情况", "How they are"),),
    button=Text(zh="记录回访，办结", en="Put it on record and close"),
    main=True,
)
_WITHDRAW = Form(
    choice="withdraw",
    title=Text(zh="本人不申请了", en="They no longer ask"),
    hint=Text(zh="以后随时可以再申请。", en="They can ask again at any time."),
    button=Text(zh="代为撤回", en="Withdraw it for them"),
)


def _pay(found: Detail, *, early: bool) -> Form:
    held = found.relief
    left = max((held.amount_fen or 0) - (held.paid_fen or 0), 0)
    return Form(
        choice="pay",
        title=Text(zh="急难：先发放", en="Emergency: pay now") if early else Text(zh="发放", en="Pay"),
        hint=law.URGENT if early else None,
        fields=tuple(fields.paid(amount="" if early or not left else law.yuan(left))),
        button=Text(zh="记录发放", en="Put the payment on record"),
        main=not early,
    )


def _do(request: HttpRequest, relief_id: uuid.UUID, choice: str) -> dict[str, Any]:
    on: dict[str, Any] = {
        "relief_id": relief_id,
        "scope": access.of(request).scope,
        "at": clock.now(),
        "version": doing.version(request),
    }
    if choice == "check":
        relief.check(**on, **doing.typed(request, "kind", "amount", "goods", "found", "posted_on"))
    elif choice == "approve":
        relief.approve(**on)
    elif choice == "refuse":
        relief.refuse(**on, **doing.typed(request, "reason"))
    elif choice == "send_back":
        relief.send_back(**on, **doing.typed(request, "words"))
    elif choice == "pay":
        relief.pay(**on, **doing.typed(request, "amount", "paid_on"))
    elif choice == "follow":
        relief.follow_up(**on, **doing.typed(request, "words"))
    elif choice == "withdraw":
        relief.withdraw(**on)
    else:
        raise Absent("choice")
    return {}
