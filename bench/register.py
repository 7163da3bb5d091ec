"""How many registrations a second through the API, with every check, sealing, act, history and receipt.

Beside it, in the same run: the same rows by pgbench, and by a bare django-ninja endpoint without any check.
Run: .venv/bin/python bench/register.py [--seconds 20] [--clients 16]
"""

import argparse
import os
import sys
import uuid
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from kit import cpu, load, machine, people

from anju.config.launch import embedded
from anju.config.launch.embedded import Server


def main() -> None:
    """This measures and prints the table."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--seconds", type=int, default=20)
    asked.add_argument("--clients", type=int, default=16)
    asked.add_argument("--workers", type=int, default=2)
    asked.add_argument("--threads", type=int, default=int(os.environ.get("ANJU_WEB_THREADS", "8")))
    asked.add_argument("--only-api", action="store_true")
    asked.add_argument("--warm", type=int, default=3)
    given = asked.parse_args()
    load_now = ", ".join(f"{load:.1f}" for load in os.getloadavg())
    print(f"Machine: {machine.described()}; load before the start: {load_now}")
    print(
        f"{given.clients} clients, granian with {given.workers} workers of {given.threads} threads, {given.seconds} s each"
    )
    with machine.home() as folder, machine.database(folder, mode="real") as server:
        machine.manage("migrate", "--verbosity", "0")
        machine.manage("load_places")
        place = _prepare()
        rows = _requests(place)
        measured = _api(given, folder, server, rows)
        if not given.only_api:
            _compare(given, folder, server, place, rows, measured)


def _api(given: argparse.Namespace, folder: Path, server: Server, rows: Iterator[bytes]) -> load.Result:
    with machine.web("anju.config.wsgi:application", workers=given.workers, threads=given.threads, folder=folder) as (
        port,
        pid,
    ):
        result = _measure(given, server, port, pid, rows)
    print(result.line("register through the API"), flush=True)
    return result


def _measure(given: argparse.Namespace, server: Server, port: int, pid: int, rows: Iterator[bytes]) -> load.Result:
    load.run(port=port, requests=rows, clients=given.clients, seconds=given.warm, expected=201)
    postmaster = embedded.postmaster(folder=server.folder)
    assert postmaster is not None
    stored, web, base, own = _count(), cpu.spent(pid), cpu.spent(postmaster.pid), cpu.own()
    result = load.run(port=port, requests=rows, clients=given.clients, seconds=given.seconds, expected=201)
    parts = {"web": cpu.spent(pid) - web, "PostgreSQL": cpu.spent(postmaster.pid) - base, "generator": cpu.own() - own}
    _must_agree(result, _count() - stored)
    each = {name: seconds / max(1, len(result.times)) * 1000 for name, seconds in parts.items()}
    spent = ", ".join(f"{name} {ms:.2f}" for name, ms in each.items())
    print(f"  processor time a registration, ms: {spent}; together {sum(each.values()):.2f}")
    return result


def _compare(
    given: argparse.Namespace,
    folder: Path,
    server: Server,
    place: "Place",
    rows: Iterator[bytes],
    measured: load.Result,
) -> None:
    from kit import bare, raw

    with machine.web("kit.bare:application", workers=given.workers, threads=given.threads, folder=folder) as (
        port,
        pid,
    ):
        naked = _measure(given, server, port, pid, bare.requests(rows))
    print(naked.line("bare endpoint, same rows, no checks"), flush=True)
    script = raw.script(folder=folder, community=place.community, station=place.station)
    words = machine.pgbench(folder, server, script=script, clients=given.clients, seconds=given.seconds)
    rate = raw.rate(words)
    print(f"{'same rows by pgbench':<34} {rate:8.1f}/s   latency {raw.latency(words):.1f} ms on average")
    print(f"ratio: API to pgbench {measured.rate / rate:.2f}, API to bare endpoint {measured.rate / naked.rate:.2f}")


class Place:
    """This is where the rows go."""

    def __init__(
        self, *, token: str, communities: list[str], counties: list[str], community: str, station: str
    ) -> None:
        self.token, self.communities, self.counties = token, communities, counties
        self.community, self.station = community, station


def _prepare() -> Place:
    import django

    django.setup()
    from anju.actions import account
    from anju.law.actor import Actor
    from anju.models import Division, Jurisdiction, OriginCounty, Post, Staff, Unit
    from anju.web import clock

    at = clock.now()
    admin = Actor(kind="staff", role="security_admin", level="city")
    police = Unit.objects.get(department="police", level="city", kind="office")
    holder = Staff.objects.create(username="bench", name="测速", created_at=at)
    post = Post.objects.create(staff=holder, unit=police, role="county_police", valid_from=at.date())
    _, token = account.add_client(
        name="bench", post_id=post.id, scopes=list(account.SCOPES), expires_on=None, by=admin, at=at
    )
    communities = list(Division.objects.filter(level="community").order_by("code").values_list("code", flat=True)[::40])
    counties = [
        code
        for code in OriginCounty.objects.filter(level="county").values_list("code", flat=True)
        if code[:4] != "3713"
    ]
    jurisdiction = Jurisdiction.objects.select_related("station").order_by("id").first()
    assert jurisdiction is not None
    return Place(
        token=token,
        communities=communities,
        counties=counties,
        community=communities[0],
        station=str(jurisdiction.station_id),
    )


def _requests(place: Place) -> Iterator[bytes]:
    from anju.web import clock

    bodies = people.declarations(communities=place.communities, counties=place.counties, today=clock.today())
    for body in bodies:
        yield people.request(path="/api/v1/registrations", token=place.token, key=uuid.uuid4().hex, body=body)


def _count() -> int:
    from anju.models import Stay

    return Stay.objects.filter(state="registered").count()


def _must_agree(result: load.Result, stored: int) -> None:
    if len(result.times) != stored or set(result.codes) - {201}:
        raise SystemExit(
            f"{stored} stored, answers {result.codes}: {result.first_wrong[-600:].decode(errors='replace')}"
        )


if __name__ == "__main__":
    main()
