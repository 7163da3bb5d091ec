"""Made-up residence permits: applied for, signed off, made, handed over, endorsed, by the real acts with past dates."""

import datetime
import functools
import io
import random
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from PIL import Image, ImageDraw

from anju.actions import card as cards
from anju.actions import endorsement as endorsements
from anju.actions import permit as permits
from anju.actions import stay as stays
from anju.actions import upload as uploads
from anju.exchange.demo import people
from anju.law import deadline
from anju.law.actor import Actor
from anju.law.permit import application
from anju.law.permit.application import About, Given
from anju.law.permit.ground import PROOFS, ProofKind
from anju.law.refusal import Refusal

# of those who could, so many have asked; portraits take their time, and a demo has to start soon
ASK = 0.25
FACES = ((224, 188, 156), (208, 170, 136), (233, 201, 172))
COATS = ((58, 78, 112), (92, 56, 60), (60, 92, 74), (74, 74, 82))


@dataclass(frozen=True)
class Holder:
    """Whose permit it is, and who serves them."""

    person_id: uuid.UUID
    stay_id: uuid.UUID
    station_id: uuid.UUID
    born_on: datetime.date
    me: Actor
    registrar: Actor
    county: Actor
    authority_id: uuid.UUID


def life(dice: random.Random, *, of: Holder, since: datetime.datetime, now: datetime.datetime, sure: bool) -> bool:
    """Let somebody registered since a moment ask for a permit as soon as they may, and live with it; False without one."""
    ripe = datetime.datetime.combine(
        deadline.add_months(since.date(), 6), datetime.time(2, dice.randint(0, 59)), tzinfo=since.tzinfo
    )
    asked_at = ripe + datetime.timedelta(days=1 if sure else dice.randint(0, 40), minutes=dice.randint(1, 300))
    if asked_at >= now or not (sure or dice.random() < ASK):
        return False
    file = _asked(dice, of=of, at=asked_at)
    accepted_at = _after(dice, asked_at, most=3)
    if accepted_at >= now:
        return True
    permits.accept(file_id=file, by=of.registrar, at=accepted_at)
    if not sure and dice.random() < 0.03:
        _refused(file, of=of, at=_after(dice, accepted_at, most=6), now=now)
        return True
    signed_at = _after(dice, accepted_at, most=6)
    if signed_at >= now:
        return True
    permit = permits.sign(file_id=file, by=of.county, at=signed_at)
    _made(dice, of=of, card_id=permit.cards.get().id, at=signed_at, now=now)
    _endorsed(dice, of=of, permit_id=permit.id, issued_on=signed_at.date(), now=now, sure=sure)
    return True


def _asked(dice: random.Random, *, of: Holder, at: datetime.datetime) -> uuid.UUID:
    ground = dice.choice(list(PROOFS)[:2])
    portrait = uploads.keep(
        data=portrait_of(dice.choice(FACES), dice.choice(COATS)),
        purpose="portrait",
        by=of.me,
        at=at,
        person_id=of.person_id,
    )
    paper = uploads.keep(data=paper_of(), purpose="proof", by=of.me, at=at, person_id=of.person_id)
    raw: Mapping[str, Any] = {
        "kind": "first",
        "collect_at": str(of.station_id),
        "truth": "on",
        "ground": str(ground),
        "proofs": [{"kind": str(PROOFS[ground][0]), "source": "upload", "upload": str(paper.id)}],
        "ethnicity": people.chosen(dice, (("汉", 30), ("回", 2), ("满", 1))),
        "portrait": str(portrait.id),
    }
    said = application.read(raw, about=About(birth_on=of.born_on, proven=frozenset()), today=at.date())
    made = permits.apply(person_id=of.person_id, stay_id=of.stay_id, asked=said, channel="online", by=of.me, at=at)
    return made.id


def _refused(file: uuid.UUID, *, of: Holder, at: datetime.datetime, now: datetime.datetime) -> None:
    if at < now:
        permits.refuse(
            file_id=file, basis="no_ground", why="租赁合同已到期，也没有其他就业或者就读材料。", by=of.county, at=at
        )


