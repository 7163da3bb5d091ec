"""The services that cases are for, from the catalogue in force."""

import datetime
from collections.abc import Collection, Sequence

from anju import catalogue
from anju.law import wording
from anju.law.absent import Absent
from anju.law.actor import Actor
from anju.law.refusal import Refusal
from anju.law.service import Applicant, Service
from anju.law.wording import Text
from anju.models import Unit
from anju.queries.offering import laid

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


def given(service_id: str, *, on: datetime.date, place: Sequence[str] = ()) -> Service:
    """Return a service given in a place (the whole city unless told) on a day; Absent for an unknown one, Refusal "service_closed"."""
    found = laid.one(key=service_id, on=on, place=place)
    if found is None:
        raise Absent("service")
    if not found.open_on(on):
        raise Refusal("service_closed", _CLOSED, field="service", rule="I3")
    return found


def applied(service_id: str, *, ways: Collection[Applicant], on: datetime.date) -> Service:
    """Return a service one can apply for as one of these, as anybody where none is named; "no_case", "not_for_you"."""
    found = given(service_id, on=on)
    # nobody acts for themselves at a window: there the time was booked for
    if not found.makes_case(at_window=not ways):
        raise Refusal("no_case", _NO_CASE, field="service", rule="I3")
    # whoever stands at a desk is looked at there
    if ways and not set(ways) & set(found.applicants):
        who = wording.joined(*(_WHO[one] for one in found.applicants))
        raise Refusal("not_for_you", _NOT_YOURS.format(who=who), field="service", rule="I3")
    return found


def windowed(service: Service, *, by: Actor) -> None:
    """Let officers apply only for what their own department gives, since the form shows what its conditions need; Absent."""
    if by.role != "officer" or by.unit_id is None:
        return
    if not Unit.objects.filter(id=by.unit_id, department=service.department).exists():
        raise Absent("service")


def as_whom(service: Service, *, ways: Collection[Applicant]) -> str:
    """Return as what somebody applies, where the service lets several: themselves, a guardian, an agent; "" at a desk."""
    return next((one for one in service.applicants if one in ways), "")
