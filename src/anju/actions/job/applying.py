"""The seeker's side: applying with a registered receipt, withdrawing, saying what came of it. Source: I1, I3, L2."""

import datetime
import uuid

from django.db import transaction

from anju.actions import record
from anju.actions.job import closing, locking, telling
from anju.law import authority, city
from anju.law.absent import Absent
from anju.law.actor import Actor
from anju.law.job import application as law
from anju.law.job.application import Said
from anju.law.refusal import Refusal
from anju.law.wording import Text
from anju.models import JobApplication, JobWords, Person, Vacancy
from anju.models.base import new_id
from anju.queries.entitlement import facts
from anju.vault import seal

_SINCE = 16
_NOT_OPEN = Text(
    zh="报名要有有效的居住登记或者居住证。先办居住登记，两分钟就好，不收费。",
    en="To apply you need a registration in force or a permit. Registering takes two minutes and is free.",
)
_YOUNG = Text(
    zh="不满16周岁不能工作（《劳动法》第15条）。遇到难处请打12355或者找社区。",
    en="Under 16 one may not work (Labour Law, art. 15). If you are in trouble, call 12355 or ask your community.",
)
_OVER = Text(zh="这个岗位已经不招了，看看别的岗位吧。", en="This job isn't open any more. Please look at others.")
_TWICE = Text(zh="您已经报过这个岗位。", en="You have applied for this job already.")
_SAID = Text(zh="请选择是不是这样。", en="Please choose whether that is so.")
_NO_OUTCOME = Text(zh="单位还没有报告结果。", en="The employer hasn't reported an outcome yet.")


def apply(*, vacancy_id: uuid.UUID, words: str, consent: bool, by: Actor, at: datetime.datetime) -> JobApplication:
    """Apply for an open vacancy; name and phone are open to that employer until it is settled or taken back.

    One application a person and vacancy; after a withdrawal the same one is sent again. Raises Absent, Refusal
    "consent_missing", "words_too_long", "not_registered", "under_age", "vacancy_over", "applied_before". Source: I1, L2.
    """
    authority.demand(by=by, act="apply_job")
    today = city.day(at)
    with transaction.atomic():
        person = locking.seeker(by=by)
        vacancy = Vacancy.objects.select_related("employer", "place").filter(id=vacancy_id).first()
        if vacancy is None or vacancy.published_at is None:
            raise Absent("vacancy")
        law.consent(given=consent)
        said = law.words(words)
        _admitted(person, on=today)
        if vacancy.state != "open" or vacancy.expires_on is None or vacancy.expires_on < today:
            raise Refusal("vacancy_over", _OVER, rule="I3")
        made = _sent(vacancy, person, at=at)
        write_words(made, side="seeker", text=said, at=at)
        about, detail = (telling.APPLICATION, made.id), {"vacancy": vacancy.number}
        record.write(what="apply_job", by=by, at=at, subject=about, person_id=person.id, detail=detail)
        link, number = f"/jobs/employer/application/{made.id}/", vacancy.number
        key = f"{made.id}:{made.version}"
        telling.agents(
            vacancy.employer, "job_applied", link=link, key=key, at=at, number=number, until=str(made.due_on)
        )
        return made


def withdraw(
    *, application_id: uuid.UUID, by: Actor, at: datetime.datetime, version: int | None = None
) -> JobApplication:
    """Take an application back: the employer sees neither name nor phone nor words from now on. Source: L2, 个人信息保护法 15."""
    authority.demand(by=by, act="withdraw_application")
    with transaction.atomic():
        held = locking.own(application_id=application_id, by=by, version=version)
        step = law.LIFECYCLE.follow(state=held.state, act="withdraw_application")
        closing.settle(held, state=step.target, at=at)
        held.words.filter(side="seeker").delete()
        about = (telling.APPLICATION, held.id)
        record.write(what="withdraw_application", by=by, at=at, subject=about, person_id=held.person_id)
        return held


def say(
    *, application_id: uuid.UUID, said: str, by: Actor, at: datetime.datetime, version: int | None = None
) -> JobApplication:
    """Confirm or dispute the outcome an employer reported; a dispute is put before the office.

    Raises Refusal "not_an_option", "no_outcome", "stale"; Absent.
    """
    authority.demand(by=by, act="say_outcome")
    if said not in {str(one.value) for one in Said}:
        raise Refusal("not_an_option", _SAID, field="said", rule="I3")
    with transaction.atomic():
        held = locking.own(application_id=application_id, by=by, version=version)
        if held.state not in {"hired", "not_hired"}:
            raise Refusal("no_outcome", _NO_OUTCOME, rule="I3")
        held.said, held.said_at, held.version = said, at, held.version + 1
        held.save(update_fields=["said", "said_at", "version"])
        about, detail = (telling.APPLICATION, held.id), {"said": said}
        record.write(what="say_outcome", by=by, at=at, subject=about, person_id=held.person_id, detail=detail)
        if said == str(Said.DISPUTED.value):
            link = f"/jobs/review/vacancy/{held.vacancy_id}/"
            number = held.vacancy.number
            telling.office(held.vacancy.office, "job_disputed", link=link, key=held.id, at=at, number=number)
        return held


def write_words(held: JobApplication, *, side: str, text: str, at: datetime.datetime) -> None:
    """Keep what one side wrote to the other, sealed; nothing for no words. Part of a larger act."""
    if text:
        key = new_id()
        sealed = seal.seal(text=text, column="job_words.words", owner=key)
        JobWords.objects.create(id=key, application=held, person_id=held.person_id, side=side, at=at, words=sealed)


def _admitted(person: Person, *, on: datetime.date) -> None:
    known = facts.of_people(people=[person.id], on=on).get(person.id, {})
    # I1: a registration in force or a permit, also a suspended one
    if known.get("registered") is not True and known.get("permit") not in {"valid", "suspended"}:
        raise Refusal("not_registered", _NOT_OPEN, rule="I1")
    born = person.birth_on
    if (on.year - born.year) - ((on.month, on.day) < (born.month, born.day)) < _SINCE:
        raise Refusal("under_age", _YOUNG, rule="I3")


def _sent(vacancy: Vacancy, person: Person, *, at: datetime.datetime) -> JobApplication:
    held = JobApplication.objects.select_for_update(of=("self",)).filter(vacancy=vacancy, person=person).first()
    if held is not None and held.state != "withdrawn":
        raise Refusal("applied_before", _TWICE, rule="I3")
    made = held or JobApplication(id=new_id(), vacancy=vacancy, person=person, version=0)
    made.vacancy = vacancy
    made.state, made.version = law.LIFECYCLE.initial, made.version + 1
    made.sent_at = made.consented_at = at
    made.due_on = closing.due(made, at=at)
    made.consent_until = made.ended_at = made.answered_at = made.reminded_at = None
    made.save()
    return made
