import pytest
from django.test import Client
from tests import factories

pytestmark = pytest.mark.django_db


def test_an_old_page_keeps_what_was_typed_but_no_password():
    client = Client(enforce_csrf_checks=True)
    answer = client.post("/staff/sign-in/?next=/staff/", {"login": "李四<b>", "password": "secret words"})
    shown = answer.content.decode()
    assert answer.status_code == 403
    assert 'action="/staff/sign-in/?next=/staff/"' in shown
    assert 'value="李四&lt;b&gt;"' in shown
    assert "secret words" not in shown


def test_a_form_of_another_site_does_nothing():
    client = Client(enforce_csrf_checks=True)
    client.get("/")
    token = client.cookies["csrftoken"].value
    answer = client.post(
        "/language/", {"language": "en", "csrfmiddlewaretoken": token}, headers={"origin": "https://evil.example"}
    )
    assert answer.status_code == 403
    assert "anju_language" not in client.cookies


def test_a_refusal_nobody_caught_is_told_in_words(client):
    post = factories.post(
        unit=factories.unit(code="ga-3713", kind="office", department="police", level="city"), role="security_admin"
    )
    client.post("/staff/sign-in/", {"login": post.staff.username, "password": "correct horse battery"})
    answer = client.get("/staff/people/?show=nonsense")
    assert answer.status_code == 422
    assert "没有这个筛选条件。" in answer.content.decode()


def test_a_fault_gives_a_number_to_quote(client, monkeypatch):
    client.raise_request_exception = False
    monkeypatch.setattr("anju.queries.health.database_answers", lambda: 1 / 0)
    answer = client.get("/healthz")
    assert answer.status_code == 500
    assert answer.headers["X-Request-Id"] in answer.content.decode()


def test_pages_are_kept_by_nobody_and_framed_by_nobody(client):
    headers = client.get("/").headers
    assert headers["Cache-Control"] == "no-store"
    assert headers["X-Frame-Options"] == "DENY"
    policy = headers["Content-Security-Policy"]
    assert "default-src 'self'" in policy
    assert "unsafe-inline" not in policy


def test_another_sites_form_is_not_offered_to_be_sent_again(db):
    """A page elsewhere must not get its words sent by one click on ours."""
    strict = Client(enforce_csrf_checks=True)
    typed = {"text": "words of another site"}
    ours = strict.post("/complaints/", typed, headers={"Origin": "http://testserver"})
    theirs = strict.post("/complaints/", typed, headers={"Origin": "https://elsewhere.example"})
    assert (ours.status_code, theirs.status_code) == (403, 403)
    assert "words of another site" in ours.content.decode()
    assert "words of another site" not in theirs.content.decode()
    assert 'action="/complaints/"' not in theirs.content.decode()
