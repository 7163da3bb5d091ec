"""Changing keys while everything runs: nothing is lost, nothing doubled, and old keys go only when nothing needs them."""

import json
import re
import shutil
import threading
import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from tests import casing, disputing, jobbing, permits, relieving, renting, schooling
from tests import factories as make

import anju
from anju.actions import complaint as complaints
from anju.actions import rotation
from anju.actions import stay as stays
from anju.actions.rotation import indexing, sealing
from anju.law.actor import Actor
from anju.law.refusal import Refusal
from anju.models import Act, AwardObjection, Draft, ExemptStay, IdNumber, NextIndex, Nomination, Person, Resident, Stay
from anju.queries import uploads, verifying, visitors
from anju.vault import ring, seal

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def own_ring(tmp_path: Path) -> Iterator[Path]:
    """Give each test a key ring of its own."""
    before = ring.current()
    path = tmp_path / "keyring.json"
    shutil.copy(before.path, path)
    path.chmod(0o600)
    ring.configure(ring.load(path))
    yield path
    ring.configure(before)


def everything() -> Stay:
    """Return a stay, with a value in every sealed column."""
    who = make.resident()
    agent = {"name": "诸葛白薇", "id_number": make.id_number(), "relation": "sibling"}
    stay = make.registered(at=make.community(), who=who, agent=agent)
    by = visitors.resident_actor(who=who)
    stays.ask_correction(stay_id=stay.id, field="workplace", wanted="木业公司", why="", by=by, at=make.NOW)
    complaints.complain(
        kind="other",
        text="太慢",
        contact="13800001111",
        about="ga-371302",
        by=Actor(kind="resident", role="resident"),
        at=make.NOW,
    )
    draft = Draft(resident=who, kind="move", started_at=make.NOW, saved_at=make.NOW)
    draft.answers = seal.seal(text=json.dumps({"arrived_on": "x"}), column="draft.answers", owner=draft.id)
    draft.save()
    subject = seal.seal(text="https://province.example|1", column="resident.subject", owner=who.id)
    Resident.objects.filter(id=who.id).update(subject=subject)
    listed()
    permits.signed(stay=stay, agent={**agent, "why": "unable"})
    disputing.spoken(casing.spoken(stay))
    relieving.spoken(stay)
    offered()
    return stay


def offered() -> None:
    """Put words and seeds into what a board, a housing office, a government and a school office keep."""
    jobbing.applied(jobbing.world())
    at = renting.world()
    held = renting.round_(at, order="draw")
    key = uuid.uuid4()
    seed = seal.seal(text="0f", column="rental_round.seed", owner=held.id)
    type(held).objects.filter(id=held.id).update(seed=seed)
    family = make.registered(at=at.here)
    nomination = Nomination.objects.get(id=renting.ids(family)["nomination"]["nomination_id"])
    nomination.phone = seal.seal(text="13800001234", column="nomination.phone", owner=nomination.id)
    nomination.phone_index = seal.index(text="13800001234", kind="phone")
    nomination.save()
    words = seal.seal(text="不对", column="award_objection.words", owner=key)
    said = {"id": key, "nomination": nomination, "resident_id": key, "made_at": make.NOW, "state": "open"}
    AwardObjection.objects.create(**said, words=words)
    schooling.published()


def listed() -> ExemptStay:
    """Return an in-patient on a hospital's list."""
    body = make.unit(code="body-1", kind="body", department="partner", level="community")
    row = ExemptStay(unit=body, kind="hospital", name="马小燕", id_kind="id_card", since=make.DAY, created_at=make.NOW)
    number = make.id_number()
    row.id_number = seal.seal(text=number, column="exempt_stay.id_number", owner=row.id)
    row.id_index = seal.index(text=number, kind="id_number")
    row.save()
    return row


def plain(column: rotation.Column) -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT {column.owner}, {column.column} FROM {column.table} WHERE length({column.column}) > 0 ORDER BY {column.key}"
        )
        return [seal.unseal(data=bytes(data), column=column.name, owner=owner) for owner, data in cursor.fetchall()]


def versions(column: rotation.Column) -> set[int]:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT get_byte({column.column}, 0) FROM {column.table} WHERE length({column.column}) > 0")
        return {row[0] for row in cursor.fetchall()}


