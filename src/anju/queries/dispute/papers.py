"""What the papers of a dispute print; open values, kept in memory only, of a case that was opened. Source: I9, L2."""

import datetime
import uuid
from dataclasses import dataclass

from anju import catalogue
from anju.law import codes, identity
from anju.law.absent import Absent
from anju.law.dispute import kinds
from anju.law.wording import Text
from anju.models import Case, Dispute, DisputeAgreement, DisputeSession
from anju.queries.dispute import detail, forms
from anju.queries.permit_papers import shared
from anju.queries.permit_papers.shared import Office


@dataclass(frozen=True)
class About:
    """What every paper of a dispute says."""

    number: str
    kind: Text
    name: str
    id_kind: Text
    masked_id: str
    other: str
    other_contact: str
    office: Office


@dataclass(frozen=True)
class Invitation:
    """An invitation to a meeting, or the notice of a hearing."""

    about: About
    hearing: bool
    starts_at: datetime.datetime
    place: str
    cited: Text


@dataclass(frozen=True)
class Agreement:
    """The agreement both sides signed."""

    about: About
    text: str
    amount_fen: int | None
    signed_on: datetime.date
    other_signed_on: datetime.date
    due_on: datetime.date
    confirm_until: datetime.date
    confirm_provisional: bool
    cited: Text
    mediator: str


def invitation(*, case: Case, session_id: uuid.UUID) -> Invitation:
    """Return an invitation of an opened case; raises Absent where there is none."""
    row = DisputeSession.objects.filter(id=session_id, dispute__case=case).select_related("dispute").first()
    if row is None:
        raise Absent("dispute_session")
    ground = "hearing" if row.hearing else ("mediating_people" if row.dispute.kind == "people" else "mediating")
    return Invitation(
        about=_about(case, row.dispute),
        hearing=row.hearing,
        starts_at=row.starts_at,
        place=row.place,
        cited=detail.cite(ground),
    )


def agreement(*, case: Case) -> Agreement:
    """Return the agreement of an opened case; raises Absent where there is none."""
    row = DisputeAgreement.objects.filter(dispute__case=case).select_related("dispute").first()
    if row is None:
        raise Absent("dispute_agreement")
    step = row.dispute.steps.filter(what="agree_dispute").select_related("by").first()
    return Agreement(
        about=_about(case, row.dispute),
        text=forms.opened(row.text, "dispute_agreement.text", row.id),
        amount_fen=row.amount_fen,
        signed_on=row.signed_on,
        other_signed_on=row.other_signed_on,
        due_on=row.due_on,
        confirm_until=row.confirm_until,
        confirm_provisional=row.confirm_provisional,
        cited=detail.cite("confirm"),
        mediator=step.by.name if step is not None and step.by is not None else "",
    )


def _about(case: Case, dispute: Dispute) -> About:
    person, service = case.person, catalogue.current().services[case.service]
    number = forms.opened(person.id_number, "person.id_number", person.id)
    office, other = shared.office(case.unit), forms.other(dispute=dispute)
    return About(
        number=case.number,
        kind=kinds.KINDS[dispute.kind],
        name=person.name,
        id_kind=codes.label(codes.IdKind, person.id_kind),
        masked_id=identity.mask_id(number),
        other=other.get("name", ""),
        other_contact=other.get("contact", ""),
        office=office if office.phone else Office(office.name, office.place, service.phone, office.hours),
    )
