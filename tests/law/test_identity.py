from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum.cn import ric

from anju.law import identity
from anju.law.refusal import Refusal

TODAY = date(2026, 3, 4)
BASE = "37130219900307123"
GOOD = BASE + identity.check_digit(BASE)


@st.composite
def numbers(draw):
    born = draw(st.dates(date(1900, 1, 1), TODAY))
    base = f"{draw(st.integers(110000, 659999))}{born:%Y%m%d}{draw(st.integers(0, 999)):03}"
    return base + identity.check_digit(base)


def code(number, **options):
    with pytest.raises(Refusal) as caught:
        identity.check_id_number(number, on=options.get("on", TODAY))
    assert (caught.value.field, caught.value.rule) == ("id_number", "B4")
    assert not number or number not in caught.value.text.zh + caught.value.text.en
    return caught.value.code


def test_a_number_tells_birth_sex_and_area():
    read = identity.check_id_number(GOOD, on=TODAY)
    assert (read.number, read.birth_on, read.sex, read.area_code) == (GOOD, date(1990, 3, 7), "male", "371302")
    woman = BASE[:-1] + "4"
    assert identity.check_id_number(woman + identity.check_digit(woman), on=TODAY).sex == "female"


def test_a_number_never_shows_itself_in_logs():
    assert GOOD[3:] not in repr(identity.check_id_number(GOOD, on=TODAY))


def test_an_unknown_area_only_warns():
    assert identity.check_id_number(GOOD, on=TODAY, areas={"371302"}).area_known
    assert identity.check_id_number(GOOD, on=TODAY).area_known
    assert not identity.check_id_number(GOOD, on=TODAY, areas={"110101"}).area_known


@pytest.mark.parametrize(
    "typed",
    [
        "37283219700101015x",
        "３７２８３２１９７００１０１０１５Ｘ",
        " 372832 19700101 015X ",
        "372832-19700101-015X",
        "\u200b37283219700101015X\ufeff",
    ],
)
def test_full_width_spaces_and_small_x_are_put_right(typed):
    digit = identity.check_digit("37283219700101015")
    expected = "37283219700101015" + digit
    assert identity.normalise_id(typed)[:17] == expected[:17]
    assert identity.normalise_id(typed) == "37283219700101015X"


def test_a_last_character_x_is_accepted_in_every_spelling():
    base = next(
        base for base in (f"37130219900307{number:03}" for number in range(1000)) if identity.check_digit(base) == "X"
    )
    assert {identity.check_id_number(base + x, on=TODAY).number for x in "XxＸｘ"} == {base + "X"}


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        ("", "id_wrong_length"),
        ("3713021990", "id_wrong_length"),
        (GOOD + "1", "id_wrong_length"),
        ("37130219900307A", "id_wrong_length"),
        ("371302900307123", "id_old_15"),
        ("371302199003071A31", "id_not_digits"),
        ("37130219900307123Y", "id_not_digits"),
        ("3713021990030７12三X", "id_not_digits"),
        ("371302199002301238", "id_impossible_date"),
        ("371302188912311238", "id_impossible_date"),
        ("371302202603051238", "id_impossible_date"),
        (BASE + ("0" if GOOD[-1] != "0" else "1"), "id_wrong_check_digit"),
    ],
)
def test_each_slip_has_its_own_words(number, expected):
    assert code(number) == expected


@given(numbers())
def test_a_number_built_by_the_standard_passes_and_the_known_library_agrees(number):
    read = identity.check_id_number(number, on=TODAY)
    assert read.number == number
    assert ric.calc_check_digit(number[:17] + "0") == number[-1]


@given(numbers(), st.integers(0, 17), st.sampled_from("0123456789"))
def test_any_single_wrong_digit_is_found(number, position, digit):
    wrong = number[:position] + digit + number[position + 1 :]
    if wrong != number:
        assert code(wrong) in ("id_wrong_check_digit", "id_impossible_date")


