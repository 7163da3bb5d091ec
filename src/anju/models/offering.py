"""What a city changed of its services, what it confirmed, and how its offices do, counted at night (R9, C4, D2, D6)."""

from django.db import models

from anju.models.account import Staff
from anju.models.base import Row, tracked
from anju.models.case import Case
from anju.models.division import Division
from anju.models.entitlement import Words
from anju.models.unit import Unit


@tracked
class ServiceChange(Row):
    """A change of one service for the city or a county from a day on; in force once a second officer approved it."""

    # law.service.Service.id
    service = models.CharField(max_length=80)
    place = models.ForeignKey(Division, on_delete=models.RESTRICT, related_name="+", db_index=False)
    begins = models.DateField()
    # law.offering.Changes: summary, place, phone, limit, opening; only what changes
    what = models.JSONField()
    reason = models.CharField(max_length=300)
    # the document it rests on, with its number and article
    basis = models.CharField(max_length=200)
    # proposed, approved, declined, withdrawn
    state = models.CharField(max_length=10)
    unit = models.ForeignKey(Unit, on_delete=models.RESTRICT, related_name="+", db_index=False)
    proposed_at = models.DateTimeField()
    proposed_by = models.ForeignKey(Staff, on_delete=models.RESTRICT, related_name="+", db_index=False)
    reviewed_at = models.DateTimeField(null=True)
    reviewed_by = models.ForeignKey(Staff, null=True, on_delete=models.RESTRICT, related_name="+", db_index=False)
    # why it was declined or withdrawn
    answer = models.CharField(max_length=300, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        db_table = "service_change"
        indexes = [models.Index(fields=["service", "-proposed_at"], name="service_change_service")]
        constraints = [
            models.UniqueConstraint(
                fields=["service", "place", "begins"],
                condition=models.Q(state__in=["proposed", "approved"]),
                name="service_change_once",
                violation_error_message="这个地方同一天已有一项修改。",
            ),
            models.CheckConstraint(
                condition=~models.Q(state__in=["approved", "declined"])
                | models.Q(reviewed_at__isnull=False, reviewed_by__isnull=False),
                name="service_change_reviewed",
                violation_error_message="修改必须由具名的工作人员审核。",
            ),
            models.CheckConstraint(
                condition=models.Q(reviewed_by=None) | ~models.Q(reviewed_by=models.F("proposed_by")),
                name="service_change_four_eyes",
                violation_error_message="提出修改的人不能审核同一项修改。",
            ),
        ]


class ServiceShape(Row):
    """Which entries and papers a service's file asked for since a moment, so that no open case loses what it rests on."""

    service = models.CharField(max_length=80)
    since = models.DateTimeField()
    # law.offering.shape
    shape = models.JSONField()

    class Meta:
        db_table = "service_shape"
        constraints = [models.UniqueConstraint(fields=["service", "since"], name="service_shape_once")]


class Confirmation(Row):
    """Somebody's word, with its source, on what was an assumption; it holds for the very words that were confirmed."""

    # service, rule, policy
    kind = models.CharField(max_length=8)
    key = models.CharField(max_length=80)
    # of what it said then
    digest = models.CharField(max_length=64)
    # confirmed, changed
    outcome = models.CharField(max_length=10)
    source = models.CharField(max_length=200)
    at = models.DateTimeField()
    by = models.ForeignKey(Staff, on_delete=models.RESTRICT, related_name="+", db_index=False)

    class Meta:
        db_table = "confirmation"
        indexes = [models.Index(fields=["kind", "key", "-at"], name="confirmation_key")]


class OfferingRun(models.Model):
    """The night that the figures below were counted in."""

    on = models.DateField(primary_key=True)
    finished_at = models.DateTimeField()

    class Meta:
        db_table = "offering_run"


class CaseFigure(models.Model):
    """What became of the cases of one service at one office, applied for within the year before the count."""

    pk = models.CompositePrimaryKey("unit_id", "service")
    unit_id = models.UUIDField()
    service = models.CharField(max_length=80)
    received = models.PositiveIntegerField()
    open = models.PositiveIntegerField()
    late = models.PositiveIntegerField()
    finished = models.PositiveIntegerField()
    in_time = models.PositiveIntegerField()
    refused = models.PositiveIntegerField()
    # finished cases by the days they took; the last number counts all that took longer
    days = Words()
    # ratings by grade, in the order of law.codes.Rating
    grades = Words()

    class Meta:
        db_table = "case_figure"


class CaseReason(models.Model):
    """How often an office refused a service under an article."""

    pk = models.CompositePrimaryKey("unit_id", "service", "article")
    unit_id = models.UUIDField()
    service = models.CharField(max_length=80)
    article = models.CharField(max_length=120)
    count = models.PositiveIntegerField()

    class Meta:
        db_table = "case_reason"


class CaseUse(models.Model):
    """How many people of a community applied for a service within the year before the count."""

    pk = models.CompositePrimaryKey("community", "service")
    community = models.CharField(max_length=12)
    service = models.CharField(max_length=80)
    people = models.PositiveIntegerField()

    class Meta:
        db_table = "case_use"


class StuckCase(models.Model):
    """A case that is stuck, or that several departments share, as of the last night (D6); why stands beside it."""

    # no foreign key: it is derived, and written anew each night
    case_id = models.UUIDField(primary_key=True)
    person_id = models.UUIDField()
    unit_id = models.UUIDField()
    limit_on = models.DateField()
    # of law.coordination.REASONS
    reasons = models.JSONField()

    class Meta:
        db_table = "stuck_case"
        indexes = [models.Index(fields=["unit_id", "limit_on", "case_id"], name="stuck_case_unit")]


class CaseUrge(Row):
    """A case was urged: once a day; the office answers by a code and a day, so that nothing of the case stands in it."""

    case = models.ForeignKey(Case, on_delete=models.RESTRICT, related_name="urges", db_index=False)
    person_id = models.UUIDField()
    on = models.DateField()
    at = models.DateTimeField()
    by = models.ForeignKey(Staff, on_delete=models.RESTRICT, related_name="+", db_index=False)
    # who urged, who is urged, and who is above them
    asker = models.ForeignKey(Unit, on_delete=models.RESTRICT, related_name="+", db_index=False)
    unit = models.ForeignKey(Unit, on_delete=models.RESTRICT, related_name="+", db_index=False)
    above = models.ForeignKey(Unit, null=True, on_delete=models.RESTRICT, related_name="+", db_index=False)
    # of law.coordination.ANSWERS; empty while nobody answered
    answer = models.CharField(max_length=10, blank=True)
    expected_on = models.DateField(null=True)
    answered_at = models.DateTimeField(null=True)
    answered_by = models.ForeignKey(Staff, null=True, on_delete=models.RESTRICT, related_name="+", db_index=False)

    class Meta:
        db_table = "case_urge"
        indexes = [
            models.Index(fields=["unit", "at", "id"], name="case_urge_open", condition=models.Q(answered_at=None)),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["case", "on"], name="case_urge_once", violation_error_message="这件事项今天已经催办过。"
            )
        ]
