"""One page tells where somebody stands with the permit, and what can be done about it. Source: E1, E6, E8, F1–F8, G1, G2."""

import datetime
import uuid
from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests import factories, permits
from tests.pages.citizen import permitting
from tests.pages.citizen.permitting import at, press, text

from anju.actions import card as cards
from anju.actions import endorsement as endorsements
from anju.actions import permit as acts
from anju.actions import stay as stays
from anju.actions.night import permits as night
from anju.models import Act, Binding, Card, Permit, PermitFile, PermitProof, PolicyOverride, Resident, Stay

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
    at(monkeypatch, permits.when())


def test_before_half_a_year_the_page_counts_down_and_says_from_which_day(
    enter: Enter, stay: Stay, who: Resident, monkeypatch: pytest.MonkeyPatch
) -> None:
    at(monkeypatch, permits.when(days=-10))
    page = text(enter(who))
    assert "再过 10 天可以申领" in page
    assert "2026年9月4日（周五）" in page
    assert "您的登记日是 2026年3月4日（周三）" in page


def test_from_the_day_on_it_offers_the_application_with_the_easiest_ground(
    enter: Enter, stay: Stay, who: Resident, monkeypatch: pytest.MonkeyPatch
) -> None:
    at(monkeypatch, permits.when())
    page = text(enter(who))
    assert "现在可以申领居住证" in page
    assert f'href="/my/permit/of/{stay.person_id}/apply/"' in page


def test_without_anybody_it_leads_to_the_registration(enter: Enter) -> None:
    assert "先登记住处，才能申领居住证" in text(enter())


def _base(stay: Stay) -> str:
    return f"/my/permit/of/{stay.person_id}/"


def _plain_proof(permit: Permit) -> None:
    """Let the proof of a permit have no end, so that nothing stands in the way of an endorsement."""
    stays.confirm(stay_id=permit.stay_id, by=permits.sender(permit.stay), at=permits.when(days=330))


def test_an_accepted_file_shows_both_limits_and_which_one_binds(enter: Enter, stay: Stay, who: Resident) -> None:
    file = permits.accepted(stay=stay)
    page = text(enter(who))
    assert "受理后10个工作日" in page
    assert "受理后15天" in page
    assert "先到，算这个" in page
    due = permits.due(stay, on=permits.HALF_YEAR)
    assert file.due_on == due
    assert f"{due.year}年{due.month}月{due.day}日" in page


def test_a_refusal_shows_reason_article_and_remedies_and_lets_one_apply_again(
    enter: Enter, stay: Stay, who: Resident
) -> None:
    file = permits.accepted(stay=stay)
    acts.refuse(
        file_id=file.id, basis="no_ground", why="合同已解除", by=permits.county_police(stay), at=permits.when(hours=2)
    )
    page = text(enter(who))
    assert "这次没有发放居住证" in page
    assert "合同已解除" in page
    assert "行政复议" in page
    assert "居住证暂行条例" in page
    assert f'href="{_base(stay)}apply/"' in page
    paper = enter(who).get(f"/my/permit/files/{file.id}/papers/refusal/")
    assert paper.content.startswith(b"%PDF")


def test_a_valid_permit_shows_its_next_window_its_card_and_its_years(enter: Enter, stay: Stay, who: Resident) -> None:
    permit = permits.signed(stay=stay)
    page = text(enter(who))
    assert permit.number in page
    assert "下一次签注：2027年8月4日（周三） 到 2027年9月6日（周一）" in page
    assert "暂定" in page
    assert "等待制作" in page
    assert "还不满一年" in page
    assert "连续居住从" in page


