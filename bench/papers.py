"""How long papers take to print, in process, warm, from the database row to the PDF: the receipt, and those of the permit.

Run: .venv/bin/python bench/papers.py [--papers 200] [--runs 3]
Beside it, in the same run: the PDF alone, and the same page once more, which the press has in memory. Every card has a
portrait of its own; one larger than the photo norm is cut around its face first, and stands in a row of its own.
"""

import argparse
import dataclasses
import datetime
import io
import itertools
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

sys.path.insert(0, str(Path(__file__).resolve().parent))

from kit import machine
from PIL import Image

if TYPE_CHECKING:
    from anju.models import Card, Stay

BOUND = 20.0
CARD_BOUND = 30.0


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
        _filled()
        rows: dict[str, list[tuple[float, float]]] = {}
        for _ in range(given.runs):
            for name, work in {**_works(), **_permits()}.items():
                rows.setdefault(name, []).append(_timed(work, given.papers))
    for name, several in rows.items():
        median = statistics.median(one[0] for one in several)
        slow = statistics.median(one[1] for one in several)
        print(
            f"{name:<44} median {median:6.1f} ms  p95 {slow:6.1f} ms   ({given.papers} papers, median of {given.runs} runs)"
        )
    print(f"bounds: {BOUND:g} ms a receipt, {CARD_BOUND:g} ms a card")


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


def _filled() -> None:
    """This gives 25 people a permit with a card; the last five have a portrait as a phone takes it."""
    import django

    django.setup()
    from anju.models import Stay

    stays = Stay.objects.filter(state="registered").exclude(permits__state="valid").select_related("station__parent")
    for turn, stay in enumerate(stays.select_related("person")[:25]):
        _permit(stay, turn, (358, 441) if turn < 20 else (1200, 1600))


def _permit(stay: "Stay", turn: int, size: tuple[int, int]) -> None:
    from anju.models import Card, Permit, PermitFile, Upload
    from anju.models.base import new_id
    from anju.vault import seal

    at = datetime.datetime(2026, 1, 2, 2, tzinfo=datetime.UTC)
    keys = [new_id() for _ in range(3)]
    common = {"person": stay.person, "stay": stay, "community_id": stay.community_id, "station": stay.station}
    common |= {"authority": stay.station.parent or stay.station}
    picture = seal.seal_bytes(data=_portrait(turn, size), column="upload.content", owner=keys[0])
    upload = Upload.objects.create(
        id=keys[0], person=stay.person, purpose="portrait", content=picture, media_type="image/jpeg",
        size=len(picture), width=size[0], height=size[1], made_at=at,
    )  # fmt: skip
    permit = Permit.objects.create(
        id=keys[1], **common, number=f"JZ-{turn}", state="valid", ground="employment", issued_on=at.date(),
        anchor_on=at.date(), since=at.date(), window_opens_on=at.date(), window_closes_on=datetime.date(2027, 1, 4),
        ethnicity=seal.seal(text="汉", column="permit.ethnicity", owner=keys[1]), portrait=upload, county="371302",
    )  # fmt: skip
    file = PermitFile.objects.create(
        id=keys[2], **common, permit=permit, number=f"SQ-{turn}", kind="first", state="signed", channel="online",
        ground="employment", portrait=upload, collect_at=stay.station, applied_at=at, check_due_on=at.date(),
        accepted_at=at, due_on=at.date(), decided_at=at,
        ethnicity=seal.seal(text="汉", column="permit_file.ethnicity", owner=keys[2]),
    )  # fmt: skip
    Card.objects.create(
        permit=permit, person_id=stay.person_id, file=file, authority=file.authority, collect_at=stay.station,
        state="held", due_on=at.date(),
    )  # fmt: skip


def _portrait(turn: int, size: tuple[int, int]) -> bytes:
    """This is a picture with grain, as large as a photo of its size: no two alike."""
    noise = Image.effect_noise(size, 12 + turn % 5).convert("RGB")
    out = io.BytesIO()
    Image.blend(Image.new("RGB", size, (225, 230, 238)), noise, 0.4).save(out, "JPEG", quality=88)
    return out.getvalue()


def _permits() -> dict[str, Callable[[int], bytes]]:
    from anju.models import Card, Post
    from anju.papers.permit import application, card, collection
    from anju.queries import permit_papers, visitors

    on = datetime.date(2026, 1, 2)
    made = list(Card.objects.filter(permit__number__startswith="JZ-").select_related("permit", "file").order_by("id"))
    who = {}
    for one in made:
        post = Post.objects.filter(unit_id=one.permit.station_id, role="registrar").select_related("unit", "staff")[0]
        who[one.id] = visitors.post_scope(post=post, on=on)
    norm, large = made[:20], made[20:]
    count = itertools.count()

    def printed(one: "Card") -> bytes:
        return card.render(paper=permit_papers.card(card_id=one.id, who=who[one.id]))

    faces = [permit_papers.card(card_id=one.id, who=who[one.id]) for one in norm]
    forms = [permit_papers.application(file_id=one.file_id, who=who[one.id]) for one in norm]
    receipts = [permit_papers.collection(file_id=one.file_id, who=who[one.id]) for one in norm]
    works: dict[str, Callable[[int], bytes]] = {
        "card, row to PDF": lambda turn: printed(norm[turn % len(norm)]),
        # a name of its own each time: nothing of the page stands in the press's memory
        "card, PDF only": lambda turn: card.render(
            paper=dataclasses.replace(faces[turn % len(faces)], name=f"王小{chr(0x4E00 + next(count))}")
        ),
        "card, row to PDF, portrait to be cut": lambda turn: printed(large[turn % len(large)]),
        "application form, PDF only": lambda turn: application.render(paper=forms[turn % len(forms)], printed_on=on),
        "collection receipt, PDF only": lambda turn: collection.render(
            paper=receipts[turn % len(receipts)], printed_on=on
        ),
    }
    for work in works.values():
        for turn in range(20):
            assert work(turn).startswith(b"%PDF")
    return works


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
