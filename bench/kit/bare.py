"""A bare django-ninja endpoint that writes the same rows with no checks: what framework and tables alone cost."""

import os
import threading
import uuid
from collections.abc import Iterator
from typing import Any

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "anju.config.settings")
django.setup()

from django.core.handlers.wsgi import WSGIHandler  # noqa: E402
from django.db import transaction  # noqa: E402
from django.urls import path  # noqa: E402
from ninja import NinjaAPI, Schema  # noqa: E402

from anju.models import Act, Address, Idempotency, IdNumber, Jurisdiction, Person, Receipt, Stay  # noqa: E402
from anju.models.base import new_id  # noqa: E402
from anju.web import clock  # noqa: E402

service = NinjaAPI(urls_namespace="bare")


class Sent(Schema):
    """The declaration, unread."""

    name: str
    id_number: str
    phone: str
    hukou_county: str
    community: str
    address: dict[str, str]
    dwelling: str
    arrived_on: str
    reason: str


class Answered(Schema):
    """The id of the stay."""

    id: uuid.UUID


@service.post("/registrations", response={201: Answered})
def register(request: Any, sent: Sent) -> tuple[int, dict[str, Any]]:
    """Write the rows of one registration through the ORM."""
    known = _known(sent)
    with transaction.atomic():
        return 201, {"id": _write(sent, known)}


def _write(sent: Sent, known: uuid.UUID) -> uuid.UUID:
    at, today = clock.now(), clock.today()
    key = new_id()
    tail = key.hex
    person = Person(id=new_id(), state="verified", name=sent.name, pinyin="wangxiaoming", initials="wxm", sex="female")
    person.birth_on, person.id_kind, person.hukou_county, person.created_at = today, "id_card", sent.hukou_county, at
    person.id_number = person.phone = os.urandom(47)
    person.id_index = person.phone_index = os.urandom(16)
    person.save(force_insert=True)
    # as in the measured run, every second person lives at a door known before
    door = _door(sent).id if key.int % 2 else known
    stay = Stay(id=key, person=person, address_id=door, community_id=sent.community, station_id=_station())
    stay.number, stay.filing, stay.state, stay.former_state = f"B{tail[-20:]}", new_id(), "registered", "declared"
    stay.channel, stay.reason, stay.arrived_on, stay.declared_at = "api", sent.reason, sent.arrived_on, at
    stay.due_on = stay.check_due_on = stay.registered_on = stay.counted_from = stay.confirmed_on = today
    stay.save(force_insert=True)
    IdNumber(index=person.id_index, person_id=person.id).save(force_insert=True)
    receipt = Receipt(
        stay=stay, person_id=person.id, number=f"R{tail[-20:]}", issued_on=today, county=sent.community[:6]
    )
    receipt.code = "A" * 160
    receipt.save(force_insert=True)
    act = Act(
        at=at, what="register", actor_kind="client", subject_kind="stay", subject_id=str(key), person_id=person.id
    )
    act.save(force_insert=True)
    kept = {"id": str(key), "number": stay.number, "receipt": {"number": receipt.number, "code": receipt.code}}
    Idempotency(owner="bare", key=tail, action="register", digest=os.urandom(32), answer=kept, at=at).save(
        force_insert=True
    )
    return key


_doors: dict[str, uuid.UUID] = {}
_stations: list[uuid.UUID] = []
_lock = threading.Lock()


def _door(sent: Sent) -> Address:
    key = new_id()
    door = Address(id=key, community_id=sent.community, form="road", parts=os.urandom(140), line_index=os.urandom(16))
    door.road, door.dwelling, door.door_code, door.created_at = "沂蒙路", sent.dwelling, key.hex[-12:], clock.now()
    door.save(force_insert=True)
    return door


def _known(sent: Sent) -> uuid.UUID:
    with _lock:
        if sent.community not in _doors:
            _doors[sent.community] = _door(sent).id
        return _doors[sent.community]


def _station() -> uuid.UUID:
    if not _stations:
        _stations.append(Jurisdiction.objects.order_by("id").values_list("station_id", flat=True)[0])
    return _stations[0]


def requests(rows: Iterator[bytes]) -> Iterator[bytes]:
    """These are the same requests, sent here."""
    for row in rows:
        yield row.replace(b"POST /api/v1/registrations", b"POST /bare/registrations", 1)


urlpatterns = [path("bare/", service.urls)]


class Alone(WSGIHandler):
    """Django without its middleware, with these addresses."""

    urls = __name__

    def load_middleware(self, is_async: bool = False) -> None:
        self._view_middleware = self._template_response_middleware = self._exception_middleware = []
        self._middleware_chain = self._get_response

    def get_response(self, request: Any) -> Any:
        """Answer with the length, as the load generator wants it."""
        request.urlconf = self.urls
        response = super().get_response(request)
        response.headers["Content-Length"] = str(len(response.content))
        return response


application = Alone()
