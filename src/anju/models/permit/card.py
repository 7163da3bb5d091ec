"""Cards: making, handing over, losing (E9, G1, G2)."""

from django.db import models

from anju.models.base import Row, tracked
from anju.models.permit.file import PermitFile
from anju.models.permit.permit import Permit
from anju.models.unit import Unit


class CardBatch(Row):
    """Cards that leave for the card maker as one file and come back with their numbers."""

    authority = models.ForeignKey(Unit, on_delete=models.RESTRICT, related_name="+")
    number = models.CharField(max_length=24, unique=True)
    count = models.PositiveIntegerField()
    made_at = models.DateTimeField()
    # when the last of its cards was back, made or failed
    closed_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "card_batch"
        indexes = [models.Index(fields=["authority", "-made_at"], name="card_batch_latest")]


@tracked
class Card(Row):
    """One card; its state follows law.permit.card."""

    permit = models.ForeignKey(Permit, on_delete=models.RESTRICT, related_name="cards")
    person_id = models.UUIDField(db_index=True)
    # the file that asked for it
    file = models.OneToOneField(PermitFile, on_delete=models.RESTRICT, related_name="card")
    authority = models.ForeignKey(Unit, on_delete=models.RESTRICT, related_name="+")
    # where it is collected
    collect_at = models.ForeignKey(Unit, on_delete=models.RESTRICT, related_name="+")
    state = models.CharField(max_length=10)
    former_state = models.CharField(max_length=10, blank=True)
    # the card maker's
    card_number = models.CharField(max_length=24, blank=True)
    batch = models.ForeignKey(CardBatch, null=True, on_delete=models.RESTRICT, related_name="cards")
    # how often it was sent to be made
    tries = models.PositiveSmallIntegerField(default=0)
    # E6, for the order of making
    due_on = models.DateField()
    ready_on = models.DateField(null=True)
    handed_on = models.DateField(null=True)
    # receipt, id
    handed_by = models.CharField(max_length=10, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        db_table = "card"
        indexes = [
            models.Index(
                fields=["authority", "due_on", "id"], name="card_to_make", condition=models.Q(state="to_make")
            ),
            models.Index(fields=["collect_at", "ready_on", "id"], name="card_ready", condition=models.Q(state="ready")),
            # few at any time; whose they are is told by their permits
            models.Index(fields=["handed_on", "id"], name="card_lost", condition=models.Q(state="lost")),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["permit"],
                condition=models.Q(state__in=["to_make", "making", "ready"]),
                name="card_one_under_way",
                violation_error_message="这张居住证已有一张卡正在制作或者待领取。",
            ),
            models.UniqueConstraint(
                fields=["card_number"], condition=~models.Q(card_number=""), name="card_number_once"
            ),
        ]
