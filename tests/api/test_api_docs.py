"""The page that describes the interface."""

import io
import re

import pytest
from django.test import Client

from anju.api import docs, problems
from anju.config.wsgi import application


@pytest.mark.django_db
def test_the_page_shows_every_operation_in_both_languages_and_loads_nothing_from_elsewhere() -> None:
    chinese = Client().get("/api/v1/docs").content.decode()
    english = Client().get("/api/v1/docs", headers={"Accept-Language": "en"}).content.decode()
    assert "接口说明" in chinese
    assert "The interface for machines" in english
    for page in (chinese, english):
        assert page.count("<h3><code>") == len(
            docs._operations(docs.service.get_openapi_schema(path_prefix="/api/v1/"))
        )
        assert not re.findall(r'(?:src|href)="(?:https?:)?//', page)
        assert "<script" not in page


@pytest.mark.django_db
def test_every_link_of_a_problem_leads_to_its_place_on_the_page() -> None:
    page = Client().get("/api/v1/docs").content.decode()
    for status in problems.TITLES:
        assert f'id="problem-{status}"' in page
    for name in re.findall(r'href="#(\w+)"', page):
        assert f'id="{name}"' in page


@pytest.mark.django_db
def test_the_short_way_for_machines_answers_with_its_headers() -> None:
    found: dict[str, str] = {}

    def start(status: str, headers: list[tuple[str, str]], *rest: object) -> None:
        found.update({"status": status, **dict(headers)})

    environ = {
        "REQUEST_METHOD": "GET",
        "PATH_INFO": "/api/v1/files",
        "SERVER_NAME": "localhost",
        "SERVER_PORT": "80",
        "wsgi.url_scheme": "http",
        "wsgi.input": io.BytesIO(),
    }
    body = b"".join(application(environ, start))
    assert found["status"].startswith("401")
    assert found["Content-Type"] == "application/problem+json"
    assert (found["Cache-Control"], found["X-Content-Type-Options"]) == ("no-store", "nosniff")
    assert found["Content-Length"] == str(len(body))
    assert found["X-Request-Id"] in body.decode()
    assert "Set-Cookie" not in found
