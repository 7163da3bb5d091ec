"""One card: found by its receipt, handed over, lost, found again, taken in, made void. Source: E5, G1, G2, D3."""

import uuid
from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_POST

from anju.actions import card as acts
from anju.actions.card import keeping
from anju.law import codes, identity
from anju.law.codes import PermitFileKind
from anju.law.permit import card as law
from anju.law.permit import life, making
from anju.law.wording import Text
from anju.pages.counter import cards as lists
from anju.pages.counter import desk
from anju.queries import cards
from anju.web import access, clock

DONE = {
    "handed": Text(zh="已发放。", en="Handed over."),
    "lost": Text(
        zh="已挂失。居住证仍然有效，可以补领新卡。",
        en="Reported lost. The permit stays valid; a new card can be asked for.",
    ),
    "found": Text(zh="挂失已撤销。", en="The report of the loss is taken back."),
    "back": Text(zh="旧卡已收回。", en="The old card is taken in."),
    "void": Text(zh="已作废，请销毁实物。", en="Void. Please destroy the card."),
    "ready": Text(zh="已登记制成，并通知本人领取。", en="Noted as made; the person is told."),
    "failed": Text(zh="已登记失败，回到待制证。", en="Noted as failed; it is to be made again."),
}
_NONE = Text(
    zh="没有找到这个编号的卡：可能还没有签发，或者不在这里领取。",
    en="No card has this number: it may not be signed off yet, or is collected elsewhere.",
)
# the acts of the card's page, by the address below the card
_ACTS = {
    "hand": "hand_over",
    "lost": "report_lost",
    "found": "find_card",
    "back": "take_card_back",
    "void": "void_card",
    "receive": "receive_card",
    "fail": "fail_card",
}


@require_POST
@access.staff_page(*desk.ROLES)
def find(request: HttpRequest) -> HttpResponse:
    """Go to the card behind a receipt's number, scanned or typed; by POST, so that no number stands in an address."""
    scope, text = access.of(request).scope, request.POST.get("number", "").strip()[:64]
    found = cards.by_number(scope, text=text)
    if found is not None:
        return _page(request, found.id, receipt=text)
    context = {
        "tabs": [(name, words) for name, words in lists.TABS.items() if name in {"ready", "uncollected", "lost"}],
        "show": "",
        "title": cards.LISTS["ready"],
        "number": text,
        "errors": {"number": _NONE},
        "rows": (),
    }
    return render(request, "counter/cards/index.html", context, status=422)


@access.staff_page(*desk.ROLES)
def show(request: HttpRequest, card_id: uuid.UUID) -> HttpResponse:
    """Show a card with what can be done with it now."""
    return _page(request, card_id)


@require_POST
@access.staff_page(*desk.ROLES)
def hand(request: HttpRequest, card_id: uuid.UUID) -> HttpResponse:
    """Hand the card over against receipt or ID."""
    posted = request.POST
    return _do(
        request,
        card_id,
        "hand_over",
        lambda: acts.hand_over(
            card_id=card_id,
            how=posted.get("how", ""),
            receipt=posted.get("receipt", ""),
            agent="agent" in posted,
            old_card="old_card" in posted,
            by=access.of(request).actor,
            at=clock.now(),
            version=desk.version(request),
        ),
        done="handed",
    )


@require_POST
@access.staff_page(*desk.ROLES)
def lost(request: HttpRequest, card_id: uuid.UUID) -> HttpResponse:
    """Report the card lost for its person."""
    return _do(request, card_id, "report_lost", lambda: acts.report_lost(**_seen(request, card_id)), done="lost")


@require_POST
@access.staff_page(*desk.ROLES)
def found(request: HttpRequest, card_id: uuid.UUID) -> HttpResponse:
    """Take the report of a loss back."""
    return _do(request, card_id, "find_card", lambda: acts.find(**_seen(request, card_id)), done="found")


@require_POST
@access.staff_page(*desk.ROLES)
def back(request: HttpRequest, card_id: uuid.UUID) -> HttpResponse:
    """Take the old card in."""
    return _do(request, card_id, "take_card_back", lambda: acts.take_back(**_seen(request, card_id)), done="back")


@require_POST
@access.staff_page(*desk.ROLES)
def void(request: HttpRequest, card_id: uuid.UUID) -> HttpResponse:
    """Make the card void, with the reason."""
    why = request.POST.get("why", "")
    return _do(request, card_id, "void_card", lambda: acts.void(why=why, **_seen(request, card_id)), done="void")


@require_POST
@access.staff_page(cards.COUNTY)
def receive(request: HttpRequest, card_id: uuid.UUID) -> HttpResponse:
    """Take in one card that was made, by its number."""
    number = request.POST.get("card_number", "")
    return _do(
        request,
        card_id,
        "receive_card",
        lambda: acts.receive(card_number=number, **_seen(request, card_id)),
        done="ready",
    )


@require_POST
@access.staff_page(cards.COUNTY)
def fail(request: HttpRequest, card_id: uuid.UUID) -> HttpResponse:
    """Note that one card failed, with the reason."""
    why = request.POST.get("failure", "")
    return _do(request, card_id, "fail_card", lambda: acts.fail(why=why, **_seen(request, card_id)), done="failed")


def _seen(request: HttpRequest, card_id: uuid.UUID) -> Any:
    return {
        "card_id": card_id,
        "by": access.of(request).actor,
        "at": clock.now(),
        "version": desk.version(request),
    }


def _do(request: HttpRequest, card_id: uuid.UUID, action: str, act: Callable[[], object], *, done: str) -> HttpResponse:
    def work() -> dict[str, Any]:
        cards.one(access.of(request).scope, card_id=card_id)
        act()
        return {}

    answer, errors = desk.attempt(request, action=action, work=work)
    if answer is None:
        return _page(request, card_id, errors=errors, receipt=request.POST.get("receipt", ""))
    return HttpResponseRedirect(f"/counter/cards/{card_id}/?done={done}")


def _page(
    request: HttpRequest, card_id: uuid.UUID, *, errors: dict[str, Text] | None = None, receipt: str = ""
) -> HttpResponse:
    visitor = access.of(request)
    card = acts.see(scope=visitor.scope, card_id=card_id, at=clock.now())
    steps = {step.act for step in law.LIFECYCLE.acts_from(card.state)}
    context = {
        "card": card,
        "name": identity.mask_name(card.permit.person.name),
        "id_number": cards.masked_id(card=card),
        "kind": codes.label(PermitFileKind, card.file.kind),
        "place": Text(zh=card.collect_at.name, en=card.collect_at.name_en or card.collect_at.name),
        "state": lists.badge(card.state, get_language() or ""),
        "handed_by": law.HANDED_BY.get(card.handed_by),
        "permit_state": life.STATES[card.permit.state],
        "county": visitor.scope.role == cards.COUNTY,
        "old": card.state == "ready" and cards.older(card=card),
        "hows": law.HANDED_BY.items(),
        "how": request.POST.get("how", "receipt" if receipt else ""),
        "receipt": receipt,
        "posted": request.POST,
        "whys": keeping.VOID_WHY.items(),
        "longest": making.LONGEST_REASON,
        "done": DONE.get(request.GET.get("done", "")),
        "errors": errors or {},
        **{f"may_{name}": act in steps and visitor.may(act) for name, act in _ACTS.items()},
    }
    return render(request, "counter/cards/card.html", context, status=422 if errors else 200)
