"""Rounds of applying, and the places a round takes over from each school."""

from django.db import models

from anju.models.account import Staff
from anju.models.base import Row, tracked
from anju.models.division import Division
from anju.models.school.school import School
from anju.models.unit import Unit


@tracked
class SchoolRound(Row):
    """One round: a grade of a county in a school year, with dates and rules; its state follows law.school.life."""

    unit = models.ForeignKey(Unit, on_delete=models.RESTRICT, related_name="+", db_index=False)
    county = models.ForeignKey(Division, on_delete=models.RESTRICT, related_name="+", db_index=False)
    year = models.PositiveSmallIntegerField()
    level = models.CharField(max_length=12)
    grade = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=10)
    first_on = models.DateField()
    # the last day for applying; later ones are taken and placed from what is left
    last_on = models.DateField()
    announce_on = models.DateField()
    reply_days = models.PositiveSmallIntegerField()
    # law.school.ground.GROUPS in order, and WITHIN
    rules = models.JSONField()
    within = models.CharField(max_length=12)
    # sealed until the result is announced; its digest is public from the first day
    seed = models.BinaryField(null=True)
    seed_digest = models.CharField(max_length=64, blank=True)
    seed_shown = models.CharField(max_length=64, blank=True)
    # the last list number given out
    serial = models.PositiveIntegerField(default=0)
    drafted_by = models.ForeignKey(Staff, on_delete=models.RESTRICT, related_name="+", db_index=False)
    published_by = models.ForeignKey(Staff, null=True, on_delete=models.RESTRICT, related_name="+", db_index=False)
    published_at = models.DateTimeField(null=True)
    allotted_by = models.ForeignKey(Staff, null=True, on_delete=models.RESTRICT, related_name="+", db_index=False)
    allotted_at = models.DateTimeField(null=True)
    announced_by = models.ForeignKey(Staff, null=True, on_delete=models.RESTRICT, related_name="+", db_index=False)
    announced_at = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        db_table = "school_round"
        indexes = [models.Index(fields=["county", "-last_on", "id"], name="school_round_county")]
        constraints = [
            models.UniqueConstraint(
                fields=["county", "year", "level", "grade"],
                condition=~models.Q(state="dropped"),
                name="school_round_once",
                violation_error_message="这个年级今年已经有一次报名。",
            ),
            models.CheckConstraint(
                condition=models.Q(first_on__lte=models.F("last_on"), announce_on__gt=models.F("last_on")),
                name="school_round_dates",
                violation_error_message="公布日期要在报名结束以后。",
            ),
            models.CheckConstraint(
                condition=models.Q(published_by=None) | ~models.Q(published_by=models.F("drafted_by")),
                name="school_round_four_eyes",
                violation_error_message="拟定人不能审核自己拟定的。",
            ),
            models.CheckConstraint(
                condition=models.Q(announced_by=None)
                | models.Q(allotted_by__isnull=False) & ~models.Q(announced_by=models.F("allotted_by")),
                name="school_round_two_announce",
                violation_error_message="试排的人不能公布结果。",
            ),
        ]


class SchoolRoundPlaces(Row):
    """The places of one school in a round."""

    round = models.ForeignKey(SchoolRound, on_delete=models.RESTRICT, related_name="places", db_index=False)
    school = models.ForeignKey(School, on_delete=models.RESTRICT, related_name="+")
    places = models.PositiveIntegerField()

    class Meta:
        db_table = "school_round_places"
        constraints = [models.UniqueConstraint(fields=["round", "school"], name="school_round_places_once")]
