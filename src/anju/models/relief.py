"""Temporary relief, and help for people without means and for minors alone. Source: I9, J2.

No words of anybody stand in the rows that are tracked: they lie sealed in the steps, and go with them (L7).
"""

from django.db import models

from anju.models.account import Staff
from anju.models.base import Row, tracked
from anju.models.division import Division
from anju.models.person import Person
from anju.models.unit import Unit


@tracked
class Relief(Row):
    """One request for temporary relief: taken on the street, decided by the county; its state follows law.relief."""

    # null where whoever asks is not on file: 户口 and registration don't matter
    person = models.ForeignKey(Person, null=True, on_delete=models.RESTRICT, related_name="+", db_index=False)
    code = models.CharField(max_length=16, unique=True)
    community = models.ForeignKey(Division, on_delete=models.RESTRICT, related_name="+", db_index=False)
    # who took it in, who checks it, who decides
    taken_unit = models.ForeignKey(Unit, on_delete=models.RESTRICT, related_name="+", db_index=False)
    street = models.ForeignKey(Unit, on_delete=models.RESTRICT, related_name="+", db_index=False)
    county = models.ForeignKey(Unit, on_delete=models.RESTRICT, related_name="+", db_index=False)
    state = models.CharField(max_length=10)
    urgent = models.BooleanField(default=False)
    taken_at = models.DateTimeField()
    taken_by = models.ForeignKey(Staff, on_delete=models.RESTRICT, related_name="+", db_index=False)
    due_on = models.DateField()
    due_provisional = models.BooleanField(default=False)
    checked_at = models.DateTimeField(null=True)
    checked_by = models.ForeignKey(Staff, null=True, on_delete=models.RESTRICT, related_name="+", db_index=False)
    # put on the notice board, where that is done
    posted_on = models.DateField(null=True)
    # law.relief.Kind
    kind = models.CharField(max_length=10, blank=True)
    amount_fen = models.PositiveIntegerField(null=True)
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(Staff, null=True, on_delete=models.RESTRICT, related_name="+", db_index=False)
    decided_unit = models.ForeignKey(Unit, null=True, on_delete=models.RESTRICT, related_name="+", db_index=False)
    paid_on = models.DateField(null=True)
    paid_fen = models.PositiveIntegerField(null=True)
    paid_by = models.ForeignKey(Staff, null=True, on_delete=models.RESTRICT, related_name="+", db_index=False)
    follow_on = models.DateField(null=True)
    closed_at = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        db_table = "relief"
        indexes = [
            models.Index(fields=["street", "state", "due_on", "id"], name="relief_street"),
            models.Index(fields=["county", "state", "due_on", "id"], name="relief_county"),
            models.Index(fields=["taken_unit", "due_on", "id"], name="relief_taken"),
            models.Index(fields=["person", "-taken_at"], name="relief_person", condition=~models.Q(person=None)),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["person"],
                condition=models.Q(state__in=["taken", "checked"]),
                name="relief_one_open",
                violation_error_message="这个人已有一件临时救助正在办理。",
            ),
            models.CheckConstraint(
                condition=models.Q(checked_by=None)
                | models.Q(decided_by=None)
                | ~models.Q(checked_by=models.F("decided_by")),
                name="relief_four_eyes",
                violation_error_message="调查人不能审批同一件救助。",
            ),
            models.CheckConstraint(
                condition=~models.Q(state__in=["approved", "refused"])
                | models.Q(decided_at__isnull=False, decided_by__isnull=False),
                name="relief_decided_by_somebody",
                violation_error_message="救助结果必须由具名的工作人员作出。",
            ),
        ]


class ReliefStep(Row):
    """A step on the way of a relief, with what was said, sealed."""

    relief = models.ForeignKey(Relief, on_delete=models.RESTRICT, related_name="steps", db_index=False)
    at = models.DateTimeField()
    # taken, checked, sent_back, approved, refused, paid, followed, closed, withdrawn
    what = models.CharField(max_length=12)
    unit = models.ForeignKey(Unit, on_delete=models.RESTRICT, related_name="+", db_index=False)
    # sealed: field → words
    words = models.BinaryField(null=True)

    class Meta:
        db_table = "relief_step"
        indexes = [models.Index(fields=["relief", "at"], name="relief_step_relief")]


@tracked
class HelpCall(Row):
    """Somebody without means, or a minor alone: seen by anyone, handed over at once, followed up. Nobody is named here."""

    code = models.CharField(max_length=16, unique=True)
    minor = models.BooleanField()
    # seen, called, asked: how it came in
    how = models.CharField(max_length=10)
    area = models.ForeignKey(Division, on_delete=models.RESTRICT, related_name="+", db_index=False)
    giver = models.ForeignKey(Unit, on_delete=models.RESTRICT, related_name="+", db_index=False)
    # J2: the giver until another accepted it
    owner = models.ForeignKey(Unit, on_delete=models.RESTRICT, related_name="+", db_index=False)
    receiver = models.ForeignKey(Unit, on_delete=models.RESTRICT, related_name="+", db_index=False)
    # told that a minor is alone: never what was seen of it
    police = models.ForeignKey(Unit, null=True, on_delete=models.RESTRICT, related_name="+", db_index=False)
    women = models.ForeignKey(Unit, null=True, on_delete=models.RESTRICT, related_name="+", db_index=False)
    # handed, declined, accepted, closed
    state = models.CharField(max_length=10)
    taken_at = models.DateTimeField()
    taken_by = models.ForeignKey(Staff, on_delete=models.RESTRICT, related_name="+", db_index=False)
    handed_at = models.DateTimeField()
    # until when it has to be accepted
    due_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True)
    accepted_by = models.ForeignKey(Staff, null=True, on_delete=models.RESTRICT, related_name="+", db_index=False)
    escalated_to = models.ForeignKey(Unit, null=True, on_delete=models.RESTRICT, related_name="+", db_index=False)
    # when it is followed up next
    next_on = models.DateField(null=True)
    # law.helping.Outcome
    outcome = models.CharField(max_length=12, blank=True)
    closed_at = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        db_table = "help_call"
        indexes = [
            models.Index(fields=["giver", "state", "due_at", "id"], name="help_giver"),
            models.Index(fields=["receiver", "state", "due_at", "id"], name="help_receiver"),
            models.Index(
                fields=["due_at", "id"],
                name="help_late",
                condition=models.Q(state__in=["handed", "declined"], escalated_to=None),
            ),
            models.Index(fields=["closed_at", "id"], name="help_closed", condition=~models.Q(closed_at=None)),
        ]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(state__in=["accepted", "closed"])
                | models.Q(accepted_at__isnull=False, accepted_by__isnull=False),
                name="help_accepted_by_somebody",
                violation_error_message="接收必须有具名的工作人员和时间。",
            )
        ]


class HelpStep(Row):
    """A step of a help call, with what was seen or said, sealed and soon emptied."""

    call = models.ForeignKey(HelpCall, on_delete=models.RESTRICT, related_name="steps", db_index=False)
    at = models.DateTimeField()
    # taken, handed, accepted, declined, escalated, arrived, helped, visited, home, left, transferred, cared
    what = models.CharField(max_length=12)
    unit = models.ForeignKey(Unit, on_delete=models.RESTRICT, related_name="+", db_index=False)
    # sealed: field → words
    words = models.BinaryField(null=True)

    class Meta:
        db_table = "help_step"
        indexes = [models.Index(fields=["call", "at"], name="help_step_call")]
