"""Messages to residents and staff: inbox first, SMS and mail by adapter."""

from django.db import models

from anju.models.base import Row


class Message(Row):
    """One message to one receiver; the same dedupe key is never sent twice."""

    resident_id = models.UUIDField(null=True)
    staff_id = models.UUIDField(null=True)
    person_id = models.UUIDField(null=True)
    # sealed phone where the receiver has no sign-in here
    phone = models.BinaryField(null=True)
    kind = models.CharField(max_length=30)
    # plain values for the template; nothing that is sealed elsewhere
    params = models.JSONField(default=dict)
    link = models.CharField(max_length=120, blank=True)
    dedupe = models.CharField(max_length=120, unique=True)
    created_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)
    # when the next try is due: quiet hours and pauses between tries move it
    due_at = models.DateTimeField()
    # none, off (switched off), waiting, sending, sent, limited, failed, unsure (perhaps sent, never sent again)
    sms = models.CharField(max_length=8, default="none")
    sms_tries = models.PositiveSmallIntegerField(default=0)
    sms_at = models.DateTimeField(null=True)
    mail = models.CharField(max_length=8, default="none")
    mail_tries = models.PositiveSmallIntegerField(default=0)
    # what the gateway said last, as a code; never an address or a text
    error = models.CharField(max_length=40, blank=True)

    class Meta:
        db_table = "message"
        indexes = [
            models.Index(
                fields=["resident_id", "-created_at"],
                name="message_resident",
                condition=models.Q(resident_id__isnull=False),
            ),
            models.Index(
                fields=["staff_id", "-created_at"], name="message_staff", condition=models.Q(staff_id__isnull=False)
            ),
            models.Index(
                fields=["due_at", "id"],
                name="message_waiting",
                condition=models.Q(sms__in=["waiting", "sending"]) | models.Q(mail__in=["waiting", "sending"]),
            ),
            models.Index(
                fields=["person_id", "-created_at"],
                name="message_person",
                condition=models.Q(person_id__isnull=False),
            ),
            models.Index(
                fields=["created_at", "id"],
                name="message_failed",
                condition=models.Q(sms__in=["failed", "unsure"]) | models.Q(mail__in=["failed", "unsure"]),
            ),
        ]


class Preference(Row):
    """A receiver's choice not to get a kind of message by SMS or mail."""

    resident_id = models.UUIDField()
    kind = models.CharField(max_length=30)
    channel = models.CharField(max_length=8)

    class Meta:
        db_table = "preference"
        constraints = [models.UniqueConstraint(fields=["resident_id", "kind", "channel"], name="preference_once")]
