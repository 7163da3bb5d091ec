"""Made-up people as rows for COPY: the same crowd for the same seed, spread over real communities with a realistic skew.

ID numbers take the sequence codes 996 to 999, which nobody of that age can have; sealed columns are really sealed, so
that nonces, and nothing else, differ from one run to the next.
"""

import bisect
import datetime
import functools
import itertools
import json
import random
import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field

from anju.exchange.demo import people as words
from anju.law import identity
from anju.law.place import Parts
from anju.linkage import pinyin
from anju.vault import code, number, seal

TABLES = {
    "address": "id community_id form parts line_index road dwelling door_code created_at",
    "person": "id state name pinyin initials sex birth_on id_kind id_number id_index phone phone_index hukou_county created_at",
    "id_number": "index person_id",
    "stay": "id person_id address_id community_id station_id number filing state former_state channel reason workplace exempt "
    "arrived_on declared_at due_on due_provisional check_due_on check_due_provisional registered_on counted_from confirmed_on "
    "ended_on end_reason before_id agent_name agent_relation version",
    "receipt": "id stay_id person_id number issued_on county code",
    "visit": "id stay_id post_id at found note",
    "act": "id at what actor_kind post_id subject_kind subject_id person_id rules purpose reason detail",
}
NULL = "\\N"
CHUNK = 5000
DAYS, CODES = 16000, 4
YOUNGEST = 18
# the shares of a register that has run for years; the rest is registered where it first arrived
OPEN, ENDED, MOVED = 0.010, 0.14, 0.10
_ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
_DOORS = 12 * 300 * 24 * 4 * 72
_OPEN_STATES = (("declared", 50), ("to_verify", 20), ("returned", 30))
_SIZES = (1, 1, 1, 1, 2, 2, 3)

Rows = dict[str, list[str]]


@dataclass(frozen=True)
class Community:
    """Where a household lives and which station answers for it."""

    code: str
    station: str
    village: bool


@dataclass(frozen=True)
class City:
    """Everything a chunk is made from."""

    communities: Sequence[Community]
    # running sum of the communities' weights
    weights: Sequence[float]
    counties: Sequence[str]
    # running sum of how many people come from each county
    origins: Sequence[int]
    people: int
    seed: int
    now: datetime.datetime


@dataclass
class _Chunk:
    city: City
    dice: random.Random
    rows: Rows = field(default_factory=lambda: {name: [] for name in TABLES})

    def put(self, table: str, *values: object) -> None:
        self.rows[table].append("\t".join(map(str, values)))

    def key(self, at: datetime.datetime) -> str:
        return key(self.dice, at)


def key(dice: random.Random, at: datetime.datetime) -> str:
    """This is a UUIDv7 of that moment, so that keys lie in the tables as they do in a grown register."""
    when, bits = f"{int(at.timestamp() * 1000):012x}", f"{dice.getrandbits(72):018x}"
    return f"{when[:8]}-{when[8:]}-7{bits[:3]}-9{bits[3:6]}-{bits[6:]}"


def chunk(city: City, part: int) -> Rows:
    """This makes the part-th chunk of the crowd, table by table, each row in COPY's text form."""
    work = _Chunk(city=city, dice=random.Random(f"{city.seed}/{part}"))
    serial, last = part * CHUNK, min((part + 1) * CHUNK, city.people)
    while serial < last:
        size = min(work.dice.choice(_SIZES), last - serial)
        _household(work, range(serial, serial + size))
        serial += size
    return work.rows


def _household(work: _Chunk, serials: range) -> None:
    dice, city = work.dice, work.city
    place = city.communities[bisect.bisect(city.weights, dice.random() * city.weights[-1])]
    chance = dice.random()
    fate = (
        "open"
        if chance < OPEN
        else "ended"
        if chance < OPEN + ENDED
        else "moved"
        if chance < OPEN + ENDED + MOVED
        else "here"
    )
    days = dice.random() * 20 if fate == "open" else 25 + 1800 * dice.random() ** 1.6
    at = city.now - datetime.timedelta(days=days, seconds=dice.randrange(3600))
    home = _door(work, place, 2 * serials[0], at)
    former = _door(work, place, 2 * serials[0] + 1, at) if fate == "moved" else ""
    for serial in serials:
        name = words.name(dice)
        person = _person(work, serial, name=name, at=at, verified=fate != "open")
        if fate == "open":
            _open(work, serial, person, home, place, at)
            continue
        before = NULL
        if former:
            moved = at + (city.now - at) * dice.random() * 0.9
            before = _settled(work, 2 * serial, person, name, former, place, at, ended=("moved", moved))
            at = moved
        end = ("ended", at + (city.now - at) * (0.2 + 0.7 * dice.random())) if fate == "ended" else None
        _settled(work, 2 * serial + 1, person, name, home, place, at, ended=end, before=before)


