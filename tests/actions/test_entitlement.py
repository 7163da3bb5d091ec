"""Who is entitled to what, worked out at night, and told to whoever newly is, once."""

import datetime

import pytest
from tests import endorsing, entitling, factories
from tests.queries.test_entitlement_facts import family

from anju.actions import entitlement, message
from anju.actions.entitlement import counting, telling
from anju.models import (
    Act,
    Binding,
    Entitlement,
    EntitlementCount,
    EntitlementNews,
    EntitlementRun,
    EntitlementService,
    Message,
    Person,
    Stay,
)
from anju.queries.entitlement import everyone

pytestmark = pytest.mark.django_db

ON = factories.DAY
DAY = datetime.timedelta(days=1)


@pytest.fixture
def library(monkeypatch, tmp_path):
    entitling.opened(monkeypatch, tmp_path)

    def again(**changed):
        entitling.opened(monkeypatch, tmp_path, **changed)

    return again


def night(on=ON, batch=100_000):
    at = endorsing.at(on)
    return entitlement.count(on=on, at=at, batch=batch), entitlement.tell(on=on, at=at)


def meets(stay, on=ON):
    return sorted(everyone.held(people=[stay.person_id], on=on)[stay.person_id][0])


def texts():
    return sorted(Message.objects.filter(kind="right_open").values_list("params__name_en", flat=True))


def test_everybody_on_the_register_is_counted_and_found_again(library):
    stay = factories.registered(at=factories.community())
    assert night() == (1, 0)
    held = everyone.held(people=[stay.person_id], on=ON)[stay.person_id]
    assert held == (frozenset({"library/card"}), frozenset({"library/delivery"}))
    assert Act.objects.get(what="count_rights").detail == {"people": 1, "services": 6}


def test_a_second_run_of_the_day_does_nothing(library):
    factories.registered(at=factories.community())
    assert [night()[0], night()[0]] == [1, 0]
    assert Act.objects.filter(what="count_rights").count() == 1


def test_small_batches_and_a_run_cut_short_come_to_the_same(library, monkeypatch):
    stays = [factories.registered(at=factories.community()) for _ in range(5)]
    assert night(batch=2) == (5, 0)
    whole = list(Entitlement.objects.order_by("person_id").values_list("person_id", "meets", "unknown"))
    Entitlement.objects.all().delete()
    # cut short after the second person
    ids = sorted(stay.person_id for stay in stays)
    EntitlementRun.objects.update(after=ids[1], people=2, finished_at=None)
    assert night(batch=2)[0] == 3
    assert list(Entitlement.objects.order_by("person_id").values_list("person_id", "meets", "unknown")) == whole[2:]
    assert EntitlementRun.objects.get().people == 5


def test_another_set_of_services_on_the_same_day_is_counted_anew(library):
    stay = factories.registered(at=factories.community())
    night()
    library(card=entitling.SERVICES["card"].replace('"receipt"', '"permit"'))
    assert night() == (1, 0)
    assert meets(stay) == []


def test_a_service_keeps_its_bit_whatever_comes_and_goes(library, monkeypatch, tmp_path):
    stay = factories.registered(at=factories.community())
    night()
    before = dict(EntitlementService.objects.values_list("service", "place"))
    library(atlas=entitling.SERVICES["card"].replace("Library card", "Atlas"))
    (tmp_path / "library" / "services" / "card.toml").unlink()
    entitling.opened(monkeypatch, tmp_path, {})
    night(ON + DAY)
    after = dict(EntitlementService.objects.values_list("service", "place"))
    assert after == {**before, "library/atlas": 6}
    assert meets(stay, ON + DAY) == ["library/atlas"]


def test_whoever_is_no_longer_a_person_on_file_is_taken_out(library):
    stay = factories.registered(at=factories.community())
    night()
    EntitlementNews.objects.create(
        person_id=stay.person_id, service="library/card", noticed_on=ON, told_at=factories.NOW
    )
    Person.objects.filter(id=stay.person_id).update(state="erased")
    assert night(ON + DAY)[0] == 0
    assert (Entitlement.objects.count(), EntitlementNews.objects.count()) == (0, 0)


def test_communities_are_counted_by_service(library):
    here, there = factories.community(), factories.community(county="371311")
    for at in (here, here, there):
        factories.registered(at=at)
    left = factories.registered(at=there)
    Stay.objects.filter(id=left.id).update(state="ended", ended_on=ON)
    night()
    found = everyone.in_communities(prefix="3713")
    assert {code: found[code]["library/card"] for code in found} == {here.code: 2, there.code: 1}
    assert everyone.in_communities(prefix="371302")[here.code]["library/study"] == 0
    night(ON + DAY)
    assert EntitlementCount.objects.filter(service="library/card").count() == 2


def test_the_first_count_tells_nobody_and_what_is_new_later_is_told_once(library):
    stay = factories.registered(at=factories.community(), who=factories.resident())
    assert night() == (1, 0)
    half = datetime.date(2026, 9, 4)
    assert night(half - DAY) == (1, 0)
    assert night(half) == (1, 1)
    assert texts() == ["Long loans"]
    told = Message.objects.get(kind="right_open")
    assert (told.person_id, told.link) == (stay.person_id, "/services/library/long_loan/")
    # it goes and comes again: once, ever
    Stay.objects.filter(id=stay.id).update(counted_from=half)
    night(half + DAY)
    Stay.objects.filter(id=stay.id).update(counted_from=ON)
    assert night(half + 2 * DAY) == (1, 0)
    assert Message.objects.filter(kind="right_open").count() == 1


