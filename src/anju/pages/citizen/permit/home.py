"""Where somebody stands with the permit, all on one page. Source: E1, E6, E8, F1–F8, G1, G2."""

import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from anju.law import city
from anju.law.permit import card as cards
from anju.law.permit import file as law
from anju.pages.citizen import guard
from anju.pages.citizen.permit import flow, people, words
from anju.pages.citizen.permit.people import One
from anju.queries import endorsement, mine, rules
from anju.queries.permit import facts, files, offer
from anju.web import clock


@guard.page
def home(request: HttpRequest) -> HttpResponse:
    """Show the resident's own state; those they act for are one tap away."""
    everyone = people.everyone(request)
    if not everyone:
        return render(request, "citizen/permit/nobody.html")
    people.seen(request, everyone[0])
    return _show(request, everyone[0], everyone)


@guard.page
def one(request: HttpRequest, person_id: uuid.UUID) -> HttpResponse:
    """Show the state of one person the resident acts for."""
    everyone = people.everyone(request)
    return _show(request, people.among(request, everyone, person_id=person_id), everyone)


def _show(request: HttpRequest, found: One, everyone: list[One]) -> HttpResponse:
    now = found.now
    draft = mine.draft(who=guard.who(request), kind="permit")
    context = {
        "one": found,
        "now": now,
        "brief": words.brief(now),
        "others": [(other, words.brief(other.now)) for other in everyone if other.key != found.key],
        "draft": draft if draft is not None and flow.stands(draft, found) else None,
        "resume": flow.resume(draft, found) if draft is not None else "",
        "done": words.DONE.get(request.GET.get("done", "")),
        **_file(found),
        **_permit(found),
    }
    return render(request, "citizen/permit/home.html", context)


def _file(found: One) -> dict[str, Any]:
    now, file = found.now, found.now.file
    if file is None:
        return {"offer": _offer(found)}
    own_card = now.card is not None and now.card.file_id == file.id
    under_way = own_card and now.card is not None and now.card.state in cards.UNDER_WAY
    shown = now.file_open or file.state == "refused" or under_way
    return {
        "offer": _offer(found),
        "file": file if shown else None,
        "tone": words.TONES[file.state],
        "stages": words.stages(state=file.state, card=now.card.state if own_card and now.card else ""),
        "missing": words.missing(now.notice.missing) if now.notice is not None else [],
        "basis": law.REFUSAL_BASES.get(file.refusal_basis),
        "article": law.ARTICLES.get(file.refusal_basis, "E8"),
        "remedies": law.REMEDIES,
        "days": _days(found),
        "earlier": files.of_person(person_id=found.key, but=file.id if shown else None),
    }


def _days(found: One) -> Any:
    """Return the policy of the day of acceptance, for the numbers behind both limits. Source: E6."""
    file = found.now.file
    if file is None or file.accepted_at is None:
        return None
    return rules.policy(place=facts.codes(file.community.path), on=city.day(file.accepted_at))


def _offer(found: One) -> offer.Offer | None:
    now = found.now
    if now.stay is None or now.has_permit or now.file_open or not now.eligible:
        return None
    return offer.of(stay=now.stay, on=now.on)


def _permit(found: One) -> dict[str, Any]:
    now, permit = found.now, found.now.permit
    if permit is None:
        return {}
    look = endorsement.outlook(permit=permit, on=clock.today()) if now.has_permit else None
    return {
        "permit": permit,
        "permit_tone": words.TONES[permit.state],
        "look": look,
        "years": look.years if look is not None else endorsement.years(permit=permit, on=clock.today()),
        "late": rules.policy(place=facts.codes(permit.community.path), on=clock.today()).late_endorsement,
        "past": [row for row in endorsement.past(person_id=found.key) if row.removed_at is None],
        "withheld": endorsement.withheld(permit=permit) if now.has_permit else None,
        "ended": words.ended(permit.end_reason),
        "wrongly": words.wrongly(permit.end_reason),
        "card": now.card,
        "card_text": words.card(now.card.state) if now.card is not None else None,
        "card_tone": words.CARD_TONES.get(now.card.state, "quiet") if now.card is not None else "",
    }