def test_a_card_that_is_ready_says_where_it_waits(enter: Enter, stay: Stay, who: Resident) -> None:
    permit = permits.signed(stay=stay)
    card, by = permits.card(permit), permits.county_police(stay)
    cards.send(authority=card.authority_id, card_ids=[card.id], by=by, at=permits.when(hours=1))
    cards.receive(card_id=card.id, card_number="LY00000001", by=by, at=permits.when(hours=2))
    stay.station.hours = "周一至周五 9:00–17:00"
    stay.station.save()
    page = text(enter(who))
    assert "做好了，可以去领" in page
    assert "周一至周五 9:00–17:00" in page


def test_the_electronic_permit_shows_its_state_and_nothing_in_full(enter: Enter, stay: Stay, who: Resident) -> None:
    permit = permits.signed(stay=stay)
    page = text(enter(who), f"{_base(stay)}code/")
    assert "data:image/svg+xml" in page
    assert permit.number in page
    assert "有效" in page
    number = stay.person.id_number
    assert bytes(number).hex() not in page
    assert "沂蒙路" not in page


def test_where_nothing_changed_one_button_endorses(
    enter: Enter, stay: Stay, who: Resident, monkeypatch: pytest.MonkeyPatch
) -> None:
    permit = permits.signed(stay=stay)
    _plain_proof(permit)
    at(monkeypatch, permits.when(days=345))
    client = enter(who)
    assert "没有变化，签注" in text(client, f"{_base(stay)}endorse/")
    assert press(client, f"{_base(stay)}endorse/")["Location"] == f"{_base(stay)}?done=endorsed"
    permit.refresh_from_db()
    assert (permit.endorsed, permit.state) == (1, "valid")


def test_whoever_has_not_confirmed_for_long_does_so_with_the_same_button(
    enter: Enter, stay: Stay, who: Resident, monkeypatch: pytest.MonkeyPatch
) -> None:
    permit = permits.signed(stay=stay)
    at(monkeypatch, permits.when(days=345))
    client = enter(who)
    assert "还住在这里，没有变化，签注" in text(client, f"{_base(stay)}endorse/")
    press(client, f"{_base(stay)}endorse/", confirm="1")
    permit.refresh_from_db()
    assert permit.endorsed == 1
    assert Stay.objects.get(id=stay.id).confirmed_on == permits.when(days=345).date()


def test_before_the_window_the_date_is_told_and_nothing_happens(enter: Enter, stay: Stay, who: Resident) -> None:
    permit = permits.signed(stay=stay)
    client = enter(who)
    page = text(client, f"{_base(stay)}endorse/")
    assert "还没到时间，2027年8月4日（周三） 起可以签注" in page
    answer = client.post(f"{_base(stay)}endorse/", {"once": str(uuid.uuid4())})
    assert answer.status_code == 422
    permit.refresh_from_db()
    assert permit.endorsed == 0


def test_a_late_endorsement_shows_both_dates_and_brings_the_function_back(
    enter: Enter, stay: Stay, who: Resident, monkeypatch: pytest.MonkeyPatch
) -> None:
    permit = permits.signed(stay=stay)
    stays.confirm(stay_id=permit.stay_id, by=permits.sender(stay), at=permits.when(days=375))
    at(monkeypatch, permits.when(days=380))
    night.suspend_permits(on=permits.when(days=380).date(), at=permits.when(days=380))
    client = enter(who)
    home = text(client)
    assert "没有按期签注，从 2027年9月7日（周二） 起功能中止" in home
    page = text(client, f"{_base(stay)}endorse/")
    assert "从补办那天重新算" in page
    assert "2027年9月19日" in page
    assert "只扣掉中止的天数" in page
    assert "2026年3月16日" in page
    assert "功能中止" in text(client, f"{_base(stay)}code/")
    assert client.get(f"{_base(stay)}papers/suspension/").content.startswith(b"%PDF")
    press(client, f"{_base(stay)}endorse/")
    permit.refresh_from_db()
    assert (permit.state, permit.endorsed, permit.suspended_on) == ("valid", 1, None)


