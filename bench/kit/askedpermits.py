"""What is asked of a register with permits: the lists of the counter, and the same list by machine."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

from kit import asked, barereads

if TYPE_CHECKING:
    from kit.asked import Case, Prepared

BOUND = 80.0


def cases(*, prepared: Prepared) -> list[Case]:
    """These are the lists of one station and of a county police, of files and of permits."""
    station = prepared.cookies("bench-station", prepared.station, "registrar")
    quiet = prepared.cookies("bench-quiet", prepared.quiet, "registrar", 1)
    county = prepared.cookies("bench-county", prepared.county, "county_police")
    lists = (
        ("permit queue, biggest station", station, ["/counter/permits/?state=applied"], quiet),
        ("permit queue, county police, to sign", county, ["/counter/permits/?state=accepted"], []),
        ("permit queue, county police, later pages", county, _later(prepared), []),
    )
    pages = [
        prepared.page(name, BOUND, cookies, paths, small, rows=barereads.FILES, where="files")
        for name, cookies, paths, small in lists
    ]
    suspended = ["/counter/permits/?state=suspended"]
    other = {"rows": barereads.SUSPENDED, "where": "suspended"}
    pages.append(prepared.page("suspended permits, biggest station", BOUND, station, suspended, quiet, **other))
    return [*pages, _machine(prepared)]


def _later(prepared: Prepared) -> list[str]:
    from anju.queries import visitors
    from anju.queries.permit import queue

    staff = prepared.post("bench-county", prepared.county, "county_police").staff_id
    post = visitors.posts(staff_id=staff, on=prepared.today)[0]
    scope, found, after = visitors.post_scope(post=post, on=prepared.today), [], None
    while len(found) < 40:
        after = queue.page(scope=scope, on=prepared.today, state="accepted", after=after).after
        if after is None:
            break
        found.append(f"/counter/permits/?state=accepted&after={after.text}")
    return found or ["/counter/permits/?state=accepted"]


def _machine(prepared: Prepared) -> Case:
    headers = {"Host": "localhost", "Authorization": f"Bearer {prepared.token}"}
    path = "/api/v1/permits/files?state=applied&limit=30"
    bare = f"/files/{prepared.station.id}"
    script = barereads.FILES.format(key=f"'{prepared.station.id}'")
    return asked.Case(
        name="permit queue, whole city, API",
        bound=BOUND,
        requests=lambda: (asked.request("GET", path, headers) for _ in itertools.count()),
        bare=lambda: (asked.request("GET", bare, {"Host": "localhost"}) for _ in itertools.count()),
        script=f"BEGIN;\n{script};\n{asked.ACT.format(what='list')};\nCOMMIT;\n",
        inside=[("GET", path, "", headers) for _ in range(3)],
    )
