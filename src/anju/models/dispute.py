"""Disputes beyond their case: the course, sessions, what was agreed, and the lawyer of a legal aid case (I7)."""

from django.db import models

from anju.models.account import Staff
from anju.models.base import Row, tracked
from anju.models.case.case import Case
from anju.models.unit import Unit


@tracked
class Dispute(Row):
    """The proceeding of one case; its state follows law.dispute.life. No words of anybody stand in it."""

    case = models.OneToOneField(Case, on_delete=models.RESTRICT, related_name="dispute")
    person_id = models.UUIDField(db_index=True)
    # law.dispute.kinds.KINDS
    kind = models.CharField(max_length=12)
    state = models.CharField(max_length=10)
    # wages and injuries go first
    urgent = models.BooleanField(default=False)
    started_at = models.DateTimeField()
    # when it was asked for, or taken for arbitration: what the limit of the state runs from
    begun_on = models.DateField()
    # the last day of the state; none once it is over
    limit_on = models.DateField(null=True)
    limit_provisional = models.BooleanField(default=False)
    limit_was = models.DateField(null=True)
    extended = models.BooleanField(default=False)
    # when mediation or arbitration came to its end; what was agreed is looked after beyond it
    over_at = models.DateTimeField(null=True)
    # the arbitration that the person went on to
    passed_to = models.ForeignKey(Case, null=True, on_delete=models.RESTRICT, related_name="came_from", db_index=False)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        db_table = "dispute"
        indexes = [
            models.Index(
                fields=["limit_on", "id"],
                name="dispute_open",
                condition=models.Q(state__in=["mediating", "agreed", "claimed", "accepted"]),
            ),
            models.Index(fields=["passed_to"], name="dispute_passed_to", condition=models.Q(passed_to__isnull=False)),
        ]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(state__in=["mediating", "agreed", "claimed", "accepted"])
                | models.Q(limit_on__isnull=False),
                name="dispute_limit",
                violation_error_message="进行中的调解、仲裁必须有期限。",
            )
        ]


class DisputeOther(Row):
    """The other side, by name and contact alone; a correction is written over it."""

    dispute = models.OneToOneField(Dispute, on_delete=models.RESTRICT, related_name="other")
    person_id = models.UUIDField()
    # sealed: name, contact
    words = models.BinaryField()

    class Meta:
        db_table = "dispute_other"


class DisputeStep(Row):
    """One step of the course: what was done, by whom, with which words; nothing of it changes."""

    dispute = models.ForeignKey(Dispute, on_delete=models.RESTRICT, related_name="steps", db_index=False)
    person_id = models.UUIDField()
    # the act
    what = models.CharField(max_length=20)
    at = models.DateTimeField()
    by = models.ForeignKey(Staff, null=True, on_delete=models.RESTRICT, related_name="+", db_index=False)
    # law.dispute.life.WHY_FAILED, a key of law.case.ground.grounds
    code = models.CharField(max_length=40, blank=True)
    # sealed
    words = models.BinaryField(null=True)
    amount_fen = models.BigIntegerField(null=True)

    class Meta:
        db_table = "dispute_step"
        indexes = [models.Index(fields=["dispute", "at", "id"], name="dispute_step_course")]


class DisputeSession(Row):
    """A meeting of both sides, or a hearing, at a time and a place."""

    dispute = models.ForeignKey(Dispute, on_delete=models.RESTRICT, related_name="sessions", db_index=False)
    person_id = models.UUIDField()
    hearing = models.BooleanField()
    starts_at = models.DateTimeField()
    place = models.CharField(max_length=120)
    called_at = models.DateTimeField()
    # law.dispute.life.TOLD
    told = models.CharField(max_length=8)
    # law.dispute.life.SESSIONS
    outcome = models.CharField(max_length=16, default="called")
    closed_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "dispute_session"
        indexes = [
            models.Index(fields=["dispute", "starts_at"], name="dispute_session_of"),
            models.Index(
                fields=["starts_at", "id"], name="dispute_session_coming", condition=models.Q(outcome="called")
            ),
        ]
        constraints = [
            # both sides wait for one time, never for two
            models.UniqueConstraint(
                fields=["dispute"],
                condition=models.Q(outcome="called"),
                name="dispute_session_one",
                violation_error_message="已经约好了一次，请先记录它的情况。",
            )
        ]


class DisputeAgreement(Row):
    """What both sides signed, what is owed until when, and whether it was kept."""

    dispute = models.OneToOneField(Dispute, on_delete=models.RESTRICT, related_name="agreement")
    person_id = models.UUIDField()
    # sealed
    text = models.BinaryField()
    amount_fen = models.BigIntegerField(null=True)
    signed_on = models.DateField()
    other_signed_on = models.DateField()
    due_on = models.DateField()
    # until then both can ask a court to confirm it
    confirm_until = models.DateField()
    confirm_provisional = models.BooleanField(default=False)
    # "", kept, broken
    outcome = models.CharField(max_length=6, blank=True)
    checked_at = models.DateTimeField(null=True)
    # none where the person told it
    checked_by = models.ForeignKey(Staff, null=True, on_delete=models.RESTRICT, related_name="+", db_index=False)

    class Meta:
        db_table = "dispute_agreement"


class LegalAid(Row):
    """The lawyer that granted legal aid owes: named by its last day, or the office above hears of it (I7)."""

    case = models.OneToOneField(Case, on_delete=models.RESTRICT, related_name="aid")
    person_id = models.UUIDField(db_index=True)
    granted_at = models.DateTimeField()
    due_on = models.DateField()
    due_provisional = models.BooleanField(default=False)
    due_was = models.DateField(null=True)
    # sealed: name, office, phone
    lawyer = models.BinaryField(null=True)
    named_at = models.DateTimeField(null=True)
    named_by = models.ForeignKey(Staff, null=True, on_delete=models.RESTRICT, related_name="+", db_index=False)
    # how often another one was named
    changed = models.PositiveSmallIntegerField(default=0)
    escalated_to = models.ForeignKey(Unit, null=True, on_delete=models.RESTRICT, related_name="+", db_index=False)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        db_table = "legal_aid"
        indexes = [
            models.Index(fields=["due_on", "id"], name="legal_aid_waiting", condition=models.Q(named_at=None)),
            models.Index(
                fields=["escalated_to", "due_on", "id"],
                name="legal_aid_escalated",
                condition=models.Q(escalated_to__isnull=False),
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(named_at=None, named_by=None)
                | models.Q(named_at__isnull=False, named_by__isnull=False),
                name="legal_aid_named_by_somebody",
                violation_error_message="指派律师必须由具名的工作人员作出。",
            )
        ]
