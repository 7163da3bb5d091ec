"""This module says what proves a ground, and which proof still holds without being asked for again. Source: E2, E4."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from anju.law.codes import Code, DwellingKind, PermitGround, StayReason
from anju.law.wording import Text


class ProofKind(Code):
    """This names a paper that proves a ground. Source: 663 art. 9."""

    LABOUR_CONTRACT = "labour_contract", "劳动合同", "Labour contract"
    EMPLOYER_PROOF = "employer_proof", "用人单位出具的劳动关系证明", "Employer's proof of the employment"
    BUSINESS_LICENCE = "business_licence", "营业执照", "Business licence"
    WORK_OTHER = "work_other", "其他能够证明就业的材料", "Another paper that shows the work"
    LEASE = "lease", "房屋租赁合同", "Lease"
    TITLE = "title", "房屋产权证明", "Title to the dwelling"
    PURCHASE = "purchase", "购房合同", "Purchase contract"
    HOST_PROOF = (
        "host_proof",
        "房东、用人单位或者学校出具的住宿证明",
        "Proof of lodging by landlord, employer or school",
    )
    STUDENT_CARD = "student_card", "学生证", "Student card"
    SCHOOL_PROOF = "school_proof", "就读学校出具的证明", "School's proof of attendance"


PROOFS: Mapping[PermitGround, tuple[ProofKind, ...]] = {
    PermitGround.EMPLOYMENT: (
        ProofKind.LABOUR_CONTRACT,
        ProofKind.EMPLOYER_PROOF,
        ProofKind.BUSINESS_LICENCE,
        ProofKind.WORK_OTHER,
    ),
    PermitGround.DWELLING: (ProofKind.LEASE, ProofKind.TITLE, ProofKind.PURCHASE, ProofKind.HOST_PROOF),
    PermitGround.STUDY: (ProofKind.STUDENT_CARD, ProofKind.SCHOOL_PROOF),
}


class Agency(Code):
    """This says why somebody else applies for the person. Source: B8, 663 art. 9."""

    MINOR = "minor", "未满16周岁", "Under 16"
    UNABLE = "unable", "行动不便", "Unable to move"


@dataclass(frozen=True)
class Circumstances:
    """This is what a proof was checked for, and what holds now."""

    stay_id: UUID
    address_id: UUID
    workplace: str


@dataclass(frozen=True)
class Proof:
    """This is a proof on file."""

    ground: str
    kind: str
    checked_for: Circumstances
    checked: bool
    valid_until: date | None


def holds(proof: Proof, *, now: Circumstances, on: date) -> bool:
    """This tells whether a checked proof is reused: same address, or same employer or school, and not run out. Source: E4."""
    if not proof.checked or (proof.valid_until is not None and proof.valid_until < on):
        return False
    if proof.ground == PermitGround.DWELLING:
        return proof.checked_for.address_id == now.address_id
    return bool(now.workplace) and proof.checked_for.workplace == now.workplace


def standing(proofs: Iterable[Proof], *, now: Circumstances, on: date) -> tuple[Proof, ...]:
    """This lists the proofs that need not be asked for again, those without an end or with the latest first."""
    good = [proof for proof in proofs if holds(proof, now=now, on=on)]
    return tuple(sorted(good, key=lambda proof: proof.valid_until or date.max, reverse=True))


def easiest(*, reason: str, dwelling: str, standing: Iterable[Proof]) -> tuple[PermitGround, ...]:
    """This puts the grounds in the order that asks least of the person: proven already, then what the stay suggests."""
    proven = {proof.ground for proof in standing}
    hints: dict[PermitGround, int] = {
        PermitGround.DWELLING: 1 if dwelling in {DwellingKind.RENTED, DwellingKind.HOUSEHOLD} else 0,
        PermitGround.EMPLOYMENT: 2 if reason in _WORKING or dwelling in _AT_WORK else 0,
        PermitGround.STUDY: 3 if reason == StayReason.STUDY else 0,
    }
    return tuple(sorted(PermitGround, key=lambda ground: (ground not in proven, -hints[ground])))


_WORKING = {StayReason.WORK, StayReason.TRADE, StayReason.SERVICE, StayReason.HOUSEKEEPING, StayReason.FARMING}
_AT_WORK = {DwellingKind.WORK_UNIT, DwellingKind.BUILDING_SITE}

# what the register itself can prove: shown as “already proven”, nothing to bring (E4)
HOUSE_PROVES = Text(
    zh="这里已有的登记可以证明，不用再交材料。", en="The record here proves it already; there is nothing to bring."
)
