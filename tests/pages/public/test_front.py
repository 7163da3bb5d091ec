import pytest
from tests import factories

from anju import catalogue

pytestmark = pytest.mark.django_db


def test_the_front_page_opens_for_everyone(client):
    answer = client.get("/")
    assert answer.status_code == 200
    assert "登记我的住处" in answer.content.decode()


def test_the_language_is_kept(client):
    answer = client.post("/language/", {"language": "en", "next": "/"})
    assert answer.url == "/"
    assert 'lang="en"' in client.get("/").content.decode()


def test_no_way_leads_to_another_site(client):
    for wanted in ("https://evil.example/", "//evil.example/", "javascript:alert(1)", "/\\evil.example"):
        assert client.post("/language/", {"language": "en", "next": wanted}).url == "/"


def test_large_type_is_kept_and_switched_off_again(client):
    client.post("/large-type/", {"large": "1", "next": "/"})
    assert 'class="large"' in client.get("/").content.decode()
    client.post("/large-type/", {"large": "0", "next": "/"})
    assert 'class="large"' not in client.get("/").content.decode()


def test_what_is_not_there_says_what_to_do(client):
    answer = client.get("/nowhere/")
    assert answer.status_code == 404
    assert "没有这个页面" in answer.content.decode()


def test_health_is_told_to_whoever_asks(client):
    assert client.get("/healthz").json() == {"status": "ok"}


@pytest.mark.parametrize(
    "path", ["/help/", "/help/where/", "/help/other-papers/", "/law/", "/privacy/", "/accessibility/"]
)
@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_the_pages_for_everyone_open_in_both_languages(client, path, language):
    client.cookies["anju_language"] = language
    assert client.get(path).status_code == 200


def test_every_rule_is_listed_with_its_source(client):
    shown = client.get("/law/").content.decode()
    for rule in catalogue.current().rules.values():
        assert f"{rule.id} · " in shown


def test_the_offices_of_a_community_are_found(client):
    place = factories.community()
    station = factories.station(of=place)
    found = client.get("/help/where/", {"q": "红星001"})
    assert [one.code for one in found.context["found"]] == [place.code]
    assert station.name in client.get("/help/where/", {"community": place.code}).content.decode()


def test_an_unknown_community_is_not_there(client):
    assert client.get("/help/where/", {"community": "999"}).status_code == 404


def test_no_page_for_everyone_sets_a_session(client):
    for path in ("/", "/help/", "/law/"):
        client.get(path)
    assert "anju_session" not in client.cookies
