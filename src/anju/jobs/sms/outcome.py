"""this module says how a try to send ended."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True)
class Outcome:
    """this is "sent"; "again" when it certainly was not sent; "unsure" when it may have been. `error` is a short code."""

    state: Literal["sent", "again", "unsure"]
    error: str = ""


SENT = Outcome("sent")

# takes the message's id, the phone and the text
Carrier = Callable[[str, str, str], Outcome]
