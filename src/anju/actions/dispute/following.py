"""Looking after an agreement: kept or not kept, told by the person or found by the office. Source: I9, 人民调解法 31."""

import datetime
import uuid

from django.db import transaction

from anju.actions import record
from anju.actions.dispute import locking, telling
from anju.law import complaint
from anju.law.actor import Actor
from anju.models import Dispute, DisputeAgreement


def keep(*, case_id: uuid.UUID, by: Actor, at: datetime.datetime, version: int | None = None) -> Dispute:
    """Note that an agreement was kept; also after word that it wasn't."""
    return _note(case_id=case_id, what="keep_agreement", words="", by=by, at=at, version=version)


def break_(*, case_id: uuid.UUID, words: str, by: Actor, at: datetime.datetime, version: int | None = None) -> Dispute:
    """Note that an agreement wasn't kept; the person sees what can be done now, the office hears of it.

    Raises Refusal "words_too_long".
    """
    return _note(case_id=case_id, what="break_agreement", words=words, by=by, at=at, version=version)


def _note(
    *, case_id: uuid.UUID, what: str, words: str, by: Actor, at: datetime.datetime, version: int | None
) -> Dispute:
    with transaction.atomic():
        own = by.kind == "resident"
        found = (
            locking.person(case_id=case_id, act=what, by=by, at=at, version=version)
            if own
            else locking.office(case_id=case_id, act=what, by=by, version=version)
        )
        dispute, step = found
        said = complaint.words(words, field="words", needed=False)
        locking.put(dispute, step=step)
        agreement = DisputeAgreement.objects.get(dispute=dispute)
        agreement.outcome = step.target
        agreement.checked_at = at
        agreement.checked_by_id = None if own else locking.staff(by)
        agreement.save(update_fields=["outcome", "checked_at", "checked_by"])
        locking.keep(dispute, what=what, by=by, at=at, words=said)
        about = (telling.KIND, case_id)
        record.write(what=what, by=by, at=at, subject=about, person_id=dispute.person_id)
        if own and what == "break_agreement":
            telling.office(dispute.case, "dispute_broken", unit=dispute.case.unit, at=at, key=dispute.version)
        elif what == "break_agreement":
            telling.person(dispute, "dispute_not_kept", at=at)
        return dispute
