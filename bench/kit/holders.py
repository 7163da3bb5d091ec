"""Made-up permits as rows for COPY, of people the crowd has registered: files, proofs, permits, endorsements, cards.

The same people hold the same permits for the same seed; sealed columns are really sealed and codes really signed. What was
signed long ago keeps no pictures; files that wait have two small ones each.
"""

import bisect
import datetime
import functools
import json
import random
import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from anju.law import city, deadline, endorsement, identity
from anju.law.policy import Policy
from anju.law.workdays import Calendar
from anju.vault import code, number, seal
from kit import crowd, pictures
from kit.crowd import NULL, Rows

TABLES = {
    "permit_file": "id person_id stay_id permit_id community_id station_id authority_id number kind state former_state channel ground "
    "cause ethnicity portrait_id collect_at_id agent_name agent_relation agent_why applied_at check_due_on check_due_provisional "
    "accepted_at accepted_by_id due_on due_provisional extended_why decided_at decided_by_id refusal refusal_basis ready_on fee_fen "
    "version",
    "permit_proof": "id person_id ground kind source upload_id stay_id address_id workplace valid_until subject_id given_at checked_at",
    "permit_notice": "id file_id person_id missing told_at",
    "permit": "id person_id stay_id community_id station_id authority_id number state former_state ground issued_on anchor_on since "
    "endorsed window_opens_on window_closes_on window_provisional suspended_on end_reason ethnicity county code version",
    "endorsement": "id permit_id person_id station_id number state channel ground asked_at due_on due_provisional done_on late until "
    "reason version",
    "suspension": "id permit_id person_id number start end",
    "card": "id permit_id person_id file_id authority_id collect_at_id state former_state card_number batch_id tries due_on ready_on "
    "handed_on handed_by version",
    "upload": "id person_id post_id purpose subject_kind subject_id content media_type size width height checks made_at",
    "act": crowd.TABLES["act"],
}
# four in a hundred of what is on file waits
OPEN = 0.04
# of the holders: who asks for a new card just now; whose last anniversary passed; whose earlier one was endorsed late
_NEW_CARD, _SUSPENDED, _LATE = 0.004, 0.08, 0.03
_GROUNDS = (("employment", "labour_contract", 60), ("dwelling", "lease", 34), ("study", "student_card", 6))
_ETHNICITIES = (("汉族", 94), ("回族", 3), ("满族", 1), ("苗族", 1), ("壮族", 1))
_OPEN_STATES = (("applied", 40), ("returned", 15), ("accepted", 45))
_DAY = datetime.timedelta(days=1)


class Lodger(NamedTuple):
    """This is a registered person, as the database gives them."""

    serial: int
    stay: uuid.UUID
    person: uuid.UUID
    name: str
    address: uuid.UUID
    workplace: str
    community: str
    station: uuid.UUID
    counted_from: datetime.date


@dataclass(frozen=True)
class Register:
    """This is everything a part is made from."""

    permits: int
    seed: int
    now: datetime.datetime
    # the county police over each station, and the batch its cards are made in
    authorities: dict[uuid.UUID, uuid.UUID]
    batches: dict[uuid.UUID, uuid.UUID]
    # who accepted and who signed, two different people
    desk: uuid.UUID
    officer: uuid.UUID
    # whose pictures the waiting files have
    post: uuid.UUID
    calendar: Calendar
    policy: Policy
    windows: dict[tuple[datetime.date, int], endorsement.Window] = field(default_factory=dict)

    @property
    def today(self) -> datetime.date:
        """The day of the city."""
        return city.day(self.now)

    def window(self, anchor: datetime.date, count: int) -> endorsement.Window:
        """The window of an anniversary; few days, many permits."""
        found = self.windows.get((anchor, count))
        if found is None:
            found = endorsement.window(anchor_on=anchor, number=count, calendar=self.calendar, policy=self.policy)
            self.windows[anchor, count] = found
        return found


