import datetime

import pytest
from django.template import Context, Template
from django.utils import translation

from anju.law.wording import Text
from anju.web import tags
from anju.web.forms import Field


def rendered(source, **context):
    return Template("{% load anju %}" + source).render(Context(context)).strip()


def test_a_text_is_said_in_the_readers_language():
    text = Text(zh="您好", en="Hello")
    assert rendered("{{ text|say }}", text=text) == "您好"
    with translation.override("en"):
        assert rendered("{{ text|say }}", text=text) == "Hello"


def test_a_date_has_its_weekday():
    day = datetime.date(2026, 3, 4)
    assert tags.day(day) == "2026年3月4日（周三）"
    with translation.override("en"):
        assert tags.day(day) == "Wed 4 Mar 2026"


def test_a_moment_is_in_the_citys_time():
    at = datetime.datetime(2026, 3, 4, 20, 5, tzinfo=datetime.UTC)
    assert tags.moment(at) == "2026年3月5日 04:05"
    assert tags.day(at) == "2026年3月5日（周四）"


def test_what_was_typed_is_shown_as_text_only():
    shown = rendered("{% field f %}", f=Field(name="name", label="姓名", value='"><script>alert(1)</script>'))
    assert "<script>" not in shown
    assert "&lt;script&gt;" in shown


def test_a_wrong_field_says_so_to_eyes_and_ears():
    shown = rendered("{% field f %}", f=Field(name="address.road", label="路", hint="如沂蒙路", error="请填写路名"))
    assert 'id="f-address-road-error" role="alert">请填写路名' in shown
    assert 'aria-describedby="f-address-road-hint f-address-road-error"' in shown
    assert 'aria-invalid="true"' in shown


@pytest.mark.parametrize("kind", ["radio", "checks"])
def test_a_group_is_a_fieldset_with_the_chosen_one_checked(kind):
    value = "b" if kind == "radio" else ["b"]
    shown = rendered(
        "{% field f %}", f=Field(name="x", label="选", kind=kind, value=value, options=(("a", "甲"), ("b", "乙")))
    )
    assert "<fieldset" in shown
    assert shown.count(" checked") == 1
    assert 'value="b" checked' in shown


def test_a_rule_gives_its_words_and_its_source():
    shown = rendered('{% rule "B1" %}')
    assert "<details" in shown
    assert "B1" in shown
