"""For whom somebody applies: themselves, or one they act for, as far as the service lets them. Source: B8, I3."""

import uuid
from dataclasses import dataclass

from django.http import HttpRequest

from anju.law.absent import Absent
from anju.law.service import Applicant, Service
from anju.law.wording import Text
from anju.pages.citizen import guard
from anju.pages.citizen.cases import words
from anju.queries import mine
from anju.queries.case import acting
from anju.web import clock


@dataclass(frozen=True)
class One:
    """One person, and as what one applies for them."""

    person: mine.Person
    how: Applicant

    @property
    def text(self) -> Text:
        """The same in words."""
        return words.AS[self.how]


def everyone(request: HttpRequest) -> list[uuid.UUID]:
    """Return everyone the resident acts for."""
    return [person.id for _, person in mine.people(who=guard.who(request))]


def able(request: HttpRequest, *, service: Service) -> list[One]:
    """Return those for whom the resident may apply for a service, themselves first; a time may be booked for each."""
    who = guard.who(request)
    ways = acting.ways(resident_id=who.id, on=clock.today())
    found = []
    for ward, person in mine.people(who=who):
        how = next((one for one in service.applicants if one in ways[person.id]), None)
        if how is None and service.process == "booking":
            how = "agent" if ward else "self"
        if how is not None and person.state in ("provisional", "verified"):
            found.append(One(person=person, how=how))
    return found


def chosen(request: HttpRequest, among: list[One]) -> One | None:
    """Return the one chosen, or the only one; None where the choice is still to be made. Absent for anybody else."""
    key = request.POST.get("for") or request.GET.get("for", "")
    if not key:
        return among[0] if len(among) == 1 else None
    found = next((one for one in among if str(one.person.id) == key), None)
    if found is None:
        raise Absent("person")
    return found
