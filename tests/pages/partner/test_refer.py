"""Any department points people to registration: one message a phone a week, nothing else kept, nothing learnt (S7, A1)."""

import datetime

import pytest
from django.core.cache import cache
from django.test import Client
from tests import factories

from anju.actions import referral as acts
from anju.actions import sending
from anju.law import authority
from anju.law.refusal import Refusal
from anju.models import Act, Division, Message, Post, Resident
from anju.web import clock

pytestmark = pytest.mark.django_db
ROLES = ("officer", "overseer", "clerk", "coordinator")
WALLS = (*ROLES, "registrar", "chief", "county_police")


@pytest.fixture(autouse=True)
def fresh_limits() -> None:
    cache.clear()


def enter(post: Post) -> Client:
    """Return a browser in which a post's holder is signed in."""
    client = Client()
    client.force_login(post.staff)
    session = client.session
    session["post_id"] = str(post.id)
    session["second_factor"] = "totp"
    session.save()
    return client


def officer(role: str = "officer", of: Division | None = None) -> Post:
    unit = factories.unit(
        code="rs-371302",
        kind="office",
        department="human_resources",
        level="county",
        covers=of or factories.community(),
    )
    return factories.post(unit=unit, role=role)


def send(post: Post, phone: str, *, at: datetime.datetime = factories.NOW, language: str = "zh-hans") -> None:
    acts.refer(phone=phone, language=language, community="", by=factories.actor(post), at=at)


@pytest.mark.parametrize("role", [role for role in authority.ROLES if role not in {"resident", "system"}])
def test_the_pages_are_there_for_their_roles_only(role: str) -> None:
    client = enter(officer(role))
    assert client.get("/partner/refer/").status_code == (200 if role in ROLES else 404)
    assert client.post("/partner/refer/").status_code == (422 if role in ROLES else 404)
    assert client.get("/partner/poster/").status_code == (200 if role in WALLS else 404)
    assert Message.objects.count() == 0


def test_an_officer_refers_a_phone_and_the_page_counts_it_for_the_own_unit() -> None:
    post = officer()
    client = enter(post)
    form = {"phone": "138 1234 5678", "language": "zh-hans", "community": "", "once": "a"}
    assert client.post("/partner/refer/", form)["Location"] == "/partner/refer/?done=1"
    assert client.post("/partner/refer/", form)["Location"] == "/partner/refer/?done=1"
    act = Act.objects.get(what="refer")
    assert (act.subject_kind, act.subject_id, act.person_id, act.detail) == ("unit", str(post.unit_id), None, {})
    assert client.get("/partner/refer/").context["count"] == "1"
    other = factories.post(
        unit=factories.unit(code="js-371302", kind="office", department="housing", level="county"), role="officer"
    )
    assert enter(other).get("/partner/refer/").context["count"] == "0"


def test_nothing_of_the_phone_is_kept_but_sealed_in_the_message_until_it_is_sent() -> None:
    send(officer(), "13812345678")
    row = Message.objects.get()
    assert (row.kind, row.resident_id, row.person_id, row.link) == ("referred", None, None, "/declare/")
    assert Resident.objects.count() == 0
    assert "13812345678" not in str([list(Message.objects.values()), list(Act.objects.values())])


def test_the_message_comes_in_the_language_chosen_and_leads_to_the_form() -> None:
    post = officer()
    send(post, "13812345678")
    send(post, "13812345679", language="en")
    send(post, "13812345670")
    found = {out.to: out.text for out in sending.claim(at=factories.NOW)}
    assert found["13812345678"].startswith("搬来临沂居住的，请办居住登记")
    assert found["13812345679"].startswith("If you have moved to Linyi, please register")
    assert {text.rsplit(" ", 1)[1].split("//")[1].split("/", 1)[1] for text in found.values()} == {"declare/"}
    # a limit a person a day counts people: three strangers are three
    assert len(found) == 3


def test_by_night_it_waits_for_the_morning() -> None:
    night = datetime.datetime(2026, 3, 4, 22, 0, tzinfo=datetime.timezone(datetime.timedelta(hours=8)))
    send(officer(), "13812345678", at=night)
    assert Message.objects.get().due_at == night.replace(day=5, hour=8)


def test_a_phone_gets_one_message_in_seven_days_whoever_refers_it_and_the_answer_is_the_same() -> None:
    first, second = officer(), officer("overseer")
    send(first, "13812345678")
    send(second, "+86 138-1234-5678", at=factories.later(days=6))
    assert Message.objects.count() == 1
    assert Act.objects.filter(what="refer").count() == 2
    send(second, "13812345678", at=factories.later(days=7, minutes=1))
    assert Message.objects.count() == 2


def test_an_officer_has_a_limit_a_day_and_the_next_day_begins_anew() -> None:
    post = officer()
    for number in range(acts.MOST_A_DAY):
        send(post, f"139{number:08d}")
    with pytest.raises(Refusal) as refused:
        send(post, "13812345678")
    assert refused.value.code == "too_many_referrals"
    send(officer("clerk"), "13812345678")
    send(post, "13812345679", at=factories.later(days=1))


@pytest.mark.parametrize(
    ("changes", "field"),
    [({"phone": "12345"}, "phone"), ({"language": "fr"}, "language"), ({"community": "没有这个"}, "community")],
)
def test_what_is_wrong_is_said_and_what_was_typed_is_kept(changes: dict[str, str], field: str) -> None:
    form = {"phone": "13812345678", "language": "en", "community": "", "once": "a", **changes}
    answer = enter(officer()).post("/partner/refer/", form)
    assert answer.status_code == 422
    assert set(answer.context["errors"]) == {field}
    assert form["phone"] in answer.content.decode()
    assert Message.objects.count() == 0


def test_a_community_is_chosen_where_a_name_fits_several() -> None:
    one, two = factories.community(), factories.community(street="002")
    client = enter(officer(of=one))
    form = {"phone": "13812345678", "language": "zh-hans", "community": "红星001", "once": "a"}
    answer = client.post("/partner/refer/", form)
    assert set(answer.context["errors"]) == {"code"}
    assert {value for value, _ in answer.context["fields"][-1].options} == {one.code, two.code}
    assert client.post("/partner/refer/", {**form, "code": two.code, "once": "b"}).status_code == 302
    assert Act.objects.get(what="refer").detail == {"community": two.code}


def test_the_poster_opens_the_form_and_names_the_office_in_both_languages() -> None:
    text = enter(officer()).get("/partner/poster/").content.decode()
    assert "搬来临沂？扫码登记" in text
    assert "Moved to Linyi? Scan and register" in text
    assert "/declare/" in text
    assert "<svg" in text
    assert "单位rs-371302" in text


def test_the_month_begins_on_its_first_day() -> None:
    post = officer()
    send(post, "13812345678", at=clock.now() - datetime.timedelta(days=32))
    assert enter(post).get("/partner/refer/").context["count"] == "0"
