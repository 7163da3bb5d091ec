"""Stored values in words, for the counter's templates."""

from anju.actions.stay import check, rewriting
from anju.law import codes, identity
from anju.law import stay as law
from anju.law.codes import Channel, EndReason, Found
from anju.law.wording import Text
from anju.queries import places

_UNKNOWN = Text(zh="其他", en="Other")


def masked(name: str) -> str:
    """Return a name as it may stand in a list."""
    return identity.mask_name(name)


def state_text(state: str) -> Text:
    """Return a stay's state in words."""
    return law.STATES.get(state, _UNKNOWN)


def channel_text(channel: str) -> Text:
    """Return the way an entry came in."""
    return codes.label(Channel, channel)


def missing_text(item: str) -> Text:
    """Return what a file lacks, in words."""
    return check.ITEMS.get(item, _UNKNOWN)


def found_text(found: str) -> Text:
    """Return what a visit found."""
    return codes.label(Found, found)


def entry_text(field: str) -> Text:
    """Return the entry that a correction is about."""
    return rewriting.FIELDS.get(field, _UNKNOWN)


def end_text(reason: str) -> Text:
    """Return the reason for an end."""
    return codes.label(EndReason, reason)


def place_name(name: str) -> Text:
    """Return a division's name as people say it, and spelt for an English reader."""
    found = places.Place(code="", name=name, level="", path="")
    return Text(zh=found.short, en=found.english)
