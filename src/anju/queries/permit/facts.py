"""What a decision on an application rests on, for one file or a list of them, and what stands in its way. Source: E.

The machine refuses no application: what is found here keeps an officer from accepting or signing against the law, and
says why; refusing is a named officer's own act (E8).
"""

import datetime
import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from anju.law.codes import PermitFileKind
from anju.law.permit import file as law
from anju.law.permit import life, limits
from anju.law.permit.ground import Proof
from anju.law.refusal import Refusal
from anju.law.wording import Text
from anju.models import Permit, PermitFile, PermitProof, Stay
from anju.queries import places, reference, rules
from anju.queries.permit import proofs
from anju.queries.prepared import Prepared
from anju.queries.reference import Reference

NOT_REGISTERED = Text(
    zh="本人的居住登记已经结束或者已转到别的县（市、区），居住证要以有效的居住登记为基础。",
    en="The person's registration has ended or lies in another county; a permit rests on a registration in force.",
)
NOT_YET = Text(
    zh="登记居住满半年才能领取居住证，可以受理的日期从{on}起。",
    en="A permit needs half a year of registration; the file can be accepted from {on} on.",
)
HAS_PERMIT = Text(
    zh="本人已有本市有效的居住证{number}，不能再领一张；卡损坏、丢失或者信息有变化的，办理换领、补领。",
    en="The person holds a valid permit of this city, {number}. For a damaged, changed or lost card, ask for a new card.",
)
NO_PERMIT = Text(
    zh="本人没有有效的居住证，不能换领、补领，请办理首次申领。",
    en="The person holds no valid permit, so there is no card to replace. Please apply for a first permit.",
)
NO_GROUND = Text(
    zh="没有适用于现住址、现单位且在有效期内的证明材料。",
    en="No proof on this file holds for the present address or employer, or it has run out.",
)
NO_PORTRAIT = Text(zh="没有本人相片，不能制证。", en="There is no photo, so no card can be made.")
FOUR_EYES = Text(
    zh="这份申请由您受理，按规定要由另一人审核签发。",
    en="You accepted this file yourself; somebody else has to review and sign it off.",
)


@dataclass(frozen=True)
class Facts:
    """What holds for a file today."""

    file: PermitFile
    # the registration in force in the county the file belongs to
    stay: Stay | None
    # the permit that is valid or suspended
    permit: Permit | None
    proofs: tuple[Proof, ...]
    eligible_from: datetime.date | None

    @property
    def first(self) -> bool:
        """Whether a first permit is asked for."""
        return self.file.kind == PermitFileKind.FIRST


_STAYS = Prepared(
    lambda person: (
        Stay.objects.filter(person_id__in=[person], state="registered")
        .select_related("community", "station")
        .order_by()
    )
)
_PERMITS = Prepared(lambda person: Permit.objects.filter(person_id__in=[person], state__in=life.ACTIVE).order_by())


def of(files: Sequence[PermitFile], *, on: datetime.date, held: Reference | None = None) -> dict[uuid.UUID, Facts]:
    """Return the facts of files, in a constant number of statements."""
    held, people = held or reference.current(), [file.person_id for file in files]
    stays = {stay.person_id: stay for stay in _STAYS.all(people)}
    permits = {permit.person_id: permit for permit in _PERMITS.all(people)}
    papers = proofs.given(subjects=[file.id for file in files])
    return {
        file.id: _facts(file, stays.get(file.person_id), permits.get(file.person_id), papers[file.id], on, held)
        for file in files
    }


def just_received(*, file: PermitFile, on: datetime.date, held: Reference) -> Facts:
    """Return the facts of a file that the same transaction received: its registration is locked, its permit just read."""
    papers = proofs.given(subjects=[file.id])
    return _facts(file, file.stay, file.permit, papers[file.id], on, held)


def _facts(
    file: PermitFile,
    stay: Stay | None,
    permit: Permit | None,
    papers: Sequence[PermitProof],
    on: datetime.date,
    held: Reference,
) -> Facts:
    here = stay if stay is not None and _same_county(file, stay) else None
    return Facts(
        file=file,
        stay=here,
        permit=permit,
        proofs=tuple(proofs.plain(row) for row in papers),
        eligible_from=eligible_from(stay=here, on=on, held=held) if here is not None else None,
    )


def _same_county(file: PermitFile, stay: Stay) -> bool:
    # D2: a move inside the county carries the file along
    if stay.id == file.stay_id:
        return True
    return places.legal_county(path=stay.community.path) == places.legal_county(path=file.community.path)


def eligible_from(*, stay: Stay, on: datetime.date, held: Reference | None = None) -> datetime.date | None:
    """Return the first day on which the person of a registered stay can get a permit, by today's policy. Source: E1."""
    if stay.counted_from is None:
        return None
    policy = rules.policy(place=codes(stay.community.path), on=on, held=held)
    return limits.eligible_from(registered_on=stay.counted_from, policy=policy)


def codes(path: str) -> list[str]:
    """Return the codes of a division's path, from the city down."""
    return [code for code in path.split("/") if code]


def acceptance_problem(facts: Facts, *, on: datetime.date) -> Refusal | None:
    """Return why a file can't be accepted on a day, or None. Source: E1, E3."""
    if facts.stay is None:
        return Refusal("not_registered", NOT_REGISTERED, rule="E1")
    if not facts.first:
        return None if facts.permit is not None else Refusal("no_permit", NO_PERMIT, rule="G1")
    if facts.permit is not None:
        return Refusal("has_permit", HAS_PERMIT.format(number=facts.permit.number), rule="E3")
    if facts.eligible_from is None or on < facts.eligible_from:
        return Refusal("not_yet", NOT_YET.format(on=facts.eligible_from or on), rule="E1")
    if not proofs.fits(proofs=facts.proofs, stay=facts.stay, on=on):
        return Refusal("no_ground", NO_GROUND, rule="E2")
    return None


def signing_problem(facts: Facts, *, staff_id: uuid.UUID | None, on: datetime.date) -> Refusal | None:
    """Return why a person of staff can't sign a file off on a day, or None. Source: E1–E3, E9, E10."""
    if staff_id is not None and facts.file.accepted_by_id == staff_id:
        return Refusal("four_eyes", FOUR_EYES, rule="E10")
    problem = acceptance_problem(facts, on=on)
    if problem is None and facts.first and facts.file.portrait_id is None:
        return Refusal("portrait_missing", NO_PORTRAIT, rule="E9")
    return problem


def is_open(file: PermitFile) -> bool:
    """Tell whether a file waits for somebody."""
    return file.state in law.OPEN
