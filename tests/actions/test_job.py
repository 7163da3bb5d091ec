"""Employers and vacancies: registered, let in, offered, reviewed by a person, expired. Source: notice 二 R1, I3, I10."""

import datetime

import pytest
from tests import factories, jobbing
from tests.factories import NOW

from anju.actions import job as jobs
from anju.actions.job import closing
from anju.law.absent import Absent
from anju.law.actor import Actor
from anju.law.job import employer as law
from anju.law.refusal import Refusal
from anju.models import Act, Complaint, Employer, EmployerAgent, Message, Vacancy
from anju.queries import visitors
from anju.queries.job import board
from anju.queries.job.board import Wanted

pytestmark = pytest.mark.django_db
WHY = {"reason": "报名要先交押金。", "article": "fee"}


def acts(subject: object) -> list[str]:
    return list(Act.objects.filter(subject_id=str(subject)).order_by("seq").values_list("what", flat=True))


def found(**wanted: object) -> list[str]:
    return [row.title for row in board.search(wanted=Wanted(**wanted), on=factories.DAY)]  # type: ignore[arg-type]


def test_an_employer_is_checked_by_an_officer_before_anybody_acts_for_it() -> None:
    here = factories.community()
    boss = factories.resident()
    held = jobbing.asked(at=here, who=boss)
    by = visitors.resident_actor(who=boss)
    offer = jobbing.read(place=here.code)
    with pytest.raises(Absent):
        jobs.post(employer_id=held.id, offer=offer, by=by, at=NOW)
    scope = factories.scope(factories.post(unit=jobbing.office(at=here), role="officer"))
    with pytest.raises(Refusal) as refused:
        jobs.accept(employer_id=held.id, checked="", scope=scope, at=NOW)
    assert refused.value.code == "not_an_option"
    jobs.accept(employer_id=held.id, checked="registry", scope=scope, at=NOW)
    assert jobs.post(employer_id=held.id, offer=offer, by=by, at=NOW).state == "sent"
    assert acts(held.id) == ["ask_employer", "accept_employer"]
    assert Message.objects.filter(kind="employer_accepted", resident_id=boss.id).count() == 1


def test_an_employer_is_declined_with_reason_and_article_and_can_ask_again() -> None:
    here = factories.community()
    boss = factories.resident()
    held = jobbing.asked(at=here, who=boss)
    scope = factories.scope(factories.post(unit=jobbing.office(at=here), role="officer"))
    for wrong, code in (
        ({"reason": "", "article": "employer"}, "reason_missing"),
        ({**WHY, "article": "x"}, "article_missing"),
    ):
        with pytest.raises(Refusal) as refused:
            jobs.decline(employer_id=held.id, scope=scope, at=NOW, **wrong)
        assert refused.value.code == code
    jobs.decline(employer_id=held.id, reason="电话打不通。", article="employer", scope=scope, at=NOW)
    held.refresh_from_db()
    assert (held.state, held.article, held.answered_by_id) == ("declined", "employer", scope.actor.id)
    again = jobs.register(
        told=jobbing.told(county=held.county_id, code=held.code),
        who=boss,
        by=visitors.resident_actor(who=boss),
        at=factories.later(days=1),
    )
    assert again.state == "asked"


def test_one_credit_code_is_registered_once() -> None:
    at = jobbing.world()
    with pytest.raises(Refusal) as refused:
        jobbing.asked(at=at.community, code=at.employer.code)
    assert refused.value.code == "employer_known"
    assert Employer.objects.count() == 1


def test_where_no_labour_office_is_set_nobody_is_left_without_an_answer() -> None:
    here = factories.community()
    assert here.parent is not None
    boss = factories.resident()
    with pytest.raises(Refusal) as refused:
        jobs.register(
            told=jobbing.told(county=here.parent.parent_id or ""),
            who=boss,
            by=visitors.resident_actor(who=boss),
            at=NOW,
        )
    assert refused.value.code == "office_unset"


def test_an_ended_employer_has_nothing_open_and_nobody_acts_for_it() -> None:
    at = jobbing.world()
    vacancy = jobbing.opened(at)
    jobs.end(employer_id=at.employer.id, scope=at.officer, at=NOW, **WHY)
    vacancy.refresh_from_db()
    assert (vacancy.state, found()) == ("closed", [])
    with pytest.raises(Absent):
        jobbing.sent(at)
    with pytest.raises(Refusal):
        jobs.end(employer_id=at.employer.id, scope=at.officer, at=NOW, **WHY)


