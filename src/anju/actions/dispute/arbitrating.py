"""Arbitration: a claim taken or not, its award, put off with leave, settled, treated as withdrawn; the case ends with it.

Whatever goes against the person is a decision of the case, by a named officer with reason, article and remedy (I10).
Source: I9, 劳动争议调解仲裁法 29, 36, 41–43, 50.
"""

import datetime
import uuid
from collections.abc import Mapping

from django.db import transaction

from anju.actions import case as cases
from anju.actions import record
from anju.actions.dispute import locking, telling
from anju.law import city, complaint
from anju.law.actor import Actor
from anju.law.dispute import limits, reading
from anju.law.refusal import Refusal
from anju.law.wording import Text
from anju.models import Dispute

_TWICE = Text(zh="只能延期一次。", en="It can be put off once only.")
_AWARDED = Text(
    zh="已经裁决：{words} 不服的，可以在{until}前向人民法院起诉。",
    en="The award: {words} If you disagree, go to court by {until}.",
)
_SETTLED = Text(zh="仲裁中和解：{words}", en="Settled in arbitration: {words}")


def accept(*, case_id: uuid.UUID, by: Actor, at: datetime.datetime, version: int | None = None) -> Dispute:
    """Take a claim; the award is due so many days from today. Source: I9."""
    with transaction.atomic():
        dispute, step = locking.office(case_id=case_id, act="accept_claim", by=by, version=version)
        today = city.day(at)
        held = telling.today(dispute.case, at=at)
        due = limits.award_due(taken_on=today, extended=False, calendar=held.calendar, policy=held.policy)
        locking.put(dispute, step=step, due=due, begun_on=today)
        locking.keep(dispute, what=step.act, by=by, at=at)
        about = (telling.KIND, case_id)
        record.write(what="accept_claim", by=by, at=at, subject=about, person_id=dispute.person_id)
        telling.person(dispute, "dispute_accepted", at=at, until=str(due.on))
        return dispute


def decline(
    *,
    case_id: uuid.UUID,
    reason: str,
    article: str,
    by: Actor,
    at: datetime.datetime,
    version: int | None = None,
) -> Dispute:
    """Not take a claim, in writing: the case is refused with reason, article and remedy; the person can go to court.

    Raises Refusal "reason_missing", "article_missing". Source: I10, 劳动争议调解仲裁法 29.
    """
    return _refused(act="decline_claim", case_id=case_id, reason=reason, article=article, by=by, at=at, version=version)


def drop(
    *,
    case_id: uuid.UUID,
    reason: str,
    article: str,
    by: Actor,
    at: datetime.datetime,
    version: int | None = None,
) -> Dispute:
    """Treat a claim as withdrawn whose applicant stayed away without cause; a decision with reason, article, remedy.

    Raises Refusal "reason_missing", "article_missing". Source: I10, 劳动争议调解仲裁法 36.
    """
    return _refused(act="drop_dispute", case_id=case_id, reason=reason, article=article, by=by, at=at, version=version)


def extend(*, case_id: uuid.UUID, why: str, by: Actor, at: datetime.datetime, version: int | None = None) -> Dispute:
    """Put an award off, once, with the reason; both sides are told. Raises Refusal "extended_before", "words_missing"."""
    with transaction.atomic():
        dispute, step = locking.office(case_id=case_id, act="extend_award", by=by, version=version)
        if dispute.extended:
            raise Refusal("extended_before", _TWICE, rule="I9")
        said = complaint.words(why, field="why", needed=True)
        held = telling.today(dispute.case, at=at)
        due = limits.award_due(taken_on=dispute.begun_on, extended=True, calendar=held.calendar, policy=held.policy)
        locking.put(dispute, step=step, due=due, extended=True)
        locking.keep(dispute, what=step.act, by=by, at=at, words=said)
        about, detail = (telling.KIND, case_id), {"until": str(due.on)}
        record.write(what="extend_award", by=by, at=at, subject=about, person_id=dispute.person_id, detail=detail)
        telling.person(dispute, "dispute_extended", at=at, until=str(due.on))
        return dispute


def award(
    *, case_id: uuid.UUID, raw: Mapping[str, str], by: Actor, at: datetime.datetime, version: int | None = None
) -> Dispute:
    """Make the award; `raw`: words, amount. The case ends with it. Raises Refusals on these fields. Source: I9."""
    with transaction.atomic():
        dispute = _ended(act="award_dispute", case_id=case_id, raw=raw, by=by, at=at, version=version)
        held = telling.today(dispute.case, at=at)
        until = limits.court_until(decided_on=city.day(at), calendar=held.calendar, policy=held.policy)
        words = complaint.tidy(raw.get("words", ""))[: complaint.WORDS_LENGTH - len(_AWARDED.zh)]
        cases.grant(case_id=case_id, words=_AWARDED.format(words=words, until=until.on).zh, by=by, at=at)
        return dispute


def settle(
    *, case_id: uuid.UUID, raw: Mapping[str, str], by: Actor, at: datetime.datetime, version: int | None = None
) -> Dispute:
    """Record that both sides settled before the panel; `raw`: words, amount. The case ends with it. Source: I9."""
    with transaction.atomic():
        dispute = _ended(act="settle_dispute", case_id=case_id, raw=raw, by=by, at=at, version=version)
        words = complaint.tidy(raw.get("words", ""))[: complaint.WORDS_LENGTH - len(_SETTLED.zh)]
        cases.grant(case_id=case_id, words=_SETTLED.format(words=words).zh, by=by, at=at)
        return dispute


def _ended(
    *,
    act: str,
    case_id: uuid.UUID,
    raw: Mapping[str, str],
    by: Actor,
    at: datetime.datetime,
    version: int | None,
) -> Dispute:
    dispute, step = locking.office(case_id=case_id, act=act, by=by, version=version)
    words, fen = reading.award(raw=raw)
    locking.put(dispute, step=step, over_at=at)
    dispute.sessions.filter(outcome="called").update(outcome="held", closed_at=at)
    locking.keep(dispute, what=act, by=by, at=at, words=words, amount_fen=fen)
    record.write(what=act, by=by, at=at, subject=(telling.KIND, case_id), person_id=dispute.person_id)
    return dispute


def _refused(
    *,
    act: str,
    case_id: uuid.UUID,
    reason: str,
    article: str,
    by: Actor,
    at: datetime.datetime,
    version: int | None,
) -> Dispute:
    with transaction.atomic():
        dispute, step = locking.office(case_id=case_id, act=act, by=by, version=version)
        locking.put(dispute, step=step, over_at=at)
        dispute.sessions.filter(outcome="called").update(outcome="put_off", closed_at=at)
        locking.keep(dispute, what=act, by=by, at=at, code=article[:40])
        record.write(what=act, by=by, at=at, subject=(telling.KIND, case_id), person_id=dispute.person_id)
        # checks reason and article, and tells the person of both
        cases.refuse(case_id=case_id, reason=reason, article=article, by=by, at=at)
        return dispute
