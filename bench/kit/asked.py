"""What is asked of the loaded register: requests over the wire, the same rows for the bare machine, and the bound."""

import itertools
import json
import random
import uuid
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from kit import askedcases, askedpermits, barereads, crowd

SAMPLE = 20_000
PASSWORD = None
# a coordinator looks after about as many (O3)
DOORS = 500
ACT = (
    "INSERT INTO act (id, at, what, actor_kind, subject_kind, subject_id, rules, purpose, reason, detail) "
    "VALUES (gen_random_uuid(), now(), '{what}', 'staff', 'stay', gen_random_uuid()::text, 'L2', 'handling', '', '{{}}')"
)


@dataclass(frozen=True)
class Case:
    """One thing that is measured."""

    name: str
    bound: float
    requests: Callable[[], Iterator[bytes]]
    bare: Callable[[], Iterator[bytes]]
    # for pgbench, with the row of the read act where there is one
    script: str
    # the same in process, for counting statements: method, address, body, headers
    inside: Sequence[tuple[str, str, str, dict[str, str]]]


def statements(case: Case) -> str:
    """This is how many SQL statements the case takes, counted in process."""
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    counts = set()
    for method, address, body, headers in [case.inside[0], *case.inside]:
        with CaptureQueriesContext(connection) as seen:
            sent: Any = Client().generic(method, address, body, content_type="application/json", headers=headers)
        assert sent.status_code == 200, sent.content[:500]
        # the very first one also fills what the process keeps
        counts.add(
            len([one for one in seen if not str(one["sql"]).startswith(("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE"))])
        )
    few, many = min(counts), max(counts)
    return str(few) if few == many else f"{few} to {many}"


def cases(*, city: crowd.City) -> list[Case]:
    """This prepares staff, a token and keys in the database, and gives what to measure."""
    import django

    django.setup()
    prepared = Prepared(city)
    several = [prepared.find(), *prepared.queues(), prepared.rounds(), prepared.verify()]
    if prepared.permits():
        several += askedpermits.cases(prepared=prepared)
    if prepared.ask("SELECT 1 FROM service_case LIMIT 1"):
        several += askedcases.cases(prepared=prepared)
    return several


