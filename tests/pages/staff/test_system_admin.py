import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.template.loader import render_to_string
from django.utils import translation
from tests import factories
from tests.telling import person, told

from anju.actions.calendar import loading
from anju.models import CalendarYear, Message, PolicyOverride
from anju.web import clock

pytestmark = pytest.mark.django_db


def year_text():
    year = clock.today().year + 1
    return (
        year,
        f"{year}-01-01,放假\n{year}-05-01,放假\n{year}-05-03,放假\n{year}-10-01,放假\n{year}-10-02,放假\n{year}-10-03,放假",
    )


def test_a_year_is_previewed_then_loaded(enter, holder):
    client = enter(holder("system_admin"))
    year, text = year_text()
    seen = client.post("/staff/calendars/", {"text": text, "source": "国务院办公厅通知"})
    assert seen.status_code == 200, seen.context["errors"]
    assert seen.context["effect"].table.year == year
    assert not CalendarYear.objects.exists()
    done = client.post("/staff/calendars/", {"text": text, "source": "国务院办公厅通知", "load": "1"})
    assert done.url == f"/staff/calendars/?loaded={year}&moved=0"
    assert CalendarYear.objects.get().year == year
    assert "已载入" in client.get(done.url).content.decode()


def test_a_year_is_read_from_a_file(enter, holder):
    client = enter(holder("system_admin"))
    year, text = year_text()
    file = SimpleUploadedFile("year.csv", b"\xef\xbb\xbf" + text.encode())
    seen = client.post("/staff/calendars/", {"file": file, "source": "通知"})
    assert seen.context["effect"].table.year == year


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_every_kind_of_limit_that_a_year_moves_is_called_by_a_name_of_its_own(language):
    with translation.override(language):
        named = {kind: render_to_string("staff/_limit.html", {"one": {"kind": kind}}) for kind in loading.FIELDS}
    objections = {named.pop(kind) for kind in ("objection", "permit_objection")}
    assert objections.isdisjoint(named.values())
    assert (len(objections), len(set(named.values()))) == (1, len(named))


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"text": "", "source": "x"}, "text"),
        ({"text": "2027-02-30,off", "source": "x"}, "holidays"),
        ({"text": "nonsense = [", "source": "x"}, "text"),
    ],
)
def test_what_is_wrong_with_a_table_is_told_and_the_text_kept(enter, holder, fields, field):
    answer = enter(holder("system_admin")).post("/staff/calendars/", fields)
    assert answer.status_code == 200
    assert field in answer.context["errors"]
    assert fields["text"] in answer.content.decode()
    assert not CalendarYear.objects.exists()


def test_a_file_that_is_no_text_is_refused(enter, holder):
    file = SimpleUploadedFile("year.xls", b"\xd0\xcf\x11\xe0\xff\xfe")
    answer = enter(holder("system_admin")).post("/staff/calendars/", {"file": file, "source": "x"})
    assert set(answer.context["errors"]) == {"file"}


def test_policy_values_are_found_and_set(enter, holder):
    factories.community()
    client = enter(holder("system_admin"))
    listed = client.get("/staff/policy/?q=D9")
    assert [row.setting.key for row in listed.context["rows"]] == ["correction_calendar_days"]
    path = "/staff/policy/correction_calendar_days/"
    assert client.get(path).status_code == 200
    wanted = {"place": "371302000000", "value": "10", "effective_from": clock.today().isoformat(), "basis": "临政发1号"}
    assert client.post(path, wanted).url == path + "?saved=1"
    assert PolicyOverride.objects.get().value == 10
    again = client.post(path, {**wanted, "value": "ten"})
    assert set(again.context["errors"]) == {"value"}
    assert 'value="临政发1号"' in again.content.decode()


def test_an_unknown_value_is_not_there(enter, holder):
    assert enter(holder("system_admin")).get("/staff/policy/nope/").status_code == 404


def test_undelivered_messages_are_listed_without_receiver_or_words_and_sent_again(enter, holder):
    client = enter(holder("system_admin"))
    about = person(phone="13912345678")
    made = told(about, at=clock.now())
    Message.objects.filter(id=made.id).update(sms="failed", sms_tries=5, phone=None, error="no_connection")
    page = client.get("/staff/messages/").content.decode()
    assert "连不上短信网关" in page
    assert [word for word in (about.name, "DJ1", "13912345678", "678") if word in page] == []
    lot = {"kind": "ended", "channel": "sms", "state": "failed", "error": "no_connection"}
    done = client.post("/staff/messages/", lot)
    assert done.url == "/staff/messages/?again=1&left=0"
    after = client.get(done.url).content.decode()
    assert "1 条重新排队发送" in after
    assert "都送到了" in after
    wrong = client.post("/staff/messages/", {**lot, "state": "everything"})
    assert (wrong.status_code, set(wrong.context["errors"])) == (422, {"kind"})
