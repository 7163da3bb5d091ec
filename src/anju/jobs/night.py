"""this module runs the night: every step that falls due by itself, one after another, and what became of each."""

import datetime
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

import structlog
from django.contrib.sessions.models import Session

from anju.actions import (
    audit,
    award,
    card,
    divisions,
    entitlement,
    helping,
    immunisation,
    limiting,
    night,
    offering,
    relief,
    rental,
    retention,
    school,
    upload,
)
from anju.actions.job import closing
from anju.jobs import clock

log = structlog.get_logger("anju.night")
Step = Callable[[datetime.date, datetime.datetime], int]

STEPS: Mapping[str, Step] = {
    "divisions": lambda on, at: len(divisions.apply_due(on=on, at=at)),
    "lapse": lambda on, at: night.lapse(on=on, at=at),
    "end": lambda on, at: night.end_due(on=on, at=at),
    "end_agency": lambda on, at: night.end_agency(on=on, at=at),
    "end_permits": lambda on, at: night.end_permits(on=on, at=at),
    "suspend_permits": lambda on, at: night.suspend_permits(on=on, at=at),
    "remind_endorsement": lambda on, at: night.remind_endorsement(on=on, at=at),
    "escalate_cases": lambda on, at: night.escalate_cases(on=on, at=at),
    "escalate_parts": lambda on, at: night.escalate_parts(on=on, at=at),
    "close_disputes": lambda on, at: night.close_disputes(on=on, at=at),
    "escalate_aid": lambda on, at: night.escalate_aid(on=on, at=at),
    "expire_vacancies": lambda on, at: closing.expire(on=on, at=at),
    "close_applications": lambda on, at: closing.close(on=on, at=at),
    "remind_employers": lambda on, at: closing.remind(on=on, at=at),
    "tell_overdue": lambda on, at: night.tell_overdue(on=on, at=at),
    "tell_complaints": lambda on, at: night.tell_complaints(on=on, at=at),
    "tell_cases": lambda on, at: night.tell_cases(on=on, at=at),
    "tell_undelivered": lambda on, at: night.tell_undelivered(on=on, at=at),
    "remind_returned": lambda on, at: night.remind_returned(on=on, at=at),
    "remind_objection": lambda on, at: night.remind_objection(on=on, at=at),
    "remind_confirm": lambda on, at: night.remind_confirm(on=on, at=at),
    "remind_permit": lambda on, at: night.remind_permit(on=on, at=at),
    "remind_uncollected": lambda on, at: card.remind_uncollected(on=on, at=at),
    "remind_times": lambda on, at: night.remind_times(on=on, at=at),
    "remind_schools": lambda on, at: school.remind(on=on, at=at),
    "plan_vaccines": lambda on, at: immunisation.plan_children(on=on, at=at),
    "remind_sessions": lambda on, at: night.remind_sessions(on=on, at=at),
    "remind_agreements": lambda on, at: night.remind_agreements(on=on, at=at),
    "remind_rental": lambda on, at: rental.remind(on=on, at=at),
    "tell_rental": lambda on, at: rental.tell(on=on, at=at),
    "remind_draft": lambda on, at: night.remind_draft(on=on, at=at),
    "count_rights": lambda on, at: entitlement.count(on=on, at=at),
    "tell_rights": lambda on, at: entitlement.tell(on=on, at=at),
    "count_offering": lambda on, at: offering.count(on=on, at=at),
    "seal_acts": lambda _on, at: audit.seal(at=at),
    "seal": lambda on, at: retention.seal_ended(on=on, at=at),
    "anonymise": lambda on, at: retention.anonymise_due(on=on, at=at),
    "forget_nominations": lambda on, at: award.forget(on=on, at=at),
    "anonymise_complaints": lambda on, at: retention.anonymise_complaints(on=on, at=at),
    "sweep_help": lambda on, at: helping.sweep(on=on, at=at),
    "sweep_relief": lambda on, at: relief.sweep(on=on, at=at),
    "sweep_keys": lambda on, at: night.sweep_keys(on=on, at=at),
    "sweep_drafts": lambda on, at: night.sweep_drafts(on=on, at=at),
    "settle_uploads": lambda on, at: upload.settle(on=on, at=at),
    "sweep_uploads": lambda on, at: upload.sweep(on=on, at=at),
    "sweep_codes": lambda on, at: night.sweep_codes(on=on, at=at),
    "sweep_exempt": lambda on, at: night.sweep_exempt(on=on, at=at),
    "sweep_messages": lambda on, at: night.sweep_messages(on=on, at=at),
    "sweep_limits": lambda _on, at: limiting.sweep(at=at),
    "sweep_sessions": lambda _on, at: Session.objects.filter(expire_date__lt=at).delete()[0],
}


@dataclass
class Report:
    """this says what a night did: rows a step, and the steps that failed."""

    done: dict[str, int] = field(default_factory=dict)
    failed: dict[str, str] = field(default_factory=dict)


def run(*, on: datetime.date, at: datetime.datetime, steps: Mapping[str, Step] = STEPS) -> Report:
    """this runs all steps for a day; a step that fails is told and does not keep the others from their work."""
    report = Report()
    for name, step in steps.items():
        try:
            report.done[name] = step(on, at)
        except Exception as error:  # noqa: BLE001  whatever it is, the other steps are owed their run
            # the kind of error only: a database's message may quote a row
            report.failed[name] = type(error).__name__
            log.error("night step failed", step=name, error=type(error).__name__)
    log.info("night", on=on.isoformat(), **report.done)
    return report


def tonight() -> Report:
    """this runs the night for today's date in the city."""
    at = clock.now()
    return run(on=clock.day(at), at=at)
