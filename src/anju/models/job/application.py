"""Applications for vacancies, and the sealed words that go with them."""

from django.db import models

from anju.models.base import Row, tracked
from anju.models.job.vacancy import Vacancy
from anju.models.person import Person


@tracked
class JobApplication(Row):
    """One person's application for one vacancy; its state follows law.job.application. No words stand in it."""

    vacancy = models.ForeignKey(Vacancy, on_delete=models.RESTRICT, related_name="applications", db_index=False)
    person = models.ForeignKey(Person, on_delete=models.RESTRICT, related_name="+", db_index=False)
    state = models.CharField(max_length=10)
    sent_at = models.DateTimeField()
    # by when the employer answers next, and whether it was reminded
    due_on = models.DateField()
    reminded_at = models.DateTimeField(null=True)
    # law.job.application.Decline
    reason = models.CharField(max_length=10, blank=True)
    answered_at = models.DateTimeField(null=True)
    # hired, not hired, withdrawn or closed
    ended_at = models.DateTimeField(null=True)
    # law.job.application.Said, of the outcome
    said = models.CharField(max_length=10, blank=True)
    said_at = models.DateTimeField(null=True)
    # name and phone are open to the employer from … to (L2)
    consented_at = models.DateTimeField()
    consent_until = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        db_table = "job_application"
        indexes = [
            models.Index(fields=["person", "-sent_at"], name="job_application_person"),
            models.Index(
                fields=["due_on", "id"],
                name="job_application_due",
                condition=models.Q(state__in=["sent", "invited"]),
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["vacancy", "person"],
                name="job_application_once",
                violation_error_message="您已经报过这个岗位。",
            ),
        ]


class JobWords(Row):
    """What seeker or employer wrote to the other, sealed; kept in no snapshot."""

    application = models.ForeignKey(JobApplication, on_delete=models.RESTRICT, related_name="words", db_index=False)
    person_id = models.UUIDField(db_index=True)
    # seeker, employer
    side = models.CharField(max_length=8)
    at = models.DateTimeField()
    words = models.BinaryField()

    class Meta:
        db_table = "job_words"
        indexes = [models.Index(fields=["application", "at"], name="job_words_application")]
