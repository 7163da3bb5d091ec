"""The board's pages: found without signing in, applied for, answered, reviewed; nothing for strangers. Source: notice 二 R1."""

import uuid

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import translation
from tests import factories, jobbing
from tests.jobbing import World

from anju.actions import job as jobs
from anju.law.job import employment
from anju.models import Employer, Employment, JobApplication, Post, Resident, Vacancy
from anju.web import access, clock

pytestmark = pytest.mark.django_db
NOBODY = uuid.UUID("01890000-0000-7000-8000-000000000000")


@pytest.fixture(autouse=True)
def morning(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let it be the morning of the factories' day, in Chinese."""
    translation.activate("zh-hans")
    monkeypatch.setattr(clock, "now", lambda: factories.NOW)
    monkeypatch.setattr(clock, "today", lambda: factories.DAY)


def signed(who: Resident) -> Client:
    """Return a phone signed in."""
    client = Client()
    session = client.session
    session[access.RESIDENT] = str(who.id)
    session.save()
    return client


def staff(post: Post) -> Client:
    """Return a browser in which a post's holder is signed in."""
    client = Client()
    client.force_login(post.staff)
    session = client.session
    session.update({access.POST: str(post.id), "second_factor": "totp"})
    session.save()
    return client


def officer(at: World) -> Client:
    """Return a browser of the county's labour office."""
    return staff(factories.post(unit=at.office, role="officer"))


def form(**more: object) -> dict[str, object]:
    return {"once": str(uuid.uuid4()), **more}


def text(client: Client, where: str) -> str:
    answer = client.get(where)
    assert answer.status_code == 200, where
    return answer.content.decode()


def test_without_signing_in_one_finds_and_reads_what_is_open() -> None:
    at = jobbing.world()
    vacancy = jobbing.opened(at)
    jobbing.opened(at, title="厨师", occupation="4-03", wage_from="3000", wage_to="3500")
    hidden = jobbing.sent(at, title="还没审")
    here = text(Client(), "/jobs/")
    assert ["热压工" in here, "厨师" in here, "还没审" in here] == [True, True, False]
    county, street = at.community.path.split("/")[1:3]
    for query, expected in (
        ("q=热压", [True, False]),
        ("q=reya", [True, False]),
        ("q=沂蒙板材", [True, True]),
        ("kind=4-03", [False, True]),
        ("wage=5000", [True, False]),
        (f"county={county}", [True, True]),
        (f"county={county}&street={street}", [True, True]),
        ("county=371311000000", [False, False]),
        ("county=x", [False, False]),
        ("kind=x", [False, False]),
        ("q=；", [False, False]),
    ):
        page = text(Client(), f"/jobs/?{query}")
        assert [">热压工<" in page, ">厨师<" in page] == expected, query
    page = text(Client(), f"/jobs/{vacancy.id}/")
    assert ["每月4500–6000元" in page, "0539-8120001" in page, jobbing.WORDS in page] == [True, False, True]
    assert Client().get(f"/jobs/{hidden.id}/").status_code == 404
    assert Client().get(f"/jobs/{NOBODY}/").status_code == 404
    shown = jobbing.opened(at, contact_shown="on")
    assert "0539-8120001" in text(Client(), f"/jobs/{shown.id}/")


def test_pages_go_on_without_losing_or_doubling_a_row() -> None:
    at = jobbing.world()
    for number in range(45):
        jobbing.opened(at, title=f"工{number:02d}")
    seen: list[str] = []
    where = "/jobs/?q=工"
    while where:
        page = text(Client(), where)
        seen += [part[:3] for part in page.split("<strong>工")[1:]]
        onward = page.split('rel="next" href="')
        where = "/jobs/" + onward[1].split('"')[0].replace("&amp;", "&") if len(onward) > 1 else ""
    assert (len(seen), len(set(seen))) == (45, 45)


def test_a_page_asks_the_same_however_many_rows_it_shows() -> None:
    at = jobbing.world()
    counts = []
    for _ in range(2):
        jobbing.opened(at)
        Client().get("/jobs/")
        with CaptureQueriesContext(
            connection,
        ) as asked:
            Client().get("/jobs/")
        counts.append(len(asked))
        jobbing.opened(at)
    assert counts[0] == counts[1]


def test_who_is_not_signed_in_is_led_to_the_sign_in_and_back() -> None:
    vacancy = jobbing.opened(jobbing.world())
    answer = Client().get(f"/jobs/{vacancy.id}/apply/")
    assert answer["Location"] == f"/sign-in/?next=%2Fjobs%2F{vacancy.id}%2Fapply%2F"


def test_the_whole_way_from_posting_to_being_hired() -> None:
    at = jobbing.world()
    boss, judge = signed(at.boss), officer(at)
    raw = jobbing.raw(place=at.community.parent_id or "")
    where = f"/jobs/employer/{at.employer.id}/new/"
    assert boss.post(where, form(**{**raw, "title": ""})).status_code == 422
    sent = boss.post(where, form(**raw))
    vacancy = Vacancy.objects.get()
    assert sent["Location"] == f"/jobs/employer/vacancy/{vacancy.id}/"
    assert "热压工" in text(judge, "/jobs/review/")
    review = f"/jobs/review/vacancy/{vacancy.id}/"
    assert "审核通过" in text(judge, review)
    assert judge.post(review, form(choice="publish", version=vacancy.version)).status_code == 302
    who, _ = jobbing.seeker(at, name="王小明", phone="13900007777")
    me = signed(who)
    apply = f"/jobs/{vacancy.id}/apply/"
    assert "我同意" in text(me, apply)
    assert me.post(apply, form(words="做过三年")).status_code == 422
    assert me.post(apply, form(words="做过三年", consent="yes")).status_code == 302
    held = JobApplication.objects.get()
    assert text(boss, f"/jobs/employer/vacancy/{vacancy.id}/").count("13900007777") == 0
    one = f"/jobs/employer/application/{held.id}/"
    assert "13900007777" in text(boss, one)
    assert boss.post(one, form(choice="invite", words="", version=1)).status_code == 422
    assert boss.post(one, form(choice="invite", words="周五九点来厂门口", version=1)).status_code == 302
    mine = f"/my/jobs/{held.id}/"
    assert "周五九点来厂门口" in text(me, mine)
    assert boss.post(one, form(choice="hire", version=2)).status_code == 302
    assert "13900007777" not in text(boss, one)
    assert "是这样吗" in text(me, mine)
    assert me.post(mine, form(choice="say", said="confirmed", version=3)).status_code == 302
    assert "办就业登记" in text(me, mine)
    assert "热压工" in text(me, "/my/jobs/")
    assert "您报名的单位" in text(me, "/my/traces/")


def test_sending_twice_applies_once() -> None:
    at = jobbing.world()
    vacancy = jobbing.opened(at)
    me = signed(jobbing.seeker(at)[0])
    sent = form(words="", consent="yes")
    answers = [me.post(f"/jobs/{vacancy.id}/apply/", sent)["Location"].split("?")[0] for _ in range(2)]
    assert answers[0] == answers[1]
    assert JobApplication.objects.count() == 1


def test_somebody_without_a_registration_is_shown_the_way() -> None:
    vacancy = jobbing.opened(jobbing.world())
    page = text(signed(factories.resident()), f"/jobs/{vacancy.id}/apply/")
    assert "登记我的住处" in page


def test_an_application_is_taken_back_on_its_page() -> None:
    at = jobbing.world()
    who, by = jobbing.seeker(at)
    held = jobbing.applied(at, by=by)
    assert signed(who).post(f"/my/jobs/{held.id}/", form(choice="withdraw", version=1)).status_code == 302
    assert signed(who).post(f"/my/jobs/{held.id}/", form(choice="x")).status_code == 422
    held.refresh_from_db()
    assert held.state == "withdrawn"


def test_an_employer_is_registered_joined_and_checked_on_pages() -> None:
    here = factories.community()
    office = jobbing.office(at=here)
    county = here.path.split("/")[1]
    boss = factories.resident()
    me = signed(boss)
    assert "登记我的单位" in text(me, "/jobs/employer/")
    raw = {"name": "沂河食品厂", "code": jobbing.code(), "county": county, "place": "八号路", "contact": "厂办"}
    raw |= {"phone": "0539-1234567", "label": "老张"}
    bad = me.post("/jobs/employer/new/", form(**{**raw, "code": "123"}))
    assert (bad.status_code, "沂河食品厂" in bad.content.decode()) == (422, True)
    assert me.post("/jobs/employer/new/", form(**raw)).status_code == 302
    held = Employer.objects.get()
    judge = staff(factories.post(unit=office, role="officer"))
    assert "沂河食品厂" in text(judge, "/jobs/review/employers/")
    where = f"/jobs/review/employer/{held.id}/"
    assert judge.post(where, form(choice="accept")).status_code == 422
    assert judge.post(where, form(choice="accept", checked="registry")).status_code == 302
    assert "发布岗位" in text(me, f"/jobs/employer/{held.id}/")
    other = factories.resident()
    answers = [
        signed(other).post("/jobs/employer/join/", form(code=code, label="小王"))
        for code in (held.code, jobbing.code())
    ]
    assert {answer["Location"] for answer in answers} == {"/jobs/employer/?done=joined"}
    agent = held.agents.get(resident=other)
    assert signed(other).get(f"/jobs/employer/{held.id}/").status_code == 404
    assert me.post(f"/jobs/employer/{held.id}/", form(choice="admit", agent=agent.id)).status_code == 302
    assert signed(other).get(f"/jobs/employer/{held.id}/").status_code == 200
    reach = form(choice="reach", place="九号路", contact="厂办", phone="0539-7654321")
    assert me.post(f"/jobs/employer/{held.id}/", reach).status_code == 302
    assert me.post(f"/jobs/employer/{held.id}/", form(choice="end", agent="x")).status_code == 422
    held.refresh_from_db()
    assert held.phone == "0539-7654321"
    assert judge.post(where, form(choice="end", reason="注销", article="employer")).status_code == 302
    assert me.get(f"/jobs/employer/{held.id}/").status_code == 404


def test_an_officer_is_advised_and_decides() -> None:
    at = jobbing.world()
    bad = jobbing.sent(
        at, text="限男，本地户口，先交300元服装费", wage_from="1200", wage_to="1500", insurance="none", hours_week="60"
    )
    judge = officer(at)
    where = f"/jobs/review/vacancy/{bad.id}/"
    page = text(judge, where)
    for hint in ("可能向求职者收钱", "可能有户籍", "可能有性别限制", "低于最低工资", "每周60小时", "不缴社会保险"):
        assert hint in page, hint
    assert judge.post(where, form(choice="decline", reason="收服装费")).status_code == 422
    assert judge.post(where, form(choice="decline", reason="收服装费", article="fee")).status_code == 302
    mine = text(signed(at.boss), f"/jobs/employer/vacancy/{bad.id}/")
    assert ["收服装费" in mine, "第14条" in mine, "行政复议" in mine] == [True, True, True]


def test_a_vacancy_is_changed_filled_and_renewed_on_its_pages() -> None:
    at = jobbing.world()
    vacancy = jobbing.opened(at)
    boss = signed(at.boss)
    where = f"/jobs/employer/vacancy/{vacancy.id}/"
    assert "热压工" in text(boss, f"{where}change/")
    raw = jobbing.raw(place=at.community.parent_id or "", title="砂光工")
    assert boss.post(f"{where}change/", form(**raw, version=vacancy.version)).status_code == 302
    assert boss.post(f"{where}change/", form(**raw, version=vacancy.version)).status_code == 422
    assert boss.post(where, form(choice="renew")).status_code == 422
    assert boss.post(where, form(choice="fill")).status_code == 302
    assert "已招满" in text(boss, where)
    assert boss.post(f"{where}change/", form(**raw)).status_code == 422


def test_a_report_becomes_a_complaint_with_a_code() -> None:
    vacancy = jobbing.opened(jobbing.world())
    where = f"/jobs/{vacancy.id}/report/"
    assert "提交举报" in text(Client(), where)
    assert Client().post(where, form(what="", text="")).status_code == 422
    answer = Client().post(where, form(what="fee", text="要我交押金"))
    assert answer["Location"].startswith("/complaints/")
    assert Client().get(f"/jobs/{NOBODY}/report/").status_code == 404


def test_the_register_is_listed_masked_opened_on_record_changed_and_printed() -> None:
    at = jobbing.world()
    who, _ = jobbing.seeker(at, name="王小明")
    person = who.bindings.get().person
    post = factories.post(unit=at.office, role="officer")
    Employment.objects.create(
        number="JY1", person=person, kind="unemployed", since=factories.DAY, community=at.community,
        unit=at.office, registered_at=factories.NOW, registered_by=post.staff,
    )  # fmt: skip
    judge = staff(post)
    assert '/jobs/?county=371302000000"' in text(signed(who), "/my/jobs/record/")
    page = text(judge, "/jobs/review/register/?which=unemployed")
    assert ["王*明" in page, "王小明" in page] == [True, False]
    where = f"/jobs/review/register/{Employment.objects.get().id}/"
    assert "王小明" in text(judge, where)
    assert judge.post(where, form(choice="enter", kind="employed", since="")).status_code == 422
    entered = judge.post(where, form(choice="enter", kind="employed", since="2026-03-02", employer="板材厂"))
    assert entered.status_code == 302
    me = signed(who)
    assert "板材厂" in text(me, "/my/jobs/record/")
    printed = me.post("/my/jobs/record/print/", form())
    assert printed.content.startswith(b"%PDF")
    assert judge.post(entered["Location"], form(choice="end", reason="moved", until="2026-03-04")).status_code == 302
    assert "王*明" in text(judge, "/jobs/review/register/?which=over")
    assert me.post("/my/jobs/record/print/", form()).status_code == 404
    assert "现在没有登记" in text(me, "/my/jobs/record/")
    assert employment.LABELS["employer"].zh in text(judge, entered["Location"])


def test_figures_by_month_hide_what_is_small() -> None:
    at = jobbing.world()
    jobbing.applied(at)
    judge = officer(at)
    page = text(judge, "/jobs/review/figures/?by=county&month=2026-03")
    assert ["兰山区" in page, ">不显示<" in page] == [True, True]
    assert judge.get("/jobs/review/figures/?month=x").status_code == 404
    assert judge.get("/jobs/review/figures/?by=x").status_code == 404
    assert "还没有数字" in text(judge, "/jobs/review/figures/?month=2025-03")


_REVIEW = ("vacancy", "employer", "register")


def test_other_offices_and_roles_find_no_page_of_the_review() -> None:
    at = jobbing.world()
    vacancy = jobbing.sent(at)
    far = factories.community(county="371311")
    school = factories.unit(code="jy-1", kind="office", department="education", level="county", covers=far.parent)
    lists = ["/jobs/review/", "/jobs/review/employers/", "/jobs/review/register/", "/jobs/review/figures/"]
    posts = [factories.post(unit=school, role="officer"), factories.registrar(of=far)]
    for client in map(staff, posts):
        for where in lists:
            assert client.get(where).status_code == 404
    posts.append(factories.post(unit=jobbing.office(at=far), role="officer"))
    keys = {"vacancy": vacancy.id, "employer": at.employer.id, "register": NOBODY}
    for client in map(staff, posts):
        for kind in _REVIEW:
            for send in (client.get, lambda where, client=client: client.post(where, form(choice="publish"))):
                found = [send(f"/jobs/review/{kind}/{key}/").status_code for key in (keys[kind], NOBODY)]
                assert found == [404, 404]
    assert text(staff(posts[-1]), "/jobs/review/").count("热压工") == 0
    vacancy.refresh_from_db()
    assert vacancy.state == "sent"


def test_another_residents_pages_are_like_ones_that_do_not_exist() -> None:
    at = jobbing.world()
    held = jobbing.applied(at)
    stranger = signed(jobbing.seeker(at)[0])
    for where, key in (
        ("/jobs/employer/{}/", at.employer.id),
        ("/jobs/employer/{}/new/", at.employer.id),
        ("/jobs/employer/vacancy/{}/", held.vacancy_id),
        ("/jobs/employer/vacancy/{}/change/", held.vacancy_id),
        ("/jobs/employer/application/{}/", held.id),
        ("/my/jobs/{}/", held.id),
    ):
        for send in (stranger.get, lambda at: stranger.post(at, form(choice="fill"))):
            found = [send(where.format(one)).status_code for one in (key, NOBODY)]
            assert found == [404, 404], where
    assert jobs.open_one(application_id=held.id, by=at.me, at=factories.NOW).state == "sent"
