"""What Django and django-ninja cost by themselves: the same rows read by bare endpoints, without token, check, act or page."""

import os
from typing import Any

import django
from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler
from django.db import connection
from django.http import HttpRequest
from django.urls import path

FIND = """
SELECT DISTINCT ON (s.person_id) s.*, p.*, d.name AS community_name FROM person p
JOIN stay s ON s.person_id = p.id JOIN division d ON d.code = s.community_id
WHERE p.id_index = {key} AND p.state IN ('provisional', 'verified') ORDER BY s.person_id, s.declared_at DESC, s.id DESC LIMIT 21
"""
QUEUE = """
SELECT s.*, p.*, d.name AS community_name, u.name AS station_name FROM stay s JOIN person p ON p.id = s.person_id
JOIN division d ON d.code = s.community_id JOIN unit u ON u.id = s.station_id
WHERE s.station_id = {key} AND s.state IN ('declared', 'to_verify') ORDER BY s.check_due_on, s.id LIMIT 31
"""
AREA = """
SELECT s.*, p.*, d.name AS community_name FROM stay s JOIN person p ON p.id = s.person_id
JOIN division d ON d.code = s.community_id
WHERE s.community_id = {key} AND s.state = 'registered' AND s.confirmed_on <= {on} ORDER BY s.confirmed_on, s.id LIMIT 31
"""
RECEIPT = """
SELECT r.*, s.*, p.*, d.name AS community_name FROM receipt r JOIN stay s ON s.id = r.stay_id
JOIN person p ON p.id = s.person_id JOIN division d ON d.code = s.community_id WHERE r.number = {key}
"""
FILES = """
SELECT f.*, p.*, d.name AS community_name, u.name AS station_name FROM permit_file f JOIN person p ON p.id = f.person_id
JOIN division d ON d.code = f.community_id JOIN unit u ON u.id = f.station_id
WHERE f.station_id = {key} AND f.state = 'applied' ORDER BY f.check_due_on, f.id LIMIT 31
"""
SUSPENDED = """
SELECT t.*, p.*, d.name AS community_name, u.name AS station_name FROM permit t JOIN person p ON p.id = t.person_id
JOIN division d ON d.code = t.community_id JOIN unit u ON u.id = t.station_id
WHERE t.station_id = {key} AND t.state = 'suspended' ORDER BY t.suspended_on, t.id LIMIT 31
"""
CASES = """
SELECT c.*, p.*, d.name AS community_name, u.name AS unit_name FROM service_case c JOIN person p ON p.id = c.person_id
JOIN division d ON d.code = c.community_id JOIN unit u ON u.id = c.unit_id
WHERE c.unit_id = {key} AND c.state IN ('sent', 'taken', 'proposed', 'objected')
ORDER BY CASE WHEN c.service = 'human_resources/wage_claim' THEN 0 ELSE 1 END, c.limit_on, c.id LIMIT 31
"""

FIGURES = "SELECT f.*, u.name AS unit_name FROM case_figure f JOIN unit u ON u.id = f.unit_id"


def _rows(sql: str, *values: object) -> list[dict[str, Any]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        names = [column.name for column in cursor.description]
        return [{name: _plain(value) for name, value in zip(names, row, strict=True)} for row in cursor.fetchall()]


def _plain(value: object) -> object:
    return bytes(value).hex() if isinstance(value, bytes | memoryview) else value


def _application() -> WSGIHandler:
    import anju.config.settings as ours

    kept = {name: getattr(ours, name) for name in dir(ours) if name.isupper()}
    kept.update(MIDDLEWARE=["django.middleware.common.CommonMiddleware"], ROOT_URLCONF=__name__, INSTALLED_APPS=[])
    settings.configure(**kept)
    django.setup()
    from ninja import NinjaAPI

    api = NinjaAPI(docs_url=None, openapi_url=None)

    @api.get("/find/{key}")
    def find(request: HttpRequest, key: str) -> list[dict[str, Any]]:
        return _rows(FIND.format(key="%s"), bytes.fromhex(key))

    @api.get("/queue/{key}")
    def queue(request: HttpRequest, key: str) -> list[dict[str, Any]]:
        return _rows(QUEUE.format(key="%s"), key)

    @api.get("/files/{key}")
    def files(request: HttpRequest, key: str) -> list[dict[str, Any]]:
        return _rows(FILES.format(key="%s"), key)

    @api.get("/suspended/{key}")
    def suspended(request: HttpRequest, key: str) -> list[dict[str, Any]]:
        return _rows(SUSPENDED.format(key="%s"), key)

    @api.get("/cases/{key}")
    def cases(request: HttpRequest, key: str) -> list[dict[str, Any]]:
        return _rows(CASES.format(key="%s"), key)

    @api.get("/figures")
    def figures(request: HttpRequest) -> list[dict[str, Any]]:
        return _rows(FIGURES)

    @api.get("/area/{key}/{on}")
    def area(request: HttpRequest, key: str, on: str) -> list[dict[str, Any]]:
        return _rows(AREA.format(key="%s", on="%s"), key, on)

    @api.get("/receipt/{key}")
    def receipt(request: HttpRequest, key: str) -> list[dict[str, Any]]:
        return _rows(RECEIPT.format(key="%s"), key)

    urlpatterns.append(path("", api.urls))
    return WSGIHandler()


urlpatterns: list[Any] = []
if os.environ.get("ANJU_BENCH_SERVE") == "bare":
    application = _application()
