import pytest

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
