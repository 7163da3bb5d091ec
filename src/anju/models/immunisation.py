"""Vaccinations: what a child has had, and when the next dose is due. Source: R3 of the notice, I3, L2."""

from django.db import models

from anju.models.account import Staff
from anju.models.base import Row
from anju.models.division import Division
from anju.models.person import Person
from anju.models.unit import Unit
from anju.models.upload import Upload


class VaccineDose(Row):
    """One dose a child has had; a mistake is mended by a new row, so that none is overwritten."""

    person = models.ForeignKey(Person, on_delete=models.RESTRICT, related_name="doses", db_index=False)
    # law.immunisation.Vaccine.id
    vaccine = models.CharField(max_length=20)
    given_on = models.DateField()
    batch = models.CharField(max_length=40, blank=True)
    place = models.CharField(max_length=120, blank=True)
    # noted (by a guardian, to be confirmed), given, declined, corrected
    state = models.CharField(max_length=10)
    # whose guardian noted it, with the page of the booklet
    resident_id = models.UUIDField(null=True)
    upload = models.ForeignKey(Upload, null=True, on_delete=models.RESTRICT, related_name="+")
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(Staff, null=True, on_delete=models.RESTRICT, related_name="+", db_index=False)
    unit = models.ForeignKey(Unit, null=True, on_delete=models.RESTRICT, related_name="+", db_index=False)
    settled_at = models.DateTimeField(null=True)
    # the row this one corrects
    replaces = models.ForeignKey("self", null=True, on_delete=models.RESTRICT, related_name="+", db_index=False)
    why = models.CharField(max_length=300, blank=True)

    class Meta:
        db_table = "vaccine_dose"
        indexes = [models.Index(fields=["person", "given_on"], name="vaccine_dose_person")]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "vaccine", "given_on"],
                condition=models.Q(state__in=["noted", "given"]),
                name="vaccine_dose_once",
                violation_error_message="这一针已经记过。",
            )
        ]


class VaccinePlan(models.Model):
    """When a child's next dose is due, worked out anew each night and with each dose; what the lists run down."""

    person = models.OneToOneField(Person, primary_key=True, on_delete=models.RESTRICT, related_name="vaccine_plan")
    community = models.ForeignKey(Division, on_delete=models.RESTRICT, related_name="+", db_index=False)
    # from when something can be given, and since when something is overdue
    next_on = models.DateField(null=True)
    late_on = models.DateField(null=True)
    # a guardian's note waits to be confirmed
    noted = models.BooleanField(default=False)
    # doses that the guardian was reminded of: law.immunisation.Planned.key
    told = models.JSONField(default=list)

    class Meta:
        db_table = "vaccine_plan"
        indexes = [
            models.Index(
                fields=["community", "next_on", "person"],
                name="vaccine_plan_next",
                condition=models.Q(next_on__isnull=False),
            ),
            models.Index(
                fields=["community", "late_on", "person"],
                name="vaccine_plan_late",
                condition=models.Q(late_on__isnull=False),
            ),
            models.Index(
                fields=["community", "next_on", "person"], name="vaccine_plan_noted", condition=models.Q(noted=True)
            ),
        ]
