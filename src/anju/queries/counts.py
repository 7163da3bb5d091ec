"""How much waits for a post: figures for its home page, each counted only as far as it is told."""

import datetime
from typing import Any

from django.db.models import QuerySet

from anju.law import authority, city
from anju.models import Act, ActSeal, ApiClient, CalendarYear, Complaint, Endorsement, Message, PolicyOverride, Staff
from anju.queries import exempt, helping, messages, pending, rules, scope
from anju.queries.case import figures
from anju.queries.dispute import aid
from anju.queries.job import review
from anju.queries.job import within as jobs
from anju.queries.offering import assumptions, changes, stuck
from anju.queries.relief import offices, record
from anju.queries.rental import desk
from anju.queries.rental import within as rental
from anju.queries.scope import Scope

# beyond this a figure reads "999+": nobody's day depends on the rest, and no page counts a whole table
MOST = 1000


def of(*, cut: Scope, on: datetime.date) -> dict[str, int]:
    """Return the figures of a post's role, at most MOST each."""
    role = cut.role
    if role == "system_admin":
        return _system(on=on)
    if role == "security_admin":
        return _security(on=on)
    if role == "audit_admin":
        return _audit()
    if role == "keeper":
        return {"exempt": exempt.count(scope=cut)}
    found = _files(cut=cut, on=on) if role not in {"officer", "overseer"} else _offering(cut=cut, on=on)
    if role in {"officer", "overseer"}:
        found = {key: _upto(rows) for key, rows in figures.waiting(scope=cut, on=on).items()} | found
    found |= _parts(cut=cut, on=on)
    if role != "coordinator":
        found["complaints"] = _upto(Complaint.objects.filter(owner=cut.unit).exclude(state="answered"))
        found["offered"] = _upto(Complaint.objects.filter(offered_to=cut.unit, state="offered"))
    return found


def unread(*, cut: Scope) -> int:
    """Return how many messages the acting member of staff has not opened."""
    return _upto(Message.objects.filter(staff_id=cut.actor.id, read_at=None))


def _files(*, cut: Scope, on: datetime.date) -> dict[str, int]:
    stays = scope.stays(cut)
    open_ = stays.filter(state__in=("declared", "to_verify"))
    found = {"declared": _upto(stays.filter(state="declared")), "to_verify": _upto(stays.filter(state="to_verify"))}
    if cut.role == "coordinator":
        return found
    found["overdue"] = _upto(open_.filter(check_due_on__lt=on))
    found["returned"] = _upto(stays.filter(state="returned"))
    found |= _permits(cut=cut)
    if authority.may(role=cut.role, level=cut.unit.level, act="grant_correction"):
        found["corrections"] = _upto(pending.open_corrections(scope=cut))
    return found


def _offering(*, cut: Scope, on: datetime.date) -> dict[str, int]:
    """Count changes of services to review, for an officer urges to answer, for an overseer what is still assumed."""
    waiting = changes.changes(cut).filter(state="proposed", begins__gt=on)
    found = {"services_proposed": _upto(waiting)}
    if cut.role == "officer":
        return {**found, "urged": stuck.open_urges(scope=cut)}
    return {**found, "assumptions": assumptions.unconfirmed(on=on)}


def _parts(*, cut: Scope, on: datetime.date) -> dict[str, int]:
    """Count what waits in the parts of an office beside its cases: calls for help first, which wait for nobody's list."""
    found = {"help_received": _upto(helping.seen(cut).filter(state="handed", receiver=cut.unit))}
    if offices.takes(cut):
        step = "checked" if cut.role == "officer" else "taken"
        found[f"relief_{step}"] = _upto(record.seen(cut).filter(state=step))
    if jobs.works_here(cut):
        found |= {f"jobs_{what}": many for what, many in review.waiting(cut, most=MOST).items()}
    if rental.allowed(cut):
        told = desk.tasks(cut, on=on)
        found |= {"rental_late": told.unanswered + told.unconfirmed, "rental_objections": told.reviews}
    if cut.role == "officer" and cut.unit.department == "justice":
        found["aid_waiting"] = len(aid.waiting(scope=cut, size=MOST - 1))
    return found


def _permits(*, cut: Scope) -> dict[str, int]:
    """Count what waits with permits: to accept, to review where the role signs, to endorse."""
    files = scope.permit_files(cut)
    found = {"permits_applied": _upto(files.filter(state="applied"))}
    if authority.may(role=cut.role, level=cut.unit.level, act="sign_permit"):
        found["permits_accepted"] = _upto(files.filter(state="accepted"))
    asked = Endorsement.objects.filter(state="asked", permit__in=scope.permits(cut))
    return {**found, "endorsements_asked": _upto(asked)}


def _system(*, on: datetime.date) -> dict[str, int]:
    calendar = rules.calendar()
    missing = [year for year in (on.year, on.year + 1) if calendar.is_provisional(year)]
    return {
        "years_missing": len(missing),
        "years_loaded": _upto(CalendarYear.objects.all()),
        "assumptions": assumptions.unconfirmed(on=on),
        "overrides": _upto(PolicyOverride.objects.all()),
        "undelivered": _upto(messages.lately_failed(at=datetime.datetime.combine(on, datetime.time(23), city.TIME))),
    }


def _security(*, on: datetime.date) -> dict[str, int]:
    soon = on + datetime.timedelta(days=30)
    clients = ApiClient.objects.filter(revoked_at=None)
    return {
        "locked": _upto(Staff.objects.exclude(locked_at=None)),
        "without_post": _upto(Staff.objects.filter(is_active=True).exclude(posts__valid_to=None)),
        "clients": _upto(clients),
        "clients_expiring": _upto(clients.filter(expires_on__lte=soon)),
    }


def _audit() -> dict[str, int]:
    last = ActSeal.objects.order_by("-last_seq").values_list("last_seq", flat=True).first() or 0
    return {"unsealed": _upto(Act.objects.filter(seq__gt=last)), "seals": _upto(ActSeal.objects.all())}


def _upto(rows: "QuerySet[Any]") -> int:
    return rows.values("pk")[:MOST].count()
