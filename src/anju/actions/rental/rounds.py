"""Rounds of applications, and the draw whose seed was promised before. Source: I6."""

import datetime
import secrets
import uuid
from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from anju.actions import record
from anju.actions.rental import locking
from anju.law import city, draw
from anju.law.absent import Absent
from anju.law.actor import Actor
from anju.law.case import life as case_life
from anju.law.refusal import Refusal
from anju.law.rental import words
from anju.law.wording import Text
from anju.models import Case, RentalEntry, RentalRound, Unit
from anju.models.base import new_id
from anju.vault import seal

SERVICE = "housing/public_rental"
_OVERLAP = Text(
    zh="与“{name}”的日期重叠，一份申请只能属于一个批次。",
    en="The days overlap with “{name}”; an application belongs to one round.",
)
_BEGUN = Text(
    zh="这些日期里已经有人申请。摇号的批次要在有人申请以前公布，请从明天或者以后开始。",
    en="People have applied within these days. A round with a draw is published before anybody applies: begin it later.",
)
_NO_DRAW = Text(zh="这个批次不摇号，或者已经摇过。", en="There is nothing to draw in this round, or it was drawn.")
_EARLY = Text(zh="申请截止以后才能摇号。", en="The draw comes after the last day for applying.")
_CASES = Text(
    zh="还有{count}件这个批次的申请没有办结，办完再摇号。",
    en="{count} applications of this round are still open. Decide them before the draw.",
)


def open_round(*, raw: Mapping[str, Any], by: Actor, at: datetime.datetime) -> RentalRound:
    """Open a round; where it draws, a seed is made and promised. Raises Refusals with fields, "round_overlaps"."""
    with transaction.atomic():
        unit = locking.office(by=by, act="open_round")
        # one after another, so that no two rounds of an office overlap
        Unit.objects.select_for_update(of=("self",)).get(id=unit.id)
        read = words.round_of(raw, today=city.day(at))
        other = RentalRound.objects.filter(
            unit=unit, opens_on__lte=read.closes_on, closes_on__gte=read.opens_on
        ).first()
        if other is not None:
            raise Refusal("round_overlaps", _OVERLAP.format(name=other.name), field="opens_on", rule="I6")
        if read.order == "draw" and _applied(unit, read.opens_on, read.closes_on).exists():
            # the promise comes before the first application, and nobody's order turns into a draw afterwards
            raise Refusal("round_begun", _BEGUN, field="opens_on", rule="I6")
        key, seed = new_id(), secrets.token_bytes(draw.SEED)
        drawn = read.order == "draw"
        made = RentalRound.objects.create(
            id=key,
            unit=unit,
            name=read.name,
            opens_on=read.opens_on,
            closes_on=read.closes_on,
            order=read.order,
            planned=read.planned,
            for_migrants=read.for_migrants,
            promise=draw.promise(seed=seed.hex()) if drawn else "",
            seed=seal.seal_bytes(data=seed, column="rental_round.seed", owner=key) if drawn else None,
            opened_at=at,
        )
        detail = {"order": read.order, "promise": made.promise}
        record.write(what="open_round", by=by, at=at, subject=("rental_round", made.id), detail=detail)
        return made


def draw_round(*, round_id: uuid.UUID, by: Actor, at: datetime.datetime) -> RentalRound:
    """Tell the seed and give every number its lot. Raises Refusal "nothing_to_draw", "too_early", "cases_open"; Absent."""
    with transaction.atomic():
        unit = locking.office(by=by, act="draw_round")
        found = RentalRound.objects.select_for_update().filter(id=round_id, unit=unit).first()
        if found is None:
            raise Absent("round")
        if found.order != "draw" or found.drawn_at is not None:
            raise Refusal("nothing_to_draw", _NO_DRAW, rule="I6")
        if city.day(at) <= found.closes_on:
            raise Refusal("too_early", _EARLY, rule="I6")
        waiting = _open_cases(found)
        if waiting:
            raise Refusal("cases_open", _CASES.format(count=waiting), rule="I6")
        seed = seal.unseal_bytes(data=bytes(found.seed or b""), column="rental_round.seed", owner=found.id).hex()
        # what is told needs no sealing any more
        found.told_seed, found.drawn_at, found.seed = seed, at, None
        found.save(update_fields=["told_seed", "drawn_at", "seed"])
        drawn = _lots(found, seed, at=at)
        detail = {"seed": found.told_seed, "drawn": drawn}
        record.write(what="draw_round", by=by, at=at, subject=("rental_round", found.id), detail=detail)
        return found


def _open_cases(found: RentalRound) -> int:
    return _applied(found.unit, found.opens_on, found.closes_on).filter(state__in=case_life.OPEN).count()


def _applied(unit: Unit, first: datetime.date, last: datetime.date) -> QuerySet[Case]:
    begins = datetime.datetime.combine(first, datetime.time(), city.TIME)
    ends = datetime.datetime.combine(last, datetime.time(), city.TIME) + datetime.timedelta(days=1)
    return Case.objects.filter(service=SERVICE, unit=unit, applied_at__gte=begins, applied_at__lt=ends)


def _lots(found: RentalRound, seed: str, *, at: datetime.datetime) -> int:
    rows = RentalEntry.objects.select_for_update(of=("self",)).select_related("person").filter(round=found)
    entries = list(rows.filter(lot=draw.UNDRAWN).order_by("id"))
    for entry in entries:
        locking.change(entry, lot=draw.lot(seed=seed, number=entry.number))
        locking.tell(entry, "rental_drawn", at=at)
    return len(entries)
