"""Administrative divisions (GB/T 2260 and the statistical codes below it), effective-dated."""

from django.db import models

from anju.models.base import Row


class Division(models.Model):
    """One division as it stands now; its past stands in DivisionVersion."""

    code = models.CharField(primary_key=True, max_length=12)
    name = models.CharField(max_length=60)
    # province, city, county, street, community
    level = models.CharField(max_length=10)
    parent = models.ForeignKey("self", null=True, on_delete=models.RESTRICT, related_name="children")
    # codes from the root down, each followed by "/": a subtree is one prefix
    path = models.CharField(max_length=80)
    pinyin = models.CharField(max_length=200)
    initials = models.CharField(max_length=60)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)

    class Meta:
        db_table = "division"
        indexes = [
            models.Index(fields=["path"], name="division_path", opclasses=["varchar_pattern_ops"]),
            models.Index(
                fields=["level", "initials"], name="division_initials", opclasses=["varchar_ops", "varchar_pattern_ops"]
            ),
            models.Index(
                fields=["level", "pinyin"], name="division_pinyin", opclasses=["varchar_ops", "varchar_pattern_ops"]
            ),
            models.Index(
                fields=["level", "name"], name="division_name", opclasses=["varchar_ops", "varchar_pattern_ops"]
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(valid_to=None) | models.Q(valid_to__gte=models.F("valid_from")),
                name="division_range",
                violation_error_message="一个区划的终止日期不能早于起始日期。",
            )
        ]


class DivisionVersion(Row):
    """A division as it stood in [valid_from, valid_to)."""

    division = models.ForeignKey(Division, on_delete=models.RESTRICT, related_name="versions")
    name = models.CharField(max_length=60)
    parent_code = models.CharField(max_length=12, blank=True)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)

    class Meta:
        db_table = "division_version"
        constraints = [
            models.UniqueConstraint(fields=["division", "valid_from"], name="division_version_once"),
        ]


class DivisionChange(Row):
    """A change of divisions: renamed, merged, split or transferred (O2)."""

    kind = models.CharField(max_length=12)
    effective_on = models.DateField()
    # what was asked for, as law.division reads it
    wish = models.JSONField(default=dict)
    # old code -> list of {code, name, parent}, everything below included: what the approver saw
    mapping = models.JSONField()
    basis = models.CharField(max_length=200)
    # planned, approved, applied, withdrawn, stopped (the tree changed since it was approved)
    state = models.CharField(max_length=10)
    counts = models.JSONField(default=dict)
    created_at = models.DateTimeField()
    # four eyes: staff, not posts
    planned_by = models.UUIDField()
    approved_by = models.UUIDField(null=True)
    approved_at = models.DateTimeField(null=True)
    applied_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "division_change"


class OriginCounty(models.Model):
    """A county anywhere in China, six digits: where a 户口 lies."""

    code = models.CharField(primary_key=True, max_length=6)
    name = models.CharField(max_length=60)
    level = models.CharField(max_length=10)
    parent_code = models.CharField(max_length=6, blank=True)
    full_name = models.CharField(max_length=120)
    pinyin = models.CharField(max_length=200)
    initials = models.CharField(max_length=60)

    class Meta:
        db_table = "origin_county"
        indexes = [
            models.Index(fields=["initials"], name="origin_initials", opclasses=["varchar_pattern_ops"]),
            models.Index(fields=["pinyin"], name="origin_pinyin", opclasses=["varchar_pattern_ops"]),
        ]
