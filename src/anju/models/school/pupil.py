"""A child's application in a round: the wishes beside its case, what counts for the order, and the place."""

from django.db import models

from anju.models.base import Row, tracked
from anju.models.case import Case
from anju.models.division import Division
from anju.models.person import Person
from anju.models.school.round import SchoolRound
from anju.models.school.school import School


@tracked
class SchoolWish(Row):
    """Up to three schools in order; its state follows law.school.life. No words of a family stand in it."""

    # the child; the unique key below begins with it
    person = models.ForeignKey(Person, on_delete=models.RESTRICT, related_name="school_wishes", db_index=False)
    round = models.ForeignKey(SchoolRound, on_delete=models.RESTRICT, related_name="wishes", db_index=False)
    # the application itself: routing, questions, decision, objection, rating
    case = models.OneToOneField(Case, on_delete=models.RESTRICT, related_name="school_wish")
    # the number on the anonymous list
    number = models.PositiveIntegerField()
    community = models.ForeignKey(Division, on_delete=models.RESTRICT, related_name="+", db_index=False)
    # ids of schools, the most wanted first
    schools = models.JSONField()
    late = models.BooleanField(default=False)
    # what the guardian stated and a person checked: None until then
    work = models.BooleanField(default=False)
    work_ok = models.BooleanField(null=True)
    sibling = models.ForeignKey(School, null=True, on_delete=models.RESTRICT, related_name="+", db_index=False)
    sibling_ok = models.BooleanField(null=True)
    state = models.CharField(max_length=10)
    # what the allotment went by: groups by wish, permit yes or no, since
    counted = models.JSONField(null=True)
    school = models.ForeignKey(School, null=True, on_delete=models.RESTRICT, related_name="+", db_index=False)
    # which wish, 0 found by the county
    choice = models.PositiveSmallIntegerField(null=True)
    draw = models.PositiveIntegerField(null=True)
    granted_at = models.DateTimeField(null=True)
    reply_by = models.DateField(null=True)
    replied_at = models.DateTimeField(null=True)
    # a better place that became free, kept until the guardian answers; and those let pass
    up = models.ForeignKey(School, null=True, on_delete=models.RESTRICT, related_name="+", db_index=False)
    up_by = models.DateField(null=True)
    passed = models.JSONField(default=list)
    applied_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)

    class Meta:
        db_table = "school_wish"
        indexes = [
            models.Index(fields=["round", "school", "number"], name="school_wish_place"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "round"],
                name="school_wish_once",
                violation_error_message="一个孩子在一次报名里只有一份申请。",
            ),
            models.UniqueConstraint(fields=["round", "number"], name="school_wish_number"),
            models.CheckConstraint(
                condition=~models.Q(state__in=["offered", "accepted"]) | models.Q(school__isnull=False),
                name="school_wish_placed",
                violation_error_message="录取必须有学校。",
            ),
        ]


class SchoolNote(Row):
    """Why a claim does not hold, in an officer's words; no snapshot keeps it, so that retention can empty it (L7)."""

    wish = models.OneToOneField(SchoolWish, on_delete=models.RESTRICT, related_name="note")
    person_id = models.UUIDField(db_index=True)
    words = models.CharField(max_length=300)

    class Meta:
        db_table = "school_note"
