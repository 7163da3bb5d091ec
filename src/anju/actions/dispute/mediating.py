"""The end of a mediation: an agreement both sides signed, or none; the case of a mediation service ends with it. Source: I9."""

import datetime
import uuid
from collections.abc import Mapping

from django.db import transaction

from anju.actions import case as cases
from anju.actions import record
from anju.actions.dispute import locking, telling
from anju.law import city, complaint
from anju.law.actor import Actor
from anju.law.dispute import kinds, life, limits, reading
from anju.law.wording import Text
from anju.models import Dispute, DisputeAgreement
from anju.models.base import new_id
from anju.vault import seal

# what the decision of the case tells the person
_AGREED = Text(zh="双方签了调解协议，可以在“纠纷办理”里打印。", en="Both sides signed an agreement; you can print it.")
_ONWARD = {
    "labour": Text(
        zh="没有谈成。可以申请劳动仲裁，已经交过的不用再填。",
        en="No agreement. You can go on to arbitration; nothing is asked twice.",
    ),
    "people": Text(
        zh="没有谈成。可以向人民法院起诉，也可以申请法律援助。",
        en="No agreement. You can go to court, and ask for legal aid.",
    ),
}


def agree(
    *, case_id: uuid.UUID, raw: Mapping[str, str], by: Actor, at: datetime.datetime, version: int | None = None
) -> DisputeAgreement:
    """Enter an agreement; `raw`: text, signed_on, other_signed_on, due_on, amount. The office asks after it when it is due.

    Raises Refusals on these fields. Source: I9, 人民调解法 28, 31, 33.
    """
    with transaction.atomic():
        dispute, step = locking.office(case_id=case_id, act="agree_dispute", by=by, version=version)
        held = telling.today(dispute.case, at=at)
        read = reading.agreement(raw=raw, on=city.day(at))
        confirm = limits.confirm_until(signed_on=read.in_force_on, calendar=held.calendar, policy=held.policy)
        key = new_id()
        made = DisputeAgreement.objects.create(
            id=key,
            dispute=dispute,
            person_id=dispute.person_id,
            text=seal.seal(text=read.text, column="dispute_agreement.text", owner=key),
            amount_fen=read.amount_fen,
            signed_on=read.signed_on,
            other_signed_on=read.other_signed_on,
            due_on=read.due_on,
            confirm_until=confirm.on,
            confirm_provisional=confirm.provisional,
        )
        check = limits.check_on(owed_on=read.due_on, calendar=held.calendar)
        locking.put(dispute, step=step, due=check, over_at=at)
        dispute.sessions.filter(outcome="called").update(outcome="held", closed_at=at)
        locking.keep(dispute, what=step.act, by=by, at=at, amount_fen=read.amount_fen)
        detail = {"due_on": str(read.due_on)}
        _told(dispute, "agree_dispute", by=by, at=at, detail=detail)
        if not kinds.way(dispute.case.service).rest:
            cases.grant(case_id=case_id, words=_AGREED.zh, by=by, at=at)
        return made


def fail(
    *,
    case_id: uuid.UUID,
    code: str,
    words: str,
    by: Actor,
    at: datetime.datetime,
    version: int | None = None,
) -> Dispute:
    """End a mediation without an agreement, and tell the person where they can go now; `code` of law.dispute.life.WHY_FAILED.

    Raises Refusal "not_an_option", "words_too_long". Source: I9, 劳动争议调解仲裁法 5, 14.
    """
    with transaction.atomic():
        dispute, step = locking.office(case_id=case_id, act="fail_dispute", by=by, version=version)
        why = reading.chosen(code, table=life.WHY_FAILED, field="code")
        said = complaint.words(words, field="words", needed=False)
        locking.put(dispute, step=step, over_at=at)
        dispute.sessions.filter(outcome="called").update(outcome="put_off", closed_at=at)
        locking.keep(dispute, what=step.act, by=by, at=at, code=why, words=said)
        _told(dispute, "fail_dispute", by=by, at=at, detail={"code": why})
        telling.person(dispute, "dispute_failed", at=at)
        if not kinds.way(dispute.case.service).rest:
            cases.grant(case_id=case_id, words=_ONWARD[dispute.kind].zh, by=by, at=at)
        return dispute


def _told(dispute: Dispute, what: str, *, by: Actor, at: datetime.datetime, detail: Mapping[str, object]) -> None:
    about = (telling.KIND, dispute.case_id)
    record.write(what=what, by=by, at=at, subject=about, person_id=dispute.person_id, detail=detail)
