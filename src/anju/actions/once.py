"""Once only: a write from outside carries a key, and a retry gets the first answer again."""

import datetime
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.crypto import salted_hmac

from anju.actions import batch
from anju.law.absent import Absent
from anju.law.actor import Actor
from anju.law.refusal import Refusal, Refusals
from anju.law.wording import Text
from anju.models import Idempotency
from anju.queries import direct

Answer = dict[str, Any]
Keep = Callable[[Answer], Idempotency]

_KEPT = "SELECT action, digest, answer FROM idempotency WHERE owner = $1 AND key = $2"

_OTHER = Text(
    zh="这个提交编号已经用于别的内容，请刷新后重试。",
    en="This submission key was already used for something else. Reload and try again.",
)
_UNREADABLE = Text(
    zh="提交编号里有不能使用的字符，请刷新后重试。",
    en="The submission key holds a character that can't be used. Reload and try again.",
)


def digest(content: Mapping[str, object]) -> bytes:
    """Return the digest of a request, independent of the order of its fields."""
    text = json.dumps(content, sort_keys=True, default=str, ensure_ascii=False)
    # keyed: an ID number or a phone would be guessed from a plain digest
    return salted_hmac("anju.once", text, algorithm="sha256").digest()


def _named(key: str) -> str:
    # PostgreSQL takes no NUL; no page and no machine of good will sends one
    if "\0" in key:
        raise Refusal("key_unreadable", _UNREADABLE, field="key")
    return key


def perform(
    *, by: Actor, key: str, action: str, content: Mapping[str, object], at: datetime.datetime, do: Callable[[], Answer]
) -> tuple[Answer, bool]:
    """Do it once: return the answer and whether it is the kept answer of an earlier try.

    The key, the work and the answer stand or fall in one transaction, so a server killed between click and
    answer leaves either nothing or all. Raises Refusal "key_reused" for another content under the same key.
    """
    kept = _kept(_Wanted(owner=by.owner, key=_named(key), action=action, digest=digest(content)))
    if kept is not None:
        return kept, True

    def whole(keep: Keep) -> Answer:
        with transaction.atomic():
            answer = do()
            batch.insert([keep(answer)])
            return answer

    return perform_beside(by=by, key=key, action=action, content=content, at=at, do=whole)


def perform_beside(
    *,
    by: Actor,
    key: str,
    action: str,
    content: Mapping[str, object],
    at: datetime.datetime,
    do: Callable[[Keep], Answer],
) -> tuple[Answer, bool]:
    """Do it once, as `perform`, where the work itself writes the row that keeps its answer, in its one statement.

    It does not look first: a retry fails on its key or on what the first try made, and then gets the kept answer.
    """
    wanted = _Wanted(owner=by.owner, key=_named(key), action=action, digest=digest(content))

    def keep(answer: Answer) -> Idempotency:
        return Idempotency(
            owner=wanted.owner, key=wanted.key, action=wanted.action, digest=wanted.digest, answer=answer, at=at
        )

    try:
        return do(keep), False
    except (Refusal, Refusals, Absent, IntegrityError):
        # two clicks at once: the unique key lets one of them stand, and the other gets its answer
        kept = _kept(wanted)
        if kept is None:
            raise
        return kept, True


@dataclass(frozen=True)
class _Wanted:
    owner: str
    key: str
    action: str
    digest: bytes


def _kept(wanted: _Wanted) -> Answer | None:
    rows = direct.ask(_KEPT, [wanted.owner, wanted.key])
    if not rows:
        return None
    action, kept_digest, answer = rows[0]
    if bytes(kept_digest) != wanted.digest or action != wanted.action:
        raise Refusal("key_reused", _OTHER, field="key")
    return json.loads(answer) if isinstance(answer, str) else dict(answer)
