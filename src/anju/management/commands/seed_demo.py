"""Make the demo's people, staff and a year of history."""

import concurrent.futures
import datetime
import functools
import gc
import multiprocessing
import os
from typing import IO, Any, cast

import django
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection, connections
from rich.console import Console
from rich.progress import Progress

from anju.actions import entitlement, night, offering
from anju.exchange.demo import casework, parts, staff, work, year
from anju.exchange.demo.year import Stage
from anju.queries import places, units
from anju.web import clock

WORKERS = 2
# the demo's own street gets the most, so that its counter and coordinator have a day's work
STREETS = (
    ("371302002", 8),
    ("371302001", 3),
    ("371302003", 3),
    ("371311001", 3),
    ("371312001", 3),
    ("371321001", 2),
    ("371323001", 2),
)


class Command(BaseCommand):
    """Fills an empty demo; cut short, it goes on where it stopped."""

    help = "Make the demo's people, staff and a year of history. Works in demo mode only."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take how many people to make."""
        parser.add_argument("--people", type=int, default=2000, help="how many people to make (2000)")

    def handle(self, *args: Any, **options: Any) -> None:
        """Make them, two processes at once, with a progress bar."""
        if not settings.DEMO:
            raise CommandError("The demo's people are made in demo mode only: set ANJU_MODE=demo.")
        now = clock.now().replace(microsecond=0)
        begun = now - datetime.timedelta(days=1200)
        posts = staff.employ(at=begun)
        stage = _stage(at=begun)
        chunks = year.chunks(options["people"])
        console = Console(file=cast("IO[str]", self.stdout))
        with Progress(console=console) as progress:
            bar = progress.add_task("People and a year of history", total=options["people"])
            for done in _made(chunks, stage, now):
                progress.advance(bar, done)
        # whoever let a window pass is suspended as the night would have done it
        night.suspend_permits(on=clock.today(), at=now)
        many = max(2, casework.CASES * options["people"] // 2000)
        if casework.play(known_first=(year.SETTLED, year.HOLDER), count=many, now=now):
            parts.play(posts=posts, now=now)
        work.hand_out(posts=posts, counties=stage.counties, now=now)
        # what the pages of oversight show is counted at night, and the demo's first night is still to come
        entitlement.count(on=clock.today(), at=now)
        offering.count(on=clock.today(), at=now)
        console.print(f"People: {options['people']} with a year of history.")


def _stage(*, at: datetime.datetime) -> Stage:
    communities: list[tuple[str, int]] = []
    stations, coordinators = {}, {}
    for street, weight in STREETS:
        below = places.children(code=f"{street}000")[:4]
        for row in below:
            communities.append((row.code, weight * (2 if row.code == staff.COMMUNITY else 1)))
            coordinators[row.code] = staff.colleague(unit_code=f"sq-{row.code}", role="coordinator", at=at)
        stations[street] = staff.colleague(unit_code=f"pcs-{street}", role="registrar", at=at)
    counties = sorted({street[:6] for street, _ in STREETS})
    police = {
        county: (
            staff.colleague(unit_code=f"ga-{county}", role="county_police", at=at),
            units.by_code(code=f"ga-{county}").id,
        )
        for county in counties
    }
    return Stage(
        communities=tuple(communities),
        counties=tuple(sorted(places.known_counties())),
        stations=stations,
        coordinators=coordinators,
        counties_police=police,
    )


def _made(chunks: Any, stage: Stage, now: datetime.datetime) -> Any:
    if settings.MODE == "test" or len(chunks) < WORKERS:
        for number, count in chunks:
            year.chunk(number=number, count=count, stage=stage, now=now)
            yield count
        return
    # children open their own connections; ours must not be shared with them
    connections.close_all()
    connection.close_pool()  # type: ignore[attr-defined]
    # Django is set up before the work, and with it the models, is unpickled in the child
    context = multiprocessing.get_context("spawn")
    work = functools.partial(_chunk, stage=stage, now=now)
    with concurrent.futures.ProcessPoolExecutor(WORKERS, mp_context=context, initializer=django.setup) as pool:
        for future in concurrent.futures.as_completed(
            [pool.submit(work, number=number, count=count) for number, count in chunks]
        ):
            yield future.result()


def _hasten() -> None:
    # in a child of its own only: people made up can be made up again, so no commit waits for the disk, and the collector
    # finds little among them
    os.environ["PGOPTIONS"] = "-c synchronous_commit=off"
    gc.freeze()
    gc.set_threshold(100_000, 50, 50)


def _chunk(*, number: int, count: int, stage: Stage, now: datetime.datetime) -> int:
    _hasten()
    year.chunk(number=number, count=count, stage=stage, now=now)
    return count
