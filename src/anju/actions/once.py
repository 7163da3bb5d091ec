"""Once only: a write from outside carries a key, and a retry gets the first answer again."""

import datetime
import hashlib
import json
from collections.abc import Callable, Mapping
from typing import Any

from django.db import connection, transaction

from anju.law.actor import Actor
from anju.law.refusal import Refusal
from anju.law.wording import Text
from anju.models import Idempotency

Answer = dict[str, Any]

_OTHER = Text(
    zh="这个提交编号已经用于别的内容，请刷新后重试。",
    en="This submission key was already used for something else. Reload and try again.",
)


def digest(content: Mapping[str, object]) -> bytes:
    """Return the digest of a request, independent of the order of its fields."""
    return hashlib.sha256(json.dumps(content, sort_keys=True, default=str, ensure_ascii=False).encode()).digest()


def perform(
    *, by: Actor, key: str, action: str, content: Mapping[str, object], at: datetime.datetime, do: Callable[[], Answer]
) -> tuple[Answer, bool]:
    """Do it once: return the answer and whether it is the kept answer of an earlier try.

    The key, the work and the answer stand or fall in one transaction, so a server killed between click and
    answer leaves either nothing or all. Raises Refusal "key_reused" for another content under the same key.
    """
    wanted = digest(content)
    with transaction.atomic():
        _lock(owner=by.owner, key=key)
        kept = Idempotency.objects.filter(owner=by.owner, key=key).first()
        if kept is not None:
            if bytes(kept.digest) != wanted or kept.action != action:
                raise Refusal("key_reused", _OTHER, field="key")
            return dict(kept.answer), True
        answer = do()
        Idempotency(owner=by.owner, key=key, action=action, digest=wanted, answer=answer, at=at).save(force_insert=True)
        return answer, False


def _lock(*, owner: str, key: str) -> None:
    # two clicks at once: the second waits here until the first has its answer
    number = int.from_bytes(hashlib.sha256(f"{owner}\0{key}".encode()).digest()[:8], "big", signed=True)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [number])
