"""This module is the published order of the list, and which flat fits whom: nothing else decides whose turn it is.

Order: families with a special need first where the city wants it so; then the day the application was complete, or
the round's last day and the lot where the round draws; then the moment. Source: I6.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from anju.law import deadline
from anju.law.deadline import Due
from anju.law.draw import UNDRAWN
from anju.law.policy import Policy
from anju.law.wording import Text
from anju.law.workdays import Calendar

# what the application may say; ids of the field "need" of housing/public_rental
NEEDS: Mapping[str, Text] = {
    "disabled": Text(zh="行动不便", en="Hard to move about"),
    "elderly": Text(zh="有老人", en="An old person in the family"),
    "none": Text(zh="没有特殊需要", en="No special need"),
}
GROUPS: Mapping[int, Text] = {
    1: Text(zh="优先：有特殊需要的家庭", en="First: families with a special need"),
    2: Text(zh="一般", en="Others"),
}
ORDERS: Mapping[str, Text] = {
    "date": Text(zh="按材料齐全的日期", en="By the day the application was complete"),
    "draw": Text(zh="摇号", en="By a draw"),
}
RULES = (
    Text(zh="先排有特殊需要的家庭（行动不便、有老人），再排其他家庭。", en="Families with a special need come first."),
    Text(
        zh="同一组里，按材料齐全的先后排；摇号的批次按摇号结果排，同一批次的日期都算最后一天。",
        en="Within a group, by when the application was complete; in a round with a draw, by lot, all on its last day.",
    ),
    Text(
        zh="有一套房空出来，就分给排在最前面、家里人数合适的家庭；无障碍的房先给需要的家庭。",
        en="A free flat goes to the first family of the right size; accessible flats to those who need them.",
    ),
    Text(zh="谁也不能插队，工作人员也不能改顺序。", en="Nobody can jump the queue; officers can't change the order."),
)
# flats with more rooms count as this many
MOST_ROOMS = 3
MOST_PEOPLE = 20
REMIND_DAYS = 30
# months before the five years are over
NEAR_MONTHS = 6


@dataclass(frozen=True)
class Rank:
    """This is where somebody stands, smaller is earlier."""

    group: int
    ranked_on: date
    lot: int


def rank(*, need: str, complete: date, order: str, closes_on: date | None, lot: int | None, policy: Policy) -> Rank:
    """This ranks an application; in a round that draws (order "draw") everybody stands on its last day."""
    first = policy.rental_need_first and need in ("disabled", "elderly")
    group = 1 if first else 2
    if order == "draw" and closes_on is not None:
        return Rank(group=group, ranked_on=closes_on, lot=UNDRAWN if lot is None else lot)
    return Rank(group=group, ranked_on=complete, lot=0)


def rooms(*, people: int, policy: Policy) -> int:
    """This is how many rooms a family gets: two people a room unless the city says otherwise, three rooms at most."""
    return max(1, min(MOST_ROOMS, -(-people // policy.rental_people_per_room)))


def fits(*, flat_rooms: int, accessible: bool, people: int, need: str, policy: Policy) -> bool:
    """This tells whether a flat is for a family: its rooms, and that whoever can't climb stairs needn't."""
    if need == "disabled" and not accessible:
        return False
    return min(MOST_ROOMS, flat_rooms) == rooms(people=people, policy=policy)


def waits_until(*, entered: date, policy: Policy) -> date:
    """This is the day by which the wait must be over. Source: I6."""
    return deadline.add_months(entered, 12 * policy.housing_waiting_years)


def near(*, waits_until: date, on: date) -> bool:
    """This tells whether the longest wait is near its end."""
    return deadline.add_months(waits_until, -NEAR_MONTHS) <= on


def confirm_by(*, confirmed: date, policy: Policy) -> date:
    """This is the next day for confirming that the conditions still hold."""
    return deadline.add_months(confirmed, policy.rental_confirm_months)


def answer_by(*, offered: date, calendar: Calendar, policy: Policy) -> Due:
    """This is the last day for answering an offer."""
    return deadline.working_days(start=offered, count=policy.rental_answer_working_days, calendar=calendar, rule="I6")


def published_until(*, accepted: date, calendar: Calendar, policy: Policy) -> Due:
    """This is the last day of the publication of an allotment."""
    return deadline.working_days(start=accepted, count=policy.rental_notice_working_days, calendar=calendar, rule="I6")


def measure_until(*, told: date, calendar: Calendar, policy: Policy) -> Due:
    """This is the last day for objecting to a measure; before it is over nothing is carried out. Source: D6."""
    return deadline.working_days(start=told, count=policy.objection_working_days, calendar=calendar, rule="D6")


def review_due(*, objected: date, calendar: Calendar, policy: Policy) -> Due:
    """This is the last day of a review: 15 working days. Source: I6."""
    return deadline.working_days(
        start=objected, count=policy.housing_objection_working_days, calendar=calendar, rule="I6"
    )
