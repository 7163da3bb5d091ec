"""Bodies that accept the papers: a person decides, in the own county; what they verify is counted and seen."""

import datetime

import pytest
from tests import accepting, factories, permits

from anju.actions import acceptor as acts
from anju.actions import account
from anju.law import codes
from anju.law.absent import Absent
from anju.law.refusal import Refusal
from anju.models import Acceptance, Acceptor, Act, ApiClient, Receipt
from anju.queries import acceptors, traces, verifying, visitors
from anju.queries.acceptors import Body

pytestmark = pytest.mark.django_db
ON = permits.HALF_YEAR


def latest(what: str) -> Act:
    return Act.objects.filter(what=what).latest("seq")


def test_a_request_waits_and_its_code_is_kept_as_a_digest_only() -> None:
    here = factories.community()
    made = accepting.asked(at=here, code="ABCDEFGH2345")
    assert (made.state, made.papers, made.county_id) == ("asked", "receipt,permit", accepting.county_of(here).code)
    assert made.follow == acceptors.digest("ABCDEFGH2345")
    assert "ABCDEFGH2345" not in str(Acceptor.objects.values().get())
    assert latest("ask_acceptor").detail == {"kind": "bank", "county": made.county_id}
    found = acceptors.followed("abcd-efgh 2345")
    assert found is not None
    assert found.row.id == made.id
    assert [acceptors.followed(code) for code in ("", "ABCDEFGH2346", "\x00")] == [None] * 3


def test_the_code_of_a_key_is_the_same_for_a_retry_and_another_for_another() -> None:
    one = acts.code(key="a")
    assert (acts.code(key="a"), len(one)) == (one, 12)
    assert acts.code(key="b") != one


@pytest.mark.parametrize("role", ["county_police", "overseer"])
def test_a_person_of_the_county_publishes_declines_and_ends(role: str) -> None:
    here = factories.community()
    scope = factories.scope(accepting.reviewer(here, role=role))
    first, second = accepting.asked(at=here), accepting.asked(at=here)
    assert acceptors.public(on=factories.DAY) == []
    acts.publish(acceptor_id=first.id, scope=scope, at=factories.NOW)
    assert [row.id for row in acceptors.public(on=factories.DAY)] == [first.id]
    declined = acts.decline(acceptor_id=second.id, why="地址查无此单位", scope=scope, at=factories.NOW)
    assert (declined.state, declined.answer) == ("declined", "地址查无此单位")
    assert latest("decline_acceptor").reason == "地址查无此单位"
    ended = acts.end(acceptor_id=first.id, why="已经停业", scope=scope, at=factories.NOW)
    assert (ended.state, ended.answer) == ("ended", "已经停业")
    assert acceptors.public(on=factories.DAY) == []


def test_I10_declining_and_ending_need_a_reason() -> None:
    here = factories.community()
    scope = factories.scope(accepting.reviewer(here))
    waits, stands = accepting.asked(at=here), accepting.published(at=here)
    for act, key in ((acts.decline, waits.id), (acts.end, stands.id)):
        with pytest.raises(Refusal) as told:
            act(acceptor_id=key, why=" ", scope=scope, at=factories.NOW)
        assert told.value.code == "reason_missing"
    assert sorted(Acceptor.objects.values_list("state", flat=True)) == ["asked", "published"]


def test_what_was_decided_is_not_decided_again() -> None:
    here = factories.community()
    body = accepting.published(at=here)
    with pytest.raises(Refusal) as told:
        acts.publish(acceptor_id=body.id, scope=factories.scope(accepting.reviewer(here)), at=factories.NOW)
    assert told.value.code == "not_allowed_in_state"


def test_O1_another_county_another_level_and_another_role_find_nothing() -> None:
    here, far = factories.community(), factories.community(county="371311")
    body = accepting.asked(at=here)
    strangers = [
        accepting.reviewer(far),
        accepting.reviewer(far, role="overseer"),
        factories.post(unit=factories.station(of=here), role="county_police"),
    ]
    for post in strangers:
        assert acceptors.of_scope(factories.scope(post), state="asked") == []
        assert acceptors.waiting(factories.scope(post)) == 0
        with pytest.raises(Absent):
            acts.publish(acceptor_id=body.id, scope=factories.scope(post), at=factories.NOW)
    for role in ("chief", "clerk", "officer", "security_admin"):
        with pytest.raises(Absent):
            acts.publish(
                acceptor_id=body.id,
                scope=factories.scope(factories.post(unit=accepting.police(here), role=role)),
                at=factories.NOW,
            )
    body.refresh_from_db()
    assert body.state == "asked"


def test_the_list_is_cut_by_county_and_kind_and_an_unknown_one_gives_nothing() -> None:
    here, far = factories.community(), factories.community(county="371311")
    bank, clinic = accepting.published(at=here), accepting.published(at=here, kind="health")
    other = accepting.published(at=far)
    county = accepting.county_of(here).code

    def ids(**cut: str) -> set[object]:
        return {row.id for row in acceptors.public(on=factories.DAY, **cut)}

    assert ids() == {bank.id, clinic.id, other.id}
    assert ids(county=county) == {bank.id, clinic.id}
    assert ids(county=county, kind="health") == {clinic.id}
    assert ids(kind="casino") == set()
    assert ids(county="999999999999") == set()


