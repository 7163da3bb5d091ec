"""A page's write counts once: a double click, a reload or a retry gets the first answer again."""

from collections.abc import Callable, Mapping

from django.http import HttpRequest

from anju.actions import once
from anju.law.refusal import Refusal
from anju.law.wording import Text
from anju.web import access, clock

LONGEST = 64
_MISSING = Text(
    zh="这个页面缺少提交编号，请刷新后再提交一次。",
    en="This page lacks its submission key. Please reload it and send again.",
)


def post(
    request: HttpRequest, *, action: str, content: Mapping[str, object], do: Callable[[], once.Answer]
) -> tuple[once.Answer, bool]:
    """Do it once under the key of the form ({% once_key %}); return the answer and whether it is a kept one.

    Raises Refusal "key_missing", or "key_reused" for another content under the same key.
    """
    key = request.POST.get("once", "")
    if not key or len(key) > LONGEST:
        raise Refusal("key_missing", _MISSING)
    by = access.of(request).actor
    return once.perform(by=by, key=key, action=action, content=content, at=clock.now(), do=do)
