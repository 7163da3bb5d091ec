"""Applying for a job: with a receipt, once, on consent; invited, declined, hired, taken back. Source: I1, I3, L2, L12."""

import datetime

import pytest
from tests import factories, jobbing
from tests.factories import NOW

from anju.actions import job as jobs
from anju.actions.job import closing, erasing
from anju.law.absent import Absent
from anju.law.refusal import Refusal
from anju.models import Act, EmployerAgent, JobApplication, JobWords, Message, Person
from anju.queries import traces, visitors
from anju.queries.job import offered, sent

pytestmark = pytest.mark.django_db


def refused(do: object) -> str:
    with pytest.raises(Refusal) as found:
        do()  # type: ignore[operator]
    return found.value.code


def test_somebody_registered_applies_with_consent_and_the_words_are_sealed() -> None:
    at = jobbing.world()
    who, by = jobbing.seeker(at)
    vacancy = jobbing.opened(at)
    assert (
        refused(lambda: jobs.apply(vacancy_id=vacancy.id, words="", consent=False, by=by, at=NOW)) == "consent_missing"
    )
    held = jobs.apply(vacancy_id=vacancy.id, words="做过三年热压", consent=True, by=by, at=NOW)
    assert (held.state, held.due_on) == ("sent", factories.DAY + datetime.timedelta(days=15))
    assert "热压".encode() not in bytes(JobWords.objects.get().words)
    assert [text for _, _, text in sent.one(who=who, application_id=held.id).words] == ["做过三年热压"]
    assert Message.objects.filter(kind="job_applied", resident_id=at.boss.id).count() == 1


def test_nobody_applies_twice_for_one_vacancy() -> None:
    at = jobbing.world()
    _, by = jobbing.seeker(at)
    vacancy = jobbing.opened(at)
    held = jobbing.applied(at, vacancy, by)
    assert refused(lambda: jobbing.applied(at, vacancy, by)) == "applied_before"
    jobs.withdraw(application_id=held.id, by=by, at=NOW)
    again = jobbing.applied(at, vacancy, by)
    assert (again.id, again.state, JobApplication.objects.count()) == (held.id, "sent", 1)


def test_who_may_not_apply_is_told_why_and_what_to_do() -> None:
    at = jobbing.world()
    vacancy = jobbing.opened(at)
    stranger = visitors.resident_actor(who=factories.resident())
    declared = factories.resident()
    factories.filed(at=at.community, who=declared)
    who, young = jobbing.seeker(at)
    # fifteen, and sixteen tomorrow
    Person.objects.filter(bindings__resident=who).update(birth_on=datetime.date(2010, 3, 5))
    cases = {
        "not_registered": [stranger, visitors.resident_actor(who=declared)],
        "under_age": [young],
    }
    for code, people in cases.items():
        for by in people:
            assert refused(lambda by=by: jobbing.applied(at, vacancy, by)) == code
    assert JobApplication.objects.count() == 0


def test_nobody_applies_for_what_is_over_or_was_never_public() -> None:
    at = jobbing.world()
    by = jobbing.seeker(at)[1]
    vacancy = jobbing.opened(at, days="7")
    assert refused(lambda: jobbing.applied(at, vacancy, by, when=factories.later(days=8))) == "vacancy_over"
    jobs.fill(vacancy_id=vacancy.id, by=at.me, at=NOW)
    assert refused(lambda: jobbing.applied(at, vacancy, by)) == "vacancy_over"
    with pytest.raises(Absent):
        jobbing.applied(at, jobbing.sent(at), by)


