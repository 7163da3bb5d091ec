"""This module answers what one person is entitled to: every service, with yes, not yet, no, or what has to be told.

A service for children is weighed once for each child, by the child's own facts. Nothing is decided here: an officer
decides, with reasons (I10). Source: I1–I3, design.md 5.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from anju.law import condition
from anju.law.condition import All, Condition, Leaf, Weighed
from anju.law.condition.weighing import Reason
from anju.law.facts import FACTS, Value
from anju.law.service import Service
from anju.law.wording import Text

Answer = Literal["yes", "not_yet", "no", "unknown"]

ANSWERS: Mapping[Answer, Text] = {
    "yes": Text(zh="现在就能办", en="Yes, now"),
    "not_yet": Text(zh="还没到时间", en="Not yet"),
    "unknown": Text(zh="还差一点信息", en="We can't tell yet"),
    "no": Text(zh="现在不符合", en="Not as things stand"),
}
_NAMES: Mapping[str, Answer] = {"meets": "yes", "not_yet": "not_yet", "no": "no", "unknown": "unknown"}
CHILD_UNTIL = 18
# the letters of the items: rights, conveniences, when one's rights are infringed
GROUPS = "RCQ"

HAS_CHILD = Leaf(
    fact="has_minor",
    test="is",
    value=True,
    rule="I1",
    text=Text(
        zh="有未成年的孩子一起住在这里，孩子也办了登记", en="A minor child lives with you here and is registered too"
    ),
)
# who counts as a child where the whole register is asked
IS_CHILD = Leaf(
    fact="born_on",
    test="years_below",
    value=CHILD_UNTIL,
    rule="I1",
    text=Text(zh="未满18周岁", en="Under 18"),
)
_NOTHING: Weighed = Weighed(answer="meets", from_on=None, until_on=None, reasons=(), missing=())


@dataclass(frozen=True)
class Child:
    """This is one child: a key to know it by, and its own facts."""

    key: str
    facts: Mapping[str, Value]


@dataclass(frozen=True)
class Standing:
    """This is how somebody stands with one service; each reason is one condition with its own answer, date and rule."""

    service: Service
    answer: Answer
    # the day from which time alone mends it
    from_on: date | None
    # the first day on which what holds now no longer does
    until_on: date | None
    reasons: tuple[Reason, ...]
    # facts that would settle it
    missing: tuple[str, ...]
    # it can't wait, by the service's own condition
    urgent: bool = False
    # the child it is about
    child: str = ""


@dataclass(frozen=True)
class Item:
    """This is one item of the notice with the services given under it, what helps now first."""

    id: str
    standings: tuple[Standing, ...]


def weigh(
    *, services: Iterable[Service], facts: Mapping[str, Value], children: Sequence[Child] = (), on: date
) -> tuple[Item, ...]:
    """This weighs all services that are given on a day, for a person and each of their children; what helps first.

    Without `children` a child service is told for the child that the person's own facts speak of, if any.
    """
    found: dict[str, list[Standing]] = {}
    for service in services:
        if service.open_on(on):
            found.setdefault(service.item, []).extend(_standings(service, facts, children, on))
    items = [Item(id=item, standings=tuple(sorted(each, key=_order))) for item, each in found.items() if each]
    return tuple(sorted(items, key=lambda item: (_order(item.standings[0])[:2], numbered(item.id))))


def one(*, service: Service, facts: Mapping[str, Value], on: date, child: str = "") -> Standing:
    """This weighs one service by one set of facts."""
    whole = service.whole
    weighed = condition.weigh(whole, facts=facts, on=on) if whole is not None else _NOTHING
    return Standing(
        service=service,
        answer=_NAMES[weighed.answer],
        from_on=weighed.from_on,
        until_on=weighed.until_on,
        reasons=weighed.reasons,
        missing=weighed.missing,
        urgent=service.urgent is not None and condition.weigh(service.urgent, facts=facts, on=on).answer == "meets",
        child=child,
    )


def of_register(service: Service) -> Condition | None:
    """This is the condition asked of each person on the register: a service for children is only theirs."""
    if service.subject == "self":
        return service.whole
    return All((IS_CHILD, service.whole)) if service.whole is not None else IS_CHILD


def is_child(*, born_on: date, on: date) -> bool:
    """This tells whether somebody is a child on a day."""
    return condition.weigh(IS_CHILD, facts={"born_on": born_on}, on=on).answer == "meets"


def for_child(service: Service) -> bool:
    """This tells whether a service is told on a child's own page: what asks an adult of themselves is not."""
    whole = service.whole
    return service.subject == "child" or all(
        FACTS[leaf.fact].origin == "register" for leaf in (condition.leaves(whole) if whole is not None else ())
    )


def child_of(facts: Mapping[str, Value]) -> dict[str, Value]:
    """This is what a parent's own facts say of the youngest child living with them."""
    own = {name: value for name, value in facts.items() if FACTS[name].origin == "asked"}
    shared = {name: facts.get(name) for name in ("registered", "registered_since", "dwelling")}
    return {**own, **shared, "born_on": facts.get("youngest_born_on"), "parent_permit": facts.get("permit")}


def _standings(service: Service, facts: Mapping[str, Value], children: Sequence[Child], on: date) -> Iterable[Standing]:
    if service.subject == "self":
        return (one(service=service, facts=facts, on=on),)
    if children:
        asked = {name: value for name, value in facts.items() if FACTS[name].origin == "asked"}
        return tuple(one(service=service, facts={**asked, **child.facts}, on=on, child=child.key) for child in children)
    held = condition.weigh(HAS_CHILD, facts=facts, on=on)
    if held.answer != "meets":
        return (_without_child(service, held),)
    return (_told_by_parent(one(service=service, facts=child_of(facts), on=on)),)


def _without_child(service: Service, held: Weighed) -> Standing:
    return Standing(
        service=service,
        answer=_NAMES[held.answer],
        from_on=None,
        until_on=None,
        reasons=held.reasons,
        missing=held.missing,
    )


# what a child's fact is called when it is the parent who is asked
_OF_PARENT = {"born_on": "youngest_born_on", "parent_permit": "permit"}


def _told_by_parent(found: Standing) -> Standing:
    missing = tuple(_OF_PARENT.get(name, name) for name in found.missing)
    return Standing(**{**vars(found), "missing": missing})


def _order(standing: Standing) -> tuple[int, date, int, str]:
    """This sorts: yes, what ends soonest first; not yet, by its day; one fact missing; more missing; no."""
    if standing.answer == "yes":
        return (0 if standing.urgent else 1), standing.until_on or date.max, 0, standing.service.id
    if standing.answer == "not_yet":
        return 2, standing.from_on or date.max, 0, standing.service.id
    if standing.answer == "unknown":
        return (3 if len(standing.missing) == 1 else 4), date.max, len(standing.missing), standing.service.id
    return 5, date.max, 0, standing.service.id


def numbered(item: str) -> tuple[int, int]:
    """This sorts the notice's items as it lists them; its other clauses come after."""
    letter = item[:1] if item[:1] in GROUPS else ""
    return GROUPS.find(letter) if letter else len(GROUPS), int(item[1:]) if item[1:].isdigit() else 0