def counted(table: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM {table}")
        return int(cursor.fetchone()[0])


def test_every_column_sealed_anywhere_is_resealed() -> None:
    source = "".join(path.read_text() for path in Path(anju.__file__).parent.rglob("*.py"))
    named = set(re.findall(r'column="([a-z_]+\.[a-z_]+)"', source))
    # a session lives for the minutes of a sign-in
    named = {name for name in named if not name.startswith("session.")} | {uploads.COLUMN}
    assert named == {column.name for column in sealing.LIVE}


def test_L2_everything_is_resealed_and_says_the_same(own_ring: Path) -> None:
    everything()
    before = {column: plain(column) for column in rotation.COLUMNS}
    assert all(before.values())
    snapshots = counted("anju_personevent")
    assert rotation.add_seal_key(at=make.NOW, cipher="AES-GCM") == 2
    call_command("reseal")
    assert {column: plain(column) for column in rotation.COLUMNS} == before
    assert {version for column in rotation.COLUMNS for version in versions(column)} == {2}
    assert counted("anju_personevent") == snapshots
    assert rotation.left() == {}


def test_L2_an_old_key_goes_only_when_nothing_is_sealed_under_it(capsys: pytest.CaptureFixture[str]) -> None:
    stay = everything()
    call_command("rotate_key", "seal")
    with pytest.raises(Refusal) as caught:
        rotation.drop_seal_keys(at=make.NOW)
    assert caught.value.code == "still_sealed"
    call_command("reseal", drop=True)
    assert [key.version for key in ring.current().seals] == [2]
    assert "Removed keys: 1" in capsys.readouterr().out
    sealed = bytes(Person.objects.get(id=stay.person_id).id_number)
    assert len(seal.unseal(data=sealed, column="person.id_number", owner=stay.person_id)) == 18
    assert list(Act.objects.filter(what="rotate_key").order_by("seq").values_list("subject_id", flat=True)) == [
        "seal:2",
        "seal_dropped:1",
    ]


def test_resealing_cut_short_goes_on_where_it_stood() -> None:
    for _ in range(5):
        make.registered(at=make.community())
    rotation.add_seal_key(at=make.NOW)
    column = next(column for column in rotation.COLUMNS if (column.table, column.column) == ("person", "id_number"))
    first = rotation.reseal(column=column, batch=2)
    assert next(first) == 2
    first.close()
    assert list(rotation.reseal(column=column, batch=2)) == [2, 1]
    assert list(rotation.reseal(column=column, batch=2)) == []


def test_what_is_written_while_resealing_is_not_lost(monkeypatch: pytest.MonkeyPatch) -> None:
    stay = make.registered(at=make.community())
    rotation.add_seal_key(at=make.NOW)
    column = next(column for column in rotation.COLUMNS if (column.table, column.column) == ("person", "phone"))
    real = seal.reseal

    def meanwhile(**values: object) -> bytes:
        fresh = seal.seal(text="13911112222", column="person.phone", owner=stay.person_id)
        Person.objects.filter(id=stay.person_id).update(phone=fresh)
        return real(**values)  # type: ignore[arg-type]

    monkeypatch.setattr(seal, "reseal", meanwhile)
    assert list(rotation.reseal(column=column)) == [0]
    assert plain(column) == ["13911112222"]


def test_as_the_applications_role_the_snapshots_are_left_and_named(capsys: pytest.CaptureFixture[str]) -> None:
    everything()
    role = "anju_test_rotation"
    call_command("grant_app_role", role)
    rotation.add_seal_key(at=make.NOW)
    with connection.cursor() as cursor:
        cursor.execute(f"SET LOCAL ROLE {role}")
        call_command("reseal")
        with pytest.raises(CommandError, match="still sealed under an older key"):
            call_command("reseal", drop=True)
        cursor.execute("RESET ROLE")
    assert set(rotation.left()) == {f"{column.table}.{column.column}" for column in sealing.SNAPSHOTS}
    assert "still sealed under an older key: anju_personevent.id_number: " in capsys.readouterr().out


def found_by(number: str, phone: str) -> tuple[bool, bool, bool]:
    return (
        IdNumber.objects.filter(index=seal.index(text=number, kind="id_number")).exists(),
        Person.objects.filter(phone_index=seal.index(text=phone, kind="phone")).exists(),
        visitors.resident_by_phone(phone=phone) is not None,
    )


def test_L2_the_index_key_changes_over_and_everybody_is_found() -> None:
    number, phone = make.id_number(), "13912345678"
    stay = make.registered(at=make.community(), who=make.resident(phone=phone), id_number=number, phone=phone)
    before, doors = bytes(stay.person.id_index), counted("address")
    snapshots = counted("anju_personevent")
    call_command("rotate_key", "index")
    after = Person.objects.get(id=stay.person_id)
    assert bytes(after.id_index) == seal.index(text=number, kind="id_number") != before
    assert found_by(number, phone) == (True, True, True)
    assert (len(ring.current().indexes), NextIndex.objects.count()) == (1, 0)
    assert counted("anju_personevent") == snapshots
    # the same door is the same door, and the same number is still refused
    parts = {"form": "road", "road": "沂蒙路", "number": "100", "building": "3", "unit": "2", "room": "9"}
    make.filed(at=make.community(), address=parts)
    call_command("rotate_key", "index")
    make.filed(at=make.community(), address=parts)
    assert counted("address") == doors + 1
    again = make.filed(at=make.community(), id_number=number)
    with pytest.raises(Refusal) as caught:
        stays.accept(stay_id=again.main.id, by=make.actor(make.registrar(of=make.community())), at=make.NOW)
    assert caught.value.code == "same_number_on_file"


def test_L2_what_is_written_while_the_index_key_rotates_changes_over_too() -> None:
    make.registered(at=make.community())
    rotation.add_index_key(at=make.NOW)
    assert sum(rotation.prepare(batch=1)) == 4
    number, phone = make.id_number(), "13912345678"
    make.registered(at=make.community(), who=make.resident(phone=phone), id_number=number, phone=phone)
    assert found_by(number, phone) == (True, True, True)
    rotation.change_over(at=make.NOW)
    assert found_by(number, phone) == (True, True, True)


def test_L2_a_changeover_cut_short_before_the_commit_has_changed_nothing() -> None:
    number, phone = make.id_number(), "13912345678"
    make.registered(at=make.community(), who=make.resident(phone=phone), id_number=number, phone=phone)
    rotation.add_index_key(at=make.NOW)
    list(rotation.prepare())
    assert found_by(number, phone) == (True, True, True)
    call_command("rotate_key", "index")
    assert found_by(number, phone) == (True, True, True)
    assert len(ring.current().indexes) == 1


def test_L2_a_changeover_cut_short_after_the_commit_is_taken_up_again() -> None:
    number, phone = make.id_number(), "13912345678"
    make.registered(at=make.community(), who=make.resident(phone=phone), id_number=number, phone=phone)
    version = rotation.add_index_key(at=make.NOW)
    list(rotation.prepare())
    indexing._exchange(version=version, at=make.NOW)
    call_command("rotate_key", "index")
    assert found_by(number, phone) == (True, True, True)
    assert [key.version for key in ring.current().indexes] == [version]


def test_L2_a_row_whose_writer_waited_for_the_changeover_is_mended() -> None:
    number, phone = make.id_number(), "13912345678"
    stay = make.registered(at=make.community(), who=make.resident(phone=phone), id_number=number, phone=phone)
    version = rotation.add_index_key(at=make.NOW)
    list(rotation.prepare())
    old = {"person": bytes(stay.person.id_index), "phone": bytes(stay.person.phone_index or b"")}
    indexing._exchange(version=version, at=make.NOW)
    # what such a writer leaves behind: rows with the index of the key that is gone
    Person.objects.update(id_index=old["person"], phone_index=old["phone"])
    IdNumber.objects.all().delete()
    IdNumber.objects.create(index=old["person"], person_id=stay.person_id)
    Resident.objects.update(phone_index=old["phone"])
    call_command("rotate_key", "index")
    assert found_by(number, phone) == (True, True, True)


def test_L2_an_erased_person_has_no_index_to_change() -> None:
    stay = make.registered(at=make.community())
    Person.objects.filter(id=stay.person_id).update(id_index=b"", phone_index=None, state="erased")
    call_command("rotate_key", "index")
    assert bytes(Person.objects.get(id=stay.person_id).id_index) == b""


def test_signing_keys_rotate_and_old_receipts_stay_valid() -> None:
    stay = make.registered(at=make.community())
    call_command("rotate_key", "sign")
    code = stay.receipts.get().code
    assert verifying.verify(text=code, on=make.DAY).state == "valid"
    assert ring.current().signing.kid == 2


@pytest.mark.django_db(transaction=True)
def test_L2_people_go_on_declaring_while_both_kinds_of_key_change() -> None:
    here = make.community()
    make.registered(at=here)
    stop, made, trouble = threading.Event(), [], []

    def declare() -> None:
        try:
            while not stop.is_set():
                phone = f"137{len(made):08d}"
                stay = make.filed(at=here, who=make.resident(phone=phone), phone=phone).main
                made.append((stay.person_id, phone))
        except Exception as error:  # noqa: BLE001  whatever it is, the test tells it
            trouble.append(error)
        finally:
            connection.close()

    writer = threading.Thread(target=declare)
    writer.start()
    try:
        for _ in range(2):
            call_command("rotate_key", "index")
            call_command("rotate_key", "seal")
            call_command("reseal")
    finally:
        stop.set()
        writer.join(timeout=30)
    call_command("reseal", drop=True)
    assert trouble == []
    assert len(made) > 5
    for person_id, phone in made:
        person = Person.objects.get(id=person_id)
        number = seal.unseal(data=bytes(person.id_number), column="person.id_number", owner=person_id)
        assert bytes(person.id_index) == seal.index(text=number, kind="id_number")
        assert bytes(person.phone_index or b"") == seal.index(text=phone, kind="phone")
        assert visitors.resident_by_phone(phone=phone) is not None
