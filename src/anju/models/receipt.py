"""Receipts 居住登记凭证: numbered, signed, verifiable (B6)."""

from django.db import models

from anju.models.base import Row, tracked
from anju.models.stay import Stay


@tracked
class Receipt(Row):
    """The receipt of one registration."""

    # the index below begins with it
    stay = models.ForeignKey(Stay, on_delete=models.RESTRICT, related_name="receipts", db_index=False)
    person_id = models.UUIDField()
    number = models.CharField(max_length=24, unique=True)
    issued_on = models.DateField()
    county = models.CharField(max_length=6)
    # the signed code as printed; says no more than the public page shows
    code = models.CharField(max_length=300)
    # valid, ended, undone follow the stay; replaced when reissued after a correction
    replaced_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "receipt"
        indexes = [models.Index(fields=["stay", "-issued_on"], name="receipt_stay")]
