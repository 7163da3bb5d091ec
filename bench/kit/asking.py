"""People who apply for a permit: who they are, their pictures, the machines that send for them, the same rows in SQL."""

import datetime
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg

from anju import vault
from anju.vault import ring
from kit import holders, pictures
from kit import people as sending

_CASES = """
CREATE TABLE bench_case AS
SELECT %s + row_number() OVER (ORDER BY md5(s.id::text)) - 1 AS n, s.id AS stay, s.person_id AS person, s.address_id AS address,
       s.community_id AS community, s.station_id AS station, s.counted_from AS since, gen_random_uuid() AS portrait,
       gen_random_uuid() AS paper
FROM stay s WHERE s.state = 'registered' AND s.counted_from <= %s
AND NOT EXISTS (SELECT FROM permit p WHERE p.person_id = s.person_id AND p.state IN ('valid', 'suspended'))
AND NOT EXISTS (SELECT FROM permit_file f WHERE f.person_id = s.person_id AND f.state IN ('applied', 'returned', 'accepted'))
ORDER BY 1 LIMIT %s
"""


@dataclass(frozen=True)
class Case:
    """One person who applies."""

    stay: uuid.UUID
    person: uuid.UUID
    station: uuid.UUID
    portrait: uuid.UUID
    paper: uuid.UUID


@dataclass(frozen=True)
class Prepared:
    """Who applies, and the tokens of two machines in the posts of two different people."""

    cases: list[Case]
    desk: str
    officer: str
    staff: uuid.UUID


def prepare(*, url: str, keyring: Path, most: int) -> Prepared:
    """This chooses the people, gives each two pictures, and lets two machines in."""
    import django

    django.setup()
    from anju.actions import account
    from anju.law.actor import Actor
    from anju.models import Unit
    from anju.web import clock

    at = clock.now()
    police = Unit.objects.get(department="police", level="city", kind="office")
    admin = Actor(kind="staff", role="security_admin", level="city")
    posts, tokens = [], []
    for name in ("bench-permit-desk", "bench-permit-officer"):
        post = account.found(username=name, name="测速", password=None, unit=police, role="county_police", at=at)
        _, token = account.add_client(
            name=name, post_id=post.id, scopes=["permit", "issue"], expires_on=None, by=admin, at=at
        )
        posts.append(post)
        tokens.append(token)
    vault.configure(ring.load(keyring))
    with psycopg.connect(url) as link:
        cases = _cases(link, at=at, post=posts[0].id, most=most)
    return Prepared(cases=cases, desk=tokens[0], officer=tokens[1], staff=posts[0].staff_id)


def _cases(link: "psycopg.Connection[Any]", *, at: datetime.datetime, post: uuid.UUID, most: int) -> list[Case]:
    link.execute("DROP TABLE IF EXISTS bench_case")
    # no number is ever used twice in a kept home
    link.execute(_CASES, [int(at.timestamp()) * 100_000, at.date() - datetime.timedelta(days=215), most])
    link.execute("ALTER TABLE bench_case ADD PRIMARY KEY (n)")
    link.execute("CREATE SEQUENCE IF NOT EXISTS bench_case_seq")
    found = link.execute("SELECT stay, person, station, portrait, paper FROM bench_case ORDER BY n").fetchall()
    cases, rows = [Case(*row) for row in found], list[str]()
    for case in cases:
        for key, purpose in ((case.portrait, "portrait"), (case.paper, "proof")):
            pictures.upload(rows, key, case.person, at=at, post=post, purpose=purpose)
    columns = ", ".join(holders.TABLES["upload"].split())
    with link.cursor() as cursor, cursor.copy(f"COPY upload ({columns}) FROM STDIN") as copy:
        copy.write("\n".join([*rows, ""]))
    link.execute("ANALYZE bench_case")
    link.execute("ANALYZE upload")
    return cases


def application(case: Case) -> dict[str, Any]:
    """This is what a machine sends for a person."""
    return {
        "stay": str(case.stay),
        "kind": "first",
        "ground": "dwelling",
        "proofs": [{"kind": "lease", "upload": str(case.paper)}],
        "ethnicity": "汉",
        "portrait": str(case.portrait),
        "collect_at": str(case.station),
        "truth": True,
        "accept": True,
    }


def to_sign(prepared: Prepared) -> Iterator[tuple[str, int]]:
    """These are the files that were just accepted, with their versions."""
    from anju.models import PermitFile

    found = PermitFile.objects.filter(state="accepted", accepted_by_id=prepared.staff).order_by("id")
    return iter([(str(key), version) for key, version in found.values_list("id", "version")])


def bare_signing() -> list[bytes]:
    """These are the requests that sign what the bare endpoint accepted."""
    from anju.models import PermitFile

    keys = (
        PermitFile.objects.filter(state="accepted", number__startswith="BARE")
        .order_by("id")
        .values_list("id", flat=True)
    )
    return [
        sending.request(path=f"/bare/files/{key}/sign", token="none", key=uuid.uuid4().hex, body={}) for key in keys
    ]


def stored(step: str) -> int:
    """This counts what a step has stored."""
    from django.db import connection

    state = {"accept": "accepted", "sign": "signed"}[step]
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM permit_file WHERE state = %s AND applied_at > now() - interval '1 day'", [state]
        )
        return int(cursor.fetchone()[0])


def number_from(place: int) -> None:
    """This lets pgbench begin where the others have stopped."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("CREATE SEQUENCE IF NOT EXISTS bench_sign_seq")
        for name in ("bench_case_seq", "bench_sign_seq"):
            cursor.execute(f"SELECT setval('{name}', (SELECT min(n) FROM bench_case) + %s, false)", [place])


def must_have_lasted() -> None:
    """This stops where pgbench had no people left: its figure would be of transactions without rows."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT (SELECT last_value FROM bench_case_seq) >= (SELECT max(n) FROM bench_case)")
        if cursor.fetchone()[0]:
            raise SystemExit("pgbench ran out of people: give more --people and --cases, or fewer --seconds.")


