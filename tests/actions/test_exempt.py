"""Those with no duty to register: shown as such, not urged, and served all the same (A2, S4, S5)."""

import datetime
import threading

import pytest
from django.db import connection
from django.test import Client
from tests import factories

from anju.actions import draft as drafts
from anju.actions import exempt as acts
from anju.actions import night
from anju.actions import stay as stays
from anju.law import exempt as law
from anju.law.absent import Absent
from anju.law.refusal import Refusal, Refusals
from anju.models import Act, Draft, ExemptStay, Message, Post
from anju.queries import exempt, mine

DAY = datetime.timedelta(days=1)


def listed(number: str, *, since: str = "2026-03-01", post: Post | None = None) -> ExemptStay:
    """Put somebody on a hospital's list."""
    keeper = post or factories.keeper(of=factories.community())
    raw = {"kind": "hospital", "name": "王小明", "id_number": number, "since": since}
    return acts.add(raw=raw, by=factories.actor(keeper), at=factories.NOW)


def left(row: ExemptStay, on: datetime.date) -> None:
    """Take somebody off again."""
    ExemptStay.objects.filter(id=row.id).update(until=on)


def night_of(day: datetime.date) -> dict[str, datetime.datetime | datetime.date]:
    at = datetime.datetime.combine(day, datetime.time(9), datetime.timezone(datetime.timedelta(hours=8)))
    return {"on": day, "at": at}


@pytest.mark.django_db
def test_somebody_is_exempt_from_the_first_day_until_the_day_they_leave() -> None:
    number = factories.id_number()
    row = listed(number, since="2026-03-02")
    index = bytes(row.id_index)
    assert exempt.current(id_index=index, on=datetime.date(2026, 3, 1)) is None
    found = exempt.current(id_index=index, on=datetime.date(2026, 3, 2))
    assert found is not None
    assert (found.kind.en, found.since) == ("In-patient", datetime.date(2026, 3, 2))
    left(row, datetime.date(2026, 3, 4))
    assert exempt.current(id_index=index, on=datetime.date(2026, 3, 3)) == found
    assert exempt.current(id_index=index, on=datetime.date(2026, 3, 4)) is None
    assert exempt.among(indexes=[index, b"x" * 16], on=datetime.date(2026, 3, 3)) == {index}


@pytest.mark.django_db
def test_A2_a_declaration_by_somebody_exempt_is_received_and_accepted_all_the_same() -> None:
    here, number = factories.community(), factories.id_number()
    listed(number, post=factories.keeper(of=here))
    stay = factories.registered(at=here, id_number=number)
    assert stay.state == "registered"
    assert exempt.of_person(person=stay.person, on=factories.DAY) is not None


@pytest.mark.django_db
def test_A2_who_only_declared_a_number_is_not_told_where_its_owner_stays() -> None:
    here, number = factories.community(), factories.id_number()
    listed(number, post=factories.keeper(of=here))
    stay = factories.filed(at=here, id_number=number).main
    assert exempt.of_person(person=stay.person, on=factories.DAY) is None


@pytest.mark.django_db
def test_A2_nobody_exempt_is_urged_to_complete_a_file_and_is_again_once_they_left() -> None:
    here, number = factories.community(), factories.id_number()
    row = listed(number, post=factories.keeper(of=here))
    post = factories.registrar(of=here)
    for wanted in (number, factories.id_number()):
        stay = factories.filed(at=here, id_number=wanted).main
        stays.give_back(stay_id=stay.id, missing=[("phone", "")], by=factories.actor(post), at=factories.NOW)
    waiting = night_of(factories.DAY + 4 * DAY)
    assert night.remind_returned(**waiting) == 1  # type: ignore[arg-type]
    left(row, factories.DAY + 2 * DAY)
    assert night.remind_returned(**waiting) == 1  # type: ignore[arg-type]
    assert Message.objects.filter(kind="returned_waiting").count() == 2


@pytest.mark.django_db
def test_A2_nobody_exempt_is_asked_to_confirm_but_their_rights_are_told_all_the_same() -> None:
    here, number = factories.community(), factories.id_number()
    row = listed(number, post=factories.keeper(of=here))
    stay = factories.registered(at=here, id_number=number)
    month_before = datetime.date(2026, 8, 4)
    assert stay.confirmed_on == factories.DAY
    assert night.remind_confirm(**night_of(month_before)) == 0  # type: ignore[arg-type]
    assert night.remind_permit(**night_of(datetime.date(2026, 9, 4))) == 1  # type: ignore[arg-type]
    left(row, month_before)
    assert night.remind_confirm(**night_of(month_before)) == 1  # type: ignore[arg-type]


@pytest.mark.django_db
def test_A2_a_draft_of_somebody_exempt_is_left_in_peace() -> None:
    here = factories.community()
    keeper = factories.keeper(of=here)
    for number in (factories.id_number(), factories.id_number()):
        who = factories.resident()
        drafts.begin(who=who, kind="declare", answers=factories.raw(at=here, id_number=number), at=factories.NOW)
    listed(number, post=keeper)
    due = factories.DAY + 5 * DAY
    Draft.objects.update(saved_at=factories.NOW)
    assert night.remind_draft(**night_of(due)) == 1  # type: ignore[arg-type]


