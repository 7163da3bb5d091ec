"""Schools, the communities of their zones, and their places by grade and school year."""

from django.db import models

from anju.models.base import Row, tracked
from anju.models.division import Division
from anju.models.unit import Unit


@tracked
class School(Row):
    """A kindergarten, primary or middle school, kept by its county's education office."""

    unit = models.ForeignKey(Unit, on_delete=models.RESTRICT, related_name="+", db_index=False)
    # law.school.stage.Level and Ownership
    level = models.CharField(max_length=12)
    ownership = models.CharField(max_length=8)
    name = models.CharField(max_length=80)
    place = models.CharField(max_length=120)
    phone = models.CharField(max_length=30)
    # where it stands
    community = models.ForeignKey(Division, on_delete=models.RESTRICT, related_name="+", db_index=False)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        db_table = "school"
        indexes = [models.Index(fields=["unit", "level", "name", "id"], name="school_office")]
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "name"],
                condition=models.Q(valid_to=None),
                name="school_once",
                violation_error_message="这所学校已经在列表里。",
            ),
            models.CheckConstraint(
                condition=models.Q(valid_to=None) | models.Q(valid_to__gte=models.F("valid_from")),
                name="school_range",
                violation_error_message="终止日期不能早于起始日期。",
            ),
        ]


class SchoolZone(Row):
    """A community of a school's zone in one school year; several schools may share it."""

    school = models.ForeignKey(School, on_delete=models.RESTRICT, related_name="zones", db_index=False)
    year = models.PositiveSmallIntegerField()
    community = models.ForeignKey(Division, on_delete=models.RESTRICT, related_name="+", db_index=False)

    class Meta:
        db_table = "school_zone"
        indexes = [models.Index(fields=["community", "year"], name="school_zone_community")]
        constraints = [models.UniqueConstraint(fields=["school", "year", "community"], name="school_zone_once")]


@tracked
class SchoolPlaces(Row):
    """How many places a grade has in a school year, how many local pupils take, and how many a round may give."""

    school = models.ForeignKey(School, on_delete=models.RESTRICT, related_name="places", db_index=False)
    year = models.PositiveSmallIntegerField()
    grade = models.PositiveSmallIntegerField()
    total = models.PositiveIntegerField()
    local = models.PositiveIntegerField()
    open = models.PositiveIntegerField()

    class Meta:
        db_table = "school_places"
        constraints = [
            models.UniqueConstraint(fields=["school", "year", "grade"], name="school_places_once"),
            models.CheckConstraint(
                condition=models.Q(total__gte=models.F("local") + models.F("open")),
                name="school_places_sum",
                violation_error_message="已占和可用加起来不能超过总学位。",
            ),
        ]
