"""What retention empties of permits: ethnicity, agents, reasons and notes; ids, dates, places and codes stay. Source: L5, L7, E9."""

import datetime
import uuid

from django.db.models import Exists, OuterRef, Q

from anju.law.permit import file as files
from anju.law.permit import life
from anju.law.refusal import Refusal
from anju.law.wording import Text
from anju.models import Endorsement, PastResidence, Permit, PermitEnding, PermitFile, PermitNotice, PermitProof
from anju.vault import seal

_LIVE = Text(
    zh="还有有效的居住证或者正在办理的居住证申请，不能删除。",
    en="A permit is in force or an application for one is being handled; nothing can be deleted yet.",
)


def live() -> Q:
    """Return whether the person of an outer row has a permit in force or a file being handled."""
    file = PermitFile.objects.filter(person=OuterRef("pk"), state__in=files.OPEN)
    permit = Permit.objects.filter(person=OuterRef("pk"), state__in=life.ACTIVE)
    return Q(Exists(file)) | Q(Exists(permit))


def decided_since(*, day: datetime.date) -> Exists:
    """Return whether a file of the person of an outer row was decided on or after a day: it can still be objected to."""
    return Exists(PermitFile.objects.filter(person=OuterRef("pk"), decided_at__date__gte=day))


def hindrance(*, person_id: uuid.UUID) -> Refusal | None:
    """Return why what is on file of permits can't go yet, or None."""
    open_file = PermitFile.objects.filter(person_id=person_id, state__in=files.OPEN)
    if open_file.exists() or Permit.objects.filter(person_id=person_id, state__in=life.ACTIVE).exists():
        return Refusal("permit_live", _LIVE, rule="L7")
    return None


def wipe(*, person_id: uuid.UUID) -> None:
    """Empty what permits say of a person. Part of a larger act."""
    agent = {"agent_name": "", "agent_id_number": None, "agent_relation": ""}
    PermitFile.objects.filter(person_id=person_id).update(ethnicity=None, refusal="", extended_why="", **agent)
    for permit in Permit.objects.filter(person_id=person_id):
        permit.ethnicity = seal.seal(text="", column="permit.ethnicity", owner=permit.id)
        permit.code = ""
        permit.save(update_fields=["ethnicity", "code"])
    PermitProof.objects.filter(person_id=person_id).update(workplace="")
    Endorsement.objects.filter(person_id=person_id).update(reason="")
    PermitEnding.objects.filter(person_id=person_id).update(basis_note="", objection="", undone_why="")
    PastResidence.objects.filter(person_id=person_id).update(proof="")
    for notice in PermitNotice.objects.filter(person_id=person_id):
        notice.missing = [{"item": entry["item"], "note": ""} for entry in notice.missing]
        notice.save(update_fields=["missing"])
