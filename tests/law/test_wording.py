from datetime import date, datetime

from anju.law import wording
from anju.law.wording import Text


def test_a_text_is_its_chinese_sentence():
    assert str(Text(zh="好", en="good")) == "好"


def test_dates_are_written_in_each_language():
    text = Text(zh="{on}前", en="by {on}").format(on=date(2026, 3, 4))
    assert text == Text(zh="2026年3月4日前", en="by 2026-03-04")


def test_moments_carry_their_minutes():
    text = Text(zh="{at}", en="{at}").format(at=datetime(2026, 3, 4, 9, 5))
    assert text == Text(zh="2026年3月4日 09:05", en="2026-03-04 09:05")


def test_a_text_inside_a_text_is_rendered_in_its_language():
    text = Text(zh="{what}不能空", en="{what} is empty").format(what=Text(zh="姓名", en="The name"))
    assert text == Text(zh="姓名不能空", en="The name is empty")


def test_braces_that_a_person_typed_are_left_alone():
    assert Text(zh="“{entry}”", en="“{entry}”").format(entry="{0.__class__}").zh == "“{0.__class__}”"


def test_english_is_given_to_english_readers_and_chinese_to_all_others():
    text = Text(zh="好", en="good")
    assert [text.in_language(code) for code in ("en", "EN-gb", "en_US", "zh-hans", "fr", "")] == [
        "good",
        "good",
        "good",
        "好",
        "好",
        "好",
    ]


def test_lists_have_each_language_own_comma():
    texts = Text(zh="甲", en="A"), Text(zh="乙", en="B")
    assert wording.joined(*texts) == Text(zh="甲、乙", en="A, B")
    assert wording.sentences(*texts) == Text(zh="甲乙", en="A B")
