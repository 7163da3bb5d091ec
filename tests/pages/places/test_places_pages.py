"""The pages of places: administrators change divisions and units, desks and coordinators see doors, strangers see nothing."""

import re

import pytest
from django.test import Client
from tests import factories

from anju.actions import address as addresses
from anju.law import place as law
from anju.models import Act, Address, AddressWarden, Division, DivisionChange, Jurisdiction, Post, Stay, Unit

pytestmark = pytest.mark.django_db


def _client(post: Post) -> Client:
    client = Client()
    client.force_login(post.staff)
    return client


def _admin() -> Client:
    city = factories.unit(code="zf-3713", kind="office", department="government", level="city")
    return _client(factories.post(unit=city, role="system_admin"))


def _once(html: str) -> str:
    found = re.search(r'name="once" value="([^"]+)"', html)
    assert found is not None
    return found[1]


def _door(at: Division, number: str) -> Address:
    parts = law.read({"form": "road", "road": "沂蒙路", "number": number})
    return addresses.ensure(community=at, parts=parts, dwelling="rented", at=factories.NOW)


def test_an_administrator_plans_with_a_preview_and_another_approves() -> None:
    here = factories.community()
    factories.station(of=here)
    first, second = _admin(), _admin()
    path = f"/staff/places/changes/new/?kind=rename&old={here.code}"
    page = first.get(path)
    assert page.status_code == 200
    form = {
        "kind": "rename",
        "old": here.code,
        "name": "幸福社区",
        "effective_on": "2999-01-01",
        "basis": "鲁民函12号",
        "once": _once(page.content.decode()),
    }
    preview = first.post(path, {**form, "go": "preview"})
    assert "预览：会动这些" in preview.content.decode()
    assert DivisionChange.objects.count() == 0
    planned = first.post(path, {**form, "go": "plan"})
    change = DivisionChange.objects.get()
    assert planned["Location"] == f"/staff/places/changes/{change.id}/"
    # a second click is the same plan
    first.post(path, {**form, "go": "plan"})
    assert DivisionChange.objects.count() == 1
    assert first.post(planned["Location"], {"go": "approve"}).status_code == 422
    second.post(planned["Location"], {"go": "approve"})
    change.refresh_from_db()
    assert change.state == "approved"
    assert (
        "幸福社区" in second.get("/staff/places/changes/").content.decode()
        or second.get(planned["Location"]).status_code == 200
    )


def test_what_is_wrong_with_a_plan_stands_on_the_page_and_what_was_typed_is_kept() -> None:
    here = factories.community()
    admin = _admin()
    path = f"/staff/places/changes/new/?kind=transfer&old={here.code}"
    page = admin.post(
        path,
        {
            "kind": "transfer",
            "old": here.code,
            "name": "幸福社区",
            "code": "12",
            "above": "371302001000",
            "effective_on": "2999-01-01",
            "go": "preview",
        },
    )
    text = page.content.decode()
    assert page.status_code == 422
    assert "区划代码是12位数字" in text
    assert 'value="幸福社区"' in text
    assert (
        admin.post(path, {"kind": "transfer", "old": here.code, "effective_on": "soon", "go": "preview"}).status_code
        == 422
    )


def test_merge_split_and_transfer_ask_their_own_questions() -> None:
    here = factories.community()
    factories.community(number="002")
    _door(here, "1")
    admin = _admin()
    merge = admin.get(f"/staff/places/changes/new/?kind=merge&old={here.code}").content.decode()
    assert 'name="with" value="371302001002"' in merge
    split = admin.get(f"/staff/places/changes/new/?kind=split&old={here.code}").content.decode()
    assert "沂蒙路（1个地址）" in split
    transfer = admin.get(f"/staff/places/changes/new/?kind=transfer&old={here.code}").content.decode()
    assert 'value="371302001000"' in transfer
    form = {
        "kind": "split",
        "old": here.code,
        "name1": here.name,
        "code1": here.code,
        "name2": "北园社区",
        "code2": "371302001101",
        "road0": "2",
        "rest": "1",
        "effective_on": "2999-01-01",
        "go": "preview",
    }
    preview = admin.post("/staff/places/changes/new/", form)
    assert preview.status_code == 200
    assert "北园社区" in preview.content.decode()
    assert admin.get("/staff/places/changes/new/?kind=paint&old=371302001001").status_code == 404
    assert admin.get("/staff/places/changes/new/?kind=merge&old=nothing").status_code == 404


def test_a_street_is_split_by_its_communities() -> None:
    here = factories.community()
    street = here.parent
    assert street is not None
    page = _admin().get(f"/staff/places/changes/new/?kind=split&old={street.code}").content.decode()
    assert f'name="child{here.code}"' in page


