"""Exports of lists: asked for by one officer, released by another, fetched for a while (L3)."""

from django.db import models

from anju.models.account import Staff
from anju.models.base import Row, tracked
from anju.models.unit import Unit


@tracked
class CaseExport(Row):
    """One list of cases somebody wants as a file. It holds no rows: they are read when the file is fetched."""

    unit = models.ForeignKey(Unit, on_delete=models.RESTRICT, related_name="+", db_index=False)
    # a key of queries.case.queue.FILTERS
    listed = models.CharField(max_length=12)
    # law.codes.Purpose, and in words
    purpose = models.CharField(max_length=20)
    why = models.CharField(max_length=300)
    # rows when it was asked for; the file never has more
    count = models.PositiveIntegerField()
    # whether so many rows need somebody higher up, and which office that is
    higher = models.BooleanField()
    above = models.ForeignKey(Unit, null=True, on_delete=models.RESTRICT, related_name="+", db_index=False)
    # law.export.LIFECYCLE
    state = models.CharField(max_length=10)
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(Staff, on_delete=models.RESTRICT, related_name="+", db_index=False)
    # when it lapses: unanswered, or unfetched
    until = models.DateTimeField()
    reviewed_at = models.DateTimeField(null=True)
    reviewed_by = models.ForeignKey(Staff, null=True, on_delete=models.RESTRICT, related_name="+", db_index=False)
    # why it was declined
    answer = models.CharField(max_length=300, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        db_table = "case_export"
        indexes = [
            models.Index(fields=["asked_by", "-asked_at"], name="case_export_mine"),
            models.Index(fields=["asked_at", "id"], name="case_export_open", condition=models.Q(state="asked")),
        ]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(state__in=["released", "declined"])
                | models.Q(reviewed_at__isnull=False, reviewed_by__isnull=False),
                name="case_export_reviewed",
                violation_error_message="导出必须由具名的工作人员核准。",
            ),
            models.CheckConstraint(
                condition=models.Q(reviewed_by=None) | ~models.Q(reviewed_by=models.F("asked_by")),
                name="case_export_four_eyes",
                violation_error_message="申请导出的人不能核准自己的申请。",
            ),
        ]

    @property
    def number(self) -> str:
        """What stands on every row of the file, so that a page of it tells where it came from."""
        return f"DC{self.id.hex[-10:].upper()}"
