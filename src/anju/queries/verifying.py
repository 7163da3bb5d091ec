"""What anyone may learn from the code or number of a paper: a state, a masked name, the county, a date. Source: B6, D4, F4, L2."""

import datetime
import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from anju.law import city, identity
from anju.models import Division, Endorsement, Permit, Receipt
from anju.vault import code, number
from anju.vault.errors import VaultError

# a whole address from a scanner is about 280 characters
LONGEST = 600
PERMIT = "JZ"


@dataclass(frozen=True)
class Verdict:
    """What the public page shows and nothing else: no address, no ID number, the name masked."""

    paper: str = ""  # receipt, permit; empty where it is unknown
    state: str = "unknown"  # valid, suspended, ended, replaced, unknown
    name: str = ""
    county: str = ""
    # of a receipt: registered on
    on: datetime.date | None = None
    # of a permit: the last day of the present endorsement
    until: datetime.date | None = None
    provisional: bool = False


@dataclass(frozen=True)
class Checked:
    """A verdict with whose paper it was, for the act that a body's question leaves; never part of an answer."""

    verdict: Verdict
    paper_id: uuid.UUID | None = None
    person_id: uuid.UUID | None = None


@dataclass(frozen=True)
class _Asked:
    kind: str  # receipt, permit
    by: str  # id, number
    key: str


UNKNOWN = Verdict()


def verify(*, text: str, on: datetime.date) -> Verdict:
    """Tell whether a code, a whole address or a number is valid on a day. Source: B6, F4.

    A code must carry a good signature; a number alone answers the same few things.
    """
    return many(texts=[text], on=on)[0].verdict


def many(*, texts: Sequence[str], on: datetime.date) -> list[Checked]:
    """Verify many at once, in a constant number of statements; the answers stand in the order of the questions."""
    asked = [_read(text) for text in texts]
    known = {**_receipts(asked), **_permits(asked, on)}
    return [known.get(one, Checked(verdict=UNKNOWN)) if one is not None else Checked(verdict=UNKNOWN) for one in asked]


def _read(text: str) -> _Asked | None:
    if len(text) > LONGEST:
        return None
    tidy = number.tidy_number(text)
    if tidy is not None:
        return _Asked(kind="permit" if tidy.startswith(PERMIT) else "receipt", by="number", key=tidy)
    try:
        claims = code.decode(text)
    except (VaultError, ValueError):
        return None
    kind = "permit" if claims.kind == code.Kind.PERMIT else "receipt"
    return _Asked(kind=kind, by="id", key=str(claims.serial))


def _keys(asked: Iterable[_Asked | None], kind: str, by: str) -> list[str]:
    return [one.key for one in asked if one is not None and one.kind == kind and one.by == by]


def _receipts(asked: Sequence[_Asked | None]) -> Mapping[_Asked, Checked]:
    ids, numbers = _keys(asked, "receipt", "id"), _keys(asked, "receipt", "number")
    if not ids and not numbers:
        return {}
    rows = Receipt.objects.filter(id__in=ids) | Receipt.objects.filter(number__in=numbers)
    found: dict[_Asked, Checked] = {}
    for row in rows.select_related("stay__person", "stay__community__parent__parent"):
        checked = Checked(verdict=_receipt(row), paper_id=row.id, person_id=row.stay.person_id)
        found[_Asked("receipt", "id", str(row.id))] = checked
        found[_Asked("receipt", "number", row.number)] = checked
    return found


def _receipt(row: Receipt) -> Verdict:
    stay = row.stay
    if row.replaced_at is not None:
        state = "replaced"
    elif stay.state == "registered":
        state = "valid"
    else:
        # moved, ended: the paper was true once and is not now
        state = "ended"
    return Verdict(
        paper="receipt",
        state=state,
        name=identity.mask_name(stay.person.name),
        county=_county(stay.community),
        on=stay.registered_on,
    )


def _permits(asked: Sequence[_Asked | None], on: datetime.date) -> Mapping[_Asked, Checked]:
    ids, numbers = _keys(asked, "permit", "id"), _keys(asked, "permit", "number")
    if not ids and not numbers:
        return {}
    rows = Permit.objects.filter(id__in=ids) | Permit.objects.filter(number__in=numbers)
    shown = list(rows.select_related("person", "community__parent__parent"))
    waiting = _asked_in_time(shown, on)
    found: dict[_Asked, Checked] = {}
    for row in shown:
        checked = Checked(verdict=_permit(row, on, row.id in waiting), paper_id=row.id, person_id=row.person_id)
        found[_Asked("permit", "id", str(row.id))] = checked
        found[_Asked("permit", "number", row.number)] = checked
    return found


def _permit(row: Permit, on: datetime.date, waits: bool) -> Verdict:
    # F4: suspended from the day after the window, also before the night that writes it down
    lapsed = row.state == "valid" and row.window_closes_on < on and not waits
    state = "suspended" if lapsed else row.state
    ended = state == "ended"
    return Verdict(
        paper="permit",
        state=state,
        name=identity.mask_name(row.person.name),
        county=_county(row.community),
        until=None if ended else row.window_closes_on,
        provisional=False if ended else row.window_provisional,
    )


def _asked_in_time(permits: Iterable[Permit], on: datetime.date) -> set[uuid.UUID]:
    """Return the permits past their window whose endorsement was asked for in it: an office's delay suspends nobody."""
    past = {row.id: row for row in permits if row.state == "valid" and row.window_closes_on < on}
    if not past:
        return set()
    rows = Endorsement.objects.filter(permit_id__in=list(past), state="asked")
    return {
        row.permit_id
        for row in rows
        if row.number == past[row.permit_id].endorsed + 1
        and city.day(row.asked_at) <= past[row.permit_id].window_closes_on
    }


def _county(community: Division) -> str:
    street = community.parent
    county = street.parent if street else None
    return county.name if county else ""
