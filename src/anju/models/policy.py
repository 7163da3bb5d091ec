"""Policy values and calendars a city has set, with the date from which they hold."""

from django.db import models

from anju.models.base import Row


class PolicyOverride(Row):
    """A policy value for a city, county or zone from a date."""

    key = models.CharField(max_length=40)
    place = models.CharField(max_length=40)
    value = models.JSONField()
    effective_from = models.DateField()
    basis = models.CharField(max_length=200)
    created_at = models.DateTimeField()

    class Meta:
        db_table = "policy_override"
        constraints = [models.UniqueConstraint(fields=["key", "place", "effective_from"], name="policy_override_once")]


class CalendarYear(models.Model):
    """A year's table of holidays and make-up days, loaded by an administrator."""

    year = models.PositiveSmallIntegerField(primary_key=True)
    table = models.JSONField()
    source = models.CharField(max_length=200)
    loaded_at = models.DateTimeField()

    class Meta:
        db_table = "calendar_year"
