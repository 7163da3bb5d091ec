"""Retention: after its time a name is nowhere, and nothing else is lost; before it, nothing goes (L1, L5, L7)."""

import datetime
import uuid

import pytest
from django.core.management import call_command
from django.db import connection, transaction
from django.db.utils import InternalError, ProgrammingError
from tests import factories as make

from anju.actions import complaint as complaints
from anju.actions import message as messages
from anju.actions import retention
from anju.actions import stay as stays
from anju.law.absent import Absent
from anju.law.actor import SYSTEM, Actor
from anju.law.refusal import Refusal
from anju.models import (
    Act,
    Binding,
    Complaint,
    Draft,
    IdNumber,
    Message,
    Person,
    Preference,
    Receipt,
    Resident,
    Stay,
    Unit,
)
from anju.queries import visitors
from anju.vault import seal

pytestmark = pytest.mark.django_db
NAME, PINYIN, AGENT, PLACE = "欧阳青禾", "ouyangqinghe", "诸葛白薇", "临沂某某木业公司"
LATER = datetime.date(2029, 4, 1)
LATE = datetime.datetime(2029, 4, 1, 2, 0, tzinfo=datetime.UTC)
Rows = dict[str, list[str]]


def chief(stay: Stay) -> Actor:
    return make.actor(make.post(unit=stay.station, role="chief"))


def left(**changes: object) -> Stay:
    """Return the ended stay of someone with everything on file that a person can leave behind."""
    who = make.resident(phone="13912345678")
    agent = {"name": AGENT, "id_number": make.id_number(), "relation": "sibling"}
    stay = make.registered(
        at=make.community(), who=who, name=NAME, workplace=PLACE, phone="13912345678", agent=agent, **changes
    )
    resident = visitors.resident_actor(who=who)
    correction = stays.ask_correction(
        stay_id=stay.id, field="workplace", wanted="别的公司", why=f"{NAME}写错了", by=resident, at=make.NOW
    )
    stays.refuse_correction(correction_id=correction.id, why="请出示合同", by=chief(stay), at=make.NOW)
    stays.confirm(stay_id=stay.id, by=chief(stay), at=make.NOW, note=f"{NAME}在家")
    ending = stays.propose_end(
        stay_id=stay.id,
        reason="left",
        basis="visit",
        note=f"邻居说{NAME}搬走了",
        on=make.DAY,
        by=chief(stay),
        at=make.NOW,
    )
    stays.object_end(ending_id=ending.id, words=f"{NAME}还在", by=resident, at=make.NOW)
    stays.end(ending_id=ending.id, by=chief(stay), at=make.later(days=20), why="再次上门核实")
    messages.switch(resident_id=who.id, kind="due_soon", channel="sms", on=False)
    Draft.objects.create(resident=who, kind="move", answers=b"x", started_at=make.NOW, saved_at=make.NOW)
    return Stay.objects.select_related("person", "station").get(id=stay.id)


