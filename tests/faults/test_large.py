"""Bodies far too large: refused at every door, at once, without being taken into memory."""

import http.client
import json
import time

import psutil
import pytest
from tests.faults.running import TOKEN, Answer, Service

from anju.law import upload

HUGE = 20_000_000
MIB = 1024 * 1024
FORM = "application/x-www-form-urlencoded"
FILE = "multipart/form-data; boundary=b"
JSON = "application/json"
DOORS = [
    ("/sign-in/", "", FORM),
    ("/declare/who/", "resident", FORM),
    ("/my/", "resident", FORM),
    ("/counter/new/", "registrar", FORM),
    ("/counter/new/", "registrar", FILE),
    ("/field/sync/", "coordinator", JSON),
    ("/field/new/door/", "coordinator", FORM),
    ("/staff/sign-in/", "", FORM),
    ("/staff/calendars/", "", FILE),
    ("/partner/import/", "", FILE),
    ("/api/v1/declarations", "machine", JSON),
    ("/api/v1/registrations", "machine", JSON),
    ("/api/v1/registrations", "", JSON),
]


def memory(service: Service) -> int:
    """Return what the web server's processes hold, in bytes."""
    assert service.web is not None
    top = psutil.Process(service.web.pid)
    return sum(process.memory_info().rss for process in [top, *top.children(recursive=True)])


def written(service: Service) -> int:
    """Return what the web server's processes wrote to disks, in bytes; 0 where a system does not count it."""
    assert service.web is not None
    top = psutil.Process(service.web.pid)
    if not hasattr(top, "io_counters"):
        return 0
    return sum(process.io_counters().write_bytes for process in [top, *top.children(recursive=True)])


def body(kind: str, size: int) -> bytes:
    """Return a body in which one name is this long."""
    if kind == JSON:
        return json.dumps({"name": "a" * size}).encode()
    if kind == FILE:
        head = b'--b\r\nContent-Disposition: form-data; name="file"; filename="f"\r\n\r\n'
        return head + b"a" * size + b"\r\n--b--\r\n"
    return f"csrfmiddlewaretoken={TOKEN}&name=".encode() + b"a" * size


def push(service: Service, path: str, who: str, kind: str, content: bytes, *, chunked: bool = False) -> Answer:
    """Send a body until the server has had enough, and hear what it says."""
    session = service.made["residents"][0][0] if who == "resident" else service.made.get(who, "")
    link = http.client.HTTPConnection("127.0.0.1", service.port, timeout=30)
    link.putrequest("POST", path)
    link.putheader("Content-Type", kind)
    link.putheader("Cookie", f"csrftoken={TOKEN}; anju_session={session}")
    link.putheader("X-CSRFToken", TOKEN)
    link.putheader("Idempotency-Key", "large")
    if who == "machine":
        link.putheader("Authorization", f"Bearer {service.made['token']}")
    link.putheader(*(("Transfer-Encoding", "chunked") if chunked else ("Content-Length", str(len(content)))))
    try:
        link.endheaders()
        parts = (content[place : place + MIB] for place in range(0, len(content), MIB))
        try:
            for part in parts:
                link.send(b"%x\r\n%s\r\n" % (len(part), part) if chunked else part)
            if chunked:
                link.send(b"0\r\n\r\n")
        except (BrokenPipeError, ConnectionResetError):
            pass
        got = link.getresponse()
        return Answer(got.status, dict(got.getheaders()), got.read().decode())
    finally:
        link.close()


@pytest.mark.parametrize("size", [5_000_000, HUGE])
def test_a_name_beyond_all_measure_is_refused_at_every_door(service: Service, size: int) -> None:
    contents = {kind: body(kind, size) for kind in (FORM, FILE, JSON)}
    service.ask("GET", "/declare/")
    before, begun, found = memory(service), time.monotonic(), {}
    for path, who, kind in DOORS:
        found[path, who, kind] = push(service, path, who, kind, contents[kind]).status
    took, grown = time.monotonic() - begun, memory(service) - before
    assert {door: status for door, status in found.items() if status not in {400, 401, 413}} == {}
    assert took < len(DOORS) * 2
    assert grown < 30 * MIB


def test_a_page_that_takes_pictures_refuses_what_is_far_too_large_early_and_writes_nothing_to_disk(
    service: Service,
) -> None:
    before, stored = memory(service), written(service)
    far = push(service, "/pictures/", "resident", FILE, body(FILE, 200_000_000))
    assert (far.status, "照片每张不超过10MB" in far.text) == (413, True)
    assert memory(service) - before < 30 * MIB
    # a little too large: its own line, in its place
    near = push(service, "/pictures/", "resident", FILE, body(FILE, 15_000_000))
    assert (near.status, near.text) == (200, upload.refusal("too_large").text.zh)
    taken = push(service, "/pictures/", "resident", FILE, body(FILE, 9_000_000))
    assert (taken.status, taken.text) == (200, upload.refusal("not_a_picture").text.zh)
    assert written(service) - stored < MIB


def test_a_body_of_unstated_length_is_not_read_either(service: Service) -> None:
    contents = {kind: body(kind, HUGE) for kind in (FORM, FILE, JSON)}
    service.ask("GET", "/declare/")
    before, found = memory(service), {}
    for path, who, kind in DOORS:
        found[path, who, kind] = push(service, path, who, kind, contents[kind], chunked=True).status
    assert {door: status for door, status in found.items() if status not in {401, 411}} == {}
    assert memory(service) - before < 30 * MIB
