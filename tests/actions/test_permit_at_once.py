"""Somebody else was quicker between the look and the write: the database decides, and the answer is a clear one. Source: E3."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from tests import permits as make

from anju.actions import permit as permits
from anju.law.refusal import Refusal
from anju.models import Permit, PermitFile

pytestmark = pytest.mark.django_db


class Quicker:
    """Lets somebody else act after the look, just before the row is written."""

    def __init__(self, table: str, act: Callable[[], object]) -> None:
        self.act, self.start, self.acted = act, f'INSERT INTO "{table}" ', False

    def __call__(self, execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        if sql.startswith(self.start) and not self.acted:
            self.acted = True
            self.act()
        return execute(sql, params, many, context)


def test_E3_another_device_was_quicker_with_an_application() -> None:
    other = make.applied()
    stay = make.registered(who=make.factories.resident())
    quicker = Quicker("permit_file", lambda: PermitFile.objects.filter(id=other.id).update(person=stay.person))
    with connection.execute_wrapper(quicker), pytest.raises(Refusal) as error:
        make.applied(stay=stay)
    assert (error.value.code, error.value.rule) == ("file_open", "E3")
    assert other.number in error.value.text.zh
    assert PermitFile.objects.count() == 1


def test_E3_another_desk_was_quicker_with_a_permit() -> None:
    other = make.signed()
    file = make.accepted()
    quicker = Quicker("permit", lambda: Permit.objects.filter(id=other.id).update(person=file.person))
    with connection.execute_wrapper(quicker), pytest.raises(Refusal) as error:
        permits.sign(file_id=file.id, by=make.county_police(file.stay), at=make.when())
    assert (error.value.code, error.value.rule) == ("has_permit", "E3")
    assert other.number in error.value.text.zh
    assert (Permit.objects.count(), make.again(file).state) == (1, "accepted")
