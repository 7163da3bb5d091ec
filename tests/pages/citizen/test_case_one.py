"""One's own case on the phone: how it stands, what is missing, questions, decision, objecting, rating. Source: B7, I9, I10, J3, J4."""

import datetime
import re
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.test import Client
from tests import casing, factories
from tests.casing import World
from tests.pages.citizen.casing_pages import hidden, picture, send, text, wrong

from anju.actions import case as cases
from anju.models import Act, Case, CaseForm, CasePaper, CaseRating, Resident
from anju.web import access, clock

pytestmark = pytest.mark.django_db
Enter = Callable[..., Client]
NOW = factories.NOW


@pytest.fixture(autouse=True)
def catalogue(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(clock, "now", lambda: NOW)
    monkeypatch.setattr(clock, "today", lambda: factories.DAY)
    with casing.opened(tmp_path, monkeypatch):
        yield


@pytest.fixture
def at() -> World:
    return casing.world()


@pytest.fixture
def phone(enter: Enter, at: World) -> Client:
    return enter(at.who)


def path(case: Case, more: str = "") -> str:
    return f"/my/cases/{case.id}/{more}"


def plain(page: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page))


def test_an_empty_list_says_what_comes_next(phone: Client) -> None:
    page = text(phone, "/my/cases/")
    assert "还没有申请过事项" in page
    assert 'href="/my/rights/"' in page


def test_what_waits_for_me_stands_first_on_the_list_and_on_my_home(phone: Client, at: World) -> None:
    officer = at.officer()
    casing.sent(at, "library/loan")
    card = casing.taken(at, by=officer)
    assert "等您办" not in text(phone, "/my/")
    cases.ask(case_id=card.id, words="哪一本？", by=officer, at=NOW)
    for address in ("/my/", "/my/cases/"):
        page = text(phone, address)
        assert f'href="{path(card)}">回答一个问题' in page
        assert "等您办" in page
    page = plain(text(phone, "/my/cases/"))
    assert page.index("借书证") < page.index("珍本借阅")


def test_a_case_tells_number_office_phone_and_its_last_day_with_the_reason(phone: Client, at: World) -> None:
    at.street.phone, at.street.place = "0539-8888888", "图书馆二楼"
    at.street.save()
    case = casing.sent(at)
    page = text(phone, path(case, "?done=sent"))
    assert "已经收到您的申请" in page
    assert case.number in page
    assert ('href="tel:0539-8888888"' in page, "图书馆二楼" in page) == (True, True)
    assert ("最晚哪天签收" in page, "2026年3月6日（周五）" in page) == (True, True)
    assert "收到后2个工作日内" in page
    assert [word in plain(page) for word in ("想看什么 诗", "照片 看照片", "没有让您交")] == [True] * 3
    cases.take(case_id=case.id, by=at.officer(), at=NOW)
    page = text(phone, path(case))
    assert ("最晚哪天办好" in page, "这个事项规定5个工作日内办好" in page) == (True, True)
    assert "已签收，开始办理" in page


