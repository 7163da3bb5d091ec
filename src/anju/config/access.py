"""This module logs each request once: method, path, status and time, never what stood behind the question mark."""

import re
import time
from collections.abc import Callable, Iterable
from typing import Any

import structlog

Environ = dict[str, Any]
StartResponse = Callable[..., Any]
Application = Callable[[Environ, StartResponse], Iterable[bytes]]

log = structlog.get_logger("anju.request")
# whoever holds such a code follows a complaint, reads a receipt or learns where a door is
_CODE = re.compile(r"^/(complaints|[Vv]|d)/[^/]+")


def logged(*, application: Application, quiet: str = "/static/") -> Application:
    """This wraps a WSGI application so that its answers are logged, all but those below `quiet`."""

    def answer(environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        path = environ.get("PATH_INFO", "").encode("latin-1").decode(errors="replace")  # as PEP 3333 has it
        shown = _CODE.sub(r"/\1/[code]", path)
        begun = time.perf_counter()

        def start(status: str, headers: list[tuple[str, str]], *rest: Any) -> Any:
            if not path.startswith(quiet):
                took = round((time.perf_counter() - begun) * 1000, 1)
                log.info("request", method=environ.get("REQUEST_METHOD"), path=shown, status=int(status[:3]), ms=took)
            return start_response(status, headers, *rest)

        return application(environ, start)

    return answer
