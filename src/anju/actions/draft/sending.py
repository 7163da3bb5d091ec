"""Sending a draft: its key makes it once, however often it is clicked, from whatever device. Source: B1, B7, D1."""

import datetime
import uuid
from collections.abc import Mapping
from typing import Any

from django.db import transaction

from anju.actions import once
from anju.actions import stay as stays
from anju.actions.draft import keeping, permits, prefilling
from anju.actions.once import Answer
from anju.law import city, declaration
from anju.law.absent import Absent
from anju.law.actor import Actor
from anju.law.declaration import Declared
from anju.law.refusal import Refusal, Refusals
from anju.law.wording import Text
from anju.models import Resident, Stay
from anju.queries.mine import drafts, typed

_AGENT = Text(zh="请填写代办人的姓名、身份证号码和关系。", en="Please give the agent's name, ID number and relation.")
_STAYS = Text(zh="请先回答打算住多久。", en="Please say first how long you will stay.")
_SHORT = Text(zh="居住不满3日，不需要办理居住登记。", en="A stay of under 3 days need not be registered.")


def send(
    *,
    draft_id: uuid.UUID,
    version: int,
    who: Resident,
    by: Actor,
    at: datetime.datetime,
    said: Mapping[str, Any] | None = None,
) -> Answer:
    """Send a draft once: {"stay": id, "number": file number, "again": whether it was sent before}.

    For a permit it is {"file": id, …}. `said` are answers given with the sending itself, such as that all is true.

    Raises Absent for someone else's draft, Refusal "stale_draft", Refusals with field paths, and whatever the act
    itself refuses. The answers are forgotten once they stand in the register.
    """
    with transaction.atomic():
        row = keeping.take(draft_id=draft_id, who=who)

        def do() -> Answer:
            keeping.check(row, version)
            answers = {**drafts.opened(row).answers, **(said or {})}
            if row.kind == "permit":
                file = permits.send(answers=answers, who=who, by=by, at=at)
                return {"file": str(file.id), "number": file.number}
            main = _KINDS[row.kind](answers, who, by, at)
            return {"stay": str(main.id), "number": main.number}

        # the content is the draft itself: whoever sends it again means the same sending
        answer, again = once.perform(
            by=by, key=str(row.key), action=f"send_{row.kind}", content={"draft": str(row.id)}, at=at, do=do
        )
        if row.sent_at is None:
            row.sent_at = at
            row.answers = keeping.sealed(row.id, {})
            row.save(update_fields=["sent_at", "answers"])
        return {**answer, "again": again}


def _declare(answers: Mapping[str, Any], who: Resident, by: Actor, at: datetime.datetime) -> Stay:
    declared = _read(answers, at)
    return stays.declare(declared=declared, channel="online", by=by, at=at, resident=who).main


def _move(answers: Mapping[str, Any], who: Resident, by: Actor, at: datetime.datetime) -> Stay:
    before = _active(who, str(answers.get("before")))
    declared = _read(answers, at)
    main = stays.declare(declared=declared, channel="online", by=by, at=at, resident=who, before=before).main
    for ward_id in answers.get("wards") or []:
        ward = _active(who, str(ward_id))
        if ward.person_id != before.person_id:
            stays.declare(
                declared=_ward(ward, answers, declared, who, at),
                channel="online",
                by=by,
                at=at,
                resident=who,
                before=ward,
            )
    return main


def _ward(ward: Stay, answers: Mapping[str, Any], adult: Declared, who: Resident, at: datetime.datetime) -> Declared:
    known = prefilling.of_stay(who=who, stay_id=ward.id)
    moved = {name: answers.get(name) for name in ("community", "address", "dwelling", "arrived_on")}
    agent = {"name": adult.traits.name, "id_number": adult.traits.id_number, "relation": "guardian"}
    young = declaration.age(ward.person.birth_on, on=city.day(at)) < declaration.AGENT_UNTIL_AGE
    return _read({**known, **moved, "agent": agent if young else {}}, at)


def _complete(answers: Mapping[str, Any], who: Resident, by: Actor, at: datetime.datetime) -> Stay:
    stay = Stay.objects.filter(
        id=_uuid(str(answers.get("stay"))), person__bindings__resident=who, person__bindings__until=None
    ).first()
    if stay is None:
        raise Absent("stay")
    return stays.complete(stay_id=stay.id, declared=_read(answers, at), by=by, at=at)


def _read(answers: Mapping[str, Any], at: datetime.datetime) -> Declared:
    problems: list[Refusal] = []
    if not answers.get("until"):
        problems.append(Refusal("missing", _STAYS, field="until", rule="A1"))
    if answers.get("until") == "short":
        problems.append(Refusal("not_in_scope", _SHORT, field="until", rule="A1"))
    agent = answers.get("agent")
    if answers.get("for") == "other" and not (isinstance(agent, Mapping) and any(agent.values())):
        problems.append(Refusal("agent_needed", _AGENT, field="agent.name", rule="B8"))
    if problems:
        raise Refusals(problems)
    return typed.read(answers=answers, today=city.day(at))


def _active(who: Resident, stay_id: str) -> Stay:
    found = (
        Stay.objects.filter(
            id=_uuid(stay_id), state="registered", person__bindings__resident=who, person__bindings__until=None
        )
        .select_related("person")
        .first()
    )
    if found is None:
        raise Absent("stay")
    return found


def _uuid(text: str) -> uuid.UUID:
    try:
        return uuid.UUID(text)
    except ValueError as error:
        raise Absent("stay") from error


_KINDS = {"declare": _declare, "move": _move, "complete": _complete}