def test_I9_a_limit_that_is_over_says_what_happens_and_what_one_can_do(
    phone: Client, at: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = casing.sent(at)
    told = '不影响您办事。 <a href="/complaints/">去投诉</a>'
    for day, late in ((case.limit_on, False), (case.limit_on + datetime.timedelta(days=1), True)):
        monkeypatch.setattr(clock, "today", lambda day=day: day)
        assert (told in text(phone, path(case))) is late


def test_a_provisional_last_day_is_marked(phone: Client, at: World) -> None:
    case = casing.sent(at)
    Case.objects.filter(id=case.id).update(limit_provisional=True)
    for address in ("/my/cases/", path(case)):
        assert "暂定" in text(phone, address)


def test_B7_what_is_missing_is_noted_in_its_place_and_completed_with_the_rest_kept(phone: Client, at: World) -> None:
    case = casing.sent(at)
    cases.give_back(
        case_id=case.id, missing={"papers.photo": "看不清", "fields.words": "写明用途"}, by=at.officer(), at=NOW
    )
    assert "照片 看不清" in plain(text(phone, path(case)))
    form = text(phone, path(case, "complete/"))
    assert 'value="poems" checked' in form
    assert "papers-photo-given" not in form
    assert [f">{note}</span>" in form for note in ("看不清", "写明用途")] == [True, True]
    answer = send(phone, path(case, "complete/"), **{"fields.shelf": "poems", "fields.words": "写诗"})
    assert (answer.status_code, sorted(wrong(answer))) == (422, ["papers-photo", "truth"])
    sent = {"fields.shelf": "poems", "fields.words": "写诗", "papers-photo": picture(), "truth": "yes"}
    answer = send(phone, path(case, "complete/"), **sent)
    assert answer["Location"] == path(case, "?done=completed")
    assert (Case.objects.get().state, CaseForm.objects.count()) == ("sent", 2)
    assert "已补正" in text(phone, path(case))
    # nothing is left to complete
    assert phone.get(path(case, "complete/"))["Location"] == path(case)


def test_a_picture_that_was_good_stays_with_a_completed_case(phone: Client, at: World) -> None:
    case = casing.sent(at)
    before = CasePaper.objects.get(case=case, paper="photo").upload_id
    cases.give_back(case_id=case.id, missing={"fields.words": ""}, by=at.officer(), at=NOW)
    form = text(phone, path(case, "complete/"))
    assert re.findall(r'name="papers-photo-given" value="([^"]+)"', form) == [str(before)]
    sent = {"fields.shelf": "maps", "papers-photo-given": str(before), "truth": "yes"}
    send(phone, path(case, "complete/"), **sent)
    assert [row.upload_id for row in CasePaper.objects.filter(paper="photo").order_by("turn")] == [before, before]


def test_I9_a_question_is_answered_once_and_an_empty_answer_stands_in_its_place(phone: Client, at: World) -> None:
    officer = at.officer()
    case = casing.taken(at, "library/loan", by=officer)
    cases.ask(case_id=case.id, words="哪一本？", by=officer, at=NOW)
    page = text(phone, path(case))
    assert "哪一本？" in page
    assert "等您答复的时间不算在内" in page
    assert wrong(send(phone, path(case), do="answer", words=" ")) != {}
    typed = {**hidden(phone, path(case)), "do": "answer", "words": "诗经"}
    assert [phone.post(path(case), typed)["Location"] for _ in range(2)] == [path(case, "?done=answered")] * 2
    assert (Case.objects.get().state, Act.objects.filter(what="answer_case").count()) == ("taken", 1)
    assert "诗经" in text(phone, path(case))


def test_an_answer_typed_when_the_sign_in_had_run_out_is_found_again(phone: Client, at: World) -> None:
    officer = at.officer()
    case = casing.taken(at, by=officer)
    cases.ask(case_id=case.id, words="哪一本？", by=officer, at=NOW)
    session = phone.session
    del session[access.RESIDENT]
    session.save()
    assert phone.post(path(case), {"do": "answer", "words": "诗经"}).status_code == 302
    session = phone.session
    session[access.RESIDENT] = str(at.who.id)
    session.save()
    assert "诗经</textarea>" in text(phone, path(case))


def test_a_page_that_is_older_than_the_case_says_so_and_keeps_the_words(phone: Client, at: World) -> None:
    officer = at.officer()
    case = casing.taken(at, by=officer)
    cases.ask(case_id=case.id, words="哪一本？", by=officer, at=NOW)
    answer = send(phone, path(case), do="answer", words="诗经", version="1")
    assert answer.status_code == 422
    assert ("刷新后再看" in answer.content.decode(), "诗经</textarea>" in answer.content.decode()) == (True, True)


def test_I10_a_refusal_shows_reason_article_remedy_and_who_decided(phone: Client, at: World) -> None:
    officer = at.officer()
    case = casing.taken(at, by=officer)
    cases.refuse(case_id=case.id, reason="没有照片", article="notice 二", by=officer, at=NOW)
    page = plain(text(phone, path(case)))
    assert [word in page for word in ("办理结果：不予办理", "没有照片", "可以向馆长申诉。", "《")] == [True] * 4
    assert f'href="{path(case, "notice.pdf")}"' in text(phone, path(case))
    for paper in ("notice", "slip"):
        answer = phone.get(path(case, f"{paper}.pdf"))
        assert (answer.status_code, answer["Content-Type"]) == (200, "application/pdf")
    assert phone.get(path(case, "completion.pdf")).status_code == 404
    assert phone.get(path(case, "nothing.pdf")).status_code == 404


def test_I10_an_objection_goes_to_somebody_else_within_its_days(
    phone: Client, at: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    officer = at.officer()
    case = casing.taken(at, by=officer)
    cases.refuse(case_id=case.id, reason="没有照片", article="notice 二", by=officer, at=NOW)
    assert "2026年5月6日" in text(phone, path(case))
    assert sorted(wrong(send(phone, path(case), do="object", objection=""))) == ["objection"]
    late = factories.later(days=90)
    monkeypatch.setattr(clock, "today", lambda: late.date())
    assert "已经过了" in text(phone, path(case))
    monkeypatch.setattr(clock, "today", lambda: factories.DAY)
    answer = send(phone, path(case), do="object", objection="照片交过了")
    assert answer["Location"] == path(case, "?done=objected")
    page = text(phone, path(case))
    assert "最晚哪天复核完" in page
    assert Case.objects.get().state == "objected"
    cases.change(case_id=case.id, reason="照片在", article="notice 二", by=at.officer(at.street), at=NOW)
    assert "复核后变更" in text(phone, path(case))


def test_J3_J4_a_low_grade_is_followed_up_and_the_person_reads_what_came_of_it(phone: Client, at: World) -> None:
    case = casing.granted(at)
    page = text(phone, path(case))
    assert re.findall(r'name="grade" value="(\w+)"', page) == [
        "very_satisfied",
        "satisfied",
        "fair",
        "dissatisfied",
        "very_dissatisfied",
    ]
    assert "办事的人和单位看不到是谁评的" in page
    answer = send(phone, path(case), do="rate", said="等了太久")
    assert (list(wrong(answer)), "等了太久</textarea>" in answer.content.decode()) == (["grade"], True)
    assert "可以评价" in text(phone, "/my/cases/")
    typed = {**hidden(phone, path(case)), "do": "rate", "grade": "dissatisfied", "said": "等了太久"}
    assert [phone.post(path(case), typed)["Location"] for _ in range(2)] == [path(case, "?done=rated")] * 2
    row = CaseRating.objects.get()
    page = text(phone, path(case))
    assert ("您的评价：不满意" in page, "会联系您，办事的人不参与" in page) == (True, True)
    assert "可以评价" not in text(phone, "/my/cases/")
    above = at.officer(at.county)
    cases.follow_up(rating_id=row.id, words="", done=False, by=above, at=NOW)
    assert "已经联系过您" in text(phone, path(case))
    cases.follow_up(rating_id=row.id, words="多开一个窗口", done=True, by=above, at=NOW)
    assert "多开一个窗口" in text(phone, path(case))


def test_taking_a_case_back_is_asked_once_more(phone: Client, at: World) -> None:
    case = casing.sent(at)
    assert f'href="{path(case, "withdraw/")}"' in text(phone, path(case))
    assert send(phone, path(case, "withdraw/"))["Location"] == path(case, "?done=withdrawn")
    assert Case.objects.get().state == "withdrawn"
    assert "已撤回" in text(phone, path(case))
    assert phone.get(path(case, "withdraw/"))["Location"] == path(case)
    # a second try tells what stands
    assert phone.post(path(case, "withdraw/"), {"once": "another"}).status_code == 422


def test_L12_who_opened_the_case_is_read_in_plain_words(phone: Client, at: World) -> None:
    case = casing.sent(at)
    officer = factories.post(unit=at.street, role="officer")
    cases.open_one(scope=factories.scope(officer), case_id=case.id, purpose="handling", at=NOW)
    text(phone, path(case))
    page = plain(text(phone, f"/my/traces/?person={at.person.id}"))
    rows = re.findall(r"(?:您本人|\S+ 部门\S+) 2026年\S+ \S+ · [^·]+ · 目的：\s?\S+", page)
    assert rows == [
        "您本人 2026年3月4日 10:00 · 查看事项 · 目的：本人查看",
        f"{at.street.name} 部门经办人 2026年3月4日 10:00 · 查看事项 · 目的：办理本件业务",
    ]


def test_a_stranger_gets_what_does_not_exist_by_every_address(enter: Enter, at: World) -> None:
    case = casing.granted(at)
    stranger = enter(factories.resident())
    addresses = ("", "complete/", "withdraw/", "time/", "notice.pdf", "slip.pdf")
    assert {stranger.get(path(case, more)).status_code for more in addresses} == {404}
    posts = [{"do": "rate", "grade": "fair", "once": "a"}, {"do": "object", "objection": "不", "once": "b"}, {}]
    assert {stranger.post(path(case), data).status_code for data in posts} == {404}
    assert (CaseRating.objects.count(), Case.objects.get().state) == (0, "granted")
    assert stranger.get(f"/my/cases/{uuid.uuid4()}/").status_code == 404


def test_an_act_that_is_no_act_does_not_exist(phone: Client, at: World) -> None:
    case = casing.sent(at)
    assert phone.post(path(case), {"do": "grant"}).status_code == 404


def test_a_guardian_sees_the_case_of_their_ward_with_the_name(phone: Client, at: World, enter: Enter) -> None:
    who: Resident = factories.resident()
    case = casing.sent(at)
    assert phone.get(path(case)).status_code == 200
    at.person.bindings.update(kind="ward", resident=who)
    assert phone.get(path(case)).status_code == 404
    assert at.person.name in text(enter(who), path(case))


def test_I10_only_what_is_granted_or_granted_on_review_says_what_one_gets(phone: Client, at: World) -> None:
    gets, by = "给您：一张卡", at.officer()
    refused = cases.refuse(case_id=casing.taken(at).id, reason="没有照片", article="I3", by=at.officer(), at=NOW)
    granted = casing.taken(at, "library/errand")
    cases.grant(case_id=granted.id, words="", by=at.officer(), at=NOW)
    assert [gets in text(phone, path(one)) for one in (refused, granted)] == [False, True]
    for one in (refused, granted):
        cases.protest(case_id=one.id, words="不对", by=at.me, at=NOW)
        article = "I3" if one == refused else "notice 二"
        cases.change(case_id=one.id, reason="复核后变更", article=article, by=by, at=NOW)
    # the first is a grant now; what the second gave it gives no more
    assert [gets in text(phone, path(one)) for one in (refused, granted)] == [True, False]
