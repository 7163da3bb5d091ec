"""What pages on entitlements share: the questions, what was answered, and each answer with its reasons in plain words."""

import datetime
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from anju import catalogue
from anju.law import codes, entitlement
from anju.law.condition import All, Any, Condition, Leaf, Not
from anju.law.condition.weighing import Reason
from anju.law.entitlement import Item, Standing
from anju.law.facts import FACTS, Fact, Value
from anju.law.wording import Text
from anju.web.forms import Field

UNSURE = Text(zh="不清楚", en="Not sure")
YES, NO = Text(zh="是", en="Yes"), Text(zh="否", en="No")
ANY_OF = Text(zh="下面有一项就行：", en="Any one of these:")
NONE_OF = Text(zh="不能有下面这种情况：", en="None of these:")
NOT_SO = Text(zh="没有这种情况：{text}", en="Not so: {text}")
NOT_LISTED = Text(zh="请从列出的里面选一个。", en="Please choose one of those listed.")
NOT_A_DATE = Text(zh="请选一个日期，不能晚于今天。", en="Please choose a date that is not later than today.")
NOT_A_NUMBER = Text(zh="请填一个整数。", en="Please type a whole number.")
_WRONG = {"number": NOT_A_NUMBER, "date": NOT_A_DATE}
_OPPOSITE = {"meets": "no", "no": "meets", "not_yet": "meets", "unknown": "unknown"}
OLDEST = datetime.date(1900, 1, 1)
LARGEST = 10_000_000

# the order on a page, and what each part is called
PARTS: Mapping[str, Text] = {
    "yes": Text(zh="现在就能办", en="Open to you now"),
    "not_yet": Text(zh="到时候能办", en="Open to you later"),
    "unknown": Text(zh="再说一点就知道", en="Tell us a little more"),
    "no": Text(zh="现在不符合", en="Not as things stand"),
}
# what is folded beside something better of the same item
ASIDE = {"yes": {"unknown", "no"}, "not_yet": {"no"}}
# an end farther away than this troubles nobody today
SOON = datetime.timedelta(days=366)
# questions that stand open on the page of answers; the others are folded
OPEN = 5
TONES = {"yes": "good", "not_yet": "info", "unknown": "wait", "no": "quiet"}


@dataclass(frozen=True)
class Line:
    """One line of the reasons: a condition with its own answer, or the heading of a group."""

    text: Text
    # meets, not_yet, no, unknown; empty for a heading
    answer: str
    from_on: datetime.date | None
    cited: Text | None
    deep: bool


@dataclass(frozen=True)
class Shown:
    """One service with its answer in plain words."""

    standing: Standing
    lines: tuple[Line, ...]
    # what is missing, as the person is asked for it
    missing: tuple[Text, ...]
    # what stands against it
    against: tuple[Text, ...]
    # the first day without it, where that is near
    until: datetime.date | None

    @property
    def label(self) -> Text:
        """The answer."""
        return entitlement.ANSWERS[self.standing.answer]

    @property
    def tone(self) -> str:
        """The colour of its badge."""
        return TONES[self.standing.answer]


@dataclass(frozen=True)
class Group:
    """One item of the notice with its services; `rest` are those that don't help beside such as do."""

    item: Text
    rows: tuple[Shown, ...]
    rest: tuple[Shown, ...] = ()


@dataclass(frozen=True)
class Part:
    """All items with the same best answer."""

    answer: str
    title: Text
    groups: tuple[Group, ...]
    folded: bool

    @property
    def services(self) -> int:
        """How many services have this very answer; others stand with them as they are of the same item."""
        return sum(row.standing.answer == self.answer for group in self.groups for row in group.rows)


def parts(items: Sequence[Item], *, on: datetime.date) -> list[Part]:
    """Return the answers as a page lays them out: by what helps now, then by item."""
    known = catalogue.current().clauses
    found: dict[str, list[Group]] = {answer: [] for answer in PARTS}
    for item in items:
        best = item.standings[0].answer
        rows = [_shown(one, on=on) for one in item.standings]
        rest = tuple(row for row in rows if row.standing.answer in ASIDE.get(best, ()))
        shown = tuple(row for row in rows if row not in rest)
        found[best].append(Group(item=known[item.id].text, rows=shown, rest=rest))
    folded = {"no", "unknown"} if found["yes"] else {"no"}
    return [
        Part(answer, PARTS[answer], tuple(groups), folded=answer in folded)
        for answer, groups in found.items()
        if groups
    ]


def missing(items: Iterable[Item]) -> tuple[str, ...]:
    """Return the facts that would tell more, the one that settles most first."""
    asked = Counter(name for item in items for one in item.standings for name in one.missing)
    order = list(FACTS)
    return tuple(sorted(asked, key=lambda name: (-asked[name], order.index(name))))


