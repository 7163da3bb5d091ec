"""This package lists the typed facts that conditions may ask for: what each is, where it comes from, how it is asked.

`register` facts are read from what is on file; `asked` ones only the person can tell. Dates are kept as dates, not as
ages or months, so that an answer can say from which day on it changes. Source: design.md 5.
"""

from collections.abc import Mapping

from anju.law.facts.asked import ASKED
from anju.law.facts.kinds import Fact, Kind, Origin, PermitState, Schooling, Value
from anju.law.facts.register import REGISTER

__all__ = ["FACTS", "Fact", "Kind", "Origin", "PermitState", "Schooling", "Value", "known"]

FACTS: Mapping[str, Fact] = {fact.id: fact for fact in (*REGISTER, *ASKED)}


def known(values: Mapping[str, Value]) -> dict[str, Value]:
    """This keeps the values of facts that exist and fit their kind; ValueError names the first that doesn't."""
    for name, value in values.items():
        if name not in FACTS:
            raise ValueError(f"there is no fact {name!r}")
        if not FACTS[name].takes(value):
            raise ValueError(f"{name!r} is a {FACTS[name].kind}, not {value!r}")
    return dict(values)
