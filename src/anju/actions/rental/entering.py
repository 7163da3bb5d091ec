"""A granted case becomes a place on the list, in the transaction of the decision. Source: I6.

Called by actions.case.followers and so imports nothing of actions.case.
"""

import datetime
import json

from anju.actions import record
from anju.actions.rental import locking
from anju.law import city, draw
from anju.law.actor import Actor
from anju.law.policy import Policy
from anju.law.rental import life, order, words
from anju.models import Case, RentalEntry, RentalRound
from anju.models.base import new_id
from anju.queries import direct, rules
from anju.vault import number, seal

PREFIX = "GZ"


def enter(*, case: Case, by: Actor, at: datetime.datetime) -> None:
    """Give a granted applicant a place on the list of the office that decided; who has one already keeps it."""
    if RentalEntry.objects.filter(person_id=case.person_id).exclude(state="ended").exists():
        return
    today, path = city.day(at), case.community.path
    held = rules.at(place=[code for code in path.split("/") if code], on=today)
    answers, complete_at = _told(case)
    ((sequence,),) = direct.ask("SELECT nextval('rental_seq')")
    given = number.number(county=case.community.code[:6], year=today.year, sequence=int(sequence), prefix=PREFIX)
    round_ = _round(case)
    need = words.need(answers.get("need"))
    rank = _rank(round_, need=need, complete=city.day(complete_at), given=given, policy=held.policy)
    made = RentalEntry.objects.create(
        id=new_id(),
        person=case.person,
        case=case,
        unit=case.unit,
        round=round_,
        number=given,
        state=life.LIFECYCLE.initial,
        people=words.people(answers.get("people")),
        need=need,
        group=rank.group,
        ranked_on=rank.ranked_on,
        lot=rank.lot,
        complete_at=complete_at,
        entered_at=at,
        waits_until=order.waits_until(entered=today, policy=held.policy),
        confirm_by=order.confirm_by(confirmed=today, policy=held.policy),
        confirmed_on=today,
    )
    detail = {"number": given, "case": case.number, "group": rank.group}
    about = (locking.KIND, made.id)
    record.write(what="enter_list", by=by, at=at, subject=about, person_id=case.person_id, detail=detail)
    locking.tell(made, "rental_entered", at=at, until=str(made.waits_until))


def _rank(round_: RentalRound | None, *, need: str, complete: datetime.date, given: str, policy: Policy) -> order.Rank:
    return order.rank(
        need=need,
        complete=complete,
        order=round_.order if round_ is not None else "date",
        closes_on=round_.closes_on if round_ is not None else None,
        lot=_lot(round_, given),
        policy=policy,
    )


def _told(case: Case) -> tuple[dict[str, object], datetime.datetime]:
    form = case.forms.latest("turn")
    data = bytes(form.answers)
    return json.loads(seal.unseal(data=data, column="case_form.answers", owner=form.id)), form.given_at


def _round(case: Case) -> RentalRound | None:
    on = city.day(case.applied_at)
    return RentalRound.objects.filter(unit=case.unit, opens_on__lte=on, closes_on__gte=on).first()


def _lot(round_: RentalRound | None, given: str) -> int | None:
    # whoever is granted on review after the draw has the lot that the told seed gives the number
    if round_ is None or not round_.told_seed:
        return None
    return draw.lot(seed=round_.told_seed, number=given)
