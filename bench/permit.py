"""How fast residence permits are applied for, accepted and signed off through the API, with every check, seal and act.

Beside it, in the same run: the same rows by a bare django-ninja endpoint without any check, and by `pgbench`.
Run: .venv/bin/python bench/permit.py [--seconds 10] [--clients 16] [--home FOLDER]
Without --home it makes 40,000 people of its own; with it, those of bench/people.py (and the permits of bench/permits.py).
"""

import argparse
import itertools
import os
import sys
import uuid
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

import people
from kit import asking, cpu, load, machine, pgload
from kit import people as sending

from anju.config.launch import embedded
from anju.config.launch.embedded import Server

BOUND = 150.0


def main() -> None:
    """This measures both steps and prints the table."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--home", type=Path)
    asked.add_argument("--people", type=int, default=40_000)
    asked.add_argument("--seconds", type=float, default=10)
    asked.add_argument("--clients", type=int, default=16)
    asked.add_argument("--workers", type=int, default=2)
    asked.add_argument("--threads", type=int, default=int(os.environ.get("ANJU_WEB_THREADS", "4")))
    asked.add_argument("--cases", type=int, default=20_000, help="people who apply, at most")
    asked.add_argument("--warm", type=float, default=3)
    asked.add_argument("--only-api", action="store_true")
    given = asked.parse_args()
    print(f"Machine: {machine.described()}; load before: " + " ".join(f"{one:.1f}" for one in os.getloadavg()))
    print(
        f"{given.clients} clients, granian with {given.workers} workers of {given.threads} threads, {given.seconds:g} s each"
    )
    with ExitStack() as stack:
        home = given.home or stack.enter_context(machine.home())
        server, _ = stack.enter_context(people.loaded(home=home, people=given.people, processes=os.cpu_count() or 2))
        machine.manage("migrate", "--verbosity", "0")
        prepared = asking.prepare(url=server.url(), keyring=home / "keyring.json", most=given.cases)
        print(f"{len(prepared.cases)} people can apply, each with a portrait and a lease on file", flush=True)
        _all(_Runs(given, home, server, prepared))


class _Runs:
    """What a measurement needs, and the cases that nobody has used yet."""

    def __init__(self, given: argparse.Namespace, home: Path, server: Server, prepared: asking.Prepared) -> None:
        self.given, self.home, self.server, self.prepared = given, home, server, prepared
        self.used = itertools.count()

    def cases(self) -> Iterator[asking.Case]:
        for place in self.used:
            if place >= len(self.prepared.cases):
                return
            yield self.prepared.cases[place]


def _all(runs: _Runs) -> None:
    given, ours = runs.given, {}
    with machine.web(
        "anju.config.wsgi:application", workers=given.workers, threads=given.threads, folder=runs.home
    ) as web:
        ours["accept"] = _measure(runs, web, "accept", _sent(runs), expected=201)
        signing = asking.to_sign(runs.prepared)
        ours["sign"] = _measure(runs, web, "sign", (_sign(runs, *one) for one in signing), expected=200)
    if given.only_api:
        return
    naked = {}
    with machine.web(
        "kit.barepermit:application", workers=given.workers, threads=given.threads, folder=runs.home
    ) as web:
        naked["accept"] = _measure(runs, web, "accept", _bare(runs), expected=201, name="bare endpoint")
        rows = asking.bare_signing()
        naked["sign"] = _measure(runs, web, "sign", iter(rows), expected=200, name="bare endpoint")
    asking.number_from(next(runs.used))
    for step in ("accept", "sign"):
        # nobody signs what was not accepted: each client signs its share of what pgbench has just put there
        each = asking.accepted() // given.clients if step == "sign" else 0
        raw = pgload.run(
            server=runs.server,
            folder=runs.home,
            script=asking.SCRIPTS[step],
            clients=given.clients,
            seconds=max(1, given.seconds / 3),
            each=each,
        )
        if step == "accept":
            asking.must_have_lasted()
        print(f"{step} by pgbench, same rows: {raw.rate:.1f}/s, p50 {raw.p50:.1f} ms, p95 {raw.p95:.1f} ms")
        print(
            f"  ratio: API to pgbench {ours[step].rate / raw.rate:.2f}, "
            f"API to bare endpoint {ours[step].rate / naked[step].rate:.2f}",
            flush=True,
        )


def _measure(
    runs: _Runs,
    web: tuple[int, int],
    step: str,
    rows: Iterator[bytes],
    *,
    expected: int,
    name: str = "API",
) -> load.Result:
    given, (port, pid) = runs.given, web
    # what is signed was just accepted and is soon used up
    warm = given.warm if step == "accept" else min(1, given.warm)
    load.run(port=port, requests=rows, clients=given.clients, seconds=warm, expected=expected)
    postmaster = embedded.postmaster(folder=runs.server.folder)
    assert postmaster is not None
    stored, spent, base = asking.stored(step), cpu.spent(pid), cpu.spent(postmaster.pid)
    result = load.run(port=port, requests=rows, clients=given.clients, seconds=given.seconds, expected=expected)
    spent, base = cpu.spent(pid) - spent, cpu.spent(postmaster.pid) - base
    if len(result.times) != asking.stored(step) - stored or set(result.codes) - {expected}:
        words = result.first_wrong[-900:].decode(errors="replace")
        raise SystemExit(f"{asking.stored(step) - stored} stored, answers {result.codes}: {words}")
    bound = (
        f" (bound p95 {BOUND:g} ms: {'kept' if result.quantile(0.95) <= BOUND else 'MISSED'})" if name == "API" else ""
    )
    print(result.line(f"{_WORDS[step]}, {name}") + bound)
    many = max(1, len(result.times)) / 1000
    print(f"  processor time each, ms: web {spent / many:.2f}, PostgreSQL {base / many:.2f}", flush=True)
    return result


_WORDS = {"accept": "apply and accept", "sign": "sign off"}


def _sent(runs: _Runs) -> Iterator[bytes]:
    for case in runs.cases():
        path, key, body = "/api/v1/permits/files", uuid.uuid4().hex, asking.application(case)
        yield sending.request(path=path, token=runs.prepared.desk, key=key, body=body)


def _sign(runs: _Runs, file: str, version: int) -> bytes:
    path, key = f"/api/v1/permits/files/{file}/sign", uuid.uuid4().hex
    return sending.request(path=path, token=runs.prepared.officer, key=key, body={"version": version})


def _bare(runs: _Runs) -> Iterator[bytes]:
    for case in runs.cases():
        body = {**asking.application(case), "person": str(case.person)}
        yield sending.request(path="/bare/files", token="none", key=uuid.uuid4().hex, body=body)


if __name__ == "__main__":
    main()