def test_an_employer_sees_name_and_phone_on_record_and_only_while_the_consent_holds() -> None:
    at = jobbing.world()
    who, by = jobbing.seeker(at, name="王小明", phone="13900007777")
    held = jobbing.applied(at, by=by)
    seen = offered.opened(jobs.open_one(application_id=held.id, by=at.me, at=NOW))
    assert (seen.name, seen.phone, [text for _, _, text in seen.words]) == ("王小明", "13900007777", ["做过三年热压"])
    trace = traces.reads(person=held.person, viewer=who.id)[0]
    assert (trace.what, trace.reason, trace.role.zh) == ("open_applicant", at.employer.name, "您报名的单位")
    jobs.withdraw(application_id=held.id, by=by, at=NOW)
    reads = Act.objects.filter(what="open_applicant").count()
    gone = offered.opened(jobs.open_one(application_id=held.id, by=at.me, at=NOW))
    assert (gone.name, gone.phone, gone.words) == ("", "", ())
    assert Act.objects.filter(what="open_applicant").count() == reads
    assert JobWords.objects.count() == 0


def test_another_employer_sees_and_does_nothing() -> None:
    at, other = jobbing.world(), jobbing.world(county="371311")
    held = jobbing.applied(at)
    for do in (
        lambda: jobs.open_one(application_id=held.id, by=other.me, at=NOW),
        lambda: jobs.invite(application_id=held.id, words="明天九点", by=other.me, at=NOW),
        lambda: jobs.decline_applicant(application_id=held.id, reason="skill", words="", by=other.me, at=NOW),
        lambda: jobs.hire(application_id=held.id, by=other.me, at=NOW),
        lambda: jobs.withdraw(application_id=held.id, by=other.me, at=NOW),
        lambda: jobs.say(application_id=held.id, said="confirmed", by=at.me, at=NOW),
    ):
        with pytest.raises(Absent):
            do()
    held.refresh_from_db()
    assert held.state == "sent"


def test_invited_then_hired_then_confirmed_by_the_person() -> None:
    at = jobbing.world()
    who, by = jobbing.seeker(at)
    held = jobbing.applied(at, by=by)
    assert refused(lambda: jobs.invite(application_id=held.id, words="", by=at.me, at=NOW)) == "words_missing"
    assert refused(lambda: jobs.hire(application_id=held.id, by=at.me, at=NOW)) == "not_allowed_in_state"
    assert refused(lambda: jobs.say(application_id=held.id, said="confirmed", by=by, at=NOW)) == "no_outcome"
    invited = jobs.invite(application_id=held.id, words="周五九点来厂门口", by=at.me, at=NOW, version=held.version)
    assert sent.one(who=who, application_id=held.id).contact == "人事部 0539-8120001"
    hired = jobs.hire(application_id=held.id, by=at.me, at=NOW, version=invited.version)
    assert (hired.state, hired.consent_until) == ("hired", NOW)
    assert offered.opened(jobs.open_one(application_id=held.id, by=at.me, at=NOW)).phone == ""
    said = jobs.say(application_id=held.id, said="confirmed", by=by, at=NOW, version=hired.version)
    assert said.said == "confirmed"
    kinds = set(
        Message.objects.filter(person_id=held.person_id, kind__startswith="job_").values_list("kind", flat=True)
    )
    assert kinds == {"job_invited", "job_outcome"}


def test_a_disputed_outcome_is_put_before_the_office() -> None:
    at = jobbing.world()
    officer = at.officer
    by = jobbing.seeker(at)[1]
    held = jobbing.applied(at, by=by)
    jobs.invite(application_id=held.id, words="周五九点", by=at.me, at=NOW)
    jobs.not_hire(application_id=held.id, by=at.me, at=NOW)
    assert refused(lambda: jobs.say(application_id=held.id, said="x", by=by, at=NOW)) == "not_an_option"
    jobs.say(application_id=held.id, said="disputed", by=by, at=NOW)
    assert Message.objects.filter(kind="job_disputed", staff_id=officer.actor.id).count() == 1


def test_a_decline_names_the_reason_and_closes_name_and_phone() -> None:
    at = jobbing.world()
    who, by = jobbing.seeker(at)
    held = jobbing.applied(at, by=by)
    assert (
        refused(lambda: jobs.decline_applicant(application_id=held.id, reason="", words="", by=at.me, at=NOW))
        == "not_an_option"
    )
    jobs.decline_applicant(application_id=held.id, reason="skill", words="要叉车证", by=at.me, at=NOW)
    seen = sent.one(who=who, application_id=held.id)
    assert (seen.state.zh, seen.reason.zh, seen.words[-1][2]) == ("单位没有选中", "技能、经验不合适", "要叉车证")
    assert offered.opened(jobs.open_one(application_id=held.id, by=at.me, at=NOW)).name == ""


