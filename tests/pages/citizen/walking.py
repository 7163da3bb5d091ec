"""Walking through the declaration as a phone does."""

import re
from typing import Any

from django.test import Client
from tests import factories

from anju.models import Division

HIDDEN = re.compile(r'name="(draft|version)" value="([^"]*)"')


def held(client: Client, address: str) -> dict[str, str]:
    """Return the hidden values of the form on a page."""
    page = client.get(address)
    assert page.status_code == 200, (address, page.status_code, page.get("Location"))
    return dict(HIDDEN.findall(page.content.decode()))


def answers(at: Division, **changes: Any) -> dict[str, dict[str, Any]]:
    """Return what is typed into each page, by slug."""
    typed: dict[str, dict[str, Any]] = {
        "community": {"community": at.code},
        "address": {"address.form": "road", "address.road": "沂蒙路", "address.number": "100号", "address.room": "501"},
        "dwelling": {"dwelling": "rented"},
        "arrived": {"arrived_on": "other", "arrived_date": "2026-03-02"},
        "length": {"until": "open"},
        "hukou": {"hukou_county": "410105"},
        "reason": {"reason": "work"},
        "who": {"name": "王小明", "id_kind": "id_card", "id_number": factories.id_number()},
        "phone": {"phone": "13812345678"},
        "work": {"workplace": ""},
        "exempt": {"exempt": ""},
        "minors": {},
        "agent": {"agent.name": "李大山", "agent.id_number": factories.id_number(), "agent.relation": "parent"},
    }
    for slug, values in changes.items():
        typed[slug] = values
    return typed


def post(client: Client, slug: str, values: dict[str, Any], *, base: str = "/declare/", **hidden: str) -> Any:
    """Open a page and send its form."""
    return client.post(f"{base}{slug}/", {**held(client, f"{base}{slug}/"), **hidden, **values})


def fill(
    client: Client, typed: dict[str, dict[str, Any]], *, until: str = "check", start: str = "/declare/begin/"
) -> str:
    """Answer page after page as the site leads, and return where it stops."""
    where = client.post(start)["Location"]
    while where.startswith("/declare/") and (slug := where.removeprefix("/declare/").strip("/")) != until:
        answer = post(client, slug, typed[slug])
        assert answer.status_code == 302, (slug, answer.content.decode()[-4000:])
        where = answer["Location"]
        if "/info/" in where or "not-needed" in where:
            break
    return where


def send(client: Client, *, base: str = "/declare/") -> Any:
    """Send what was filled in."""
    return client.post(f"{base}check/", held(client, f"{base}check/"))
