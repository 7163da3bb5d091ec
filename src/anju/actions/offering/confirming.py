"""Confirming what was an assumption, or putting on record that it was changed: by whom, when, from which source. Source: I3."""

import datetime

from django.db import transaction

from anju.actions import record
from anju.actions.case import locking
from anju.law import authority, complaint
from anju.law.actor import Actor
from anju.law.refusal import Refusal
from anju.law.wording import Text
from anju.models import Confirmation
from anju.models.base import new_id
from anju.queries.offering import assumptions

LENGTH = 200
OUTCOMES = {
    "confirmed": Text(zh="属实，已确认", en="True: confirmed"),
    "changed": Text(zh="不同，已改成本地的", en="Different: changed to our own"),
}
_OUTCOME = Text(zh="请选择属实还是已经改动。", en="Please choose whether it is true or was changed.")
_SOURCE = Text(
    zh="请写明出处，例如文件名、文号，或者答复的单位和日期。",
    en="Please name the source: the document and its number, or the office that answered and when.",
)
_LONG = Text(zh="最多200个字。", en="200 characters at most.")
_SAME = Text(
    zh="还没有改动过：政策值在“政策值”里改，服务事项由部门在“事项维护”里改，其余改数据文件。",
    en="Nothing was changed yet: policy values are changed under Policy values, services by their department, the rest in "
    "the data files.",
)


def confirm(
    *, kind: str, key: str, outcome: str, source: str, by: Actor, at: datetime.datetime, on: datetime.date
) -> Confirmation:
    """Confirm an assumption, or say that it was changed; it holds until the words change.

    Raises Absent for what is no assumption; Refusal "not_an_option", "source_missing", "words_too_long", "not_changed".
    """
    authority.demand(by=by, act="confirm_assumption")
    found = assumptions.one(kind=kind, key=key, on=on)
    if outcome not in OUTCOMES:
        raise Refusal("not_an_option", _OUTCOME, field="outcome", rule="I3")
    named = complaint.tidy(source)
    if not named:
        raise Refusal("source_missing", _SOURCE, field="source", rule="I3")
    if len(named) > LENGTH:
        raise Refusal("words_too_long", _LONG, field="source", rule="I3")
    if outcome == "changed" and not found.changed:
        raise Refusal("not_changed", _SAME, field="outcome", rule="I3")
    with transaction.atomic():
        row = Confirmation.objects.create(
            id=new_id(),
            kind=kind,
            key=key,
            digest=found.digest,
            outcome=outcome,
            source=named,
            at=at,
            by_id=locking.staff(by),
        )
        detail = {"kind": kind, "key": key, "outcome": outcome}
        record.write(
            what="confirm_assumption", by=by, at=at, subject=("assumption", row.id), reason=named, detail=detail
        )
        return row
