"""How the province's service is asked to sign people in, read from the environment; off unless an issuer is named."""

from typing import Any
from urllib.parse import urlsplit

from environs import Env

NAMES = ("id_number", "name", "phone", "level")
_LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})


def read(env: Env) -> dict[str, Any]:
    """Return the settings of the province's sign-in, empty where it is off; SystemExit in one line where one is wrong."""
    issuer = env.str("ANJU_PROVINCE_ISSUER", "")
    if not issuer:
        return {}
    claims = {"id_number": "id_number", "name": "name", "phone": "phone_number", "level": "acr"}
    given = env.json("ANJU_PROVINCE_CLAIMS", {})
    found = {
        "issuer": issuer,
        "discovery": env.str("ANJU_PROVINCE_DISCOVERY", "") or issuer.rstrip("/") + "/.well-known/openid-configuration",
        "client_id": env.str("ANJU_PROVINCE_CLIENT_ID", ""),
        "secret": env.str("ANJU_PROVINCE_CLIENT_SECRET", ""),
        "scopes": env.str("ANJU_PROVINCE_SCOPES", "openid profile"),
        "claims": claims | given if isinstance(given, dict) else {},
        "levels": env.list("ANJU_PROVINCE_LEVELS", []),
        "timeout": env.float("ANJU_PROVINCE_TIMEOUT", 5.0),
    }
    wrong = _wrong(found)
    if wrong:
        raise SystemExit(wrong)
    return found


def safe(address: str) -> bool:
    """Tell whether an address may carry a sign-in: https, or plain http on this very machine."""
    parts = urlsplit(address)
    return parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in _LOOPBACK)


def _wrong(found: dict[str, Any]) -> str:
    if not safe(found["issuer"]) or not safe(found["discovery"]):
        return "ANJU_PROVINCE_ISSUER and ANJU_PROVINCE_DISCOVERY must be addresses that begin with https://."
    if not found["client_id"] or not found["secret"]:
        return "ANJU_PROVINCE_CLIENT_ID and ANJU_PROVINCE_CLIENT_SECRET must be set beside ANJU_PROVINCE_ISSUER."
    if not found["levels"]:
        return "ANJU_PROVINCE_LEVELS must name the levels of assurance that are trusted to open a record."
    if set(found["claims"]) != set(NAMES) or not all(isinstance(name, str) for name in found["claims"].values()):
        return f"ANJU_PROVINCE_CLAIMS must be JSON that names claims for {', '.join(NAMES)}."
    return ""
