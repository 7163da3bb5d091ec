import datetime
import subprocess
import sys
from pathlib import Path

import pytest
from django.db import Error, connection, transaction
from tests import factories
from tests.factories import NOW, later

from anju.actions import audit, record
from anju.law.absent import Absent
from anju.law.actor import SYSTEM
from anju.models import Act, ActSeal

pytestmark = pytest.mark.django_db
LATER = later(hours=1)
CHECKER = Path(__file__).parents[2] / "docs" / "verify_acts.py"


@pytest.fixture
def auditor(db):
    office = factories.unit(code="ga-3713", kind="office", department="police", level="city")
    return factories.actor(factories.post(unit=office, role="audit_admin"))


def acts(number=3, at=NOW, **more):
    return [
        record.write(
            what="remind", by=SYSTEM, at=at, subject=("stay", n), detail={"第": n, "b": [1, None, "é"]}, **more
        )
        for n in range(number)
    ]


def tamper(sql, *values):
    """Change what nobody may change, as the tables' owner with the trigger off."""
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE act DISABLE TRIGGER ALL; ALTER TABLE act_seal DISABLE TRIGGER ALL")
        cursor.execute(sql, values)
        cursor.execute("ALTER TABLE act ENABLE TRIGGER ALL; ALTER TABLE act_seal ENABLE TRIGGER ALL")


def test_what_has_settled_is_sealed_once(auditor):
    acts(3)
    assert audit.seal(at=LATER) == 3
    assert audit.seal(at=LATER) == 0
    link = ActSeal.objects.get()
    assert (link.count, bytes(link.before)) == (3, bytes(32))


def test_what_is_young_waits(auditor):
    acts(2)
    acts(1, at=LATER)
    assert audit.seal(at=LATER) == 2
    assert audit.verify(by=auditor, at=LATER).unsealed == 2  # the young one, and the sealing itself


def test_many_acts_make_a_chain_of_links(auditor, monkeypatch):
    monkeypatch.setattr(audit, "BATCH", 2)
    acts(5)
    audit.seal(at=LATER)
    links = list(ActSeal.objects.order_by("last_seq"))
    assert [link.count for link in links] == [2, 2, 1]
    assert [bytes(link.before) for link in links[1:]] == [bytes(link.digest) for link in links[:-1]]
    verdict = audit.verify(by=auditor, at=LATER)
    assert (verdict.links, verdict.acts, verdict.holds) == (3, 5, True)


def test_an_empty_chain_holds(auditor):
    verdict = audit.verify(by=auditor, at=LATER)
    assert (verdict.links, verdict.holds, verdict.digest) == (0, True, "")


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE act SET reason = 'another' WHERE subject_id = '1' AND what = 'remind'",
        "UPDATE act SET detail = '{}' WHERE subject_id = '1' AND what = 'remind'",
        "UPDATE act SET at = at + interval '1 microsecond' WHERE subject_id = '1' AND what = 'remind'",
        "DELETE FROM act WHERE subject_id = '1' AND what = 'remind'",
        "UPDATE act_seal SET digest = sha256('x')",
        "UPDATE act_seal SET before = sha256('x')",
    ],
)
def test_any_change_shows(auditor, sql):
    acts(3)
    audit.seal(at=LATER)
    assert audit.verify(by=auditor, at=LATER).holds
    tamper(sql)
    verdict = audit.verify(by=auditor, at=LATER)
    assert not verdict.holds
    assert verdict.findings[0].first_seq == ActSeal.objects.get().first_seq


def test_an_act_slipped_in_shows(auditor):
    acts(3)
    audit.seal(at=LATER)
    gone = record.write(what="remind", by=SYSTEM, at=NOW, subject=("stay", "late"))
    tamper("UPDATE act SET seq = 0 WHERE id = %s", gone.id)
    assert not audit.verify(by=auditor, at=LATER).holds


def test_a_removed_link_shows(auditor, monkeypatch):
    monkeypatch.setattr(audit, "BATCH", 2)
    acts(6)
    audit.seal(at=LATER)
    middle = list(ActSeal.objects.order_by("last_seq"))[1]
    tamper("DELETE FROM act_seal WHERE id = %s", middle.id)
    assert not audit.verify(by=auditor, at=LATER).holds


def test_the_application_changes_neither_acts_nor_links(auditor):
    acts(1)
    audit.seal(at=LATER)
    for change in (
        lambda: Act.objects.update(reason="x"),
        lambda: Act.objects.all().delete(),
        lambda: ActSeal.objects.update(count=0),
        lambda: ActSeal.objects.all().delete(),
    ):
        with pytest.raises(Error), transaction.atomic():
            change()


def test_checking_is_on_record_and_for_auditors_only(auditor):
    audit.verify(by=auditor, at=LATER)
    assert Act.objects.get(what="verify_audit").actor_id == auditor.id
    office = factories.unit(code="ga-3713", kind="office", department="police", level="city")
    with pytest.raises(Absent):
        audit.verify(by=factories.actor(factories.post(unit=office, role="security_admin")), at=LATER)


def test_an_act_is_hashed_as_the_documents_say():
    at = datetime.datetime(2026, 3, 4, 10, 0, 0, 5, tzinfo=datetime.timezone(datetime.timedelta(hours=8)))
    assert audit.line([7, "a", at, None, {"乙": 1, "a": "甲"}]) == (
        '[7,"a","2026-03-04T02:00:00.000005Z",null,{"a":"甲","乙":1}]\n'.encode()
    )


@pytest.mark.django_db(transaction=True)
def test_the_independent_checker_agrees(auditor):
    acts(4)
    audit.seal(at=LATER)

    def run():
        address = connection.get_connection_params()
        dsn = " ".join(f"{key}={address[key]}" for key in ("dbname", "host", "user") if address.get(key))
        return subprocess.run([sys.executable, CHECKER, dsn], capture_output=True, text=True, check=False)

    done = run()
    assert (done.returncode, done.stdout.split()[:3]) == (0, ["1", "links,", "4"]), done.stderr
    assert audit.verify(by=auditor, at=LATER).digest in done.stdout
    tamper("UPDATE act SET reason = 'another' WHERE subject_id = '2' AND what = 'remind'")
    assert run().returncode == 1
