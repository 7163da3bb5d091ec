"""The chain over the acts: sealed in batches, each digest over the one before, so that any later change shows.

What is hashed is written down in docs/audit-chain.md, with a checker that shares no line with this module. Source: L10.
"""

import datetime
import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.db import connection, transaction
from django.db.models import QuerySet

from anju.actions import record
from anju.law.actor import SYSTEM, Actor
from anju.law.wording import Text
from anju.models import Act, ActSeal

# a transaction may commit a lower number after a higher one: what is this old has settled
SETTLED = datetime.timedelta(minutes=10)
BATCH = 5000
START = bytes(32)
BEFORE_ALL = -(2**62)
FIELDS = (
    "seq", "id", "at", "what", "actor_kind", "actor_id", "post_id", "unit_id", "on_behalf_of", "subject_kind", "subject_id",
    "person_id", "rules", "purpose", "reason", "detail",
)  # fmt: skip
_LOCK = 0x616E6A75_73656C  # one sealer at a time

_CHANGED = Text(zh="第{first}至{last}号记录被改过。", en="An act between {first} and {last} was changed.")
_COUNT = Text(
    zh="第{first}至{last}号之间应有{wanted}条，现有{found}条。",
    en="{wanted} acts belong between {first} and {last}, {found} are there.",
)
_LINK = Text(zh="第{last}号处的链条接不上前一节。", en="The link at {last} does not follow from the one before.")


@dataclass(frozen=True)
class Finding:
    """One link of the chain that does not hold."""

    first_seq: int
    last_seq: int
    text: Text


@dataclass(frozen=True)
class Verdict:
    """What a check of the whole chain found."""

    links: int
    acts: int
    unsealed: int
    digest: str
    findings: tuple[Finding, ...]

    @property
    def holds(self) -> bool:
        """Tell whether every link holds."""
        return not self.findings


def seal(*, at: datetime.datetime) -> int:
    """Seal what has settled, in batches; return how many acts were sealed. Run it as often as you like."""
    sealed = 0
    while True:
        count = _seal_one(at=at)
        sealed += count
        if count < BATCH:
            break
    if sealed:
        record.write(what="seal_audit", by=SYSTEM, at=at, subject=("audit", "chain"), detail={"acts": sealed})
    return sealed


def verify(*, by: Actor, at: datetime.datetime) -> Verdict:
    """Check every link against the acts as they stand now; the check itself is on record."""
    before, after, acts, links = START, BEFORE_ALL, 0, 0
    findings: list[Finding] = []
    for link in ActSeal.objects.order_by("last_seq").iterator():
        findings += _check(link, before=before, after=after)
        before, after = bytes(link.digest), link.last_seq
        acts, links = acts + link.count, links + 1
    verdict = Verdict(
        links=links,
        acts=acts,
        unsealed=Act.objects.filter(seq__gt=after).count(),
        digest=before.hex() if links else "",
        findings=tuple(findings),
    )
    detail = {"links": links, "acts": acts, "broken": len(findings), "digest": verdict.digest}
    record.write(what="verify_audit", by=by, at=at, subject=("audit", "chain"), detail=detail)
    return verdict


def line(values: Sequence[object]) -> bytes:
    """Return one act as it is hashed: a JSON list in the order of FIELDS, without blanks, in UTF-8, and a line feed."""
    plain = [_plain(value) for value in values]
    return json.dumps(plain, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode() + b"\n"


def digest(*, before: bytes, rows: "Iterator[tuple[object, ...]]") -> tuple[bytes, int]:
    """Return the digest of a link and how many acts it covers: SHA-256 over the digest before and every line."""
    work, count = hashlib.sha256(before), 0
    for values in rows:
        work.update(line(values))
        count += 1
    return work.digest(), count


def _seal_one(*, at: datetime.datetime) -> int:
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])
        last = ActSeal.objects.order_by("-last_seq").first()
        after = last.last_seq if last is not None else BEFORE_ALL
        rows = list(_settled(after=after, until=_until(at)))
        if not rows:
            return 0
        before = bytes(last.digest) if last is not None else START
        made, count = digest(before=before, rows=iter(rows))
        first, end = int(str(rows[0][0])), int(str(rows[-1][0]))
        ActSeal.objects.create(first_seq=first, last_seq=end, count=count, before=before, digest=made, at=at)
        return count


def _settled(*, after: int, until: datetime.datetime) -> "Iterator[tuple[object, ...]]":
    rows = Act.objects.filter(seq__gt=after).order_by("seq").values_list(*FIELDS)[:BATCH]
    for values in rows.iterator():
        # in order, and not one beyond the first that is too young: numbers before it may still be on their way
        if values[2] > until:
            return
        yield values


def _until(at: datetime.datetime) -> datetime.datetime:
    """Return the moment before which every act has settled: ten minutes ago, or before the oldest open transaction."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT min(xact_start) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
        row = cursor.fetchone()
    oldest = row[0] if row else None
    until = at - SETTLED
    return min(until, oldest) if oldest is not None else until


def _check(link: ActSeal, *, before: bytes, after: int) -> list[Finding]:
    rows: QuerySet[Act, tuple[object, ...]] = (
        Act.objects.filter(seq__gt=after, seq__lte=link.last_seq).order_by("seq").values_list(*FIELDS)
    )
    made, count = digest(before=bytes(link.before), rows=rows.iterator())
    told: dict[str, object] = {"first": link.first_seq, "last": link.last_seq, "wanted": link.count, "found": count}
    texts = []
    if bytes(link.before) != before:
        texts.append(_LINK)
    if count != link.count:
        texts.append(_COUNT)
    elif made != bytes(link.digest):
        texts.append(_CHANGED)
    return [Finding(first_seq=link.first_seq, last_seq=link.last_seq, text=text.format(**told)) for text in texts]


def _plain(value: object) -> object:
    if isinstance(value, datetime.datetime):
        return value.astimezone(datetime.UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
    return value if value is None or isinstance(value, (str, int, dict)) else str(value)
