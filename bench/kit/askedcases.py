"""What is asked of an office with many cases: its lists on pages, and the same by machine."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

from kit import asked, barereads

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kit.asked import Case, Prepared

BOUND = 80.0
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
    return [_page(name, cookies, paths, str(key)) for name, cookies, paths in lists]


def _page(name: str, cookies: list[str], paths: list[str], key: str) -> Case:
    def pages() -> Iterator[bytes]:
        for path, cookie in zip(itertools.cycle(paths), itertools.cycle(cookies), strict=False):
            yield asked.request("GET", path, {"Host": "localhost", "Cookie": cookie})

    def bare() -> Iterator[bytes]:
        return (asked.request("GET", f"/cases/{key}", {"Host": "localhost"}) for _ in itertools.count())

    script = barereads.CASES.format(key=f"'{key}'")
    return asked.Case(
        name=name,
        bound=BOUND,
        requests=pages,
        bare=bare,
        script=f"BEGIN;\n{script};\n{asked.ACT.format(what='list')};\nCOMMIT;\n",
        inside=[("GET", path, "", {"Host": "localhost", "Cookie": cookies[0]}) for path in paths * 3],
    )