def fields(
    *, names: Iterable[str], data: Mapping[str, object], errors: Mapping[str, Text] | None = None
) -> list[Field]:
    """Return the questions for facts, with what was answered; none of them has to be."""
    wrong = errors or {}
    return [_field(FACTS[name], str(data.get(name, "") or ""), wrong.get(name, "")) for name in names]


def read(*, data: Mapping[str, str], on: datetime.date) -> tuple[dict[str, Value], dict[str, Text]]:
    """Return the facts that were told, and what is wrong with the rest; what isn't a fact is passed over."""
    told: dict[str, Value] = {}
    errors: dict[str, Text] = {}
    for name, fact in FACTS.items():
        typed = data.get(name, "").strip()
        if not typed:
            continue
        try:
            told[name] = _value(fact, typed, on)
        except ValueError:
            errors[name] = _WRONG.get(fact.kind, NOT_LISTED)
    return told, errors


def conditions(whole: Condition | None) -> tuple[Line, ...]:
    """Return the conditions themselves, for a guide: nobody's answers beside them."""
    return tuple(_lines(whole, {}, deep=False)) if whole is not None else ()


def _shown(standing: Standing, *, on: datetime.date) -> Shown:
    reasons = {id(one.leaf): one for one in standing.reasons}
    whole = standing.service.whole
    # the one reason where nobody knows of any child stands outside the service's own conditions
    outside = [one for one in standing.reasons if one.leaf is entitlement.HAS_CHILD]
    lines = (
        tuple(_line(one.leaf, one, deep=False) for one in outside)
        if outside
        else tuple(_lines(whole, reasons, deep=False))
        if whole is not None
        else ()
    )
    asked = tuple(FACTS[name].name for name in standing.missing)
    against = tuple(line.text for line in lines if line.answer == "no")
    until = standing.until_on if standing.answer == "yes" else None
    soon = until if until is not None and until - on <= SOON else None
    return Shown(standing=standing, lines=lines, missing=asked, against=against, until=soon)


def _lines(condition: Condition, reasons: Mapping[int, Reason], *, deep: bool) -> Iterator[Line]:
    if isinstance(condition, Leaf):
        yield _line(condition, reasons.get(id(condition)), deep=deep)
    elif isinstance(condition, Not):
        yield from _without(condition.part, reasons, deep=deep)
    elif isinstance(condition, All):
        for part in condition.parts:
            yield from _lines(part, reasons, deep=deep)
    else:
        yield from _either(condition, reasons, deep=deep)


def _without(part: Condition, reasons: Mapping[int, Reason], *, deep: bool) -> Iterator[Line]:
    if isinstance(part, Leaf):
        line = _line(part, reasons.get(id(part)), deep=deep)
        # what holds only later doesn't hold now
        yield replace(line, text=NOT_SO.format(text=part.text), answer=_OPPOSITE.get(line.answer, ""), from_on=None)
        return
    yield Line(NONE_OF, "", None, None, deep)
    yield from _lines(part, {}, deep=True)


def _either(condition: Any, reasons: Mapping[int, Reason], *, deep: bool) -> Iterator[Line]:
    ways = [list(_lines(part, reasons, deep=True)) for part in condition.parts]
    held = [way for way in ways if way and all(line.answer == "meets" for line in way)]
    if held:
        # one way is enough: the others would only trouble
        yield from (replace(line, deep=deep) for line in held[0])
        return
    yield Line(ANY_OF, "", None, None, deep)
    for way in ways:
        yield from way


def _line(leaf: Leaf, reason: Reason | None, *, deep: bool) -> Line:
    return Line(
        text=leaf.text,
        answer=reason.answer if reason is not None else "",
        from_on=reason.from_on if reason is not None else None,
        cited=catalogue.current().cite(leaf.rule),
        deep=deep,
    )


def _field(fact: Fact, typed: str, error: object) -> Field:
    kind = {"yes_no": "select", "choice": "select", "number": "number", "date": "date"}[fact.kind]
    return Field(
        name=fact.id,
        label=fact.question,
        kind=kind,
        hint=fact.unit or "",
        value=typed,
        error=error,
        options=_options(fact),
        required=False,
    )


def _options(fact: Fact) -> tuple[tuple[str, object], ...]:
    if fact.kind == "yes_no":
        return (("", UNSURE), ("yes", YES), ("no", NO))
    if fact.choices is not None:
        return (("", UNSURE), *codes.choices(fact.choices))
    return ()


def _value(fact: Fact, typed: str, on: datetime.date) -> Value:
    value: Value = typed
    if fact.kind == "yes_no":
        value = {"yes": True, "no": False}.get(typed, typed)
    elif fact.kind == "number":
        value = int(typed) if typed.isascii() and typed.isdecimal() and len(typed) < len(str(LARGEST)) else None
    elif fact.kind == "date":
        day = datetime.date.fromisoformat(typed)
        value = day if OLDEST <= day <= on else None
    if value is None or not fact.takes(value):
        raise ValueError(fact.id)
    return value
