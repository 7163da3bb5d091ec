"""People and messages to them, for tests of sending."""

import datetime

from pytest_django import Settings
from tests import factories as make

from anju.actions import message as messages
from anju.models import Message, Person


def person(*, phone: str = "13912345678") -> Person:
    about = make.registered(at=make.community(), phone=phone).person
    Message.objects.all().delete()
    return about


def told(about: Person, *, kind: str = "ended", dedupe: str = "one", at: datetime.datetime = make.NOW) -> Message:
    made = messages.to_person(person=about, kind=kind, params={"number": "DJ1"}, dedupe=dedupe, at=at)
    assert made is not None
    return made


def code() -> Message:
    values = {"phone": "13800001111", "secret": {"code": "424242"}, "params": {"minutes": 5}}
    return messages.to_phone(kind="phone_code", dedupe="c", at=make.NOW, **values)  # type: ignore[arg-type]


def broken(settings: Settings) -> None:
    settings.SMS_ADAPTER = "http"
    settings.SMS_GATEWAY_URL = "http://127.0.0.1:9/send"
    settings.SMS_GATEWAY_HEADERS = {}
    settings.SMS_GATEWAY_TIMEOUT = 2
