"""List, figure, detail, search, completion, receipt, unmasking, history, API and sync: one post, one answer. Source: design.md 10, 2."""

import json
import uuid
from collections.abc import Callable, Mapping

import pytest
from django.test import Client
from tests import complaining, factories
from tests.api import machines

from anju.law import authority
from anju.models import Division, Post, Stay
from anju.queries import counts, files
from anju.web import access, clock

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def morning(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let it be the morning of the factories' day."""
    monkeypatch.setattr(clock, "now", lambda: factories.NOW)
    monkeypatch.setattr(clock, "today", lambda: factories.DAY)


def _in(post: Post) -> Client:
    client = Client()
    client.force_login(post.staff)
    session = client.session
    session[access.POST] = str(post.id)
    session.save()
    return client


def _post(role: str, at: Division) -> Post:
    """Return a post of a role where such a post stands: for this community, and whatever lies under its office."""
    station = factories.station(of=at)
    if role == "clerk":
        return complaining.clerk(complaining.hall(at, code=f"hall-{at.code}"))
    if role == "coordinator":
        unit = factories.unit(
            code=f"sq-{at.code}", kind="community", department="community", level="community", covers=at
        )
        return factories.post(unit=unit, role=role)
    county = station.parent
    assert county is not None
    return factories.post(unit=county if role == "county_police" else station, role=role)


def _has(client: Client, address: str, text: str, sent: Mapping[str, str] | None = None) -> bool:
    answer = client.get(address) if sent is None else client.post(address, {"once": str(uuid.uuid4()), **sent})
    assert answer.status_code == 200, address
    return text in answer.content.decode()


def _opens(client: Client, address: str, sent: Mapping[str, str] | None = None) -> bool:
    answer = client.get(address) if sent is None else client.post(address, {"once": str(uuid.uuid4()), **sent})
    assert answer.status_code in {200, 302, 404}, address
    return answer.status_code != 404


def _ways(post: Post, waits: Stay, stands: Stay) -> dict[str, tuple[str, Callable[[], bool]]]:
    """Return every way a post could come upon two files: the act it is, and whether it does."""
    client, machine = _in(post), machines.of(post)
    number = {"kind": "id_number", "text": files.plain(stay=stands, field="id_number"), "purpose": "handling"}
    file, done = f"/counter/files/{waits.id}/", f"/counter/files/{stands.id}/"
    shared: dict[str, tuple[str, Callable[[], bool]]] = {
        "figure": ("list", lambda: counts.of(cut=factories.scope(post), on=factories.DAY)["declared"] == 1),
        "api list": ("list", lambda: str(waits.id) in machine.get("/files").content.decode()),
        "api detail": ("open", lambda: machine.get(f"/files/{waits.id}").status_code == 200),
    }
    if post.role == "coordinator":
        entry = {
            "key": "1",
            "act": "verify",
            "at": factories.NOW.isoformat(),
            "content": {"stay": str(waits.id), "found": "here"},
        }
        body = json.dumps({"items": [entry]})
        return {
            **shared,
            "list": ("list", lambda: _has(client, "/field/?show=declared", str(waits.id))),
            "detail": ("open", lambda: _opens(client, f"/field/stays/{waits.id}/")),
            "unmask": ("unmask", lambda: _opens(client, f"/field/stays/{waits.id}/phone/", {"purpose": "verifying"})),
            # last, since it changes the file
            "sync": (
                "verify",
                lambda: (
                    client.post("/field/sync/", body, content_type="application/json").json()["answers"][0]["status"]
                    == "done"
                ),
            ),
        }
    return {
        **shared,
        "list": ("list", lambda: _has(client, "/counter/", waits.number)),
        "detail": ("open", lambda: _opens(client, file)),
        "next": ("list", lambda: _opens(client, f"{file}next/")),
        "search": ("search", lambda: _has(client, "/counter/search/", stands.number, number)),
        "number": (
            "search",
            lambda: _has(client, "/counter/new/number/", str(stands.id), {"id_number": number["text"]}),
        ),
        "api search": ("search", lambda: str(stands.id) in machine.post("/search", number).content.decode()),
        "completion": (
            "declare",
            lambda: _has(client, f"/counter/communities/?community_text={waits.community_id}", waits.community_id),
        ),
        "unmask": ("unmask", lambda: _opens(client, f"{file}show/", {"field": "phone", "purpose": "handling"})),
        "receipt": ("print", lambda: _opens(client, f"{done}receipt/")),
        "door": ("print_door_code", lambda: _opens(client, f"{done}door/")),
        "history": ("see_history", lambda: _opens(client, f"{done}history/")),
    }


@pytest.mark.parametrize("inside", [True, False])
@pytest.mark.parametrize("role", ["registrar", "chief", "county_police", "clerk", "coordinator"])
def test_every_way_to_a_file_gives_a_post_the_same_answer(role: str, inside: bool) -> None:
    here = factories.community()
    waits, stands = factories.filed(at=here).main, factories.registered(at=here, name="赵六")
    # the next street for those of a street, the next county for those of a county
    county = "371311" if role == "county_police" else "371302"
    post = _post(role, here if inside else factories.community(county=county, street="002", number="002"))
    ways = _ways(post, waits, stands)
    may = {way: ask for way, (act, ask) in ways.items() if role in authority.TABLE[act].roles}
    assert {way: ask() for way, ask in may.items()} == dict.fromkeys(may, inside)
    refused = {way: ask for way, (act, ask) in ways.items() if role not in authority.TABLE[act].roles}
    assert {way: ask() for way, ask in refused.items()} == dict.fromkeys(refused, False)