def everything() -> Rows:
    """Return every row of every table as text, by table."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename NOT LIKE 'django%%' ORDER BY 1"
        )
        tables = [row[0] for row in cursor.fetchall()]
        rows: Rows = {}
        for table in tables:
            cursor.execute(f'SELECT t::text FROM "{table}" t')
            rows[table] = [row[0] for row in cursor.fetchall()]
    return rows


def tables_with(rows: Rows, *values: str) -> set[str]:
    return {table for table, found in rows.items() if any(value in row for row in found for value in values)}


def test_L7_afterwards_no_table_holds_the_name_the_number_or_their_index() -> None:
    stay = left()
    number = seal.unseal(data=bytes(stay.person.id_number), column="person.id_number", owner=stay.person_id)
    marks = [
        bytes(stay.person.id_index).hex(),
        bytes(stay.person.phone_index or b"").hex(),
        bytes(stay.person.id_number).hex(),
    ]
    words = [NAME, PINYIN, AGENT, PLACE, number, "13912345678", *marks]
    before = tables_with(everything(), *words)
    assert {
        "person",
        "anju_personevent",
        "stay",
        "anju_stayevent",
        "anju_endingevent",
        "ending",
        "visit",
        "correction",
    } <= before
    assert retention.anonymise_due(on=LATER, at=LATE) == 1
    assert tables_with(everything(), *words) == set()


def test_L7_ids_dates_places_and_acts_stay() -> None:
    stay = left()
    acts = list(Act.objects.order_by("seq").values())
    retention.anonymise_due(on=LATER, at=LATE)
    after = Stay.objects.get(id=stay.id)
    assert (after.registered_on, after.ended_on, after.community_id, after.reason) == (
        stay.registered_on, stay.ended_on, stay.community_id, stay.reason,
    )  # fmt: skip
    assert list(Act.objects.order_by("seq").values())[: len(acts)] == acts
    assert list(Act.objects.filter(what="erase").values_list("person_id", "actor_kind")) == [(stay.person_id, "system")]
    person = Person.objects.get(id=stay.person_id)
    assert (person.state, person.name, person.sex, person.hukou_county) == ("erased", "", "female", "410105")
    assert (person.birth_on.month, person.birth_on.day) == (1, 1)


def test_L7_the_sign_in_goes_with_its_only_person() -> None:
    left()
    retention.anonymise_due(on=LATER, at=LATE)
    assert [model.objects.count() for model in (Resident, Binding, Preference, Draft, IdNumber, Message)] == [0] * 6


def test_L7_a_sign_in_that_serves_another_stays() -> None:
    stay = left()
    who = Resident.objects.get()
    other = make.registered(at=make.community(), who=who, name="欧阳小禾")
    retention.anonymise_due(on=LATER, at=LATE)
    assert list(Binding.objects.filter(until=None).values_list("resident_id", "person_id")) == [
        (who.id, other.person_id)
    ]
    assert Binding.objects.get(person=stay.person).until == LATE


def test_L7_nothing_goes_before_its_time() -> None:
    stay = left()
    assert stay.ended_on == make.DAY
    assert retention.anonymise_due(on=datetime.date(2029, 3, 4), at=LATE) == 0
    assert retention.anonymise_due(on=datetime.date(2029, 3, 5), at=LATE) == 1


def test_L7_done_twice_does_nothing_twice() -> None:
    left()
    assert [retention.anonymise_due(on=LATER, at=LATE) for _ in range(2)] == [1, 0]
    assert Act.objects.filter(what="erase").count() == 1


def test_L7_who_lives_here_keeps_everything() -> None:
    make.registered(at=make.community())
    make.filed(at=make.community())
    assert retention.anonymise_due(on=LATER, at=LATE) == 0


def test_L7_a_withdrawn_declaration_counts_from_its_day() -> None:
    filing = make.filed(at=make.community())
    stays.withdraw(stay_id=filing.main.id, by=visitors.resident_actor(who=Resident.objects.get()), at=make.NOW)
    assert retention.anonymise_due(on=datetime.date(2029, 3, 4), at=LATE) == 0
    assert retention.anonymise_due(on=LATER, at=LATE) == 1


def test_L7_an_open_correction_is_answered_first() -> None:
    stay = make.registered(at=make.community())
    by = visitors.resident_actor(who=Resident.objects.get())
    stays.ask_correction(stay_id=stay.id, field="workplace", wanted="甲", why="", by=by, at=make.NOW)
    stays.leave(stay_id=stay.id, on=make.DAY, by=by, at=make.NOW)
    assert retention.anonymise_due(on=LATER, at=LATE) == 0
    with pytest.raises(Refusal) as caught:
        retention.delete(person_id=stay.person_id, by=chief(stay), at=make.NOW, reason="本人申请")
    assert caught.value.code == "correction_open"


def test_B8_a_guardian_stays_on_file_while_the_child_lives_here() -> None:
    number = make.id_number(born="20180307")
    child = {"name": "王小小", "id_kind": "household_book", "id_number": number, "relation": "parent"}
    filing = make.filed(at=make.community(), minors=[child])
    by = make.actor(make.registrar(of=make.community()))
    for stay in filing.stays:
        stays.accept(stay_id=stay.id, by=by, at=make.NOW)
    stays.leave(
        stay_id=filing.main.id, on=make.DAY, by=visitors.resident_actor(who=Resident.objects.get()), at=make.NOW
    )
    assert retention.anonymise_due(on=LATER, at=LATE) == 0
    with pytest.raises(Refusal) as caught:
        retention.delete(person_id=filing.main.person_id, by=chief(filing.main), at=make.NOW, reason="本人申请")
    assert caught.value.code == "guardian_needed"


def test_L7_records_that_were_merged_go_with_the_one_kept() -> None:
    number = make.id_number()
    first = make.registered(at=make.community(), name=NAME, id_number=number)
    second = make.filed(at=make.community(), name=NAME, id_number=number)
    by = make.actor(make.registrar(of=make.community()))
    stays.accept(stay_id=second.main.id, by=by, at=make.NOW, same_as=first.person_id, present=True)
    stays.leave(stay_id=second.main.id, on=make.DAY, by=by, at=make.NOW)
    assert retention.anonymise_due(on=LATER, at=LATE) == 1
    assert tables_with(everything(), NAME, PINYIN) == set()
    assert set(Person.objects.values_list("state", flat=True)) == {"erased"}


def test_L5_deletion_at_ones_own_request_comes_before_the_time() -> None:
    stay = left()
    retention.delete(person_id=stay.person_id, by=chief(stay), at=make.later(days=30), reason="本人申请")
    assert tables_with(everything(), NAME, PINYIN) == set()
    assert Act.objects.get(what="erase").reason == "本人申请"


def test_L5_who_still_lives_here_is_told_why_not() -> None:
    stay = make.registered(at=make.community())
    with pytest.raises(Refusal) as caught:
        retention.delete(person_id=stay.person_id, by=chief(stay), at=make.NOW, reason="本人申请")
    assert caught.value.code == "still_registered"


def test_what_is_erased_can_not_be_erased_again() -> None:
    stay = left()
    by = chief(stay)
    retention.delete(person_id=stay.person_id, by=by, at=make.later(days=30), reason="本人申请")
    with pytest.raises(Absent):
        retention.delete(person_id=stay.person_id, by=by, at=make.later(days=30), reason="本人申请")


def test_a_registrar_can_not_delete_anybody() -> None:
    stay = left()
    with pytest.raises(Absent):
        retention.delete(
            person_id=stay.person_id, by=make.actor(make.registrar(of=make.community())), at=make.NOW, reason="x"
        )
    assert Person.objects.get(id=stay.person_id).name == NAME


def test_L7_sealed_when_nothing_goes_on_and_opened_for_who_comes_back() -> None:
    stay = left()
    assert retention.seal_ended(on=make.DAY, at=LATE) == 1
    assert Person.objects.get(id=stay.person_id).sealed_at == LATE
    assert retention.seal_ended(on=make.DAY, at=LATE) == 0
    stays.undo_end(stay_id=stay.id, why="误注销", by=chief(stay), at=LATE)
    assert retention.seal_ended(on=make.DAY, at=LATE) == 1
    assert Person.objects.get(id=stay.person_id).sealed_at is None


def answered() -> Complaint:
    community = make.community()
    make.station(of=community)
    owner = Unit.objects.get(code="ga-371302")
    made = complaints.complain(
        kind="service",
        text=NAME,
        contact="13912345678",
        about=owner.code,
        by=Actor(kind="resident", role="resident"),
        at=make.NOW,
    )
    by = make.actor(make.post(unit=owner, role="county_police"))
    complaints.answer(complaint_id=made.id, words=f"{NAME}您好", by=by, at=make.NOW)
    return made


def test_L7_complaints_are_emptied_after_the_same_time() -> None:
    made = answered()
    assert retention.anonymise_complaints(on=datetime.date(2029, 3, 4), at=LATE) == 0
    assert [retention.anonymise_complaints(on=LATER, at=LATE) for _ in range(2)] == [1, 0]
    assert tables_with(everything(), NAME, bytes(made.text).hex(), bytes(made.contact or b"").hex()) == set()
    by = make.actor(make.post(unit=Unit.objects.get(code="ga-371302"), role="county_police"))
    assert complaints.open_one(complaint_id=made.id, by=by, at=LATE).text == ""


def test_the_code_on_an_erased_receipt_names_nobody() -> None:
    left()
    retention.anonymise_due(on=LATER, at=LATE)
    assert list(Receipt.objects.values_list("code", flat=True)) == [""]


ROLE = "anju_test_application"


@pytest.fixture
def application() -> None:
    """Lend this test the rights of the application's own role."""
    call_command("grant_app_role", ROLE)


