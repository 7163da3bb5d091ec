"""An officer's way with a case: the list, taking, asking, returning, deciding, two officers on one file."""

import datetime

import pytest
from pytest_django import DjangoAssertNumQueries
from tests import casing, factories
from tests.casing import World
from tests.pages.cases.conftest import Desk

from anju.actions import case as cases
from anju.models import Act, Case, CaseDecision, CaseQuestion

pytestmark = pytest.mark.django_db
LIMIT = "2026年3月6日"
COUNTED = 6


def fresh(case: Case) -> Case:
    return Case.objects.get(id=case.id)


def test_I9_the_queue_shows_what_waits_by_limit_with_masked_names(at: World) -> None:
    desk = Desk(at.street)
    empty = desk.get("/cases/")
    assert "这里没有要办的事项" in empty
    case = casing.sent(at)
    page = desk.get("/cases/")
    assert [one in page for one in ("王*明", "王小明", "借书证", case.number, LIMIT)] == [True, False, True, True, True]
    act = Act.objects.filter(what="list", subject_kind="cases").latest("seq")
    assert (act.subject_id, act.detail) == ("open", {"rows": 1})
    assert "这里没有要办的事项" in desk.get("/cases/?state=taken")
    assert desk.client.get("/cases/?state=nonsense").status_code == 422


@pytest.mark.parametrize("state", ["open", "sent", "taken", "proposed", "objected", "waiting", "near", "overdue"])
def test_every_filter_has_a_page(at: World, state: str) -> None:
    casing.sent(at)
    assert "事项待办" in Desk(at.street).get(f"/cases/?state={state}")


def test_a_case_shows_what_its_service_needs_with_reasons_and_nothing_else(at: World) -> None:
    case = casing.sent(at)
    desk = Desk(at.street)
    page = desk.get(f"/cases/{case.id}/")
    wanted = (
        "王小明",
        case.number,
        "诗",
        "照片",
        "居住登记凭证",
        "有效的居住登记",
        "1990年3月7日",
        "满6周岁",
        "符合",
        LIMIT,
    )
    assert [one for one in wanted if one not in page] == []
    # neither number, phone nor address are for this
    assert [one for one in ("410105", "沂蒙路", "139") if one in page] == []
    act = Act.objects.filter(what="open_case").latest("seq")
    assert (act.subject_id, act.purpose, act.person_id) == (str(case.id), "service", at.person.id)
    picture = case.papers.get(paper="photo").upload_id
    answer = desk.client.get(f"/cases/uploads/{picture}/?purpose=service")
    assert (answer.status_code, answer["Content-Type"]) == (200, "image/jpeg")
    assert desk.client.get(f"/cases/uploads/{picture}/").status_code == 422


def test_I9_taken_asked_answered_granted_and_printed(at: World) -> None:
    case, desk = casing.sent(at), Desk(at.street)
    home = f"/cases/{case.id}/"
    assert desk.post_to(f"{home}take/", version="1") == (302, f"{home}?done=taken")
    assert "已签收，办理期限从今天起算" in desk.get(f"{home}?done=taken")
    assert "提问期间办理期限照常计算" in desk.get(f"{home}ask/")
    assert desk.send(f"{home}ask/", words="")[0] == 422
    assert desk.send(f"{home}ask/", words="喜欢哪首？")[1] == f"{home}?done=asked"
    assert "喜欢哪首" in desk.get(home)
    cases.answer(case_id=case.id, words="《春晓》", by=at.me, at=factories.NOW)
    assert "《春晓》" in desk.get(home)
    status, where = desk.send(f"{home}grant/", words="请到一楼领取。")
    assert (status, where, fresh(case).state) == (302, f"{home}?done=granted", "granted")
    shown = desk.get(home)
    assert [one in shown for one in ("请到一楼领取", "打印告知书", "打印收件凭证", "可以向馆长申诉")] == [True] * 4
    for path in ("slip.pdf", "print/notice/"):
        answer = desk.client.get(home + path)
        assert (answer.status_code, answer.content[:5]) == (200, b"%PDF-")
    assert desk.status(f"{home}print/completion/") == 404
    assert desk.status(f"{home}print/nonsense/") == 404
    printed = Act.objects.filter(what="print").order_by("seq")
    assert [act.detail["paper"] for act in printed] == ["slip", "notice"]


def test_I9_the_page_says_beforehand_when_the_clock_stands(at: World) -> None:
    by = at.officer()
    loan, desk = casing.taken(at, "library/loan", by=by), Desk(at.street)
    assert "等答复的时间不算在办理期限里" in desk.get(f"/cases/{loan.id}/ask/")
    desk.send(f"/cases/{loan.id}/ask/", words="？")
    assert CaseQuestion.objects.get(case=loan).stops_clock is True
    assert "办理期限暂停计算" in desk.get(f"/cases/{loan.id}/")


