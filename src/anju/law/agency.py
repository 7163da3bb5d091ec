"""How long somebody acts for another: a guardian until 18, an agent for a minor until the age of B8. Source: B8, L6."""

from datetime import date

from anju.law import declaration
from anju.law.policy import Policy

GUARDIAN_UNTIL_AGE = 18


def over(*, birth_on: date, since: date, on: date, guardian: bool, policy: Policy) -> bool:
    """Tell whether acting for someone has ended by their age.

    Begun after that birthday it does not end by age: someone unable to move, or a counter that saw both.
    """
    until = GUARDIAN_UNTIL_AGE if guardian else policy.agent_below_age
    return declaration.age(birth_on, on=since) < until <= declaration.age(birth_on, on=on)
