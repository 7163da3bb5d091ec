import datetime

import pytest
from tests import factories

from anju.actions import audit
from anju.models import Act
from anju.web import clock

pytestmark = pytest.mark.django_db


def test_nothing_is_shown_before_something_is_asked(enter, holder):
    client = enter(holder("audit_admin"))
    assert client.get("/staff/audit/").context["found"] is None
    assert not Act.objects.filter(what="read_audit").exists()


def test_acts_are_found_by_file_actor_act_and_day(enter, holder):
    stay = factories.registered(at=factories.community())
    client = enter(holder("audit_admin"))
    by_file = client.get("/staff/audit/", {"search": 1, "number": stay.number}).context["found"].rows
    assert {row.act.what for row in by_file} >= {"declare", "accept"}
    assert {row.act.person_id for row in by_file} == {stay.person_id}
    officer = Act.objects.get(what="accept")
    name = factories.Staff.objects.get(id=officer.actor_id).username
    by_actor = client.get("/staff/audit/", {"search": 1, "actor": name}).context["found"].rows
    assert [row.act.id for row in by_actor] == [officer.id]
    by_act = client.get("/staff/audit/", {"search": 1, "what": "accept", "first": "2026-03-04", "last": "2026-03-04"})
    assert [row.act.id for row in by_act.context["found"].rows] == [officer.id]
    before = client.get("/staff/audit/", {"search": 1, "what": "accept", "last": "2026-03-03"})
    assert list(before.context["found"].rows) == []


def test_a_search_is_on_record_and_the_person_can_see_it(enter, holder):
    stay = factories.registered(at=factories.community())
    client = enter(holder("audit_admin"))
    client.get("/staff/audit/", {"search": 1, "number": stay.number})
    act = Act.objects.get(what="read_audit")
    assert (act.person_id, act.purpose) == (stay.person_id, "audit")


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ({"number": "DJ-nope"}, "number"),
        ({"actor": "nobody"}, "actor"),
        ({"what": "fly"}, "what"),
        ({"first": "soon"}, "first"),
    ],
)
def test_an_unknown_condition_finds_nothing_and_says_so(enter, holder, query, field):
    answer = enter(holder("audit_admin")).get("/staff/audit/", {"search": 1, **query})
    assert set(answer.context["errors"]) == {field}
    assert answer.context["found"] is None


def test_pages_never_repeat_and_never_skip(enter, holder, monkeypatch):
    monkeypatch.setattr("anju.queries.audit.SIZE", 2)
    monkeypatch.setattr("anju.queries.audit.acts.__kwdefaults__", {"before": None, "size": 2})
    factories.registered(at=factories.community())
    client = enter(holder("audit_admin"))
    wanted = set(
        Act.objects.filter(what__in=["declare", "accept", "issue_receipt", "sign_in"]).values_list("seq", flat=True)
    )
    seen = []
    answer = client.get("/staff/audit/", {"search": 1})
    while True:
        seen += [row.act.seq for row in answer.context["found"].rows]
        if not answer.context["after"] or len(seen) > 60:
            break
        answer = client.get("/staff/audit/", {"after": answer.context["after"]})
    assert len(seen) == len(set(seen))
    assert wanted <= set(seen)
    assert seen == sorted(seen, reverse=True)


def test_the_chain_is_shown_and_checked(enter, holder):
    factories.registered(at=factories.community())
    audit.seal(at=clock.now() + datetime.timedelta(hours=1))
    client = enter(holder("audit_admin"))
    assert len(client.get("/staff/audit/seals/").context["links"]) == 1
    checked = client.post("/staff/audit/seals/")
    assert checked.context["verdict"].holds
    assert Act.objects.filter(what="verify_audit").count() == 1
