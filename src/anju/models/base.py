"""What every table shares: a key made in the application."""

import uuid
from typing import TypeVar

import pghistory
import uuid_utils.compat
from django.db import models

M = TypeVar("M", bound=models.Model)


def new_id() -> uuid.UUID:
    """Return a UUIDv7, so that keys sort by the time they were made."""
    return uuid_utils.compat.uuid7()


class Row(models.Model):
    """A row with a UUIDv7 key."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)

    class Meta:
        abstract = True


def tracked(model: type[M]) -> type[M]:
    """Keep a snapshot of every row of the model at insert and update.

    Who did it and why stands in `act`, so snapshots carry no context of their own.
    """
    # None means no context; pghistory takes it and its annotation forgets it
    pghistory.track(context_field=None)(model)  # type: ignore[arg-type]
    return model
