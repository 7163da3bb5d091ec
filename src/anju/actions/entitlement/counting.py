"""Working out for the whole register who meets which service: in bounded batches, taken up where a run was cut short.

A second run of the same day does nothing; only rows that change are written. Source: I1–I3, design.md 9.
"""

import datetime
import uuid
from collections.abc import Sequence

from django.db import transaction
from django.db.models import Max

from anju import catalogue
from anju.actions import record
from anju.law.actor import SYSTEM
from anju.models import EntitlementRun, EntitlementService
from anju.queries import direct
from anju.queries.entitlement import everyone
from anju.queries.entitlement.everyone import Placed

BATCH = 100_000
FIRST, LAST = uuid.UUID(int=0), uuid.UUID(int=2**128 - 1)
# runs that are kept: the day of a figure stands with it
KEPT = 60


def count(*, on: datetime.date, at: datetime.datetime, batch: int = BATCH) -> int:
    """Work out who meets what on a day; return how many people were looked at."""
    _place()
    services = everyone.placed(on=on)
    version = everyone.version(services)
    if EntitlementRun.objects.filter(on=on, version=version).exclude(finished_at=None).exists():
        return 0
    begun, _ = EntitlementRun.objects.get_or_create(on=on, defaults={"version": version, "after": FIRST})
    if begun.version != version:
        EntitlementRun.objects.filter(on=on).update(version=version, after=FIRST, people=0, finished_at=None)
    seen = 0
    while (done := _step(services, on=on, version=version, batch=batch)) is not None:
        seen += done
    _finish(services, on=on, at=at)
    return seen


def _place() -> None:
    """Give each new service its bit; one that is gone keeps its own for ever."""
    known = set(EntitlementService.objects.values_list("service", flat=True))
    new = sorted(set(catalogue.current().services) - known)
    highest = EntitlementService.objects.aggregate(place=Max("place"))["place"]
    first = 0 if highest is None else highest + 1
    EntitlementService.objects.bulk_create(
        [EntitlementService(service=key, place=first + turn) for turn, key in enumerate(new)], ignore_conflicts=True
    )


def _step(services: Sequence[Placed], *, on: datetime.date, version: str, batch: int) -> int | None:
    with transaction.atomic():
        run = EntitlementRun.objects.select_for_update().get(on=on)
        if run.after == LAST or run.version != version:
            # another process did the rest, or counts another set of services
            return None
        ends = direct.ask("SELECT id FROM person WHERE id > $1 ORDER BY id OFFSET $2 LIMIT 1", [run.after, batch - 1])
        upto = ends[0][0] if ends else LAST
        people = _write(services, on=on, after=run.after, upto=upto)
        run.after, run.people = upto, run.people + people
        run.save(update_fields=["after", "people"])
    return people


def _write(services: Sequence[Placed], *, on: datetime.date, after: uuid.UUID, upto: uuid.UUID) -> int:
    for table in ("entitlement", "entitlement_news"):
        # whoever is merged, sealed or erased leaves nothing here (L7)
        direct.tell(
            f"DELETE FROM {table} e WHERE e.person_id > $1 AND e.person_id <= $2 "  # noqa: S608  one of the two above
            "AND NOT EXISTS (SELECT FROM person p WHERE p.id = e.person_id AND p.state = 'verified')",
            [after, upto],
        )
    fresh, values = everyone.statement(services=services, on=on, after=after, upto=upto)
    counted = _counted()
    # what only the person can tell is no reason to keep it from them: news is what the register no longer speaks against
    noticed = [one for one in services if one.service.notify is not None and one.place in counted]
    # told to the planner, which else would read the whole table for each batch
    within = "e.person_id > $5::uuid AND e.person_id <= $6::uuid"
    first = len(values) + 1
    values += [[one.service.id for one in noticed], [one.word + 1 for one in noticed], [one.bit for one in noticed]]
    rows = direct.ask(
        f"WITH fresh AS MATERIALIZED ({fresh}), news AS ("  # noqa: S608  closed lists and numbers
        "INSERT INTO entitlement_news (person_id, service, noticed_on) "
        "SELECT fresh.person_id, n.service, $1::date FROM fresh "
        f"JOIN unnest(${first}::text[], ${first + 1}::int[], ${first + 2}::bigint[]) n(service, word, bit) "
        "ON (fresh.meets[n.word] | fresh.unknown[n.word]) & n.bit <> 0 "
        f"LEFT JOIN entitlement e ON e.person_id = fresh.person_id AND {within} "
        "WHERE coalesce(e.meets[n.word] | e.unknown[n.word], 0) & n.bit = 0 ON CONFLICT DO NOTHING"
        "), kept AS ("
        "INSERT INTO entitlement AS e (person_id, community, meets, unknown) "
        "SELECT fresh.* FROM fresh "
        f"LEFT JOIN entitlement e ON e.person_id = fresh.person_id AND {within} "
        # what stays as it is isn't even locked
        "WHERE (e.community, e.meets, e.unknown) IS DISTINCT FROM (fresh.community, fresh.meets, fresh.unknown) "
        "ON CONFLICT (person_id) DO UPDATE "
        "SET community = excluded.community, meets = excluded.meets, unknown = excluded.unknown"
        ") SELECT count(*) FROM fresh",
        values,
    )
    return int(rows[0][0])


def _counted() -> frozenset[int]:
    """Return the bits whose first whole count is over: only then is meeting a service news."""
    return frozenset(EntitlementService.objects.exclude(counted_since=None).values_list("place", flat=True))


def _finish(services: Sequence[Placed], *, on: datetime.date, at: datetime.datetime) -> None:
    with transaction.atomic():
        run = EntitlementRun.objects.select_for_update().get(on=on)
        if run.finished_at is not None:
            return
        direct.tell("DELETE FROM entitlement_count")
        if services:
            sums, values = everyone.counts(services=services)
            direct.tell(f"INSERT INTO entitlement_count (community, service, people) {sums}", values)
        bits = [one.place for one in services]
        EntitlementService.objects.filter(place__in=bits, counted_since=None).update(counted_since=on)
        run.finished_at = at
        run.save(update_fields=["finished_at"])
        EntitlementRun.objects.filter(on__lt=on - datetime.timedelta(days=KEPT)).delete()
        detail = {"people": run.people, "services": len(services)}
        record.write(what="count_rights", by=SYSTEM, at=at, subject=("entitlement", on), detail=detail)
