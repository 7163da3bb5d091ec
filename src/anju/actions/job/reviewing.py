"""Reviewing vacancies: a named officer publishes, declines or takes down, with reason, article and remedy. Source: I3, I10.

What the machine finds by words and figures is advice on the officer's page (law.job.advice); it decides nothing.
"""

import datetime
import uuid

from django.db import transaction

from anju.actions import record
from anju.actions.job import closing, locking, telling, vacancies
from anju.law import authority, city
from anju.law.job import ground
from anju.law.job import vacancy as law
from anju.law.refusal import Refusal
from anju.law.wording import Text
from anju.models import Vacancy
from anju.queries.scope import Scope

_ENDED = Text(zh="这个单位已经停用，岗位不能公布。", en="This employer has ended; the vacancy can't be published.")


def publish(*, vacancy_id: uuid.UUID, scope: Scope, at: datetime.datetime, version: int | None = None) -> Vacancy:
    """Publish a vacancy until its last day. Raises Absent out of scope, Refusal "stale", "not_allowed_in_state"."""
    authority.demand(by=scope.actor, act="publish_vacancy")
    with transaction.atomic():
        held = locking.reviewed(scope, vacancy_id=vacancy_id, version=version)
        step = law.LIFECYCLE.follow(state=held.state, act="publish_vacancy")
        if held.employer.state != "active":
            raise Refusal("employer_not_active", _ENDED, rule="I3")
        held.state, held.version = step.target, held.version + 1
        held.published_at, held.decided_by_id, held.closed_at = at, locking.staff(scope.actor), None
        held.expires_on = vacancies.until(held, on=city.day(at))
        held.save()
        about, detail = (telling.VACANCY, held.id), {"until": str(held.expires_on)}
        record.write(what="publish_vacancy", by=scope.actor, at=at, subject=about, detail=detail)
        _tell(held, "vacancy_published", at=at, until=str(held.expires_on))
        return held


def decline(
    *,
    vacancy_id: uuid.UUID,
    reason: str,
    article: str,
    scope: Scope,
    at: datetime.datetime,
    version: int | None = None,
) -> Vacancy:
    """Decline to publish a vacancy, with the reason and article the employer reads. Source: I10."""
    return _against(
        vacancy_id, reason, article, scope, act="decline_vacancy", kind="vacancy_declined", at=at, version=version
    )


def take_down(
    *,
    vacancy_id: uuid.UUID,
    reason: str,
    article: str,
    scope: Scope,
    at: datetime.datetime,
    version: int | None = None,
) -> Vacancy:
    """Take a published vacancy down at once, with reason and article. Source: I10."""
    return _against(
        vacancy_id, reason, article, scope, act="take_vacancy_down", kind="vacancy_down", at=at, version=version
    )


def _against(
    vacancy_id: uuid.UUID,
    reason: str,
    article: str,
    scope: Scope,
    *,
    act: str,
    kind: str,
    at: datetime.datetime,
    version: int | None,
) -> Vacancy:
    authority.demand(by=scope.actor, act=act)
    why, cited = ground.reasoned(reason=reason, article=article)
    with transaction.atomic():
        held = locking.reviewed(scope, vacancy_id=vacancy_id, version=version)
        step = law.LIFECYCLE.follow(state=held.state, act=act)
        held.answer, held.article, held.decided_by_id = why, cited, locking.staff(scope.actor)
        held.save(update_fields=["answer", "article", "decided_by"])
        closing.shut(held, state=step.target, at=at)
        about, detail = (telling.VACANCY, held.id), {"article": cited}
        record.write(what=act, by=scope.actor, at=at, subject=about, reason=why, detail=detail)
        _tell(held, kind, at=at, why=why)
        if act == "take_vacancy_down":
            closing.applications(held, at=at)
        return held


def _tell(held: Vacancy, kind: str, *, at: datetime.datetime, **params: str) -> None:
    link, key = f"/jobs/employer/vacancy/{held.id}/", f"{held.id}:{held.version}"
    telling.agents(held.employer, kind, link=link, key=key, at=at, number=held.number, **params)
