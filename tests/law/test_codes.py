import json

import pytest

from anju.law import codes
from anju.law.wording import Text

TABLES = codes.Code.__subclasses__()


def test_N1_there_are_twelve_reasons_and_six_dwellings():
    assert [code.label.zh for code in codes.StayReason] == [
        "务工",
        "务农",
        "经商",
        "服务",
        "因公出差",
        "借读培训",
        "治病疗养",
        "保姆",
        "投靠亲友",
        "探亲访友",
        "旅游观光",
        "其他",
    ]
    assert [code.label.zh for code in codes.DwellingKind] == [
        "旅店",
        "居民家中",
        "单位内部",
        "工地现场",
        "租赁房屋",
        "其他",
    ]


def test_D5_there_are_seven_reasons_for_an_end():
    assert [code.label.zh for code in codes.EndReason] == [
        "死亡",
        "失踪",
        "离开",
        "转为本地户籍",
        "重复或错误",
        "虚假",
        "本人申请",
    ]


@pytest.mark.parametrize("table", TABLES)
def test_each_code_has_a_label_of_its_own_in_both_languages(table):
    labels = [code.label for code in table]
    assert all(label.zh and label.en for label in labels)
    assert len({label.zh for label in labels}) == len({label.en for label in labels}) == len(labels)


def test_a_code_is_its_own_string():
    work = codes.StayReason.WORK
    assert (str(work), f"{work}", json.dumps(work), codes.StayReason("work")) == ("work", "work", '"work"', work)


def test_choices_list_value_and_label_in_order():
    assert codes.choices(codes.Sex) == [
        ("male", Text(zh="男", en="Male")),
        ("female", Text(zh="女", en="Female")),
    ]


def test_a_value_that_left_the_table_shows_as_itself():
    assert codes.label(codes.Sex, "male") == Text(zh="男", en="Male")
    assert codes.label(codes.Sex, "gone") == Text(zh="gone", en="gone")


def test_an_unknown_value_is_an_error():
    with pytest.raises(ValueError, match="'gone' is not a valid Sex"):
        codes.Sex("gone")
