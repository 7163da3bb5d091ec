import pytest
from django.core import signing
from django.test import RequestFactory
from tests import factories

from anju.law.absent import Absent
from anju.law.refusal import Refusal, Refusals
from anju.law.wording import Text
from anju.web import access, once, paging, preferences, problems


def posted(**fields):
    request = RequestFactory().post("/x/", fields)
    request.session = {access.RESIDENT: str(factories.resident().id)}
    request.user = type("Nobody", (), {"is_authenticated": False, "pk": None})()
    request.visitor = access.Visitor(request)
    return request


@pytest.mark.django_db
def test_a_form_sent_twice_counts_once():
    done = []
    request = posted(once="k1")

    def do():
        done.append(1)
        return {"n": len(done)}

    first = once.post(request, action="try", content={"a": 1}, do=do)
    second = once.post(request, action="try", content={"a": 1}, do=do)
    assert (first, second, done) == (({"n": 1}, False), ({"n": 1}, True), [1])


@pytest.mark.django_db
@pytest.mark.parametrize("key", ["", "x" * 65])
def test_without_a_key_nothing_is_done(key):
    with pytest.raises(Refusal) as told:
        once.post(posted(once=key), action="try", content={}, do=lambda: pytest.fail("done all the same"))
    assert told.value.code == "key_missing"


def test_everything_wrong_is_sorted_by_field():
    a, b, c = (
        Refusal(code, Text(zh=code, en=code), field=field) for code, field in (("一", "x"), ("二", "x"), ("三", None))
    )
    found = problems.of(Refusals([a, b, c]))
    assert {path: text.zh for path, text in found.items()} == {"x": "一二", "": "三"}


def test_a_cursor_comes_back_and_a_broken_one_does_not():
    assert paging.decode(paging.encode([1, "乙"])) == ("1", "乙")
    assert paging.decode("") is None
    for broken in ("x", paging.encode([1]) + "x", signing.dumps(["1"], salt="other")):
        with pytest.raises(Absent):
            paging.decode(broken)


def test_a_page_knows_whether_there_is_more():
    first = paging.page(rows=[1, 2, 3], size=2, cursor="", key=lambda row: (row,))
    assert (list(first.rows), first.first, paging.decode(first.after)) == ([1, 2], True, ("2",))
    last = paging.page(rows=[3], size=2, cursor=first.after, key=lambda row: (row,))
    assert (list(last.rows), last.first, last.after) == ([3], False, "")


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ("/my/", "/my/"),
        ("/my/?a=1", "/my/?a=1"),
        ("//evil", "/x/"),
        ("https://evil", "/x/"),
        ("", "/x/"),
        ("my/", "/x/"),
    ],
)
def test_onward_is_one_of_our_pages(wanted, found):
    assert preferences.onward(RequestFactory().get("/", {"next": wanted}), otherwise="/x/") == found
