"""The HTTP carrier: any gateway by configuration, nothing to another host, and never two times by mistake."""

import http.server
import json
import threading
import time
import urllib.parse
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

import pytest

from anju.jobs.sms import gateway
from anju.jobs.sms.gateway import Request
from anju.jobs.sms.outcome import SENT, Outcome

TEXT = '您的"登记" & <b>办好</b>了\n{phone}'


@dataclass
class Gateway:
    """A real server that notes what it was asked and answers as told."""

    url: str = ""
    status: int = 200
    said: str = '{"code": 0}'
    wait: float = 0
    location: str = ""
    asked: list[tuple[str, str, str, bytes]] = field(default_factory=list)


@pytest.fixture
def server() -> Iterator[Gateway]:
    state = Gateway()

    class Handler(http.server.BaseHTTPRequestHandler):
        def answer(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            state.asked.append((self.command, self.path, self.headers.get("Content-Type") or "", body))
            time.sleep(state.wait)
            if state.status == 0:
                self.connection.close()
                return
            self.send_response(state.status)
            if state.location:
                self.send_header("Location", state.location)
            self.end_headers()
            self.wfile.write(state.said.encode())

        do_GET = do_POST = answer  # noqa: N815  names the standard library wants

        def log_message(self, *_: object) -> None:
            return

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler) as made:
        state.url = f"http://127.0.0.1:{made.server_port}/send"
        threading.Thread(target=made.serve_forever, daemon=True).start()
        yield state
        made.shutdown()


def request(server: Gateway) -> Request:
    return Request(
        url=server.url, method="POST", headers={}, body='{"to": "{phone}", "text": "{text}"}', ok="", timeout=2
    )


def send(asked: Request) -> Outcome:
    return gateway.carrier(asked)("id", "13800001111", TEXT)


def test_json_arrives_whole(server: Gateway) -> None:
    assert send(request(server)) == SENT
    method, path, kind, body = server.asked[0]
    assert (method, path, kind) == ("POST", "/send", "application/json; charset=utf-8")
    assert json.loads(body) == {"to": "13800001111", "text": TEXT}


def test_a_form_arrives_whole(server: Gateway) -> None:
    assert send(replace(request(server), body="mobile={phone}&content={text}")) == SENT
    assert urllib.parse.parse_qs(server.asked[0][3].decode()) == {"mobile": ["13800001111"], "content": [TEXT]}


def test_xml_arrives_whole(server: Gateway) -> None:
    assert send(replace(request(server), body="<sms><to>{phone}</to><text>{text}</text></sms>")) == SENT
    assert "&lt;b&gt;办好&lt;/b&gt;" in server.asked[0][3].decode()


def test_an_address_is_filled_too(server: Gateway) -> None:
    asked = replace(request(server), url=server.url + "?m={phone}&t={text}", method="get", body="")
    assert send(asked) == SENT
    method, path, _, body = server.asked[0]
    assert (method, body) == ("GET", b"")
    assert urllib.parse.parse_qs(path.partition("?")[2]) == {"m": ["13800001111"], "t": [TEXT]}


def test_headers_are_sent_as_configured(server: Gateway) -> None:
    assert send(replace(request(server), headers={"Content-Type": "application/json; charset=gbk"})) == SENT
    assert server.asked[0][2] == "application/json; charset=gbk"


def test_an_answer_must_say_yes(server: Gateway) -> None:
    asked = replace(request(server), ok=r'"code":\s*0\b')
    assert send(asked) == SENT
    server.said = '{"code": 17}'
    assert send(asked) == Outcome("again", "not_ok")


@pytest.mark.parametrize(
    ("status", "outcome"),
    [(400, "again"), (401, "again"), (429, "again"), (503, "again"), (500, "unsure"), (502, "unsure"), (504, "unsure")],
)
def test_only_what_certainly_was_not_taken_is_tried_again(server: Gateway, status: int, outcome: str) -> None:
    server.status = status
    assert send(request(server)) == Outcome(outcome, f"http_{status}")  # type: ignore[arg-type]


def test_no_redirect_is_followed(server: Gateway) -> None:
    server.status, server.location = 302, server.url
    assert send(request(server)) == Outcome("again", "http_302")
    assert len(server.asked) == 1


def test_a_gateway_that_never_answers_leaves_it_unsure(server: Gateway) -> None:
    server.wait = 1
    assert send(replace(request(server), timeout=0.2)) == Outcome("unsure", "no_answer")


def test_a_gateway_that_hangs_up_leaves_it_unsure(server: Gateway) -> None:
    server.status = 0
    assert send(request(server)) == Outcome("unsure", "no_answer")


def test_a_gateway_that_is_not_there_took_nothing() -> None:
    asked = Request(url="http://127.0.0.1:9/", method="POST", headers={}, body="{}", ok="", timeout=2)
    assert send(asked) == Outcome("again", "no_connection")


def test_an_address_that_is_no_gateway_is_named() -> None:
    with pytest.raises(ValueError, match="ANJU_SMS_URL must be an address"):
        gateway.carrier(Request(url="file:///etc/passwd", method="POST", headers={}, body="", ok="", timeout=2))


def test_a_body_values_can_not_be_put_into_safely_is_named() -> None:
    with pytest.raises(ValueError, match="ANJU_SMS_HEADERS"):
        gateway.carrier(
            Request(url="https://x", method="POST", headers={"content-type": "text/csv"}, body="", ok="", timeout=2)
        )