@dataclass
class _Work:
    held: Register
    dice: random.Random
    rows: Rows = field(default_factory=lambda: {name: [] for name in TABLES})

    def put(self, table: str, *values: object) -> None:
        self.rows[table].append("\t".join(map(str, values)))

    def key(self, at: datetime.datetime) -> uuid.UUID:
        return uuid.UUID(crowd.key(self.dice, at))

    def chosen(self, pairs: Sequence[tuple[Any, ...]]) -> tuple[Any, ...]:
        return pairs[bisect.bisect(_sums(tuple(pair[-1] for pair in pairs)), self.dice.random() * 100)]

    def act(self, what: str, kind: str, key: uuid.UUID, who: Lodger, at: datetime.datetime) -> None:
        about = (kind, key, who.person, "E5", "", "", '{"channel": "bench"}')
        self.put("act", self.key(at), at, what, "staff", NULL, *about)


def part(held: Register, lodgers: Sequence[Lodger]) -> Rows:
    """This makes the rows of some people: of those below `permits` a permit, of the others a first file that waits."""
    work = _Work(held=held, dice=random.Random(f"{held.seed}/{lodgers[0].serial}"))
    for who in lodgers:
        if who.serial < held.permits:
            _holder(work, who)
        else:
            _waiting(work, who, kind="first")
    return work.rows


def ripe(counted_from: datetime.date) -> datetime.date:
    """This is the first day on which a permit can be asked for. Source: E1."""
    return deadline.add_months(counted_from, 6)


def _holder(work: _Work, who: Lodger) -> None:
    held, dice = work.held, work.dice
    since = ripe(who.counted_from)
    # most ask soon after they may
    applied_on = since + _DAY * int(dice.random() ** 2 * ((held.today - since).days - 15))
    applied = datetime.datetime.combine(applied_on, datetime.time(1 + dice.randrange(8), 30), tzinfo=datetime.UTC)
    signed = min(applied + _DAY * dice.randrange(1, 11), held.now - datetime.timedelta(hours=1))
    key, file = work.key(signed), work.key(applied)
    ground, proof, _ = work.chosen(_GROUNDS)
    ethnicity = str(work.chosen(_ETHNICITIES)[0])
    _file(
        work,
        who,
        file,
        kind="first",
        state="signed",
        at=applied,
        ground=ground,
        ethnicity=ethnicity,
        permit=key,
        signed=signed,
    )
    _proof(work, who, file, ground=ground, kind=proof, at=applied, checked=True)
    for what, at in (("apply_permit", applied), ("accept_permit", applied), ("sign_permit", signed)):
        work.act(what, "permit_file", file, who, at)
    _permit(work, who, key, on=city.day(signed), ground=ground, ethnicity=ethnicity)
    kept = _card(work, who, key, file, on=city.day(signed))
    if kept and dice.random() < _NEW_CARD:
        _waiting(work, who, kind="exchange", permit=key)


def _file(
    work: _Work,
    who: Lodger,
    key: uuid.UUID,
    *,
    kind: str,
    state: str,
    at: datetime.datetime,
    ground: str = "",
    ethnicity: str = "",
    permit: uuid.UUID | None = None,
    signed: datetime.datetime | None = None,
    portrait: uuid.UUID | None = None,
) -> None:
    held, applied_on = work.held, city.day(at)
    sequence = who.serial + 1 + (held.permits * 2 if kind != "first" else 0)
    accepted = at if state in {"accepted", "signed"} else None
    decided = (signed, held.officer) if signed is not None else (NULL, NULL)
    ready = city.day(signed) + _DAY * 5 if signed is not None else None
    sealed = seal.seal(text=ethnicity, column="permit_file.ethnicity", owner=key) if ethnicity else None
    former = {"applied": "", "returned": "applied", "accepted": "applied", "signed": "accepted"}[state]
    work.put(
        *("permit_file", key, who.person, who.stay, permit or NULL, who.community, who.station),
        *(held.authorities[who.station], _number(who, applied_on, sequence, "SQ"), kind, state, former),
        *(("online", "counter", "api")[who.serial % 3], ground, "damaged" if kind == "exchange" else ""),
        *(_hex(sealed), portrait or NULL, who.station, "", "", "", at, applied_on + _DAY * 7, "f"),
        *((accepted, held.desk, applied_on + _DAY * 15) if accepted else (NULL, NULL, NULL)),
        *("f", "", *decided, "", "", ready if ready and ready <= held.today else NULL, 0),
        {"applied": 1, "returned": 2, "accepted": 2, "signed": 3}[state],
    )


