"""Jobs by machine: read by any token, offered by an employer's own machine, published by a person alone."""

import uuid

import pytest
from tests import factories, jobbing
from tests.api import machines

from anju.actions import job as jobs
from anju.law.refusal import Refusal
from anju.models import Act, Vacancy
from anju.web import clock

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def morning(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let it be the morning of the factories' day."""
    monkeypatch.setattr(clock, "now", lambda: factories.NOW)
    monkeypatch.setattr(clock, "today", lambda: factories.DAY)


def connected(at: jobbing.World) -> machines.Machine:
    """Return the machine of an employer, in the post of the county's labour officer."""
    post = factories.post(unit=at.office, role="officer")
    _, token = jobs.connect(
        code=at.employer.code, name="人事系统", post_id=post.id, expires_on=None, by=machines.ADMIN, at=factories.NOW
    )
    return machines.Machine(token)


def offered(at: jobbing.World, **changes: object) -> dict[str, object]:
    raw = jobbing.raw(place=at.community.parent_id or "")
    numbers = {name: int(raw[name]) for name in ("wage_from", "wage_to", "hours_week", "openings", "days")}
    return {**raw, **numbers, "meals": True, **changes}


def test_any_token_reads_the_board_page_by_page() -> None:
    at = jobbing.world()
    for number in range(21):
        jobbing.opened(at, title=f"工{number:02d}")
    machine = machines.registrar(at=at.community)
    first = machine.get("/jobs?q=工").json()
    second = machine.get(f"/jobs?q=工&cursor={first['next']}").json()
    assert [len(first["rows"]), len(second["rows"]), second["next"]] == [20, 1, None]
    assert machine.get("/jobs?place=371311000000").json()["rows"] == []
    assert machine.get("/jobs?nonsense=1").status_code == 422
    one = machine.get(f"/jobs/one?id={first['rows'][0]['id']}").json()
    assert (one["title"], one["phone"], one["open"]) == ("工20", "", True)
    assert machine.get(f"/jobs/one?id={jobbing.sent(at).id}").status_code == 404


def test_an_employers_machine_offers_jobs_that_a_person_reviews() -> None:
    at = jobbing.world()
    machine = connected(at)
    key = uuid.uuid4().hex
    answers = [machine.post("/jobs", offered(at), key=key) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [201, 201]
    assert [answers[1].json()["id"], Vacancy.objects.count()] == [answers[0].json()["id"], 1]
    assert Act.objects.get(what="post_vacancy").actor_kind == "client"
    assert machine.get("/jobs").json()["rows"] == []
    held = jobs.publish(vacancy_id=Vacancy.objects.get().id, scope=at.officer, at=factories.NOW)
    assert [row["state"] for row in machine.get("/jobs/own").json()["rows"]] == ["open"]
    assert machine.post(f"/jobs/{held.id}/renew", {}).json()["state"] == "open"
    assert machine.post(f"/jobs/{held.id}/fill", {}).json()["state"] == "filled"
    assert machine.post(f"/jobs/{held.id}/close", {}).status_code == 409
    wrong = machine.post("/jobs", offered(at, place="110101001000", openings=0))
    assert (wrong.status_code, {one["field"] for one in wrong.json()["errors"]}) == (422, {"place", "openings"})


def test_a_machine_works_for_its_own_employer_only() -> None:
    at, other = jobbing.world(), jobbing.world(county="371311")
    machine, theirs = connected(at), jobbing.opened(other)
    for way in ("renew", "fill", "close"):
        assert machine.post(f"/jobs/{theirs.id}/{way}", {}).status_code == 404
    unconnected = machines.of(factories.post(unit=at.office, role="officer"), "jobs")
    assert unconnected.get("/jobs/own").status_code == 404
    assert unconnected.post("/jobs", offered(at)).status_code == 404
    jobs.end(employer_id=at.employer.id, reason="注销", article="employer", scope=at.officer, at=factories.NOW)
    assert machine.get("/jobs/own").status_code == 404


def test_a_token_is_given_to_a_registered_employer_once_under_a_labour_officers_post() -> None:
    at = jobbing.world()
    connected(at)
    labour = factories.post(unit=at.office, role="officer")
    police = factories.registrar(of=at.community)
    fresh = jobbing.world(county="371321")
    for code, post, expected in (
        (at.employer.code, labour, "connected"),
        (jobbing.code(), labour, "employer_unknown"),
        (fresh.employer.code, police, "role_unfit"),
        ("1", labour, "code_shape"),
    ):
        with pytest.raises(Refusal) as refused:
            jobs.connect(code=code, name="系统", post_id=post.id, expires_on=None, by=machines.ADMIN, at=factories.NOW)
        assert refused.value.code == expected