def test_the_tree_is_shown_a_level_at_a_time_and_searched() -> None:
    here = factories.community()
    factories.community(street="002", number="002")
    admin = _admin()
    assert "红星002社区" not in admin.get("/staff/places/").content.decode()
    assert here.code in admin.get("/staff/places/?q=红星001").content.decode()
    page = admin.get("/staff/places/divisions/371302001000/").content.decode()
    assert "红星001社区" in page
    assert "红星002社区" not in page
    assert admin.get("/staff/places/divisions/999999999999/").status_code == 404
    assert admin.get("/staff/places/divisions/x/").status_code == 404


def test_files_follow_the_station_chosen_on_the_page() -> None:
    here = factories.community()
    stay = factories.registered(at=here)
    other = factories.station(of=factories.community(street="002"))
    admin = _admin()
    path = f"/staff/places/divisions/{here.code}/"
    key = _once(admin.get(path).content.decode())
    answer = admin.post(f"{path}station/", {"station": other.code, "once": key})
    assert answer["Location"] == f"{path}?done=1"
    assert Stay.objects.get(id=stay.id).station_id == other.id
    assert "1 份登记随之移交" in admin.get(answer["Location"]).content.decode()
    key = _once(admin.get(path).content.decode())
    assert admin.post(f"{path}station/", {"station": "none", "once": key}).status_code == 422
    key = _once(admin.get(path).content.decode())
    admin.post(f"{path}station/", {"station": "", "once": key})
    assert not Jurisdiction.objects.filter(division=here, valid_to=None).exists()
    assert admin.get(f"{path}station/").status_code == 302


def test_units_are_added_changed_moved_and_ended() -> None:
    here = factories.community()
    station = factories.station(of=here)
    admin = _admin()
    page = admin.get("/staff/places/units/new/?parent=ga-371302").content.decode()
    values = {
        "parent": "ga-371302",
        "kind": "station",
        "department": "police",
        "level": "street",
        "name": "新城派出所",
        "name_en": "Xincheng Police Station",
        "covers": "371302001000",
    }
    made = admin.post("/staff/places/units/new/", {**values, "once": _once(page)})
    unit = Unit.objects.get(name="新城派出所")
    assert made["Location"] == f"/staff/places/units/{unit.code}/"
    assert unit.path == f"ga-3713/ga-371302/{unit.code}/"
    assert "371302001000" in admin.get(made["Location"]).content.decode()
    edit = f"/staff/places/units/{unit.code}/edit/"
    key = _once(admin.get(edit).content.decode())
    assert admin.post(edit, {"name": "", "name_en": "X", "once": key}).status_code == 422
    admin.post(edit, {"name": "新城中心派出所", "name_en": "X", "phone": "0539-1234567", "covers": "", "once": key})
    unit.refresh_from_db()
    assert (unit.name, unit.phone, unit.coverage.filter(valid_to=None).count()) == ("新城中心派出所", "0539-1234567", 0)
    move = f"/staff/places/units/{unit.code}/move/"
    key = _once(admin.get(move).content.decode())
    assert admin.post(move, {"parent": "nowhere", "once": key}).status_code == 422
    admin.post(move, {"parent": "ga-3713", "once": key})
    unit.refresh_from_db()
    assert unit.path == f"ga-3713/{unit.code}/"
    assert admin.post(f"/staff/places/units/{station.code}/end/").status_code == 422
    assert admin.get(f"/staff/places/units/{unit.code}/end/").status_code == 200
    admin.post(f"/staff/places/units/{unit.code}/end/")
    unit.refresh_from_db()
    assert unit.valid_to is not None
    assert admin.get(f"/staff/places/units/{unit.code}/end/").status_code == 404
    assert "新城中心派出所" not in admin.get("/staff/places/units/?q=新城中心").content.decode().split("found")[1]


def test_a_whole_building_is_put_on_file_and_its_codes_printed() -> None:
    here = factories.community()
    officer = factories.registrar(of=here)
    client = _client(officer)
    assert here.code in client.get("/staff/places/doors/?q=红星").content.decode()
    path = f"/staff/places/doors/{here.code}/"
    assert "这里还没有地址" in client.get(path).content.decode()
    form = {
        "form": "road",
        "road": "沂蒙路",
        "number": "100",
        "building": "3",
        "unit": "2",
        "room": "101",
        "last": "104",
        "dwelling": "rented",
    }
    page = client.get(f"{path}new/").content.decode()
    assert client.post(f"{path}new/", {**form, "road": "", "once": _once(page)}).status_code == 422
    assert client.post(f"{path}new/", {**form, "once": _once(page)})["Location"] == f"{path}?done=4"
    listed = client.get(path).content.decode()
    assert "沂蒙路100号3号楼2单元104室" in listed
    sheet = client.post(f"{path}sheet/", {"road": "沂蒙路"}).content.decode()
    codes = Address.objects.values_list("door_code", flat=True)
    assert sheet.count("label-code") == 4
    assert all(code in sheet for code in codes)
    act = Act.objects.get(what="print_door_code")
    assert (act.subject_id, act.detail, act.person_id) == (here.code, {"labels": 4}, None)
    assert client.get(f"{path}sheet/").status_code == 302


