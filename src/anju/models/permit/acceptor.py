"""Bodies that accept the receipt or the permit, and how often they asked (D4 of the notice)."""

from django.db import models

from anju.models.account import ApiClient, Resident
from anju.models.base import Row, tracked
from anju.models.division import Division


@tracked
class Acceptor(Row):
    """A bank, operator, hospital or other body that says it accepts the papers."""

    # asked, published, declined, ended
    state = models.CharField(max_length=10)
    name = models.CharField(max_length=80)
    # law.codes.AcceptorKind
    kind = models.CharField(max_length=16)
    county = models.ForeignKey(Division, on_delete=models.RESTRICT, related_name="+")
    # receipt, permit or both, comma-separated
    papers = models.CharField(max_length=20)
    # what one gets there with them, in plain words, public
    offers = models.CharField(max_length=200)
    place = models.CharField(max_length=120)
    # the body's own public number, not a person's
    phone = models.CharField(max_length=20)
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(Resident, null=True, on_delete=models.SET_NULL, related_name="+")
    answered_at = models.DateTimeField(null=True)
    answer = models.CharField(max_length=300, blank=True)
    # the follow-up code of who asked without signing in: its digest
    follow = models.BinaryField(max_length=32, null=True)
    client = models.ForeignKey(ApiClient, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        db_table = "acceptor"
        indexes = [
            models.Index(fields=["county", "kind", "name"], name="acceptor_public"),
            models.Index(fields=["asked_at", "id"], name="acceptor_asked", condition=models.Q(state="asked")),
        ]


class Acceptance(Row):
    """How many papers a body verified on a day and for what; no person stands in it."""

    acceptor = models.ForeignKey(Acceptor, on_delete=models.RESTRICT, related_name="acceptances")
    on = models.DateField()
    # law.codes.AcceptancePurpose
    purpose = models.CharField(max_length=20)
    count = models.PositiveIntegerField(default=0)
    valid = models.PositiveIntegerField(default=0)

    class Meta:
        db_table = "acceptance"
        constraints = [models.UniqueConstraint(fields=["acceptor", "on", "purpose"], name="acceptance_once")]
