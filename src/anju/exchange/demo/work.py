"""What the demo's staff have on their desks beside the files: a hospital's list, a coordinator's own doors."""

import datetime
import random
from collections.abc import Mapping

from anju.actions import address as addresses
from anju.actions import exempt as exempts
from anju.exchange.demo import people, staff
from anju.law.codes import ExemptKind
from anju.law.exempt import Line
from anju.queries import doors, exempt, files, queue, scope, visitors
from anju.queries.visitors import Post

IN_PATIENTS = 12
DOORS = 20


def hand_out(*, posts: Mapping[str, Post], counties: tuple[str, ...], now: datetime.datetime) -> None:
    """Fill the hospital's list and give the coordinator some doors; what is there already stays."""
    _fill_list(keeper=posts["mingdan"], registrar=posts["dengji"], counties=counties, now=now)
    _give_doors(coordinator=posts["xieguan"], clerk=posts["datang"], now=now)


def _fill_list(*, keeper: Post, registrar: Post, counties: tuple[str, ...], now: datetime.datetime) -> None:
    today = now.date()
    if exempt.count(scope=visitors.post_scope(post=keeper, on=today)):
        return
    dice = random.Random("anju-hospital")  # noqa: S311 (made-up people need no secrecy)
    lines = [
        Line(
            number=number,
            raw={
                "name": people.name(dice),
                "id_number": people.id_number(
                    dice, county=dice.choice(counties), youngest=20, oldest=80, on=today - datetime.timedelta(days=30)
                ),
                "since": _some_day(dice, today),
            },
        )
        for number in range(1, IN_PATIENTS)
    ]
    lines += _waiting(registrar, number=IN_PATIENTS, since=_some_day(dice, today), now=now)
    exempts.import_rows(lines=lines, kind=str(ExemptKind.HOSPITAL), by=visitors.post_actor(post=keeper), at=now)


def _waiting(registrar: Post, *, number: int, since: str, now: datetime.datetime) -> list[Line]:
    # one who declared all the same, so that the counter has somebody without a duty to serve
    desk = visitors.post_scope(post=registrar, on=now.date())
    rows = queue.page(scope=desk, at=now, on=now.date(), size=1).rows
    stays = [scope.stay(desk, stay_id=row.id) for row in rows]
    return [
        Line(
            number=number,
            raw={
                "name": stay.person.name,
                "id_number": files.plain(stay=stay, field="id_number"),
                "since": since,
            },
        )
        for stay in stays
    ]


def _give_doors(*, coordinator: Post, clerk: Post, now: datetime.datetime) -> None:
    community = scope.community_of(code=staff.COMMUNITY)
    if community is None:
        return
    roads = doors.roads(of=community)
    given = sum(road.addresses - road.unassigned for road in roads)
    for road in roads:
        if given >= DOORS:
            return
        given += addresses.assign_wardens(
            community=community,
            road=road.name,
            whole=False,
            post=coordinator,
            by=visitors.post_actor(post=clerk),
            at=now,
        )


def _some_day(dice: random.Random, today: datetime.date) -> str:
    return (today - datetime.timedelta(days=dice.randint(1, 20))).isoformat()
