"""Times an office offers, a window of any level, and figures. Source: I3, I9, J4, N6."""

import datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from tests import casing, complaining, factories, pictures
from tests.casing import World
from tests.pages.cases.conftest import Desk

from anju.actions import case as cases
from anju.law import city
from anju.law.codes import Rating
from anju.models import Act, Booking, Case, Slot, Upload
from anju.queries import files
from anju.queries.case import report
from anju.web import clock

pytestmark = pytest.mark.django_db
HOURS = {"place": "一楼", "begins": "09:00", "ends": "10:00", "minutes": "30", "seats": "2", "service": ""}


def test_I3_times_are_opened_on_working_days_only_and_once(at: World) -> None:
    desk = Desk(at.street)
    assert "没有人约在这天" in desk.get("/cases/times/")
    # Friday to Tuesday
    sent = {**HOURS, "first": "2026-03-06", "last": "2026-03-10"}
    assert desk.send("/cases/times/new/", **sent)[1] == "/cases/times/?from=2026-03-06&made=6"
    days = sorted({slot.starts_at.astimezone(city.TIME).date().day for slot in Slot.objects.all()})
    assert days == [6, 9, 10]
    assert desk.send("/cases/times/new/", **sent)[1] == "/cases/times/?from=2026-03-06&made=0"
    assert "约了 0/2" in desk.get("/cases/times/?from=2026-03-06")
    assert Desk(at.county).get("/cases/times/?from=2026-03-06").count("0/2") == 0


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"first": "morgen"}, "请按 年-月-日 填写日期"),
        ({"last": "2026-03-05"}, "结束日期不能早于开始日期"),
        ({"last": "2026-09-05"}, "一次最多开放92天"),
        ({"begins": "25:00"}, "请按 时:分 填写"),
        ({"ends": "08:00"}, "结束时间要晚于开始时间"),
        ({"minutes": "viele"}, "请填写数字"),
        ({"minutes": "0"}, "结束时间要晚于开始时间"),
        ({"minutes": "5", "ends": "23:00", "last": "2026-03-20"}, "一次最多开放200个时间"),
        ({"first": "2026-03-07", "last": "2026-03-08"}, "没有工作日"),
        ({"seats": "0"}, "名额请填写1到500"),
        ({"place": " "}, "请写明地点"),
    ],
)
def test_what_is_wrong_with_times_is_said_and_what_was_typed_kept(at: World, wrong: dict[str, str], said: str) -> None:
    desk = Desk(at.street)
    status, page = desk.send("/cases/times/new/", **{**HOURS, "first": "2026-03-06", "last": "2026-03-06", **wrong})
    assert (status, said in page, Slot.objects.count()) == (422, True, 0)


def test_I3_who_comes_today_is_masked_and_a_closed_time_is_told(at: World) -> None:
    desk, other = Desk(at.street), Desk(at.county)
    start = factories.NOW + datetime.timedelta(hours=2)
    cases.open_times(starts=[start], minutes=30, seats=1, place="一楼", service_id="", by=desk.by, at=factories.NOW)
    slot = Slot.objects.get()
    cases.book(slot_id=slot.id, person_id=at.person.id, service_id="library/tour", by=at.me, at=factories.NOW)
    page = desk.get("/cases/times/")
    assert [one in page for one in ("王*明", "王小明", "参观", "12:00", "约了 1/1")] == [True, False, True, True, True]
    assert "王*明" not in other.get("/cases/times/")
    assert other.post_to(f"/cases/times/{slot.id}/close/")[0] == 404
    assert desk.post_to(f"/cases/times/{slot.id}/close/")[1] == "/cases/times/?from=2026-03-04&told=1"
    assert "1 人收到通知" in desk.get("/cases/times/?told=1")
    assert Booking.objects.get().state == "cancelled"


