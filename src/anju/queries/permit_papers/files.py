"""What the papers of an application print: the form, the collection receipt, the one-time notice, the refusal. Source: B7, E5, E6, E8."""

import datetime
import uuid
from collections.abc import Mapping
from dataclasses import dataclass

from anju import catalogue
from anju.law import city, codes
from anju.law.absent import Absent
from anju.law.codes import PermitFileKind, PermitGround, Relation
from anju.law.deadline import Due
from anju.law.permit import application as lacking
from anju.law.permit import card, ground, limits
from anju.law.permit import file as law
from anju.law.wording import Text
from anju.models import PermitFile, PermitNotice, PermitProof
from anju.queries import rules
from anju.queries.permit_papers import shared
from anju.queries.permit_papers.shared import Holder, Office, Signed, Subject, Who
from anju.vault import seal


@dataclass(frozen=True)
class Proof:
    """One proof as the form lists it."""

    text: Text
    # the register proves it: nothing was handed in (E4)
    known: bool
    valid_until: datetime.date | None


@dataclass(frozen=True)
class Agent:
    """Who applied for the person, and why (B8)."""

    name: str
    relation: Text
    why: Text
    id_number: str


@dataclass(frozen=True)
class Application:
    """The application form 居住证申领表."""

    subject: Subject
    holder: Holder
    ethnicity: str
    phone: str
    portrait: bytes | None
    kind: Text
    cause: Text | None
    ground: Text | None
    proofs: tuple[Proof, ...]
    agent: Agent | None
    registered_on: datetime.date | None
    counted_from: datetime.date | None
    applied_at: datetime.datetime
    channel: Text
    collect_at: Office
    station: Text
    authority: Text
    accepted_at: datetime.datetime | None
    accepted_by: str
    due_on: datetime.date | None
    signed_at: datetime.datetime | None
    signed_by: str


@dataclass(frozen=True)
class Collection:
    """The collection receipt 领取凭证: by when, why then, and where."""

    subject: Subject
    holder: Holder
    kind: Text
    accepted_at: datetime.datetime
    station: Text
    accepted_by: str
    due_on: datetime.date
    provisional: bool
    # both limits of E6, the working days first; the earlier one binds
    working: Due
    plain: Due
    working_days: int
    plain_days: int
    # E7, empty unless extended
    extended_why: str
    collect_at: Office
    fee_fen: int


@dataclass(frozen=True)
class Missing:
    """One thing a file lacks."""

    item: Text
    note: str


@dataclass(frozen=True)
class Completion:
    """The one-time notice 一次性告知书."""

    subject: Subject
    holder: Holder
    kind: Text
    applied_at: datetime.datetime
    told_at: datetime.datetime
    missing: tuple[Missing, ...]
    signed: Signed
    station: Office


@dataclass(frozen=True)
class Refused:
    """The refusal 不予发放决定书: reason, article and its words, remedies, officer, office and date."""

    subject: Subject
    holder: Holder
    kind: Text
    applied_at: datetime.datetime
    basis: Text
    reason: str
    cited: Text
    rule: Text
    remedies: Text
    signed: Signed
    decided_at: datetime.datetime


def application(*, file_id: uuid.UUID, who: Who) -> Application:
    """Return what the form prints; raises Absent outside the scope."""
    row = _file(file_id, who)
    person = row.person
    proofs = PermitProof.objects.filter(subject_id=row.id).order_by("given_at", "id")
    return Application(
        subject=_subject(row, "application"),
        holder=shared.holder(person=person, stay=row.stay),
        ethnicity=shared.ethnicity(row=row),
        phone=seal.unseal(data=bytes(person.phone), column="person.phone", owner=person.id) if person.phone else "",
        portrait=shared.picture(row.portrait_id),
        kind=codes.label(PermitFileKind, row.kind),
        cause=card.CAUSES.get(row.cause),
        ground=codes.label(PermitGround, row.ground) if row.ground else None,
        proofs=tuple(_proof(one) for one in proofs),
        agent=_agent(row),
        registered_on=row.stay.registered_on,
        counted_from=row.stay.counted_from,
        applied_at=row.applied_at,
        channel=codes.label(codes.Channel, row.channel),
        collect_at=shared.office(row.collect_at),
        station=shared.name(row.station),
        authority=shared.name(row.authority),
        accepted_at=row.accepted_at,
        accepted_by=row.accepted_by.name if row.accepted_by else "",
        due_on=row.due_on,
        signed_at=row.decided_at if row.state == "signed" else None,
        signed_by=row.decided_by.name if row.decided_by and row.state == "signed" else "",
    )


