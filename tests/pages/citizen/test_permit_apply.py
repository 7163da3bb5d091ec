"""Applying for a permit on the phone: a question a page, kept in a draft, sent once. Source: B7, B8, E1–E4, E9."""

import uuid
from collections.abc import Callable

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from tests import factories, permits
from tests.pages.citizen import permitting
from tests.pages.citizen.permitting import BASE

from anju.actions import permit as acts
from anju.models import Act, Binding, Draft, PermitFile, PermitProof, Resident, Stay, Upload
from anju.queries.permit import files

pytestmark = pytest.mark.django_db
Enter = Callable[..., Client]


@pytest.fixture
def who() -> Resident:
    return factories.resident()


@pytest.fixture
def stay(who: Resident) -> Stay:
    return permits.registered(who=who)


@pytest.fixture(autouse=True)
def ripe(monkeypatch: pytest.MonkeyPatch) -> None:
    permitting.at(monkeypatch, permits.when())


def test_the_whole_way_makes_one_file_with_everything_on_it(enter: Enter, who: Resident, stay: Stay) -> None:
    client = enter(who)
    file = permitting.sent(client, stay)
    proof = PermitProof.objects.get(subject_id=file.id)
    assert (file.kind, file.state, file.channel, file.ground) == ("first", "applied", "online", "dwelling")
    assert (proof.kind, proof.source, proof.valid_until.isoformat()) == ("lease", "upload", "2027-08-31")
    assert files.plain(file=file, field="ethnicity") == "汉"
    assert file.collect_at_id == stay.station_id
    assert {row.subject_id for row in Upload.objects.all()} == {file.id}
    page = permitting.text(client, f"/my/permit/files/{file.id}/?sent=1")
    assert "已经收到您的申请" in page
    assert file.number in page


def test_sending_twice_is_one_application(enter: Enter, who: Resident, stay: Stay) -> None:
    client = enter(who)
    assert permitting.fill(client, stay) == f"{BASE}check/"
    form = {**permitting.held(client, f"{BASE}check/"), "truth": "on"}
    first, second = client.post(f"{BASE}check/", form), client.post(f"{BASE}check/", form)
    assert first["Location"] == second["Location"]
    assert PermitFile.objects.count() == 1
    assert Act.objects.filter(what="apply_permit").count() == 1


def test_without_the_word_that_it_is_true_nothing_is_sent(enter: Enter, who: Resident, stay: Stay) -> None:
    client = enter(who)
    permitting.fill(client, stay)
    answer = permitting.send(client, truth="")
    assert answer.status_code == 422
    assert "请确认所填内容和材料真实" in answer.content.decode()
    assert PermitFile.objects.count() == 0


def test_answers_wait_sealed_and_are_found_on_another_phone(enter: Enter, who: Resident, stay: Stay) -> None:
    first = enter(who)
    where = first.post(f"/my/permit/of/{stay.person_id}/apply/")["Location"]
    assert where == f"{BASE}ground/"
    permitting.post(first, "ground", {"ground": "employment"})
    assert b"employment" not in bytes(Draft.objects.get().answers)
    other = enter(who)
    assert "有一份申请还没填完" in permitting.text(other)
    assert f'href="{BASE}proof/"' in permitting.text(other, "/my/")
    assert 'value="employment" checked' in permitting.text(other, f"{BASE}ground/")


def test_a_refused_picture_leaves_the_form_as_it_was(enter: Enter, who: Resident, stay: Stay) -> None:
    client = enter(who)
    client.post(f"/my/permit/of/{stay.person_id}/apply/")
    permitting.post(client, "ground", {"ground": "dwelling"})
    wrong = SimpleUploadedFile("contract.pdf", b"%PDF-1.7 nothing", content_type="application/pdf")
    answer = permitting.post(
        client, "proof", {"source": "upload", "kind": "title", "papers": wrong, "valid_until": "2027-01-31"}
    )
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "这里收照片，不收PDF" in page
    assert 'value="title" checked' in page
    assert 'value="2027-01-31"' in page


