"""Applications, permits, endorsements and cards. The law checks content; this says only what is text, list and id."""

import uuid
from typing import Annotated

from pydantic import Field

from anju.api.schema.base import Line, Sent, listed
from anju.api.schema.ending import Day, Seen
from anju.api.schema.filing import AgentSent
from anju.law.codes import PermitEndReason, PermitFileKind, PermitGround
from anju.law.permit import application, card
from anju.law.permit import file as law
from anju.law.permit.application import ITEMS, MOST_PROOFS
from anju.law.permit.ground import Agency, ProofKind

Reason = Annotated[Line, Field(max_length=500)]
Key = Annotated[uuid.UUID, Field(strict=False)]
Id = Annotated[Line, Field(json_schema_extra={"format": "uuid"})]
MOST_SIGNED = 50


class ProofSent(Sent):
    """One proof of a ground (E2): an uploaded picture, a paper seen at the desk, or what the record proves (E4)."""

    kind: Line = Field(json_schema_extra=listed(ProofKind))
    source: Line = Field(default="upload", json_schema_extra={"enum": [*application.SOURCES]})
    upload: Id | None = None
    valid_until: Day | None = None


class PermitAgentSent(AgentSent):
    """Who applies for someone under 16 or unable to move (B8)."""

    why: Line = Field(default="", json_schema_extra=listed(Agency))


class ApplicationSent(Sent):
    """What an application says, and nothing else (E9)."""

    kind: Line = Field(json_schema_extra=listed(PermitFileKind))
    cause: Line | None = Field(default=None, json_schema_extra={"enum": [*card.CAUSES]})
    ground: Line | None = Field(default=None, json_schema_extra=listed(PermitGround))
    proofs: list[ProofSent] = Field(default=[], max_length=MOST_PROOFS + 1)
    ethnicity: Line | None = None
    portrait: Id | None = None
    collect_at: Id = Field(description="A unit where the card can be collected; see GET /permits/offer.")
    agent: PermitAgentSent | None = None
    truth: bool = Field(description="The person's word that everything is true.")


class NewApplicationSent(ApplicationSent):
    """An application of the person of a registered stay."""

    stay: Key
    accept: bool = Field(default=False, description="Accept it on the spot: everything was seen at the desk (E5).")


class CompletionSent(ApplicationSent):
    """A returned application, put right (B7)."""

    version: Seen = None


class SeenSent(Sent):
    """Nothing but the version you saw."""

    version: Seen = None


class MissingSent(Sent):
    """One thing a file lacks."""

    item: Line = Field(json_schema_extra={"enum": [*ITEMS]})
    note: Annotated[Line, Field(max_length=200)] = ""


class ReturnSent(SeenSent):
    """Everything that is missing, at once (B7)."""

    missing: list[MissingSent] = Field(max_length=20)


class WhySent(SeenSent):
    """A reason; the person reads it."""

    why: Reason


class RefusalSent(WhySent):
    """What a refusal rests on, and why (E8)."""

    basis: Line = Field(json_schema_extra={"enum": [*law.REFUSAL_BASES]})


class SignSent(Sent):
    """Files to sign off; each is a decision of its own."""

    files: list[Key] = Field(min_length=1, max_length=MOST_SIGNED)


class EndorseSent(SeenSent):
    """Proofs seen at the desk; none where nothing changed (F6)."""

    proofs: list[ProofSent] = Field(default=[], max_length=MOST_PROOFS)


class WithholdSent(WhySent):
    """Why no ground holds any more (F6)."""

    basis: Line = Field(json_schema_extra={"enum": ["visit", "match", "proof"]})


class PermitEndSent(SeenSent):
    """An end the person did not ask for (D5, D6)."""

    reason: Line = Field(json_schema_extra=listed(PermitEndReason))
    basis: Line = Field(json_schema_extra={"enum": ["visit", "match", "proof"]})
    note: Annotated[Line, Field(max_length=300)]
    on: Day


class SendCardsSent(Sent):
    """Cards that leave for the maker as one batch."""

    cards: list[Key] = Field(min_length=1, max_length=1000)


class CardMadeSent(SeenSent):
    """The maker's number of a card."""

    card_number: Line


class HandOverSent(SeenSent):
    """How the collector was checked (G2)."""

    how: Line = Field(json_schema_extra={"enum": [*card.HANDED_BY]})
    receipt: Line = ""
    agent: bool = False
    old_card: bool = False


class PastSent(Sent):
    """Earlier 暂住证 time [from_on, until_on) that an officer saw proof of (F8)."""

    from_on: Day
    until_on: Day
    proof: Annotated[Line, Field(max_length=300)]


class EndSent(Sent):
    """Why an end stands although the person objected; needed only then (D6)."""

    why: Annotated[Line, Field(max_length=300)] = ""
