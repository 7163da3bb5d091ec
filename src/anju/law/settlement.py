"""This module is the pre-check for settling 落户: the rule set of a city's size, weighed like every condition; an officer decides.

The sizes are those of order 663, art. 16, by the people who live in the urban area; which size a county counts as is
policy (settlement_size), and the years in each set are the city's choice. Source: I8, 663 art. 16.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal, get_args

from anju.law.condition import Condition
from anju.law.service import Service
from anju.law.wording import Text

Size = Literal["town", "medium", "large", "mega"]
ORDER: tuple[Size, ...] = get_args(Size)
SERVICE = "police/settlement"

SIZES: Mapping[Size, Text] = {
    "town": Text(zh="建制镇和城区人口50万以下的小城市", en="Towns, and cities with up to 500,000 people"),
    "medium": Text(zh="城区人口50万至100万的中等城市", en="Cities with 500,000 to 1 million people"),
    "large": Text(zh="城区人口100万至500万的大城市", en="Cities with 1 to 5 million people"),
    "mega": Text(zh="城区人口500万以上的特大城市", en="Cities with more than 5 million people"),
}


@dataclass(frozen=True)
class RuleSet:
    """This is what one size of city asks for from a day on."""

    size: Size
    from_on: date
    summary: Text
    condition: Condition


def holding(sets: Iterable[RuleSet], *, size: str, on: date) -> RuleSet:
    """This is the rule set that holds for a size on a day, the latest begun; before the first one, the first."""
    mine = sorted((one for one in sets if one.size == size), key=lambda one: one.from_on)
    if not mine:
        raise ValueError(f"no rule set for {size!r}")
    begun = [one for one in mine if one.from_on <= on]
    return begun[-1] if begun else mine[0]


def laid_over(service: Service, *, rule_set: RuleSet) -> Service:
    """This is the service of settling with the conditions of a rule set in the place of its own."""
    return replace(service, condition=rule_set.condition)