def as_application(sql: str, *values: object) -> object:
    """Run one statement as the application's role and return its first value, or the error's class."""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"SET LOCAL ROLE {ROLE}")
            cursor.execute(
                "SELECT set_config('pgtrigger.ignore', (SELECT array_agg(tgname)::text FROM pg_trigger), true)"
            )
            cursor.execute(sql, values)
            row = cursor.fetchone() if cursor.description else None
            return row[0] if row else cursor.rowcount
    except (ProgrammingError, InternalError) as error:
        return str(error).splitlines()[0]
    finally:
        with connection.cursor() as cursor:
            cursor.execute("RESET ROLE")
            cursor.execute("SELECT set_config('pgtrigger.ignore', '{}', true)")


@pytest.mark.parametrize(
    "table", ["act", "act_seal", "anju_personevent", "anju_stayevent", "anju_endingevent", "anju_receiptevent"]
)
def test_L10_the_application_can_not_change_what_is_append_only_even_with_triggers_off(
    application: None, table: str
) -> None:
    left()
    column = "at" if table.startswith("act") else "pgh_created_at"
    assert as_application(f"UPDATE {table} SET {column} = now()") == f"permission denied for table {table}"
    assert as_application(f"DELETE FROM {table}") == f"permission denied for table {table}"
    assert as_application(f"ALTER TABLE {table} DISABLE TRIGGER ALL") == f"must be owner of table {table}"