@pytest.mark.django_db
def test_the_counter_and_the_coordinator_read_that_there_is_no_duty_and_not_where_the_person_stays() -> None:
    here, number = factories.community(), factories.id_number()
    keeper = factories.keeper(of=here)
    row = listed(number, post=keeper)
    stay = factories.filed(at=here, id_number=number).main
    walker = factories.unit(
        code=f"sq-{here.code}", kind="community", department="government", level="community", covers=here
    )
    posts = {
        f"/counter/files/{stay.id}/": factories.registrar(of=here),
        f"/field/stays/{stay.id}/": factories.post(unit=walker, role="coordinator"),
    }
    for path, post in posts.items():
        client = Client()
        client.force_login(post.staff)
        text = client.get(path).content.decode()
        assert "本人现在没有登记的义务：住院就医，从 2026年3月1日（周日） 起" in text
        assert keeper.unit.name not in text
        left(row, factories.DAY)
        assert "没有登记的义务" not in client.get(path).content.decode()
        ExemptStay.objects.update(until=None)


@pytest.mark.django_db
def test_L5_the_person_reads_it_in_the_copy_of_their_data() -> None:
    here, number, who = factories.community(), factories.id_number(), factories.resident()
    listed(number, post=factories.keeper(of=here))
    stay = factories.registered(at=here, who=who, id_number=number)
    held = mine.copy(who=who, person=stay.person, at=factories.NOW)
    assert held["no_duty"] == {"kind": "住院就医", "since": "2026-03-01"}


@pytest.mark.django_db
def test_only_a_keeper_of_a_body_lists_anyone() -> None:
    here = factories.community()
    by = factories.actor(factories.registrar(of=here))
    raw = {"kind": "hotel", "name": "王小明", "id_number": factories.id_number(), "since": "2026-03-01"}
    with pytest.raises(Absent):
        acts.add(raw=raw, by=by, at=factories.NOW)
    with pytest.raises(Absent):
        acts.import_rows(lines=[], kind="hotel", by=by, at=factories.NOW)
    with pytest.raises(Absent):
        acts.end(keys=[], on=factories.DAY, by=by, at=factories.NOW)


@pytest.mark.django_db
def test_an_end_before_the_beginning_or_of_too_many_is_refused() -> None:
    keeper = factories.keeper(of=factories.community())
    row = listed(factories.id_number(), post=keeper)
    by = factories.actor(keeper)
    with pytest.raises(Refusal) as refused:
        acts.end(keys=[row.id], on=datetime.date(2026, 2, 28), by=by, at=factories.NOW)
    assert refused.value.code == "too_early"
    assert acts.end(keys=[row.id], on=datetime.date(2026, 3, 1), by=by, at=factories.NOW) == 1
    assert acts.end(keys=[row.id], on=datetime.date(2026, 3, 1), by=by, at=factories.NOW) == 0


@pytest.mark.django_db
def test_whoever_left_a_month_ago_is_forgotten() -> None:
    keeper = factories.keeper(of=factories.community())
    gone, recent, here = (listed(factories.id_number(), post=keeper) for _ in range(3))
    left(gone, datetime.date(2026, 3, 1))
    left(recent, datetime.date(2026, 3, 31))
    assert night.sweep_exempt(**night_of(datetime.date(2026, 4, 1))) == 1  # type: ignore[arg-type]
    assert set(ExemptStay.objects.values_list("id", flat=True)) == {recent.id, here.id}


@pytest.mark.django_db(transaction=True)
def test_two_keepers_of_one_body_at_the_same_moment_list_a_person_once() -> None:
    keeper = factories.keeper(of=factories.community())
    number = factories.id_number()
    refused: list[str] = []

    def go() -> None:
        try:
            listed(number, post=keeper)
        except Refusal as refusal:
            refused.append(refusal.code)
        finally:
            connection.close()

    threads = [threading.Thread(target=go) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert refused == ["already_listed"]
    assert ExemptStay.objects.count() == 1
    assert Act.objects.filter(what="list_exempt").count() == 1


@pytest.mark.parametrize(
    ("text", "on"),
    [
        ("2026-03-01", "2026-03-01"),
        ("2026/3/1", "2026-03-01"),
        ("2026年3月1日", "2026-03-01"),
        ("20260301", "2026-03-01"),
    ],
)
def test_a_day_is_read_as_people_and_spreadsheets_write_it(text: str, on: str) -> None:
    assert law.day(text, today=factories.DAY).isoformat() == on


@pytest.mark.parametrize(
    ("text", "code"),
    [("2026-02-30", "not_a_date"), ("", "not_a_date"), ("2026-03-05", "in_future"), ("1999-01-01", "too_long_ago")],
)
def test_a_day_that_cannot_be_is_refused(text: str, code: str) -> None:
    with pytest.raises(Refusal) as refused:
        law.day(text, today=factories.DAY)
    assert refused.value.code == code


def test_nobody_stays_anywhere_before_their_birth() -> None:
    raw = {"kind": "hospital", "name": "王宝", "id_number": factories.id_number(born="20260301"), "since": "2026-02-28"}
    with pytest.raises(Refusals) as refused:
        law.read(raw, today=factories.DAY)
    assert [one.code for one in refused.value.refusals] == ["before_birth"]