def test_a_colleague_is_let_in_by_whoever_acts_already_and_leaves() -> None:
    at = jobbing.world()
    other = factories.resident()
    them = visitors.resident_actor(who=other)
    agent = jobs.join(code=at.employer.code.lower(), label="小王", who=other, by=them, at=NOW)
    assert agent is not None
    with pytest.raises(Absent):
        jobbing.sent(at, by=them)
    with pytest.raises(Absent):
        jobs.admit(employer_id=at.employer.id, agent_id=agent.id, by=them, at=NOW)
    jobs.admit(employer_id=at.employer.id, agent_id=agent.id, by=at.me, at=NOW)
    assert jobbing.sent(at, by=them).state == "sent"
    jobs.leave(employer_id=at.employer.id, agent_id=agent.id, by=them, at=NOW)
    with pytest.raises(Absent):
        jobbing.sent(at, by=them)
    assert acts(at.employer.id)[-3:] == ["join_employer", "admit_agent", "end_agent"]


def test_asking_to_join_tells_nothing_of_which_employers_are_registered() -> None:
    at = jobbing.world()
    who = factories.resident()
    by = visitors.resident_actor(who=who)
    assert jobs.join(code=jobbing.code(), label="小王", who=who, by=by, at=NOW) is None
    assert EmployerAgent.objects.count() == 1
    twice = [jobs.join(code=at.employer.code, label="小王", who=who, by=by, at=NOW) for _ in range(2)]
    assert twice[0] == twice[1]
    with pytest.raises(Refusal) as refused:
        jobs.join(code="91371302MA3000001X", label="小王", who=who, by=by, at=NOW)
    assert refused.value.code in {"code_check", "code_shape"}


def test_an_officer_lets_an_agent_in_and_ends_one_who_left() -> None:
    at = jobbing.world()
    other = factories.resident()
    agent = jobs.join(code=at.employer.code, label="小王", who=other, by=visitors.resident_actor(who=other), at=NOW)
    assert agent is not None
    officer = at.officer.actor
    jobs.admit(employer_id=at.employer.id, agent_id=agent.id, by=officer, at=NOW)
    jobs.leave(employer_id=at.employer.id, agent_id=agent.id, by=officer, at=NOW)
    with pytest.raises(Absent):
        jobs.leave(employer_id=at.employer.id, agent_id=agent.id, by=officer, at=NOW)


def test_how_an_employer_is_reached_is_changed_by_its_own_people() -> None:
    at = jobbing.world()
    reach = law.read_reach({"place": "新厂区", "contact": "厂办", "phone": "0539-8120002"})
    held = jobs.change(employer_id=at.employer.id, reach=reach, by=at.me, at=NOW)
    assert (held.place, held.contact, held.phone, held.name) == ("新厂区", "厂办", "0539-8120002", at.employer.name)
    assert acts(held.id)[-1] == "change_employer"


def test_a_vacancy_is_public_once_a_person_reviewed_it() -> None:
    at = jobbing.world()
    vacancy = jobbing.sent(at)
    assert found() == []
    assert board.one(vacancy_id=vacancy.id, on=factories.DAY) is None
    held = jobs.publish(vacancy_id=vacancy.id, scope=at.officer, at=NOW, version=vacancy.version)
    assert found() == ["热压工"]
    assert (held.state, held.expires_on) == ("open", factories.DAY + datetime.timedelta(days=30))
    assert acts(held.id) == ["post_vacancy", "publish_vacancy"]
    assert Message.objects.filter(kind="vacancy_published", resident_id=at.boss.id).count() == 1


def test_a_vacancy_is_declined_or_taken_down_with_reason_and_article() -> None:
    at = jobbing.world()
    vacancy = jobbing.sent(at)
    with pytest.raises(Refusal) as refused:
        jobs.decline_vacancy(vacancy_id=vacancy.id, reason="收钱", article="", scope=at.officer, at=NOW)
    assert refused.value.code == "article_missing"
    jobs.decline_vacancy(vacancy_id=vacancy.id, scope=at.officer, at=NOW, **WHY)
    other = jobbing.opened(at)
    jobs.take_down(vacancy_id=other.id, scope=at.officer, at=NOW, **WHY)
    states = Vacancy.objects.order_by("number").values_list("state", "answer", "article")
    assert list(states) == [("declined", WHY["reason"], "fee"), ("down", WHY["reason"], "fee")]
    assert found() == []
    assert board.one(vacancy_id=other.id, on=factories.DAY) is None
    assert Act.objects.filter(what="take_vacancy_down", reason=WHY["reason"]).count() == 1