def test_a_time_that_has_passed_is_not_closed(at: World, monkeypatch: pytest.MonkeyPatch) -> None:
    desk = Desk(at.street)
    cases.open_times(
        starts=[factories.later(hours=1)],
        minutes=30,
        seats=1,
        place="一楼",
        service_id="",
        by=desk.by,
        at=factories.NOW,
    )
    monkeypatch.setattr(clock, "now", lambda: factories.later(hours=3))
    status, said = desk.post_to(f"/cases/times/{Slot.objects.get().id}/close/")
    assert (status, "不能再取消" in said) == (422, True)


def window(at: World, role: str) -> Desk:
    if role == "officer":
        return Desk(at.county)
    if role == "clerk":
        return Desk(complaining.hall(at.community), role)
    return Desk(factories.station(of=at.community), role)


@pytest.mark.parametrize("role", ["clerk", "registrar", "chief", "county_police", "coordinator", "officer"])
def test_I3_every_window_applies_for_whoever_stands_there_and_prints_the_slip(at: World, role: str) -> None:
    desk = window(at, role)
    number = files.plain(stay=at.person.stays.get(), field="id_number")
    status, where = desk.send("/cases/new/", id_number=number, purpose="service")
    assert (status, where) == (302, f"/cases/new/{at.person.id}/")
    chosen = desk.get(where)
    assert [one in chosen for one in ("王*明", "王小明", "借书证", "档案馆")] == [True, False, True, role != "officer"]
    path = f"{where}library/card/"
    page = desk.get(path)
    assert [one in page for one in ("满6周岁", "看过原件", "想看什么", "王小明", number)] == [
        True,
        True,
        True,
        False,
        False,
    ]
    status, said = desk.send(path, truth="yes", **{"seen-photo": "yes"})
    assert (status, "请填写这一项" in said) == (422, True)
    status, where = desk.send(path, truth="yes", **{"seen-photo": "yes", "fields.shelf": "poems"})
    case = Case.objects.get()
    assert (status, where) == (302, f"/cases/new/slips/{case.id}/")
    assert (case.unit_id, case.channel) == (at.street.id, "field" if role == "coordinator" else "counter")
    done = desk.get(where)
    assert [one in done for one in (case.number, at.street.name, "王小明")] == [True, True, False]
    assert desk.client.get(f"/cases/{case.id}/slip.pdf").content[:5] == b"%PDF-"
    # of the case itself a desk sees nothing; an officer's own office stands above
    assert desk.status(f"/cases/{case.id}/") == (200 if role == "officer" else 404)
    assert "这个事项已经在办" in desk.get(path)


def test_a_window_sends_a_picture_of_a_paper_and_sees_it_again(at: World) -> None:
    desk = window(at, "officer")
    path = f"/cases/new/{at.person.id}/library/card/"
    photo = SimpleUploadedFile("a.jpg", pictures.jpeg(pictures.paper()), content_type="image/jpeg")
    status, _ = desk.send(path, truth="yes", **{"papers-photo": photo})
    kept = Upload.objects.get()
    assert (status, kept.post_id, kept.person_id) == (422, desk.post.id, at.person.id)
    assert desk.status(f"/cases/uploads/{kept.id}/?purpose=service&small=1") == 200
    assert Desk(at.street).status(f"/cases/uploads/{kept.id}/?purpose=service") == 404
    sent = {"truth": "yes", "fields.shelf": "poems", "papers-photo-given": str(kept.id), "once": "2"}
    assert desk.post_to(path, **sent)[0] == 302
    assert Case.objects.get().papers.get(paper="photo").upload_id == kept.id


def test_a_window_says_the_same_of_nobody_and_of_somebody_elsewhere(at: World) -> None:
    desk = window(at, "officer")
    far = factories.registered(at=factories.community(county="371311"))
    said = [
        desk.send("/cases/new/", id_number=text, purpose="service")[1]
        for text in (files.plain(stay=far, field="id_number"), factories.id_number())
    ]
    assert ["没有查到这个人" in one for one in said] == [True, True]
    assert desk.status(f"/cases/new/{far.person_id}/") == 404
    assert desk.status(f"/cases/new/{at.person.id}/archive/copy/") == 404
    assert desk.status(f"/cases/new/{at.person.id}/library/nothing/") == 404
    status, page = desk.send("/cases/new/", id_number="371", purpose="service")
    assert (status, "18" in page) == (422, True)
    assert desk.send("/cases/new/", id_number="371", purpose="")[0] == 422


