"""The task that looks every ten minutes for help calls that nobody accepted. Source: J2, I9."""

import pytest
from tests import factories, relieving

from anju.jobs import clock, tasks
from anju.models import HelpCall

pytestmark = pytest.mark.django_db


def test_the_task_puts_late_calls_before_the_office_above(monkeypatch: pytest.MonkeyPatch) -> None:
    world = relieving.world()
    world.called()
    monkeypatch.setattr(clock, "now", lambda: factories.later(hours=1))
    tasks.escalate_help(0)
    assert HelpCall.objects.get().escalated_to is None
    monkeypatch.setattr(clock, "now", lambda: factories.later(hours=3))
    tasks.escalate_help(0)
    assert HelpCall.objects.get().escalated_to == world.city
