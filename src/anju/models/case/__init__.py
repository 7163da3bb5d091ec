"""Cases: someone applies for a service; what was given, asked, done by others, decided, rated, and times booked for it."""

from anju.models.case.booking import Booking, Slot
from anju.models.case.case import Case, CaseForm, CasePaper
from anju.models.case.course import CaseNotice, CasePart, CaseQuestion, CaseStep
from anju.models.case.decision import CaseDecision
from anju.models.case.export import CaseExport
from anju.models.case.rating import CaseRating

__all__ = [
    "Booking",
    "Case",
    "CaseDecision",
    "CaseExport",
    "CaseForm",
    "CaseNotice",
    "CasePaper",
    "CasePart",
    "CaseQuestion",
    "CaseRating",
    "CaseStep",
    "Slot",
]