def test_a_changed_vacancy_is_reviewed_again_before_it_shows() -> None:
    at = jobbing.world()
    vacancy = jobbing.opened(at)
    offer = jobbing.read(place=at.community.code, title="砂光工")
    changed = jobs.change_vacancy(vacancy_id=vacancy.id, offer=offer, by=at.me, at=NOW, version=vacancy.version)
    assert (changed.state, found()) == ("sent", [])
    with pytest.raises(Refusal) as refused:
        jobs.publish(vacancy_id=vacancy.id, scope=at.officer, at=NOW, version=vacancy.version)
    assert refused.value.code == "stale"
    jobs.publish(vacancy_id=vacancy.id, scope=at.officer, at=NOW)
    assert found() == ["砂光工"]


def test_filled_and_closed_vacancies_are_not_found_and_stay_to_be_read() -> None:
    at = jobbing.world()
    for end, state in ((jobs.fill, "filled"), (jobs.close, "closed")):
        vacancy = jobbing.opened(at)
        end(vacancy_id=vacancy.id, by=at.me, at=NOW)
        shown = board.one(vacancy_id=vacancy.id, on=factories.DAY)
        assert shown is not None
        assert (shown.vacancy.state, shown.open, found()) == (state, False, [])
        with pytest.raises(Refusal):
            jobs.renew(vacancy_id=vacancy.id, by=at.me, at=NOW)


def test_a_vacancy_expires_after_its_last_day_once_and_can_be_renewed() -> None:
    at = jobbing.world()
    vacancy = jobbing.opened(at, days="7")
    last = factories.DAY + datetime.timedelta(days=7)
    later = factories.later(days=8)
    assert closing.expire(on=last, at=later) == 0
    after = last + datetime.timedelta(days=1)
    # already before the night has run
    assert board.search(wanted=Wanted(), on=after) == []
    assert [closing.expire(on=after, at=later) for _ in range(2)] == [1, 0]
    assert Message.objects.filter(kind="vacancy_expired").count() == 1
    held = jobs.renew(vacancy_id=vacancy.id, by=at.me, at=later)
    assert (held.state, held.expires_on) == ("open", after + datetime.timedelta(days=7))


def test_an_officer_posts_for_an_employer_and_another_office_does_not_exist_for_it() -> None:
    at = jobbing.world()
    vacancy = jobbing.sent(at, by=at.officer.actor)
    far = factories.community(county="371311")
    stranger = factories.scope(factories.post(unit=jobbing.office(at=far), role="officer"))
    other = factories.unit(code="jy-1", kind="office", department="education", level="county", covers=far.parent)
    for scope in (stranger, factories.scope(factories.post(unit=other, role="officer"))):
        for do in (
            lambda scope=scope: jobs.publish(vacancy_id=vacancy.id, scope=scope, at=NOW),
            lambda scope=scope: jobs.take_down(vacancy_id=vacancy.id, scope=scope, at=NOW, **WHY),
            lambda scope=scope: jobs.end(employer_id=at.employer.id, scope=scope, at=NOW, **WHY),
            lambda scope=scope: jobbing.sent(at, by=scope.actor),
        ):
            with pytest.raises(Absent):
                do()
    city = factories.scope(factories.post(unit=at.city, role="officer"))
    assert jobs.publish(vacancy_id=vacancy.id, scope=city, at=NOW).state == "open"


def test_a_vacancy_is_reported_by_anybody_and_the_office_gets_a_complaint_with_a_code() -> None:
    at = jobbing.world()
    vacancy = jobbing.opened(at)
    nobody = Actor(kind="resident", role="resident")
    made = jobs.report(vacancy_id=vacancy.id, kind="fee", text="要我交300元服装费", contact="", by=nobody, at=NOW)
    assert (made.owner_id, len(made.code)) == (at.office.id, 12)
    with pytest.raises(Refusal):
        jobs.report(vacancy_id=vacancy.id, kind="x", text="…", contact="", by=nobody, at=NOW)
    with pytest.raises(Absent):
        jobs.report(vacancy_id=jobbing.sent(at).id, kind="fee", text="…", contact="", by=nobody, at=NOW)
    assert Complaint.objects.count() == 1