def test_whoever_registers_later_is_told_what_is_open(library):
    factories.registered(at=factories.community())
    night()
    factories.registered(at=factories.community(), who=factories.resident())
    assert night(ON + DAY) == (2, 1)
    assert texts() == ["Library card"]
    assert Act.objects.get(what="remind").detail == {"count": 1}


def test_what_only_the_person_can_tell_keeps_no_news_from_them(library):
    part = '{ fact = "has_lease", is = true, rule = "I3", zh = "有租房合同", en = "A lease" }, '
    text = entitling.SERVICES["long_loan"].replace("condition = ", f"condition = {{ all = [ {part}").rstrip() + " ] }\n"
    library(long_loan=text)
    factories.registered(at=factories.community(), who=factories.resident())
    half = datetime.date(2026, 9, 4)
    assert [night(ON)[1], night(half - DAY)[1], night(half)[1]] == [0, 0, 1]
    assert texts() == ["Long loans"]


def test_a_childs_news_goes_to_whoever_signs_in_for_it(library):
    _, ward = family(born="20230830")
    night()
    assert night(datetime.date(2026, 8, 31))[1] == 0
    Stay.objects.filter(id=ward.id).update(state="registered")
    EntitlementNews.objects.all().delete()
    Person.objects.filter(id=ward.person_id).update(birth_on=datetime.date(2024, 8, 31))
    night(datetime.date(2026, 12, 31))
    assert night(datetime.date(2027, 1, 1))[1] == 1
    told = Message.objects.get(kind="right_open", params__name_en="Story hour")
    assert told.resident_id == Binding.objects.get(person_id=ward.person_id).resident_id


def test_whoever_switched_it_off_gets_no_text_message_and_finds_it_in_the_inbox(library):
    who = factories.resident()
    factories.registered(at=factories.community())
    night()
    factories.registered(at=factories.community(), who=who)
    assert message.switch(resident_id=who.id, kind="right_open", channel="sms", on=False)
    night(ON + DAY)
    assert Message.objects.get(kind="right_open").sms == "off"


def test_news_that_nobody_could_be_told_in_time_puzzles_nobody(library):
    stay = factories.registered(at=factories.community(), who=factories.resident())
    gone = factories.registered(at=factories.community())
    Person.objects.filter(id=gone.person_id).update(state="erased")
    for person, service, on in (
        (stay.person_id, "library/card", ON - 15 * DAY),
        (stay.person_id, "library/closed", ON),
        (stay.person_id, "library/study", ON),
        (gone.person_id, "library/card", ON),
    ):
        EntitlementNews.objects.create(person_id=person, service=service, noticed_on=on)
    assert entitlement.tell(on=ON, at=factories.NOW) == 0
    assert EntitlementNews.objects.filter(told_at=None).count() == 0


def test_a_city_without_services_counts_nothing(monkeypatch, tmp_path):
    entitling.opened(monkeypatch, tmp_path, {})
    stay = factories.registered(at=factories.community())
    assert night() == (1, 0)
    assert everyone.held(people=[stay.person_id], on=ON) == {stay.person_id: (frozenset(), frozenset())}
    assert EntitlementCount.objects.count() == 0


def test_two_processes_at_once_close_the_count_once(library):
    factories.registered(at=factories.community())
    night()
    services = everyone.placed(on=ON)
    # the slower one comes to its end after the other
    assert counting._step(services, on=ON, version=everyone.version(services), batch=10) is None
    counting._finish(services, on=ON, at=factories.NOW)
    assert Act.objects.filter(what="count_rights").count() == 1


def test_a_night_tells_a_bounded_number_and_the_next_one_goes_on(library, monkeypatch):
    monkeypatch.setattr(telling, "BATCH", 1)
    monkeypatch.setattr(telling, "MOST", 2)
    for _ in range(3):
        stay = factories.registered(at=factories.community(), who=factories.resident())
        EntitlementNews.objects.create(person_id=stay.person_id, service="library/card", noticed_on=ON)
    entitlement.count(on=ON, at=factories.NOW)
    assert [entitlement.tell(on=ON, at=factories.NOW) for _ in range(3)] == [2, 1, 0]


def _applied_news(library):
    """Return whoever newly may borrow for long, counted and not told yet."""
    factories.registered(at=factories.community())
    night()
    stay = factories.registered(at=factories.community())
    entitlement.count(on=ON + DAY, at=endorsing.at(ON + DAY))
    assert EntitlementNews.objects.filter(person_id=stay.person_id, told_at=None).exists()
    return stay


def test_whoever_moved_out_before_the_news_were_sent_is_told_nothing_and_told_when_back(library):
    stay = _applied_news(library)
    Stay.objects.filter(id=stay.id).update(state="ended", ended_on=ON + DAY)
    assert night(ON + 2 * DAY)[1] == 0
    assert (texts(), EntitlementNews.objects.filter(person_id=stay.person_id).count()) == ([], 0)
    Stay.objects.filter(id=stay.id).update(state="registered", ended_on=None)
    night(ON + 3 * DAY)
    assert texts() != []


def test_B5_what_one_of_two_records_was_told_is_not_told_again_to_the_one_that_is_kept(library):
    gone = _applied_news(library)
    entitlement.tell(on=ON + DAY, at=endorsing.at(ON + DAY))
    before = texts()
    kept = factories.registered(at=factories.community())
    entitlement.follow(kept=kept.person, gone=gone.person)
    Person.objects.filter(id=gone.person_id).update(state="merged")
    night(ON + 2 * DAY)
    assert texts() == before
    assert not EntitlementNews.objects.filter(person_id=gone.person_id).exists()
