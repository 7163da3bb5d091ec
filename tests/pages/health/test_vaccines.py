"""The guardian's plan and the health office's pages: own children, own area, masked, every look on record. Source: I3, L2, L12."""

import uuid

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from tests import factories, pictures, signing, vaccinating
from tests.vaccinating import World

from anju.actions import immunisation as acts
from anju.models import Act, Upload, VaccineDose
from anju.web import clock

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def morning(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let it be the morning of the factories' day."""
    monkeypatch.setattr(clock, "now", lambda: factories.NOW)
    monkeypatch.setattr(clock, "today", lambda: factories.DAY)


@pytest.fixture
def world() -> World:
    """Return a family and its county's health office, after a night."""
    made = vaccinating.world()
    acts.plan_children(on=factories.DAY, at=factories.NOW)
    return made


def _text(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return answer.content.decode()


def test_a_guardian_with_one_child_comes_straight_to_its_plan(world: World) -> None:
    mine = signing.resident(world.who)
    plan = f"/my/children/{world.child.id}/vaccines/"
    assert mine.get("/my/children/").headers["Location"] == plan
    text = _text(mine, plan)
    assert "麻腮风疫苗" in text
    assert f"/my/times/new/health/immunisation/?for={world.child.id}" in text
    assert Act.objects.filter(what="open_vaccines", purpose="own").count() == 1
    # booking is the same for all services; it knows whom it is for
    assert "王小苗" in _text(mine, f"/my/times/new/health/immunisation/?for={world.child.id}")
    vaccinating.family(at=world.community, name="王小树", who=world.who)
    text = _text(mine, "/my/children/")
    assert "王小苗" in text
    assert "王小树" in text


def test_a_grown_up_without_children_is_told_how_to_go_on(world: World) -> None:
    alone = factories.resident()
    assert "没登记也能打" in _text(signing.resident(alone), "/my/children/")


def test_a_dose_given_elsewhere_is_noted_with_a_photo_and_confirmed(world: World) -> None:
    mine, office = signing.resident(world.who), signing.staff(world.post)
    address = f"/my/children/{world.child.id}/vaccines/note/"
    photo = SimpleUploadedFile("page.jpg", pictures.jpeg(pictures.paper()), content_type="image/jpeg")
    sent = signing.form(vaccine="hepb", given_on="2025-03-03", place="郑州", page=photo)
    assert mine.post(address, sent).headers["Location"].endswith("?done=noted")
    noted = VaccineDose.objects.get()
    assert "待接种点核对" in _text(mine, f"/my/children/{world.child.id}/vaccines/")
    assert "王*苗" in _text(office, "/health/?show=noted")
    page = f"/health/children/{world.child.id}/doses/{noted.id}/"
    assert str(noted.upload_id) in _text(office, page)
    assert office.get(f"/health/uploads/{noted.upload_id}/").status_code == 200
    assert office.post(page, signing.form(choice="confirm")).status_code == 302
    noted.refresh_from_db()
    assert noted.state == "given"
    assert office.get(f"/health/uploads/{noted.upload_id}/").status_code == 404


def test_what_is_wrong_stands_at_its_field_and_what_was_typed_is_kept(world: World) -> None:
    mine = signing.resident(world.who)
    address = f"/my/children/{world.child.id}/vaccines/note/"
    answer = mine.post(address, signing.form(vaccine="hepb", given_on="2030-01-01", place="郑州"))
    text = answer.content.decode()
    assert answer.status_code == 422
    assert 'id="f-given_on-error"' in text
    assert 'value="郑州"' in text
    assert Upload.objects.count() == 0


def test_an_officer_finds_a_child_by_birth_date_and_puts_a_dose_on_record_once(world: World) -> None:
    office = signing.staff(world.post)
    assert f"/health/children/{world.child.id}/" in _text(office, "/health/?born=2025-03-03")
    assert office.get("/health/?born=heute").status_code == 422
    page = f"/health/children/{world.child.id}/"
    text = _text(office, page)
    assert "王*苗" in text
    assert "王小苗" not in text
    sent = signing.form(vaccine="mmr", given_on="2026-03-04", batch="B-1", place="")
    for _ in range(2):
        assert office.post(page, sent).headers["Location"] == f"{page}?done=given"
    assert VaccineDose.objects.count() == 1
    again = office.post(page, signing.form(vaccine="mmr", given_on="2026-03-01", batch="B-1", place=""))
    assert again.status_code == 422
    assert (
        office.post(page, signing.form(vaccine="polio", given_on="2026-03-01", batch="P", place="")).status_code == 302
    )
    close = signing.form(vaccine="polio", given_on="2026-03-04", batch="P", place="")
    assert 'name="sure"' in office.post(page, close).content.decode()
    assert office.post(page, {**close, **signing.form(sure="yes")}).status_code == 302


def test_an_officer_corrects_by_a_new_entry(world: World) -> None:
    office = signing.staff(world.post)
    made = acts.give(
        person_id=world.child.id,
        vaccine="mmr",
        given_on="2026-03-04",
        batch="B",
        place="",
        scope=world.scope,
        at=factories.NOW,
    )
    page = f"/health/children/{world.child.id}/doses/{made.id}/"
    values = {"vaccine": "mmr", "given_on": "2026-03-03", "batch": "B", "place": ""}
    assert office.post(page, signing.form(**values)).status_code == 422
    assert office.post(page, signing.form(**values, why="抄错")).status_code == 302
    assert office.get(page).status_code == 404
    assert "已更正" in _text(office, f"/health/children/{world.child.id}/")


def test_figures_name_nobody_and_hide_small_cells(world: World) -> None:
    text = _text(signing.staff(world.post), "/health/figures/")
    assert "乙肝疫苗" in text
    assert "100%" not in text
    assert "王" not in text.split("<table")[1]


def test_no_other_post_finds_anything_here(world: World) -> None:
    far = factories.community(county="371311")
    made = acts.give(
        person_id=world.child.id,
        vaccine="mmr",
        given_on="2026-03-04",
        batch="B",
        place="",
        scope=world.scope,
        at=factories.NOW,
    )
    education = factories.post(unit=vaccinating.office(of=world.community, department="education"), role="officer")
    elsewhere = factories.post(unit=vaccinating.office(of=far), role="officer")
    for post in (education, factories.registrar(of=world.community), elsewhere):
        client = signing.staff(post)
        for key in (world.child.id, uuid.uuid4()):
            assert client.get(f"/health/children/{key}/").status_code == 404
            assert client.post(f"/health/children/{key}/", signing.form(vaccine="mmr")).status_code == 404
            assert client.get(f"/health/children/{key}/doses/{made.id}/").status_code == 404
        if post is not elsewhere:
            assert client.get("/health/").status_code == 404
            assert client.get("/health/figures/").status_code == 404
    assert "王*苗" not in _text(signing.staff(elsewhere), "/health/?show=due")


def test_another_guardian_finds_nothing(world: World) -> None:
    stranger = signing.resident(factories.resident())
    for key in (world.child.id, uuid.uuid4()):
        for page in (f"/my/children/{key}/vaccines/", f"/my/children/{key}/vaccines/note/"):
            assert stranger.get(page).status_code == 404
            assert stranger.post(page, signing.form(vaccine="mmr")).status_code == 404
    assert Client().get("/my/children/").status_code == 302


def test_leaflets_are_there_for_everybody_and_ask_nothing() -> None:
    text = _text(Client(), "/leaflets/")
    assert "接种证怎么用" in text
    assert "<input" not in text.split("<main")[1]
    assert Act.objects.count() == 0
