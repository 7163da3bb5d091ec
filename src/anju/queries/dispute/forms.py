"""What is sealed beside a dispute, opened: the application's answers, the other side. The caller has checked who asks."""

import json
import uuid

from anju.models import Case, Dispute, DisputeOther
from anju.vault import seal


def typed(*, case: Case) -> dict[str, object]:
    """Return the answers of the last form of a case; nothing once its time is over (L7)."""
    held = case.forms.order_by("-turn").first()
    if held is None or not held.answers:
        return {}
    found: dict[str, object] = json.loads(opened(held.answers, "case_form.answers", held.id))
    return found


def other(*, dispute: Dispute) -> dict[str, str]:
    """Return the other side's name and contact."""
    held = DisputeOther.objects.filter(dispute=dispute).first()
    if held is None or not held.words:
        return {}
    found: dict[str, str] = json.loads(opened(held.words, "dispute_other.words", held.id))
    return found


def opened(data: bytes | memoryview | None, column: str, owner: uuid.UUID) -> str:
    """Return what was sealed; nothing where nothing is."""
    return seal.unseal(data=bytes(data), column=column, owner=owner) if data else ""
