"""What is wrong, sorted by field, from the refusals that law and actions raise."""

from anju.law import wording
from anju.law.refusal import Refusal, Refusals
from anju.law.wording import Text

WHOLE = ""


def of(error: Refusal | Refusals) -> dict[str, Text]:
    """Return field path → sentence; what belongs to no field stands under the empty path."""
    refusals = error.refusals if isinstance(error, Refusals) else [error]
    found: dict[str, Text] = {}
    for refusal in refusals:
        path = refusal.field or WHOLE
        found[path] = wording.sentences(found[path], refusal.text) if path in found else refusal.text
    return found
