"""A body's own list: kept by its keeper alone, masked, and taken in whole tables with every row's error (A2, S4)."""

import re

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests import factories

from anju.actions import exempt as acts
from anju.law import authority, exempt
from anju.models import Act, ExemptStay, Person, Post
from anju.vault import seal
from anju.web import clock

pytestmark = pytest.mark.django_db
HEAD = "姓名,证件,证件号码,开始日期\n"


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


def keeper(code: str = "body-1") -> Post:
    return factories.keeper(of=factories.community(), code=code)


def put(post: Post, number: str | None = None, name: str = "王小明") -> ExemptStay:
    raw = {"kind": "hospital", "name": name, "id_number": number or factories.id_number(), "since": "2026-03-01"}
    return acts.add(raw=raw, by=factories.actor(post), at=factories.NOW)


def once(html: str) -> str:
    found = re.search(r'name="once" value="([^"]+)"', html)
    assert found is not None
    return found[1]


def sent(client: Client, table: str, **more: object) -> object:
    """Send a table as the page does."""
    return client.post("/partner/import/", {"kind": "hospital", "table": table, "once": "k" + str(len(table)), **more})


def rows(client: Client, table: str) -> dict[int, str]:
    """Return what stands beside each row that is wrong."""
    answer = client.post("/partner/import/", {"kind": "hospital", "table": table, "once": "k" + str(hash(table))})
    assert answer.status_code == 422
    assert ExemptStay.objects.count() == 0
    assert answer.context["table"] == table
    return {row.number: row.text.zh for row in answer.context["wrong"]}


def test_a_keeper_lists_one_and_sees_them_masked() -> None:
    client, number = enter(keeper()), factories.id_number()
    page = client.get("/partner/new/")
    form = {"kind": "hospital", "name": "王小明", "id_kind": "id_card", "id_number": number, "since": "2026-03-01"}
    key = once(page.content.decode())
    assert client.post("/partner/new/", {**form, "once": key})["Location"] == "/partner/?done=added"
    # a second click is the same entry
    assert client.post("/partner/new/", {**form, "once": key})["Location"] == "/partner/?done=added"
    row = ExemptStay.objects.get()
    assert (row.name, row.kind, row.id_kind, row.since.isoformat(), row.until) == (
        "王小明",
        "hospital",
        "id_card",
        "2026-03-01",
        None,
    )
    assert seal.unseal(data=bytes(row.id_number), column="exempt_stay.id_number", owner=row.id) == number
    shown = client.get("/partner/").content.decode()
    assert "王*明" in shown
    assert number not in shown
    assert "王小明" not in shown
    assert Act.objects.filter(what="list_exempt").count() == 1
    assert Act.objects.filter(what="list", subject_kind="exempt").count() == 1


def test_what_is_wrong_with_one_stands_on_the_page_and_what_was_typed_is_kept() -> None:
    client = enter(keeper())
    wrong = {"kind": "", "name": "", "id_kind": "passport", "id_number": "123", "since": "3000-01-01", "once": "a"}
    answer = client.post("/partner/new/", wrong)
    assert answer.status_code == 422
    assert set(answer.context["errors"]) == {"kind", "name", "id_kind", "id_number", "since"}
    assert "3000-01-01" in answer.content.decode()


def test_nobody_is_listed_twice_by_one_body_and_two_bodies_do_not_know_of_each_other() -> None:
    first, second, number = keeper(), keeper("body-2"), factories.id_number()
    put(first, number)
    form = {"kind": "hotel", "name": "王小明", "id_kind": "id_card", "id_number": number, "since": "2026-03-02"}
    again = enter(first).post("/partner/new/", {**form, "once": "a"})
    assert again.context["errors"]["id_number"].zh == "这个证件号码已经在名单上。"
    assert enter(second).post("/partner/new/", {**form, "once": "b"}).status_code == 302
    assert ExemptStay.objects.count() == 2


def test_an_act_about_a_verified_person_is_theirs_to_see_and_one_about_a_declared_number_nobodys() -> None:
    here = factories.community()
    known, declared = factories.id_number(), factories.id_number()
    stay = factories.registered(at=here, id_number=known)
    factories.filed(at=here, id_number=declared)
    post = factories.keeper(of=here)
    ours = put(post, known)
    put(post, declared)
    enter(post).post("/partner/end/", {"who": [str(ours.id)], "on": clock.today().isoformat(), "once": "a"})
    found = Act.objects.filter(what__in=["list_exempt", "end_exempt"]).order_by("seq")
    assert list(found.values_list("what", "person_id")) == [
        ("list_exempt", stay.person_id),
        ("list_exempt", None),
        ("end_exempt", stay.person_id),
    ]


def test_those_ticked_leave_on_the_day_given_and_a_second_click_changes_nothing() -> None:
    post = keeper()
    first, second, third = put(post), put(post), put(post)
    client, today = enter(post), clock.today().isoformat()
    form = {"who": [str(first.id), str(second.id)], "on": today, "once": "a"}
    assert client.post("/partner/end/", form)["Location"] == "/partner/?done=ended"
    assert client.post("/partner/end/", {**form, "once": "b"})["Location"] == "/partner/?done=ended"
    assert list(ExemptStay.objects.filter(until=None)) == [third]
    assert Act.objects.filter(what="end_exempt").count() == 2


