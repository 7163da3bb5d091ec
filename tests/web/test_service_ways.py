"""Pages of services: each belongs to a service of the catalogue, opens for a resident, and stands where the service does."""

import pytest
from django.test import Client
from tests import factories

from anju import catalogue
from anju.web import access, service_ways

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("service", list(service_ways.BESIDE))
def test_a_services_own_page_opens_and_the_guide_leads_to_it(service: str) -> None:
    assert service in catalogue.current().services
    client = Client()
    who = factories.resident()
    factories.registered(at=factories.community(), who=who)
    session = client.session
    session[access.RESIDENT] = str(who.id)
    session.save()
    way = service_ways.BESIDE[service]
    assert client.get(way.path, follow=True).status_code == 200
    assert f'href="{way.path}">{way.text.zh}</a>' in client.get(f"/services/{service}/").content.decode()
