"""The same form from two hands at one moment, and pages that outlived their session: one file, nothing typed lost."""

import threading
from collections.abc import Callable

from tests.faults.running import HIDDEN, Answer, Service


def together(first: Callable[[], Answer], second: Callable[[], Answer]) -> list[Answer]:
    """Do both at one moment."""
    start, found = threading.Barrier(2), []

    def run(click: Callable[[], Answer]) -> None:
        start.wait(timeout=20)
        found.append(click())

    threads = [threading.Thread(target=run, args=(click,)) for click in (first, second)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    return found


def grown(service: Service, before: dict[str, int]) -> dict[str, int]:
    return {name: number - before[name] for name, number in service.count().items() if number != before[name]}


def test_an_officers_double_click_makes_one_registration(service: Service) -> None:
    form, before = service.next("forms"), service.count()

    def click() -> Answer:
        return service.form("/counter/new/", form, session=service.made["registrar"])

    one, two = together(click, click)
    assert (one.status, two.status) == (302, 302), (one.text[:500], two.text[:500])
    assert one.headers["location"] == two.headers["location"]
    assert grown(service, before) == {"stay": 1, "person": 1, "receipt": 1, "idempotency": 1, "act": 1}


def test_two_devices_that_send_one_draft_get_one_file(service: Service) -> None:
    first, second = service.next("residents")
    hidden, before = service.hidden("/declare/check/", session=first), service.count()
    one, two = together(
        lambda: service.form("/declare/check/", hidden, session=first),
        lambda: service.form("/declare/check/", hidden, session=second),
    )
    assert (one.status, two.status) == (302, 302), (one.text[:500], two.text[:500])
    assert one.headers["location"].split("?")[0] == two.headers["location"].split("?")[0]
    assert grown(service, before) == {"stay": 1, "person": 1, "idempotency": 1, "act": 1}


def test_a_form_with_a_foreign_token_is_kept_escaped_and_counts_when_it_is_sent_again(service: Service) -> None:
    form, before = {**service.next("forms"), "workplace": '"><script>厂'}, service.count()
    officer = service.made["registrar"]
    stale = service.form("/counter/new/", {**form, "csrfmiddlewaretoken": "f" * 32}, session=officer)
    assert (stale.status, grown(service, before)) == (403, {})
    assert 'name="workplace" value="&quot;&gt;&lt;script&gt;厂"' in stale.text
    kept = dict(HIDDEN.findall(stale.text))
    assert {name: kept.get(name) for name in form if name != "workplace"} == {
        name: value for name, value in form.items() if name != "workplace"
    }
    assert service.form("/counter/new/", form, session=officer).status == 302
    assert grown(service, before)["stay"] == 1


def test_a_form_of_another_site_does_nothing(service: Service) -> None:
    form, before = service.next("forms"), service.count()
    answer = service.form("/counter/new/", form, session=service.made["registrar"], Origin="https://evil.example")
    assert (answer.status, grown(service, before)) == (403, {})


def test_a_code_sent_twice_at_one_moment_signs_in_once(service: Service) -> None:
    phone = "13711112222"
    sent = service.form("/sign-in/", {"phone": phone}, session="")
    session = sent.headers["set-cookie"].split("anju_session=")[1].split(";")[0]
    page = service.ask("GET", "/sign-in/code/", session=session)
    code = page.text.split('<strong class="mono">')[1][:6]

    def click() -> Answer:
        return service.form("/sign-in/code/", {"code": code}, session=session)

    before = service.sql("SELECT count(*) FROM act WHERE what = 'sign_in'")[0][0]
    answers = together(click, click)
    assert min(answer.status for answer in answers) == 302
    assert service.sql("SELECT count(*) FROM act WHERE what = 'sign_in'")[0][0] == before + 1
    assert service.form("/sign-in/code/", {"code": code}, session=session).headers["location"].startswith("/sign-in/")


def test_what_an_officer_typed_when_the_session_had_run_out_is_not_lost(service: Service) -> None:
    form, before = service.next("forms"), service.count()
    away = service.form("/counter/new/", {**form, "workplace": '"><b>厂'}, session="")
    assert (away.status, grown(service, before)) == (403, {})
    assert 'href="/staff/sign-in/' in away.text
    assert 'name="workplace" value="&quot;&gt;&lt;b&gt;厂"' in away.text
    kept = dict(HIDDEN.findall(away.text))
    assert kept["id_number"] == form["id_number"]
    # the same answers, sent again from the page once signed in
    assert service.form("/counter/new/", form, session=service.made["registrar"]).status == 302
    assert grown(service, before)["stay"] == 1
