"""What every page test of residents starts from."""

import datetime
from collections.abc import Callable

import pytest
from django.test import Client
from django.utils import translation
from tests import factories

from anju.models import Resident
from anju.web import access


@pytest.fixture(autouse=True)
def _chinese() -> None:
    translation.activate("zh-hans")


@pytest.fixture
def enter() -> Callable[..., Client]:
    """This is a phone signed in as a resident, each call a device of its own."""

    def make(who: Resident | None = None) -> Client:
        client = Client()
        session = client.session
        session[access.RESIDENT] = str((who or factories.resident()).id)
        # tests let years pass
        session.set_expiry(datetime.timedelta(days=3650))
        session.save()
        return client

    return make
