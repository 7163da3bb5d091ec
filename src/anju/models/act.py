"""Acts: who did what, in which post, about whom, under which rule. Append-only."""

import pgtrigger
from django.db import models

from anju.models.base import Row


class Act(Row):
    """One act or one read of one person's record; never changed, never deleted."""

    # commit order is not guaranteed by it; sealing waits until it is settled
    seq = models.BigIntegerField(unique=True, db_default=models.expressions.RawSQL("nextval('act_seq')", []))
    at = models.DateTimeField()
    # the verb of law.authority
    what = models.CharField(max_length=30)
    # resident, staff, client, system
    actor_kind = models.CharField(max_length=8)
    actor_id = models.UUIDField(null=True)
    post_id = models.UUIDField(null=True)
    unit_id = models.UUIDField(null=True)
    on_behalf_of = models.UUIDField(null=True)
    # what it is about: stay, person, address, staff, division, …
    subject_kind = models.CharField(max_length=12)
    subject_id = models.CharField(max_length=40, blank=True)
    person_id = models.UUIDField(null=True)
    # law.md ids, comma-separated
    rules = models.CharField(max_length=60, blank=True)
    purpose = models.CharField(max_length=20, blank=True)
    reason = models.CharField(max_length=300, blank=True)
    # never holds what is sealed elsewhere
    detail = models.JSONField(default=dict)

    class Meta:
        db_table = "act"
        indexes = [
            models.Index(fields=["person_id", "-at"], name="act_person", condition=models.Q(person_id__isnull=False)),
            models.Index(fields=["subject_id", "-at"], name="act_subject"),
            models.Index(fields=["actor_id", "-at"], name="act_actor"),
        ]
        triggers = [
            pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete),
        ]


class ActSeal(Row):
    """A link of the chain over the acts up to seq, so that any later change shows (L10)."""

    first_seq = models.BigIntegerField()
    last_seq = models.BigIntegerField(unique=True)
    count = models.IntegerField()
    before = models.BinaryField(max_length=32)
    digest = models.BinaryField(max_length=32)
    at = models.DateTimeField()

    class Meta:
        db_table = "act_seal"
        triggers = [
            pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete),
        ]
