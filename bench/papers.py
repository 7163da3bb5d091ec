"""How long a receipt takes to print, in process, warm, from the database row to the PDF.

Run: .venv/bin/python bench/papers.py [--papers 200] [--runs 3]
Beside it, in the same run: the PDF alone, and the same page once more, which the press has in memory.
"""

import argparse
import datetime
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from kit import machine

BOUND = 20.0


def main() -> None:
    """This measures and prints the table."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--papers", type=int, default=200)
    asked.add_argument("--runs", type=int, default=3)
    given = asked.parse_args()
    print(f"Machine: {machine.described()}")
    with machine.home() as folder, machine.database(folder):
        machine.manage("migrate", "--verbosity", "0")
        machine.manage("load_places")
        machine.manage("seed_demo", "--people", "60")
        rows: dict[str, list[tuple[float, float]]] = {}
        for _ in range(given.runs):
            for name, work in _works().items():
                rows.setdefault(name, []).append(_timed(work, given.papers))
    for name, several in rows.items():
        median = statistics.median(one[0] for one in several)
        slow = statistics.median(one[1] for one in several)
        print(
            f"{name:<44} median {median:6.1f} ms  p95 {slow:6.1f} ms   ({given.papers} papers, median of {given.runs} runs)"
        )
    print(f"bound: {BOUND:g} ms a receipt")


def _works() -> dict[str, Callable[[int], bytes]]:
    import django

    django.setup()
    from anju.models import Receipt
    from anju.papers import receipt
    from anju.queries import receipts

    stays = list(Receipt.objects.filter(replaced_at=None).values_list("stay_id", flat=True)[:50])
    on = datetime.date(2026, 1, 2)

    def whole(turn: int) -> bytes:
        paper = receipts.paper(stay_id=stays[turn % len(stays)])
        return receipt.render(paper=paper, base_url="https://anju.example", printed_on=on)

    held = [receipts.paper(stay_id=stay) for stay in stays]

    def page(turn: int) -> bytes:
        return receipt.render(paper=held[turn % len(held)], base_url="https://anju.example", printed_on=on)

    # the same data every time: typst takes most of it from its own memory
    def same(turn: int) -> bytes:
        return receipt.render(paper=held[0], base_url="https://anju.example", printed_on=on)

    for turn in range(20):
        whole(turn)
    assert whole(0).startswith(b"%PDF")
    return {"receipt, row to PDF": whole, "receipt, PDF only": page, "the same receipt again, PDF only": same}


def _timed(work: Callable[[int], bytes], papers: int) -> tuple[float, float]:
    times = []
    for turn in range(papers):
        begun = time.perf_counter()
        work(turn)
        times.append((time.perf_counter() - begun) * 1000)
    times.sort()
    return statistics.median(times), times[int(len(times) * 0.95)]


if __name__ == "__main__":
    main()