def test_without_a_proof_that_holds_one_is_given_and_an_officer_looks(
    enter: Enter, stay: Stay, who: Resident, monkeypatch: pytest.MonkeyPatch
) -> None:
    permit = permits.signed(stay=stay)
    PermitProof.objects.update(valid_until=permits.when(days=100).date())
    at(monkeypatch, permits.when(days=345))
    client, address = enter(who), f"{_base(stay)}endorse/"
    assert "请交一份证明" in text(client, address)
    assert press(client, address).status_code == 422
    answer = press(client, address, kind="lease", papers=permitting.paper(), valid_until="2028-08-31", confirm="1")
    assert answer["Location"] == f"{_base(stay)}?done=asked"
    made = permit.endorsements.get()
    assert made.state == "asked"
    assert "已申请，等待核对" in text(client)
    press(client, f"{_base(stay)}endorse/withdraw/", of="/my/permit/")
    made.refresh_from_db()
    assert made.state == "withdrawn"


def test_a_withheld_endorsement_is_explained_and_its_end_can_be_objected_to(
    enter: Enter, stay: Stay, who: Resident, monkeypatch: pytest.MonkeyPatch
) -> None:
    permit = permits.signed(stay=stay)
    PermitProof.objects.update(valid_until=permits.when(days=100).date())
    at(monkeypatch, permits.when(days=345))
    client, address = enter(who), f"{_base(stay)}endorse/"
    press(client, address, kind="lease", papers=permitting.paper())
    made = permit.endorsements.get()
    endorsements.withhold(
        endorsement_id=made.id, basis="visit", why="房东说已退租", by=permits.chief(stay), at=permits.when(days=345)
    )
    page = text(client)
    assert "暂不签注" in page
    assert "房东说已退租" in page
    assert client.get(f"{_base(stay)}papers/withholding/").content.startswith(b"%PDF")
    answer = press(client, f"{_base(stay)}object/", words="我还住在这里")
    assert answer["Location"] == f"{_base(stay)}?done=objected"
    assert permit.endings.get().objection == "我还住在这里"
    assert "您提出了异议" in text(client)


def _held_card(stay: Stay) -> Card:
    permit = permits.signed(stay=stay)
    card, by = permits.card(permit), permits.county_police(stay)
    cards.send(authority=card.authority_id, card_ids=[card.id], by=by, at=permits.when(hours=1))
    cards.receive(card_id=card.id, card_number="LY00000001", by=by, at=permits.when(hours=2))
    cards.hand_over(card_id=card.id, how="id", by=permits.registrar(stay), at=permits.when(hours=3))
    return card


def test_a_lost_card_is_reported_found_again_and_replaced(enter: Enter, stay: Stay, who: Resident) -> None:
    card, client, address = _held_card(stay), enter(who), f"{_base(stay)}card/"
    assert press(client, address, what="lost")["Location"] == f"{address}?done=lost"
    card.refresh_from_db()
    assert card.state == "lost"
    assert press(client, address, what="found")["Location"] == f"{_base(stay)}?done=found"
    card.refresh_from_db()
    assert card.state == "held"
    where = press(client, f"{address}new/", of=address, cause="lost")["Location"]
    assert where == "/my/permit/apply/portrait/"
    assert "可以不换" in text(client, where)
    permitting.post(client, "portrait", {})
    permitting.post(client, "collect", {"collect_at": str(stay.station_id)})
    page = text(client, "/my/permit/apply/check/")
    assert "补领" in page
    assert "不收费" in page
    assert permitting.send(client).status_code == 302
    file = PermitFile.objects.get(kind="replace")
    card.refresh_from_db()
    assert (file.cause, card.state) == ("lost", "lost")


def test_a_fee_that_the_city_set_for_a_new_card_is_told_before_sending(enter: Enter, stay: Stay, who: Resident) -> None:
    PolicyOverride.objects.create(
        key="replacement_fee_fen",
        place="371300000000",
        value=1050,
        effective_from=factories.DAY,
        created_at=factories.NOW,
    )
    _held_card(stay)
    client = enter(who)
    assert "10.50 元" in text(client, f"{_base(stay)}card/")
    press(client, f"{_base(stay)}card/new/", of=f"{_base(stay)}card/", cause="damaged")
    assert "10.50 元" in text(client, "/my/permit/apply/check/")