@pytest.mark.parametrize(
    ("on", "age"),
    [(date(2026, 3, 6), 35), (date(2026, 3, 7), 36), (date(2026, 12, 31), 36), (date(2026, 1, 1), 35)],
)
def test_age_counts_full_years(on, age):
    assert identity.check_id_number(GOOD, on=on).age(on=on) == age


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("王明", "王明"),
        (" 王　明 ", "王明"),
        ("阿卜杜拉 • 买买提", "阿卜杜拉·买买提"),
        ("阿卜杜拉‧买买提", "阿卜杜拉·买买提"),
        ("阿卜杜拉・买买提", "阿卜杜拉·买买提"),
        ("Ｊｏｈｎ   Smith", "John Smith"),
        ("Anne-Marie O’Neil", "Anne-Marie O’Neil"),
        ("王\u200b明", "王明"),
        ("𬱖𫖯", "𬱖𫖯"),
        ("\uf900某", "\uf900某"),
        ("〇某", "〇某"),
        ("\ue863某", "\ue863某"),
    ],
)
def test_names_are_kept_as_on_the_card(typed, name):
    assert identity.normalise_name(typed) == name


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("", "name_missing"),
        (" \u3000\u200b", "name_missing"),
        ("王" * 51, "name_too_long"),
        ("王😀", "name_bad_character"),
        ("王\x00明", "name_bad_character"),
        ("王<b>", "name_bad_character"),
        ("王1", "name_bad_character"),
        ("=王", "name_bad_character"),
    ],
)
def test_what_is_no_name_is_refused_without_being_repeated(typed, expected):
    with pytest.raises(Refusal) as caught:
        identity.normalise_name(typed)
    assert caught.value.code == expected
    assert not typed or typed not in caught.value.text.zh


def test_a_name_of_fifty_characters_is_accepted():
    assert len(identity.normalise_name("王" * 50)) == 50


@pytest.mark.parametrize(
    "typed",
    [
        "13812345678",
        "138 1234 5678",
        "+86 138-1234-5678",
        "008613812345678",
        "8613812345678",
        "１３８１２３４５６７８",
        "+86(138)1234.5678",
    ],
)
def test_a_mobile_number_is_eleven_digits_however_it_is_typed(typed):
    assert identity.normalise_phone(typed) == "13812345678"


@pytest.mark.parametrize(
    "typed", ["", "1381234567", "138123456789", "12812345678", "0539-8312345", "一三八", "+1 2125550100"]
)
def test_other_numbers_are_refused(typed):
    with pytest.raises(Refusal) as caught:
        identity.normalise_phone(typed)
    assert (caught.value.code, caught.value.field) == ("phone_wrong", "phone")


@pytest.mark.parametrize(
    ("typed", "line"),
    [
        ("沂蒙路 １００号　3号楼 2单元501室", "沂蒙路100号3号楼2单元501室"),
        ("Tower  B 12 A", "Tower B 12 A"),
        ("金雀山路10号（东门）#3-201", "金雀山路10号(东门)#3-201"),
    ],
)
def test_an_address_line_has_one_spelling(typed, line):
    assert identity.normalise_line(typed) == line


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("", "line_missing"),
        ("路" * 121, "line_too_long"),
        ("沂蒙路😀", "line_bad_character"),
        ("沂蒙路\x07", "line_bad_character"),
    ],
)
def test_what_is_no_address_is_refused(typed, expected):
    with pytest.raises(Refusal) as caught:
        identity.normalise_line(typed)
    assert (caught.value.code, caught.value.field) == (expected, "address_line")


@given(st.text(max_size=60))
def test_normalising_twice_changes_nothing(text):
    for normalise in (identity.normalise_name, identity.normalise_line, identity.normalise_phone):
        try:
            once = normalise(text)
        except Refusal:
            continue
        assert normalise(once) == once


@pytest.mark.parametrize(
    ("name", "masked"),
    [
        ("", ""),
        ("王", "*"),
        ("王明", "王*"),
        ("王小明", "王*明"),
        ("欧阳小明", "欧**明"),
        ("阿卜杜拉·买买提", "阿******提"),
    ],
)
def test_L2_names_show_their_ends(name, masked):
    assert identity.mask_name(name) == masked


def test_L2_numbers_show_their_ends_only():
    assert identity.mask_id(GOOD) == "371*************" + GOOD[-2:]
    assert identity.mask_phone("13812345678") == "138****5678"
    assert identity.mask_id("371") == "***"


@pytest.mark.parametrize(
    ("line", "masked"),
    [
        ("沂蒙路100号3号楼2单元501室", "沂蒙路**号**号楼**单元**室"),
        ("三合屯村十二号", "三合屯村**号"),
        ("金雀山路A座", "金雀山路**座"),
        ("", ""),
    ],
)
def test_L2_addresses_keep_their_road_and_hide_numbers(line, masked):
    assert identity.mask_line(line) == masked


@pytest.mark.parametrize("area", ["810000", "820000", "830000", "911302"])
def test_A3_cards_that_other_rules_govern_are_told_where_to_go(area):
    base = f"{area}19900307123"
    with pytest.raises(Refusal) as caught:
        identity.check_id_number(base + identity.check_digit(base), on=TODAY)
    assert (caught.value.code, caught.value.rule) == ("id_registered_elsewhere", "A3")
    assert "不在这里登记" in caught.value.text.zh
