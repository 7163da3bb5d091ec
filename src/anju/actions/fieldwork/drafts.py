"""A coordinator's draft while registering somebody: sealed, one open at a time a post, sent once."""

import datetime
import uuid
from collections.abc import Mapping
from typing import Any

from django.db import transaction

from anju.actions import once
from anju.actions.draft import keeping
from anju.actions.fieldwork import declaring
from anju.actions.once import Answer
from anju.law import city
from anju.law.absent import Absent
from anju.law.refusal import Refusal
from anju.law.wording import Text
from anju.models import Draft, Post
from anju.models.base import new_id
from anju.queries import fieldwork
from anju.queries.fieldwork import OpenDraft
from anju.queries.scope import Scope

KIND = "assist"
_STALE = Text(
    zh="这份登记刚刚在别的页面改过。您填的内容还在下面，看一眼没有问题就再点一次“下一步”。",
    en="This entry was changed a moment ago on another page. What you typed is still below: look it over and press “Next” again.",
)


def begin(*, scope: Scope, answers: Mapping[str, Any], at: datetime.datetime) -> OpenDraft:
    """Start over with these answers; what was not sent is forgotten."""
    with transaction.atomic():
        # one open draft a post, also when two clicks begin at once
        Post.objects.select_for_update(of=("self",)).get(id=_post(scope))
        Draft.objects.filter(post_id=_post(scope), kind=KIND, sent_at=None).delete()
        key = new_id()
        made = Draft.objects.create(
            id=key,
            post_id=_post(scope),
            kind=KIND,
            answers=keeping.sealed(key, answers),
            started_at=at,
            saved_at=at,
        )
        return fieldwork.opened(made)


def save(
    *, scope: Scope, draft_id: uuid.UUID, version: int, changes: Mapping[str, Any], at: datetime.datetime
) -> OpenDraft:
    """Keep answers; None forgets one. Raises Refusal "stale_draft", "already_sent", Absent for another post's."""
    with transaction.atomic():
        row = _take(scope, draft_id)
        _check(row, version)
        answers = {**fieldwork.opened(row).answers, **changes}
        row.answers = keeping.sealed(row.id, {name: value for name, value in answers.items() if value is not None})
        row.version += 1
        row.saved_at = at
        row.save(update_fields=["answers", "version", "saved_at"])
        return fieldwork.opened(row)


def drop(*, scope: Scope, draft_id: uuid.UUID) -> None:
    """Forget a draft that was not sent."""
    Draft.objects.filter(id=draft_id, post_id=_post(scope), kind=KIND, sent_at=None).delete()


def send(*, scope: Scope, draft_id: uuid.UUID, version: int, at: datetime.datetime) -> Answer:
    """Send a draft once: {"stay": id, "number": …, "twin": number or "", "made": bool}. The answers are forgotten then.

    Raises Absent for another post's draft, Refusal "stale_draft", Refusals with field paths.
    """
    with transaction.atomic():
        row = _take(scope, draft_id)

        def do() -> Answer:
            _check(row, version)
            read = fieldwork.read(answers=fieldwork.opened(row).answers, today=city.day(at))
            return answer(declaring.declare(scope=scope, declared=read, at=at))

        kept, _ = once.perform(
            by=scope.actor, key=str(row.key), action="declare", content={"draft": str(row.id)}, at=at, do=do
        )
        if row.sent_at is None:
            row.sent_at = at
            row.answers = keeping.sealed(row.id, {})
            row.save(update_fields=["sent_at", "answers"])
        return kept


def answer(made: declaring.Declared) -> Answer:
    """Return a declaration as the answer that is kept; ids, numbers and dates only."""
    return {
        "stay": str(made.stay.id),
        "number": made.stay.number,
        "state": made.stay.state,
        "check_due_on": made.stay.check_due_on.isoformat(),
        "twin": made.twin.number if made.twin is not None else "",
        "made": made.made,
    }


def _take(scope: Scope, draft_id: uuid.UUID) -> Draft:
    row = Draft.objects.select_for_update().filter(id=draft_id, post_id=_post(scope), kind=KIND).first()
    if row is None:
        raise Absent("draft")
    return row


def _check(row: Draft, version: int) -> None:
    if row.sent_at is None and row.version != version:
        raise Refusal("stale_draft", _STALE)
    keeping.check(row, version)


def _post(scope: Scope) -> uuid.UUID:
    if scope.actor.post_id is None:
        raise Absent("post")
    return scope.actor.post_id
