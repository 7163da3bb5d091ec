"""This module says which services have a proceeding, where it begins, and who carries it out. Source: notice 二, 三."""

from collections.abc import Mapping
from dataclasses import dataclass

from anju.law.citation import Reference
from anju.law.refusal import Refusal
from anju.law.wording import Text

WAGE_CLAIM = "human_resources/wage_claim"
MEDIATION = "human_resources/labour_mediation"
ARBITRATION = "human_resources/labour_arbitration"
PEOPLES = "justice/mediation"
AID = "justice/legal_aid"
DEPARTMENTS = ("human_resources", "justice")

KINDS = {
    "wages": Text(zh="讨要工资", en="Unpaid wages"),
    "labour": Text(zh="劳动争议调解", en="Labour mediation"),
    "arbitration": Text(zh="劳动仲裁", en="Labour arbitration"),
    "people": Text(zh="人民调解", en="People's mediation"),
}
# what is about wages or a job can go on to arbitration; the rest goes to court
LABOUR = ("wages", "labour")


@dataclass(frozen=True)
class Way:
    """This is how the proceeding of a service begins; `rest`: the case goes on when mediation is over."""

    kind: str
    # the entry of the form that names the other side
    other: str
    rest: bool = False


WAYS: Mapping[str, Way] = {
    # the order to pay, after which the case is decided, is the labour inspection's: mediation is only its first part
    WAGE_CLAIM: Way(kind="wages", other="employer", rest=True),
    MEDIATION: Way(kind="labour", other="employer"),
    ARBITRATION: Way(kind="arbitration", other="employer"),
    PEOPLES: Way(kind="people", other="with_whom"),
}
# whatever stands in the queue of disputes
SERVICES = (*WAYS, AID)

# what each limit and step rests on; printed beside it
GROUNDS: Mapping[str, tuple[Reference, ...]] = {
    "mediating": (Reference("labour_disputes", "14"),),
    "mediating_people": (Reference("mediation_work", "33"),),
    "claimed": (Reference("labour_disputes", "29"), Reference("arbitration_rules")),
    "accepted": (Reference("labour_disputes", "43"),),
    "hearing": (Reference("labour_disputes", "35"), Reference("arbitration_rules")),
    "claim": (Reference("labour_disputes", "27"),),
    "voluntary": (Reference("labour_disputes", "5"),),
    "agreed": (Reference("mediation", "31"),),
    "confirm": (Reference("mediation", "33"),),
    "pay_order": (Reference("labour_disputes", "16"),),
    "court": (Reference("labour_disputes", "50"),),
    "final": (Reference("labour_disputes", "47"),),
    "absent": (Reference("labour_disputes", "36"),),
    "lawyer": (Reference("legal_aid", "43"),),
}

_NONE = Text(zh="这个事项没有调解或者仲裁程序。", en="This service has no mediation or arbitration.")


def way(service: str) -> Way:
    """This is the way of a service; Refusal "no_proceeding" where it has none."""
    found = WAYS.get(service)
    if found is None:
        raise Refusal("no_proceeding", _NONE, rule="I9")
    return found


def urgent(*, kind: str, answers: Mapping[str, object]) -> bool:
    """This tells whether a dispute goes first: wages owed, or an injury at work. Source: wages 3; notice 三."""
    return kind == "wages" or (kind != "people" and answers.get("wage_claim") is True)
