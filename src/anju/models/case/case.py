"""The case itself, what was typed for it and the papers that came with it (I3, I4, I9)."""

from django.db import models

from anju.law.dispute import kinds
from anju.models.account import Staff
from anju.models.base import Row, tracked
from anju.models.division import Division
from anju.models.person import Person
from anju.models.unit import Unit
from anju.models.upload import Upload

# claims for wages stand first in every list of an office (queries.case.queue)
_RANK = models.Case(
    models.When(service=kinds.WAGE_CLAIM, then=0), default=1, output_field=models.PositiveSmallIntegerField()
)


@tracked
class Case(Row):
    """One application for a service; its state follows law.case.life. No words of anybody stand in it."""

    # whom it is for: oneself or a ward; the indexes below begin with it
    person = models.ForeignKey(Person, on_delete=models.RESTRICT, related_name="cases", db_index=False)
    # who applied for a ward
    applicant_id = models.UUIDField(null=True)
    # law.service.Service.id
    service = models.CharField(max_length=80)
    community = models.ForeignKey(Division, on_delete=models.RESTRICT, related_name="+", db_index=False)
    # who owns it (J2), and who it is offered to
    unit = models.ForeignKey(Unit, on_delete=models.RESTRICT, related_name="+", db_index=False)
    offered_to = models.ForeignKey(Unit, null=True, on_delete=models.RESTRICT, related_name="+", db_index=False)
    # I9: the office above, while this is late
    escalated_to = models.ForeignKey(Unit, null=True, on_delete=models.RESTRICT, related_name="+", db_index=False)
    number = models.CharField(max_length=24, unique=True)
    state = models.CharField(max_length=10)
    former_state = models.CharField(max_length=10, blank=True)
    # law.codes.Channel
    channel = models.CharField(max_length=10)
    applied_at = models.DateTimeField()
    # the last day of what goes on now: taking, settling or reviewing (I9, I10)
    limit_on = models.DateField()
    limit_provisional = models.BooleanField(default=False)
    limit_was = models.DateField(null=True)
    taken_at = models.DateTimeField(null=True)
    taken_by = models.ForeignKey(Staff, null=True, on_delete=models.RESTRICT, related_name="+", db_index=False)
    # law.case.limits.Clock: from which day the rest of the result's limit runs, and how much of it
    clock_from = models.DateField(null=True)
    clock_left = models.PositiveSmallIntegerField(null=True)
    clock_unit = models.CharField(max_length=2, blank=True)
    clock_stands = models.BooleanField(default=False)
    # the first of two officers, and what they proposed: granted, refused
    proposed_by = models.ForeignKey(Staff, null=True, on_delete=models.RESTRICT, related_name="+", db_index=False)
    proposed = models.CharField(max_length=10, blank=True)
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(Staff, null=True, on_delete=models.RESTRICT, related_name="+", db_index=False)
    closed_at = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        db_table = "service_case"
        indexes = [
            models.Index(fields=["person", "-applied_at"], name="case_person"),
            # an office's queue and its subtree's: claims for wages first, then the nearest limit
            models.Index(
                "unit",
                _RANK,
                "limit_on",
                "id",
                name="case_office",
                # read from the index alone: a page over many offices looks at a page of each
                include=["service", "state"],
                condition=models.Q(state__in=["sent", "taken", "proposed", "objected"]),
            ),
            models.Index(
                "unit",
                _RANK,
                "limit_on",
                "id",
                name="case_applicant",
                condition=models.Q(state__in=["returned", "asked"]),
            ),
            models.Index(
                "offered_to",
                _RANK,
                "limit_on",
                "id",
                name="case_offered",
                condition=models.Q(offered_to__isnull=False),
            ),
            models.Index(
                "escalated_to",
                _RANK,
                "limit_on",
                "id",
                name="case_escalated",
                condition=models.Q(escalated_to__isnull=False),
            ),
            # what the night looks for
            models.Index(
                fields=["limit_on", "id"],
                name="case_late",
                condition=models.Q(state__in=["sent", "taken", "proposed", "objected"], escalated_to=None),
            ),
            models.Index(fields=["unit", "applied_at"], name="case_received"),
            models.Index(fields=["unit", "-decided_at"], name="case_done", condition=~models.Q(decided_at=None)),
        ]
        constraints = [
            # applying twice is one case
            models.UniqueConstraint(
                fields=["person", "service"],
                condition=models.Q(state__in=["sent", "returned", "taken", "asked", "proposed", "objected"]),
                name="case_one_open",
                violation_error_message="这个事项已有一件正在办理。",
            ),
            models.CheckConstraint(
                condition=~models.Q(state__in=["taken", "asked", "proposed", "granted", "refused"])
                | models.Q(taken_at__isnull=False, clock_from__isnull=False, clock_left__isnull=False),
                name="case_taken_dated",
                violation_error_message="已签收的事项必须有签收时间和办结期限。",
            ),
            models.CheckConstraint(
                condition=~models.Q(state__in=["granted", "refused", "objected", "confirmed", "changed"])
                | models.Q(decided_at__isnull=False, decided_by__isnull=False),
                name="case_decided_by_somebody",
                violation_error_message="办理结果必须由具名的工作人员作出。",
            ),
            models.CheckConstraint(
                condition=models.Q(proposed_by=None)
                | models.Q(decided_by=None)
                | ~models.Q(proposed_by=models.F("decided_by")),
                name="case_four_eyes",
                violation_error_message="拟定人不能审定同一件事项。",
            ),
        ]


class CaseForm(Row):
    """What was typed, sealed; a completed form is a new row, so that none is overwritten."""

    case = models.ForeignKey(Case, on_delete=models.RESTRICT, related_name="forms", db_index=False)
    person_id = models.UUIDField(db_index=True)
    turn = models.PositiveSmallIntegerField()
    # sealed: field id → answer
    answers = models.BinaryField()
    given_at = models.DateTimeField()

    class Meta:
        db_table = "case_form"
        constraints = [models.UniqueConstraint(fields=["case", "turn"], name="case_form_turn")]


class CasePaper(Row):
    """One paper of a form and where it comes from: never asked for where another office confirms it (I4, E4)."""

    case = models.ForeignKey(Case, on_delete=models.RESTRICT, related_name="papers", db_index=False)
    person_id = models.UUIDField(db_index=True)
    turn = models.PositiveSmallIntegerField()
    # law.service.Paper.id
    paper = models.CharField(max_length=40)
    # law.case.form.Source
    source = models.CharField(max_length=10)
    upload = models.ForeignKey(Upload, null=True, on_delete=models.RESTRICT, related_name="+")
    given_at = models.DateTimeField()

    class Meta:
        db_table = "case_paper"
        constraints = [models.UniqueConstraint(fields=["case", "turn", "paper"], name="case_paper_turn")]
