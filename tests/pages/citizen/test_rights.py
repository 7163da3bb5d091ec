"""What one and one's wards are entitled to, by the register; the look is on record, what is added is not."""

import datetime
import re

import pytest
from tests import entitling, factories
from tests.pages.public.test_rights import parts, words
from tests.queries.test_entitlement_facts import family

from anju.models import Act, Binding, Stay
from anju.web import clock

pytestmark = pytest.mark.django_db

DAY = factories.DAY


@pytest.fixture(autouse=True)
def library(monkeypatch, tmp_path):
    monkeypatch.setattr(clock, "today", lambda: DAY)
    monkeypatch.setattr(clock, "now", lambda: factories.NOW)
    return entitling.opened(monkeypatch, tmp_path)


def parent_of(stay):
    return Binding.objects.get(person_id=stay.person_id, until=None).resident


def test_the_register_answers_without_any_question_it_knows(enter):
    who = factories.resident()
    factories.registered(at=factories.community(), who=who)
    answer = enter(who).get("/my/rights/")
    assert parts(answer) == {
        "yes": [("card", "现在就能办"), ("long_loan", "2026年9月4日（周五）起")],
        "unknown": [("delivery", "还差一点信息")],
        "no": [("study", "现在不符合")],
    }
    page = answer.content.decode()
    assert re.findall(r'<select[^>]* name="(\w+)"', page) == ["has_lease"]


def test_what_is_added_counts_for_this_answer_and_is_not_kept(enter):
    who = factories.resident()
    factories.registered(at=factories.community(), who=who)
    client = enter(who)
    answer = client.post("/my/rights/", {"has_lease": "yes"})
    assert ("delivery", "现在就能办") in parts(answer)["yes"]
    assert ("delivery", "还差一点信息") in parts(client.get("/my/rights/"))["unknown"]


def test_the_registers_word_stands_against_what_is_typed(enter):
    who = factories.resident()
    factories.registered(at=factories.community(), who=who)
    answer = enter(who).post("/my/rights/", {"permit": "valid", "registered_since": "2020-01-01"})
    assert parts(answer)["no"] == [("study", "现在不符合")]
    assert ("long_loan", "2026年9月4日（周五）起") in parts(answer)["yes"]


def test_what_is_wrong_stands_beside_its_field(enter):
    who = factories.resident()
    factories.registered(at=factories.community(), who=who)
    answer = enter(who).post("/my/rights/", {"has_lease": "perhaps"})
    assert (answer.status_code, 'id="f-has_lease-error"' in answer.content.decode()) == (422, True)


def test_a_child_has_a_page_of_its_own_with_what_is_for_children(enter):
    parent, ward = family(born="20220501")
    client = enter(parent_of(parent))
    mine = client.get("/my/rights/")
    assert f'/my/rights/{ward.person_id}/"' in mine.content.decode()
    assert not any(name in {"tales", "comics"} for rows in parts(mine).values() for name, _ in rows)
    child = parts(client.get(f"/my/rights/{ward.person_id}/"))
    assert ("tales", "现在就能办") in child["yes"]
    assert ("comics", "现在不符合") in [row for rows in child.values() for row in rows]
    # what asks an adult of themselves is no child's
    assert "delivery" not in [name for rows in child.values() for name, _ in rows]


def test_seeing_it_is_on_record_once_an_hour(enter):
    parent, ward = family(born="20220501")
    client = enter(parent_of(parent))
    before = Act.objects.filter(what="open").count()
    for path in ("/my/rights/", "/my/rights/", f"/my/rights/{ward.person_id}/"):
        client.get(path)
    seen = list(Act.objects.filter(what="open").order_by("at", "id").values_list("person_id", flat=True))[before:]
    assert sorted(seen) == sorted([parent.person_id, ward.person_id])


def test_before_the_check_only_the_birthday_counts_and_the_page_says_so(enter):
    who = factories.resident()
    factories.filed(at=factories.community(), who=who)
    answer = enter(who).get("/my/rights/")
    assert "登记还在核对" in words(answer)
    assert ("card", "现在不符合") in [row for rows in parts(answer).values() for row in rows]


def test_without_a_record_it_leads_to_the_registration_and_to_trying(enter):
    page = enter().get("/my/rights/").content.decode()
    assert ['href="/declare/"' in page, 'href="/rights/"' in page] == [True, True]


def test_anybody_elses_does_not_exist_and_a_stranger_signs_in(enter, client):
    stay = factories.registered(at=factories.community(), who=factories.resident())
    assert enter().get(f"/my/rights/{stay.person_id}/").status_code == 404
    assert enter().post(f"/my/rights/{stay.person_id}/", {"has_lease": "yes"}).status_code == 404
    answer = client.get("/my/rights/")
    assert (answer.status_code, answer.headers["Location"]) == (302, "/sign-in/?next=%2Fmy%2Frights%2F")


def test_in_english_too(enter):
    who = factories.resident()
    factories.registered(at=factories.community(), who=who)
    client = enter(who)
    client.cookies["anju_language"] = "en"
    told = words(client.get("/my/rights/"))
    assert ["Library card" in told, "Open to you now" in told, "Fri 4 Sep 2026" in told] == [True] * 3


def test_the_number_of_statements_is_the_same_for_one_service_and_three_and_for_more_wards(
    enter, monkeypatch, tmp_path, django_assert_num_queries
):
    parent, _ = family(born="20220501")
    client = enter(parent_of(parent))
    names = list(entitling.SERVICES)
    client.get("/my/rights/")
    counts = []
    for many in (1, 3):
        few = {name: entitling.SERVICES[name] for name in names[:many]}
        entitling.opened(monkeypatch, tmp_path / str(many), few)
        with django_assert_num_queries(10, exact=False) as found:
            client.get("/my/rights/")
        counts.append(len(found))
    assert counts[0] == counts[1]


def test_a_leaver_sees_what_is_left(enter):
    who = factories.resident()
    stay = factories.registered(at=factories.community(), who=who)
    Stay.objects.filter(id=stay.id).update(state="ended", ended_on=DAY + datetime.timedelta(days=1))
    answer = enter(who).get("/my/rights/")
    assert ("card", "现在不符合") in [row for rows in parts(answer).values() for row in rows]
