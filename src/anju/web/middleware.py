"""What every request passes: a number to quote, the language, who is at the door."""

import urllib.parse
import uuid
from collections.abc import Callable

import structlog
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation

from anju.law.absent import Absent
from anju.law.refusal import Refusal, Refusals
from anju.web import access, errors, outage, paging, uploads

Next = Callable[[HttpRequest], HttpResponse]


class RequestId:
    """Gives each request a number that logs and fault pages share."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Bind the number to the log and the address to its cursors, and send the number back."""
        number = uuid.uuid4().hex[:12]
        request.number = number  # type: ignore[attr-defined]
        paging.here.set(request.path)
        structlog.contextvars.clear_contextvars()
        structlog.contextvars.bind_contextvars(request=number)
        response = self.get_response(request)
        response["X-Request-Id"] = number
        return response


class Size:
    """Refuses a body larger than any page takes by its stated length, before a byte of it is read."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Let bodies of a sane size through; one that doesn't state its length would be taken for an empty one."""
        if "chunked" in request.META.get("HTTP_TRANSFER_ENCODING", "").lower():
            return errors.too_large(request, status=411)
        stated = request.META.get("CONTENT_LENGTH") or "0"
        if not stated.isdigit() or (int(stated) > settings.LARGEST_BODY and int(stated) > self._most(request)):
            return errors.too_large(request)
        return self.get_response(request)

    def _most(self, request: HttpRequest) -> int:
        return uploads.largest(request.path_info, otherwise=settings.LARGEST_BODY)


class Language:
    """Chinese first; English for whoever switched, kept in a cookie, never guessed from the browser."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Activate the language for this request."""
        wanted = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, settings.LANGUAGE_CODE)
        if request.path.startswith("/api/"):
            wanted = (
                "en"
                if request.headers.get("Accept-Language", "zh").lower().startswith("en")
                else settings.LANGUAGE_CODE
            )
        code = wanted if wanted in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
        with translation.override(code):
            request.LANGUAGE_CODE = translation.get_language()
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", code)
        return response


class Visitor:
    """Works out who is at the door, lazily; see `access`."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Attach the visitor; pages about people are never cached by anyone. PostgreSQL takes no NUL, and no address has one."""
        request.visitor = access.Visitor(request)  # type: ignore[attr-defined]
        if "\0" in urllib.parse.unquote(request.META.get("QUERY_STRING", "")):
            return errors.bad_request(request)
        response = self.get_response(request)
        if not request.path.startswith("/static/"):
            response.headers.setdefault("Cache-Control", "no-store")
        return response

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Answer Absent like an address that does not exist; tell a refusal that no page caught, and an outage, in words."""
        if isinstance(exception, Absent):
            return errors.not_found(request)
        if isinstance(exception, (Refusal, Refusals)):
            return errors.refused(request, error=exception)
        passing = outage.of(exception)
        return errors.busy(request, outage=passing) if passing is not None else None
