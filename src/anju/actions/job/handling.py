"""The employer's side of an application: opened on record, invited, declined with the reason, the outcome. Source: I3, L2, L12."""

import datetime
import uuid

from django.db import transaction

from anju.actions import record
from anju.actions.job import applying, closing, locking, telling
from anju.law import authority, codes
from anju.law.absent import Absent
from anju.law.actor import Actor
from anju.law.job import application as law
from anju.law.job.application import Decline
from anju.law.refusal import Refusal
from anju.law.wording import Text
from anju.models import JobApplication

_WHY = Text(zh="请选择没有选中的原因，报名人看得到。", en="Please choose why; the applicant will read it.")


def open_one(*, application_id: uuid.UUID, by: Actor, at: datetime.datetime) -> JobApplication:
    """Open an application for the people of its employer: on record, with the employer's name, before anything shows.

    Raises Absent for everyone else. Source: L2, L12.
    """
    authority.demand(by=by, act="open_applicant")
    with transaction.atomic():
        rows = JobApplication.objects.select_related("person", "vacancy__employer", "vacancy__place")
        held = rows.filter(id=application_id).first()
        if held is None or not locking.is_agent(employer_id=held.vacancy.employer_id, by=by):
            raise Absent("application")
        if held.state in law.SEEN:
            _write(held, what="open_applicant", by=by, at=at)
        return held


def invite(
    *, application_id: uuid.UUID, words: str, by: Actor, at: datetime.datetime, version: int | None = None
) -> JobApplication:
    """Invite an applicant: when and where. Raises Refusal "words_missing", "stale", "not_allowed_in_state"; Absent."""
    authority.demand(by=by, act="invite_applicant")
    with transaction.atomic():
        held = locking.received(application_id=application_id, by=by, version=version)
        step = law.LIFECYCLE.follow(state=held.state, act="invite_applicant")
        text = law.words(words, needed=True)
        held.state, held.answered_at, held.version = step.target, at, held.version + 1
        # the outcome comes next, within the same time
        held.due_on, held.reminded_at = closing.due(held, at=at), None
        held.save(update_fields=["state", "answered_at", "version", "due_on", "reminded_at"])
        applying.write_words(held, side="employer", text=text, at=at)
        _write(held, what="invite_applicant", by=by, at=at)
        telling.seeker(held, "job_invited", at=at)
        return held


def decline(
    *,
    application_id: uuid.UUID,
    reason: str,
    words: str,
    by: Actor,
    at: datetime.datetime,
    version: int | None = None,
) -> JobApplication:
    """Decline an applicant with the reason; name and phone close at once. Raises Refusal "not_an_option" and as `invite`."""
    authority.demand(by=by, act="decline_applicant")
    if reason not in {str(one.value) for one in Decline}:
        raise Refusal("not_an_option", _WHY, field="reason", rule="I3")
    with transaction.atomic():
        held = locking.received(application_id=application_id, by=by, version=version)
        step = law.LIFECYCLE.follow(state=held.state, act="decline_applicant")
        text = law.words(words)
        held.reason, held.answered_at = reason, at
        held.save(update_fields=["reason", "answered_at"])
        closing.settle(held, state=step.target, at=at)
        applying.write_words(held, side="employer", text=text, at=at)
        _write(held, what="decline_applicant", by=by, at=at, kind=reason)
        telling.seeker(held, "job_declined", at=at)
        return held


def hire(*, application_id: uuid.UUID, by: Actor, at: datetime.datetime, version: int | None = None) -> JobApplication:
    """Report that somebody was hired; they are asked whether it is so."""
    return _outcome(application_id, act="hire_applicant", by=by, at=at, version=version)


def not_hire(
    *, application_id: uuid.UUID, by: Actor, at: datetime.datetime, version: int | None = None
) -> JobApplication:
    """Report that somebody was met and not hired; they are asked whether it is so."""
    return _outcome(application_id, act="not_hire_applicant", by=by, at=at, version=version)


def _outcome(
    application_id: uuid.UUID, *, act: str, by: Actor, at: datetime.datetime, version: int | None
) -> JobApplication:
    authority.demand(by=by, act=act)
    with transaction.atomic():
        held = locking.received(application_id=application_id, by=by, version=version)
        step = law.LIFECYCLE.follow(state=held.state, act=act)
        closing.settle(held, state=step.target, at=at)
        _write(held, what=act, by=by, at=at)
        telling.seeker(held, "job_outcome", at=at)
        return held


def _write(held: JobApplication, *, what: str, by: Actor, at: datetime.datetime, kind: str = "") -> None:
    # the person sees which employer it was, never who of its people
    record.write(
        what=what,
        by=by,
        at=at,
        subject=(telling.APPLICATION, held.id),
        person_id=held.person_id,
        purpose=codes.EMPLOYER,
        reason=held.vacancy.employer.name,
        detail={"why": kind} if kind else None,
    )
