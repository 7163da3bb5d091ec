"""This module holds the shape of an answer: yes, no or may, with every reason and its rule."""

from dataclasses import dataclass
from typing import Literal

from anju.law.wording import Text

Outcome = Literal["yes", "no", "may"]


@dataclass(frozen=True)
class Reason:
    """This is one reason of an answer; `rule` is a `law.md` id."""

    rule: str
    text: Text


@dataclass(frozen=True)
class Decision:
    """This is an explained answer; it informs a person or an officer and decides nothing by itself (I10)."""

    outcome: Outcome
    reasons: tuple[Reason, ...]

    @property
    def is_yes(self) -> bool:
        """This tells whether the answer is a plain yes."""
        return self.outcome == "yes"

    @property
    def is_no(self) -> bool:
        """This tells whether the answer is a plain no."""
        return self.outcome == "no"
