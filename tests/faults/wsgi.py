"""The web server's entry, with a pause between the work and the answer for whoever asks for it."""

import time
from collections.abc import Iterable
from typing import Any

from anju.config.wsgi import application as service

PAUSE = "HTTP_X_PAUSE_BEFORE_ANSWER"


def application(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
    """Do the work; where a pause is asked for, answer so late that the server is dead by then."""
    if PAUSE not in environ:
        return service(environ, start_response)
    told: list[tuple[Any, ...]] = []
    body = list(service(environ, lambda *answer: told.append(answer)))
    time.sleep(60)
    start_response(*told[0])
    return body
