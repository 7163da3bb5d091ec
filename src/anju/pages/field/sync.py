"""Entries that a phone made offline, sent in one list: each in its own transaction, each answered, none doubled.

Every entry carries the key its phone made. The answer is kept with the key, a refusal too, so that a list sent again
gets the same answers; only what could not be tried (a fault) may be sent again under its key.
"""

import datetime
import json
import uuid
from collections.abc import Callable, Mapping
from typing import Any

import structlog
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_POST

from anju.actions import fieldwork as acts
from anju.actions import once
from anju.actions.once import Answer
from anju.law.absent import Absent
from anju.law.codes import EndReason, Found
from anju.law.refusal import Refusal, Refusals
from anju.law.wording import Text
from anju.pages.field.rounds import ROLES
from anju.queries import fieldwork
from anju.queries.scope import Scope
from anju.web import access, clock

MOST = 50
log = structlog.get_logger("anju.field")
Act = Callable[[Scope, Mapping[str, Any], datetime.datetime, dict[str, object]], Answer]

_LIST = Text(zh='请发送 {{"items": […]}}。', en='Send {{"items": […]}}.')
_MANY = Text(zh="一次最多{most}条，请分几次发送。", en="At most {most} entries at once; send them in parts.")
_KEY = Text(zh="每条记录要带自己的编号（1到64个字符）。", en="Each entry needs a key of its own (1 to 64 characters).")
_ACT = Text(zh="没有这种操作。", en="There is no such act.")
_SHAPE = Text(zh="内容格式不对。", en="The content has the wrong shape.")
_FAULT = Text(
    zh="这一条暂时没有办成，请稍后用同一个编号重发。",
    en="This entry could not be done now. Send it again later with the same key.",
)


@require_POST
def sync(request: HttpRequest) -> HttpResponse:
    """Answer a list of entries in its order; who is signed out is told so in JSON, not by a page."""
    answer = _sync(request)
    if 300 <= answer.status_code < 400:
        return JsonResponse({"error": "signed_out"}, status=401)
    return answer


@access.staff_page(*ROLES)
def _sync(request: HttpRequest) -> HttpResponse:
    try:
        sent = json.loads(request.body)
        items = sent["items"]
        if not isinstance(items, list):
            raise TypeError
    except (ValueError, TypeError, KeyError, RecursionError):
        return _refused("not_a_list", _LIST.format())
    if len(items) > MOST:
        return _refused("too_many", _MANY.format(most=MOST))
    scope = access.of(request).scope
    return JsonResponse({"answers": [_answered(scope, item) for item in items]})


def _refused(code: str, text: Text) -> HttpResponse:
    return JsonResponse({"error": code, "zh": text.zh, "en": text.en}, status=400)


def _answered(scope: Scope, item: object) -> dict[str, object]:
    entry = item if isinstance(item, Mapping) else {}
    key = entry.get("key")
    head: dict[str, object] = {"key": key if isinstance(key, str) else None}
    try:
        kept, again = _done(scope, entry)
    except (Refusal, Refusals) as error:
        return {**head, **_refusal(error), "again": False}
    except Absent:
        # alike for what is not there and what is another community's
        return {**head, "status": "absent", "again": False}
    except Exception as error:  # noqa: BLE001
        # one broken entry must not hold up the others; nothing of it was written, nothing of it is logged
        log.error("sync_failed", kind=type(error).__name__)
        return {**head, "status": "failed", "again": False, "zh": _FAULT.zh, "en": _FAULT.en}
    return {**head, **kept, "again": again}


def _done(scope: Scope, entry: Mapping[str, Any]) -> tuple[Answer, bool]:
    key, act, content, told_at = (entry.get(name) for name in ("key", "act", "content", "at"))
    if not isinstance(key, str) or not 1 <= len(key) <= 64:
        raise Refusal("key_missing", _KEY, field="key")
    do = ACTS.get(act) if isinstance(act, str) else None
    if do is None:
        raise Refusal("unknown_act", _ACT, field="act")
    if not isinstance(content, Mapping) or not isinstance(told_at, str) or not _plain(entry):
        raise Refusal("wrong_shape", _SHAPE, field="content")
    now = clock.now()

    def perform() -> Answer:
        try:
            told = acts.told(text=told_at, now=now)
            return {"status": "done", **do(scope, content, now, told.detail)}
        except (Refusal, Refusals) as error:
            # the act's own transaction is undone by now; the refusal is the answer
            return _refusal(error)

    sent = {"at": told_at, "content": content}
    return once.perform(by=scope.actor, key=key, action=f"sync_{act}", content=sent, at=now, do=perform)


def _plain(entry: Mapping[str, Any]) -> bool:
    # half characters and NUL can be written in JSON and kept by nobody
    text = json.dumps(entry, ensure_ascii=False)
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return "\\u0000" not in text


def _refusal(error: Refusal | Refusals) -> dict[str, object]:
    several = error.refusals if isinstance(error, Refusals) else [error]
    return {
        "status": "refused",
        "refusals": [
            {"code": one.code, "field": one.field, "rule": one.rule, "zh": one.text.zh, "en": one.text.en}
            for one in several
        ],
    }


def _verify(scope: Scope, content: Mapping[str, Any], at: datetime.datetime, detail: dict[str, object]) -> Answer:
    made = acts.visit(
        scope=scope,
        stay_id=_stay(content),
        found=str(content.get("found") or ""),
        note=str(content.get("note") or ""),
        at=at,
        detail=detail,
    )
    return {"stay": str(made.stay.id), "state": made.stay.state, "twin": made.twin}


def _confirm(scope: Scope, content: Mapping[str, Any], at: datetime.datetime, detail: dict[str, object]) -> Answer:
    return _verify(scope, {**content, "found": str(Found.HERE)}, at, detail)


def _propose_end(scope: Scope, content: Mapping[str, Any], at: datetime.datetime, detail: dict[str, object]) -> Answer:
    try:
        on = datetime.date.fromisoformat(str(content.get("on")))
    except ValueError as error:
        raise Refusal("not_a_date", _SHAPE, field="on", rule="D6") from error
    ending = acts.propose_end(
        scope=scope,
        stay_id=_stay(content),
        reason=str(content.get("reason") or EndReason.LEFT),
        note=str(content.get("note") or ""),
        on=on,
        at=at,
        detail=detail,
    )
    until = ending.objection_until.isoformat() if ending.objection_until is not None else None
    return {"stay": str(ending.stay_id), "state": ending.stay.state, "objection_until": until, "twin": False}


def _declare(scope: Scope, content: Mapping[str, Any], at: datetime.datetime, detail: dict[str, object]) -> Answer:
    declared = fieldwork.read(answers=content, today=clock.today())
    made = acts.declare(scope=scope, declared=declared, at=at, detail=detail)
    kept = acts.answer(made)
    return {**kept, "twin": bool(kept["twin"]), "twin_number": kept["twin"]}


def _stay(content: Mapping[str, Any]) -> uuid.UUID:
    try:
        return uuid.UUID(str(content.get("stay")))
    except ValueError as error:
        raise Absent("stay") from error


ACTS: Mapping[str, Act] = {
    "verify": _verify,
    "confirm": _confirm,
    "propose_end": _propose_end,
    "declare": _declare,
}