def _waiting(work: _Work, who: Lodger, *, kind: str, permit: uuid.UUID | None = None) -> None:
    held, dice = work.held, work.dice
    state = str(work.chosen(_OPEN_STATES)[0])
    days = {"applied": 7, "returned": 40, "accepted": 15}[state]
    at = held.now - datetime.timedelta(days=dice.random() * days, minutes=5)
    key, ground, proof = work.key(at), "", ""
    portrait = None
    if kind == "first":
        ground, proof, _ = work.chosen(_GROUNDS)
        portrait = _upload(work, who, key, purpose="portrait", at=at)
    ethnicity = str(work.chosen(_ETHNICITIES)[0]) if kind == "first" else ""
    _file(
        work,
        who,
        key,
        kind=kind,
        state=state,
        at=at,
        ground=ground,
        ethnicity=ethnicity,
        permit=permit,
        portrait=portrait,
    )
    if kind == "first":
        paper = _upload(work, who, key, purpose="proof", at=at)
        _proof(work, who, key, ground=ground, kind=proof, at=at, checked=state == "accepted", upload=paper)
    work.act("apply_permit", "permit_file", key, who, at)
    if state == "returned":
        missing = json.dumps([{"item": "proof_unclear", "note": ""}])
        work.put("permit_notice", work.key(at), key, who.person, missing, at)
    if state != "applied":
        work.act({"returned": "return_permit", "accepted": "accept_permit"}[state], "permit_file", key, who, at)


def _proof(
    work: _Work,
    who: Lodger,
    file: uuid.UUID,
    *,
    ground: str,
    kind: str,
    at: datetime.datetime,
    checked: bool,
    upload: uuid.UUID | None = None,
) -> None:
    source, seen = "upload" if upload else "paper", at if checked else NULL
    work.put(
        *("permit_proof", work.key(at), who.person, ground, kind, source, upload or NULL, who.stay, who.address),
        *(who.workplace, NULL, file, at, seen),
    )


def _permit(work: _Work, who: Lodger, key: uuid.UUID, *, on: datetime.date, ground: str, ethnicity: str) -> None:
    held, dice = work.held, work.dice
    endorsed, suspended = _endorsed(work, who, key, on=on, ground=ground)
    window = held.window(on, endorsed + 1)
    county = who.community[:6]
    claims = code.Claims(kind=code.Kind.PERMIT, serial=key, on=on, county=county, name=identity.mask_name(who.name))
    state, former = ("suspended", "valid") if suspended else ("valid", "")
    if suspended:
        row = work.key(datetime.datetime.combine(suspended, datetime.time(17), tzinfo=datetime.UTC))
        work.put("suspension", row, key, who.person, endorsed + 1, suspended, NULL)
        work.act("suspend", "permit", key, who, held.now - _DAY * dice.randrange(1, 3))
    work.put(
        *("permit", key, who.person, who.stay, who.community, who.station, held.authorities[who.station]),
        *(_number(who, on, who.serial + 1, "JZ"), state, former, ground, on, on, who.counted_from, endorsed),
        *(window.opens_on, window.closes.on, "t" if window.closes.provisional else "f", suspended or NULL, ""),
        *(_hex(seal.seal(text=ethnicity, column="permit.ethnicity", owner=key)), county, code.encode(claims=claims)),
        1 + endorsed + bool(suspended),
    )


