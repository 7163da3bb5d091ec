"""What retention empties of cases, and whose record they go to when two are one person. Source: B5, L5, L7."""

import datetime
import uuid

from django.db.models import Exists, OuterRef, Q

from anju.actions.case import booking
from anju.law.case import life
from anju.law.refusal import Refusal
from anju.law.wording import Text
from anju.models import (
    Booking,
    Case,
    CaseDecision,
    CaseForm,
    CaseNotice,
    CasePaper,
    CasePart,
    CaseQuestion,
    CaseRating,
    CaseStep,
    CaseUrge,
    Person,
    SchoolNote,
    SchoolWish,
)

_LIVE = Text(zh="还有正在办理的事项，不能删除。", en="A case is being handled; nothing can be deleted yet.")
_TWICE = Text(
    zh="两份档案都在申请同一个事项（{number}），请先撤回或者办结其中一件再合并。",
    en="Both records have applied for the same service ({number}). Withdraw or settle one of them, then merge.",
)


def live() -> Q:
    """Return whether the person of an outer row has an open case."""
    return Q(Exists(Case.objects.filter(person=OuterRef("pk"), state__in=life.OPEN)))


def decided_since(*, day: datetime.date) -> Exists:
    """Return whether a case of the person of an outer row was closed on or after a day: it can still be objected to."""
    return Exists(Case.objects.filter(person=OuterRef("pk"), closed_at__date__gte=day))


def hindrance(*, person_id: uuid.UUID) -> Refusal | None:
    """Return why what is on file of cases can't go yet, or None."""
    if Case.objects.filter(person_id=person_id, state__in=life.OPEN).exists():
        return Refusal("case_open", _LIVE, rule="L7")
    return None


def wipe(*, person_id: uuid.UUID) -> None:
    """Empty what cases say of a person; ids, dates, offices and grades stay. Part of a larger act."""
    CaseForm.objects.filter(person_id=person_id).update(answers=b"")
    CaseQuestion.objects.filter(person_id=person_id).update(words=b"", answer=None)
    CasePart.objects.filter(person_id=person_id).update(words=b"", answer=None)
    CaseStep.objects.filter(person_id=person_id).update(words="")
    CaseRating.objects.filter(person_id=person_id).update(words=None, outcome=None)
    SchoolNote.objects.filter(person_id=person_id).delete()
    decisions = CaseDecision.objects.filter(person_id=person_id)
    decisions.update(objection=None)
    # a reason there has to be; what it said is gone
    decisions.exclude(reason="").update(reason="—")
    for notice in CaseNotice.objects.filter(person_id=person_id):
        notice.missing = [{"item": entry["item"], "note": ""} for entry in notice.missing]
        notice.save(update_fields=["missing"])


def follow(*, kept: Person, gone: Person, at: datetime.datetime) -> None:
    """Give one record's cases to the one that is kept. Part of a larger act. Source: B5.

    Nobody has two open cases for one service: Refusal "cases_twice" until one of them is withdrawn or decided.
    """
    mine = Case.objects.filter(person=kept, state__in=life.OPEN).values("service")
    twice = Case.objects.filter(person=gone, state__in=life.OPEN, service__in=mine).order_by("number").first()
    if twice is not None:
        raise Refusal("cases_twice", _TWICE.format(number=twice.number), rule="B5")
    Case.objects.filter(person=gone).update(person=kept)
    booking.one_seat(kept=kept, gone=gone, at=at)
    # of two applications in one round the kept record has its own
    rounds = SchoolWish.objects.filter(person=kept).values("round")
    SchoolWish.objects.filter(person=gone).exclude(round__in=list(rounds.values_list("round", flat=True))).update(
        person=kept
    )
    SchoolNote.objects.filter(wish__person=kept).update(person_id=kept.id)
    for beside in (
        CaseForm,
        CasePaper,
        CaseNotice,
        CaseQuestion,
        CaseStep,
        CasePart,
        CaseDecision,
        CaseRating,
        CaseUrge,
        Booking,
    ):
        beside.objects.filter(person_id=gone.id).update(person_id=kept.id)