def test_a_good_picture_is_kept_while_another_field_is_wrong(enter: Enter, who: Resident, stay: Stay) -> None:
    client = enter(who)
    client.post(f"/my/permit/of/{stay.person_id}/apply/")
    permitting.post(client, "ground", {"ground": "dwelling"})
    answer = permitting.post(
        client,
        "proof",
        {"source": "upload", "kind": "lease", "papers": permitting.paper(), "valid_until": "2026-01-31"},
    )
    assert answer.status_code == 422
    assert "已经到期" in answer.content.decode()
    kept = Upload.objects.get()
    assert str(kept.id) in permitting.text(client, f"{BASE}proof/")
    again = permitting.post(client, "proof", {"source": "upload", "kind": "lease", "valid_until": ""})
    assert again["Location"] == f"{BASE}portrait/"
    assert Upload.objects.count() == 1


def test_a_poor_photo_is_shown_with_its_hints_and_may_be_used_all_the_same(
    enter: Enter, who: Resident, stay: Stay
) -> None:
    client = enter(who)
    client.post(f"/my/permit/of/{stay.person_id}/apply/")
    first = permitting.post(client, "portrait", {"portrait": permitting.photo(poor=True)})
    page = first.content.decode()
    assert first.status_code == 200
    assert "背景可能太暗或者太花" in page
    assert "就用这张，下一步" in page
    assert permitting.post(client, "portrait", {})["Location"] == f"{BASE}ethnicity/"


def test_a_picture_can_be_taken_out_again(enter: Enter, who: Resident, stay: Stay) -> None:
    client = enter(who)
    client.post(f"/my/permit/of/{stay.person_id}/apply/")
    permitting.post(client, "portrait", {"portrait": permitting.photo(poor=True)})
    kept = Upload.objects.get()
    permitting.post(client, "portrait", {"portrait-remove": str(kept.id)})
    assert str(kept.id) not in permitting.text(client, f"{BASE}portrait/")
    answer = permitting.post(client, "portrait", {})
    assert answer.status_code == 422
    assert "请上传本人相片" in answer.content.decode() or "请拍一张" in answer.content.decode()


def test_ethnicity_is_asked_with_its_reason_from_the_list_of_the_card(enter: Enter, who: Resident, stay: Stay) -> None:
    client = enter(who)
    client.post(f"/my/permit/of/{stay.person_id}/apply/")
    page = permitting.text(client, f"{BASE}ethnicity/")
    assert "只为制证使用，加密保存" in page
    assert page.count("<option") == 59
    assert permitting.post(client, "ethnicity", {"ethnicity": "火星"}).status_code == 422


def test_a_proof_checked_before_is_not_asked_for_again(enter: Enter, who: Resident, stay: Stay) -> None:
    PermitProof.objects.create(
        id=uuid.uuid4(),
        person_id=stay.person_id,
        ground="dwelling",
        kind="lease",
        source="paper",
        stay_id=stay.id,
        address_id=stay.address_id,
        workplace=stay.workplace,
        given_at=factories.NOW,
        checked_at=factories.NOW,
    )
    client = enter(who)
    assert "这里已有的登记可以证明，不用交材料" in permitting.text(client)
    given = permitting.answers(stay, proof={"source": "house"})
    assert permitting.fill(client, stay, given) == f"{BASE}check/"
    permitting.send(client)
    file = PermitFile.objects.get()
    assert PermitProof.objects.get(subject_id=file.id).source == "house"


def test_too_early_the_date_is_told_and_whoever_insists_is_received(
    enter: Enter, who: Resident, stay: Stay, monkeypatch: pytest.MonkeyPatch
) -> None:
    permitting.at(monkeypatch, permits.when(days=-30))
    client = enter(who)
    page = permitting.text(client, f"/my/permit/of/{stay.person_id}/apply/")
    assert "从 2026年9月4日（周五） 起可以申领" in page
    assert "早交不会早领" in page
    file = permitting.sent(client, stay)
    assert file.state == "applied"
    assert "可以受理的日期从2026年9月4日起" in permitting.text(client, f"/my/permit/files/{file.id}/")


