"""Registered employers and who acts for them, vacancies, applications, and the register of employment."""

from anju.models.job.application import JobApplication, JobWords
from anju.models.job.employer import Employer, EmployerAgent
from anju.models.job.employment import Employment
from anju.models.job.vacancy import Vacancy

__all__ = ["Employer", "EmployerAgent", "Employment", "JobApplication", "JobWords", "Vacancy"]
