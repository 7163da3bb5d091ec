import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum.iso7064 import mod_37_36

from anju.vault import number

counties = st.integers(0, 999_999).map("{:06}".format)
numbers = st.builds(
    number.number,
    county=counties,
    year=st.integers(1, 9999),
    sequence=st.integers(1, number.HIGHEST),
    prefix=st.text("ABCDEFGHIJKLMNOPQRSTUVWXYZ", min_size=2, max_size=2),
)


def test_a_number_reads_as_county_year_sequence_and_check():
    assert number.number(county="371302", year=2026, sequence=1234) == "LY371302-2026-0001234-6"


def test_a_number_past_ten_million_takes_one_digit_more():
    made = number.number(county="371302", year=2026, sequence=10_000_000)
    assert made.startswith("LY371302-2026-10000000-")
    assert (len(made), number.tidy_number(made.lower())) == (24, made)


@given(made=numbers)
def test_the_check_character_is_that_of_ISO_7064(made: str):
    bare = made.replace("-", "")
    assert mod_37_36.calc_check_digit(bare[:-1]) == bare[-1]
    assert number.check_number(made) is True


@given(made=numbers, data=st.data())
def test_one_wrong_character_is_always_noticed(made: str, data: st.DataObject):
    place = data.draw(st.sampled_from([n for n, letter in enumerate(made) if letter != "-"]))
    other = data.draw(st.sampled_from(number.ALPHABET))
    wrong = made[:place] + other + made[place + 1 :]
    assert number.check_number(wrong) is (wrong == made)


@pytest.mark.parametrize(
    "typed",
    ["ly371302 2026 0001234 6", "LY371302–2026—0001234_6", "LY3713022026.0001234.6", " ly371302-2026-0001234-6\n"],
)
def test_a_number_may_be_typed_in_many_ways(typed: str):
    assert number.tidy_number(typed) == "LY371302-2026-0001234-6"


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "LY371302-2026-0001234",
        "LY371302-2026-0001234-7",
        "371302-2026-0001234-6",
        "LY371302-2026-001234-6",
        "x" * 5_000_000,
        "<b>",
    ],
)
def test_anything_else_is_no_number(typed: str):
    assert (number.tidy_number(typed), number.check_number(typed)) == (None, False)


@pytest.mark.parametrize(
    "wrong",
    [
        {"county": "37130"},
        {"county": "37130x"},
        {"year": 12026},
        {"sequence": 0},
        {"sequence": 100_000_000},
        {"sequence": -1},
        {"prefix": "L"},
        {"prefix": "ly"},
    ],
)
def test_parts_out_of_shape_are_refused(wrong: dict[str, object]):
    with pytest.raises(ValueError, match="receipt number"):
        number.number(**{"county": "371302", "year": 2026, "sequence": 1, **wrong})
