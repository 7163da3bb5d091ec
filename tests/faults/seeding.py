"""The people of the throw-away service: a station's machine, officers, a coordinator, residents ready to send.

Run as a program of its own beside the test run, since it works on another database. Prints what it made as JSON.
"""

import json
import sys
import uuid
from typing import Any

import django


def main() -> None:
    """Migrate, make the people, print them."""
    django.setup()
    from django.core import management
    from django.test import Client
    from django.utils import timezone
    from tests import factories
    from tests.api import machines
    from tests.pages.citizen import walking

    from anju.config import roles
    from anju.web import access

    management.call_command("migrate", verbosity=0, interactive=False)
    roles.grant(role=roles.APP)
    here = factories.community()
    today = timezone.localdate().isoformat()

    def cookie(client: Client) -> str:
        return str(client.cookies["anju_session"].value)

    def officer(role: str) -> str:
        client = Client()
        unit = factories.station(of=here)
        if role == "coordinator":
            unit = factories.unit(
                code=f"sq-{here.code}", kind="community", department="community", level="community", covers=here
            )
        post = factories.post(unit=unit, role=role)
        client.force_login(post.staff)
        session = client.session
        session.update({"post_id": str(post.id), "second_factor": "totp"})
        session.save()
        return cookie(client)

    def devices(count: int) -> list[str]:
        """Return the sessions of one resident's devices; the declaration is filled in, not sent."""
        who, clients = factories.resident(), [Client() for _ in range(count)]
        for client in clients:
            session = client.session
            session[access.RESIDENT] = str(who.id)
            session.save()
        arrived = {"arrived_on": "other", "arrived_date": today}
        walking.fill(clients[0], walking.answers(here, arrived=arrived))
        return [cookie(client) for client in clients]

    def raw(**changes: Any) -> dict[str, Any]:
        return factories.raw(at=here, arrived_on=today, **changes)

    def form() -> dict[str, str]:
        plain = raw()
        address = {f"address.{part}": value for part, value in plain.pop("address").items()}
        return {"once": str(uuid.uuid4()), **plain, **address}

    made = {
        "token": machines.registrar(at=here).token,
        "registrar": officer("registrar"),
        "coordinator": officer("coordinator"),
        "residents": [devices(2) for _ in range(16)],
        "bodies": [raw() for _ in range(60)],
        "forms": [form() for _ in range(24)],
    }
    json.dump(made, sys.stdout, ensure_ascii=False)


if __name__ == "__main__":
    main()
