"""Entries made offline: each answered with its kept answer, none lost, none doubled, none for strangers."""

import json
import uuid

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests import factories

from anju.models import Act, Ending, Idempotency, Stay, Visit

AT = "2026-03-04T09:30:00+08:00"


def entry(act: str, content: dict[str, object], **more: object) -> dict[str, object]:
    return {"key": str(uuid.uuid4()), "act": act, "at": AT, "content": content, **more}


def sync(walker, *items: object, **more: object):
    return walker.client.post("/field/sync/", json.dumps({"items": items, **more}), content_type="application/json")


def answers(walker, *items: object) -> list[dict[str, object]]:
    answer = sync(walker, *items)
    assert answer.status_code == 200, answer.content.decode()
    return answer.json()["answers"]


def typed(walker, **changes: object) -> dict[str, object]:
    return factories.raw(at=walker.here, **changes)


@pytest.fixture
def declared(own) -> Stay:
    return factories.filed(at=own.here).main


@pytest.fixture
def registered(own) -> Stay:
    return factories.registered(at=own.here)


def test_each_act_is_done_and_answered_in_order(own, declared: Stay, registered: Stay):
    other = factories.registered(at=own.here)
    found = answers(
        own,
        entry("verify", {"stay": str(declared.id), "found": "here", "note": ""}),
        entry("confirm", {"stay": str(registered.id)}),
        entry("propose_end", {"stay": str(other.id), "on": "2026-03-04", "note": "搬走了"}),
        entry("declare", typed(own)),
    )
    assert [(one["status"], one["state"], one["twin"], one["again"]) for one in found] == [
        ("done", "to_verify", False, False),
        ("done", "registered", False, False),
        ("done", "registered", False, False),
        ("done", "declared", False, False),
    ]
    assert found[2]["objection_until"] == "2026-03-11"
    assert Stay.objects.get(channel="field").number == found[3]["number"]
    assert (Ending.objects.get().state, Visit.objects.count()) == ("noticed", 3)


def test_the_same_list_again_gets_the_same_answers_and_doubles_nothing(own, declared: Stay):
    items = [
        entry("verify", {"stay": str(declared.id), "found": "nobody", "note": "没人"}),
        entry("verify", {"stay": str(declared.id), "found": "gone", "note": ""}),
        entry("declare", typed(own)),
    ]
    first, second = answers(own, *items), answers(own, *items)
    assert [one["status"] for one in first] == ["done", "refused", "done"]
    assert second == [{**one, "again": True} for one in first]
    assert (Visit.objects.count(), Stay.objects.filter(channel="field").count()) == (1, 1)


def test_one_bad_entry_holds_up_no_other(own, declared: Stay):
    stay = str(declared.id)
    found = answers(
        own,
        "nonsense",
        entry("fly", {}),
        entry("verify", {"stay": stay, "found": "everywhere"}),
        entry("verify", []),
        entry("verify", {"stay": stay, "found": "nobody", "note": "\ud800"}),
        entry("verify", {"stay": stay, "found": "nobody", "note": "a\x00"}),
        entry("verify", {"stay": stay, "found": "nobody"}, at="yesterday"),
        entry("verify", {"stay": stay, "found": "nobody"}, key=""),
        entry("declare", typed(own, id_number="1")),
        entry("verify", {"stay": stay, "found": "nobody"}),
    )
    assert [one["status"] for one in found] == ["refused"] * 9 + ["done"]
    assert [one["refusals"][0]["code"] for one in found[:8]] == [
        "key_missing",
        "unknown_act",
        "not_an_option",
        "wrong_shape",
        "wrong_shape",
        "wrong_shape",
        "time_wrong",
        "key_missing",
    ]
    assert [one["field"] for one in found[8]["refusals"]] == ["id_number"]
    assert Visit.objects.count() == 1


def test_a_key_used_for_something_else_is_refused(own, declared: Stay):
    first = entry("verify", {"stay": str(declared.id), "found": "nobody"})
    found = answers(own, first, {**first, "content": {"stay": str(declared.id), "found": "here"}})
    assert found[1]["refusals"][0]["code"] == "key_reused"


def test_strangers_get_one_answer_for_what_is_not_theirs_and_what_is_not_there(
    own, stranger, declared: Stay, registered: Stay
):
    def all_of(stay_id: object) -> list[dict[str, object]]:
        return [
            entry("verify", {"stay": stay_id, "found": "here"}),
            entry("confirm", {"stay": stay_id}),
            entry("propose_end", {"stay": stay_id, "on": "2026-03-04", "note": "搬走了"}),
        ]

    for stay_id in (str(declared.id), str(registered.id), str(uuid.uuid4()), "nonsense", None):
        found = answers(stranger, *all_of(stay_id))
        assert [{**one, "key": ""} for one in found] == [{"key": "", "status": "absent", "again": False}] * 3
    assert (Visit.objects.count(), Ending.objects.count(), Idempotency.objects.count()) == (0, 0, 0)