def accepted() -> int:
    """This counts the files that pgbench has accepted in this run, and that it can sign now."""
    from django.db import connection

    with connection.cursor() as cursor:
        # the signing has not begun, so its sequence still stands at the first of them
        cursor.execute("SELECT (SELECT last_value FROM bench_case_seq) - (SELECT last_value FROM bench_sign_seq) + 1")
        return int(cursor.fetchone()[0])


_ACT = (
    "INSERT INTO act (id, at, what, actor_kind, subject_kind, subject_id, person_id, rules, purpose, reason, detail) "
    "SELECT gen_random_uuid(), now(), '{what}', 'client', 'permit_file', md5('f' || :n::text), person, 'E5,E6', '', '', '{{}}' "
    "FROM bench_case WHERE n = :n;\n"
)
_TOLD = (
    "INSERT INTO message (id, person_id, phone, kind, params, link, dedupe, created_at, due_at, sms, sms_tries, mail, "
    "mail_tries, error) SELECT gen_random_uuid(), person, decode(repeat('00', 40), 'hex'), '{kind}', '{{}}', '', "
    "'bench-{kind}-' || :n::text, now(), now(), 'waiting', 0, 'none', 0, '' FROM bench_case WHERE n = :n;\n"
    "INSERT INTO idempotency (id, owner, key, action, digest, answer, at) SELECT gen_random_uuid(), 'pgbench', '{kind}' || :n::text, "
    "'{kind}', decode(repeat('00', 32), 'hex'), jsonb_build_object('id', md5('f' || :n::text), 'code', repeat('A', 160)), now();\n"
)
SCRIPTS = {
    "accept": (
        "BEGIN;\nSELECT nextval('bench_case_seq') AS n \\gset\n"
        "INSERT INTO permit_file (id, person_id, stay_id, community_id, station_id, authority_id, number, kind, state, former_state, "
        "channel, ground, cause, ethnicity, portrait_id, collect_at_id, agent_name, agent_relation, agent_why, applied_at, "
        "check_due_on, check_due_provisional, due_provisional, extended_why, refusal, refusal_basis, fee_fen, version) "
        "SELECT md5('f' || :n::text)::uuid, person, stay, community, station, station, 'PGB' || :n::text, 'first', 'applied', "
        "'', 'api', 'dwelling', '', decode(repeat('00', 35), 'hex'), portrait, station, '', '', '', now(), current_date, false, "
        "false, '', "
        "'', '', 0, 1 FROM bench_case WHERE n = :n;\n"
        "INSERT INTO permit_proof (id, person_id, ground, kind, source, upload_id, stay_id, address_id, workplace, subject_id, "
        "given_at) SELECT gen_random_uuid(), person, 'dwelling', 'lease', 'upload', paper, stay, address, '', "
        "md5('f' || :n::text)::uuid, now() FROM bench_case WHERE n = :n;\n"
        "UPDATE upload u SET subject_kind = 'permit_file', subject_id = md5('f' || :n::text)::uuid FROM bench_case c "
        "WHERE c.n = :n AND u.id IN (c.portrait, c.paper);\n"
        + _ACT.format(what="apply_permit")
        + "UPDATE permit_file SET state = 'accepted', former_state = 'applied', version = 2, accepted_at = now(), "
        "due_on = current_date WHERE id = md5('f' || :n::text)::uuid;\n"
        "UPDATE permit_proof SET checked_at = now() WHERE subject_id = md5('f' || :n::text)::uuid;\n"
        + _ACT.format(what="accept_permit")
        + _TOLD.format(kind="permit_accepted")
        + "COMMIT;\n"
    ),
    "sign": (
        "BEGIN;\nSELECT nextval('bench_sign_seq') AS n \\gset\n"
        "INSERT INTO permit (id, person_id, stay_id, community_id, station_id, authority_id, number, state, former_state, ground, "
        "issued_on, anchor_on, since, endorsed, window_opens_on, window_closes_on, window_provisional, end_reason, ethnicity, "
        "portrait_id, county, code, version) SELECT md5('p' || :n::text)::uuid, person, stay, community, station, station, "
        "'PGB' || :n::text, 'valid', '', 'dwelling', current_date, current_date, since, 0, current_date + 335, "
        "current_date + 365, false, '', "
        "decode(repeat('00', 35), 'hex'), portrait, left(community, 6), repeat('A', 160), 1 FROM bench_case WHERE n = :n;\n"
        "UPDATE permit_file SET state = 'signed', former_state = 'accepted', version = 3, decided_at = now(), "
        "permit_id = md5('p' || :n::text)::uuid WHERE id = md5('f' || :n::text)::uuid;\n"
        "INSERT INTO card (id, permit_id, person_id, file_id, authority_id, collect_at_id, state, former_state, card_number, tries, "
        "due_on, handed_by, version) SELECT gen_random_uuid(), md5('p' || :n::text)::uuid, person, "
        "md5('f' || :n::text)::uuid, station, station, "
        "'to_make', '', '', 0, current_date, '', 1 FROM bench_case WHERE n = :n;\n"
        "UPDATE upload SET keep_until = now() + interval '1 year' WHERE subject_id = md5('f' || :n::text)::uuid AND purpose = 'proof';\n"
        + _ACT.format(what="sign_permit")
        + _TOLD.format(kind="permit_signed")
        + "COMMIT;\n"
    ),
}
