"""The short way for machines: /api/ needs no session, no form token, no page."""

from collections.abc import Callable, Iterable
from typing import Any

from django.conf import settings
from django.core.handlers.exception import convert_exception_to_response
from django.core.handlers.wsgi import WSGIHandler
from django.utils.module_loading import import_string

Application = Callable[..., Iterable[bytes]]
PREFIX = "/api/"


class Machines(WSGIHandler):
    """Django's handler with the few middlewares that concern machines."""

    def load_middleware(self, is_async: bool = False) -> None:
        """Build the chain from API_MIDDLEWARE."""
        self._view_middleware: list[Any] = []
        self._template_response_middleware: list[Any] = []
        self._exception_middleware: list[Any] = []
        chain = convert_exception_to_response(self._get_response)  # type: ignore[attr-defined]
        for path in reversed(settings.API_MIDDLEWARE):
            chain = convert_exception_to_response(import_string(path)(chain))
        self._middleware_chain = chain


def beside(*, pages: Application) -> Application:
    """Send /api/ the short way and everything else to the pages."""
    machines = Machines()

    def answer(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        chosen = machines if environ.get("PATH_INFO", "").startswith(PREFIX) else pages
        return chosen(environ, start_response)

    return answer
