"""Standard addresses with the kind of dwelling and the door code."""

from django.db import models

from anju.models.account import Post
from anju.models.base import Row, tracked
from anju.models.division import Division


@tracked
class Address(Row):
    """A place to live: road, number, building, unit, room; or the village form."""

    # the unique key below begins with it
    community = models.ForeignKey(Division, on_delete=models.RESTRICT, related_name="+", db_index=False)
    # road or village
    form = models.CharField(max_length=8)
    # sealed JSON of the parts; the index is over the normalised line within the community
    parts = models.BinaryField()
    line_index = models.BinaryField(max_length=32)
    # road or hamlet, readable: shown masked and used to find the building
    road = models.CharField(max_length=80)
    dwelling = models.CharField(max_length=16)
    # random, printed as a QR on the door; names no one
    door_code = models.CharField(max_length=12, unique=True)
    created_at = models.DateTimeField()
    valid_to = models.DateField(null=True)

    class Meta:
        db_table = "address"
        constraints = [
            models.UniqueConstraint(
                fields=["community", "line_index"],
                name="address_once",
                violation_error_message="这个地址已经登记过。",
            )
        ]


class AddressWarden(Row):
    """The coordinator who looks after an address; at most one at a time (O3)."""

    address = models.ForeignKey(Address, on_delete=models.RESTRICT, related_name="wardens")
    post = models.ForeignKey(Post, on_delete=models.RESTRICT, related_name="+")
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)

    class Meta:
        db_table = "address_warden"
        constraints = [
            models.UniqueConstraint(
                fields=["address"],
                condition=models.Q(valid_to=None),
                name="address_one_warden",
                violation_error_message="一个地址同一时间只有一名协管员。",
            )
        ]
