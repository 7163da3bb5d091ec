"""What is asked of a city with many cases: an office's lists on pages, and the overview of all of them."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

from kit import asked, barereads

if TYPE_CHECKING:
    from collections.abc import Iterator

    from anju.models import Unit
    from kit.asked import Case, Prepared

BOUND, OVERVIEW = 80.0, 300.0
DEPARTMENT = "human_resources"


def cases(*, prepared: Prepared) -> list[Case]:
    """These are the lists of the county's office with most cases and of the whole city's."""
    from anju.models import Unit

    busiest = (
        "SELECT c.unit_id FROM service_case c JOIN unit u ON u.id = c.unit_id WHERE u.department = %s AND u.level = 'county' "
        "AND c.state IN ('sent', 'taken', 'proposed', 'objected') GROUP BY 1 ORDER BY count(*) DESC LIMIT 1"
    )
    ((key,),) = prepared.ask(busiest, DEPARTMENT)
    county, city = Unit.objects.get(id=key), Unit.objects.get(department=DEPARTMENT, level="city", kind="office")
    ours = prepared.cookies("bench-office", county, "officer")
    theirs = prepared.cookies("bench-offices", city, "officer")
    lists = (
        ("case queue, the county's biggest office", ours, ["/cases/"]),
        ("case queue, the same, to take", ours, ["/cases/?state=sent"]),
        ("case queue, the same, near the limit", ours, ["/cases/?state=near"]),
        ("case queue, the whole city's department", theirs, ["/cases/"]),
        ("case queue, the city's, late below", theirs, ["/cases/?state=escalated"]),
    )
    pages = [_page(name, cookies, paths, f"/cases/{key}") for name, cookies, paths in lists]
    return [*pages, *_overviews(prepared, county)]


def _overviews(prepared: Prepared, county: Unit) -> list[Case]:
    """These are the overview of the whole city and of the county with the busiest office, as of a night counted now."""
    from anju.actions import offering
    from anju.models import Unit

    if not prepared.ask("SELECT 1 FROM offering_run LIMIT 1"):
        offering.count(on=prepared.today, at=prepared.at)
    seats = (
        ("overview of the services, whole city", Unit.objects.get(code=f"zf-{county.code.split('-')[1][:4]}")),
        ("overview of the services, a county", Unit.objects.get(code=f"zf-{county.code.split('-')[1]}")),
    )
    return [
        _page(
            name,
            prepared.cookies(f"bench-{unit.code}", unit, "overseer"),
            ["/oversight/overview/"],
            "/figures",
            OVERVIEW,
        )
        for name, unit in seats
    ]


def _page(name: str, cookies: list[str], paths: list[str], naked: str, bound: float = BOUND) -> Case:
    def pages() -> Iterator[bytes]:
        for path, cookie in zip(itertools.cycle(paths), itertools.cycle(cookies), strict=False):
            yield asked.request("GET", path, {"Host": "localhost", "Cookie": cookie})

    def bare() -> Iterator[bytes]:
        return (asked.request("GET", naked, {"Host": "localhost"}) for _ in itertools.count())

    key = naked.removeprefix("/cases/")
    script = barereads.FIGURES if naked == "/figures" else barereads.CASES.format(key=f"'{key}'")
    return asked.Case(
        name=name,
        bound=bound,
        requests=pages,
        bare=bare,
        script=f"BEGIN;\n{script};\n{asked.ACT.format(what='list')};\nCOMMIT;\n",
        inside=[("GET", path, "", {"Host": "localhost", "Cookie": cookies[0]}) for path in paths * 3],
    )
