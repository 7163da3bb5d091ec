"""One application on one page: what is asked for, what it rests on, both limits, and what can be done now. Source: B7, E."""

import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from anju.actions import hold
from anju.actions.permit import reading
from anju.law import city, codes
from anju.law.codes import IdKind, Sex
from anju.law.permit import application, life, portrait
from anju.law.permit import card as cards
from anju.law.permit import file as law
from anju.law.refusal import Refusal
from anju.law.wording import Text
from anju.pages.counter import desk, words
from anju.pages.counter.permit import pictures, shown
from anju.queries import places, rules
from anju.queries.permit import facts, files
from anju.queries.permit.files import View
from anju.web import access, clock, forms

DONE = {
    "taken": Text(zh="已受理，领取凭证可以打印。", en="Accepted; the collection receipt is ready to print."),
    "received": Text(zh="已接收，等待受理。", en="Received; waiting to be accepted."),
    "accepted": Text(zh="已受理，领取凭证可以打印。", en="Accepted; the collection receipt is ready to print."),
    "returned": Text(zh="已一次性告知，等待本人补正。", en="Everything missing has been told; waiting for the person."),
    "completed": Text(zh="已补正，可以受理。", en="Completed; it can be accepted."),
    "extended": Text(zh="期限已延长，理由已告知本人。", en="The limit is extended and the person is told why."),
    "signed": Text(zh="已签发，卡进入待制证。", en="Signed off; the card waits to be made."),
    "refused": Text(zh="已决定不予发放，请打印决定书。", en="Refused. Please print the decision."),
    "reopened": Text(zh="已撤销不予发放，重新审核。", en="The refusal is taken back; it is under review again."),
    "withdrawn": Text(zh="已按本人意愿撤回。", en="Withdrawn at the person's word."),
}
# what the desk may do, by the act of the table
ACTS = (
    "return_permit",
    "complete_permit",
    "accept_permit",
    "extend_permit",
    "sign_permit",
    "refuse_permit",
    "reopen_permit",
    "withdraw_permit",
)
# in which states a paper can be printed
_PRINTED = {
    "collection": {"accepted", "signed", "refused"},
    "refusal": {"refused"},
}


@access.staff_page(*desk.ROLES)
def show(request: HttpRequest, file_id: uuid.UUID) -> HttpResponse:
    """Show an application; opening it is on record with its purpose."""
    return page(request, file_id=file_id)


def page(request: HttpRequest, *, file_id: uuid.UUID, errors: dict[str, Text] | None = None) -> HttpResponse:
    """Render an application, with what went wrong just now."""
    visitor = access.of(request)
    scope, now, today = visitor.scope, clock.now(), clock.today()
    purpose = request.GET.get("purpose", "handling")
    file = reading.open_file(scope=scope, file_id=file_id, purpose=purpose, at=now)
    waits = facts.is_open(file)
    held = hold.take(stay_id=file.stay_id, by=scope.actor, at=now) if waits else None
    view = files.view(file=file, on=today)
    steps = {step.act for step in law.LIFECYCLE.acts_from(file.state)}
    may = {act: visitor.may(act) and act in steps for act in ACTS}
    signing = view.signing(staff_id=visitor.staff_id, on=today) if file.state == "accepted" else None
    context = {
        "view": view,
        "file": file,
        "values": shown.values(request, view=view),
        "held": held,
        "waits": waits,
        "done": DONE.get(request.GET.get("done", "")),
        "state_filter": request.GET.get("state", ""),
        "errors": errors or {},
        "why": request.POST.get("why", ""),
        "purposes": forms.PURPOSES.items(),
        "may": may,
        "may_see_history": visitor.may("see_history"),
        "obstacle": _obstacle(view, signing),
        "signing": signing,
        "may_sign": may["sign_permit"] and signing is None,
        "extension": _extension(view) if may["extend_permit"] else None,
        "article": law.ARTICLES.get(file.refusal_basis, ""),
        "remedies": law.REMEDIES,
        "fee": f"{file.fee_fen / 100:.2f}" if file.fee_fen else "",
        "days": _days(view),
        **person(view),
        **_papers(view, purpose=purpose),
        **_around(view),
    }
    return render(request, "counter/permit/file.html", context, status=409 if errors else 200)


def _obstacle(view: View, signing: Refusal | None) -> Refusal | None:
    """Return what keeps the file from its next step today, in the law's own words; four eyes is told apart."""
    if not facts.is_open(view.file):
        return None
    if signing is not None and signing.code == "four_eyes":
        return view.acceptance
    return signing or view.acceptance


def _extension(view: View) -> bool:
    """Tell whether the city's policy allows an extension today (E7)."""
    held = rules.policy(place=facts.codes(view.file.community.path), on=clock.today())
    return held.permit_extension_allowed and not view.file.extended_why


def _days(view: View) -> dict[str, int]:
    """Return how long both limits are by the policy of the acceptance (E6)."""
    at = view.file.accepted_at
    if at is None:
        return {}
    policy = rules.policy(place=facts.codes(view.file.community.path), on=city.day(at))
    return {"working": policy.permit_working_days, "plain": policy.permit_calendar_days}


def person(view: View) -> dict[str, Any]:
    """Return the coded values of the person in words."""
    who = view.file.person
    county = places.county(code=who.hukou_county)
    return {
        "sex": codes.label(Sex, who.sex),
        "id_kind": codes.label(IdKind, who.id_kind),
        "hukou": county.full_name if county else who.hukou_county,
    }


def _papers(view: View, *, purpose: str) -> dict[str, Any]:
    file = view.file
    found = pictures.of([file.portrait_id, *(paper.proof.upload_id for paper in view.papers)], purpose=purpose)
    printed = [name for name, states in _PRINTED.items() if file.state in states]
    return {
        "portrait": found.get(file.portrait_id),
        "norm": portrait.NORM,
        "advice": portrait.ADVICE,
        "proofs": [(paper, found.get(paper.proof.upload_id)) for paper in view.papers],
        "printed": [
            "application",
            *(["completion"] if view.notices else []),
            *(name for name in printed if name != "collection" or file.accepted_at is not None),
        ],
    }


def _around(view: View) -> dict[str, Any]:
    stay = view.facts.stay
    today = clock.today()
    ripe = view.facts.eligible_from
    return {
        "stay": stay,
        "ripe": ripe is not None and today >= ripe,
        "notices": [
            (notice, [(application.ITEMS[entry["item"]], entry["note"]) for entry in notice.missing])
            for notice in view.notices
        ],
        "cards": [(card, cards.STATES[card.state]) for card in view.cards],
        "others": [(other, law.STATES[other.state]) for other in view.others],
        "permit_state": life.STATES[view.facts.permit.state] if view.facts.permit is not None else None,
        "channel": words.channel_text(view.file.channel),
    }


@access.staff_page(*desk.POLICE)
def history(request: HttpRequest, file_id: uuid.UUID) -> HttpResponse:
    """Show who did and who read what."""
    file = reading.open_file(scope=access.of(request).scope, file_id=file_id, purpose="handling", at=clock.now())
    context = {
        "name": words.masked(file.person.name),
        "number": file.number,
        "back": f"/counter/permits/files/{file.id}/",
        "events": files.history(file=file),
    }
    return render(request, "counter/permit/history.html", context)
