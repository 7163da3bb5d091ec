"""Public rental housing: flats, rounds, the waiting list, offers, leases, and what is said against any of it (I6)."""

from django.db import models

from anju.models.account import Staff
from anju.models.base import Row, tracked
from anju.models.case import Case
from anju.models.person import Person
from anju.models.unit import Unit


@tracked
class RentalFlat(Row):
    """A flat of the programme; no person stands in it."""

    unit = models.ForeignKey(Unit, on_delete=models.RESTRICT, related_name="+", db_index=False)
    estate = models.CharField(max_length=60)
    number = models.CharField(max_length=30)
    rooms = models.PositiveSmallIntegerField()
    # m²
    size = models.PositiveSmallIntegerField()
    rent_fen = models.PositiveIntegerField()
    accessible = models.BooleanField(default=False)
    # free, offered, let, withdrawn
    state = models.CharField(max_length=10)
    from_on = models.DateField()
    to_on = models.DateField(null=True)
    added_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)

    class Meta:
        db_table = "rental_flat"
        indexes = [models.Index(fields=["unit", "state", "estate", "number"], name="rental_flat_unit")]
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "estate", "number"],
                condition=models.Q(to_on=None),
                name="rental_flat_once",
                violation_error_message="这套房已在项目里。",
            )
        ]


class RentalRound(Row):
    """A round of applications: its days, its order, and where a draw decides the seed promised before and told after."""

    unit = models.ForeignKey(Unit, on_delete=models.RESTRICT, related_name="+", db_index=False)
    name = models.CharField(max_length=60)
    opens_on = models.DateField()
    closes_on = models.DateField()
    # date, draw
    order = models.CharField(max_length=4)
    # the year's plan: flats, and how many of them are for people who moved in (D20)
    planned = models.PositiveIntegerField()
    for_migrants = models.PositiveIntegerField()
    # SHA-256 of the seed, published when the round opens
    promise = models.CharField(max_length=64, blank=True)
    # sealed until the draw
    seed = models.BinaryField(null=True)
    told_seed = models.CharField(max_length=64, blank=True)
    drawn_at = models.DateTimeField(null=True)
    opened_at = models.DateTimeField()

    class Meta:
        db_table = "rental_round"
        indexes = [models.Index(fields=["unit", "-opens_on"], name="rental_round_unit")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(closes_on__gte=models.F("opens_on")),
                name="rental_round_range",
                violation_error_message="截止日不能早于开始日。",
            ),
            models.CheckConstraint(
                condition=models.Q(for_migrants__lte=models.F("planned")),
                name="rental_round_plan",
                violation_error_message="给外来人口的不能多于计划总数。",
            ),
        ]


@tracked
class RentalEntry(Row):
    """Somebody's place on an office's list; it comes from a granted case and follows law.rental."""

    person = models.ForeignKey(Person, on_delete=models.RESTRICT, related_name="+", db_index=False)
    case = models.OneToOneField(Case, on_delete=models.RESTRICT, related_name="+")
    unit = models.ForeignKey(Unit, on_delete=models.RESTRICT, related_name="+", db_index=False)
    round = models.ForeignKey(RentalRound, null=True, on_delete=models.RESTRICT, related_name="entries", db_index=False)
    number = models.CharField(max_length=24, unique=True)
    state = models.CharField(max_length=10)
    people = models.PositiveSmallIntegerField()
    # law.rental.NEEDS
    need = models.CharField(max_length=10)
    # the order: group, day, lot, moment, key
    group = models.PositiveSmallIntegerField()
    ranked_on = models.DateField()
    lot = models.PositiveIntegerField(default=0)
    complete_at = models.DateTimeField()
    entered_at = models.DateTimeField()
    waits_until = models.DateField()
    confirm_by = models.DateField()
    confirmed_on = models.DateField()
    declines = models.PositiveSmallIntegerField(default=0)
    ended_at = models.DateTimeField(null=True)
    # law.rental.ENDS
    ended_why = models.CharField(max_length=12, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        db_table = "rental_entry"
        indexes = [
            models.Index(fields=["person", "-entered_at"], name="rental_entry_person"),
            models.Index(
                fields=["unit", "group", "ranked_on", "lot", "complete_at", "id"],
                name="rental_entry_order",
                condition=models.Q(state__in=["waiting", "offered", "accepted"]),
            ),
            models.Index(
                fields=["confirm_by", "id"],
                name="rental_entry_confirm",
                condition=models.Q(state__in=["waiting", "offered", "accepted"]),
            ),
            models.Index(
                fields=["waits_until", "id"],
                name="rental_entry_years",
                condition=models.Q(state__in=["waiting", "offered", "accepted"]),
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["person"],
                condition=~models.Q(state="ended"),
                name="rental_entry_one",
                violation_error_message="已在轮候或者已入住。",
            )
        ]


class RentalOffer(Row):
    """A flat offered to whoever's turn it is; accepted, it is published before the lease begins."""

    entry = models.ForeignKey(RentalEntry, on_delete=models.RESTRICT, related_name="offers", db_index=False)
    person_id = models.UUIDField()
    flat = models.ForeignKey(RentalFlat, on_delete=models.RESTRICT, related_name="offers", db_index=False)
    unit = models.ForeignKey(Unit, on_delete=models.RESTRICT, related_name="+", db_index=False)
    # open, accepted, declined, lapsed, withdrawn, let
    state = models.CharField(max_length=10)
    offered_at = models.DateTimeField()
    offered_by = models.ForeignKey(Staff, on_delete=models.RESTRICT, related_name="+", db_index=False)
    answer_by = models.DateField()
    answer_provisional = models.BooleanField(default=False)
    answered_at = models.DateTimeField(null=True)
    # the days in which anybody on the list may object
    published_until = models.DateField(null=True)
    published_provisional = models.BooleanField(default=False)
    why = models.CharField(max_length=1000, blank=True)

    class Meta:
        db_table = "rental_offer"
        indexes = [
            models.Index(fields=["entry", "-offered_at"], name="rental_offer_entry"),
            models.Index(fields=["unit", "-answered_at", "-id"], name="rental_offer_unit"),
            models.Index(fields=["answer_by", "id"], name="rental_offer_open", condition=models.Q(state="open")),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["flat"], condition=models.Q(state__in=["open", "accepted"]), name="rental_offer_flat"
            ),
            models.UniqueConstraint(
                fields=["entry"], condition=models.Q(state__in=["open", "accepted"]), name="rental_offer_one"
            ),
        ]


