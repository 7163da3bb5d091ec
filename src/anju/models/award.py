"""Awards: announced, nominated for, reviewed by two, published with the person's consent, given (R8)."""

from django.db import models

from anju.models.account import Staff
from anju.models.base import Row
from anju.models.unit import Unit


class Award(Row):
    """An award an office announces, with its criteria and the days for nominating."""

    unit = models.ForeignKey(Unit, on_delete=models.RESTRICT, related_name="+", db_index=False)
    name = models.CharField(max_length=80)
    criteria = models.CharField(max_length=2000)
    opens_on = models.DateField()
    closes_on = models.DateField()
    announced_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "award"
        indexes = [models.Index(fields=["unit", "-opens_on", "-id"], name="award_unit")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(closes_on__gte=models.F("opens_on")),
                name="award_range",
                violation_error_message="截止日不能早于开始日。",
            )
        ]


class Nomination(Row):
    """Somebody nominated: nothing of them is published without their consent."""

    award = models.ForeignKey(Award, on_delete=models.RESTRICT, related_name="nominations", db_index=False)
    unit = models.ForeignKey(Unit, on_delete=models.RESTRICT, related_name="+", db_index=False)
    # who is nominated: the record is known once they consent themselves
    person_id = models.UUIDField(null=True, db_index=True)
    name = models.CharField(max_length=50)
    # sealed: how to reach them, and what they did
    phone = models.BinaryField(null=True)
    phone_index = models.BinaryField(max_length=16, null=True)
    story = models.BinaryField()
    # what is published, written by the office
    summary = models.CharField(max_length=300, blank=True)
    # who nominated: a resident, or an office
    resident_id = models.UUIDField(null=True, db_index=True)
    by_unit = models.ForeignKey(Unit, null=True, on_delete=models.RESTRICT, related_name="+", db_index=False)
    # law.award.STATES and CONSENT
    state = models.CharField(max_length=10)
    consent = models.CharField(max_length=8)
    consented_at = models.DateTimeField(null=True)
    nominated_at = models.DateTimeField()
    proposed = models.CharField(max_length=8, blank=True)
    proposed_by = models.ForeignKey(Staff, null=True, on_delete=models.RESTRICT, related_name="+", db_index=False)
    reason = models.CharField(max_length=1000, blank=True)
    decided_by = models.ForeignKey(Staff, null=True, on_delete=models.RESTRICT, related_name="+", db_index=False)
    decided_at = models.DateTimeField(null=True)
    published_at = models.DateTimeField(null=True)
    published_until = models.DateField(null=True)
    published_provisional = models.BooleanField(default=False)
    given_at = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        db_table = "nomination"
        indexes = [
            models.Index(fields=["award", "state", "-id"], name="nomination_award"),
            models.Index(
                fields=["phone_index"], name="nomination_phone", condition=models.Q(phone_index__isnull=False)
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(state__in=["published", "given"]) | models.Q(consent="given"),
                name="nomination_consented",
                violation_error_message="没有本人同意不能公布。",
            ),
            models.CheckConstraint(
                condition=models.Q(proposed_by=None)
                | models.Q(decided_by=None)
                | ~models.Q(proposed_by=models.F("decided_by")),
                name="nomination_four_eyes",
                violation_error_message="初审人不能复审同一件推荐。",
            ),
        ]


class AwardObjection(Row):
    """What somebody says against a published name, sealed; answered with a reason."""

    nomination = models.ForeignKey(Nomination, on_delete=models.RESTRICT, related_name="objections", db_index=False)
    resident_id = models.UUIDField(db_index=True)
    words = models.BinaryField()
    made_at = models.DateTimeField()
    # open, upheld, rejected
    state = models.CharField(max_length=10)
    answer = models.CharField(max_length=1000, blank=True)
    answered_at = models.DateTimeField(null=True)
    answered_by = models.ForeignKey(Staff, null=True, on_delete=models.RESTRICT, related_name="+", db_index=False)

    class Meta:
        db_table = "award_objection"
        indexes = [models.Index(fields=["nomination", "made_at"], name="award_objection_of")]
        constraints = [
            models.UniqueConstraint(
                fields=["nomination", "resident_id"], condition=models.Q(state="open"), name="award_objection_one"
            )
        ]
