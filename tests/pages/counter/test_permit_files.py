"""Permits at the counter: the file page."""
import uuid
import pytest
from tests import factories, permits
from tests.pages.counter.conftest import SignIn
from anju.web import clock
pytestmark = pytest.mark.django_db

@pytest.fixture(autouse=True)
def half_a_year_later(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", permits.when)
    monkeypatch.setattr(clock, "today", lambda: permits.HALF_YEAR)

def test_smoke(sign_in: SignIn) -> None:
    who = factories.resident()
    file = permits.applied(who=who)
    b = sign_in(factories.registrar(of=file.community))
    for s in ("", "?state=returned", "?state=accepted", "?state=open", "?state=asked", "?state=due", "?state=suspended", "?state=ending"):
        r = b.get("/counter/permits/" + s)
        assert r.status_code == 200, s
    own = f"/counter/permits/files/{file.id}/"
    for s in ("", "return/", "history/", "next/", "print/application/"):
        r = b.get(own + s)
        assert r.status_code in (200, 302), (s, r.content.decode()[:2000])
    r = b.post(own + "accept/", {"once": "1", "version": file.version})
    assert r.status_code == 302, r.content.decode()
    assert b.get(own).status_code == 200
    c = sign_in(permits.county_post(file.stay))
    for s in ("", "refuse/", "print/collection/"):
        assert c.get(own + s).status_code == 200, s
    r = c.post("/counter/permits/sign/", {"file": [str(file.id)]})
    assert r.status_code == 200
    r = c.post("/counter/permits/sign/", {"file": [f"{file.id}:{file.version+1}"], "step": "sign", "once": str(uuid.uuid4())[:30]})
    assert "已签发 1 份" in r.content.decode(), r.content.decode()
    permit = permits.again(file).permit_id
    for s in ("", "history/", "endorse/", "end/", "past/"):
        assert c.get(f"/counter/permits/{permit}/{s}").status_code == 200, s
    assert b.get(f"/counter/permits/new/{file.stay_id}/").status_code == 200
    assert b.get(f"/counter/permits/new/{file.stay_id}/?kind=replace").status_code == 200

def test_new(sign_in: SignIn) -> None:
    stay = permits.registered()
    b = sign_in(factories.registrar(of=stay.community))
    r = b.get(f"/counter/permits/new/{stay.id}/")
    assert r.status_code == 200
