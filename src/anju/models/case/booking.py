"""Times an office offers, and seats booked in them: the database lets no seat be booked twice."""

from django.db import models

from anju.models.base import Row
from anju.models.case.case import Case
from anju.models.unit import Unit


class Slot(Row):
    """A time at a place with so many seats; no person stands in it."""

    unit = models.ForeignKey(Unit, on_delete=models.RESTRICT, related_name="slots", db_index=False)
    # for one service, or for all of the office
    service = models.CharField(max_length=80, blank=True)
    place = models.CharField(max_length=120)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    seats = models.PositiveSmallIntegerField()
    taken = models.PositiveSmallIntegerField(default=0)
    closed_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "slot"
        indexes = [
            models.Index(
                fields=["unit", "starts_at", "id"],
                name="slot_free",
                condition=models.Q(closed_at=None, taken__lt=models.F("seats")),
            ),
        ]
        constraints = [
            models.UniqueConstraint(fields=["unit", "service", "place", "starts_at"], name="slot_once"),
            models.CheckConstraint(
                condition=models.Q(taken__lte=models.F("seats")),
                name="slot_seats",
                violation_error_message="这个时间已经约满。",
            ),
            models.CheckConstraint(
                condition=models.Q(ends_at__gt=models.F("starts_at")),
                name="slot_range",
                violation_error_message="结束时间必须晚于开始时间。",
            ),
        ]

    @property
    def left(self) -> int:
        """How many seats are free."""
        return self.seats - self.taken


class Booking(Row):
    """One seat in a slot, booked by a person."""

    slot = models.ForeignKey(Slot, on_delete=models.RESTRICT, related_name="bookings", db_index=False)
    seat = models.PositiveSmallIntegerField()
    person_id = models.UUIDField()
    case = models.ForeignKey(Case, null=True, on_delete=models.RESTRICT, related_name="bookings")
    service = models.CharField(max_length=80)
    # booked, cancelled
    state = models.CharField(max_length=10)
    starts_at = models.DateTimeField()
    booked_at = models.DateTimeField()
    cancelled_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "booking"
        indexes = [
            models.Index(fields=["person_id", "-starts_at"], name="booking_person"),
            models.Index(fields=["starts_at", "id"], name="booking_coming", condition=models.Q(state="booked")),
        ]
        constraints = [
            models.UniqueConstraint(fields=["slot", "seat"], condition=models.Q(state="booked"), name="booking_seat"),
            models.UniqueConstraint(
                fields=["slot", "person_id"], condition=models.Q(state="booked"), name="booking_once"
            ),
        ]
