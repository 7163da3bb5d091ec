"""Naming the lawyer of granted legal aid: name, office, phone, told to the person. Source: I7."""

import datetime
import json
import uuid
from collections.abc import Mapping

from django.db import transaction

from anju.actions import message, record
from anju.actions.case import locking
from anju.actions.dispute import locking as disputes
from anju.law import authority, complaint
from anju.law.absent import Absent
from anju.law.actor import Actor
from anju.law.dispute import reading
from anju.models import Case, LegalAid
from anju.vault import seal

_KIND = "legal_aid"


def name_lawyer(
    *, case_id: uuid.UUID, raw: Mapping[str, str], by: Actor, at: datetime.datetime, version: int | None = None
) -> LegalAid:
    """Name the lawyer; `raw`: name, office, phone, and why where another one takes over. The person is told.

    Raises Refusals on these fields, Refusal "words_missing" on why, "stale". Source: I7, 法律援助法 43.
    """
    authority.demand(by=by, act="name_lawyer")
    with transaction.atomic():
        case, aid = _row(case_id, by)
        disputes.fresh(aid, version=version)
        again = aid.named_at is not None
        why = complaint.words(raw.get("why", ""), field="why", needed=again)
        lawyer = reading.lawyer(raw=raw)
        aid.lawyer = seal.seal(text=json.dumps(lawyer, ensure_ascii=False), column="legal_aid.lawyer", owner=aid.id)
        aid.named_at, aid.named_by_id = at, locking.staff(by)
        aid.changed += again
        aid.escalated_to, aid.version = None, aid.version + 1
        aid.save(update_fields=["lawyer", "named_at", "named_by", "changed", "escalated_to", "version"])
        about, detail = (_KIND, case.id), {"again": again}
        record.write(
            what="name_lawyer", by=by, at=at, subject=about, person_id=case.person_id, reason=why[:300], detail=detail
        )
        message.to_person(
            person=case.person,
            kind="aid_lawyer",
            params={"number": case.number, "lawyer": lawyer["name"], "office": lawyer["office"]},
            link=f"/my/disputes/{case.id}/",
            dedupe=f"aid_lawyer:{aid.id}:{aid.version}",
            at=at,
        )
        return aid


def _row(case_id: uuid.UUID, by: Actor) -> tuple[Case, LegalAid]:
    """Return the locked case and its legal aid, of the own office or where a lawyer is late in it; Absent for all others."""
    late = LegalAid.objects.filter(case_id=case_id, escalated_to_id=by.unit_id, named_at=None)
    if by.unit_id is not None and late.exists():
        rows = Case.objects.select_for_update(of=("self",)).select_related("person")
        case = rows.get(id=case_id)
    else:
        case = locking.row(case_id=case_id, by=by)
    aid = LegalAid.objects.select_for_update(of=("self",)).filter(case=case).first()
    if aid is None:
        raise Absent("legal_aid")
    return case, aid
