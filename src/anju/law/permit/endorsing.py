"""This module says which endorsement a day is for, and whether it can be made at once. Source: D7, E2, E4, F2, F4–F8."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from anju.law import deadline, endorsement, registration
from anju.law.decision import Decision, Reason
from anju.law.endorsement import Window
from anju.law.permit.ground import Circumstances, Proof
from anju.law.policy import Policy
from anju.law.refusal import Refusal
from anju.law.wording import Text
from anju.law.workdays import Calendar

# a night that did not run is made up for within a week
GRACE = timedelta(days=7)
NOTHING_CHANGED = Text(
    zh="登记有效，住址和单位没有变化，已有的证明仍然有效，可以当场签注。",
    en="You are registered, address and workplace are unchanged and a proof on file still holds: endorsed at once.",
)
UNCONFIRMED = Text(
    zh="{on}以后没有确认过还住在登记的地方；先确认一下，就可以当场签注。",
    en="Since {on} nobody has confirmed that you live where you are registered; confirm it and the endorsement is made at once.",
)
ADDRESS_CHANGED = Text(
    zh="住址和上次核对证明时不一样，由工作人员核对后签注。",
    en="Your address differs from when your proofs were last checked: an officer looks at it first.",
)
WORKPLACE_CHANGED = Text(
    zh="工作单位或者学校和上次核对证明时不一样，由工作人员核对后签注。",
    en="Your employer or school differs from when your proofs were last checked: an officer looks at it first.",
)
NO_PROOF = Text(
    zh="没有仍然有效的证明，请交一份就业、住所或者就读的证明，由工作人员核对后签注。",
    en="No proof on file still holds: give one of work, home or schooling; an officer looks at it and endorses.",
)
END_PROPOSED = Text(
    zh="这张居住证正在办理拟注销，由工作人员核对后签注。",
    en="The end of this permit has been proposed: an officer looks at it first.",
)
NOT_OPEN = Text(
    zh="还没有到签注时间，{on}起可以签注，{until}截止。",
    en="It is too early to endorse: the window opens on {on} and closes on {until}.",
)
WRONG_TIME = Text(
    zh="结束日期必须晚于开始日期，而且至少满一个月。",
    en="The end has to lie after the beginning, by a month at least.",
)


@dataclass(frozen=True)
class Facts:
    """This is what the register knows of a permit on the day somebody wants it endorsed."""

    confirmed_on: date | None
    now: Circumstances
    # what the last checked proof was given for; None where none was ever checked
    checked_for: Circumstances | None
    # proofs that hold on the day (law.permit.ground.standing)
    standing: tuple[Proof, ...]
    end_proposed: bool = False


def at_once(*, facts: Facts, on: date, calendar: Calendar, policy: Policy) -> Decision:
    """This tells whether nothing has changed, so that the endorsement is made at once; else why an officer looks first.

    It never refuses anybody: a "no" only means that a person decides (I10). Source: D7, E4, F6, F7.
    """
    reasons: list[Reason] = []
    if facts.end_proposed:
        reasons.append(Reason(rule="D6", text=END_PROPOSED))
    if facts.confirmed_on is None:
        reasons.append(Reason(rule="D7", text=UNCONFIRMED.format(on=on)))
    else:
        limit = registration.confirm_due(confirmed_on=facts.confirmed_on, calendar=calendar, policy=policy)
        if limit.is_over(on=on):
            reasons.append(Reason(rule="D7", text=UNCONFIRMED.format(on=facts.confirmed_on)))
    reasons += _changes(facts)
    if not facts.standing:
        reasons.append(Reason(rule="F6", text=NO_PROOF))
    if reasons:
        return Decision(outcome="no", reasons=tuple(reasons))
    return Decision(outcome="yes", reasons=(Reason(rule="F7", text=NOTHING_CHANGED),))


def _changes(facts: Facts) -> list[Reason]:
    then = facts.checked_for
    if then is None:
        return []
    changed = []
    if then.address_id != facts.now.address_id:
        changed.append(Reason(rule="E4", text=ADDRESS_CHANGED))
    if then.workplace != facts.now.workplace:
        changed.append(Reason(rule="E4", text=WORKPLACE_CHANGED))
    return changed


def covered(*, anchor_on: date, endorsed: int, on: date, calendar: Calendar, policy: Policy) -> Window:
    """This is the anniversary that an endorsement made on a day covers: the last one whose window has opened by then.

    After a long time without function one late endorsement is enough. Source: F2, F5.
    """
    found = endorsement.next_window(anchor_on=anchor_on, endorsed=endorsed, calendar=calendar, policy=policy)
    while True:
        following = endorsement.next_window(
            anchor_on=anchor_on, endorsed=found.number, calendar=calendar, policy=policy
        )
        if following.opens_on > on:
            return found
        found = following


def reminder(*, window: Window, on: date, policy: Policy) -> date | None:
    """This is the day of the reminder that is due on a day: that day itself, or one that a missed night passed over.

    None where none is; what would only puzzle after a week is left out. Source: F3.
    """
    past = [day for day in endorsement.reminders(window=window, policy=policy) if day <= on <= window.closes.on]
    return past[-1] if past and on < past[-1] + GRACE else None


def too_early(*, opens_on: date, closes_on: date) -> Refusal:
    """This is the refusal before the window opens, with its dates. Source: F2."""
    return Refusal("window_not_open", NOT_OPEN.format(on=opens_on, until=closes_on), rule="F2")


def full_months(*, from_on: date, until_on: date) -> int:
    """This counts the full months of an earlier time, at least one, or raises a Refusal. Source: F8."""
    months = (until_on.year - from_on.year) * 12 + until_on.month - from_on.month
    if months > 0 and deadline.add_months(from_on, months) > until_on:
        months -= 1
    if months < 1:
        raise Refusal("wrong_time", WRONG_TIME, field="until_on", rule="F8")
    return months


def overlap(*, from_on: date, until_on: date, others: Iterable[tuple[date, date]]) -> bool:
    """This tells whether an earlier time [from, until) was counted already, in part or whole. Source: F8."""
    return any(start < until_on and from_on < end for start, end in others)