def _made(
    dice: random.Random, *, of: Holder, card_id: uuid.UUID, at: datetime.datetime, now: datetime.datetime
) -> None:
    sent_at = _after(dice, at, most=2)
    ready_at = _after(dice, sent_at, most=4)
    if sent_at >= now:
        return
    cards.send(authority=of.authority_id, card_ids=[card_id], by=of.county, at=sent_at)
    if ready_at >= now:
        return
    if dice.random() < 0.04:
        cards.fail(card_id=card_id, why="相片打印不清", by=of.county, at=ready_at)
        return
    cards.receive(card_id=card_id, card_number=f"LY{card_id.int % 10**10:010d}", by=of.county, at=ready_at)
    taken_at = _after(dice, ready_at, most=20)
    if taken_at < now and dice.random() < 0.93:
        cards.hand_over(card_id=card_id, how="id", by=of.registrar, at=taken_at)


def _endorsed(
    dice: random.Random,
    *,
    of: Holder,
    permit_id: uuid.UUID,
    issued_on: datetime.date,
    now: datetime.datetime,
    sure: bool,
) -> None:
    for year in range(1, 4):
        anniversary = deadline.add_months(issued_on, 12 * year)
        late = not sure and dice.random() < 0.15
        days = dice.randint(5, 60) if late else -dice.randint(1, 25)
        at = datetime.datetime.combine(anniversary, datetime.time(3), tzinfo=now.tzinfo) + datetime.timedelta(days=days)
        # whoever the demo shows with an open window has not endorsed it yet
        if at >= now or (sure and anniversary > now.date()) or (late and dice.random() < 0.3):
            return
        stays.confirm(stay_id=of.stay_id, by=of.me, at=at - datetime.timedelta(days=2))
        _one(dice, of=of, permit_id=permit_id, at=at, now=now)


def _one(
    dice: random.Random, *, of: Holder, permit_id: uuid.UUID, at: datetime.datetime, now: datetime.datetime
) -> None:
    try:
        with transaction.atomic():
            made = endorsements.ask(permit_id=permit_id, channel="online", by=of.me, at=at)
    except Refusal:
        # no proof stands any more: a new one is shown at the counter
        seen = (Given(kind=ProofKind.LEASE, source="paper"),)
        endorsements.at_counter(permit_id=permit_id, proofs_seen=seen, by=of.registrar, at=at)
        return
    seen_at = _after(dice, at, most=4)
    if made.state == "asked" and seen_at < now:
        endorsements.endorse(endorsement_id=made.id, by=of.registrar, at=seen_at)


@functools.cache
def portrait_of(face: tuple[int, int, int], coat: tuple[int, int, int]) -> bytes:
    """Return a drawn portrait to the norm: nobody's face."""
    image = Image.new("RGB", (358, 441), (238, 240, 242))
    draw = ImageDraw.Draw(image)
    draw.rounded_rectangle((48, 330, 310, 520), radius=80, fill=coat)
    draw.rectangle((152, 280, 206, 350), fill=face)
    draw.ellipse((106, 88, 252, 306), fill=face)
    draw.pieslice((98, 66, 260, 240), 180, 360, fill=(38, 34, 34))
    for x in (148, 210):
        draw.ellipse((x - 12, 178, x + 12, 192), fill=(250, 250, 250))
        draw.ellipse((x - 6, 178, x + 6, 192), fill=(40, 30, 28))
        draw.arc((x - 18, 152, x + 18, 180), 200, 340, fill=(50, 40, 38), width=5)
    draw.line((179, 196, 173, 230, 185, 234), fill=(150, 112, 90), width=3)
    draw.arc((150, 238, 208, 270), 20, 160, fill=(150, 70, 70), width=5)
    return _bytes(image)


@functools.cache
def paper_of() -> bytes:
    """Return a drawn paper with lines, as a photographed lease might look."""
    image = Image.new("RGB", (900, 1270), (246, 244, 238))
    draw = ImageDraw.Draw(image)
    draw.rectangle((300, 90, 600, 130), fill=(70, 70, 70))
    for row in range(24):
        draw.line((90, 210 + row * 38, 810 - (row * 53) % 190, 210 + row * 38), fill=(120, 120, 120), width=6)
    draw.ellipse((600, 1080, 760, 1240), outline=(190, 60, 60), width=8)
    return _bytes(image)


def _bytes(image: Image.Image) -> bytes:
    out = io.BytesIO()
    image.save(out, "JPEG", quality=85)
    return out.getvalue()


def _after(dice: random.Random, moment: datetime.datetime, *, most: int) -> datetime.datetime:
    day = moment + datetime.timedelta(days=1 + dice.random() * (most - 1))
    # 01:00 to 09:00 UTC is 9 to 17 o'clock in Linyi
    return day.replace(hour=dice.randint(1, 9), minute=dice.randint(0, 59), second=dice.randint(0, 59))
