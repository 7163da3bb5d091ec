"""Organisation units: offices, stations, halls, zones; a tree of its own, linked to divisions."""

from django.db import models

from anju.models.base import Row
from anju.models.division import Division


class Unit(Row):
    """An office on one of four levels, or a functional zone that is no division."""

    code = models.CharField(max_length=40, unique=True)
    name = models.CharField(max_length=80)
    name_en = models.CharField(max_length=120)
    # office, station, hall, community, zone
    kind = models.CharField(max_length=12)
    department = models.CharField(max_length=20)
    # city, county, street, community
    level = models.CharField(max_length=10)
    parent = models.ForeignKey("self", null=True, on_delete=models.RESTRICT, related_name="children")
    # unit codes from the root down, each followed by "/"
    path = models.CharField(max_length=200)
    phone = models.CharField(max_length=30, blank=True)
    place = models.CharField(max_length=120, blank=True)
    hours = models.CharField(max_length=120, blank=True)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)

    class Meta:
        db_table = "unit"
        indexes = [models.Index(fields=["path"], name="unit_path", opclasses=["varchar_pattern_ops"])]


class UnitDivision(Row):
    """The divisions a unit covers, [valid_from, valid_to)."""

    unit = models.ForeignKey(Unit, on_delete=models.RESTRICT, related_name="coverage")
    division = models.ForeignKey(Division, on_delete=models.RESTRICT, related_name="+")
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)

    class Meta:
        db_table = "unit_division"
        constraints = [
            models.UniqueConstraint(fields=["unit", "division", "valid_from"], name="unit_division_once"),
        ]


class Jurisdiction(Row):
    """Which police station answers for a street or a community; the most specific row holds."""

    station = models.ForeignKey(Unit, on_delete=models.RESTRICT, related_name="jurisdictions")
    division = models.ForeignKey(Division, on_delete=models.RESTRICT, related_name="+")
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)

    class Meta:
        db_table = "jurisdiction"
        constraints = [
            models.UniqueConstraint(
                fields=["division"],
                condition=models.Q(valid_to=None),
                name="jurisdiction_one_open",
                violation_error_message="一个区划同一时间只归一个派出所管辖。",
            ),
            models.UniqueConstraint(fields=["division", "valid_from"], name="jurisdiction_once"),
        ]