class Prepared:
    """Staff, a token and keys in the database, and what is made of them."""

    def __init__(self, city: crowd.City) -> None:
        from django.db import connection

        from anju.actions import account
        from anju.law.actor import Actor
        from anju.models import Post, Unit
        from anju.web import clock

        self.city, self.dice, self.at, self.today = city, random.Random(2), clock.now(), clock.today()
        self.link = connection
        police = Unit.objects.get(department="police", level="city", kind="office")
        post = self.post("bench-city", police, "county_police")
        admin = Actor(kind="staff", role="security_admin", level="city")
        _, self.token = account.add_client(
            name="bench", post_id=post.id, scopes=list(account.SCOPES), expires_on=None, by=admin, at=self.at
        )
        busiest = "SELECT station_id FROM stay WHERE state IN ('declared', 'to_verify', 'returned') GROUP BY 1 ORDER BY count(*) DESC"
        keys = [row[0] for row in self.ask(busiest)]
        self.station, self.quiet = Unit.objects.get(id=keys[0]), Unit.objects.get(id=keys[-1])
        county = self.station.parent
        while county is not None and county.level != "county":
            county = county.parent
        assert county is not None
        self.county: Unit = county
        self.community = self.ask(
            "SELECT community_id FROM stay WHERE state = 'registered' GROUP BY 1 ORDER BY count(*) DESC LIMIT 1"
        )[0][0]
        self._keys()
        self.post_model = Post

    def ask(self, sql: str, *values: object) -> list[Any]:
        """The rows of a statement."""
        with self.link.cursor() as cursor:
            cursor.execute(sql, values)
            return cursor.fetchall() if cursor.description else []

    def post(self, name: str, unit: Any, role: str) -> Any:
        """A post of somebody who does nothing else."""
        from anju.actions import account

        return account.found(username=name, name="测速", password=PASSWORD, unit=unit, role=role, at=self.at)

    def permits(self) -> bool:
        """Whether bench/permits.py has been here."""
        return bool(self.ask("SELECT 1 FROM permit LIMIT 1"))

    def _keys(self) -> None:
        self.ask("DROP TABLE IF EXISTS bench_key")
        self.ask(
            "CREATE TABLE bench_key AS SELECT row_number() OVER () AS n, p.id_index, r.number, r.code FROM "
            f"(SELECT * FROM receipt TABLESAMPLE SYSTEM (5) LIMIT {SAMPLE}) r JOIN person p ON p.id = r.person_id"
        )
        self.ask("ALTER TABLE bench_key ADD PRIMARY KEY (n)")
        self.ask("ANALYZE bench_key")
        self.keys = self.ask("SELECT encode(id_index, 'hex'), number, code FROM bench_key")

    def cookies(self, name: str, unit: Any, role: str, many: int = 16) -> list[str]:
        """Sessions of one member of staff, as cookies."""
        from django.conf import settings
        from django.test import Client

        staff = self.post(name, unit, role).staff
        cookies = []
        for _ in range(many):
            client = Client()
            client.force_login(staff, backend="anju.web.signin.StaffBackend")
            cookies.append(f"{settings.SESSION_COOKIE_NAME}={client.cookies[settings.SESSION_COOKIE_NAME].value}")
        return cookies

    def _random(self, sql: str, *, what: str = "") -> str:
        act = f"\n{ACT.format(what=what)};" if what else ""
        return f"\\set n random(1, {len(self.keys)})\nBEGIN;\n{sql};{act}\nCOMMIT;\n"

    def find(self) -> Case:
        """A person by ID number through the API: the search act is written before the answer leaves."""

        def body() -> str:
            number = crowd.id_number(self.city, self.dice.randrange(self.city.people))
            return json.dumps({"kind": "id_number", "text": number, "purpose": "handling"})

        headers = {"Host": "localhost", "Authorization": f"Bearer {self.token}", "Content-Type": "application/json"}
        inside = [("POST", "/api/v1/search", body(), headers) for _ in range(5)]
        return Case(
            name="find a person by ID number, API",
            bound=30,
            requests=lambda: (request("POST", "/api/v1/search", headers, body()) for _ in itertools.count()),
            bare=lambda: (
                request("GET", f"/find/{self.dice.choice(self.keys)[0]}", {"Host": "localhost"})
                for _ in itertools.count()
            ),
            script=self._random(
                barereads.FIND.format(key="(SELECT id_index FROM bench_key WHERE n = :n)"), what="search"
            ),
            inside=inside,
        )

    def queues(self) -> list[Case]:
        """The counter's queue for one station and for a county, and later pages."""
        from anju.queries import queue, visitors

        station = self.cookies("bench-station", self.station, "registrar")
        quiet = self.cookies("bench-quiet", self.quiet, "registrar", 1)
        county = self.cookies("bench-county", self.county, "county_police")
        post = visitors.posts(staff_id=self.post("bench-county", self.county, "county_police").staff_id, on=self.today)[
            0
        ]
        scope = visitors.post_scope(post=post, on=self.today)
        later, after = ["/counter/"], None
        while len(later) < 40:
            page = queue.page(scope=scope, at=self.at, on=self.today, after=after)
            after = page.after
            if after is None:
                break
            later.append(f"/counter/?after={after.text}")
        count = len(scope.stations)
        names = (
            ("queue page, biggest station", station, ["/counter/"], quiet),
            (f"queue page, county police of {count} stations", county, ["/counter/"], quiet),
            (f"queue page, the same, pages 2 to {len(later)}", county, later[1:] or later, []),
        )
        return [self.page(name, 80, cookies, paths, small) for name, cookies, paths, small in names]

    def page(
        self,
        name: str,
        bound: float,
        cookies: list[str],
        paths: list[str],
        small: list[str],
        *,
        rows: str = barereads.QUEUE,
        where: str = "queue",
    ) -> Case:
        """A list of the counter, beside the rows of the biggest station."""
        script = rows.format(key=f"'{self.station.id}'")
        return Case(
            name=name,
            bound=bound,
            requests=lambda: (
                request("GET", path, {"Host": "localhost", "Cookie": cookie})
                for path, cookie in zip(itertools.cycle(paths), itertools.cycle(cookies), strict=False)
            ),
            bare=lambda: (
                request("GET", f"/{where}/{self.station.id}", {"Host": "localhost"}) for _ in itertools.count()
            ),
            script=f"BEGIN;\n{script};\n{ACT.format(what='list')};\nCOMMIT;\n",
            inside=[
                ("GET", path, "", {"Host": "localhost", "Cookie": cookie})
                for path in paths[:5]
                for cookie in [cookies[0], *small]
            ],
        )

    def rounds(self) -> Case:
        """The coordinator's list of whom to ask again, 500 doors their own."""
        from anju.models import Unit
        from anju.queries.fieldwork import rounds

        unit = Unit.objects.filter(coverage__division_id=self.community, kind="community").first() or Unit.objects.get(
            code=f"sq-{self.community}"
        )
        post = self.post("bench-field", unit, "coordinator")
        self.ask(
            "INSERT INTO address_warden (id, address_id, post_id, valid_from) SELECT gen_random_uuid(), a.id, %s, %s FROM address a "
            "WHERE a.community_id = %s AND NOT EXISTS (SELECT 1 FROM address_warden w WHERE w.post_id = %s) "
            "ORDER BY a.line_index LIMIT %s",
            post.id,
            self.today,
            self.community,
            post.id,
            DOORS,
        )
        self.ask("ANALYZE address_warden")
        cookies = self.cookies("bench-field", unit, "coordinator")
        paths = [f"/field/?show={group}" for group in ("unconfirmed", "to_verify", "declared")]
        until = rounds.unconfirmed_until(on=self.today, months=6)
        script = barereads.AREA.format(key=f"'{self.community}'", on=f"'{until}'")
        return Case(
            name="coordinator's list, biggest community",
            bound=80,
            requests=lambda: (
                request("GET", path, {"Host": "localhost", "Cookie": cookie})
                for path, cookie in zip(itertools.cycle(paths[:1]), itertools.cycle(cookies), strict=False)
            ),
            bare=lambda: (
                request("GET", f"/area/{self.community}/{until}", {"Host": "localhost"}) for _ in itertools.count()
            ),
            script=f"BEGIN;\n{script};\n{ACT.format(what='list')};\nCOMMIT;\n",
            inside=[("GET", path, "", {"Host": "localhost", "Cookie": cookies[0]}) for path in paths],
        )

    def verify(self) -> Case:
        """The public page of a receipt's code, each time from another address."""

        def headers() -> dict[str, str]:
            return {"Host": "localhost", "X-Forwarded-For": str(uuid.uuid4())}

        return Case(
            name="public page of a receipt's code",
            bound=80,
            requests=lambda: (
                request("GET", f"/V/{self.dice.choice(self.keys)[2]}", headers()) for _ in itertools.count()
            ),
            bare=lambda: (
                request("GET", f"/receipt/{self.dice.choice(self.keys)[1]}", {"Host": "localhost"})
                for _ in itertools.count()
            ),
            script=self._random(barereads.RECEIPT.format(key="(SELECT number FROM bench_key WHERE n = :n)")),
            inside=[("GET", f"/V/{self.dice.choice(self.keys)[2]}", "", headers()) for _ in range(5)],
        )


def request(method: str, address: str, headers: dict[str, str], body: str = "") -> bytes:
    """This is a request over the wire."""
    lines = [f"{method} {address} HTTP/1.1", *(f"{name}: {value}" for name, value in headers.items())]
    sent = body.encode()
    return "\r\n".join([*lines, f"Content-Length: {len(sent)}", "", ""]).encode() + sent