def _person(work: _Chunk, serial: int, *, name: str, at: datetime.datetime, verified: bool) -> str:
    key = work.key(at)
    county, number_ = _id_number(work.city, serial)
    phone = f"138{serial:08d}"
    index = hexed(seal.index(text=number_, kind="id_number"))
    work.put(
        *("person", key, "verified" if verified else "provisional", name, *_reading(name)),
        *(
            "male" if int(number_[16]) % 2 else "female",
            f"{number_[6:10]}-{number_[10:12]}-{number_[12:14]}",
            "id_card",
        ),
        *(hexed(seal.seal(text=number_, column="person.id_number", owner=key)), index),
        *(hexed(seal.seal(text=phone, column="person.phone", owner=key)), hexed(seal.index(text=phone, kind="phone"))),
        *(county, at),
    )
    if verified:
        work.put("id_number", index, key)
    return key


def _reading(name: str) -> tuple[str, str]:
    if "·" in name:
        return pinyin.of(name), pinyin.initials(name)
    # a surname and a given name are read each by itself
    (family, first), (given, rest) = _family(name[0]), _given(name[1:])
    return family + given, first + rest


@functools.cache
def _family(sign: str) -> tuple[str, str]:
    return pinyin.of(f"{sign}一").removesuffix("yi"), pinyin.initials(f"{sign}一")[:1]


@functools.cache
def _given(signs: str) -> tuple[str, str]:
    return pinyin.of(f"王{signs}").removeprefix("wang"), pinyin.initials(f"王{signs}")[1:]


def id_number(city: City, serial: int) -> str:
    """This is the ID number of the serial-th person."""
    return _id_number(city, serial)[1]


def _id_number(city: City, serial: int) -> tuple[str, str]:
    # each serial has one place in the row of all, each county a stretch of it, each place there one day and code
    place = serial * 1_000_003 % city.people
    county = bisect.bisect(city.origins, place)
    local = place - (city.origins[county - 1] if county else 0)
    day, order = divmod(local * 7919 % (DAYS * CODES), CODES)
    born = city.now.date() - datetime.timedelta(days=YOUNGEST * 366 + day)
    first = f"{city.counties[county]}{born:%Y%m%d}{996 + order}"
    return city.counties[county], first + identity.check_digit(first)


def _door(work: _Chunk, place: Community, serial: int, at: datetime.datetime) -> str:
    key = work.key(at)
    rest, road = divmod(serial * 7_654_321 % _DOORS, 12)
    rest, house = divmod(rest, 300)
    rest, building = divmod(rest, 24)
    room, unit = divmod(rest, 4)
    tail = {
        "number": str(house + 1),
        "building": str(building + 1),
        "unit": str(unit + 1),
        "room": f"{room // 4 + 1}0{room % 4 + 1}",
    }
    if place.village:
        parts = Parts(
            form="village",
            hamlet=words.HAMLETS[road % 6],
            road=words.ROADS[road],
            number=f"{house + 1}-{building + 1}-{unit + 1}",
            room=tail["room"],
        )
    else:
        parts = Parts(form="road", road=words.ROADS[road], estate=words.ESTATES[house % 9], **tail)
    sealed = seal.seal(text=json.dumps(vars(parts), ensure_ascii=False), column="address.parts", owner=key)
    line = seal.index(text=f"{place.code} {parts.line}", kind="address")
    dwelling = words.chosen(work.dice, words.DWELLINGS)
    work.put(
        "address",
        key,
        place.code,
        parts.form,
        hexed(sealed),
        hexed(line),
        parts.street_name,
        dwelling,
        _door_code(serial),
        at,
    )
    return key


