"""Machines for tests: a token in a post, and a client that speaks JSON with it."""

import json
import uuid
from typing import Any

from django.http import HttpResponse
from django.test import Client
from tests import factories

from anju.actions import account
from anju.law.actor import Actor
from anju.models import Division, Post

ADMIN = Actor(kind="staff", role="security_admin", level="city", name="安全管理员")


class Machine:
    """A machine with a token."""

    def __init__(self, token: str) -> None:
        self.token = token
        self.web = Client(raise_request_exception=False)

    def headers(self, **more: str) -> dict[str, str]:
        """Return the headers of a request; the token, and whatever is added."""
        return {"Authorization": f"Bearer {self.token}", **more}

    def post(self, path: str, body: object, *, key: str | None = None, **headers: str) -> HttpResponse:
        """Send JSON, under a new key unless one is given."""
        sent = body if isinstance(body, str | bytes) else json.dumps(body)
        all_headers = self.headers(**{"Idempotency-Key": key or uuid.uuid4().hex, **headers})
        return self.web.post(f"/api/v1{path}", sent, content_type="application/json", headers=all_headers)

    def get(self, path: str, **headers: str) -> HttpResponse:
        """Ask."""
        return self.web.get(f"/api/v1{path}", headers=self.headers(**headers))


def of(post: Post, *scopes: str, **changes: Any) -> Machine:
    """Return a machine in a post, with every scope unless some are named."""
    expires_on = changes.get("expires_on")
    _, token = account.add_client(
        name="测试系统",
        post_id=post.id,
        scopes=list(scopes or account.SCOPES),
        expires_on=expires_on,
        by=ADMIN,
        at=factories.NOW,
    )
    return Machine(token)


def registrar(*, at: Division, role: str = "registrar") -> Machine:
    """Return the machine of the station that answers for a community."""
    return of(factories.post(unit=factories.station(of=at), role=role))
