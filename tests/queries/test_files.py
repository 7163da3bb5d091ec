"""The file: masked, with what happened around it, in a constant number of statements."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests import factories

from anju.actions import stay as stays
from anju.queries import files
from anju.queries import scope as scopes

pytestmark = pytest.mark.django_db


def test_L2_what_is_sealed_is_masked() -> None:
    here = factories.community()
    number = factories.id_number()
    address = {"form": "road", "road": "沂蒙路", "number": "100", "building": "3", "unit": "2", "room": "501"}
    filed = factories.filed(at=here, id_number=number, phone="13812345678", address=address)
    stay = scopes.stay(factories.scope(factories.registrar(of=here)), stay_id=filed.main.id)
    view = files.view(stay=stay, on=factories.DAY)
    assert view.masked == {
        "id_number": number[:3] + "*" * 13 + number[-2:],
        "phone": "138****5678",
        "address": "沂蒙路**号**号楼**单元**室",
        "agent_id_number": "",
    }
    assert view.places == ("临沂市", "兰山区", "第001街道", "红星001社区")
    assert files.line(stay) == "沂蒙路100号3号楼2单元501室"


def test_who_is_registered_at_the_address_now_is_counted_with_masked_names() -> None:
    here = factories.community()
    address = {"form": "road", "road": "沂蒙路", "number": "100", "room": "501"}
    factories.registered(at=here, name="李四", address=address)
    gone = factories.registered(at=here, name="王五六", address=address)
    officer = factories.actor(factories.registrar(of=here))
    stays.leave(stay_id=gone.id, on=factories.DAY, by=officer, at=factories.NOW)
    factories.registered(at=here, name="赵七")
    filed = factories.filed(at=here, address={**address, "room": "501室"})
    view = files.view(
        stay=scopes.stay(factories.scope(factories.registrar(of=here)), stay_id=filed.main.id), on=factories.DAY
    )
    assert ([neighbour.name for neighbour in view.neighbours], view.neighbour_count) == (["李*"], 1)


def test_history_tells_who_did_what_and_what_changed() -> None:
    here = factories.community()
    stay = factories.registered(at=here)
    officer = factories.registrar(of=here)
    stays.confirm(stay_id=stay.id, by=factories.actor(officer), at=factories.later(days=2))
    fresh = scopes.stay(factories.scope(officer), stay_id=stay.id)
    events = files.history(stay=fresh)
    assert [event.what.en for event in events] == [
        "Confirm that someone still lives here",
        "Accept and register",
        "Declare a stay",
    ]
    assert [event.who.zh for event in events] == [
        f"张警官 · {officer.unit.name}",
        f"张警官 · {officer.unit.name}",
        "居民本人",
    ]
    versions = files.versions(stay=fresh)
    assert [[change.label.en for change in version.changes] for version in versions] == [
        ["Last confirmed"],
        ["State", "Registered on", "Half year counted from", "Last confirmed"],
    ]
    assert (versions[1].changes[0].before.en, versions[1].changes[0].after.en) == (
        "Declared, waiting for the check",
        "Registered",
    )


def test_a_crowded_address_takes_as_many_statements_as_an_empty_one() -> None:
    here = factories.community()
    address = {"form": "road", "road": "沂蒙路", "number": "100", "room": "501"}
    factories.registered(at=here, address=address)
    filed = factories.filed(at=here, address=address)
    stay = scopes.stay(factories.scope(factories.registrar(of=here)), stay_id=filed.main.id)

    def statements() -> int:
        with CaptureQueriesContext(connection) as captured:
            files.view(stay=stay, on=factories.DAY)
        return len(captured)

    before = statements()
    factories.registered(at=here, address=address)
    factories.registered(at=here, address=address)
    assert statements() == before