def _endorsed(
    work: _Work, who: Lodger, key: uuid.UUID, *, on: datetime.date, ground: str
) -> tuple[int, datetime.date | None]:
    """Every anniversary whose window has closed was endorsed, but for a few last ones; half of those whose window is open."""
    held, dice, done = work.held, work.dice, 0
    while True:
        window = held.window(on, done + 1)
        last = held.window(on, done + 2).opens_on > held.today
        if window.opens_on > held.today:
            return done, None
        if window.suspended_from > held.today:
            if dice.random() < 0.5:
                return done, None
            _endorsement(work, who, key, done + 1, ground=ground, on=window.opens_on, anchor=on)
            return done + 1, None
        if last and dice.random() < _SUSPENDED:
            return done, window.suspended_from
        late = window.suspended_from + _DAY * dice.randrange(1, 60)
        done += 1
        if late < held.today and dice.random() < _LATE:
            row = work.key(datetime.datetime.combine(late, datetime.time(2), tzinfo=datetime.UTC))
            work.put("suspension", row, key, who.person, done, window.suspended_from, late)
            _endorsement(work, who, key, done, ground=ground, on=late, anchor=on, late=True)
            continue
        inside = window.opens_on + _DAY * dice.randrange((window.closes.on - window.opens_on).days + 1)
        _endorsement(work, who, key, done, ground=ground, on=inside, anchor=on)


def _endorsement(
    work: _Work,
    who: Lodger,
    permit: uuid.UUID,
    count: int,
    *,
    ground: str,
    on: datetime.date,
    anchor: datetime.date,
    late: bool = False,
) -> None:
    at = datetime.datetime.combine(on, datetime.time(2, 15), tzinfo=datetime.UTC)
    until = work.held.window(anchor, count + 1).closes.on
    key = work.key(at)
    work.put(
        *("endorsement", key, permit, who.person, who.station, count, "done", "online", ground, at, on + _DAY * 5, "f"),
        *(on, "t" if late else "f", until, "", 1),
    )
    work.act("restore" if late else "endorse", "permit", permit, who, at)


def _card(work: _Work, who: Lodger, permit: uuid.UUID, file: uuid.UUID, *, on: datetime.date) -> bool:
    """The younger, the earlier on its way; tells whether the person has it."""
    held, dice = work.held, work.dice
    age, chance = (held.today - on).days, dice.random()
    if age <= 3:
        state, former = "to_make", ""
    elif age <= 8:
        state, former = "making", "to_make"
    elif chance < (0.5 if age < 25 else 0.02):
        state, former = "ready", "making"
    else:
        state, former = ("lost", "held") if chance > 0.995 else ("held", "ready")
    made, handed = state in {"ready", "held", "lost"}, state in {"held", "lost"}
    authority = held.authorities[who.station]
    at = datetime.datetime.combine(on, datetime.time(3), tzinfo=datetime.UTC)
    work.put(
        *("card", work.key(at), permit, who.person, file, authority, who.station, state, former),
        *(f"LY{who.serial:010d}" if made else "", held.batches[authority] if state == "making" else NULL),
        *(0 if state == "to_make" else 1, on + _DAY * 10, on + _DAY * 5 if made else NULL),
        *(on + _DAY * 8 if handed else NULL, "id" if handed else ""),
        {"to_make": 1, "making": 2, "ready": 3, "held": 4, "lost": 5}[state],
    )
    return state == "held"


def _upload(work: _Work, who: Lodger, file: uuid.UUID, *, purpose: str, at: datetime.datetime) -> uuid.UUID:
    key, post = work.key(at), work.held.post
    pictures.upload(work.rows["upload"], key, who.person, at=at, post=post, purpose=purpose, file=file)
    return key


@functools.cache
def _sums(weights: tuple[int, ...]) -> list[float]:
    return [sum(weights[: place + 1]) * 100 / sum(weights) for place in range(len(weights))]


def _number(who: Lodger, on: datetime.date, sequence: int, prefix: str) -> str:
    return number.number(county=who.community[:6], year=on.year, sequence=sequence, prefix=prefix)


def _hex(data: bytes | None) -> str:
    return NULL if data is None else crowd.hexed(data)
