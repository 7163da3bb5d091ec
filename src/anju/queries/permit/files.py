"""One application: everything in it, masked, with both limits and what happened. Source: B7, E, L2."""

import datetime
import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from anju.law import authority, city, codes, deadline, identity
from anju.law.absent import Absent
from anju.law.codes import PermitFileKind, PermitGround, Relation
from anju.law.deadline import Due
from anju.law.permit import card, life, limits
from anju.law.permit import file as law
from anju.law.permit.ground import Agency, ProofKind
from anju.law.refusal import Refusal
from anju.law.wording import Text
from anju.models import Act, Card, Permit, PermitFile, PermitNotice, PermitProof, Post, Resident
from anju.queries import files as stays
from anju.queries import rules
from anju.queries import scope as scopes
from anju.queries.permit import facts
from anju.queries.permit.facts import Facts
from anju.queries.prepared import Prepared
from anju.queries.reference import Reference
from anju.queries.scope import Scope
from anju.vault import seal

# what is shown in full only with a purpose (L2)
SEALED: dict[str, Text] = {
    "id_number": Text(zh="证件号码", en="ID number"),
    "phone": Text(zh="联系电话", en="Phone"),
    "address": Text(zh="详细地址", en="Address line"),
    "ethnicity": Text(zh="民族", en="Ethnicity"),
    "agent_id_number": Text(zh="代办人证件号码", en="The agent's ID number"),
}
HIDDEN = "＊＊"
SOURCES: dict[str, Text] = {
    "upload": Text(zh="上传的图片", en="Uploaded picture"),
    "house": Text(zh="已有登记可以证明", en="The record here proves it"),
    "paper": Text(zh="窗口核对原件", en="Original seen at the counter"),
}


@dataclass(frozen=True)
class Limits:
    """By when a file is settled: both limits of E6, and the one that binds; an extension stands over both."""

    working: Due
    plain: Due
    binding: Due
    extended_until: datetime.date | None

    @property
    def on(self) -> datetime.date:
        """The last day that holds."""
        return self.extended_until or self.binding.on


@dataclass(frozen=True)
class Paper:
    """One proof as a page lists it."""

    proof: PermitProof
    kind: Text
    ground: Text
    source: Text


@dataclass(frozen=True)
class Event:
    """One act on a file."""

    at: datetime.datetime
    what: Text
    who: Text
    reason: str


@dataclass(frozen=True)
class View:
    """All that a page on a file shows, masked."""

    file: PermitFile
    facts: Facts
    masked: dict[str, str]
    papers: tuple[Paper, ...]
    notices: tuple[PermitNotice, ...]
    limits: Limits | None
    cards: tuple[Card, ...]
    others: tuple[PermitFile, ...]
    # why it can't be accepted today, or None
    acceptance: Refusal | None

    @property
    def state(self) -> Text:
        """The state in words."""
        return law.STATES[self.file.state]

    @property
    def kind(self) -> Text:
        """What is asked for."""
        return codes.label(PermitFileKind, self.file.kind)

    @property
    def cause(self) -> Text | None:
        """Why a new card is asked for."""
        return card.CAUSES.get(self.file.cause)

    @property
    def ground(self) -> Text | None:
        """The ground it rests on."""
        return codes.label(PermitGround, self.file.ground) if self.file.ground else None

    @property
    def agent(self) -> tuple[str, Text, Text] | None:
        """Who acts for the person: name, relation, why."""
        file = self.file
        if not file.agent_name:
            return None
        return file.agent_name, codes.label(Relation, file.agent_relation), codes.label(Agency, file.agent_why)

    @property
    def open_notice(self) -> PermitNotice | None:
        """The one-time notice that waits for an answer."""
        return next((notice for notice in self.notices if notice.answered_at is None), None)

    @property
    def basis(self) -> Text | None:
        """What a refusal rests on."""
        return law.REFUSAL_BASES.get(self.file.refusal_basis)

    def signing(self, *, staff_id: uuid.UUID | None, on: datetime.date) -> Refusal | None:
        """Why somebody can't sign it off today, or None."""
        return facts.signing_problem(self.facts, staff_id=staff_id, on=on)


def one(scope: Scope, *, file_id: uuid.UUID) -> PermitFile:
    """Return one file in scope; raises Absent alike for what is not there and what is not theirs."""
    found = _ONE.first(file_id)
    if found is None or not scopes.holds(scope, row=found):
        raise Absent("permit_file")
    return found


def own(*, who: Resident, file_id: uuid.UUID) -> PermitFile:
    """Return a file a resident may see, their own or their ward's; raises Absent for everything else."""
    bound = PermitFile.objects.filter(person__bindings__resident=who, person__bindings__until=None)
    found = bound.select_related(*_WITH).filter(id=file_id).first()
    if found is None:
        raise Absent("permit_file")
    return found