@pytest.mark.parametrize(
    ("on", "who", "field"),
    [("", True, "on"), ("2999-01-01", True, "on"), ("2026-02-01", True, "on"), ("2026-03-05", False, "who")],
)
def test_an_end_on_a_wrong_day_or_of_nobody_is_explained(on: str, who: bool, field: str) -> None:
    post = keeper()
    row = put(post)
    answer = enter(post).post("/partner/end/", {"who": [str(row.id)] if who else [], "on": on, "once": "a"})
    assert answer.status_code == 422
    assert set(answer.context["errors"]) == {field}
    assert ExemptStay.objects.filter(until=None).count() == 1


def test_a_keeper_of_another_body_finds_nothing_of_ours() -> None:
    row = put(keeper(), name="王大力")
    stranger = enter(keeper("body-2"))
    assert stranger.get("/partner/").context["page"].rows == []
    assert stranger.get("/partner/").context["count"] == "0"
    assert stranger.post("/partner/", {"q": "王大力"}).context["page"].rows == []
    ended = stranger.post("/partner/end/", {"who": [str(row.id)], "on": "2026-03-05", "once": "a"})
    assert ended.status_code == 404
    assert ExemptStay.objects.filter(until=None).count() == 1


@pytest.mark.parametrize("role", [role for role in authority.ROLES if role not in {"resident", "system", "keeper"}])
def test_for_every_other_role_there_are_no_such_pages(role: str) -> None:
    station = factories.station(of=factories.community())
    client = enter(factories.post(unit=station, role=role))
    gets = ("/partner/", "/partner/new/", "/partner/import/", "/partner/import/template/")
    assert {client.get(path).status_code for path in gets} == {404}
    posts = ("/partner/", "/partner/new/", "/partner/import/", "/partner/end/", "/partner/import/marked/")
    assert {client.post(path).status_code for path in posts} == {404}


def test_a_keeper_placed_at_an_office_that_is_no_body_keeps_nothing() -> None:
    client = enter(factories.post(unit=factories.station(of=factories.community()), role="keeper"))
    assert client.get("/partner/").status_code == 404
    form = {"kind": "hotel", "name": "王小明", "id_number": factories.id_number(), "since": "2026-03-01", "once": "a"}
    assert client.post("/partner/new/", form).status_code == 404
    assert ExemptStay.objects.count() == 0


def test_somebody_is_found_by_the_beginning_of_a_name_or_the_whole_number() -> None:
    post, number = keeper(), factories.id_number()
    put(post, number, name="王大力")
    put(post, name="李四")
    client = enter(post)
    assert [row.name for row in client.post("/partner/", {"q": "王大"}).context["page"].rows] == ["王*力"]
    assert [row.name for row in client.post("/partner/", {"q": number}).context["page"].rows] == ["王*力"]
    assert client.post("/partner/", {"q": number[:10]}).context["page"].rows == []


def test_the_list_takes_as_many_statements_for_one_row_as_for_three() -> None:
    post = keeper()
    client = enter(post)
    counts = []
    for more in (1, 2):
        for _ in range(more):
            put(post)
        client.get("/partner/")
        with CaptureQueriesContext(
            connection,
        ) as seen:
            client.get("/partner/")
        counts.append(len(seen))
    assert counts[0] == counts[1]


def test_the_list_turns_its_pages_by_key() -> None:
    post = keeper()
    for _ in range(51):
        put(post)
    client = enter(post)
    first = client.get("/partner/").context["page"]
    second = client.get("/partner/", {"after": first.after}).context["page"]
    assert (len(first.rows), len(second.rows), second.after) == (50, 1, "")
    assert client.get("/partner/", {"after": "nonsense"}).status_code == 404


def test_a_table_is_taken_whole_and_sending_it_again_doubles_nobody() -> None:
    client = enter(keeper())
    table = HEAD + "".join(f"王小明,居民身份证,{factories.id_number()},2026-03-0{day}\n" for day in (1, 2, 3))
    answer = sent(client, table)
    assert answer["Location"] == "/partner/?done=imported&added=3&known=0"  # type: ignore[index]
    again = sent(client, table, once="another")
    assert again["Location"] == "/partner/?done=imported&added=0&known=3"  # type: ignore[index]
    assert ExemptStay.objects.count() == 3
    assert Act.objects.filter(what="import_exempt").count() == 3
    assert "新列入3人" in client.get("/partner/?done=imported&added=3&known=0").content.decode()


