"""What ends for the people who applied when an office takes a vacancy down or ends an employer, and when two records are one (L2, B5)."""

import pytest
from tests import factories, jobbing

from anju.actions import job as jobs
from anju.actions.job import erasing
from anju.law.refusal import Refusal
from anju.models import Act, JobApplication, JobWords, Message, Person
from anju.queries.job import offered

pytestmark = pytest.mark.django_db
NOW = factories.NOW
WHY = {"reason": "向求职者收押金", "article": "fee"}


def _now(held: JobApplication) -> JobApplication:
    return JobApplication.objects.select_related("person", "vacancy__employer").get(id=held.id)


def test_L2_once_a_vacancy_is_taken_down_its_employer_sees_nobody_and_whoever_applied_is_told() -> None:
    at = jobbing.world()
    vacancy = jobbing.opened(at)
    held, other = jobbing.applied(at, vacancy), jobbing.applied(at)
    assert offered.opened(_now(held)).phone
    jobs.take_down(vacancy_id=vacancy.id, scope=at.officer, at=NOW, **WHY)
    held = _now(held)
    assert (held.state, held.consent_until, offered.opened(held).name, offered.opened(held).phone) == (
        "closed",
        NOW,
        "",
        "",
    )
    assert _now(other).state == "sent"
    assert Message.objects.filter(kind="job_closed").count() == 1
    assert Act.objects.filter(what="close_application", person_id=held.person_id).count() == 1
    with pytest.raises(Refusal, match="not_allowed_in_state"):
        jobs.invite(application_id=held.id, words="明天来厂里", by=at.me, at=NOW)


def test_L2_when_an_employer_ends_nobody_waits_for_its_answer_any_more() -> None:
    at = jobbing.world()
    filled, still = jobbing.opened(at), jobbing.opened(at)
    waiting = [jobbing.applied(at, filled), jobbing.applied(at, still)]
    jobs.fill(vacancy_id=filled.id, by=at.me, at=NOW)
    jobs.end(employer_id=at.employer.id, scope=at.officer, at=NOW, **WHY)
    assert [_now(one).state for one in waiting] == ["closed", "closed"]
    assert Message.objects.filter(kind="job_closed").count() == 2


def test_B5_of_two_applications_for_one_vacancy_the_one_that_goes_on_is_kept_and_no_words_are_left_behind() -> None:
    at = jobbing.world()
    vacancy, (_, me) = jobbing.opened(at), jobbing.seeker(at)
    taken_back = jobbing.applied(at, vacancy, me)
    jobs.withdraw(application_id=taken_back.id, by=me, at=NOW)
    going = jobbing.applied(at, vacancy)
    kept, gone = Person.objects.get(id=taken_back.person_id), Person.objects.get(id=going.person_id)
    jobs.invite(application_id=going.id, words="明天来厂里", by=at.me, at=NOW)
    erasing.follow(kept=kept, gone=gone, at=NOW)
    assert (_now(going).person_id, _now(going).state) == (kept.id, "invited")
    assert not JobApplication.objects.filter(person=gone).exists()
    assert not JobWords.objects.filter(person_id=gone.id).exists()


def test_B5_an_application_that_is_given_up_for_another_keeps_no_words() -> None:
    at = jobbing.world()
    vacancy = jobbing.opened(at)
    first, second = jobbing.applied(at, vacancy), jobbing.applied(at, vacancy)
    kept, gone = Person.objects.get(id=first.person_id), Person.objects.get(id=second.person_id)
    erasing.follow(kept=kept, gone=gone, at=NOW)
    assert (_now(second).state, _now(first).state) == ("withdrawn", "sent")
    assert not JobWords.objects.filter(person_id=gone.id).exists()
