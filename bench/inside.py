"""Where the processor time of one page goes: the web application in this very process, one request after the other.

Run: .venv/bin/python bench/inside.py --home FOLDER [--only queue] [--requests 300] [--profile 40]
FOLDER is filled by bench/people.py. The figure leaves PostgreSQL and the web server out; bench/read.py has everything.
"""

import argparse
import cProfile
import io
import itertools
import logging
import os
import pstats
import sys
import time
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent))

import people
from kit import asked


def main() -> None:
    """This measures each case and, where asked for, prints its profile."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--home", type=Path, required=True)
    parser.add_argument("--people", type=int, default=people.PEOPLE)
    parser.add_argument("--only", default="", help="cases whose name holds this")
    parser.add_argument("--requests", type=int, default=300)
    parser.add_argument("--profile", type=int, default=0, help="so many lines of each profile")
    parser.add_argument("--sort", default="tottime")
    given = parser.parse_args()
    os.environ["ANJU_BEHIND_PROXY"] = "1"
    with people.loaded(home=given.home, people=given.people) as (_, city):
        cases = [case for case in asked.cases(city=city) if given.only in case.name]
        logging.getLogger().handlers[0].setStream(io.StringIO())
        for case in cases:
            _measure(case, given)


def _measure(case: asked.Case, given: argparse.Namespace) -> None:
    requests = [_environment(one) for one in itertools.islice(case.requests(), given.requests)]
    for one in requests[:30]:
        _ask(dict(one))
    best = float("inf")
    for _ in range(3):
        begun = time.process_time()
        sizes = [_ask(dict(one)) for one in requests]
        best = min(best, (time.process_time() - begun) / len(requests) * 1000)
    print(f"{case.name}: {best:.2f} ms of processor time in Python, {max(sizes)} bytes", flush=True)
    if given.profile:
        profile = cProfile.Profile()
        profile.enable()
        for one in requests:
            _ask(dict(one))
        profile.disable()
        pstats.Stats(profile).sort_stats(given.sort).print_stats(given.profile)


def _environment(request: bytes) -> dict[str, Any]:
    head, _, body = request.partition(b"\r\n\r\n")
    first, *lines = head.decode().split("\r\n")
    method, address, _ = first.split(" ")
    path, _, query = address.partition("?")
    environ: dict[str, Any] = {
        "REQUEST_METHOD": method,
        "PATH_INFO": path,
        "QUERY_STRING": query,
        "SERVER_NAME": "localhost",
        "SERVER_PORT": "80",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "REMOTE_ADDR": "127.0.0.1",
        "wsgi.url_scheme": "http",
        "wsgi.errors": sys.stderr,
        "sent": body,
    }
    for name, value in (line.split(": ", 1) for line in lines):
        key = name.upper().replace("-", "_")
        environ[key if key in {"CONTENT_LENGTH", "CONTENT_TYPE"} else f"HTTP_{key}"] = value
    return environ


def _ask(environ: dict[str, Any]) -> int:
    from anju.config.wsgi import application

    environ["wsgi.input"] = io.BytesIO(environ["sent"])
    codes: list[str] = []
    answer: Any = application(environ, lambda status, headers, *rest: codes.append(status))
    size = sum(len(part) for part in answer)
    if hasattr(answer, "close"):
        answer.close()
    if codes != ["200 OK"]:
        raise SystemExit(f"{environ['PATH_INFO']}: {codes}")
    return size


if __name__ == "__main__":
    main()
