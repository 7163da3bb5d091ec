"""this module sends an SMS through any gateway that takes one HTTP request.

The request is configuration: `{phone}` and `{text}` in address and body are filled, escaped as the place needs it.
"""

import http.client
import json
import re
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from xml.sax.saxutils import escape

from anju.jobs.sms.outcome import SENT, Carrier, Outcome

LONGEST_ANSWER = 65536
# the gateway says itself that it took nothing
NOT_TAKEN = frozenset({429, 503})
ESCAPES: Mapping[str, Callable[[str], str]] = {
    "application/json": lambda value: json.dumps(value, ensure_ascii=False)[1:-1],
    "application/x-www-form-urlencoded": urllib.parse.quote_plus,
    "application/xml": escape,
    "text/xml": escape,
}


@dataclass(frozen=True)
class Request:
    """this is how the gateway wants to be asked; `ok` is a pattern its answer must match, empty for any 2xx."""

    url: str
    method: str
    headers: Mapping[str, str]
    body: str
    ok: str
    timeout: float


class _Stay(urllib.request.HTTPRedirectHandler):
    """this follows no redirect: phone numbers go to the host that was configured and to no other."""

    def redirect_request(self, *_: Any, **__: Any) -> None:
        return None


def carrier(request: Request) -> Carrier:
    """this is the carrier for a request; ValueError for an address or a content type that can't work."""
    if urllib.parse.urlsplit(request.url).scheme not in {"http", "https"}:
        raise ValueError("ANJU_SMS_URL must be an address that begins with https:// or http://.")
    kind = content_type(request)
    if kind not in ESCAPES:
        raise ValueError(
            f"ANJU_SMS_HEADERS: values can't be put safely into {kind!r}; use {', '.join(sorted(ESCAPES))}."
        )
    pattern = re.compile(request.ok) if request.ok else None
    opener = urllib.request.build_opener(_Stay)

    def send(_key: str, phone: str, text: str) -> Outcome:
        return _ask(opener, _filled(request, kind, phone, text), pattern, request.timeout)

    return send


def content_type(request: Request) -> str:
    """this is the body's type: as the headers say, else told from its first letter."""
    given = next((value for name, value in request.headers.items() if name.lower() == "content-type"), "")
    if given:
        return given.split(";")[0].strip().lower()
    first = request.body.lstrip()[:1]
    return {"{": "application/json", "<": "application/xml"}.get(first, "application/x-www-form-urlencoded")


def _filled(request: Request, kind: str, phone: str, text: str) -> urllib.request.Request:
    safe = ESCAPES[kind]
    url = _put(request.url, lambda value: urllib.parse.quote(value, safe=""), phone, text)
    body = _put(request.body, safe, phone, text).encode() if request.method.upper() != "GET" else None
    headers = (
        {"Content-Type": f"{kind}; charset=utf-8", **request.headers} if body is not None else dict(request.headers)
    )
    return urllib.request.Request(url, data=body, headers=headers, method=request.method.upper())  # noqa: S310  checked above


def _put(template: str, safe: Callable[[str], str], phone: str, text: str) -> str:
    # in one pass, so that a text holding "{phone}" stays as it is
    values = {"{phone}": safe(phone), "{text}": safe(text)}
    return re.sub(r"\{phone\}|\{text\}", lambda found: values[found[0]], template)


def _ask(
    opener: urllib.request.OpenerDirector, request: urllib.request.Request, ok: re.Pattern[str] | None, timeout: float
) -> Outcome:
    try:
        with opener.open(request, timeout=timeout) as answer:
            said = answer.read(LONGEST_ANSWER).decode("utf-8", errors="replace")
    except urllib.error.HTTPError as error:
        error.close()
        # a client's error and a busy gateway took nothing; what other servers' errors did, nobody knows
        certain = error.code < http.client.INTERNAL_SERVER_ERROR or error.code in NOT_TAKEN
        return Outcome("again" if certain else "unsure", f"http_{error.code}")
    except urllib.error.URLError:
        # raised while connecting or handing the request over: it did not arrive whole
        return Outcome("again", "no_connection")
    except (OSError, http.client.HTTPException):
        return Outcome("unsure", "no_answer")
    if ok is not None and ok.search(said) is None:
        return Outcome("again", "not_ok")
    return SENT