def test_B7_everything_missing_is_told_once_and_what_a_department_confirms_never(at: World) -> None:
    case, desk = casing.sent(at), Desk(at.street)
    path = f"/cases/{case.id}/return/"
    page = desk.get(path)
    assert ("照片" in page, "没有欠书的证明" in page) == (True, False)
    status, said = desk.send(path, **{"note.papers.photo": "看不清"})
    assert (status, "请选择缺少的内容" in said) == (422, True)
    told = {"missing": ["papers.photo", "fields.shelf"], "note.papers.photo": "看不清"}
    assert desk.send(path, **told)[1] == f"/cases/{case.id}/?done=returned"
    shown = desk.get(f"/cases/{case.id}/")
    assert [one in shown for one in ("看不清", "想看什么", "打印补正告知书")] == [True] * 3
    assert desk.client.get(f"/cases/{case.id}/print/completion/").content[:5] == b"%PDF-"
    raw = {**casing.FORM, "papers": {"photo": {"upload": str(case.papers.get(paper="photo").upload_id)}}}
    cases.complete(case_id=case.id, raw=raw, by=at.me, at=factories.NOW)
    assert "/return/" not in desk.client.get(f"/cases/{case.id}/").content.decode()


def test_I10_a_refusal_needs_article_and_reason_and_shows_the_remedy(at: World) -> None:
    by = at.officer()
    case, desk = casing.taken(at, by=by), Desk(at.street)
    path = f"/cases/{case.id}/refuse/"
    page = desk.get(path)
    assert [one in page for one in ("可以向馆长申诉", "满6周岁", "在这里办了居住登记")] == [True] * 3
    status, said = desk.send(path, reason="没有登记")
    assert (status, "请选择所依据的条款" in said, "没有登记" in said) == (422, True, True)
    assert desk.send(path, article="I1", reason="没有登记")[1] == f"/cases/{case.id}/?done=refused"
    made = CaseDecision.objects.get(case=case)
    assert (made.outcome, made.reason, made.article, made.by_id) == ("refused", "没有登记", "I1", desk.post.staff_id)


def test_I10_two_officers_decide_where_the_service_says_so(at: World) -> None:
    first, second = Desk(at.street), Desk(at.street)
    loan = casing.taken(at, "library/loan", by=first.by)
    home = f"/cases/{loan.id}/"
    assert ("拟定决定" in first.get(home), "/grant/" in first.client.get(home).content.decode()) == (True, False)
    assert first.send(f"{home}propose/", outcome="granted", words="都齐了")[1] == f"{home}?done=proposed"
    own = first.client.get(home).content.decode()
    assert ("这是您拟定的" in own, f"{home}grant/" in own, f"{home}refuse/" in own) == (True, False, False)
    other = second.client.get(home).content.decode()
    assert [f"{home}{act}/" in other for act in ("grant", "refuse", "send-back")] == [True, False, True]
    assert second.send(f"{home}send-back/", words="少一张照片")[1] == f"{home}?done=sent_back"
    assert "少一张照片" in first.get(home)
    first.send(f"{home}propose/", outcome="refused", words="没有照片")
    assert second.send(f"{home}refuse/", article="I1", reason="没有照片")[1] == f"{home}?done=refused"
    assert (fresh(loan).proposed_by_id, fresh(loan).decided_by_id) == (first.post.staff_id, second.post.staff_id)


@pytest.mark.parametrize(("outcome", "state"), [("confirmed", "confirmed"), ("changed", "changed")])
def test_I10_an_objection_is_reviewed_by_somebody_else(at: World, outcome: str, state: str) -> None:
    first, second = Desk(at.street), Desk(at.street)
    case = casing.taken(at, by=first.by)
    cases.refuse(case_id=case.id, reason="没有", article="I1", by=first.by, at=factories.NOW)
    cases.protest(case_id=case.id, words="我有证", by=at.me, at=factories.NOW)
    home = f"/cases/{case.id}/"
    assert case.number in second.get("/cases/?state=objected")
    assert ("您参与过原来的决定" in first.get(home), f"{home}review/" in first.client.get(home).content.decode()) == (
        True,
        False,
    )
    assert first.send(f"{home}review/", outcome=outcome, article="I1", reason="看过")[0] == 422
    assert "我有证" in second.get(f"{home}review/")
    assert second.send(f"{home}review/", outcome=outcome, article="I1", reason="看过")[1] == f"{home}?done={outcome}"
    assert fresh(case).state == state


