"""Going on: from mediation to arbitration, from a dispute to legal aid, with what is on file and nothing asked twice. Source: I4, E4."""

import datetime
import uuid

from django.db import transaction

from anju.actions import case as cases
from anju.actions import record
from anju.actions.dispute import locking, telling
from anju.law.actor import Actor
from anju.law.dispute import carrying, kinds
from anju.law.refusal import Refusal
from anju.law.wording import Text
from anju.models import Case
from anju.queries.dispute import forms

_NO_ARBITRATION = Text(
    zh="劳动仲裁只管和用人单位的争议；这件纠纷可以向人民法院起诉，也可以申请法律援助。",
    en="Labour arbitration is for disputes with an employer. This one can go to court; you can also ask for legal aid.",
)


def ask_arbitration(*, case_id: uuid.UUID, by: Actor, at: datetime.datetime, version: int | None = None) -> Case:
    """Go on to arbitration at the person's word, at any time: mediation is voluntary. Returns the new case.

    A mediation that is still open is taken back; a wage claim stays open, for the inspection goes on.
    Raises Refusal "no_arbitration", "not_allowed_in_state", and what applying refuses. Source: 劳动争议调解仲裁法 5, 14.
    """
    with transaction.atomic():
        dispute, step = locking.person(case_id=case_id, act="ask_arbitration", by=by, at=at, version=version)
        if dispute.kind not in kinds.LABOUR:
            raise Refusal("no_arbitration", _NO_ARBITRATION, rule="I9")
        made = _applied(dispute.case, kinds.ARBITRATION, by=by, at=at)
        over = dispute.over_at or at
        locking.put(dispute, step=step, over_at=over, passed_to=made)
        dispute.sessions.filter(outcome="called").update(outcome="put_off", closed_at=at)
        locking.keep(dispute, what=step.act, by=by, at=at)
        about, detail = (telling.KIND, case_id), {"to": made.number}
        record.write(what="ask_arbitration", by=by, at=at, subject=about, person_id=dispute.person_id, detail=detail)
        telling.office(dispute.case, "dispute_passed_on", unit=dispute.case.unit, at=at, key=dispute.version)
        if dispute.case.state in ("taken", "asked") and not kinds.way(dispute.case.service).rest:
            cases.withdraw(case_id=case_id, by=by, at=at)
        return made


def seek_aid(*, case_id: uuid.UUID, by: Actor, at: datetime.datetime) -> Case:
    """Ask for legal aid in a dispute, in one step; asking twice is one case. Returns the case of legal aid.

    The justice office gets the application and nothing else of the dispute. Source: I7, E4.
    """
    with transaction.atomic():
        case = locking.own_case(case_id=case_id, act="apply_case", by=by, at=at)
        kinds.way(case.service)
        return _applied(case, kinds.AID, by=by, at=at)


def _applied(case: Case, service: str, *, by: Actor, at: datetime.datetime) -> Case:
    raw = carrying.carried(answers=forms.typed(case=case), source=case.service, target=service)
    # whoever isn't registered applies where the first case was
    return cases.apply(person_id=case.person_id, service_id=service, raw=raw, by=by, at=at, community=case.community_id)
