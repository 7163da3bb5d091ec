"""One dispute for whoever opened it: the course, what was said, met, agreed, and what comes next. Source: I3, I4, L2.

The reads are on record before (actions.dispute.open_one, open_own); here nothing is checked again.
"""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass

from anju import catalogue
from anju.law import citation, city
from anju.law.case import ground
from anju.law.case import life as life_of_case
from anju.law.deadline import Due
from anju.law.dispute import kinds, life, limits, offers
from anju.law.service import Service
from anju.law.wording import Text, joined
from anju.models import Case, Dispute, DisputeAgreement, DisputeSession
from anju.queries import rules
from anju.queries.case import detail as cases
from anju.queries.case.detail import Answer, Paper
from anju.queries.dispute import aid, forms
from anju.queries.dispute.aid import Aid


@dataclass(frozen=True)
class Step:
    """One step of the course."""

    what: str
    text: Text
    at: datetime.datetime
    by: str
    words: str
    amount: Text | None


@dataclass(frozen=True)
class Agreed:
    """An agreement, opened."""

    row: DisputeAgreement
    text: str
    amount: Text | None
    confirm: Due


@dataclass(frozen=True)
class Offered:
    """A way that is open to the person, with its article and last day."""

    code: str
    text: Text
    cited: Text
    until: Due | None


@dataclass(frozen=True)
class Detail:
    """Everything of one dispute, for the officer and the person alike; `dispute` is empty until the proceeding begins."""

    case: Case
    service: Service
    # law.dispute.kinds.KINDS, "aid"
    kind: str
    dispute: Dispute | None
    due: Due | None
    cited: Text | None
    answers: tuple[Answer, ...]
    papers: tuple[Paper, ...]
    other: Mapping[str, str]
    sessions: tuple[DisputeSession, ...]
    coming: DisputeSession | None
    agreement: Agreed | None
    steps: tuple[Step, ...]
    offers: tuple[Offered, ...]
    # acts that the course allows now
    possible: frozenset[str]
    # the mediation before, the arbitration after
    came_from: Case | None
    went_to: Case | None
    grounds: Mapping[str, Text]
    hearing_from: Due | None
    aid: Aid | None
    # the law's last day for deciding on legal aid, while nothing is decided
    aid_due: Due | None


def of(*, case: Case, on: datetime.date) -> Detail:
    """Return a dispute or legal aid case that was opened."""
    service = catalogue.current().services[case.service]
    dispute = Dispute.objects.filter(case=case).select_related("passed_to").first()
    typed = forms.typed(case=case)
    known = catalogue.current()
    return Detail(
        case=case,
        service=service,
        kind=kinds.WAYS[case.service].kind if case.service in kinds.WAYS else "aid",
        dispute=dispute,
        due=_due(dispute),
        cited=_limit_cited(dispute),
        answers=cases.answers(service, typed),  # type: ignore[arg-type]
        papers=cases.papers(case, service),
        other=_other(case, dispute, typed),
        sessions=(sessions := _sessions(dispute)),
        coming=next((one for one in sessions if one.outcome == "called"), None),
        agreement=_agreement(dispute),
        steps=_steps(dispute),
        offers=_offers(case, dispute, on=on),
        possible=_possible(dispute),
        came_from=_came_from(case),
        went_to=dispute.passed_to if dispute is not None else None,
        grounds=ground.grounds(service=service, rules=known.rules, sources=known.sources),
        hearing_from=_hearing_from(case, dispute, on=on),
        aid=aid.of(case=case),
        aid_due=_aid_due(case),
    )


def cite(name: str) -> Text:
    """Return the articles that a step rests on."""
    sources = catalogue.current().sources
    return joined(*(citation.cite(reference=one, source=sources[one.source]) for one in kinds.GROUNDS[name]))


def _due(dispute: Dispute | None) -> Due | None:
    if dispute is None or dispute.limit_on is None:
        return None
    started = dispute.begun_on
    return Due(on=dispute.limit_on, provisional=dispute.limit_provisional, rule="I9", started=started)


def _limit_cited(dispute: Dispute | None) -> Text | None:
    if dispute is None or dispute.limit_on is None:
        return None
    people = dispute.state == "mediating" and dispute.kind == "people"
    return cite("mediating_people" if people else dispute.state)


