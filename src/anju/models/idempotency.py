"""The answers to writes from outside, kept by the key the sender chose."""

from django.db import models

from anju.models.base import Row


class Idempotency(Row):
    """A key, what it was first used for, and the answer that a retry gets again."""

    # who used it: "resident:<id>", "client:<id>", "post:<id>"
    owner = models.CharField(max_length=48)
    key = models.CharField(max_length=64)
    action = models.CharField(max_length=40)
    # digest of the request: the same key with another content is an error
    digest = models.BinaryField(max_length=32)
    # masked values and ids only
    answer = models.JSONField()
    at = models.DateTimeField(db_index=True)

    class Meta:
        db_table = "idempotency"
        constraints = [models.UniqueConstraint(fields=["owner", "key"], name="idempotency_once")]
