"""A service like the province's, on this machine: real HTTP, keys of its own, and every way to misbehave."""

import base64
import hashlib
import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import jwt
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from django.test import Client

CLIENT, SECRET = "anju-test", "a secret that stays here"
Key = rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey


class Issuer:
    """The service: who stands in front of it, and what is wrong with it."""

    def __init__(self) -> None:
        self.key: Key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
        self.algorithm, self.number = "RS256", "one"
        # put over the claims of the next tokens; None leaves a claim out
        self.claims: dict[str, Any] = {}
        self.discovery: dict[str, Any] = {}
        self.codes: dict[str, dict[str, str]] = {}
        self.asked: list[str] = []
        # instead of the token that would be right
        self.token: str | None = None
        self.status, self.raw, self.pause = 200, b"", 0.0
        self.address = ""

    def settings(self, **changes: Any) -> dict[str, Any]:
        """Return our settings for this service."""
        return {
            "issuer": self.address,
            "discovery": f"{self.address}/.well-known/openid-configuration",
            "client_id": CLIENT,
            "secret": SECRET,
            "scopes": "openid profile",
            "claims": {"id_number": "id_number", "name": "name", "phone": "phone_number", "level": "acr"},
            "levels": ["L3"],
            "timeout": 2.0,
            **changes,
        }

    def person(self, **claims: Any) -> None:
        """Say who stands in front of it."""
        self.claims = {"sub": "someone", "acr": "L3", "name": "王小明", **claims}

    def agree(self, where: str) -> dict[str, str]:
        """Return what the browser brings back after the visitor has agreed at an address of the service."""
        asked = {name: values[0] for name, values in parse_qs(urlsplit(where).query).items()}
        assert where.startswith(f"{self.address}/authorize?")
        assert (asked["response_type"], asked["client_id"]) == ("code", CLIENT)
        assert asked["code_challenge_method"] == "S256"
        code = f"code-{len(self.codes)}-{time.monotonic_ns()}"
        self.codes[code] = asked
        return {"code": code, "state": asked["state"]}

    def visit(self, client: Client, *, onward: str = "/my/") -> dict[str, str]:
        """Go from our door to the service and agree; return what comes back."""
        out = client.get("/sign-in/province/", {"next": onward})
        assert out.status_code == 302, out.status_code
        return self.agree(out["Location"])

    def sign(self, nonce: str, **headers: Any) -> str:
        """Return an ID token."""
        now = int(time.time())
        claims = {"iss": self.address, "aud": CLIENT, "iat": now, "exp": now + 120, "nonce": nonce, **self.claims}
        kept = {name: value for name, value in claims.items() if value is not None}
        return jwt.encode(kept, self.key, algorithm=self.algorithm, headers={"kid": self.number, **headers})

    def answer(self, path: str, form: dict[str, str], auth: str) -> tuple[int, dict[str, Any]]:
        """Answer a request of ours."""
        self.asked.append(path)
        if path == "/.well-known/openid-configuration":
            return 200, {
                "issuer": self.address,
                "authorization_endpoint": f"{self.address}/authorize",
                "token_endpoint": f"{self.address}/token",
                "jwks_uri": f"{self.address}/keys",
                **self.discovery,
            }
        if path == "/keys":
            kind = (
                jwt.algorithms.RSAAlgorithm if isinstance(self.key, rsa.RSAPrivateKey) else jwt.algorithms.ECAlgorithm
            )
            key = json.loads(kind.to_jwk(self.key.public_key()))
            return 200, {"keys": [{**key, "kid": self.number, "use": "sig"}, {"kty": "oct", "k": "AA", "kid": "odd"}]}
        return self._token(form, auth) if path == "/token" else (404, {})

    def _token(self, form: dict[str, str], auth: str) -> tuple[int, dict[str, Any]]:
        asked = self.codes.pop(form.get("code", ""), None)
        digest = hashlib.sha256(form.get("code_verifier", "").encode()).digest()
        challenge = base64.urlsafe_b64encode(digest).rstrip(b"=").decode()
        pair = f"{CLIENT}:{SECRET.replace(' ', '+')}"
        right = auth == "Basic " + base64.b64encode(pair.encode()).decode() or form.get("client_secret") == SECRET
        if asked is None or not right:
            return 400, {"error": "invalid_grant"}
        if challenge != asked["code_challenge"] or form["redirect_uri"] != asked["redirect_uri"]:
            return 400, {"error": "invalid_grant"}
        return 200, {"token_type": "Bearer", "id_token": self.token or self.sign(asked["nonce"])}


class _Handler(BaseHTTPRequestHandler):
    issuer: Issuer

    def do_GET(self) -> None:
        self._answer({})

    def do_POST(self) -> None:
        text = self.rfile.read(int(self.headers["Content-Length"])).decode()
        self._answer({name: values[0] for name, values in parse_qs(text).items()})

    def _answer(self, form: dict[str, str]) -> None:
        where = "http://127.0.0.1:9/elsewhere"
        if self.path.startswith("/authorize?"):
            # a browser: the visitor agrees at once
            back = self.issuer.agree(self.issuer.address + self.path)
            where = f"{self.issuer.codes[back['code']]['redirect_uri']}?{urlencode(back)}"
            status, said = 302, dict[str, Any]()
        else:
            status, said = self.issuer.answer(self.path, form, self.headers.get("Authorization", ""))
        time.sleep(self.issuer.pause)
        body = self.issuer.raw or json.dumps(said).encode()
        self.send_response(self.issuer.status if self.issuer.status != 200 else status)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Location", where)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@contextmanager
def running() -> Iterator[Issuer]:
    """This runs the service on a free port of this machine."""
    issuer = Issuer()
    handler = type("Handler", (_Handler,), {"issuer": issuer})
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        server.daemon_threads = True
        issuer.address = f"http://127.0.0.1:{server.server_port}"
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
        thread.start()
        try:
            yield issuer
        finally:
            server.shutdown()
            thread.join(5)
