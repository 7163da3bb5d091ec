"""Officers, overseers and changes for tests of what is offered, over the library that stands for all services."""

import datetime
import uuid
from pathlib import Path
from typing import Any

from django.test import Client
from tests import casing, factories
from tests.casing import World

from anju.actions import offering
from anju.law import city
from anju.models import Case, CaseUrge, Division, Post, ServiceChange, StuckCase, Unit
from anju.queries.scope import Scope
from anju.web import access

DAY = factories.DAY
FIRST = DAY + datetime.timedelta(days=1)
CARD = "library/card"


def county(at: World) -> Division:
    """Return the county of the library."""
    town = at.community.parent
    assert town is not None
    assert town.parent is not None
    return town.parent


def officer(unit: Unit) -> Scope:
    """Return the scope of a new officer of a unit."""
    return factories.scope(factories.post(unit=unit, role="officer"))


def coordinator(over: Division, department: str = "political_legal") -> Post:
    """Return an overseer's post that covers a division."""
    unit = factories.unit(
        code=f"{department[:2]}-{over.code}", kind="office", department=department, level=over.level, covers=over
    )
    return factories.post(unit=unit, role="overseer")


def raw(**more: str) -> dict[str, str]:
    """Return a change as typed: another phone from tomorrow on."""
    typed = {
        "begins": FIRST.isoformat(),
        "phone": "0539-1234567",
        "reason": "搬了新址",
        "basis": "临图发〔2026〕1号第2条",
    }
    return {**typed, **more}


def closing(**more: str) -> dict[str, str]:
    """Return the end of a service, as typed."""
    return raw(phone="", opening="closed", **more)


def proposed(at: World, unit: Unit | None = None, place: str | None = None, **more: str) -> ServiceChange:
    """Return a change that an officer of the county's library proposed."""
    mine = unit or at.county
    return offering.propose(
        service_id=CARD,
        place=place or county(at).code,
        raw=raw(**more),
        scope=officer(mine),
        at=factories.NOW,
    )


def approved(at: World, unit: Unit | None = None, place: str | None = None, **more: str) -> ServiceChange:
    """Return a change that another officer approved."""
    mine = unit or at.county
    row = proposed(at, mine, place, **more)
    return offering.approve(change_id=row.id, scope=officer(mine), at=factories.NOW)


def enter(post: Post) -> Client:
    """Return a browser in which a post's holder is signed in."""
    client = Client()
    client.force_login(post.staff)
    session = client.session
    session.update({access.POST: str(post.id), "second_factor": "totp"})
    session.save()
    return client


def form(**more: Any) -> dict[str, Any]:
    """Return what a page sends, with its key."""
    return {"once": str(uuid.uuid4()), **more}


def without(folder: Path, name: str, *, line: str = "", instead: str = "") -> None:
    """Take a service's file away, or change some of its lines."""
    home = casing.write(folder) / "library" / "services" / f"{name}.toml"
    if line:
        text = home.read_text()
        assert line in text
        home.write_text(text.replace(line, instead))
    else:
        home.unlink()


def counted(when: datetime.datetime | None = None) -> int:
    """Count the night's figures; return how many cases are stuck or shared."""
    at = when or factories.NOW
    return offering.count(on=city.day(at), at=at)


def late(at: World, **later: float) -> Case:
    """Return a case that is late, as counted at a later night."""
    case = casing.sent(at)
    counted(factories.later(**(later or {"days": 20})))
    return case


def ids(*, person_id: uuid.UUID, case_id: uuid.UUID, unit: Unit, place: Division) -> dict[str, dict[str, object]]:
    """Return a change and an urge of somebody's, by what an address calls them."""
    by = factories.staff()
    change = ServiceChange.objects.create(
        service="human_resources/job_placement",
        place=place,
        begins=FIRST,
        what={"phone": "0539-1234567"},
        reason="…",
        basis="…",
        state="proposed",
        unit=unit,
        proposed_at=factories.NOW,
        proposed_by=by,
    )
    beside = {"case_id": case_id, "person_id": person_id, "by": by, "asker": unit, "unit": unit}
    urge = CaseUrge.objects.create(**beside, on=DAY, at=factories.NOW)
    StuckCase.objects.create(case_id=case_id, person_id=person_id, unit_id=unit.id, limit_on=DAY, reasons=["late"])
    return {"offer_change": {"change_id": change.id}, "urge": {"urge_id": urge.id}}