def test_L10_the_application_can_not_empty_snapshots_of_someone_who_is_not_erased(application: None) -> None:
    stay = left()
    told = "anju: somebody here has not been erased on record"
    assert as_application("SELECT anju_erase_snapshots(%s::uuid[])", [str(stay.person_id)]) == told
    Person.objects.filter(id=stay.person_id).update(state="erased")
    assert as_application("SELECT anju_erase_snapshots(%s::uuid[])", [str(stay.person_id)]) == told
    assert as_application("SELECT anju_erase_snapshots(%s::uuid[])", [str(uuid.uuid4())]) == told


def test_L10_one_that_still_lives_here_is_never_emptied(application: None) -> None:
    stay = make.registered(at=make.community())
    Person.objects.filter(id=stay.person_id).update(state="erased")
    retention.record.write(
        what="erase", by=SYSTEM, at=make.NOW, subject=("person", stay.person_id), person_id=stay.person_id
    )
    told = "anju: somebody here has not been erased on record"
    assert as_application("SELECT anju_erase_snapshots(%s::uuid[])", [str(stay.person_id)]) == told


def test_L10_after_an_erasure_on_record_the_application_empties_these_snapshots_only(application: None) -> None:
    stay, other = left(), make.registered(at=make.community(), name="上官云")
    retention.anonymise_due(on=LATER, at=LATE)
    assert as_application("SELECT anju_erase_snapshots(%s::uuid[])", [str(stay.person_id)]) == 0
    assert "anju_personevent" in tables_with(everything(), "上官云")
    assert other.person.name == "上官云"


def test_L10_a_complaint_that_stands_keeps_its_snapshots(application: None) -> None:
    made = answered()
    told = "anju: a complaint here has not been emptied"
    assert as_application("SELECT anju_erase_complaint_snapshots(%s::uuid[])", [str(made.id)]) == told


def test_the_application_can_do_its_daily_work(application: None) -> None:
    assert as_application("SELECT nextval('file_seq')") is not None
    assert as_application("UPDATE person SET state = state") == 0
    assert as_application("SELECT count(*) FROM act") == 0
