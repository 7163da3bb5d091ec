"""Asking the province's service: bounded in time and size, no redirects, nothing kept but its addresses and public keys."""

import base64
import http.client
import json
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

import jwt
import structlog
from django.conf import settings

from anju.web.province.refusals import refusal

log = structlog.get_logger("anju.province")
LONGEST = 262_144
HOUR = 3600.0
# an unknown key has the keys asked for anew, but no more often than this
AGAIN = 10.0
_NEEDED = ("authorization_endpoint", "token_endpoint", "jwks_uri")
_held: dict[str, tuple[float, dict[str, Any]]] = {}


class _Stay(urllib.request.HTTPRedirectHandler):
    """Follows no redirect: codes and the secret go to the host that was configured and to no other."""

    def redirect_request(self, *_: Any, **__: Any) -> None:
        return None


_OPENER = urllib.request.build_opener(_Stay)


def endpoints() -> dict[str, Any]:
    """Return the service's own description, an hour old at most; raises Refusal "unreachable", "not_trusted"."""
    said = _kept(settings.PROVINCE["discovery"], youngest=HOUR)
    if said.get("issuer") != settings.PROVINCE["issuer"]:
        log.warning("province sign-in refused", why="discovery names another issuer")
        raise refusal("not_trusted")
    if not all(_safe(said.get(name)) for name in _NEEDED):
        log.warning("province sign-in refused", why="discovery names no safe addresses")
        raise refusal("not_trusted")
    return said


def key(*, number: str | None) -> jwt.PyJWK | None:
    """Return the public key with a number, asking once more where it is new; None where there is none."""
    address = endpoints()["jwks_uri"]
    for youngest in (HOUR, AGAIN):
        found = [one for one in _keys(_kept(address, youngest=youngest)) if number in (None, one.key_id)]
        if len(found) == 1:
            return found[0]
    return None


def tokens(*, code: str, verifier: str, back: str) -> dict[str, Any]:
    """Exchange a code for tokens; raises Refusal "foreign" for a code that is not taken, "unreachable" otherwise."""
    said = endpoints()
    form = {"grant_type": "authorization_code", "code": code, "redirect_uri": back, "code_verifier": verifier}
    headers: dict[str, str] = {}
    one, two = settings.PROVINCE["client_id"], settings.PROVINCE["secret"]
    if "client_secret_basic" in said.get("token_endpoint_auth_methods_supported", ["client_secret_basic"]):
        pair = f"{urllib.parse.quote_plus(one)}:{urllib.parse.quote_plus(two)}"
        headers["Authorization"] = "Basic " + base64.b64encode(pair.encode()).decode()
    else:
        form |= {"client_id": one, "client_secret": two}
    return _ask(said["token_endpoint"], form=form, headers=headers)


def forget() -> None:
    """Ask for everything anew."""
    _held.clear()


def _kept(address: str, *, youngest: float) -> dict[str, Any]:
    now = time.monotonic()
    held = _held.get(address)
    if held is None or now - held[0] > youngest:
        held = _held[address] = (now, _ask(address))
    return held[1]


def _keys(said: Mapping[str, Any]) -> list[jwt.PyJWK]:
    found = []
    for one in said.get("keys") or []:
        try:
            if one.get("use", "sig") == "sig":
                found.append(jwt.PyJWK(one))
        except (jwt.PyJWTError, ValueError, TypeError, AttributeError):
            # a key of a kind we do not know serves somebody else
            continue
    return found


def _ask(
    address: str, *, form: Mapping[str, str] | None = None, headers: Mapping[str, str] | None = None
) -> dict[str, Any]:
    data = urllib.parse.urlencode(form).encode() if form is not None else None
    request = urllib.request.Request(address, data=data, headers={"Accept": "application/json", **(headers or {})})  # noqa: S310  https, or this machine
    try:
        with _OPENER.open(request, timeout=settings.PROVINCE["timeout"]) as answer:
            said = json.loads(_read(answer))
    except urllib.error.HTTPError as error:
        error.close()
        log.warning("province sign-in refused", why="answer", status=error.code)
        taken = form is None or error.code != http.client.BAD_REQUEST
        raise refusal("unreachable" if taken else "foreign") from None
    except (OSError, http.client.HTTPException, ValueError, RecursionError) as error:
        log.warning("province sign-in refused", why=type(error).__name__)
        raise refusal("unreachable") from None
    if not isinstance(said, dict):
        log.warning("province sign-in refused", why="no object")
        raise refusal("unreachable")
    return said


def _read(answer: http.client.HTTPResponse) -> bytes:
    # the socket's own limit holds for each piece; a service that drips is given up all the same
    until = time.monotonic() + settings.PROVINCE["timeout"]
    read = b""
    while piece := answer.read1(65_536):
        read += piece
        if len(read) > LONGEST or time.monotonic() > until:
            raise OSError("too long")
    return read


def _safe(address: object) -> bool:
    # plain http only where the issuer itself speaks it, which settings allow on this very machine alone
    own, found = urlsplit(settings.PROVINCE["issuer"]), urlsplit(address if isinstance(address, str) else "")
    return found.scheme == "https" or (found.scheme, found.hostname) == (own.scheme, own.hostname)
