"""Drafts: sealed, one at a time, stale pages told, sent once. Source: B1, B7, D1."""

import uuid
from typing import Any

import pytest
from tests import factories

from anju.actions import draft as drafts
from anju.actions import stay as stays
from anju.law.absent import Absent
from anju.law.refusal import Refusal, Refusals
from anju.models import Act, Draft, Idempotency, Resident, Stay
from anju.queries import mine, visitors
from anju.queries.mine import OpenDraft

pytestmark = pytest.mark.django_db


def _begin(who: Resident, **answers: Any) -> OpenDraft:
    at = factories.community()
    factories.station(of=at)
    raw = {"for": "self", "until": "open", **factories.raw(at=at), **answers}
    return drafts.begin(who=who, kind="declare", answers=raw, at=factories.NOW)


def _send(draft: OpenDraft, who: Resident, *, version: int | None = None) -> dict[str, Any]:
    by = visitors.resident_actor(who=who)
    return drafts.send(draft_id=draft.id, version=version or draft.version, who=who, by=by, at=factories.NOW)


def test_beginning_again_finds_the_open_draft() -> None:
    who = factories.resident()
    first = _begin(who)
    assert drafts.begin(who=who, kind="declare", answers={}, at=factories.NOW) == first
    assert drafts.begin(who=who, kind="declare", answers={}, at=factories.NOW, afresh=True).answers == {}
    assert Draft.objects.count() == 1


def test_saving_needs_the_version_seen_and_forgets_what_is_none() -> None:
    who = factories.resident()
    draft = _begin(who)
    saved = drafts.save(
        draft_id=draft.id, who=who, version=1, changes={"name": "王小朋", "workplace": None}, at=factories.NOW
    )
    assert (saved.version, saved.answers["name"], "workplace" in saved.answers) == (2, "王小朋", False)
    with pytest.raises(Refusal) as caught:
        drafts.save(draft_id=draft.id, who=who, version=1, changes={"name": "李"}, at=factories.NOW)
    assert caught.value.code == "stale_draft"


def test_a_strangers_draft_is_absent() -> None:
    draft, stranger = _begin(factories.resident()), factories.resident()
    with pytest.raises(Absent):
        drafts.save(draft_id=draft.id, who=stranger, version=1, changes={}, at=factories.NOW)
    with pytest.raises(Absent):
        _send(draft, stranger)
    with pytest.raises(Absent):
        mine.draft_by_id(who=stranger, draft_id=draft.id)
    drafts.drop(draft_id=draft.id, who=stranger)
    assert Draft.objects.count() == 1


def test_sending_twice_gives_the_first_answer_again() -> None:
    who = factories.resident()
    draft = _begin(who)
    first = _send(draft, who)
    second = _send(draft, who, version=99)
    assert (first["again"], second["again"]) == (False, True)
    assert first["stay"] == second["stay"] == str(Stay.objects.get().id)
    assert mine.filed_by(who=who, draft_id=draft.id) == Stay.objects.get().id
    assert Act.objects.filter(what="declare").count() == 1


def test_a_draft_sent_is_not_saved_any_more() -> None:
    who = factories.resident()
    draft = _begin(who)
    _send(draft, who)
    with pytest.raises(Refusal) as caught:
        drafts.save(draft_id=draft.id, who=who, version=1, changes={}, at=factories.NOW)
    assert caught.value.code == "already_sent"
    assert mine.draft(who=who, kind="declare") is None


def test_nothing_is_kept_of_a_sending_that_failed() -> None:
    who = factories.resident()
    draft = _begin(who, name="")
    with pytest.raises(Refusals):
        _send(draft, who)
    assert not Idempotency.objects.exists()
    assert mine.draft(who=who, kind="declare") == draft


@pytest.mark.parametrize(
    ("answers", "field"),
    [({"until": None}, "until"), ({"until": "short"}, "until"), ({"for": "other"}, "agent.name")],
)
def test_what_the_law_asks_beyond_the_form_is_asked_at_the_end_too(answers: dict[str, Any], field: str) -> None:
    who = factories.resident()
    with pytest.raises(Refusals) as caught:
        _send(_begin(who, **answers), who)
    assert [one.field for one in caught.value.refusals] == [field]


def test_a_stale_send_is_refused() -> None:
    who = factories.resident()
    draft = _begin(who)
    with pytest.raises(Refusal) as caught:
        _send(draft, who, version=7)
    assert caught.value.code == "stale_draft"


def test_D1_a_move_knows_who_it_is_and_asks_where() -> None:
    who = factories.resident()
    stay = factories.registered(at=factories.community(), who=who)
    answers = drafts.of_stay(who=who, stay_id=stay.id)
    assert (answers["name"], answers["before"], "community" in answers) == ("王小明", str(stay.id), False)
    with pytest.raises(Absent):
        drafts.of_stay(who=factories.resident(), stay_id=stay.id)
    with pytest.raises(Absent):
        drafts.of_stay(who=who, stay_id=factories.filed(at=factories.community(), who=who).main.id)


def test_D1_a_move_from_a_stay_that_is_not_ones_own_is_absent() -> None:
    at = factories.community()
    who = factories.resident()
    stay = factories.registered(at=at, who=who)
    other = factories.registered(at=at)
    for before in (str(other.id), "nonsense"):
        answers = {
            **drafts.of_stay(who=who, stay_id=stay.id),
            **factories.raw(at=at),
            "before": before,
            "until": "open",
        }
        draft = drafts.begin(who=who, kind="move", answers=answers, at=factories.NOW, afresh=True)
        with pytest.raises(Absent):
            _send(draft, who)


def test_B7_a_returned_file_opens_with_all_its_answers() -> None:
    at, who = factories.community(), factories.resident()
    agent = {"name": "李大山", "id_number": factories.id_number(), "relation": "parent"}
    young = factories.id_number(born="20150307")
    stay = factories.filed(at=at, who=who, id_number=young, agent=agent).main
    with pytest.raises(Absent):
        drafts.of_returned(who=who, stay_id=stay.id)
    officer = factories.actor(factories.registrar(of=at))
    stays.give_back(stay_id=stay.id, missing=[("agent", "关系写清楚")], by=officer, at=factories.NOW)
    answers = drafts.of_returned(who=who, stay_id=stay.id)
    assert answers["agent"] == agent
    assert (answers["community"], answers["for"]) == (at.code, "other")
    answers["agent"] = {**agent, "relation": "guardian"}
    draft = drafts.begin(who=who, kind="complete", answers=answers, at=factories.NOW)
    _send(draft, who)
    stay.refresh_from_db()
    assert (stay.state, stay.agent_relation) == ("declared", "guardian")


def test_B7_completing_a_file_that_is_not_ones_own_is_absent() -> None:
    who = factories.resident()
    at = factories.community()
    for key in (str(factories.filed(at=at).main.id), str(uuid.uuid4()), ""):
        draft = drafts.begin(who=who, kind="complete", answers={"stay": key}, at=factories.NOW, afresh=True)
        with pytest.raises(Absent):
            _send(draft, who)


def test_a_door_gives_its_address_and_nobody() -> None:
    stay = factories.registered(at=factories.community())
    answers = drafts.of_door(address=stay.address)
    assert set(answers) == {"community", "address", "dwelling"}
    assert answers["address"]["road"] == "沂蒙路"