def test_two_hands_on_one_application_are_told_apart() -> None:
    at = jobbing.world()
    held = jobbing.applied(at)
    jobs.invite(application_id=held.id, words="周五九点", by=at.me, at=NOW, version=held.version)
    late = refused(lambda: jobs.hire(application_id=held.id, by=at.me, at=NOW, version=held.version))
    assert late == "stale"


def test_an_employer_that_does_not_answer_is_reminded_once_and_then_the_application_closes() -> None:
    at = jobbing.world()
    held = jobbing.applied(at)
    day = lambda days: {"on": factories.DAY + datetime.timedelta(days=days), "at": factories.later(days=days)}  # noqa: E731
    assert (closing.remind(**day(15)), closing.close(**day(15))) == (0, 0)
    assert [closing.remind(**day(16)) for _ in range(2)] == [1, 0]
    assert closing.close(**day(31)) == 0
    assert [closing.close(**day(32)) for _ in range(2)] == [1, 0]
    held.refresh_from_db()
    assert (held.state, held.consent_until) == ("closed", factories.later(days=32))
    kinds = ("job_unanswered", "job_closed")
    assert [Message.objects.filter(kind=kind).count() for kind in kinds] == [1, 1]


def test_an_answered_application_is_neither_reminded_nor_closed() -> None:
    at = jobbing.world()
    held = jobbing.applied(at)
    jobs.decline_applicant(application_id=held.id, reason="filled", words="", by=at.me, at=NOW)
    late = {"on": factories.DAY + datetime.timedelta(days=99), "at": factories.later(days=99)}
    assert (closing.remind(**late), closing.close(**late)) == (0, 0)


def test_L7_erasing_somebody_empties_words_and_takes_open_applications_back() -> None:
    at = jobbing.world()
    held = jobbing.applied(at)
    erasing.wipe(person_id=held.person_id, at=NOW)
    held.refresh_from_db()
    assert (held.state, JobWords.objects.count()) == ("withdrawn", 0)


def test_L7_a_sign_in_that_goes_acts_for_no_employer_and_is_forgotten_there() -> None:
    at = jobbing.world()
    erasing.wipe_sign_in(resident_id=at.boss.id, at=NOW)
    agent = EmployerAgent.objects.get()
    assert (agent.resident_id, agent.label, agent.until) == (None, "", NOW)


def test_B5_applications_follow_the_record_that_is_kept() -> None:
    at = jobbing.world()
    kept, gone = (Person.objects.get(id=jobbing.applied(at).person_id) for _ in range(2))
    both = jobbing.opened(at)
    rows = [
        JobApplication.objects.create(
            vacancy=both, person=one, state="sent", sent_at=NOW, due_on=factories.DAY, consented_at=NOW
        )
        for one in (kept, gone)
    ]
    erasing.follow(kept=kept, gone=gone, at=NOW)
    assert JobApplication.objects.filter(person=kept).count() == 3
    rows[1].refresh_from_db()
    assert (rows[1].person_id, rows[1].state) == (gone.id, "withdrawn")


def test_L5_the_copy_of_ones_data_holds_applications_and_words() -> None:
    at = jobbing.world()
    held = jobbing.applied(at)
    copied = sent.copied(person=held.person)
    assert [one["words"] for one in copied["applications"]] == [["seeker: 做过三年热压"]]
    assert copied["applications"][0]["employer"] == at.employer.name


def test_the_list_of_applicants_is_masked() -> None:
    at = jobbing.world()
    vacancy = jobbing.opened(at)
    jobbing.applied(at, vacancy, jobbing.seeker(at, name="王小明")[1])
    rows = offered.applicants(vacancy_id=vacancy.id)
    assert [row.name for row in rows] == ["王*明"]