def test_a_key_is_its_makers_own(own, stranger, declared: Stay):
    item = entry("verify", {"stay": str(declared.id), "found": "nobody"})
    answers(own, item)
    assert answers(stranger, item)[0]["status"] == "absent"


def test_nobody_declares_for_another_community(own, stranger):
    found = answers(own, entry("declare", typed(stranger)))
    assert found[0]["refusals"][0]["code"] == "outside_area"


def test_two_phones_that_confirm_the_same_stay_are_flagged(own, registered: Stay):
    colleague = factories.post(unit=own.post.unit, role="coordinator")
    answers(own, entry("confirm", {"stay": str(registered.id)}))
    own.client.force_login(colleague.staff)
    second = answers(own, entry("confirm", {"stay": str(registered.id)}))
    assert (second[0]["status"], second[0]["twin"], Visit.objects.count()) == ("done", True, 1)


def test_two_phones_that_declare_the_same_person_are_flagged_with_the_number_inside_the_scope(own):
    content = typed(own)
    first = answers(own, entry("declare", content))[0]
    own.client.force_login(factories.post(unit=own.post.unit, role="coordinator").staff)
    same = answers(own, entry("declare", content))[0]
    other = answers(own, entry("declare", {**content, "name": "王大明"}))[0]
    assert [(one["twin"], one["twin_number"], one["made"]) for one in (first, same, other)] == [
        (False, "", True),
        (True, first["number"], False),
        (True, first["number"], True),
    ]
    assert Stay.objects.count() == 2


def test_a_file_of_the_same_number_in_the_next_community_is_told_to_nobody(own, stranger):
    number = factories.id_number()
    answers(stranger, entry("declare", typed(stranger, id_number=number)))
    found = answers(own, entry("declare", typed(own, id_number=number)))[0]
    assert (found["twin"], found["twin_number"]) == (False, "")


@pytest.mark.parametrize(
    ("told", "kept"),
    [
        (AT, {"told_at": "2026-03-04T01:30:00+00:00"}),
        ("2099-01-01T00:00:00+08:00", {"told_at": "2026-03-04T02:00:00+00:00", "clamped": True}),
        ("1970-01-01T00:00:00Z", {"told_at": "2026-02-02T02:00:00+00:00", "clamped": True}),
    ],
)
def test_the_phones_time_is_kept_beside_the_act_and_not_trusted(
    own, declared: Stay, told: str, kept: dict[str, object]
):
    answers(own, entry("verify", {"stay": str(declared.id), "found": "here"}, at=told))
    act = Act.objects.get(what="verify")
    assert (act.at, act.detail) == (factories.NOW, {**kept, "found": "here"})
    assert Visit.objects.get().at == factories.NOW


def test_a_list_has_a_length(own, declared: Stay):
    item = {"stay": str(declared.id), "found": "nobody"}
    assert sync(own, *(entry("verify", item) for _ in range(51))).status_code == 400
    assert Visit.objects.count() == 0
    assert [one["status"] for one in answers(own, *(entry("verify", item) for _ in range(50)))] == ["done"] * 50


@pytest.mark.parametrize("body", ["", "[]", "{}", '{"items": 3}', "[" * 100_000, '{"items": null}', "\xff"])
def test_what_is_no_list_is_told_so(own, body: str):
    answer = own.client.post("/field/sync/", body, content_type="application/json")
    assert (answer.status_code, answer.json()["error"]) == (400, "not_a_list")


def test_whoever_is_signed_out_is_told_in_json_and_a_forged_page_gets_nowhere(own, declared: Stay):
    answer = Client().post("/field/sync/", "{}", content_type="application/json")
    assert (answer.status_code, answer.json()) == (401, {"error": "signed_out"})
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(own.post.staff)
    body = json.dumps({"items": [entry("verify", {"stay": str(declared.id), "found": "here"})]})
    assert strict.post("/field/sync/", body, content_type="application/json").status_code == 403
    strict.get("/field/new/")
    token = strict.cookies["csrftoken"].value
    sent = strict.post("/field/sync/", body, content_type="application/json", headers={"X-CSRFToken": token})
    assert sent.json()["answers"][0]["status"] == "done"
    assert own.client.get("/field/sync/").status_code == 405


def test_each_entry_costs_the_same_statements(own):
    def measured(count: int) -> int:
        stays = [factories.filed(at=own.here).main for _ in range(count)]
        items = [entry("verify", {"stay": str(stay.id), "found": "here"}) for stay in stays]
        with CaptureQueriesContext(connection) as taken:
            answers(own, *items)
        return len(taken)

    measured(1)
    none = measured(0)
    assert measured(3) - none == 3 * (measured(1) - none)
