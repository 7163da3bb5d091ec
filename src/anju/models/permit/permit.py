"""The permit itself: valid from its signing, whatever becomes of the card."""

from django.db import models

from anju.models.base import Row, tracked
from anju.models.division import Division
from anju.models.person import Person
from anju.models.stay import Stay
from anju.models.unit import Unit
from anju.models.upload import Upload


@tracked
class Permit(Row):
    """One residence permit; its state follows law.permit.life: valid, suspended, ended."""

    # the unique index below and permit_person begin with it
    person = models.ForeignKey(Person, on_delete=models.RESTRICT, related_name="permits", db_index=False)
    # the registration it rests on; follows a move (D1)
    stay = models.ForeignKey(Stay, on_delete=models.RESTRICT, related_name="permits")
    community = models.ForeignKey(Division, on_delete=models.RESTRICT, related_name="+")
    station = models.ForeignKey(Unit, on_delete=models.RESTRICT, related_name="+")
    # the county police that signed it (E9)
    authority = models.ForeignKey(Unit, on_delete=models.RESTRICT, related_name="+")
    number = models.CharField(max_length=24, unique=True)
    state = models.CharField(max_length=10)
    former_state = models.CharField(max_length=10, blank=True)
    ground = models.CharField(max_length=12)
    issued_on = models.DateField()
    # F1: the day anniversaries count from
    anchor_on = models.DateField()
    # F8: since when residence was continuous when it was issued
    since = models.DateField()
    # F1: number of the last endorsed anniversary
    endorsed = models.PositiveSmallIntegerField(default=0)
    # F2: the window that comes next
    window_opens_on = models.DateField()
    window_closes_on = models.DateField()
    window_provisional = models.BooleanField(default=False)
    # what a newly loaded calendar moved the last day from, to be shown beside it
    window_was = models.DateField(null=True)
    # F4: first day without function, while it lasts
    suspended_on = models.DateField(null=True)
    # first day on which it is no more
    ended_on = models.DateField(null=True)
    end_reason = models.CharField(max_length=16, blank=True)
    # sealed; asked at the application only (E9)
    ethnicity = models.BinaryField()
    portrait = models.ForeignKey(Upload, null=True, on_delete=models.RESTRICT, related_name="+")
    county = models.CharField(max_length=6)
    # the signed code beside the card; says no more than the public page shows
    code = models.CharField(max_length=300)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        db_table = "permit"
        indexes = [
            models.Index(fields=["person", "-issued_on"], name="permit_person"),
            models.Index(fields=["window_closes_on", "id"], name="permit_closing", condition=models.Q(state="valid")),
            models.Index(fields=["window_opens_on", "id"], name="permit_opening", condition=models.Q(state="valid")),
            models.Index(
                fields=["station", "window_closes_on", "id"], name="permit_due", condition=models.Q(state="valid")
            ),
            models.Index(
                fields=["station", "suspended_on", "id"],
                name="permit_suspended",
                condition=models.Q(state="suspended"),
            ),
        ]
        constraints = [
            # one valid permit a person, kept by the database too (E3); a suspended one is still the one
            models.UniqueConstraint(
                fields=["person"],
                condition=models.Q(state__in=["valid", "suspended"]),
                name="permit_one_active",
                violation_error_message="一个人同一时间只能有一张有效的居住证。",
            ),
            models.CheckConstraint(
                condition=~models.Q(state="suspended") | models.Q(suspended_on__isnull=False),
                name="permit_suspended_dated",
                violation_error_message="中止的居住证必须有中止日期。",
            ),
            models.CheckConstraint(
                condition=~models.Q(state="ended") | models.Q(ended_on__isnull=False),
                name="permit_ended_dated",
                violation_error_message="已注销的居住证必须有注销日期。",
            ),
        ]


@tracked
class PermitEnding(Row):
    """The end of a permit, with its basis, notice, window to object and undoing (D3–D6, F6)."""

    permit = models.ForeignKey(Permit, on_delete=models.RESTRICT, related_name="endings")
    person_id = models.UUIDField()
    # noticed, objected, done, withdrawn, undone
    state = models.CharField(max_length=10)
    # law.codes.PermitEndReason
    reason = models.CharField(max_length=16)
    basis = models.CharField(max_length=10)  # request, visit, match, proof, stay
    basis_note = models.CharField(max_length=300, blank=True)
    ended_on = models.DateField()
    noticed_at = models.DateTimeField(null=True)
    objection_until = models.DateField(null=True)
    objection = models.CharField(max_length=500, blank=True)
    done_at = models.DateTimeField(null=True)
    undone_at = models.DateTimeField(null=True)
    undone_why = models.CharField(max_length=300, blank=True)

    class Meta:
        db_table = "permit_ending"
        indexes = [
            models.Index(
                fields=["objection_until", "id"],
                name="permit_ending_window",
                condition=models.Q(state__in=["noticed", "objected"]),
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["permit"],
                condition=models.Q(state__in=["noticed", "objected", "done"]),
                name="permit_ending_one_open",
            ),
        ]
