"""Walking through the application for a permit as a phone does."""

import datetime
import re
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from tests import permits, pictures

from anju.models import PermitFile, Resident, Stay
from anju.queries import visitors
from anju.web import clock

HIDDEN = re.compile(r'name="(draft|version|once)" value="([^"]*)"')
BASE = "/my/permit/apply/"


def at(monkeypatch: pytest.MonkeyPatch, moment: datetime.datetime) -> None:
    """Let it be a moment."""
    monkeypatch.setattr(clock, "now", lambda: moment)
    monkeypatch.setattr(clock, "today", lambda: moment.date())


def text(client: Client, address: str = "/my/permit/") -> str:
    """Return a page's words."""
    page = client.get(address)
    assert page.status_code == 200, (address, page.get("Location"))
    return page.content.decode()


def held(client: Client, address: str) -> dict[str, str]:
    """Return the hidden values of the last form of a page that has them."""
    return dict(HIDDEN.findall(text(client, address)))


def press(client: Client, address: str, *, of: str = "", **values: Any) -> Any:
    """Open a page and send its form; `of` is the page the form stands on, where it is another."""
    return client.post(address, {**held(client, of or address), **values})


def post(client: Client, slug: str, values: dict[str, Any], **hidden: str) -> Any:
    """Open a question and send its answer."""
    return client.post(f"{BASE}{slug}/", {**held(client, f"{BASE}{slug}/"), **hidden, **values})


def photo(*, poor: bool = False) -> SimpleUploadedFile:
    """Return a portrait as a phone sends it."""
    image = pictures.portrait(wall=(60, 40, 30), blur=14) if poor else pictures.portrait()
    return SimpleUploadedFile("me.jpg", pictures.jpeg(image), content_type="image/jpeg")


def paper() -> SimpleUploadedFile:
    """Return a photographed contract."""
    return SimpleUploadedFile("lease.jpg", pictures.jpeg(pictures.paper()), content_type="image/jpeg")


def answers(stay: Stay, **changes: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """Return what is given on each page, by slug."""
    given: dict[str, dict[str, Any]] = {
        "ground": {"ground": "dwelling"},
        "proof": {"source": "upload", "kind": "lease", "papers": paper(), "valid_until": "2027-08-31"},
        "portrait": {"portrait": photo()},
        "ethnicity": {"ethnicity": "汉"},
        "collect": {"collect_at": str(stay.station_id)},
    }
    return {**given, **changes}


def fill(client: Client, stay: Stay, given: dict[str, dict[str, Any]] | None = None) -> str:
    """Begin, answer page after page as the site leads, and return where it stops."""
    typed = given or answers(stay)
    where = client.post(f"/my/permit/of/{stay.person_id}/apply/")["Location"]
    while (slug := where.removeprefix(BASE).strip("/")) in typed:
        answer = post(client, slug, typed[slug])
        if answer.status_code != 302:
            # a poor photo is shown once; whoever goes on all the same may
            answer = post(client, slug, {})
        assert answer.status_code == 302, (slug, answer.content.decode()[-3000:])
        where = answer["Location"]
    return where


def send(client: Client, **values: str) -> Any:
    """Say that all is true and send."""
    return client.post(f"{BASE}check/", {**held(client, f"{BASE}check/"), "truth": "on", **values})


def sent(client: Client, stay: Stay) -> PermitFile:
    """Return the application that came of it."""
    assert fill(client, stay) == f"{BASE}check/"
    assert send(client).status_code == 302
    return PermitFile.objects.get(person_id=stay.person_id)


def signed_in(who: Resident) -> Any:
    """Return the resident as the one who acts."""
    return visitors.resident_actor(who=who)


NOW = permits.when()