def test_doors_show_nobody_who_lives_there() -> None:
    here = factories.community()
    stay = factories.registered(at=here, name="欧阳小明")
    client = _client(factories.registrar(of=here))
    path = f"/staff/places/doors/{here.code}/"
    for page in (client.get(path), client.post(f"{path}sheet/", {})):
        text = page.content.decode()
        assert stay.address.door_code in text
        assert "欧阳" not in text


def test_O3_addresses_are_given_to_a_coordinator_and_too_many_people_raise_an_alert() -> None:
    here = factories.community()
    stay = factories.registered(at=here)
    _door(here, "7")
    town = here.parent
    hall = factories.unit(code="bm-371302001", kind="hall", department="government", level="street", covers=town)
    clerk = factories.post(unit=hall, role="clerk")
    own = factories.unit(
        code="sq-371302001001", kind="community", department="government", level="community", parent=hall, covers=here
    )
    helper = factories.post(unit=own, role="coordinator", holder=factories.staff(name="李协管"))
    client = _client(clerk)
    assert "2 个未指派" in client.get("/staff/places/wardens/").content.decode()
    path = f"/staff/places/wardens/{here.code}/"
    key = _once(client.get(path).content.decode())
    assert client.post(path, {"post": "nobody", "road": "", "once": key}).status_code == 422
    key = _once(client.get(path).content.decode())
    answer = client.post(path, {"post": str(helper.id), "road": "", "once": key})
    assert answer["Location"] == f"{path}?done=2"
    assert AddressWarden.objects.filter(post=helper, valid_to=None).count() == 2
    page = client.get("/staff/places/wardens/").content.decode()
    assert "每个地址都有人负责" in page
    assert "李协管" in page
    assert stay.address.wardens.get().post_id == helper.id
    # the next coordinator takes over only what is asked for
    other = factories.post(unit=own, role="coordinator")
    key = _once(client.get(path).content.decode())
    assert client.post(path, {"post": str(other.id), "road": "沂蒙路", "once": key})["Location"].endswith("done=0")
    key = _once(client.get(path).content.decode())
    assert client.post(path, {"post": str(other.id), "road": "沂蒙路", "whole": "yes", "once": key})[
        "Location"
    ].endswith("done=2")


def test_a_stranger_and_another_scope_get_the_answer_for_what_is_not_there() -> None:
    here, elsewhere = factories.community(), factories.community(county="371311")
    change = "00000000-0000-0000-0000-000000000000"
    administrators = [
        "",
        f"divisions/{here.code}/",
        "changes/",
        f"changes/new/?kind=rename&old={here.code}",
        f"changes/{change}/",
        "units/",
        "units/new/",
        "units/zf-3713/",
    ]
    desks = ["doors/", f"doors/{here.code}/", f"doors/{here.code}/new/", "wardens/", f"wardens/{here.code}/"]
    for path in (*administrators, *desks):
        assert Client().get(f"/staff/places/{path}").status_code == 302
    officer = _client(factories.registrar(of=elsewhere))
    admin = _admin()
    for path in administrators:
        assert officer.get(f"/staff/places/{path}").status_code == 404, path
    for path in desks:
        assert admin.get(f"/staff/places/{path}").status_code == 404, path
    for path in (f"doors/{here.code}/", f"doors/{here.code}/new/", f"wardens/{here.code}/"):
        assert officer.get(f"/staff/places/{path}").status_code == 404, path
    assert officer.post(f"/staff/places/doors/{here.code}/sheet/", {}).status_code == 404
    assert here.code not in officer.get("/staff/places/doors/?q=红星").content.decode()


def test_every_page_is_complete_in_english() -> None:
    here = factories.community()
    _door(here, "1")
    factories.station(of=here)
    admin = _admin()
    officer = _client(factories.registrar(of=here))
    pages = [
        (admin, "", "Find a community or village"),
        (admin, f"divisions/{here.code}/", "Change the jurisdiction"),
        (admin, "changes/", "There are no changes yet"),
        (admin, "units/", "Add a unit"),
        (officer, f"doors/{here.code}/", "Print door codes"),
    ]
    for client, path, words in pages:
        client.cookies["anju_language"] = "en"
        assert words in client.get(f"/staff/places/{path}").content.decode(), path