def test_every_row_that_is_wrong_is_told_beside_the_row_and_none_is_taken() -> None:
    number, other = factories.id_number(), factories.id_number()
    bad = other[:-1] + ("1" if other[-1] != "1" else "2")
    table = HEAD + (
        f"王小明,居民身份证,{number},2026-03-01\n"
        f"李四,,{bad},2026-03-01\n"
        f"张三,居民身份证,{other},2999-01-01\n"
        f"\n"
        f"赵六,护照,{number},昨天\n"
        f"王小明,户口簿,{number},2026-03-01\n"
        f"=1+1,居民身份证,{factories.id_number()},2026-03-01\n"
    )
    found = rows(enter(keeper()), table)
    assert sorted(found) == [3, 4, 6, 7, 8]
    assert "校验码" in found[3]
    assert "今天以后" in found[4]
    assert "证件只能是" in found[6]
    assert "日期请写成" in found[6]
    assert found[7] == "和第2行是同一个证件号码。"
    assert "不能使用的符号" in found[8]


@pytest.mark.parametrize(
    ("table", "words"),
    [
        ("", "没有内容"),
        ("\n\n  \n", "没有内容"),
        (HEAD, "只有表头"),
        ("甲,乙\n1,2\n", "第一行要写表头，缺少：姓名、证件号码、开始日期"),
        (HEAD + '王小明,"居民', "表格读不出来"),
        (HEAD + "王小明,居民身份证,1,2026-03-01\n" * 501, "一次最多500人，这里有501人"),
        ("x" * 1_000_001, "文件太大"),
    ],
)
def test_what_is_no_table_is_refused_as_a_whole(table: str, words: str) -> None:
    answer = enter(keeper()).post("/partner/import/", {"kind": "hotel", "table": table, "once": "a"})
    assert answer.status_code == 422
    assert words in " ".join(text.zh for text in answer.context["errors"].values())
    assert ExemptStay.objects.count() == 0


def test_the_case_is_chosen_once_and_told_once() -> None:
    table = HEAD + f"王小明,,{factories.id_number()},2026-03-01\n" * 2
    answer = enter(keeper()).post("/partner/import/", {"kind": "prison", "table": table, "once": "a"})
    assert answer.context["errors"]["kind"].zh == "请选择是哪一种情况。"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_a_file_is_read_in_any_usual_encoding_and_a_tab_or_an_english_head_will_do(encoding: str) -> None:
    client = enter(keeper())
    table = f"Name\tID number\tFrom\tRemarks\n欧阳娜娜\t{factories.id_number()}\t2026年3月1日\t发烧\n"
    upload = SimpleUploadedFile("名单.csv", table.encode(encoding), content_type="text/csv")
    answer = client.post("/partner/import/", {"kind": "hospital", "file": upload, "table": "", "once": "a"})
    assert answer.status_code == 302
    row = ExemptStay.objects.get()
    assert (row.name, row.since.isoformat()) == ("欧阳娜娜", "2026-03-01")


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "没有内容"),
        (b"PK\x03\x04rest", "Excel工作簿"),
        (b"\x89PNG\r\n\x1a\n\0\0", "不是文字表格"),
        (b"\xff\xfe\x00", "不是文字表格"),
        (b"x" * 1_000_001, "文件太大"),
    ],
)
def test_a_file_that_is_no_table_is_explained(data: bytes, words: str) -> None:
    upload = SimpleUploadedFile("a.csv", data, content_type="text/csv")
    answer = enter(keeper()).post("/partner/import/", {"kind": "hospital", "file": upload, "once": "a"})
    assert answer.status_code == 422
    assert words in " ".join(text.zh for text in answer.context["errors"].values())


def test_an_uploaded_file_with_errors_comes_back_in_the_box_to_be_corrected() -> None:
    upload = SimpleUploadedFile("a.csv", (HEAD + "王小明,,1,2026-03-01\n").encode("gb18030"))
    answer = enter(keeper()).post("/partner/import/", {"kind": "hospital", "file": upload, "once": "a"})
    assert answer.context["table"] == HEAD + "王小明,,1,2026-03-01\n"


def test_the_template_and_the_marked_table_hold_nothing_a_spreadsheet_would_run() -> None:
    client = enter(keeper())
    template = client.get("/partner/import/template/").content.decode("utf-8-sig")
    assert template.splitlines()[0] + "\n" == HEAD
    assert exempt.table(template)[0].raw["name"] == "王小明"
    table = HEAD + '"=HYPERLINK(""x"")",居民身份证,+1,@2026-03-01\n'
    marked = client.post("/partner/import/marked/", {"kind": "hospital", "table": table}).content.decode("utf-8-sig")
    head, row = marked.splitlines()
    assert head == "姓名,证件,证件号码,开始日期,要改的地方"
    assert row.startswith('"\'=HYPERLINK(""x"")",居民身份证,\'+1,\'@2026-03-01,')
    assert client.post("/partner/import/marked/", {"kind": "hospital", "table": ""}).status_code == 422
    assert ExemptStay.objects.count() == 0


def test_no_number_of_a_list_stands_in_an_act() -> None:
    post, number = keeper(), factories.id_number()
    put(post, number)
    assert number not in " ".join(str(act.detail) + act.subject_id for act in Act.objects.all())
    assert Person.objects.count() == 0
