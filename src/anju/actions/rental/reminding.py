"""Public rental housing at night: reminders, and what waits for an officer; nothing is decided here. Source: I6, I10."""

import datetime
import uuid

from anju.actions import message
from anju.law import deadline
from anju.law.rental import life, order
from anju.models import RentalEntry, RentalObjection, RentalOffer

MOST = 20_000
ANSWER_DAYS = 2
LAST_DAYS = 7


def remind(*, on: datetime.date, at: datetime.datetime) -> int:
    """Remind of answers and confirmations due, and tell of a wait near its limit; each once, however often it runs."""
    soon = RentalOffer.objects.filter(
        state="open", answer_by__gte=on, answer_by__lte=on + datetime.timedelta(days=ANSWER_DAYS)
    )
    told = 0
    for offer in soon.select_related("entry__person").order_by("answer_by", "id")[:MOST]:
        told += _person(offer.entry, "rental_answer_soon", f"{offer.id}", until=offer.answer_by, at=at)
    listed = RentalEntry.objects.filter(state__in=life.LISTED).select_related("person")
    for days in (order.REMIND_DAYS, LAST_DAYS):
        until = on + datetime.timedelta(days=days)
        for entry in listed.filter(confirm_by__gte=on, confirm_by__lte=until).order_by("confirm_by", "id")[:MOST]:
            key = f"{entry.id}:{entry.confirm_by}:{days}"
            told += _person(entry, "rental_confirm_soon", key, until=entry.confirm_by, at=at)
    near = deadline.add_months(on, order.NEAR_MONTHS)
    for entry in listed.filter(waits_until__lte=near).order_by("waits_until", "id")[:MOST]:
        told += _person(entry, "rental_years_near", f"{entry.id}:{entry.waits_until}", until=entry.waits_until, at=at)
    return told


def tell(*, on: datetime.date, at: datetime.datetime) -> int:
    """Tell each office once a day what waits for an officer's decision."""
    near = deadline.add_months(on, order.NEAR_MONTHS)
    listed = RentalEntry.objects.filter(state__in=life.LISTED)
    late = RentalOffer.objects.filter(state="open", answer_by__lt=on)
    waiting = {
        "answers": late.values_list("unit_id", flat=True),
        "unconfirmed": listed.filter(confirm_by__lt=on).values_list("unit_id", flat=True),
        "years": listed.filter(waits_until__lte=near).values_list("unit_id", flat=True),
        "reviews": RentalObjection.objects.filter(state="open").values_list("unit_id", flat=True),
    }
    offices: dict[uuid.UUID, dict[str, int]] = {}
    for name, units in waiting.items():
        for unit in units:
            counts = offices.setdefault(unit, dict.fromkeys(waiting, 0))
            counts[name] += 1
    return sum(
        message.to_unit(
            unit_id=unit,
            roles=("officer",),
            kind="rental_tasks",
            params=counts,
            dedupe=f"rental_tasks:{unit}:{on}",
            at=at,
            link="/rental/desk/",
        )
        for unit, counts in offices.items()
    )


def _person(entry: RentalEntry, kind: str, key: str, *, until: datetime.date, at: datetime.datetime) -> int:
    made = message.to_person(
        person=entry.person,
        kind=kind,
        params={"number": entry.number, "until": str(until)},
        link=f"/my/rental/{entry.id}/",
        dedupe=f"{kind}:{key}",
        at=at,
    )
    return int(made is not None)
