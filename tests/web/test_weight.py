"""A resident's first visit transfers at most 150 KB. Source: design.md 8."""

import re

import brotli
import pytest
from django.contrib.staticfiles import finders

pytestmark = pytest.mark.django_db
MOST = 150_000


def weight(path):
    found = finders.find(path)
    assert found is not None, path
    with open(found, "rb") as file:  # noqa: PTH123  finders give strings
        return len(brotli.compress(file.read()))


@pytest.mark.parametrize("path", ["/", "/help/", "/sign-in/"])
def test_a_first_visit_is_light(client, path):
    page = client.get(path).content
    loaded = set(re.findall(rb'(?:href|src)="/static/([^"#]+)', page))
    assert loaded
    assert len(brotli.compress(page)) + sum(weight(one.decode()) for one in loaded) < MOST
    assert not [one for one in loaded if b"tabler" in one]
