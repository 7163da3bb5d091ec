import pytest

from anju.law import place
from anju.law.refusal import Refusals

ROAD = {"form": "road", "road": "沂蒙路", "number": "100号", "building": "3号楼", "unit": "2单元", "room": "501室"}


@pytest.mark.parametrize(
    ("raw", "line"),
    [
        (ROAD, "沂蒙路100号3号楼2单元501室"),
        ({**ROAD, "number": "100", "building": "3", "unit": "2", "room": "501"}, "沂蒙路100号3号楼2单元501室"),
        ({**ROAD, "building": "3栋"}, "沂蒙路100号3号楼2单元501室"),
        ({**ROAD, "building": "３楼", "room": " ５０１ "}, "沂蒙路100号3号楼2单元501室"),
        ({"estate": "金雀花园", "building": "12", "room": "101"}, "金雀花园12号楼101室"),
        ({"road": "银雀山路", "number": "7"}, "银雀山路7号"),
        ({"form": "village", "hamlet": "三合屯", "number": "45"}, "三合屯45号"),
        ({"form": "village", "hamlet": "东组", "road": "中心街", "number": "", "room": "2"}, "东组中心街2室"),
        ({"form": "village", "number": "8"}, "8号"),
        (
            {"form": "hovel", **{key: value for key, value in ROAD.items() if key != "form"}},
            "沂蒙路100号3号楼2单元501室",
        ),
    ],
)
def test_the_same_door_is_written_in_one_way(raw, line):
    parts = place.read(raw)
    assert parts.line == line
    assert place.read(parts.as_dict()) == parts


@pytest.mark.parametrize(
    ("raw", "name"),
    [
        (ROAD, "沂蒙路"),
        ({"estate": "金雀花园", "building": "12"}, "金雀花园"),
        ({"form": "village", "hamlet": "三合屯", "road": "中心街"}, "三合屯"),
        ({"form": "village", "road": "中心街", "number": "3"}, "中心街"),
    ],
)
def test_the_readable_part_names_no_door(raw, name):
    assert place.read(raw).street_name == name


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ({}, [("address_missing", "road")]),
        ({"form": "road", "number": "3"}, [("address_missing", "road")]),
        ({"road": "沂蒙路"}, [("address_missing", "number")]),
        ({"estate": "金雀花园"}, [("address_missing", "number")]),
        ({"form": "village", "road": "中心街"}, [("address_missing", "number")]),
        ({**ROAD, "room": "😀"}, [("line_bad_character", "room")]),
        ({**ROAD, "estate": "园" * 41}, [("address_too_long", "estate")]),
        (
            {"number": "😀", "unit": "😀"},
            [("line_bad_character", "number"), ("line_bad_character", "unit"), ("address_missing", "road")],
        ),
    ],
)
def test_all_wrong_parts_are_named_at_once(raw, expected):
    with pytest.raises(Refusals) as caught:
        place.read(raw)
    assert [(refusal.code, refusal.field) for refusal in caught.value.refusals] == expected
