"""The services that cases are for, from the catalogue in force."""

import datetime

from anju import catalogue
from anju.law.absent import Absent
from anju.law.refusal import Refusal
from anju.law.service import Service
from anju.law.wording import Text

_CLOSED = Text(zh="这个事项现在不办理。", en="This service isn't given at present.")
_NO_CASE = Text(
    zh="这个事项不用在这里申请，请按办事指南办理。", en="There is nothing to apply for here; please follow the guide."
)
_NOT_YOURS = Text(zh="这个事项只能由{who}申请。", en="Only {who} can apply for this.")
_WHO = {
    "self": Text(zh="本人", en="the person"),
    "guardian": Text(zh="监护人", en="a guardian"),
    "agent": Text(zh="代办人", en="an agent"),
}


def of(service_id: str) -> Service:
    """Return the service of a case; one that left the catalogue with cases open is a mistake of ours."""
    return catalogue.current().services[service_id]


def given(service_id: str, *, on: datetime.date) -> Service:
    """Return a service given on a day; Absent for an unknown one, Refusal "service_closed"."""
    found = catalogue.current().services.get(service_id)
    if found is None:
        raise Absent("service")
    if not found.open_on(on):
        raise Refusal("service_closed", _CLOSED, field="service", rule="I3")
    return found


def applied(service_id: str, *, how: str, on: datetime.date) -> Service:
    """Return a service one can apply for in this way; Refusal "no_case", "not_for_you"."""
    found = given(service_id, on=on)
    if found.process != "case":
        raise Refusal("no_case", _NO_CASE, field="service", rule="I3")
    by = {"self": "self", "ward": "guardian"}.get(how)
    # whoever stands at a desk is looked at there
    if by is not None and by not in found.applicants:
        raise Refusal("not_for_you", _NOT_YOURS.format(who=_WHO[found.applicants[0]]), field="service", rule="I3")
    return found
