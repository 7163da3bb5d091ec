"""Permits at the counter: taken in on the spot, endorsed in time and late, withheld, ended with notice, brought back."""

import datetime
import uuid

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from tests import endorsing, factories, permits, pictures
from tests.pages.counter.conftest import SignIn

from anju.actions import endorsement as acts
from anju.actions.permit import ending
from anju.law.permit.application import Given
from anju.law.permit.ground import ProofKind
from anju.models import (
    Act,
    Card,
    Endorsement,
    PastResidence,
    Permit,
    PermitEnding,
    PermitFile,
    PermitProof,
    Stay,
    Suspension,
)
from anju.web import clock

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def half_a_year_later(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let it be the first day on which whoever registered on the factories' day can get a permit."""
    monkeypatch.setattr(clock, "now", permits.when)
    monkeypatch.setattr(clock, "today", lambda: permits.HALF_YEAR)


def form(version: int | None = None, **more: object) -> dict[str, object]:
    return {"once": str(uuid.uuid4()), **({} if version is None else {"version": version}), **more}


def portrait() -> SimpleUploadedFile:
    return SimpleUploadedFile("me.jpg", pictures.jpeg(pictures.portrait()), content_type="image/jpeg")


def paper() -> SimpleUploadedFile:
    return SimpleUploadedFile("lease.jpg", pictures.jpeg(pictures.paper()), content_type="image/jpeg")


def first(stay: Stay, **more: object) -> dict[str, object]:
    said: dict[str, object] = {"kind": "first", "collect_at": str(stay.station_id), "truth": "on", "ethnicity": "汉族"}
    return form(**said | {"portrait": portrait(), "proofs.0.kind": "lease", "proofs.0.source": "paper"} | more)


def text(browser: Client, address: str) -> str:
    answer = browser.get(address)
    assert answer.status_code == 200, address
    return str(answer.content.decode())


def held(issued_on: datetime.date, *, proven: bool = True) -> endorsing.Held:
    return endorsing.held(issued_on=issued_on, proven=proven)


def in_window() -> endorsing.Held:
    # the first anniversary is 10 September 2026, its window opens on 10 August
    return held(datetime.date(2025, 9, 10))


def suspended() -> endorsing.Held:
    one, start = held(datetime.date(2024, 7, 10)), datetime.date(2025, 7, 11)
    Permit.objects.filter(id=one.permit.id).update(state="suspended", suspended_on=start)
    Suspension.objects.create(permit=one.permit, person_id=one.permit.person_id, number=1, start=start)
    return one


def asked(one: endorsing.Held) -> Endorsement:
    given = (Given(kind=ProofKind.LEASE, source="upload", upload_id=permits.upload(by=one.me).id),)
    return acts.ask(permit_id=one.permit.id, proofs_given=given, channel="online", by=one.me, at=permits.when())


def test_E5_whoever_stands_at_the_counter_is_taken_in_on_one_screen(sign_in: SignIn) -> None:
    stay = permits.registered(who=factories.resident())
    browser = sign_in(factories.registrar(of=stay.community))
    where = f"/counter/permits/new/{stay.id}/"
    assert where in text(browser, f"/counter/files/{stay.id}/")
    assert "民族" in text(browser, where)
    answer = browser.post(where, first(stay, **{"proofs.1.kind": "title", "proofs-1-upload": paper()}))
    file = PermitFile.objects.get()
    assert answer.headers["Location"] == f"/counter/permits/files/{file.id}/?done=taken"
    assert (file.state, file.channel, file.ground) == ("accepted", "counter", "dwelling")
    kept = PermitProof.objects.filter(subject_id=file.id).order_by("given_at", "id").values_list("kind", "source")
    # a photo that is given counts, whatever was ticked
    assert sorted(kept) == [("lease", "paper"), ("title", "upload")]
    # the registration and the address of a new application lead to the one being handled
    assert f"/counter/permits/files/{file.id}/" in text(browser, f"/counter/files/{stay.id}/")
    assert f"/counter/permits/files/{file.id}/" in text(browser, where)


def test_what_was_typed_and_the_photo_stay_when_something_is_missing(sign_in: SignIn) -> None:
    stay = permits.registered(who=factories.resident())
    browser = sign_in(factories.registrar(of=stay.community))
    where = f"/counter/permits/new/{stay.id}/"
    sent = first(stay, ethnicity="火星", **{"proofs.0.valid_until": "2020-01-01"})
    answer = browser.post(where, sent)
    page = answer.content.decode()
    assert (answer.status_code, PermitFile.objects.count()) == (422, 0)
    assert ("火星" in page, "portrait-given" in page, "已经到期" in page, "请从列表中选择民族" in page) == (True,) * 4
    held_id = page.split('name="portrait-given" value="')[1][:36]
    again = first(stay) | {"portrait-given": held_id}
    del again["portrait"]
    assert browser.post(where, again).status_code == 302
    assert str(PermitFile.objects.get().portrait_id) == held_id


def test_E1_too_early_an_application_is_received_and_waits(sign_in: SignIn, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: factories.NOW)
    monkeypatch.setattr(clock, "today", lambda: factories.DAY)
    stay = permits.registered(who=factories.resident())
    browser = sign_in(factories.registrar(of=stay.community))
    where = f"/counter/permits/new/{stay.id}/"
    page = text(browser, where)
    assert ("2026年9月4日" in page, "受理，出具领取凭证" in page) == (True, False)
    assert browser.post(where, first(stay)).status_code == 422
    assert browser.post(where, first(stay, receive="1")).headers["Location"].endswith("?done=received")
    assert PermitFile.objects.get().state == "applied"


def test_G1_with_a_permit_in_force_a_new_card_is_asked_for(sign_in: SignIn) -> None:
    permit = permits.signed(who=factories.resident())
    Card.objects.filter(permit=permit).update(state="held", handed_on=permits.HALF_YEAR)
    browser = sign_in(factories.registrar(of=permit.community))
    where = f"/counter/permits/new/{permit.stay_id}/"
    assert ("换领" in text(browser, where), 'name="ethnicity"' in text(browser, where + "?kind=replace")) == (
        True,
        False,
    )
    sent = form(kind="replace", collect_at=str(permit.station_id), truth="on")
    assert browser.post(where, sent).status_code == 302
    assert PermitFile.objects.filter(kind="replace", cause="lost", state="accepted").count() == 1
    assert permits.card(permit).state == "lost"


def test_a_registration_that_is_over_has_no_permit_to_apply_for(sign_in: SignIn) -> None:
    stay = permits.registered(who=factories.resident())
    Stay.objects.filter(id=stay.id).update(state="ended", ended_on=factories.DAY, end_reason="left")
    browser = sign_in(factories.registrar(of=stay.community))
    assert "不在有效状态" in text(browser, f"/counter/permits/new/{stay.id}/")
    assert browser.post(f"/counter/permits/new/{stay.id}/", first(stay)).status_code == 200
    assert PermitFile.objects.count() == 0


def test_F2_in_its_window_a_permit_is_endorsed_by_what_the_record_proves(sign_in: SignIn) -> None:
    one = in_window()
    browser = sign_in(factories.post(unit=one.stay.station))
    where = f"/counter/permits/{one.permit.id}/"
    page = text(browser, where + "endorse/")
    assert "已有登记可以证明" in page
    sent = form(one.permit.version, **{"proofs.0.kind": "lease", "proofs.0.source": "house"})
    assert browser.post(where + "endorse/", sent).headers["Location"] == where + "?done=endorsed"
    assert (one.fresh().endorsed, one.fresh().state) == (1, "valid")
    # a year too early: the dates, and nothing changes
    early = browser.post(where + "endorse/", form(one.fresh().version))
    assert (early.status_code, "2027年8月10日" in early.content.decode() or "2027-08-10" in early.content.decode()) == (
        422,
        True,
    )


def test_F5_a_late_endorsement_restores_at_once_and_both_dates_are_shown(sign_in: SignIn) -> None:
    one = suspended()
    browser = sign_in(factories.post(unit=one.stay.station))
    where = f"/counter/permits/{one.permit.id}/"
    before = text(browser, where)
    assert ("功能中止" in before, "按今天补办计算" in before) == (True, True)
    assert browser.get(where + "suspension/").content[:4] == b"%PDF"
    sent = form(one.permit.version, **{"proofs.0.kind": "lease", "proofs.0.source": "paper"})
    assert browser.post(where + "endorse/", sent).headers["Location"] == where + "?done=restored"
    page = text(browser, where)
    # anew from today, or only without the 420 days of the suspension
    assert ("2026年9月4日" in page, "2025年3月3日" in page, "本市采用" in page) == (True, True, True)
    assert one.fresh().state == "valid"


def test_F7_what_was_asked_for_is_endorsed_with_its_proofs_in_view(sign_in: SignIn) -> None:
    one = held(datetime.date(2025, 9, 10), proven=False)
    request = asked(one)
    browser = sign_in(factories.post(unit=one.stay.station))
    assert one.permit.number in text(browser, "/counter/permits/?state=asked")
    where = f"/counter/permits/endorsements/{request.id}/"
    page = text(browser, where)
    assert ("房屋租赁合同" in page, "没有仍然有效的证明" in page) == (True, True)
    assert browser.post(where, form(request.version, choice="everything")).status_code == 422
    answer = browser.post(where, form(request.version, choice="endorse"))
    assert answer.headers["Location"] == where + "?done=endorsed"
    assert browser.get(where + "next/").headers["Location"] == "/counter/permits/?state=asked"
    assert (one.fresh().endorsed, "已签注" in text(browser, where)) == (1, True)


def test_F6_a_withholding_tells_why_proposes_the_end_and_ends_nothing(sign_in: SignIn) -> None:
    one = held(datetime.date(2025, 9, 10), proven=False)
    request = asked(one)
    clerk = factories.unit(code="jd-1", kind="hall", department="street", level="street", covers=one.stay.community)
    assert "暂不签注" not in text(sign_in(factories.post(unit=clerk, role="clerk")), _item(request))
    browser = sign_in(factories.post(unit=one.stay.station))
    bare = browser.post(_item(request), form(request.version, choice="withhold", basis="", why="租约已经解除"))
    assert (bare.status_code, "租约已经解除" in bare.content.decode()) == (422, True)
    sent = form(request.version, choice="withhold", basis="visit", why="租约已经解除")
    assert browser.post(_item(request), sent).headers["Location"] == _item(request) + "?done=withheld"
    assert (one.fresh().state, PermitEnding.objects.get().state) == ("valid", "noticed")
    assert browser.get(_item(request) + "print/").content[:4] == b"%PDF"
    assert "租约已经解除" in text(browser, f"/counter/permits/{one.permit.id}/")


def _item(request: Endorsement) -> str:
    return f"/counter/permits/endorsements/{request.id}/"


def test_a_request_is_taken_back_at_the_persons_word_and_another_officers_work_is_not_overwritten(
    sign_in: SignIn,
) -> None:
    one = held(datetime.date(2025, 9, 10), proven=False)
    request = asked(one)
    browser = sign_in(factories.post(unit=one.stay.station))
    stale = browser.post(_item(request), form(request.version + 1, choice="endorse"))
    assert (stale.status_code, "刚刚被别人处理过" in stale.content.decode()) == (422, True)
    assert browser.post(_item(request), form(request.version, choice="withdraw")).status_code == 302
    assert Endorsement.objects.get().state == "withdrawn"


def test_the_next_request_is_one_key_away(sign_in: SignIn) -> None:
    requests = [asked(held(datetime.date(2025, 9, 10), proven=False)) for _ in range(2)]
    browser = sign_in(factories.post(unit=requests[0].station))
    onward = [browser.get(_item(one) + "next/").headers["Location"] for one in requests]
    assert onward == [_item(requests[1]), _item(requests[0])]


def test_D8_a_permit_is_handed_back_and_the_registration_goes_on(sign_in: SignIn) -> None:
    one = in_window()
    browser = sign_in(factories.post(unit=one.stay.station))
    where = f"/counter/permits/{one.permit.id}/"
    assert browser.post(where + "end/", form(one.permit.version)).status_code == 422
    answer = browser.post(where + "end/", form(one.permit.version, way="hand_back"))
    assert answer.headers["Location"] == where + "?done=handed"
    assert (one.fresh().state, Stay.objects.get(id=one.stay.id).state) == ("ended", "registered")


def test_D6_an_end_has_basis_notice_and_window_and_is_carried_out_or_dropped_by_an_officer(
    sign_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = in_window()
    browser = sign_in(factories.post(unit=one.stay.station))
    where = f"/counter/permits/{one.permit.id}/"
    day = permits.HALF_YEAR.isoformat()
    bad = browser.post(where + "end/", form(one.permit.version, way="propose", reason="death", on=day))
    assert bad.status_code == 422
    more = {"reason": "left", "basis": "visit", "note": "房东说已经搬走", "on": day}
    assert browser.post(where + "end/", form(one.permit.version, way="propose", **more)).status_code == 302
    found = PermitEnding.objects.get()
    item = f"/counter/permits/endings/{found.id}/"
    hall = factories.unit(code="jd-1", kind="hall", department="street", level="street", covers=one.stay.community)
    seen = text(sign_in(factories.post(unit=hall, role="clerk")), "/counter/permits/?state=ending")
    assert (item in seen, where in seen) == (False, True)
    assert one.permit.number in text(browser, "/counter/permits/?state=ending")
    assert ("房东说已经搬走" in text(browser, item), 'value="end"' in text(browser, item)) == (True, False)
    assert browser.post(item, form(choice="end")).status_code == 422
    assert browser.post(item, form(choice="drop", why="")).status_code == 422
    assert browser.post(item, form(choice="drop", why="人还在")).headers["Location"] == where + "?done=dropped"
    assert one.fresh().state == "valid"
    by = factories.actor(factories.post(unit=one.stay.station))
    again = ending.propose(
        permit_id=one.permit.id, reason="left", basis="visit", note="…", on=permits.HALF_YEAR, by=by, at=permits.when()
    )
    monkeypatch.setattr(clock, "now", lambda: permits.when(days=20))
    monkeypatch.setattr(clock, "today", lambda: permits.HALF_YEAR + datetime.timedelta(days=20))
    item = f"/counter/permits/endings/{again.id}/"
    assert browser.post(item, form(choice="end")).headers["Location"] == where + "?done=ended"
    assert one.fresh().state == "ended"
    chief = sign_in(factories.post(unit=one.stay.station, role="chief"))
    assert "恢复居住证" in text(chief, where)
    assert "恢复居住证" not in text(browser, where)
    assert chief.post(where + "undo/", form(one.fresh().version, why=" ")).status_code == 409
    assert chief.post(where + "undo/", form(one.fresh().version, why="人回来了")).status_code == 302
    assert one.fresh().state in {"valid", "suspended"}


def test_D4_on_proof_of_death_a_permit_ends_at_once(sign_in: SignIn) -> None:
    one = in_window()
    browser = sign_in(factories.post(unit=one.stay.station))
    where = f"/counter/permits/{one.permit.id}/"
    sent = form(one.permit.version, way="death", note="医院证明", on=permits.HALF_YEAR.isoformat())
    assert browser.post(where + "end/", sent).headers["Location"] == where + "?done=ended"
    assert (one.fresh().state, one.fresh().end_reason) == ("ended", "death")


def test_a_clerk_can_hand_a_permit_back_and_not_end_it(sign_in: SignIn) -> None:
    one = in_window()
    hall = factories.unit(code="jd-1", kind="hall", department="street", level="street", covers=one.stay.community)
    browser = sign_in(factories.post(unit=hall, role="clerk"))
    page = text(browser, f"/counter/permits/{one.permit.id}/end/")
    assert ("hand_back" in page, "death" in page) == (True, False)
    sent = form(one.permit.version, way="death", note="…", on=permits.HALF_YEAR.isoformat())
    assert browser.post(f"/counter/permits/{one.permit.id}/end/", sent).status_code == 422
    assert one.fresh().state == "valid"


def test_F8_earlier_time_is_counted_on_proof_and_taken_back_by_a_chief(sign_in: SignIn) -> None:
    one = in_window()
    browser = sign_in(factories.post(unit=one.stay.station))
    where = f"/counter/permits/{one.permit.id}/"
    bad = browser.post(where + "past/", form(from_on="2015-01-01", until_on="soon", proof="暂住证 1 号"))
    assert (bad.status_code, "暂住证 1 号" in bad.content.decode()) == (422, True)
    sent = form(from_on="2015-01-01", until_on="2017-03-15", proof="暂住证 1 号", picture=paper())
    assert browser.post(where + "past/", sent).headers["Location"] == where + "?done=added"
    made = PastResidence.objects.get()
    assert ("26 个月" in text(browser, where), made.upload_id is not None) == (True, True)
    chief = sign_in(factories.post(unit=one.stay.station, role="chief"))
    gone = f"{where}past/{made.id}/remove/"
    assert chief.post(gone, form(why="")).status_code == 409
    other = f"/counter/permits/{held(datetime.date(2025, 9, 11)).permit.id}/past/{made.id}/remove/"
    assert chief.post(other, form(why="弄错人了")).status_code == 404
    assert chief.post(gone, form(why="编号查无此证")).headers["Location"] == where + "?done=removed"
    assert "已撤销" in text(browser, where)


def test_the_lists_of_permits_lead_to_them_and_a_look_is_on_record(sign_in: SignIn) -> None:
    due, late = in_window(), suspended()
    browser = sign_in(factories.post(unit=due.stay.station))
    pages = {name: text(browser, f"/counter/permits/?state={name}") for name in ("due", "suspended", "asked", "ending")}
    found = {name: (due.permit.number in page, late.permit.number in page) for name, page in pages.items()}
    assert found == {
        "due": (True, False),
        "suspended": (False, True),
        "asked": (False, False),
        "ending": (False, False),
    }
    page = text(browser, f"/counter/permits/{due.permit.id}/")
    assert "签注期到" in page
    seen = Act.objects.filter(what="open", subject_kind="permit").values_list("subject_id", "purpose")
    assert list(seen) == [(str(due.permit.id), "handling")]
    assert due.permit.number in text(browser, f"/counter/permits/{due.permit.id}/history/")
