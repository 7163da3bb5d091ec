"""A list page's table: headings in the reader's language, cells escaped, and rows that belong to one visitor only."""

import re

import pytest
from django.test import Client
from django.utils import translation
from django.utils.html import format_html
from tests import factories

from anju.actions import hold
from anju.law.wording import Text
from anju.models import Division, Staff, Stay, Unit
from anju.web.table import Column, Table, table

TABLE = Table(
    caption=Text(zh='名单"', en="A list"),
    columns=(Column(Text(zh="姓名<b>", en='Name "x"')), Column(Text(zh="编号", en="Number"), kind="mono")),
    kind="queue",
)


def test_cells_are_escaped_unless_they_are_safe():
    shown = table(TABLE, [("<script>alert(1)</script>", format_html("<b>{}</b>", "<")), ("{0} %s {{ x }}", 7)])
    assert "<script>" not in shown
    assert '&lt;script&gt;alert(1)&lt;/script&gt;</td><td data-label="编号" class="mono"><b>&lt;</b></td></tr>' in shown
    assert '{0} %s {{ x }}</td><td data-label="编号" class="mono">7</td></tr>' in shown


def test_headings_are_labels_of_the_cells_and_escaped_in_both_languages():
    chinese = table(TABLE, [("一", "二")])
    with translation.override("en"):
        english = table(TABLE, [("一", "二")])
    assert '<th scope="col">姓名&lt;b&gt;</th>' in chinese
    assert '<td data-label="姓名&lt;b&gt;">一</td>' in chinese
    assert '<th scope="col">Name &quot;x&quot;</th>' in english
    assert '<td data-label="Name &quot;x&quot;">一</td>' in english
    assert (">名单&quot;</caption>" in chinese, ">A list</caption>" in english) == (True, True)
    assert table(TABLE, [("一", "二")]) == chinese


def test_a_row_that_lacks_a_cell_is_a_fault():
    with pytest.raises(ValueError, match="shorter"):
        table(TABLE, [("一",)])


def entered(post, language: str = "zh-hans") -> Client:
    browser = Client()
    browser.force_login(post.staff)
    browser.cookies["anju_language"] = language
    return browser


def shown(browser: Client) -> str:
    """Return the queue without its tokens."""
    text = browser.get("/counter/").content.decode()
    return re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", text)


@pytest.mark.django_db
def test_two_posts_and_two_languages_in_turn_each_see_their_own_page():
    here, there = factories.community(), factories.community(street="002")
    one, two = (factories.filed(at=place).main for place in (here, there))
    first = factories.post(unit=factories.station(of=here), holder=factories.staff(name="张警官"))
    second = factories.post(unit=factories.station(of=there), role="chief", holder=factories.staff(name="李所长"))
    browsers = [entered(first), entered(second), entered(first, "en"), entered(second, "en")]
    before, after = ([shown(browser) for browser in browsers] for _ in range(2))
    assert before == after
    marks = (one.number, two.number, "张警官", "李所长", 'lang="zh-CN"', 'lang="en"', "/staff/places/wardens/")
    found = [[mark in page.partition("<main")[0] + page.partition("<main")[2] for mark in marks] for page in before]
    assert found == [
        [True, False, True, False, True, True, False],
        [False, True, False, True, True, True, True],
        [True, False, True, False, True, True, False],
        [False, True, False, True, True, True, True],
    ]
    assert [re.search(r'<html lang="([\w-]+)"', page)[1] for page in before] == ["zh-CN", "zh-CN", "en", "en"]


@pytest.mark.django_db
def test_a_new_name_shows_at_the_very_next_page():
    here = factories.community()
    post = factories.registrar(of=here)
    browser = entered(post)
    factories.filed(at=here)
    assert "新名字" not in shown(browser)
    Staff.objects.filter(pk=post.staff_id).update(name="新名字")
    Unit.objects.filter(pk=post.unit_id).update(name="新的派出所")
    Division.objects.filter(pk=here.pk).update(name="新的村民委员会")
    text = shown(browser)
    assert ["新名字" in text, "新的派出所" in text, "新的村" in text] == [True, True, True]


@pytest.mark.django_db
def test_what_people_and_staff_are_called_never_becomes_markup():
    here = factories.community()
    stay = factories.filed(at=here).main
    officer = factories.post(unit=factories.station(of=here), holder=factories.staff(name="<b>张"))
    hold.take(stay_id=stay.id, by=factories.actor(officer), at=factories.NOW)
    Stay.objects.filter(pk=stay.pk).update(number="<i>1")
    Division.objects.filter(pk=here.pk).update(name="<u>村")
    text = shown(entered(officer))
    assert [mark in text for mark in ("<b>张", "<i>1", "<u>村")] == [False, False, False]
    assert [mark in text for mark in ("&lt;b&gt;张", "&lt;i&gt;1", "&lt;u&gt;村")] == [True, True, True]


@pytest.mark.django_db
def test_who_is_locked_or_signed_out_meanwhile_sees_no_further_page():
    here = factories.community()
    post = factories.registrar(of=here)
    browser = entered(post)
    assert browser.get("/counter/").status_code == 200
    Staff.objects.filter(pk=post.staff_id).update(locked_at=factories.NOW)
    assert browser.get("/counter/").status_code == 302
    Staff.objects.filter(pk=post.staff_id).update(locked_at=None)
    assert browser.get("/counter/").status_code == 200
    browser.session.delete()
    assert browser.get("/counter/").status_code == 302


@pytest.mark.django_db
@pytest.mark.parametrize("key", ["", "short", "x" * 40, "\0" * 32, "'; DROP TABLE staff; --"])
def test_a_made_up_session_is_nobodys(key):
    browser = Client()
    browser.cookies["anju_session"] = key
    assert browser.get("/counter/").status_code == 302
