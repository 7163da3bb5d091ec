"""What can happen to a card: lost, found again, damaged, out of date; and handing the permit back. Source: D3, D8, G1, H2."""

import uuid

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render

from anju.actions import card as acts
from anju.actions.permit import ending as endings
from anju.law.absent import Absent
from anju.law.permit import card as law
from anju.law.wording import Text
from anju.pages.citizen import guard
from anju.pages.citizen.permit import doing, people, words
from anju.queries import endorsement
from anju.queries.permit import offer
from anju.web import access, clock


@guard.page
def trouble(request: HttpRequest, person_id: uuid.UUID) -> HttpResponse:
    """Offer what can be done about a card; report it lost or found at once."""
    one = people.one(request, person_id=person_id)
    now = one.now
    if not now.has_permit or now.card is None or now.stay is None:
        return HttpResponseRedirect(one.base)
    errors: dict[str, Text] = {}
    if request.method == "POST":
        does = {"lost": acts.report_lost, "found": acts.find}
        what = request.POST.get("what", "")
        card = next(
            (card for card in (now.card, now.old_card) if card is not None and card.state in {"held", "lost"}), None
        )
        if what not in does or card is None:
            raise Absent("card")
        by, at = access.of(request).actor, clock.now()
        content: dict[str, object] = {"card": str(card.id), "what": what}
        errors = doing.once_only(
            request, action=f"card_{what}", content=content, do=lambda: does[what](card_id=card.id, by=by, at=at)
        )
        if not errors:
            # a loss is followed by the question for a new card; what was found needs nothing more
            return HttpResponseRedirect(f"{one.base}card/?done=lost" if what == "lost" else f"{one.base}?done=found")
    offered = offer.of(stay=now.stay, on=now.on)
    context = {
        "one": one,
        "card": now.card,
        "held": now.card.state == "held" or (now.old_card is not None and now.old_card.state == "held"),
        "lost": now.card.state == "lost",
        "under_way": now.card.state in law.UNDER_WAY,
        "file": now.file if now.file_open else None,
        "outdated": _outdated(one),
        "fee": words.yuan(offered.fee_fen),
        "reported": request.GET.get("done") == "lost",
        "errors": errors,
    }
    return render(request, "citizen/permit/card.html", context, status=422 if errors else 200)


@guard.page
def hand_back(request: HttpRequest, person_id: uuid.UUID) -> HttpResponse:
    """Tell what handing back means, and end the permit at the person's word; the registration stays. Source: D3, D8."""
    one = people.one(request, person_id=person_id)
    permit = one.now.permit
    if permit is None or not one.now.has_permit:
        return HttpResponseRedirect(one.base)
    errors: dict[str, Text] = {}
    if request.method == "POST":
        by, at = access.of(request).actor, clock.now()
        content: dict[str, object] = {"permit": str(permit.id)}
        errors = doing.once_only(
            request,
            action="hand_back",
            content=content,
            do=lambda: endings.hand_back(permit_id=permit.id, by=by, at=at),
        )
        if not errors:
            return HttpResponseRedirect(f"{one.base}?done=handed_back")
    context = {"one": one, "permit": permit, "errors": errors}
    return render(request, "citizen/permit/hand_back.html", context, status=422 if errors else 200)


def _outdated(one: people.One) -> bool:
    look = endorsement.of_person(person_id=one.key, on=clock.today())
    return look is not None and look.card_outdated
