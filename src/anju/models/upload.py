"""Uploads: a person's papers and portrait, sealed, for one case and no longer than it lasts."""

from django.db import models

from anju.models.account import Resident
from anju.models.base import Row
from anju.models.person import Person


class Upload(Row):
    """One picture, made anew without its metadata and sealed; emptied when its case is over (L7)."""

    # nobody yet while a resident without a record fills in a form
    person = models.ForeignKey(Person, null=True, on_delete=models.RESTRICT, related_name="uploads")
    resident = models.ForeignKey(Resident, null=True, on_delete=models.SET_NULL, related_name="+")
    post_id = models.UUIDField(null=True)
    # portrait, proof, agent, statement
    purpose = models.CharField(max_length=12)
    # the case it belongs to; empty until it is sent with one
    subject_kind = models.CharField(max_length=12, blank=True)
    subject_id = models.UUIDField(null=True)
    # sealed bytes of the picture; null once swept
    content = models.BinaryField(null=True)
    media_type = models.CharField(max_length=30)
    size = models.PositiveIntegerField()
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    # what a check of a portrait found: code → whether it holds; never decides (E8)
    checks = models.JSONField(default=dict)
    made_at = models.DateTimeField()
    # from when on it is swept
    keep_until = models.DateTimeField(null=True)
    swept_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "upload"
        indexes = [
            models.Index(fields=["subject_id"], name="upload_subject"),
            models.Index(fields=["person"], name="upload_person"),
            models.Index(fields=["keep_until", "id"], name="upload_sweep", condition=models.Q(swept_at=None)),
        ]
