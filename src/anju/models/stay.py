"""Stays: a person living at an address, from the declaration to the end."""

from django.db import models

from anju.models.address import Address
from anju.models.base import Row, tracked
from anju.models.division import Division
from anju.models.person import Person
from anju.models.unit import Unit


@tracked
class Stay(Row):
    """One stay; its state follows law.stay. Dates are half-open: ended_on is the first day not here."""

    # the indexes below begin with person and address, so these need none of their own
    person = models.ForeignKey(Person, on_delete=models.RESTRICT, related_name="stays", db_index=False)
    address = models.ForeignKey(Address, on_delete=models.RESTRICT, related_name="stays", db_index=False)
    community = models.ForeignKey(Division, on_delete=models.RESTRICT, related_name="+")
    station = models.ForeignKey(Unit, on_delete=models.RESTRICT, related_name="+")
    # the file number a resident is told; the receipt has a number of its own
    number = models.CharField(max_length=24, unique=True)
    # the same for an adult and the minors declared with them
    filing = models.UUIDField(db_index=True)
    state = models.CharField(max_length=12)
    # the state an undo goes back to
    former_state = models.CharField(max_length=12, blank=True)
    channel = models.CharField(max_length=10)
    reason = models.CharField(max_length=16)
    # employer or school, optional (L11)
    workplace = models.CharField(max_length=100, blank=True)
    exempt = models.CharField(max_length=16, blank=True)
    arrived_on = models.DateField()
    declared_at = models.DateTimeField()
    # B1: until when it had to be registered; lateness never blocks (B2)
    due_on = models.DateField()
    due_provisional = models.BooleanField(default=False)
    # B3: until when a declaration has to be checked
    check_due_on = models.DateField()
    check_due_provisional = models.BooleanField(default=False)
    # what a newly loaded calendar moved the limit from, to be shown beside it
    check_due_was = models.DateField(null=True)
    registered_on = models.DateField(null=True)
    # D2: the date the half year runs from; kept by a move inside the county
    counted_from = models.DateField(null=True)
    confirmed_on = models.DateField(null=True)
    ended_on = models.DateField(null=True)
    end_reason = models.CharField(max_length=16, blank=True)
    # a move keeps the thread: the stay before this one, of the same person
    before = models.ForeignKey("self", null=True, on_delete=models.RESTRICT, related_name="after")
    agent_name = models.CharField(max_length=50, blank=True)
    agent_id_number = models.BinaryField(null=True)
    agent_relation = models.CharField(max_length=20, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        db_table = "stay"
        indexes = [
            models.Index(fields=["person", "-declared_at"], name="stay_person"),
            models.Index(fields=["address", "-declared_at"], name="stay_address"),
            models.Index(
                fields=["station", "check_due_on", "id"],
                name="stay_queue",
                condition=models.Q(state__in=["declared", "to_verify"]),
            ),
            models.Index(
                fields=["station", "check_due_on", "id"], name="stay_returned", condition=models.Q(state="returned")
            ),
            models.Index(
                fields=["community", "confirmed_on", "id"],
                name="stay_unconfirmed",
                condition=models.Q(state="registered"),
            ),
            models.Index(
                fields=["community", "check_due_on", "id"],
                name="stay_to_check",
                condition=models.Q(state__in=["declared", "to_verify"]),
            ),
            models.Index(
                fields=["community", "check_due_on", "id"],
                name="stay_returned_area",
                condition=models.Q(state="returned"),
            ),
            models.Index(fields=["check_due_on", "id"], name="stay_b3", condition=models.Q(state="declared")),
        ]
        constraints = [
            # one active stay a person, kept by the database too (B5)
            models.UniqueConstraint(
                fields=["person"],
                condition=models.Q(state="registered"),
                name="stay_one_active",
                violation_error_message="一个人同一时间只能有一处有效登记。",
            ),
            models.CheckConstraint(
                condition=models.Q(ended_on=None)
                | models.Q(registered_on=None)
                | models.Q(ended_on__gte=models.F("registered_on")),
                name="stay_range",
                violation_error_message="结束日期不能早于登记日期。",
            ),
            models.CheckConstraint(
                condition=~models.Q(state="registered")
                | models.Q(registered_on__isnull=False, counted_from__isnull=False),
                name="stay_registered_dated",
                violation_error_message="已登记的居住必须有登记日期。",
            ),
        ]