def test_two_officers_on_one_file_the_second_is_told_and_nothing_is_overwritten(at: World) -> None:
    first, second = Desk(at.street), Desk(at.street)
    case = casing.taken(at, by=first.by)
    path, seen = f"/cases/{case.id}/grant/", case.version
    first.send(f"/cases/{case.id}/ask/", words="？")
    status, said = second.post_to(path, version=str(seen), words="请来领")
    assert (status, "刚刚被别人处理过" in said, "请来领" in said, fresh(case).state) == (422, True, True, "asked")
    status, said = second.post_to(f"/cases/{case.id}/take/", version=str(seen))
    assert (status, "刚刚被别人处理过" in said) == (409, True)


def test_sending_a_form_twice_decides_once(at: World) -> None:
    desk = Desk(at.street)
    case = casing.taken(at, by=desk.by)
    path = f"/cases/{case.id}/grant/"
    sent = {"version": str(case.version), "words": "", "once": "k"}
    assert [desk.post_to(path, **sent)[0] for _ in range(2)] == [302, 302]
    assert CaseDecision.objects.filter(case=case).count() == 1


def test_the_next_case_is_one_key_away(at: World) -> None:
    desk = Desk(at.street)
    assert desk.status(f"/cases/{casing.sent(at).id}/next/") == 302
    card, loan = Case.objects.get(), casing.sent(at, "library/loan")
    assert desk.client.get(f"/cases/{card.id}/next/")["Location"] == f"/cases/{loan.id}/"
    assert desk.client.get(f"/cases/{loan.id}/next/?state=sent")["Location"] == f"/cases/{card.id}/?state=sent"
    cases.withdraw(case_id=loan.id, by=at.me, at=factories.NOW)
    assert desk.client.get(f"/cases/{card.id}/next/")["Location"] == "/cases/"


def test_what_is_late_below_is_seen_and_taken_over_above(at: World) -> None:
    case = casing.sent(at)
    above = Desk(at.county)
    assert f"/cases/{case.id}/take/" not in above.client.get(f"/cases/{case.id}/").content.decode()
    Case.objects.filter(id=case.id).update(escalated_to=at.county, limit_on=factories.DAY - datetime.timedelta(days=1))
    assert case.number in above.get("/cases/?state=escalated")
    assert "报" in above.get(f"/cases/{case.id}/")
    above.post_to(f"/cases/{case.id}/take/", version="1")
    assert fresh(case).unit_id == at.county.id


@pytest.mark.parametrize("rows", [1, 3])
def test_a_page_of_the_queue_takes_the_same_statements_for_any_number_of_cases(
    at: World, rows: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for name in ("card", "loan", "errand")[:rows]:
        casing.sent(at, f"library/{name}")
    desk = Desk(at.street)
    desk.get("/cases/")
    with django_assert_num_queries(COUNTED):
        desk.get("/cases/")


def test_B7_whoever_stands_at_the_offices_own_window_needs_no_phone_to_go_on(at: World) -> None:
    case, desk, above = casing.sent(at), Desk(at.street), Desk(at.county)
    home = f"/cases/{case.id}/"
    cases.give_back(case_id=case.id, missing={"papers.photo": "看不清"}, by=desk.by, at=factories.NOW)
    assert ("本人来窗口了" in desk.get(home), "本人来窗口了" in above.get(home)) == (True, False)
    assert "看不清" in desk.get(f"{home}complete/")
    wrong = {"truth": "yes", "fields.shelf": ""}
    assert desk.send(f"{home}complete/", **wrong)[0] == 422
    brought = {"truth": "yes", "fields.shelf": "maps", "seen-photo": "yes"}
    assert desk.send(f"{home}complete/", **brought)[1] == f"{home}?done=completed"
    assert desk.client.get(f"{home}complete/")["Location"] == home
    desk.post_to(f"{home}take/", version=str(fresh(case).version))
    desk.send(f"{home}ask/", words="喜欢哪首？")
    assert "喜欢哪首" in desk.get(f"{home}answer/")
    assert desk.send(f"{home}answer/", words="《春晓》")[1] == f"{home}?done=answered"
    desk.send(f"{home}refuse/", article="I1", reason="没有")
    assert desk.send(f"{home}object/", words="我有证")[1] == f"{home}?done=objected"
    assert fresh(case).state == "objected"
    entered = Act.objects.filter(person_id=at.person.id, post_id=desk.post.id, actor_kind="staff")
    wanted = {"complete_case", "answer_case", "object_case"}
    assert set(entered.values_list("what", flat=True)) & wanted == wanted
    # nobody but the office that owns it, not even the one above
    for path in ("answer/", "object/"):
        assert above.post_to(f"{home}{path}", words="？", version=str(fresh(case).version), once=path)[0] == 404


def test_I3_a_case_is_withdrawn_at_the_window_at_the_applicants_word(at: World) -> None:
    case, desk = casing.sent(at), Desk(at.street)
    assert desk.post_to(f"/cases/{case.id}/withdraw/", version="1")[1] == f"/cases/{case.id}/?done=withdrawn"
    assert fresh(case).state == "withdrawn"
