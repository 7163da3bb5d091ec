"""The pages of public rental housing: everybody's list, one's own place, the office's desk; each act through its form. Source: I6."""

import uuid

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests import factories, renting
from tests.renting import CITED, ROUND, TERM, World

from anju.actions import rental
from anju.models import Act, Post, RentalFlat, RentalLease, RentalMeasure, RentalObjection, RentalRound, Resident
from anju.web import access, clock

pytestmark = pytest.mark.django_db
NOW, DAY = factories.NOW, factories.DAY
later = factories.later


@pytest.fixture(autouse=True)
def morning(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let it be the morning of the factories' day."""
    _now(monkeypatch, 0)


def _now(monkeypatch: pytest.MonkeyPatch, days: int) -> None:
    at = later(days=days)
    monkeypatch.setattr(clock, "now", lambda: at)
    monkeypatch.setattr(clock, "today", lambda: at.date())


@pytest.fixture
def at() -> World:
    """A housing office."""
    return renting.world()


def desk(at: World, number: int = 0) -> Client:
    post = Post.objects.get(id=at.officers[number].post_id)
    client = Client()
    client.force_login(post.staff)
    session = client.session
    session[access.POST] = str(post.id)
    session.save()
    return client


def phone(who: Resident) -> Client:
    client = Client()
    session = client.session
    session[access.RESIDENT] = str(who.id)
    session.save()
    return client


def send(client: Client, where: str, **sent: object) -> tuple[int, str]:
    answer = client.post(where, {"once": str(uuid.uuid4()), **{key: str(value) for key, value in sent.items()}})
    return answer.status_code, answer.content.decode()


def _shown(client: Client, where: str) -> str:
    answer = client.get(where)
    assert answer.status_code == 200, where
    return answer.content.decode()


def test_everybody_sees_the_rules_the_rounds_the_list_and_the_results(at: World) -> None:
    assert "还没有开始轮候的地方" in _shown(Client(), "/rental/")
    found = renting.family(at, when=factories.later(days=-7))
    made = renting.round_(at, order="draw")
    later_one = renting.family(at)
    assert at.unit.name in _shown(Client(), "/rental/")
    assert "等摇号" in _shown(Client(), f"/rental/{at.unit.id}/")
    rental.leave(entry_id=later_one.entry.id, by=later_one.me, at=NOW)
    page = _shown(Client(), f"/rental/{at.unit.id}/")
    assert [text in page for text in (made.name, made.promise, found.entry.number, "王*明", "王小明")] == [
        True,
        True,
        True,
        True,
        False,
    ]
    assert "还没有分房结果" in _shown(Client(), f"/rental/{at.unit.id}/results/")
    renting.accepted(at, found)
    assert "安居苑 1-101" in _shown(Client(), f"/rental/{at.unit.id}/results/")
    assert Client().get(f"/rental/{uuid.uuid4()}/").status_code == 404


def test_one_sees_the_own_place_and_accepts_the_flat_once(at: World) -> None:
    found = renting.family(at)
    client, where = phone(found.who), f"/my/rental/{found.entry.id}/"
    assert "第 1 位" in _shown(client, "/my/rental/")
    assert "您排第 1 位" in _shown(client, where)
    renting.offered(at, found)
    assert "要这套房" in _shown(client, where)
    once = {"once": "1", "choice": "accept", "version": str(found.now().version)}
    assert [client.post(where, once).status_code for _ in range(2)] == [302, 302]
    assert Act.objects.filter(what="accept_flat").count() == 1
    assert "公示到" in _shown(client, where)
    assert client.get(f"{where}notice/")["Content-Type"] == "application/pdf"
    assert send(client, where, choice="nonsense")[0] == 404


def test_one_declines_confirms_and_leaves(at: World) -> None:
    found = renting.family(at)
    client, where = phone(found.who), f"/my/rental/{found.entry.id}/"
    renting.offered(at, found)
    assert send(client, where, choice="decline")[0] == 302
    status, page = send(client, where, choice="confirm", people="99")
    assert (status, "1到20之间" in page, 'value="99"' in page) == (422, True, True)
    assert send(client, where, choice="confirm", people="3")[0] == 302
    assert (found.now().people, found.entry.declines) == (3, 1)
    assert send(client, where, choice="leave", version="1")[0] == 422
    assert send(client, where, choice="leave")[0] == 302
    assert "本人退出" in _shown(client, where)


def test_who_waits_for_nothing_is_told_how_to_begin(at: World) -> None:
    who = factories.resident()
    factories.registered(at=at.here, who=who)
    assert "您还没有在轮候" in _shown(phone(who), "/my/rental/")
    assert Client().get("/my/rental/").status_code == 302


def test_one_objects_to_a_measure_and_to_an_allotment_and_keeps_what_was_typed(at: World) -> None:
    found, other = renting.family(at), renting.family(at, when=later(days=1))
    told = {"what": "end", "cause": "conditions", "reason": "买了房", "article": CITED}
    rental.propose(entry_id=found.entry.id, **told, by=at.one, at=NOW)
    client, where = phone(found.who), f"/my/rental/{found.entry.id}/"
    assert "买了房" in _shown(client, where)
    assert 'value="measure" checked' in _shown(client, f"{where}object/?about=measure")
    status, page = send(client, f"{where}object/", about="measure", words=" ")
    assert (status, 'value="measure" checked' in page) == (422, True)
    assert send(client, f"{where}object/", about="measure", words="没有买")[0] == 302
    assert "没有买" in _shown(client, where)
    offer = renting.accepted(at, other)
    assert f"allotment:{offer.id}" in _shown(client, f"{where}object/")
    assert send(client, f"{where}object/", about=f"allotment:{offer.id}", words="他有房")[0] == 302
    assert send(client, f"{where}object/", about="allotment:x", words="他有房")[0] == 404
    assert RentalObjection.objects.count() == 2


def test_the_desk_adds_a_flat_offers_it_and_takes_another_out(at: World) -> None:
    client = desk(at)
    status, page = send(client, "/rental/desk/flats/", estate="安居苑", rooms="x")
    assert (status, 'value="安居苑"' in page) == (422, True)
    raw = {"estate": "安居苑", "number": "1-101", "rooms": 1, "size": 40, "rent": 300}
    assert send(client, "/rental/desk/flats/", **raw)[0] == 302
    flat = RentalFlat.objects.get()
    where = f"/rental/desk/flats/{flat.id}/"
    assert "名单里没有适合这套房的家庭" in _shown(client, where)
    found = renting.family(at)
    assert found.entry.number in _shown(client, where)
    assert send(client, where, choice="offer", entry="x")[0] == 404
    assert send(client, where, choice="offer", entry=found.entry.id)[0] == 302
    assert send(client, where, choice="end")[0] == 422
    other = renting.flat(at, number="2")
    assert send(client, f"/rental/desk/flats/{other.id}/", choice="end")[0] == 302
    assert "安居苑 1-101" in _shown(client, "/rental/desk/flats/")


def test_the_desk_opens_a_round_and_draws(at: World, monkeypatch: pytest.MonkeyPatch) -> None:
    client = desk(at)
    assert "还没有批次" in _shown(client, "/rental/desk/rounds/")
    assert send(client, "/rental/desk/rounds/", **{**ROUND, "order": "luck"})[0] == 422
    assert send(client, "/rental/desk/rounds/", **{**ROUND, "order": "draw", "closes_on": "2026-03-10"})[0] == 302
    made = RentalRound.objects.get()
    assert send(client, "/rental/desk/rounds/", choice="draw", round=made.id)[0] == 422
    renting.family(at)
    _now(monkeypatch, 7)
    assert "摇号，公布种子" in _shown(client, "/rental/desk/rounds/")
    assert send(client, "/rental/desk/rounds/", choice="draw", round=made.id)[0] == 302
    made.refresh_from_db()
    assert made.told_seed in _shown(Client(), f"/rental/{at.unit.id}/")


def test_the_desk_notes_an_answer_begins_and_ends_the_lease(at: World, monkeypatch: pytest.MonkeyPatch) -> None:
    found, client = renting.family(at), desk(at)
    where = f"/rental/desk/{found.entry.id}/"
    renting.offered(at, found)
    assert found.person.name in _shown(client, where)
    assert Act.objects.filter(what="open_entry", purpose="handling").count() == 1
    assert send(client, where, choice="accept")[0] == 302
    _now(monkeypatch, 8)
    status, page = send(client, where, choice="begin", begins_on="x", until="2029-03-31")
    assert (status, 'value="2029-03-31"' in page) == (422, True)
    assert send(client, where, choice="begin", **TERM)[0] == 302
    lease = RentalLease.objects.get()
    _now(monkeypatch, 90)
    assert send(client, where, choice="end", lease=lease.id, on="", ended_why="term")[0] == 422
    assert send(client, where, choice="end", lease=lease.id, on="2026-05-01", ended_why="term")[0] == 302
    assert "租住结束" in _shown(client, where)
    assert client.get(f"{where}notice/")["Content-Type"] == "application/pdf"


def test_the_desk_declines_lapses_withdraws_and_confirms(at: World, monkeypatch: pytest.MonkeyPatch) -> None:
    found, client = renting.family(at), desk(at)
    where = f"/rental/desk/{found.entry.id}/"
    renting.offered(at, found)
    assert send(client, where, choice="decline")[0] == 302
    renting.offered(at, found, number="2")
    assert send(client, where, choice="withdraw", why="")[0] == 422
    assert send(client, where, choice="withdraw", why="漏水")[0] == 302
    renting.offered(at, found, number="3")
    _now(monkeypatch, 8)
    assert "到期没答复，收回" in _shown(client, where)
    assert send(client, where, choice="lapse")[0] == 302
    assert send(client, where, choice="confirm", people="2")[0] == 302
    assert send(client, where, choice="nonsense")[0] == 404
    assert found.now().declines == 2


def test_the_desk_tells_of_a_measure_drops_it_and_carries_one_out(at: World, monkeypatch: pytest.MonkeyPatch) -> None:
    found, client = renting.family(at), desk(at)
    where = f"/rental/desk/{found.entry.id}/"
    told = {"choice": "propose", "cause": "conditions", "reason": "买了房", "article": CITED}
    status, page = send(client, where, **{**told, "article": ""})
    assert (status, "买了房</textarea>" in page) == (422, True)
    assert send(client, where, **told)[0] == 302
    assert send(client, where, choice="drop", measure="x")[0] == 404
    assert send(client, where, choice="drop", measure=RentalMeasure.objects.get().id)[0] == 302
    assert send(client, where, **told)[0] == 302
    measure = RentalMeasure.objects.get(state="told")
    _now(monkeypatch, 8)
    assert "期满没有异议，执行" in _shown(client, where)
    assert send(client, where, choice="carry_out", measure=measure.id)[0] == 302
    assert found.now().state == "ended"


def test_a_third_officer_reviews_an_objection(at: World) -> None:
    found = renting.family(at)
    rental.protest(entry_id=found.entry.id, about="place", words_="家里有老人", by=found.me, at=NOW)
    said = RentalObjection.objects.get()
    where = f"/rental/desk/objections/{said.id}/"
    assert "我的排位" in _shown(desk(at), "/rental/desk/objections/")
    assert "家里有老人" in _shown(desk(at, 2), where)
    assert send(desk(at), where, choice="uphold", answer="是")[0] == 422
    client = desk(at, 2)
    assert send(client, where, choice="uphold", answer="是", complete_on="x")[0] == 422
    assert send(client, where, choice="reject", answer="不是", article="")[0] == 422
    assert send(client, where, choice="nonsense")[0] == 404
    assert send(client, where, choice="uphold", answer="是", need="elderly", complete_on=DAY.isoformat())[0] == 302
    assert found.now().group == 1
    again = rental.protest(entry_id=found.entry.id, about="place", words_="还是不对", by=found.me, at=NOW)
    where = f"/rental/desk/objections/{again.id}/"
    assert send(client, where, choice="reject", answer="不变", article=CITED)[0] == 302
    assert "不变" in _shown(phone(found.who), f"/my/rental/{found.entry.id}/")


def test_the_desk_lists_and_counts_and_a_list_takes_as_many_statements_for_one_as_for_three(at: World) -> None:
    client = desk(at)
    assert "这里没有人" in _shown(client, "/rental/desk/?show=housed")
    assert client.get("/rental/desk/?show=x").status_code == 404
    assert "还没有数字" in _shown(client, "/rental/desk/figures/")
    counts = []
    for families in (1, 2):
        for _ in range(families):
            renting.family(at)
        with CaptureQueriesContext(connection) as asked:
            page = _shown(client, "/rental/desk/")
        counts.append(len(asked))
    assert (counts[0] == counts[1], page.count("data-row")) == (True, 3)
    renting.round_(at)
    assert "25%" in _shown(client, "/rental/desk/figures/")


def test_no_other_departments_officer_finds_the_desk(at: World) -> None:
    found = renting.family(at)
    unit = factories.unit(code="jy-1", kind="office", department="education", level="county", covers=at.here.parent)
    post = factories.post(unit=unit, role="officer")
    client = Client()
    client.force_login(post.staff)
    for where in ("", "flats/", "rounds/", "objections/", "figures/", f"{found.entry.id}/"):
        assert client.get(f"/rental/desk/{where}").status_code == 404, where
