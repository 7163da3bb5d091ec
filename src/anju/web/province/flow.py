"""From our door to the province's and back: what goes out, what must come back with it, and what is believed."""

import base64
import datetime
import hashlib
import hmac
import secrets
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any
from urllib.parse import urlencode

import jwt
import structlog
from django.conf import settings

from anju.actions.province import Proven
from anju.web.province import asking
from anju.web.province.refusals import refusal

log = structlog.get_logger("anju.province")
# how long somebody may take over there
LASTS = datetime.timedelta(minutes=10)
# public keys only: a token "signed" with the client's own secret or with nothing is none
ALGORITHMS = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512")
LEEWAY = 30  # seconds two clocks may differ


@dataclass(frozen=True)
class Begun:
    """What the visitor's session remembers of a sign-in under way: used once."""

    state: str
    nonce: str
    verifier: str
    at: str
    onward: str
    # the resident who binds a record to the sign-in they have already; empty for a sign-in
    who: str = ""

    def kept(self) -> dict[str, str]:
        """Return it as a session keeps it."""
        return asdict(self)


def begin(*, onward: str, who: str, at: datetime.datetime) -> tuple[Begun, str]:
    """Return what to remember and the address at the province's service to go to; raises Refusal."""
    said = asking.endpoints()
    begun = Begun(
        state=secrets.token_urlsafe(32),
        nonce=secrets.token_urlsafe(32),
        verifier=secrets.token_urlsafe(48),
        at=at.isoformat(),
        onward=onward,
        who=who,
    )
    challenge = base64.urlsafe_b64encode(hashlib.sha256(begun.verifier.encode()).digest()).rstrip(b"=").decode()
    asked = {
        "response_type": "code",
        "client_id": settings.PROVINCE["client_id"],
        "redirect_uri": _back(),
        "scope": settings.PROVINCE["scopes"],
        "state": begun.state,
        "nonce": begun.nonce,
        "code_challenge": challenge,
        "code_challenge_method": "S256",
    }
    where: str = said["authorization_endpoint"]
    return begun, f"{where}{'&' if '?' in where else '?'}{urlencode(asked)}"


def finish(*, begun: Begun | None, said: Mapping[str, str], at: datetime.datetime) -> Proven:
    """Return who the province's service says the visitor is; raises Refusal with one of our own lines."""
    if begun is None or not hmac.compare_digest(begun.state.encode(), said.get("state", "").encode()):
        raise _refused("foreign", "state")
    if not datetime.timedelta(0) <= at - datetime.datetime.fromisoformat(begun.at) <= LASTS:
        raise _refused("foreign", "too late")
    # an answer that names its sender names ours, or was meant for somebody else (RFC 9207)
    if said.get("iss", settings.PROVINCE["issuer"]) != settings.PROVINCE["issuer"]:
        raise _refused("foreign", "issuer of the answer")
    if "error" in said or not said.get("code"):
        cancelled = said.get("error") == "access_denied"
        raise _refused("cancelled" if cancelled else "not_trusted", "error answer")
    tokens = asking.tokens(code=said["code"], verifier=begun.verifier, back=_back())
    return _proven(_claims(tokens.get("id_token"), nonce=begun.nonce))


def _claims(token: object, *, nonce: str) -> dict[str, Any]:
    if not isinstance(token, str):
        raise _refused("not_trusted", "no token")
    try:
        header = jwt.get_unverified_header(token)
        key = asking.key(number=header.get("kid")) if header.get("alg") in ALGORITHMS else None
        if key is None:
            raise _refused("not_trusted", "no such key")
        claims: dict[str, Any] = jwt.decode(
            token,
            key=key,
            algorithms=list(ALGORITHMS),
            audience=settings.PROVINCE["client_id"],
            issuer=settings.PROVINCE["issuer"],
            leeway=LEEWAY,
            options={"require": ["exp", "iat", "iss", "aud", "sub"]},
        )
    except (jwt.PyJWTError, ValueError, TypeError) as error:
        # only the kind of error: its words may quote the token
        raise _refused("not_trusted", type(error).__name__) from None
    if not hmac.compare_digest(str(claims.get("nonce", "")).encode(), nonce.encode()):
        raise _refused("not_trusted", "nonce")
    if claims.get("azp", settings.PROVINCE["client_id"]) != settings.PROVINCE["client_id"]:
        raise _refused("not_trusted", "authorised party")
    if isinstance(claims["aud"], list) and len(claims["aud"]) > 1 and "azp" not in claims:
        raise _refused("not_trusted", "several audiences")
    return claims


def _proven(claims: Mapping[str, Any]) -> Proven:
    names: Mapping[str, str] = settings.PROVINCE["claims"]
    if str(claims.get(names["level"], "")) not in settings.PROVINCE["levels"]:
        raise _refused("level", "level of assurance")
    found = {name: claims.get(names[name]) for name in ("id_number", "name", "phone")}
    if not all(isinstance(found[name], str) and found[name] for name in ("id_number", "name")) or not claims["sub"]:
        raise _refused("missing", "claims")
    return Proven(
        subject=f"{settings.PROVINCE['issuer']} {claims['sub']}",
        id_number=str(found["id_number"])[:60],
        name=str(found["name"])[:100],
        phone=found["phone"][:40] if isinstance(found["phone"], str) else "",
    )


def _refused(code: str, why: str) -> Exception:
    log.warning("province sign-in refused", why=why)
    return refusal(code)


def _back() -> str:
    return f"{settings.PUBLIC_URL}/sign-in/province/back/"
