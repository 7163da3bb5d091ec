"""This module allots places: deferred acceptance by the published groups, a draw where the groups tie. Source: I5.

Pure and repeatable: the same list and seed give the same result in whatever order the list comes. The seed is bound by
its digest before anybody applies and shown with the result, so that everyone can count it again.
"""

import heapq
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from anju.law import draw

# how near: the same community, street, county, anywhere
NEAR = (12, 9, 6, 0)
Key = tuple[int, int, int, int]


@dataclass(frozen=True)
class Seats:
    """This is a school in the round: its places, and the community it stands in."""

    school: str
    places: int
    community: str = ""


@dataclass(frozen=True)
class Pupil:
    """This is one child on the anonymous list: the wishes in order, and at each school the group (0 first)."""

    number: int
    wishes: tuple[str, ...]
    groups: Mapping[str, int]
    # days, the smaller the earlier; 0 for all where only the draw counts
    since: int = 0
    community: str = ""
    # the seed may be known by then, and with it the draw of every number still to come
    late: bool = False


@dataclass(frozen=True)
class Placed:
    """This is the place of one child; choice 0 was found by the county, an empty school means none is left."""

    number: int
    school: str
    choice: int
    draw: int


def drawn_by(*, pupil: Pupil, seed: str) -> int:
    """This is where a child stands among equals: by the draw; whoever came late stands behind, in the order of arrival."""
    return draw.MOST + pupil.number if pupil.late else draw.lot(seed=seed, number=pupil.number)


def key(*, pupil: Pupil, school: str, drawn: int) -> Key:
    """This is where a child stands at a school: the smaller comes first."""
    return (pupil.groups[school], pupil.since, drawn, pupil.number)


def allot(*, pupils: Iterable[Pupil], schools: Iterable[Seats], seed: str) -> tuple[Placed, ...]:
    """This places everyone it has room for, by list number: first by wishes, then the nearest school with room."""
    listed = {one.number: one for one in pupils}
    drawn = {number: drawn_by(pupil=one, seed=seed) for number, one in listed.items()}
    seats = {one.school: one for one in schools}
    held = _wished(listed, seats, drawn)
    placed = {number: school for school, keys in held.items() for number in keys}
    left = sorted((drawn[number], number) for number in listed if number not in placed)
    found = _found(
        [listed[number] for _, number in left],
        [(one, one.places - len(held.get(one.school, ()))) for one in seats.values()],
    )
    return tuple(
        Placed(
            number=number,
            school=placed.get(number) or found.get(number, ""),
            choice=one.wishes.index(placed[number]) + 1 if number in placed else 0,
            draw=drawn[number],
        )
        for number, one in sorted(listed.items())
    )


def blocking(
    *, pupils: Iterable[Pupil], schools: Iterable[Seats], placed: Iterable[Placed], seed: str
) -> tuple[tuple[int, str], ...]:
    """This lists every child and school where the child would rather be and has a better claim, or a place is free: none."""
    listed = {one.number: one for one in pupils}
    where = {one.number: one for one in placed}
    room = {one.school: one.places for one in schools}
    worst: dict[str, Key] = {}
    for one in where.values():
        if one.school:
            room[one.school] -= 1
        if one.choice:
            mine = key(pupil=listed[one.number], school=one.school, drawn=one.draw)
            worst[one.school] = max(worst.get(one.school, mine), mine)
    return tuple(
        (number, school)
        for number, one in sorted(listed.items())
        for school in (one.wishes[: where[number].choice - 1] if where[number].choice else one.wishes)
        if school != where[number].school and school in room
        if room[school] > 0
        or (school in worst and key(pupil=one, school=school, drawn=drawn_by(pupil=one, seed=seed)) < worst[school])
    )


def waiting(
    *, school: str, pupils: Iterable[Pupil], now: Mapping[int, str], passed: Mapping[int, Sequence[str]], seed: str
) -> tuple[int, ...]:
    """This is a school's waiting list: who wished it above the school they have now (""), in the published order."""
    ahead = []
    for one in pupils:
        have = now.get(one.number, "")
        above = one.wishes[: one.wishes.index(have)] if have in one.wishes else one.wishes
        if school in above and school not in passed.get(one.number, ()):
            ahead.append(key(pupil=one, school=school, drawn=drawn_by(pupil=one, seed=seed)))
    return tuple(standing[-1] for standing in sorted(ahead))


def _wished(listed: Mapping[int, Pupil], seats: Mapping[str, Seats], drawn: Mapping[int, int]) -> dict[str, list[int]]:
    """Let everyone ask in the order of their wishes; a school keeps the best it has room for and lets the others go."""
    kept: dict[str, list[Key]] = {name: [] for name in seats}
    asking = [(number, 0) for number in listed]
    while asking:
        number, turn = asking.pop()
        one = listed[number]
        if turn >= len(one.wishes):
            continue
        school = one.wishes[turn]
        if school not in seats:
            asking.append((number, turn + 1))
            continue
        group, since, lot, _ = key(pupil=one, school=school, drawn=drawn[number])
        # a heap whose top is the last in order
        heapq.heappush(kept[school], (-group, -since, -lot, -number))
        if len(kept[school]) > seats[school].places:
            out = -heapq.heappop(kept[school])[-1]
            asking.append((out, listed[out].wishes.index(school) + 1))
    return {school: [-entry[-1] for entry in keys] for school, keys in kept.items()}


def _found(left: Sequence[Pupil], free: Sequence[tuple[Seats, int]]) -> dict[int, str]:
    """Find the nearest school with room for each that is left, in the order of the draw; the emptiest of equally near."""
    room = {one.school: count for one, count in free}
    where = {one.school: one.community for one, _ in free}
    # by community, street, county and the whole: the emptiest first; entries that no longer hold are passed over
    heaps: dict[str, list[tuple[int, str]]] = {}

    def put(school: str) -> None:
        for digits in NEAR:
            heapq.heappush(heaps.setdefault(where[school][:digits], []), (-room[school], school))

    for one in room:
        put(one)
    found: dict[int, str] = {}
    for pupil in left:
        best = next((name for digits in NEAR if (name := _emptiest(heaps.get(pupil.community[:digits], []), room))), "")
        if best:
            found[pupil.number] = best
            room[best] -= 1
            put(best)
    return found


def _emptiest(heap: list[tuple[int, str]], room: Mapping[str, int]) -> str:
    while heap and (-heap[0][0] != room[heap[0][1]] or not room[heap[0][1]]):
        heapq.heappop(heap)
    return heap[0][1] if heap else ""
