"""What the operations on cases share: their tokens, and how a case is answered."""

from typing import Any

from ninja import Router

from anju.actions.once import Answer
from anju.api.schema.case import FormSent
from anju.law.wording import Text

__all__ = ["DESK", "OFFICE", "raw", "reasons", "router", "standing", "words"]

router = Router(tags=["Cases"])
# the token's scopes: who applies for people at a desk, and the department that handles cases
DESK, OFFICE = "apply", "case"


def standing(case: Any) -> Answer:
    """Return where a case stands."""
    return {
        "id": str(case.id),
        "number": case.number,
        "service": case.service,
        "state": case.state,
        "version": case.version,
        "unit": case.unit.name,
        "limit_on": case.limit_on.isoformat(),
        "provisional": case.limit_provisional,
    }


def raw(sent: FormSent) -> dict[str, object]:
    """Return a form as the law reads it."""
    papers = {
        one.paper: ({"upload": one.upload} if one.upload else {"seen": "on"} if one.seen else {}) for one in sent.papers
    }
    return {"fields": dict(sent.fields), "papers": papers, "truth": sent.truth}


def words(text: Text) -> dict[str, str]:
    """Return a sentence in both languages."""
    return {"zh": text.zh, "en": text.en}


def reasons(found: Any) -> list[dict[str, Any]]:
    """Return every condition of a standing with its own answer."""
    return [
        {
            "text": words(one.leaf.text),
            "answer": one.answer,
            "rule": one.leaf.rule,
            "from_on": one.from_on,
        }
        for one in found
    ]
