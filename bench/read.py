"""How fast people are found and queues shown with two million on file.

Run: .venv/bin/python bench/read.py --home FOLDER [--clients 16] [--seconds 8] [--runs 3]
FOLDER is filled by bench/people.py (done here if it is empty). Each figure is the median of the runs; beside it stands what a
bare endpoint and pgbench do with the same rows in the same run. Only then the statements of each page are counted.
"""

import argparse
import itertools
import os
import statistics
import sys
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

import people
from kit import asked, cpu, load, machine, pgload

from anju.config.launch import embedded
from anju.config.launch.embedded import Server


@dataclass(frozen=True)
class Figures:
    """The medians of a case's runs: milliseconds, answers a second."""

    p50: float
    p95: float
    rate: float
    busy: float

    @property
    def text(self) -> str:
        """One row of the report."""
        busy = f"{self.busy:5.1f} ms of processor time each" if self.busy else ""
        return f"p50 {self.p50:6.1f} ms  p95 {self.p95:6.1f} ms  {self.rate:7.1f}/s  {busy}"


def main() -> None:
    """This measures every case and prints the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--home", type=Path, required=True)
    parser.add_argument("--people", type=int, default=people.PEOPLE)
    parser.add_argument("--clients", type=int, default=16)
    parser.add_argument("--seconds", type=float, default=8)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--threads", type=int, default=int(os.environ.get("ANJU_WEB_THREADS", "4")))
    parser.add_argument("--only", default="", help="cases whose name holds this")
    given = parser.parse_args()
    # the public page counts by address; behind a proxy each request can come from another
    os.environ["ANJU_BEHIND_PROXY"] = "1"
    with people.loaded(home=given.home, people=given.people) as (server, city):
        print(f"Machine: {machine.described()}; {city.people} people on file")
        print("Load of the machine before the start: " + " ".join(f"{one:.1f}" for one in os.getloadavg()))
        print(
            f"{given.clients} clients, granian with 2 workers of {given.threads} threads, "
            f"median of {given.runs} runs of {given.seconds:g} s"
        )
        cases = [case for case in asked.cases(city=city) if given.only in case.name]
        ours = _web(given, server, cases, bare=False)
        naked = _web(given, server, cases, bare=True)
        raw = {case.name: _pgbench(given, server, case) for case in cases}
        for case in cases:
            _tell(case, ours[case.name], naked.get(case.name), raw[case.name])


def _tell(case: asked.Case, ours: Figures, naked: Figures | None, raw: Figures | None) -> None:
    kept = "kept" if ours.p95 <= case.bound else "MISSED"
    print(f"{case.name} (bound p95 {case.bound:g} ms: {kept}; {asked.statements(case)} statements)")
    print(f"  Anju           {ours.text}")
    for name, other in (("bare endpoint", naked), ("pgbench", raw)):
        if other is not None:
            print(f"  {name:<14} {other.text}  → p50 ×{ours.p50 / other.p50:.1f}, rate ×{ours.rate / other.rate:.2f}")


def _web(given: argparse.Namespace, server: Server, cases: list[asked.Case], *, bare: bool) -> dict[str, Figures]:
    runs: dict[str, list[tuple[load.Result, float]]] = {case.name: [] for case in cases}
    os.environ["ANJU_BENCH_SERVE"] = "bare" if bare else ""
    application = "kit.barereads:application" if bare else "anju.config.wsgi:application"
    with machine.web(application, workers=2, threads=given.threads, folder=given.home) as (port, pid):
        for run, case in itertools.product(range(given.runs + 1), cases):
            seconds = given.seconds if run else 2
            busy = _spent(server, pid)
            result = load.run(
                port=port,
                requests=case.bare() if bare else case.requests(),
                clients=given.clients,
                seconds=seconds,
                expected=200,
            )
            busy = (_spent(server, pid) - busy) / max(1, len(result.times)) * 1000
            if set(result.codes) - {200}:
                raise SystemExit(f"{case.name}: {result.codes} {result.first_wrong[:900].decode(errors='replace')}")
            # the first run only warms
            if run:
                runs[case.name].append((result, busy))
    medians = {name: _median(several) for name, several in runs.items()}
    print("\n".join(f"  {'bare' if bare else 'Anju'}: {name}: {one.text}" for name, one in medians.items()), flush=True)
    return medians


def _spent(server: Server, pid: int) -> float:
    postmaster = embedded.postmaster(folder=server.folder)
    assert postmaster is not None
    return cpu.spent(pid) + cpu.spent(postmaster.pid)


def _median(several: list[tuple[load.Result, float]]) -> Figures:
    return Figures(
        p50=statistics.median(result.quantile(0.5) for result, _ in several),
        p95=statistics.median(result.quantile(0.95) for result, _ in several),
        rate=statistics.median(result.rate for result, _ in several),
        busy=statistics.median(busy for _, busy in several),
    )


def _pgbench(given: argparse.Namespace, server: Server, case: asked.Case) -> Figures | None:
    several = [
        pgload.run(server=server, folder=given.home, script=case.script, clients=given.clients, seconds=given.seconds)
        for _ in range(given.runs)
    ]
    return Figures(
        p50=statistics.median(one.p50 for one in several),
        p95=statistics.median(one.p95 for one in several),
        rate=statistics.median(one.rate for one in several),
        busy=0,
    )


if __name__ == "__main__":
    main()