def _open(work: _Chunk, serial: int, person: str, home: str, place: Community, at: datetime.datetime) -> None:
    state = words.chosen(work.dice, _OPEN_STATES)
    if state == "to_verify":
        at -= datetime.timedelta(days=16)
    key = _stay(work, 2 * serial, person, home, place, at, state=state)
    if state == "to_verify" and work.dice.random() < 0.3:
        work.put("visit", work.key(at), key, uuid.UUID(int=serial), at + datetime.timedelta(days=15), "nobody", "")
    _act(work, "declare", key, person, at)
    if state == "returned":
        _act(work, "return", key, person, at + datetime.timedelta(hours=5))


def _settled(
    work: _Chunk,
    serial: int,
    person: str,
    name: str,
    home: str,
    place: Community,
    at: datetime.datetime,
    *,
    ended: tuple[str, datetime.datetime] | None,
    before: str = NULL,
) -> str:
    registered = at + (work.city.now - at) * 0.02
    state, until = ended or ("registered", None)
    key = _stay(
        work, serial, person, home, place, at, state=state, registered=registered.date(), until=until, before=before
    )
    _receipt(work, serial, key, person, name, place, registered)
    _act(work, "declare", key, person, at)
    _act(work, "accept", key, person, registered)
    if until is not None:
        _act(work, "end" if state == "ended" else "move", key, person, until)
    return key


def _stay(
    work: _Chunk,
    serial: int,
    person: str,
    home: str,
    place: Community,
    at: datetime.datetime,
    *,
    state: str,
    registered: datetime.date | None = None,
    until: datetime.datetime | None = None,
    before: str = NULL,
) -> str:
    dice, key, declared = work.dice, work.key(at), at.date()
    arrived = declared - datetime.timedelta(days=dice.randrange(0, 25))
    due, check = arrived + datetime.timedelta(days=30), declared + datetime.timedelta(days=14)
    confirmed = (
        NULL
        if registered is None
        else max(registered, work.city.now.date() - datetime.timedelta(days=_confirmed_ago(dice)))
    )
    if until is not None:
        confirmed = registered
    dated = [registered or NULL, registered or NULL, confirmed]
    if until is not None and registered is not None:
        dated += [max(until.date(), registered), "" if state == "moved" else "left", before]
    else:
        dated += [NULL, "", before]
    file = number.number(county=place.code[:6], year=declared.year, sequence=serial + 1, prefix="DJ")
    work.put(
        *(
            "stay",
            key,
            person,
            home,
            place.code,
            place.station,
            file,
            work.key(at),
            state,
            "declared" if registered else "",
        ),
        *(
            ("online", "counter", "assisted")[serial % 3],
            words.chosen(dice, words.REASONS),
            dice.choice(words.WORKPLACES),
            "",
        ),
        *(arrived, at, due, "f", check, "f", *dated, "", "", 1 if registered is None else 2),
    )
    return key


def _confirmed_ago(dice: random.Random) -> int:
    # one registration in twenty is overdue for a question at the door (D7)
    return dice.randrange(200, 400) if dice.random() < 0.05 else dice.randrange(0, 170)


def _receipt(
    work: _Chunk, serial: int, stay: str, person: str, name: str, place: Community, at: datetime.datetime
) -> None:
    key, on, county = work.key(at), at.date(), place.code[:6]
    claims = code.Claims(
        kind=code.Kind.RECEIPT, serial=uuid.UUID(key), on=on, county=county, name=identity.mask_name(name)
    )
    paper = number.number(county=county, year=on.year, sequence=serial + 1, prefix="PZ")
    work.put("receipt", key, stay, person, paper, on, county, code.encode(claims=claims))


def _act(work: _Chunk, what: str, stay: str, person: str, at: datetime.datetime) -> None:
    work.put("act", work.key(at), at, what, "staff", NULL, "stay", stay, person, "B3", "", "", '{"channel": "bench"}')


def _door_code(serial: int) -> str:
    rest = serial * 123_456_789_011 % 31**10
    letters = []
    for _ in itertools.repeat(None, 10):
        rest, letter = divmod(rest, 31)
        letters.append(_ALPHABET[letter])
    return "".join(letters)


def hexed(data: bytes) -> str:
    """This is bytes in COPY's text form."""
    return "\\\\x" + data.hex()
