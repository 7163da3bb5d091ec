"""This module is the order in which children are placed: groups an office puts in order and publishes before. Source: I5.

A group asks of one child and one school: in its zone, a parent's permit in use, work, a brother or sister there.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from anju.law.refusal import Refusal
from anju.law.wording import Text


@dataclass(frozen=True)
class Claims:
    """This is what counts of one child: yes or no, never a paper's number. Source: I5."""

    zone: frozenset[str]
    permit: bool
    work: bool
    # the school a brother or sister goes to
    sibling: str
    since: date | None


@dataclass(frozen=True)
class Group:
    """This is one group of the published order."""

    text: Text
    holds: Callable[[Claims, str], bool]


GROUPS: Mapping[str, Group] = {
    "zone_both": Group(
        Text(
            zh="住在学区，居住证有效，并且有一年以上劳动合同或营业执照",
            en="In the zone, with a valid permit and with a year's contract or a licence",
        ),
        lambda claims, school: school in claims.zone and claims.permit and claims.work,
    ),
    "sibling": Group(
        Text(zh="哥哥姐姐在这所学校上学", en="A brother or sister goes there"),
        lambda claims, school: school == claims.sibling,
    ),
    "zone_one": Group(
        Text(
            zh="住在学区，居住证、劳动合同或营业执照有一样",
            en="In the zone, with a valid permit or with a contract or licence",
        ),
        lambda claims, school: school in claims.zone and (claims.permit or claims.work),
    ),
    "zone": Group(Text(zh="住在学区", en="In the zone"), lambda claims, school: school in claims.zone),
    "permit": Group(Text(zh="居住证有效", en="With a valid permit"), lambda claims, _school: claims.permit),
    "other": Group(Text(zh="其他孩子", en="All other children"), lambda _claims, _school: True),
}
DEFAULT = ("zone_both", "sibling", "zone_one", "zone", "other")
LAST = "other"
WITHIN: Mapping[str, Text] = {
    "registered": Text(
        zh="先登记居住的在前，同一天的抽签", en="Registered earlier comes first; on the same day, a draw"
    ),
    "draw": Text(zh="抽签", en="A draw"),
}
# how a place came: by which wish, or found by the county
_CHOICE = Text(zh="第{number}志愿", en="Wish {number}")
FOUND = Text(zh="县（市、区）统筹安排", en="Found by the county")
_ORDER = Text(
    zh="请把每一组只写一次，最后一组是“其他孩子”。", en="Each group stands once; “all other children” is the last."
)
_WITHIN = Text(zh="请选择同一组里怎样排。", en="Please choose the order within a group.")


def read(order: Sequence[str]) -> tuple[str, ...]:
    """This reads an order of groups; raises Refusal "order_wrong": nobody may be left out."""
    chosen = tuple(one for one in order if one)
    if not chosen or chosen[-1] != LAST or len(set(chosen)) != len(chosen) or not set(chosen) <= set(GROUPS):
        raise Refusal("order_wrong", _ORDER, field="rules", rule="I5")
    return chosen


def within(typed: str) -> str:
    """This reads the order within a group; raises Refusal "not_an_option"."""
    if typed not in WITHIN:
        raise Refusal("not_an_option", _WITHIN, field="within", rule="I5")
    return typed


def place(*, claims: Claims, school: str, order: Sequence[str]) -> int:
    """This is the place of a child's group at a school, from 0 for the first."""
    return next(at for at, key in enumerate(order) if GROUPS[key].holds(claims, school))


def choice(number: int) -> Text:
    """This says by which wish a place came."""
    return _CHOICE.format(number=number) if number else FOUND