def test_a_guardian_applies_for_a_child_and_stands_as_the_agent_already(
    enter: Enter, who: Resident, stay: Stay
) -> None:
    agent = {"name": stay.person.name, "id_number": factories.id_number(), "relation": "parent"}
    child = permits.registered(name="王苗苗", id_number=factories.id_number(born="20160307"), agent=agent)
    Binding.objects.create(resident=who, person=child.person, kind="ward", since=factories.NOW)
    client = enter(who)
    page = permitting.text(client, "/my/permit/apply/")
    assert "王苗苗" in page
    given = permitting.answers(child)
    where = permitting.fill(client, child, given)
    assert where == f"{BASE}agent/"
    form = permitting.text(client, where)
    assert f'value="{stay.person.name}"' in form
    typed = {"agent.name": stay.person.name, "agent.id_number": factories.id_number(), "agent.relation": "parent"}
    assert permitting.post(client, "agent", typed)["Location"] == f"{BASE}collect/"
    permitting.post(client, "collect", given["collect"])
    assert permitting.send(client).status_code == 302
    file = PermitFile.objects.get(person_id=child.person_id)
    assert (file.agent_name, file.agent_relation, file.agent_why) == (stay.person.name, "parent", "minor")


def test_a_returned_file_tells_everything_and_is_completed_from_its_answers(
    enter: Enter, who: Resident, stay: Stay
) -> None:
    client = enter(who)
    file = permitting.sent(client, stay)
    missing = [("portrait", "脸太暗"), ("proof_unclear", "第二页看不清")]
    acts.give_back(file_id=file.id, missing=missing, by=permits.registrar(stay), at=permits.when(hours=1))
    page = permitting.text(client)
    assert "本人相片不符合制证要求" in page
    assert "第二页看不清" in page
    assert client.get(f"/my/permit/files/{file.id}/complete/")["Location"] == f"/my/permit/files/{file.id}/"
    assert client.post(f"/my/permit/files/{file.id}/complete/")["Location"] == f"{BASE}check/"
    assert "脸太暗" in permitting.text(client, f"{BASE}check/")
    kept = permitting.post(client, "portrait", {"portrait": permitting.photo(), "edit": "1"})
    assert kept["Location"] == f"{BASE}check/"
    assert permitting.send(client)["Location"] == f"/my/permit/files/{file.id}/?sent=1"
    file.refresh_from_db()
    assert file.state == "applied"
    assert Act.objects.filter(what="complete_permit").count() == 1


def test_a_file_is_withdrawn_after_one_more_question(enter: Enter, who: Resident, stay: Stay) -> None:
    client = enter(who)
    file = permitting.sent(client, stay)
    address = f"/my/permit/files/{file.id}/withdraw/"
    assert permitting.press(client, address)["Location"] == f"/my/permit/of/{stay.person_id}/?done=withdrawn"
    file.refresh_from_db()
    assert file.state == "withdrawn"
    assert "现在可以申领居住证" in permitting.text(client)


def test_papers_of_a_file_are_handed_out_and_leave_their_trace(enter: Enter, who: Resident, stay: Stay) -> None:
    client = enter(who)
    file = permitting.sent(client, stay)
    acts.accept(file_id=file.id, by=permits.registrar(stay), at=permits.when(hours=1))
    page = permitting.text(client, f"/my/permit/files/{file.id}/")
    assert f'href="/my/permit/files/{file.id}/papers/collection/"' in page
    paper = client.get(f"/my/permit/files/{file.id}/papers/collection/")
    assert paper.content.startswith(b"%PDF")
    act = Act.objects.get(what="print")
    assert (act.person_id, act.purpose, act.detail) == (stay.person_id, "own", {"paper": "collection"})
    assert client.get(f"/my/permit/files/{file.id}/papers/refusal/").status_code == 404
    assert client.get(f"/my/permit/files/{file.id}/papers/anything/").status_code == 404


def test_where_to_collect_is_named_in_the_readers_language(enter: Enter, who: Resident, stay: Stay) -> None:
    client = enter(who)
    client.post(f"/my/permit/of/{stay.person_id}/apply/")
    assert stay.station.name in permitting.text(client, f"{BASE}collect/")
    client.cookies["anju_language"] = "en"
    page = permitting.text(client, f"{BASE}collect/")
    assert stay.station.name_en in page
    assert stay.station.name not in page