_WITH = (
    "person",
    "stay__address",
    "stay__community",
    "community",
    "station",
    "authority",
    "permit",
    "collect_at",
    "accepted_by",
    "decided_by",
)
_ONE = Prepared(lambda key: PermitFile.objects.filter(id=key).select_related(*_WITH).order_by())


def view(*, file: PermitFile, on: datetime.date) -> View:
    """Return all about a file, in a constant number of statements."""
    known = facts.of([file], on=on)[file.id]
    return View(
        file=file,
        facts=known,
        masked=masked(file),
        papers=papers(subject_id=file.id),
        notices=tuple(file.notices.order_by("-told_at")),
        limits=limits_of(file),
        cards=tuple(Card.objects.filter(permit_id=file.permit_id).order_by("-id")) if file.permit_id else (),
        others=tuple(of_person(person_id=file.person_id, but=file.id)),
        acceptance=facts.acceptance_problem(known, on=on),
    )


def papers(*, subject_id: uuid.UUID) -> tuple[Paper, ...]:
    """Return the proofs that came with a file or an endorsement, as a page lists them."""
    rows = PermitProof.objects.filter(subject_id=subject_id).order_by("given_at", "id")
    return tuple(
        Paper(
            proof=row,
            kind=codes.label(ProofKind, row.kind),
            ground=codes.label(PermitGround, row.ground),
            source=SOURCES[row.source],
        )
        for row in rows
    )


def limits_of(file: PermitFile, *, held: Reference | None = None) -> Limits | None:
    """Return both limits of an accepted file by the policy of its acceptance, or None before that. Source: E6, E7."""
    if file.accepted_at is None or file.due_on is None:
        return None
    day = city.day(file.accepted_at)
    found = rules.at(place=facts.codes(file.community.path), on=day, held=held)
    working, plain = limits.issue_limits(accepted_on=day, calendar=found.calendar, policy=found.policy)
    extended = file.due_on if file.extended_why else None
    return Limits(working=working, plain=plain, binding=deadline.earliest(working, plain), extended_until=extended)


def plain(*, file: PermitFile, field: str) -> str:
    """Return one sealed value in plain; only for masking, and for the act of unmasking which leaves a trace."""
    column = {"ethnicity": file.ethnicity, "agent_id_number": file.agent_id_number}
    if field not in column:
        return stays.plain(stay=file.stay, field=field)
    value = column[field]
    return seal.unseal(data=bytes(value), column=f"permit_file.{field}", owner=file.id) if value is not None else ""


def masked(file: PermitFile) -> dict[str, str]:
    """Return the sealed values as they may stand on a page."""
    agent = plain(file=file, field="agent_id_number")
    return {
        **stays.masked(file.stay),
        "ethnicity": HIDDEN if file.ethnicity is not None else "",
        "agent_id_number": identity.mask_id(agent) if agent else "",
    }


def of_person(*, person_id: uuid.UUID, but: uuid.UUID | None = None, most: int = 10) -> Sequence[PermitFile]:
    """Return the files of a person, the newest first."""
    rows = PermitFile.objects.filter(person_id=person_id).order_by("-applied_at", "-id")
    return list((rows if but is None else rows.exclude(id=but))[:most])


def open_of(*, person_id: uuid.UUID) -> PermitFile | None:
    """Return the file of a person that is being handled, if there is one; the database lets there be only one."""
    return (
        PermitFile.objects.filter(person_id=person_id, state__in=law.OPEN)
        .select_related("community", "station", "collect_at")
        .first()
    )


def permit_of(*, person_id: uuid.UUID) -> Permit | None:
    """Return the permit of a person that is valid or suspended, if there is one (E3)."""
    return (
        Permit.objects.filter(person_id=person_id, state__in=life.ACTIVE)
        .select_related("community", "station", "authority")
        .first()
    )


def history(*, file: PermitFile, limit: int = 200) -> tuple[Event, ...]:
    """Return the acts on a file, the newest first, in two statements."""
    return acts_on(subject_id=file.id, limit=limit)


def acts_on(*, subject_id: uuid.UUID, limit: int = 200) -> tuple[Event, ...]:
    """Return the acts on a file or a permit, the newest first, in two statements; the caller has checked the scope."""
    acts = list(Act.objects.filter(subject_id=str(subject_id)).order_by("-at", "-seq")[:limit])
    rows = Post.objects.filter(id__in={act.post_id for act in acts if act.post_id is not None})
    names = {key: f"{staff} · {unit}" for key, staff, unit in rows.values_list("id", "staff__name", "unit__name")}
    return tuple(
        Event(
            at=act.at,
            what=authority.TABLE[act.what].text if act.what in authority.TABLE else Text(zh=act.what, en=act.what),
            who=_who(act, names),
            reason=act.reason,
        )
        for act in acts
    )


def _who(act: Act, names: dict[uuid.UUID, str]) -> Text:
    if act.post_id is not None:
        name = names.get(act.post_id, "")
        return Text(zh=name, en=name)
    return authority.ROLES["resident" if act.actor_kind == "resident" else "system"]
