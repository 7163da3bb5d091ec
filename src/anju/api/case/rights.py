"""“If I had …”: what one would be entitled to by what one knows of oneself; nothing is stored. Source: I1–I3."""

from typing import Any

from django.http import HttpRequest
from ninja import Body

from anju.api.acting import operation
from anju.api.case.base import reasons, router, words
from anju.api.schema.case import FactsSent, RightsAnswer
from anju.law import entitlement
from anju.law.facts import FACTS
from anju.law.refusal import Refusal, Refusals
from anju.law.wording import Text
from anju.queries.entitlement import offering
from anju.web import clock, rights

_UNKNOWN = Text(zh="没有这一项。", en="There is no such fact.")


@router.post("/rights", **operation("", RightsAnswer))
def rights_tried(request: HttpRequest, sent: Body[FactsSent]) -> dict[str, Any]:
    """Tell for every service: yes, not yet (from when), no, or which fact is missing; each condition with its article."""
    today = clock.today()
    told, errors = rights.read(data=sent.facts, on=today)
    wrong = [Refusal("wrong_fact", text, field=f"facts.{name}") for name, text in errors.items()]
    wrong += [Refusal("unknown_fact", _UNKNOWN, field=f"facts.{name[:40]}") for name in sent.facts if name not in FACTS]
    if wrong:
        raise Refusals(wrong)
    items = entitlement.weigh(services=offering.services(on=today).values(), facts=told, on=today)
    return {
        "rows": [
            {
                "service": one.service.id,
                "name": words(one.service.name),
                "item": item.id,
                "answer": one.answer,
                "from_on": one.from_on,
                "missing": list(one.missing),
                "reasons": reasons(one.reasons),
            }
            for item in items
            for one in item.standings
        ]
    }
