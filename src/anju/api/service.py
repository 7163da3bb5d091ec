"""The service: its operations, and how everything that goes wrong is told."""

from http import HTTPStatus
from typing import Any

import pydantic_core
import structlog
from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, ValidationError
from ninja.openapi.schema import OpenAPISchema
from ninja.renderers import JSONRenderer

from anju.api import (
    bodies,
    case,
    dispute,
    filing,
    immunisation,
    invalid,
    job,
    keeping,
    offering,
    openapi,
    permit,
    problems,
    reading,
    relief,
    rental,
    school,
    verifying,
)
from anju.api.problems import Problem
from anju.law.absent import Absent
from anju.law.refusal import Refusal, Refusals
from anju.web import outage

log = structlog.get_logger("anju.api")


class Renderer(JSONRenderer):
    """Writes answers; dates and keys in their usual spelling."""

    def render(self, request: HttpRequest, data: Any, *, response_status: int) -> Any:
        """Return the bytes of an answer."""
        return pydantic_core.to_json(data)


class Service(NinjaAPI):
    """Ninja's service with problem+json in its description."""

    def get_openapi_schema(self, **kwargs: Any) -> OpenAPISchema:
        """Return the OpenAPI document."""
        return openapi.completed(super().get_openapi_schema(**kwargs))


service = Service(
    title="Anju 安居",
    version="1",
    description=openapi.DESCRIPTION,
    docs_url=None,
    openapi_url="/openapi.json",
    urls_namespace="api-1",
    parser=bodies.Reader(),
    renderer=Renderer(),
)
for _part in (
    filing,
    reading,
    keeping,
    permit,
    verifying,
    job,
    case,
    dispute,
    school,
    offering,
    immunisation,
    relief,
    rental,
):
    service.add_router("", _part.router)


@service.exception_handler(Problem)
def _problem(request: HttpRequest, error: Problem) -> HttpResponse:
    return problems.answer(request, error)


@service.exception_handler(Refusal)
def _refusal(request: HttpRequest, error: Refusal) -> HttpResponse:
    return problems.answer(request, problems.of_refusals([error]))


@service.exception_handler(Refusals)
def _refusals(request: HttpRequest, error: Refusals) -> HttpResponse:
    return problems.answer(request, problems.of_refusals(error.refusals))


@service.exception_handler(Absent)
def _absent(request: HttpRequest, error: Absent) -> HttpResponse:
    return problems.absent(request)


@service.exception_handler(ValidationError)
def _invalid(request: HttpRequest, error: ValidationError) -> HttpResponse:
    return problems.answer(request, problems.of_refusals([invalid.told(one) for one in error.errors]))


@service.exception_handler(AuthenticationError)
def _stranger(request: HttpRequest, error: AuthenticationError) -> HttpResponse:
    headers = {"WWW-Authenticate": 'Bearer realm="anju"'}
    return problems.answer(request, Problem(status=HTTPStatus.UNAUTHORIZED, headers=headers))


@service.exception_handler(RequestDataTooBig)
def _large(request: HttpRequest, error: RequestDataTooBig) -> HttpResponse:
    return problems.answer(request, Problem(status=HTTPStatus.REQUEST_ENTITY_TOO_LARGE))


@service.exception_handler(HttpError)
def _unreadable(request: HttpRequest, error: HttpError) -> HttpResponse:
    # ninja wraps what the parser raises
    cause = error.__cause__
    return problems.answer(request, cause if isinstance(cause, Problem) else Problem(status=HTTPStatus.BAD_REQUEST))


@service.exception_handler(Exception)
def _fault(request: HttpRequest, error: Exception) -> HttpResponse:
    passing = outage.of(error)
    if passing is not None:
        log.warning("outage", kind=passing.name, path=request.path)
        return problems.passing(request, passing)
    # values may stand in the message of an error: its kind and place are enough
    log.error("fault", kind=type(error).__name__, path=request.path, exc_info=error)
    return problems.answer(request, Problem(status=HTTPStatus.INTERNAL_SERVER_ERROR))
