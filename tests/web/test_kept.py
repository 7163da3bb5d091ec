"""What is kept of a page in memory: made once for its arguments and language, and nothing of anybody else's."""

import datetime

import pytest
from django.template import Context, Template, TemplateSyntaxError
from django.test import RequestFactory
from django.utils import translation
from django.utils.safestring import mark_safe

from anju.law.wording import Text
from anju.web import kept

GREETING = Text(zh="您好", en="Good day")


def made(source: str) -> Template:
    return Template("{% load i18n anju %}" + source)


def test_a_part_is_made_once_for_its_arguments():
    times = []

    class Counted:
        def __str__(self):
            times.append(1)
            return "x"

    part = made("{% kept name=name %}{{ name }}{% now 'Y' %}{% endkept %}{{ other }}")
    shown = [part.render(Context({"name": name, "other": Counted()})) for name in ("一", "二", "一")]
    year = f"{datetime.date.today():%Y}"
    assert shown == [f"一{year}x", f"二{year}x", f"一{year}x"]
    node = part.nodelist.get_nodes_by_type(kept.KeptNode)[0]
    assert len(node._held) == 2


def test_a_part_sees_its_arguments_and_nothing_else_of_the_page():
    request = RequestFactory().get("/counter/")
    part = made("{% kept %}[{{ visitor }}{{ request.path }}{{ csrf_token }}{% csrf_token %}{{ name }}]{% endkept %}")
    page = {"visitor": "张警官", "request": request, "csrf_token": "secret", "name": "王小明"}
    assert part.render(Context(page)) == "[]"


def test_each_language_has_its_own():
    part = made("{% kept greeting=greeting %}{{ greeting|say }}{% endkept %}")
    shown = []
    for language in ("zh-hans", "en", "zh-hans", "en"):
        with translation.override(language):
            shown.append(part.render(Context({"greeting": GREETING})))
    assert shown == ["您好", "Good day", "您好", "Good day"]


def test_what_only_equals_another_value_is_shown_as_itself():
    part = made("{% kept one=one %}{{ one }}{% endkept %}")
    values = [1, True, "<b>", mark_safe("<b>"), (1, "<i>"), (True, mark_safe("<i>"))]
    shown = [[part.render(Context({"one": value})) for value in values] for _ in range(2)]
    assert shown[0] == shown[1]
    assert shown[0][:4] == ["1", "True", "&lt;b&gt;", "<b>"]
    assert shown[0][4] != shown[0][5]


@pytest.mark.parametrize("value", [["列表"], {"a": 1}, object(), translation.gettext_lazy("安居"), ("一", ["二"])])
def test_only_plain_values_are_taken_for_rows_change_while_their_keys_stay(value):
    with pytest.raises(TypeError):
        made("{% kept one=one %}{{ one }}{% endkept %}").render(Context({"one": value}))


def test_memory_does_not_grow_without_end():
    part = made("{% kept one=one %}{{ one }}{% endkept %}")
    for number in range(kept.MOST + 5):
        assert part.render(Context({"one": number})) == str(number)
    assert len(part.nodelist.get_nodes_by_type(kept.KeptNode)[0]._held) <= kept.MOST


@pytest.mark.parametrize(
    "source", ["{% kept %}{% block one %}{% endblock %}{% endkept %}", "{% kept one %}{% endkept %}"]
)
def test_a_block_inside_and_an_argument_without_name_are_refused(source):
    with pytest.raises(TemplateSyntaxError):
        made(source)
