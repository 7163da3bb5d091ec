"""What happens around a stay's file: completion notices, endings, corrections, visits, holds."""

from django.db import models

from anju.models.base import Row, tracked
from anju.models.stay import Stay


class Completion(Row):
    """The one-time notice of everything that is missing (B7)."""

    stay = models.ForeignKey(Stay, on_delete=models.RESTRICT, related_name="completions")
    # list of {item, note}
    missing = models.JSONField()
    told_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "completion"
        constraints = [
            models.UniqueConstraint(
                fields=["stay"],
                condition=models.Q(answered_at=None),
                name="completion_one_open",
                violation_error_message="这份材料已经一次性告知过，等待补正。",
            )
        ]


@tracked
class Ending(Row):
    """The end of a stay, asked for or not, with its notice, objection window and undoing (D3–D6)."""

    stay = models.ForeignKey(Stay, on_delete=models.RESTRICT, related_name="endings")
    # noticed, objected, done, withdrawn, undone
    state = models.CharField(max_length=10)
    reason = models.CharField(max_length=16)
    basis = models.CharField(max_length=10)  # request, visit, match, proof
    basis_note = models.CharField(max_length=300, blank=True)
    ended_on = models.DateField()
    noticed_at = models.DateTimeField(null=True)
    objection_until = models.DateField(null=True)
    objection = models.CharField(max_length=500, blank=True)
    done_at = models.DateTimeField(null=True)
    undone_at = models.DateTimeField(null=True)
    undone_why = models.CharField(max_length=300, blank=True)

    class Meta:
        db_table = "ending"
        indexes = [
            models.Index(
                fields=["objection_until", "id"],
                name="ending_window",
                condition=models.Q(state__in=["noticed", "objected"]),
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["stay"], condition=models.Q(state__in=["noticed", "objected", "done"]), name="ending_one_open"
            ),
        ]


class Correction(Row):
    """A person's request to correct an entry, answered within the limit (D9)."""

    stay = models.ForeignKey(Stay, on_delete=models.RESTRICT, related_name="corrections")
    field = models.CharField(max_length=20)
    # sealed: what it should say
    wanted = models.BinaryField()
    why = models.CharField(max_length=300)
    state = models.CharField(max_length=10)  # asked, granted, refused
    asked_at = models.DateTimeField()
    due_on = models.DateField()
    due_provisional = models.BooleanField(default=False)
    due_was = models.DateField(null=True)
    answered_at = models.DateTimeField(null=True)
    answer = models.CharField(max_length=300, blank=True)

    class Meta:
        db_table = "correction"
        # whose it is the stay tells: a station of its own could say something else after a change of jurisdiction
        indexes = [models.Index(fields=["due_on", "id"], name="correction_open", condition=models.Q(state="asked"))]
        constraints = [
            models.UniqueConstraint(
                fields=["stay", "field"], condition=models.Q(state="asked"), name="correction_one_open"
            ),
        ]


class Visit(Row):
    """A coordinator's visit to a stay and what was found there."""

    stay = models.ForeignKey(Stay, on_delete=models.RESTRICT, related_name="visits")
    post_id = models.UUIDField()
    at = models.DateTimeField()
    # law.codes.Found: here, nobody, gone, other
    found = models.CharField(max_length=10)
    note = models.CharField(max_length=300, blank=True)

    class Meta:
        db_table = "visit"


class Hold(models.Model):
    """Who has a file open just now, so that a second officer is told."""

    stay = models.OneToOneField(Stay, primary_key=True, on_delete=models.CASCADE)
    post_id = models.UUIDField()
    staff_name = models.CharField(max_length=50)
    at = models.DateTimeField()

    class Meta:
        db_table = "hold"
