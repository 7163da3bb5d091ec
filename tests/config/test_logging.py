"""No number of a person gets into a log: not in text, in a value, in an exception, in an address."""

import errno
import io
import json
import logging
from collections.abc import Iterator
from typing import Any

import pytest
import structlog
from hypothesis import given
from hypothesis import strategies as st

from anju.config import access
from anju.config import logging as logs


@pytest.fixture
def real() -> Iterator[io.StringIO]:
    """This is what real mode writes."""
    logs.configure(mode="real")
    handler = logging.getLogger().handlers[0]
    assert isinstance(handler, logging.StreamHandler)
    handler.setStream(io.StringIO())
    yield handler.stream
    logs.configure(mode="test")


def lines(stream: io.StringIO) -> list[dict[str, Any]]:
    return [json.loads(line) for line in stream.getvalue().splitlines()]


@pytest.mark.parametrize(
    ("text", "safe"),
    [
        ("number 371302199001011234.", "number [id number]."),
        ("37130219900101123X", "[id number]"),
        ("37130219900101123x", "[id number]"),
        ("371302 19900101 1234", "[id number]"),
        ("３７１３０２１９９００１０１１２３４", "[id number]"),
        ("old 371302900101123", "old [id number]"),
        ("call 13800138000 now", "call [phone] now"),
        ("+86 138 0013 8000", "[phone]"),
        ("86-138-0013-8000", "[phone]"),
        ("receipt R-1234567, 2026-11-23, 4 of 12", "receipt R-1234567, 2026-11-23, 4 of 12"),
        ("0192d6f5-1234-7890-8abc-1234567890ab", "0192d6f5-1234-7890-8abc-1234567890ab"),
        ("1234567890123456789012", "1234567890123456789012"),
        ("0539-8123456", "0539-8123456"),
    ],
)
def test_numbers_of_persons_are_masked_and_others_stay(text: str, safe: str) -> None:
    assert logs.scrub(text) == safe


@given(st.from_regex(r"[1-9]\d{16}[\dX]", fullmatch=True), st.text(alphabet="年 abc:,()=/", max_size=5))
def test_any_id_number_is_masked_wherever_it_stands(number: str, around: str) -> None:
    assert logs.scrubbed({around: [(around + number + around, {number: 1})]}) == {
        around: [[f"{around}[id number]{around}", {"[id number]": 1}]]
    }


def test_values_of_every_kind_are_masked() -> None:
    event = {"n": 13800138000, "who": {"id": 371302199001011234}, "ok": 12, "share": 0.5, "none": None, "yes": True}
    assert logs.scrubbed(event) == {
        "n": "[phone]",
        "who": {"id": "[id number]"},
        "ok": 12,
        "share": 0.5,
        "none": None,
        "yes": True,
    }


def test_a_standard_record_with_arguments_and_extras_comes_out_as_masked_json(real: io.StringIO) -> None:
    logging.getLogger("some.library").warning("person %s", "371302199001011234", extra={"phone": "13800138000"})
    [line] = lines(real)
    assert (line["event"], line["phone"], line["level"]) == ("person [id number]", "[phone]", "warning")


def test_an_exceptions_text_and_cause_are_masked(real: io.StringIO) -> None:
    try:
        try:
            raise KeyError("13800138000")
        except KeyError as cause:
            raise ValueError("no 371302199001011234") from cause
    except ValueError:
        structlog.get_logger("anju").exception("failed")
    [line] = lines(real)
    assert "ValueError: no [id number]" in line["exception"]
    assert "KeyError: '[phone]'" in line["exception"]
    assert "13800138000" not in real.getvalue()


def test_a_request_is_logged_once_and_without_its_query(real: io.StringIO) -> None:
    def application(environ: dict[str, Any], start: Any) -> list[bytes]:
        start("404 Not Found", [])
        return [b""]

    served = access.logged(application=application)
    query = {"REQUEST_METHOD": "GET", "QUERY_STRING": "q=371302199001011234"}
    served({**query, "PATH_INFO": "/person/371302199001011234/"}, lambda *_: None)
    served({**query, "PATH_INFO": "/static/tabler.min.css"}, lambda *_: None)
    [line] = lines(real)
    assert (line["method"], line["path"], line["status"]) == ("GET", "/person/[id number]/", 404)
    assert "q=" not in real.getvalue()


class Full(io.StringIO):
    """A log on a full disk."""

    def write(self, text: str) -> int:
        raise OSError(errno.ENOSPC, "No space left on device")


def test_a_line_that_can_not_be_written_is_dropped_rather_than_printed_raw(
    real: io.StringIO, capfd: pytest.CaptureFixture[str]
) -> None:
    handler = logging.getLogger().handlers[0]
    assert isinstance(handler, logging.StreamHandler)
    handler.setStream(Full())
    logging.getLogger("x").error("number %s", "371302199001011234")
    handler.setStream(real)
    assert capfd.readouterr() == ("", "")


def test_an_error_of_the_database_is_logged_without_the_row(real: io.StringIO) -> None:
    try:
        raise ValueError(
            'new row violates check constraint "stay_ended"\nDETAIL:  Failing row contains (0190, 王小明, wangxiaoming).'
        )
    except ValueError:
        logging.getLogger("anju").exception("fault")
    text = real.getvalue()
    assert "stay_ended" in text
    assert "王小明" not in text
    assert "wangxiaoming" not in text


@pytest.mark.parametrize(
    "path", ["/complaints/ABCD2345WXYZ/", "/V/ABCD2345WXYZ", "/v/ABCD2345WXYZ", "/d/ABCD2345WXYZ/"]
)
def test_a_code_that_opens_something_is_not_in_the_log(real: io.StringIO, path: str) -> None:
    def nothing(environ: access.Environ, start_response: access.StartResponse) -> list[bytes]:
        start_response("404 Not Found", [])
        return []

    access.logged(application=nothing)({"REQUEST_METHOD": "GET", "PATH_INFO": path}, lambda *_: None)
    [line] = lines(real)
    assert line["path"] == path.replace("ABCD2345WXYZ", "[code]")