def test_I9_figures_of_the_own_subtree_by_service_and_month(at: World, monkeypatch: pytest.MonkeyPatch) -> None:
    desk = Desk(at.city)
    assert "这个季度还没有办件" in desk.get("/cases/figures/")
    officer = at.officer()
    case = casing.taken(at, by=officer)
    casing.sent(at, "library/loan")
    cases.refuse(case_id=case.id, reason="没有", article="I1", by=officer, at=factories.later(days=20))
    monkeypatch.setattr(clock, "today", lambda: datetime.date(2026, 3, 24))
    quarter = report.quarter(on=datetime.date(2026, 3, 24))
    found = report.of(scope=desk.scope, quarter=quarter, on=datetime.date(2026, 3, 24))
    total = found.total
    # the loan was never taken, and its two days are over
    assert (total.received, total.asked, total.taken) == (2, 2, 1)
    assert (total.settled, total.in_time, total.refused, total.grades) == (1, 0, 1, None)
    assert list(found.services) == ["library/card", "library/loan"]
    assert [(month, line.received, line.settled) for month, line in found.months.items()] == [
        (datetime.date(2026, 3, 1), 2, 1)
    ]
    assert [(service.zh, count) for service, _, count in found.refusals] == [("借书证", 1)]
    page = desk.get("/cases/figures/")
    assert [one in page for one in ("借书证", "珍本借阅", "2026年3月", "在这里办了居住登记", "王")] == [True] * 4 + [
        False
    ]
    act = Act.objects.filter(subject_kind="figures").latest("seq")
    assert (act.what, act.purpose) == ("list", "statistics")
    assert (
        report.of(
            scope=factories.scope(factories.post(unit=at.archive, role="officer")), quarter=quarter, on=factories.DAY
        ).total.received
        == 0
    )
    assert desk.status("/cases/figures/?quarter=2026-9") == 404


def test_J4_ratings_show_once_the_quarter_is_over_and_from_three_on(at: World) -> None:
    scope = factories.scope(factories.post(unit=at.street, role="officer"))
    quarter = report.quarter(on=factories.DAY)
    april = datetime.date(2026, 4, 1)
    for number, grade in enumerate(("fair", "satisfied", "fair"), start=1):
        case = casing.granted(at)
        cases.rate(case_id=case.id, grade=grade, words="", by=at.me, at=factories.NOW)
        told = report.of(scope=scope, quarter=quarter, on=april).services["library/card"].grades
        assert (told is None) is (number < 3)
        # while it runs, one more would tell whose it is
        running = report.of(scope=scope, quarter=quarter, on=datetime.date(2026, 3, 31))
        assert (running.graded, running.services["library/card"].grades) == (False, None)
    assert told == {**dict.fromkeys(Rating, 0), Rating.FAIR: 2, Rating.SATISFIED: 1}


@pytest.mark.parametrize(
    ("day", "key", "first", "end"),
    [
        (datetime.date(2026, 1, 1), "2026-1", datetime.date(2026, 1, 1), datetime.date(2026, 4, 1)),
        (datetime.date(2026, 12, 31), "2026-4", datetime.date(2026, 10, 1), datetime.date(2027, 1, 1)),
        (datetime.date(2026, 9, 30), "2026-3", datetime.date(2026, 7, 1), datetime.date(2026, 10, 1)),
    ],
)
def test_a_quarter_holds_its_three_months(
    day: datetime.date, key: str, first: datetime.date, end: datetime.date
) -> None:
    found = report.quarter(on=day)
    assert (found.key, found.first, found.end) == (key, first, end)
    assert [one.key for one in report.quarters(on=datetime.date(2026, 2, 1), count=3)] == ["2026-1", "2025-4", "2025-3"]