def collection(*, file_id: uuid.UUID, who: Who) -> Collection:
    """Return what the collection receipt prints; raises Absent outside the scope, and before the acceptance."""
    row = _file(file_id, who)
    if row.accepted_at is None or row.due_on is None:
        raise Absent("collection")
    on = city.day(row.accepted_at)
    place = [code for code in row.community.path.split("/") if code]
    held = rules.at(place=place, on=on)
    working, plain = limits.issue_limits(accepted_on=on, calendar=held.calendar, policy=held.policy)
    return Collection(
        subject=_subject(row, "collection"),
        holder=shared.holder(person=row.person, stay=row.stay),
        kind=codes.label(PermitFileKind, row.kind),
        accepted_at=row.accepted_at,
        station=shared.name(row.station),
        accepted_by=row.accepted_by.name if row.accepted_by else "",
        due_on=row.due_on,
        provisional=row.due_provisional,
        working=working,
        plain=plain,
        working_days=held.policy.permit_working_days,
        plain_days=held.policy.permit_calendar_days,
        extended_why=row.extended_why,
        collect_at=shared.office(row.collect_at),
        fee_fen=row.fee_fen,
    )


def completion(*, file_id: uuid.UUID, who: Who) -> Completion:
    """Return what the latest one-time notice prints; raises Absent outside the scope, and without one. Source: B7."""
    row = _file(file_id, who)
    notice = PermitNotice.objects.filter(file=row).order_by("-told_at", "-id").first()
    if notice is None:
        raise Absent("notice")
    return Completion(
        subject=_subject(row, "completion"),
        holder=shared.holder(person=row.person, stay=row.stay),
        kind=codes.label(PermitFileKind, row.kind),
        applied_at=row.applied_at,
        told_at=notice.told_at,
        missing=tuple(_missing(one) for one in notice.missing),
        signed=shared.signed(what="return_permit", subject_id=row.id, otherwise=row.station),
        station=shared.office(row.station),
    )


def refused(*, file_id: uuid.UUID, who: Who) -> Refused:
    """Return what the refusal prints; raises Absent outside the scope, and for what is not refused. Source: E8."""
    row = _file(file_id, who)
    if row.state != "refused" or row.decided_at is None or row.decided_by is None:
        raise Absent("refusal")
    rule = law.ARTICLES[row.refusal_basis]
    known = catalogue.current()
    by = shared.signed(what="refuse_permit", subject_id=row.id, otherwise=row.authority)
    return Refused(
        subject=_subject(row, "refusal"),
        holder=shared.holder(person=row.person, stay=row.stay),
        kind=codes.label(PermitFileKind, row.kind),
        applied_at=row.applied_at,
        basis=law.REFUSAL_BASES[row.refusal_basis],
        reason=row.refusal,
        cited=known.cite(rule),
        rule=known.rules[rule].text,
        remedies=law.REMEDIES,
        signed=Signed(officer=row.decided_by.name, office=by.office),
        decided_at=row.decided_at,
    )


def _file(file_id: uuid.UUID, who: Who) -> PermitFile:
    found = (
        shared.files(who)
        .filter(id=file_id)
        .select_related(
            "person",
            "stay__address",
            "stay__community__parent__parent",
            "community",
            "station",
            "authority",
            "collect_at",
            "accepted_by",
            "decided_by",
        )
        .first()
    )
    if found is None:
        raise Absent("permit_file")
    return found


def _subject(row: PermitFile, paper: str) -> Subject:
    return Subject(paper=paper, kind="permit_file", id=row.id, person_id=row.person_id, number=row.number)


def _missing(one: Mapping[str, str]) -> Missing:
    item = one["item"]
    return Missing(item=lacking.ITEMS.get(item, Text(zh=item, en=item)), note=one.get("note", ""))


def _proof(row: PermitProof) -> Proof:
    return Proof(text=codes.label(ground.ProofKind, row.kind), known=row.source == "house", valid_until=row.valid_until)


def _agent(row: PermitFile) -> Agent | None:
    if not row.agent_name:
        return None
    number = row.agent_id_number
    return Agent(
        name=row.agent_name,
        relation=codes.label(Relation, row.agent_relation),
        why=codes.label(ground.Agency, row.agent_why),
        id_number=(
            seal.unseal(data=bytes(number), column="permit_file.agent_id_number", owner=row.id) if number else ""
        ),
    )