def _other(case: Case, dispute: Dispute | None, typed: Mapping[str, object]) -> Mapping[str, str]:
    if dispute is not None:
        return forms.other(dispute=dispute)
    way = kinds.WAYS.get(case.service)
    before = Dispute.objects.filter(passed_to=case).order_by("-started_at").first()
    if before is not None:
        return forms.other(dispute=before)
    return {"name": str(typed.get(way.other, "")), "contact": ""} if way is not None else {}


def _sessions(dispute: Dispute | None) -> tuple[DisputeSession, ...]:
    return tuple(dispute.sessions.order_by("starts_at", "id")) if dispute is not None else ()


def _agreement(dispute: Dispute | None) -> Agreed | None:
    row = DisputeAgreement.objects.filter(dispute=dispute).first() if dispute is not None else None
    if row is None:
        return None
    started = max(row.signed_on, row.other_signed_on)
    due = Due(on=row.confirm_until, provisional=row.confirm_provisional, rule="I9", started=started)
    text = forms.opened(row.text, "dispute_agreement.text", row.id)
    return Agreed(row=row, text=text, amount=_yuan(row.amount_fen), confirm=due)


def _steps(dispute: Dispute | None) -> tuple[Step, ...]:
    if dispute is None:
        return ()
    texts = {step.act: step.text for step in life.LIFECYCLE.steps}
    found = []
    for row in dispute.steps.select_related("by").order_by("at", "id"):
        why = life.WHY_FAILED.get(row.code)
        text = Text(zh="{step}：{why}", en="{step}: {why}").format(step=texts[row.what], why=why) if why else None
        found.append(
            Step(
                what=row.what,
                text=text or texts[row.what],
                at=row.at,
                by=row.by.name if row.by is not None else "",
                words=forms.opened(row.words, "dispute_step.words", row.id),
                amount=_yuan(row.amount_fen),
            )
        )
    return tuple(found)


def _offers(case: Case, dispute: Dispute | None, *, on: datetime.date) -> tuple[Offered, ...]:
    if dispute is None:
        return ()
    return tuple(
        Offered(code=one.code, text=one.text, cited=cite(one.ground), until=_until(one.until, case, dispute))
        for one in offers.of(kind=dispute.kind, state=dispute.state)
    )


def _until(name: str, case: Case, dispute: Dispute) -> Due | None:
    over = city.day(dispute.over_at) if dispute.over_at is not None else None
    if not name or over is None:
        return None
    held = rules.at(place=[code for code in case.community.path.split("/") if code], on=over)
    if name == "claim":
        return limits.claim_until(over_on=over, calendar=held.calendar, policy=held.policy)
    if name == "court":
        return limits.court_until(decided_on=over, calendar=held.calendar, policy=held.policy)
    agreed = _agreement(dispute)
    return agreed.confirm if agreed is not None else None


def _possible(dispute: Dispute | None) -> frozenset[str]:
    if dispute is None:
        return frozenset()
    found = {step.act for step in life.LIFECYCLE.acts_from(dispute.state)}
    if dispute.kind not in kinds.LABOUR:
        found.discard("ask_arbitration")
    if dispute.extended:
        found.discard("extend_award")
    return frozenset(found)


def _came_from(case: Case) -> Case | None:
    found = Dispute.objects.filter(passed_to=case).select_related("case").order_by("-started_at").first()
    return found.case if found is not None else None


def _hearing_from(case: Case, dispute: Dispute | None, *, on: datetime.date) -> Due | None:
    if dispute is None or dispute.state != "accepted":
        return None
    held = rules.at(place=[code for code in case.community.path.split("/") if code], on=on)
    return limits.hearing_from(told_on=on, calendar=held.calendar, policy=held.policy)


def _aid_due(case: Case) -> Due | None:
    if case.service != kinds.AID or case.state not in life_of_case.OPEN:
        return None
    if case.taken_at is not None:
        # the clock of the case is the law's own; it stood while the applicant was asked
        return Due(on=case.limit_on, provisional=case.limit_provisional, rule="I7", started=city.day(case.applied_at))
    asked = city.day(case.applied_at)
    held = rules.at(place=[code for code in case.community.path.split("/") if code], on=asked)
    return limits.aid_due(asked_on=asked, calendar=held.calendar, policy=held.policy)


def _yuan(fen: int | None) -> Text | None:
    if fen is None:
        return None
    shown = f"{fen / 100:,.2f}" if fen % 100 else f"{fen // 100:,}"
    return Text(zh=f"{shown}元", en=f"{shown} yuan")