def test_changed_data_ask_for_an_exchange_where_the_ethnicity_may_be_mended(
    enter: Enter, stay: Stay, who: Resident
) -> None:
    _held_card(stay)
    client, address = enter(who), f"{_base(stay)}card/"
    press(client, f"{address}new/", of=address, cause="changed")
    permitting.post(client, "portrait", {})
    permitting.post(client, "ethnicity", {"skip": "1"})
    permitting.post(client, "collect", {"collect_at": str(stay.station_id)})
    permitting.send(client)
    file = PermitFile.objects.get(kind="exchange")
    assert (file.cause, file.ethnicity) == ("changed", None)


def test_handing_back_ends_the_permit_and_leaves_the_registration(enter: Enter, stay: Stay, who: Resident) -> None:
    permit = permits.signed(stay=stay)
    client = enter(who)
    assert press(client, f"{_base(stay)}hand-back/")["Location"] == f"{_base(stay)}?done=handed_back"
    permit.refresh_from_db()
    assert (permit.state, Stay.objects.get(id=stay.id).state) == ("ended", "registered")
    page = text(client)
    assert "按您自己的申请注销" in page
    assert "现在可以申领居住证" in page


def test_earlier_time_under_a_temporary_permit_stands_with_its_proof(enter: Enter, stay: Stay, who: Resident) -> None:
    permits.signed(stay=stay)
    endorsements.add(
        person_id=stay.person_id,
        from_on=datetime.date(2020, 1, 1),
        until_on=datetime.date(2022, 1, 1),
        proof="暂住证 371302-88",
        by=permits.registrar(stay),
        at=permits.when(),
    )
    page = text(enter(who))
    assert "满 2 年" in page
    assert "24 个月" in page
    assert "暂住证 371302-88" in page


def test_a_guardian_sees_and_acts_for_a_ward_and_a_stranger_finds_nothing(
    enter: Enter, stay: Stay, who: Resident
) -> None:
    ward = permits.signed(stay=permits.registered(name="王苗苗", id_number=factories.id_number()))
    other = factories.resident()
    Binding.objects.create(resident=who, person=ward.person, kind="ward", since=factories.NOW)
    client = enter(who)
    page = text(client)
    assert f'href="/my/permit/of/{ward.person_id}/"' in page
    assert "王苗苗" in page
    assert ward.number in text(client, f"/my/permit/of/{ward.person_id}/")
    stranger, nothing = enter(other), uuid.uuid4()
    for key in (ward.person_id, nothing):
        assert stranger.get(f"/my/permit/of/{key}/").status_code == 404
    assert Act.objects.filter(what="open", person_id=ward.person_id, actor_kind="resident").count() == 1


def test_the_number_of_statements_does_not_grow_with_those_one_acts_for(
    enter: Enter, stay: Stay, who: Resident
) -> None:
    counts = []
    for _ in range(2):
        client = enter(who)
        client.get("/my/permit/")
        with CaptureQueriesContext(connection) as seen:
            client.get("/my/permit/")
        counts.append(len(seen))
        for name in ("王苗苗", "王豆豆"):
            ward = permits.registered(name=name, id_number=factories.id_number())
            Binding.objects.create(resident=who, person=ward.person, kind="ward", since=factories.NOW)
    assert counts[0] == counts[1]


def test_in_english_every_state_is_said(enter: Enter, stay: Stay, who: Resident) -> None:
    permits.signed(stay=stay)
    client = enter(who)
    client.cookies["anju_language"] = "en"
    page = text(client)
    assert "Next endorsement: Wed 4 Aug 2027 to Mon 6 Sep 2027" in page
    assert "Less than a year" in page