def test_pages_follow_each_other_without_gap_or_repetition(monkeypatch: pytest.MonkeyPatch) -> None:
    here, far = factories.community(), factories.community(county="371311")
    made = [accepting.published(at=place, name="同名支行") for place in (here, far, here, far, here)]
    monkeypatch.setattr(acceptors, "PAGE", 2)
    seen: list[object] = []
    after: tuple[str, ...] = ()
    for _ in range(5):
        rows = acceptors.public(on=factories.DAY, after=after)
        seen += [row.id for row in rows[:2]]
        if len(rows) <= 2:
            break
        after = tuple(str(part) for part in acceptors.key(rows[1]))
    assert len(seen) == len(set(seen)) == 5
    assert set(seen) == {body.id for body in made}


def test_D4_each_verification_is_counted_once_a_paper_and_the_person_sees_it() -> None:
    permit = permits.signed()
    receipt = Receipt.objects.get(stay=permit.stay)
    body = accepting.published(at=permit.community)
    checked = verifying.many(texts=[permit.code, permit.number, receipt.code, "nonsense"], on=ON)
    by = factories.actor(accepting.reviewer(permit.community))
    told = acts.verified(
        body=Body(id=body.id, name=body.name), purpose="opening", checked=checked, by=by, at=permits.when()
    )
    assert told == {"count": 3, "valid": 2}
    again = acts.verified(
        body=Body(id=body.id, name=body.name), purpose="opening", checked=checked[:1], by=by, at=permits.when(hours=1)
    )
    assert again == {"count": 1, "valid": 1}
    assert list(Acceptance.objects.values_list("acceptor_id", "on", "purpose", "count", "valid")) == [
        (body.id, ON, "opening", 4, 3)
    ]
    acts_left = Act.objects.filter(what="verify_paper").order_by("seq")
    assert [(act.subject_kind, act.person_id, act.purpose, act.unit_id) for act in acts_left] == [
        ("receipt", permit.person_id, "acceptor", None),
        ("permit", permit.person_id, "acceptor", None),
        ("permit", permit.person_id, "acceptor", None),
    ]
    trace = traces.reads(person=permit.person)[0]
    assert trace.reason == f"{body.name}（办理开户、入网）"
    assert trace.purpose_text == codes.purpose("acceptor")
    assert trace.purpose_text.zh == "认可单位核验证件"
    assert [(row.id, row.accepted) for row in acceptors.public(on=factories.DAY)] == [(body.id, 3)]
    counts = acceptors.one(factories.scope(accepting.reviewer(permit.community)), acceptor_id=body.id).counts
    assert [(one.month, one.count, one.valid) for one in counts] == [(datetime.date(2026, 9, 1), 4, 3)]


def test_an_unknown_purpose_counts_nothing() -> None:
    here = factories.community()
    body = accepting.published(at=here)
    with pytest.raises(Refusal) as told:
        acts.verified(
            body=Body(id=body.id, name=body.name),
            purpose="curiosity",
            checked=[],
            by=factories.actor(accepting.reviewer(here)),
            at=factories.NOW,
        )
    assert (told.value.code, told.value.field) == ("not_an_option", "purpose")
    assert Acceptance.objects.count() == 0


def test_L8_a_bodys_machine_gets_a_token_that_verifies_and_nothing_else_once() -> None:
    here = factories.community()
    body = accepting.published(at=here)
    accepting.machine(body, at=here)
    client = ApiClient.objects.get()
    body.refresh_from_db()
    assert (body.client_id, client.scopes) == (client.id, ["verify"])
    assert acceptors.of_client(client_id=client.id) == Body(id=body.id, name=body.name)
    with pytest.raises(Refusal) as told:
        accepting.machine(body, at=here)
    assert told.value.code == "connected"
    assert ApiClient.objects.count() == 1
    # the old one revoked, a new one can be given
    account.revoke_client(client_id=client.id, by=factories.actor(accepting.administrator()), at=factories.NOW)
    accepting.machine(body, at=here)
    body.refresh_from_db()
    assert body.client_id != client.id


def test_only_a_published_body_in_reach_gets_a_token() -> None:
    here, far = factories.community(), factories.community(county="371311")
    waits, elsewhere = accepting.asked(at=here), accepting.published(at=far)
    office = factories.post(unit=accepting.police(here), role="security_admin")
    scope = visitors.post_scope(post=office, on=factories.DAY)
    assert acceptors.without_client(scope) == []
    for key, error in ((waits.id, Absent), (elsewhere.id, Refusal)):
        with pytest.raises(error):
            acts.connect(
                acceptor_id=key,
                scope=scope,
                name="x",
                post_id=accepting.reviewer(here).id,
                expires_on=None,
                at=factories.NOW,
            )
    assert ApiClient.objects.count() == 0


def test_N6_the_public_list_tells_no_small_number_of_papers_accepted() -> None:
    body = accepting.published(at=factories.community())
    counted = Acceptance.objects.create(acceptor=body, on=factories.DAY, purpose="rent", count=2, valid=2)
    assert [row.accepted for row in acceptors.public(on=factories.DAY)] == [0]
    Acceptance.objects.filter(id=counted.id).update(count=3, valid=3)
    assert [row.accepted for row in acceptors.public(on=factories.DAY)] == [3]