class RentalLease(Row):
    """The lease of a flat, begun after publication and ended."""

    offer = models.OneToOneField(RentalOffer, on_delete=models.RESTRICT, related_name="lease")
    entry = models.ForeignKey(RentalEntry, on_delete=models.RESTRICT, related_name="leases")
    person_id = models.UUIDField(db_index=True)
    flat = models.ForeignKey(RentalFlat, on_delete=models.RESTRICT, related_name="leases")
    rent_fen = models.PositiveIntegerField()
    begins_on = models.DateField()
    until = models.DateField()
    begun_at = models.DateTimeField()
    begun_by = models.ForeignKey(Staff, on_delete=models.RESTRICT, related_name="+", db_index=False)
    ended_on = models.DateField(null=True)
    # law.rental.LEASE_ENDS
    ended_why = models.CharField(max_length=12, blank=True)

    class Meta:
        db_table = "rental_lease"
        constraints = [
            models.UniqueConstraint(fields=["flat"], condition=models.Q(ended_on=None), name="rental_lease_flat"),
            models.CheckConstraint(
                condition=models.Q(until__gt=models.F("begins_on")),
                name="rental_lease_range",
                violation_error_message="租期结束日必须晚于开始日。",
            ),
        ]


class RentalMeasure(Row):
    """What an officer means to do against somebody's place: told first, done after the window, never by itself (I10)."""

    entry = models.ForeignKey(RentalEntry, on_delete=models.RESTRICT, related_name="measures", db_index=False)
    person_id = models.UUIDField()
    # end, back
    what = models.CharField(max_length=4)
    # law.rental.REASONS
    cause = models.CharField(max_length=12)
    reason = models.CharField(max_length=1000)
    article = models.CharField(max_length=120)
    # told, objected, done, dropped
    state = models.CharField(max_length=10)
    told_at = models.DateTimeField()
    told_by = models.ForeignKey(Staff, on_delete=models.RESTRICT, related_name="+", db_index=False)
    until = models.DateField()
    until_provisional = models.BooleanField(default=False)
    settled_at = models.DateTimeField(null=True)
    settled_by = models.ForeignKey(Staff, null=True, on_delete=models.RESTRICT, related_name="+", db_index=False)

    class Meta:
        db_table = "rental_measure"
        indexes = [models.Index(fields=["entry", "-told_at"], name="rental_measure_entry")]
        constraints = [
            models.UniqueConstraint(
                fields=["entry"], condition=models.Q(state__in=["told", "objected"]), name="rental_measure_one"
            )
        ]


class RentalObjection(Row):
    """What somebody says against a place, a measure or an allotment; somebody else reviews it (I6)."""

    # whose place it is about, and who objects: oneself, or anybody on the same list against an allotment
    entry = models.ForeignKey(RentalEntry, on_delete=models.RESTRICT, related_name="objections", db_index=False)
    person_id = models.UUIDField(db_index=True)
    unit = models.ForeignKey(Unit, on_delete=models.RESTRICT, related_name="+", db_index=False)
    # place, measure, allotment
    about = models.CharField(max_length=10)
    measure = models.ForeignKey(RentalMeasure, null=True, on_delete=models.RESTRICT, related_name="objections")
    offer = models.ForeignKey(RentalOffer, null=True, on_delete=models.RESTRICT, related_name="objections")
    # who did what is objected to, and so doesn't review it
    against = models.ForeignKey(Staff, null=True, on_delete=models.RESTRICT, related_name="+", db_index=False)
    # sealed
    words = models.BinaryField()
    made_at = models.DateTimeField()
    due_on = models.DateField()
    due_provisional = models.BooleanField(default=False)
    # open, upheld, rejected
    state = models.CharField(max_length=10)
    answer = models.CharField(max_length=1000, blank=True)
    article = models.CharField(max_length=120, blank=True)
    answered_at = models.DateTimeField(null=True)
    answered_by = models.ForeignKey(Staff, null=True, on_delete=models.RESTRICT, related_name="+", db_index=False)

    class Meta:
        db_table = "rental_objection"
        indexes = [
            models.Index(fields=["entry", "-made_at"], name="rental_objection_entry"),
            models.Index(
                fields=["unit", "due_on", "id"], name="rental_objection_open", condition=models.Q(state="open")
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["entry", "person_id", "about"],
                condition=models.Q(state="open"),
                name="rental_objection_one",
            ),
            models.CheckConstraint(
                condition=models.Q(against=None)
                | models.Q(answered_by=None)
                | ~models.Q(against=models.F("answered_by")),
                name="rental_objection_other_eyes",
                violation_error_message="复核由没有参与原决定的人办理。",
            ),
        ]
