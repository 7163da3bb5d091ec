"""What the papers of a case print; open values, kept in memory only and cut by who asks. Source: B7, I3, I9, I10, L2."""

import datetime
import uuid
from dataclasses import dataclass

from django.db.models import QuerySet

from anju.law import codes, identity
from anju.law.absent import Absent
from anju.law.case import form, life
from anju.law.deadline import Due
from anju.law.service import Limit, Service
from anju.law.wording import Text
from anju.models import Act, Case, Person, Resident
from anju.queries import scope as scopes
from anju.queries.case import detail, mine
from anju.queries.offering import laid
from anju.queries.permit_papers import shared
from anju.queries.permit_papers.shared import Office, Signed, Subject, Who
from anju.queries.scope import Scope
from anju.vault import seal


@dataclass(frozen=True)
class About:
    """What every paper of a case says: whose it is, what was applied for, and where."""

    subject: Subject
    name: str
    id_kind: Text
    masked_id: str
    service: Text
    applied_at: datetime.datetime
    office: Office


@dataclass(frozen=True)
class Notice:
    """The decision 办理结果告知书."""

    about: About
    # granted, refused, confirmed, changed
    outcome: str
    result: Text
    reason: str
    article: Text
    remedy: Text
    # while one can object
    object_until: Due | None
    signed: Signed
    at: datetime.datetime


@dataclass(frozen=True)
class Missing:
    """One thing that a case lacks."""

    item: Text
    note: str


@dataclass(frozen=True)
class Completion:
    """The one-time notice 一次性告知书."""

    about: About
    missing: tuple[Missing, ...]
    signed: Signed
    told_at: datetime.datetime


@dataclass(frozen=True)
class Slip:
    """The acceptance slip 收件凭证: number, what was handed in, and by when it is dealt with."""

    about: About
    state: str
    # the last day of what the office owes now; None while it waits for the applicant or is over
    due: Due | None
    # how long the result takes once the case is taken
    limit: Limit | None
    papers: tuple[tuple[Text, str], ...]
    fee_fen: int


def notice(*, case_id: uuid.UUID, who: Who) -> Notice:
    """Return the last decision of a case; raises Absent outside the scope and while nothing is decided."""
    case = _opened(case_id, who)
    service = _service(case)
    rows = case.decisions.select_related("by", "unit").order_by("-at", "-id")
    row = rows.first()
    if row is None:
        raise Absent("notice")
    told = detail.decisions(case, service)[-1]
    return Notice(
        about=_about(case, service, paper="notice"),
        outcome=row.outcome,
        result=service.result,
        reason=row.reason,
        article=told.article if row.article else Text(zh="", en=""),
        remedy=service.remedy,
        object_until=mine.object_until(case=case),
        signed=Signed(officer=row.by.name, office=shared.name(row.unit)),
        at=row.at,
    )


def completion(*, case_id: uuid.UUID, who: Who) -> Completion:
    """Return everything that was told missing; raises Absent outside the scope and where nothing was. Source: B7."""
    case = _opened(case_id, who)
    service = _service(case)
    told = case.notices.order_by("-told_at").first()
    if told is None:
        raise Absent("notice")
    names = form.items(service)
    plain = (Missing(item=names.get(one["item"], _gone(one["item"])), note=one["note"]) for one in told.missing)
    return Completion(
        about=_about(case, service, paper="completion"),
        missing=tuple(plain),
        signed=shared.signed(what="return_case", subject_id=case.id, otherwise=case.unit),
        told_at=told.told_at,
    )


def slip(*, case_id: uuid.UUID, who: Who) -> Slip:
    """Return the slip of an application; the desk that took it in prints it too. Raises Absent outside the scope."""
    case = _cases(who).filter(id=case_id).select_related("person", "unit").first() or _taken_in(case_id, who)
    if case is None:
        raise Absent("case")
    service = _service(case)
    runs = case.state in life.WITH_OFFICE
    return Slip(
        about=_about(case, service, paper="slip"),
        state=case.state,
        due=Due(on=case.limit_on, provisional=case.limit_provisional, rule="I9", started=case.applied_at.date())
        if runs
        else None,
        limit=service.limit if case.state == "sent" else None,
        papers=tuple((one.name, one.source) for one in detail.papers(case, service)),
        fee_fen=service.fee_fen,
    )


def opens(*, case_id: uuid.UUID, who: Who) -> bool:
    """Tell whether somebody sees the case itself, and not only the slip of what their window took in."""
    return _cases(who).filter(id=case_id).exists()


def _opened(case_id: uuid.UUID, who: Who) -> Case:
    found = _cases(who).filter(id=case_id).select_related("person", "unit", "community").first()
    if found is None:
        raise Absent("case")
    return found


def _cases(who: Who) -> QuerySet[Case]:
    if isinstance(who, Resident):
        return Case.objects.filter(person__bindings__resident=who, person__bindings__until=None)
    return scopes.cases(who)


def _taken_in(case_id: uuid.UUID, who: Who) -> Case | None:
    """Return the case that somebody of this very unit applied for at its window."""
    if not isinstance(who, Scope):
        return None
    acts = Act.objects.filter(what="apply_case", subject_id=str(case_id), unit_id=who.unit.id)
    if not acts.exists():
        return None
    return Case.objects.filter(id=case_id).select_related("person", "unit").first()


def _service(case: Case) -> Service:
    return laid.promised(case)


def _about(case: Case, service: Service, *, paper: str) -> About:
    person: Person = case.person
    number = seal.unseal(data=bytes(person.id_number), column="person.id_number", owner=person.id)
    office = shared.office(case.unit)
    return About(
        subject=Subject(paper=paper, kind="case", id=case.id, person_id=person.id, number=case.number),
        name=person.name,
        id_kind=codes.label(codes.IdKind, person.id_kind),
        masked_id=identity.mask_id(number),
        service=service.name,
        applied_at=case.applied_at,
        office=office if office.phone else Office(office.name, office.place, service.phone, office.hours),
    )


def _gone(item: str) -> Text:
    # the service no longer asks for it; its own name is all that is left
    return Text(zh=item, en=item)
