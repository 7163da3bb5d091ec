"""Who acts for whom on the board: an employer's people, an officer of its office, its machine; a seeker for themselves."""

import datetime
import uuid

from django.db.models import QuerySet

from anju.actions.permit import locking
from anju.law import city
from anju.law.absent import Absent
from anju.law.actor import Actor
from anju.law.refusal import Refusal
from anju.law.wording import Text
from anju.models import Binding, Employer, EmployerAgent, JobApplication, Person, Post, Vacancy
from anju.queries import visitors
from anju.queries.job import within
from anju.queries.scope import Scope

STALE = Text(
    zh="刚刚被别人处理过，请刷新后再看。您填写的内容还在。",
    en="Somebody has just worked on this. Reload and look again; what you typed is kept.",
)
_UNBOUND = Text(
    zh="报名要先办居住登记，用登记时的手机号登录。登记两分钟就能办好，不收费。",
    en="To apply, be registered first and sign in with the phone of your registration. It takes two minutes and is free.",
)


def employer(*, employer_id: uuid.UUID, by: Actor, at: datetime.datetime) -> Employer:
    """Return the locked employer that somebody may act for; Absent for everyone else.

    Its admitted people, an officer of the office that checked it, and its own machine in an officer's post.
    """
    found = Employer.objects.select_for_update(of=("self",)).filter(id=employer_id).first()
    if found is None or not _acts(found, by=by, at=at):
        raise Absent("employer")
    return found


def vacancy(*, vacancy_id: uuid.UUID, by: Actor, at: datetime.datetime, version: int | None) -> Vacancy:
    """Return the locked vacancy of an employer that somebody may act for; raises Refusal "stale", Absent."""
    found = _rows().filter(id=vacancy_id).first()
    if found is None or not _acts(found.employer, by=by, at=at):
        raise Absent("vacancy")
    fresh(found, version=version)
    return found


def reviewed(scope: Scope, *, vacancy_id: uuid.UUID, version: int | None) -> Vacancy:
    """Return the locked vacancy that an officer's office reviews; raises Refusal "stale", Absent."""
    within.vacancy(scope, vacancy_id=vacancy_id)
    found = _rows().get(id=vacancy_id)
    fresh(found, version=version)
    return found


def fresh(row: Vacancy | JobApplication, *, version: int | None) -> None:
    """Raise Refusal "stale" unless the row is the one that was seen; None where no page was."""
    if version is not None and row.version != version:
        raise Refusal("stale", STALE)


def received(*, application_id: uuid.UUID, by: Actor, version: int | None) -> JobApplication:
    """Return the locked application to an employer that a sign-in acts for; Absent for everyone else."""
    found = _applications().filter(id=application_id).first()
    if found is None or by.kind != "resident" or not is_agent(employer_id=found.vacancy.employer_id, by=by):
        raise Absent("application")
    fresh(found, version=version)
    return found


def own(*, application_id: uuid.UUID, by: Actor, version: int | None) -> JobApplication:
    """Return the locked application of the person who signs in; Absent for everyone else."""
    found = _applications().filter(id=application_id).first()
    if found is None or _self(by) != found.person_id:
        raise Absent("application")
    fresh(found, version=version)
    return found


def seeker(*, by: Actor) -> Person:
    """Return the locked record of whoever signs in; raises Refusal "not_registered" where there is none."""
    key = _self(by)
    found = Person.objects.select_for_update().filter(id=key, state="verified").first() if key is not None else None
    if found is None:
        raise Refusal("not_registered", _UNBOUND, rule="I1")
    return found


def is_agent(*, employer_id: uuid.UUID, by: Actor) -> bool:
    """Tell whether a sign-in was let in to act for an employer and hasn't left."""
    if by.kind != "resident" or by.id is None:
        return False
    held = EmployerAgent.objects.filter(employer_id=employer_id, resident_id=by.id, until=None, since__isnull=False)
    return held.exists()


def staff(by: Actor) -> uuid.UUID:
    """Return the person of staff who decides; Absent for anyone else: no machine decides (I10)."""
    found = locking.staff_of(by=by)
    if found is None:
        raise Absent("staff")
    return found


def _acts(found: Employer, *, by: Actor, at: datetime.datetime) -> bool:
    if by.kind == "resident":
        return is_agent(employer_id=found.id, by=by)
    if by.kind == "client" and found.client_id != by.id:
        return False
    post = Post.objects.select_related("unit", "staff").filter(id=by.post_id).first() if by.post_id else None
    if post is None:
        return False
    scope = visitors.post_scope(post=post, on=city.day(at))
    return within.employers(scope).filter(id=found.id).exists()


def _self(by: Actor) -> uuid.UUID | None:
    if by.kind != "resident" or by.id is None:
        return None
    held = Binding.objects.filter(resident_id=by.id, kind="self", until=None)
    return held.values_list("person_id", flat=True).first()


def _rows() -> QuerySet[Vacancy]:
    return Vacancy.objects.select_for_update(of=("self",)).select_related("employer", "place", "office").order_by()


def _applications() -> QuerySet[JobApplication]:
    rows = JobApplication.objects.select_for_update(of=("self",))
    return rows.select_related("person", "vacancy__employer", "vacancy__office", "vacancy__place").order_by()
