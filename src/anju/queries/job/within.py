"""What a post of human resources sees of the board: its office's and its subtree's; nothing for anybody else. Source: O1."""

import datetime
import uuid

from django.db.models import QuerySet

from anju import catalogue
from anju.law.absent import Absent
from anju.models import Division, Employer, Employment, JobApplication, Unit, Vacancy
from anju.queries.case import routing
from anju.queries.scope import Scope

DEPARTMENT = "human_resources"
# the service whose office also reviews employers and vacancies
_SERVICE = "human_resources/job_information"


def employers(scope: Scope) -> QuerySet[Employer]:
    """Return the employers that a post's office checks."""
    rows = Employer.objects.select_related("county__parent", "office")
    return rows.filter(office__path__startswith=scope.unit.path) if works_here(scope) else rows.none()


def vacancies(scope: Scope) -> QuerySet[Vacancy]:
    """Return the vacancies that a post's office reviews."""
    rows = Vacancy.objects.select_related("employer", "place", "office")
    return rows.filter(office__path__startswith=scope.unit.path) if works_here(scope) else rows.none()


def applications(scope: Scope) -> QuerySet[JobApplication]:
    """Return the applications for vacancies that a post's office reviews."""
    rows = JobApplication.objects.all()
    return rows.filter(vacancy__office__path__startswith=scope.unit.path) if works_here(scope) else rows.none()


def employments(scope: Scope) -> QuerySet[Employment]:
    """Return the entries of the register of employment that a post's office made."""
    rows = Employment.objects.select_related("person", "community__parent", "unit")
    return rows.filter(unit__path__startswith=scope.unit.path) if works_here(scope) else rows.none()


def works_here(scope: Scope) -> bool:
    """Tell whether a post is an officer's of human resources."""
    return scope.role == "officer" and scope.unit.department == DEPARTMENT


def demand(scope: Scope) -> None:
    """Raise Absent for everybody but officers of human resources."""
    if not works_here(scope):
        raise Absent("post")


def employer(scope: Scope, *, employer_id: uuid.UUID) -> Employer:
    """Return one employer in scope; Absent alike for what is not there and not theirs."""
    found = employers(scope).filter(id=employer_id).first()
    if found is None:
        raise Absent("employer")
    return found


def vacancy(scope: Scope, *, vacancy_id: uuid.UUID) -> Vacancy:
    """Return one vacancy in scope; Absent alike for what is not there and not theirs."""
    found = vacancies(scope).filter(id=vacancy_id).first()
    if found is None:
        raise Absent("vacancy")
    return found


def office_of(*, place: Division, on: datetime.date) -> Unit | None:
    """Return the office that reviews what is offered at a place: as for the service that tells of jobs."""
    service = catalogue.current().services.get(_SERVICE)
    return routing.deciding(service=service, path=place.path, on=on) if service is not None else None
