"""The province's sign-in is off unless it is set up wholly; what is half set up is told in one line."""

import json

import pytest
from environs import Env

from anju.config import province

WHOLE = {
    "ANJU_PROVINCE_ISSUER": "https://login.example.gov.cn/",
    "ANJU_PROVINCE_CLIENT_ID": "anju",
    "ANJU_PROVINCE_CLIENT_SECRET": "secret",
    "ANJU_PROVINCE_LEVELS": "L3,L4",
}


@pytest.fixture(autouse=True)
def _bare(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in (*WHOLE, "ANJU_PROVINCE_DISCOVERY", "ANJU_PROVINCE_CLAIMS"):
        monkeypatch.delenv(name, raising=False)


def _set(monkeypatch: pytest.MonkeyPatch, **changes: str) -> None:
    for name, value in {**WHOLE, **changes}.items():
        monkeypatch.setenv(name, value)


def test_it_is_off_unless_an_issuer_is_named() -> None:
    assert province.read(Env()) == {}


def test_what_is_not_said_has_a_default(monkeypatch: pytest.MonkeyPatch) -> None:
    _set(monkeypatch, ANJU_PROVINCE_CLAIMS=json.dumps({"id_number": "idcard"}))
    assert province.read(Env()) == {
        "issuer": "https://login.example.gov.cn/",
        "discovery": "https://login.example.gov.cn/.well-known/openid-configuration",
        "client_id": "anju",
        "secret": "secret",
        "scopes": "openid profile",
        "claims": {"id_number": "idcard", "name": "name", "phone": "phone_number", "level": "acr"},
        "levels": ["L3", "L4"],
        "timeout": 5.0,
    }


@pytest.mark.parametrize(
    ("changes", "named"),
    [
        ({"ANJU_PROVINCE_ISSUER": "http://login.example.gov.cn"}, "ANJU_PROVINCE_ISSUER"),
        ({"ANJU_PROVINCE_ISSUER": "login.example.gov.cn"}, "ANJU_PROVINCE_ISSUER"),
        ({"ANJU_PROVINCE_DISCOVERY": "ftp://login.example.gov.cn"}, "ANJU_PROVINCE_DISCOVERY"),
        ({"ANJU_PROVINCE_CLIENT_ID": ""}, "ANJU_PROVINCE_CLIENT_ID"),
        ({"ANJU_PROVINCE_CLIENT_SECRET": ""}, "ANJU_PROVINCE_CLIENT_SECRET"),
        ({"ANJU_PROVINCE_LEVELS": ""}, "ANJU_PROVINCE_LEVELS"),
        ({"ANJU_PROVINCE_CLAIMS": '{"age": "age"}'}, "ANJU_PROVINCE_CLAIMS"),
        ({"ANJU_PROVINCE_CLAIMS": '{"name": 5}'}, "ANJU_PROVINCE_CLAIMS"),
        ({"ANJU_PROVINCE_CLAIMS": '["name"]'}, "ANJU_PROVINCE_CLAIMS"),
    ],
)
def test_what_is_half_set_up_stops_the_start_in_one_line(
    monkeypatch: pytest.MonkeyPatch, changes: dict[str, str], named: str
) -> None:
    _set(monkeypatch, **changes)
    with pytest.raises(SystemExit) as caught:
        province.read(Env())
    line = str(caught.value)
    assert named in line
    assert "\n" not in line
    assert "secret" not in line


def test_plain_http_serves_on_this_machine_alone() -> None:
    assert province.safe("http://127.0.0.1:9000")
    assert province.safe("http://[::1]:9000")
    assert not province.safe("http://127.0.0.1.example.com")
