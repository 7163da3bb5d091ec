"""Joint cases: another department is asked for its part and sees that part, nothing else of the case. Source: I9, D6 of the notice."""

import datetime
import uuid
from collections.abc import Collection

from django.db import transaction
from django.db.models import Q

from anju.actions import record
from anju.actions.case import locking, services, telling
from anju.law import city, complaint
from anju.law.absent import Absent
from anju.law.actor import Actor
from anju.law.case import form, life
from anju.law.refusal import Refusal
from anju.law.wording import Text
from anju.models import Case, CasePart, Unit
from anju.models.base import new_id
from anju.queries.case import routing
from anju.vault import seal

_NO_OFFICE = Text(
    zh="没有找到这个单位，请从列表中选择。", en="This office is not known. Please choose one from the list."
)
_SELF = Text(zh="请选择另外一个单位。", en="Please choose another office.")
_ASKED = Text(zh="已经请这个单位协办，等待答复。", en="This office has been asked already; its answer is awaited.")
_NOT_NOW = Text(zh="签收以后才能请其他单位协办。", en="Other offices can be asked once the case is taken.")


def join(
    *,
    case_id: uuid.UUID,
    to: uuid.UUID,
    words: str,
    shown: Collection[str],
    by: Actor,
    at: datetime.datetime,
    version: int | None = None,
) -> CasePart:
    """Ask another office for a part; `shown` names what of the form it sees (fields.x, papers.x), due with the case.

    Raises Refusal "not_now", "office_unknown", "same_office", "asked_before", "words_missing".
    """
    with transaction.atomic():
        case = locking.row(case_id=case_id, by=by)
        locking.fresh(case, version=version)
        if case.state not in ("taken", "asked"):
            raise Refusal("not_now", _NOT_NOW, rule="I9")
        other = routing.office(unit_id=to, on=city.day(at))
        if other is None:
            raise Refusal("office_unknown", _NO_OFFICE, field="to", rule="I9")
        if other.id == case.unit_id:
            raise Refusal("same_office", _SELF, field="to", rule="I9")
        if case.parts.filter(unit=other, state="asked").exists():
            raise Refusal("asked_before", _ASKED, field="to", rule="I9")
        part = _made(case, other, complaint.words(words, field="words", needed=True), shown, at=at)
        detail = {"to": other.code, "shown": part.shown}
        about = ("case_part", part.id)
        record.write(what="ask_part", by=by, at=at, subject=about, person_id=case.person_id, detail=detail)
        telling.part(part, "case_part_asked", unit=other, at=at, number=case.number, until=str(part.due_on))
        return part


def answer_part(*, part_id: uuid.UUID, words: str, by: Actor, at: datetime.datetime) -> CasePart:
    """Answer one's part of a joint case. Source: I9."""
    return _settle(part_id=part_id, act="answer_part", words=words, by=by, at=at)


def decline_part(*, part_id: uuid.UUID, words: str, by: Actor, at: datetime.datetime) -> CasePart:
    """Decline one's part with the reason. Source: I9."""
    return _settle(part_id=part_id, act="decline_part", words=words, by=by, at=at)


def drop_part(*, part_id: uuid.UUID, by: Actor, at: datetime.datetime) -> CasePart:
    """Ask no more for a part that is still open; only whoever owns the case may."""
    with transaction.atomic():
        # the case first, as every act on it does, so that no two wait for each other
        key = CasePart.objects.filter(id=part_id).values_list("case_id", flat=True).first()
        if key is None:
            raise Absent("case_part")
        case = locking.row(case_id=key, by=by)
        part = CasePart.objects.select_for_update(of=("self",)).get(id=part_id)
        step = life.PART.follow(state=part.state, act="drop_part")
        _put(part, state=step.target, answered_at=at)
        record.write(what="drop_part", by=by, at=at, subject=("case_part", part.id), person_id=case.person_id)
        return part


def follow(case: Case, *, at: datetime.datetime) -> None:
    """Let open parts answer to whoever owns the case now; what that office itself was asked for falls. Part of a larger act."""
    asked = case.parts.filter(state=life.PART.initial).exclude(asker=case.unit)
    dropped = life.PART.follow(state=life.PART.initial, act="drop_part").target
    asked.filter(unit=case.unit).update(state=dropped, answered_at=at)
    asked.filter(state=life.PART.initial).update(asker=case.unit)


def _made(case: Case, unit: Unit, text: str, shown: Collection[str], *, at: datetime.datetime) -> CasePart:
    key = new_id()
    known = form.items(services.of(case.service))
    return CasePart.objects.create(
        id=key,
        case=case,
        person_id=case.person_id,
        unit=unit,
        asker=case.unit,
        state=life.PART.initial,
        words=seal.seal(text=text, column="case_part.words", owner=key),
        shown=[item for item in known if item in shown],
        asked_at=at,
        due_on=case.limit_on,
        due_provisional=case.limit_provisional,
    )


def _settle(*, part_id: uuid.UUID, act: str, words: str, by: Actor, at: datetime.datetime) -> CasePart:
    with transaction.atomic():
        rows = CasePart.objects.select_for_update(of=("self",)).select_related("case__person", "asker")
        mine = Q(unit_id=by.unit_id) | Q(escalated_to_id=by.unit_id)
        part = rows.filter(mine, id=part_id).first() if by.unit_id is not None else None
        if part is None:
            raise Absent("case_part")
        step = life.PART.follow(state=part.state, act=act)
        text = complaint.words(words, field="words", needed=True)
        sealed = seal.seal(text=text, column="case_part.answer", owner=part.id)
        _put(part, state=step.target, answer=sealed, answered_at=at, answered_by_id=locking.staff(by))
        record.write(what=act, by=by, at=at, subject=("case_part", part.id), person_id=part.person_id)
        telling.office(part.case, "case_part_answered", unit=part.asker, at=at, key=part.id)
        return part


def _put(part: CasePart, **values: object) -> None:
    part.version += 1
    for name, value in values.items():
        setattr(part, name, value)
    part.save(update_fields=["version", *values])
