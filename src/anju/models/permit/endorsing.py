"""Endorsements, times without function, and earlier residence that counts (F)."""

from django.db import models

from anju.models.base import Row, tracked
from anju.models.permit.permit import Permit
from anju.models.person import Person
from anju.models.unit import Unit
from anju.models.upload import Upload


@tracked
class Endorsement(Row):
    """The endorsement 签注 of one anniversary, done at once or waiting for an officer (F2, F6, F7)."""

    permit = models.ForeignKey(Permit, on_delete=models.RESTRICT, related_name="endorsements", db_index=False)
    person_id = models.UUIDField(db_index=True)
    station = models.ForeignKey(Unit, on_delete=models.RESTRICT, related_name="+")
    # of the anniversary, 1 for the first
    number = models.PositiveSmallIntegerField()
    # law.permit.life.ENDORSEMENT: asked, done, withheld, withdrawn
    state = models.CharField(max_length=10)
    channel = models.CharField(max_length=10)
    ground = models.CharField(max_length=12)
    asked_at = models.DateTimeField()
    # F7
    due_on = models.DateField()
    due_provisional = models.BooleanField(default=False)
    due_was = models.DateField(null=True)
    done_on = models.DateField(null=True)
    # F5: after the window
    late = models.BooleanField(default=False)
    # until when it carries the permit: the next window's last day when it was made
    until = models.DateField(null=True)
    # F6: why no ground holds any more
    reason = models.CharField(max_length=300, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        db_table = "endorsement"
        indexes = [
            models.Index(fields=["permit", "-number"], name="endorsement_permit"),
            models.Index(
                fields=["station", "due_on", "id"], name="endorsement_open", condition=models.Q(state="asked")
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["permit", "number"],
                condition=models.Q(state__in=["asked", "done"]),
                name="endorsement_once",
                violation_error_message="这一年度的签注已经申请或者办理。",
            ),
        ]


@tracked
class Suspension(Row):
    """A time without function, [start, end); without an end while it lasts (F4, F5)."""

    permit = models.ForeignKey(Permit, on_delete=models.RESTRICT, related_name="suspensions", db_index=False)
    person_id = models.UUIDField()
    # number of the anniversary that was not endorsed
    number = models.PositiveSmallIntegerField()
    start = models.DateField()
    end = models.DateField(null=True)

    class Meta:
        db_table = "suspension"
        indexes = [models.Index(fields=["permit", "start"], name="suspension_permit")]
        constraints = [
            models.UniqueConstraint(fields=["permit"], condition=models.Q(end=None), name="suspension_one_open"),
            models.UniqueConstraint(fields=["permit", "number"], name="suspension_once"),
        ]


class PastResidence(Row):
    """Earlier 暂住证 time that an officer added with proof (F8)."""

    person = models.ForeignKey(Person, on_delete=models.RESTRICT, related_name="past_residences")
    from_on = models.DateField()
    until_on = models.DateField()
    months = models.PositiveSmallIntegerField()
    proof = models.CharField(max_length=300)
    upload = models.ForeignKey(Upload, null=True, on_delete=models.RESTRICT, related_name="+")
    added_at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "past_residence"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(until_on__gt=models.F("from_on")),
                name="past_residence_range",
                violation_error_message="结束日期必须晚于开始日期。",
            ),
        ]
