"""The OpenAPI document keeps its word: made-up requests find no fault and no answer it does not describe."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import hypothesis
import pytest
import schemathesis
from django.core import signals
from django.db import close_old_connections
from django.test import Client
from hypothesis import HealthCheck
from schemathesis.checks import not_a_server_error
from schemathesis.config import SchemathesisConfig
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)
from tests import factories
from tests.api import machines

from anju.actions import account
from anju.api import schema as schemas
from anju.api.service import service
from anju.config.wsgi import application

SCHEMAS = sorted(Path(schemas.__path__[0]).glob("*.py"))
CHECKS = [not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance]


def document() -> dict[str, Any]:
    return dict(service.get_openapi_schema(path_prefix="/api/v1/"))


schema = schemathesis.openapi.from_dict(
    document(), config=SchemathesisConfig.from_dict({"phases": {"coverage": {"enabled": False}}})
)


@pytest.fixture(autouse=True)
def _one_connection() -> Iterator[None]:
    # the server closes what a request has opened; a test keeps its one transaction
    for signal in (signals.request_started, signals.request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (signals.request_started, signals.request_finished):
        signal.connect(close_old_connections)


@pytest.fixture
def token(db: None) -> str:
    """Return the token of a chief's machine, which may do everything."""
    return machines.registrar(at=factories.community(), role="chief").token


@pytest.mark.django_db
@schema.parametrize()
@hypothesis.settings(max_examples=10, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
def test_made_up_requests_are_answered_as_the_document_says(case: Any, token: str) -> None:
    response = case.call(app=application, base_url="http://localhost", headers={"Authorization": f"Bearer {token}"})
    case.validate_response(response, checks=CHECKS)


def test_the_document_is_public_and_names_every_scope() -> None:
    answer = Client().get("/api/v1/openapi.json")
    assert answer.status_code == 200
    scopes = {operation.get("x-scope") for path in answer.json()["paths"].values() for operation in path.values()}
    assert {scope for scope in scopes if scope} == set(account.SCOPES)


def test_no_two_answers_share_a_name_in_the_document() -> None:
    """Whoever came last would describe them all."""
    names = [name for part in SCHEMAS for name in re.findall(r"^class (\w+)\(", part.read_text(), re.MULTILINE)]
    assert sorted({name for name in names if names.count(name) > 1}) == []
