from datetime import date

import pytest

from anju.law import declaration, identity
from anju.law.declaration import Agent, Minor, Traits
from anju.law.place import Parts
from anju.law.refusal import Refusals

TODAY = date(2026, 3, 4)
COUNTIES = {"411302", "371302"}


def number(born, sequence="123", area="411302"):
    base = f"{area}{born}{sequence}"
    return base + identity.check_digit(base)


ADULT, CHILD, BABY = number("19900307"), number("20150601"), number("20240101")
RAW = {
    "name": "王 明",
    "id_kind": "id_card",
    "id_number": ADULT,
    "phone": "138 1234 5678",
    "hukou_county": "411302",
    "community": "371302004005",
    "address": {"road": "沂蒙路", "number": "100"},
    "dwelling": "rented",
    "arrived_on": "2026-03-01",
    "reason": "work",
    "workplace": "临沂商城 一号店",
}
MINOR = {"name": "王小明", "id_kind": "household_book", "id_number": CHILD, "relation": "child"}
AGENT = {"name": "王大明", "id_number": ADULT, "relation": "parent"}


def read(raw, **options):
    return declaration.read(raw, today=TODAY, counties=COUNTIES, **options)


def refused(raw):
    with pytest.raises(Refusals) as caught:
        read(raw)
    return [(refusal.code, refusal.field) for refusal in caught.value.refusals]


def test_a_declaration_is_read_into_the_registers_spelling():
    read_back = read(RAW)
    assert read_back.traits == Traits(
        name="王明",
        id_kind="id_card",
        id_number=ADULT,
        birth_on=date(1990, 3, 7),
        sex="male",
        hukou_county="411302",
        phone="13812345678",
    )
    assert read_back.parts == Parts(road="沂蒙路", number="100")
    assert (read_back.community, read_back.arrived_on) == ("371302004005", date(2026, 3, 1))
    assert (read_back.dwelling, read_back.reason, read_back.exempt) == ("rented", "work", "")
    assert (read_back.workplace, read_back.agent, read_back.minors, read_back.warnings) == (
        "临沂商城一号店",
        None,
        (),
        (),
    )


def test_L11_what_nobody_may_collect_is_not_kept():
    assert read({**RAW, "religion": "某教", "married": True, "ethnicity": "汉"}) == read(RAW)


def test_B7_an_empty_form_names_everything_at_once():
    assert refused({}) == [
        ("name_missing", "name"),
        ("missing", "id_kind"),
        ("id_wrong_length", "id_number"),
        ("county_unknown", "hukou_county"),
        ("missing", "community"),
        ("address_missing", "address.road"),
        ("not_a_date", "arrived_on"),
        ("missing", "dwelling"),
        ("missing", "reason"),
    ]


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"phone": "12345"}, [("phone_wrong", "phone")]),
        ({"id_kind": "passport"}, [("not_an_option", "id_kind")]),
        ({"hukou_county": "999999"}, [("county_unknown", "hukou_county")]),
        ({"address": "沂蒙路100号"}, [("address_missing", "address.road")]),
        ({"arrived_on": "2026-03-05"}, [("arrival_in_future", "arrived_on")]),
        ({"arrived_on": "1 March"}, [("not_a_date", "arrived_on")]),
        ({"exempt": "palace"}, [("not_an_option", "exempt")]),
        ({"workplace": "店" * 101}, [("too_long", "workplace")]),
        ({"workplace": "店😀"}, [("line_bad_character", "workplace")]),
        ({"community": " "}, [("missing", "community")]),
    ],
)
def test_each_mistake_stands_at_its_field(change, expected):
    assert refused({**RAW, **change}) == expected


def test_phone_and_workplace_may_be_left_out_and_dates_may_be_dates():
    bare = read({**RAW, "phone": "", "workplace": None, "arrived_on": date(2026, 3, 1), "exempt": "hospital"})
    assert (bare.traits.phone, bare.workplace, bare.arrived_on, bare.exempt) == (None, "", date(2026, 3, 1), "hospital")


def test_old_area_codes_and_long_ago_arrivals_only_warn():
    warned = read({**RAW, "arrived_on": "2015-03-01"}, areas={"371302"})
    assert len(warned.warnings) == 2
    assert warned.warnings[0] == declaration.AREA_UNKNOWN
    assert read(RAW, areas={"411302"}).warnings == ()


def test_B8_someone_under_sixteen_needs_an_agent():
    young = {**RAW, "id_number": CHILD, "id_kind": "household_book"}
    assert refused(young) == [("agent_needed", "agent.name")]
    assert refused({**young, "agent": {"name": "", "id_number": ""}}) == [("agent_needed", "agent.name")]
    assert read({**young, "agent": AGENT}).agent == Agent(name="王大明", id_number=ADULT, relation="parent")


def test_B8_an_agent_is_checked_too():
    assert refused({**RAW, "agent": {"name": "王大明", "id_number": "1", "relation": "neighbour"}}) == [
        ("id_wrong_length", "agent.id_number"),
        ("not_an_option", "agent.relation"),
    ]


def test_B8_from_the_sixteenth_birthday_on_nobody_else_is_needed():
    raw = {**RAW, "id_number": CHILD, "arrived_on": "2031-05-01"}
    with pytest.raises(Refusals) as caught:
        declaration.read(raw, today=date(2031, 5, 31), counties=COUNTIES)
    assert [refusal.code for refusal in caught.value.refusals] == ["agent_needed"]
    assert declaration.read(raw, today=date(2031, 6, 1), counties=COUNTIES).agent is None


def test_minors_come_along_with_the_adults_county():
    minors = read({**RAW, "minors": [MINOR, {**MINOR, "id_number": BABY, "hukou_county": "371302"}]}).minors
    assert [(minor.traits.hukou_county, minor.traits.id_number) for minor in minors] == [
        ("411302", CHILD),
        ("371302", BABY),
    ]
    assert minors[0] == Minor(
        traits=Traits(
            name="王小明",
            id_kind="household_book",
            id_number=CHILD,
            birth_on=date(2015, 6, 1),
            sex="male",
            hukou_county="411302",
        ),
        relation="child",
    )


@pytest.mark.parametrize(
    ("minors", "expected"),
    [
        (
            [{**MINOR, "id_number": ADULT}],
            [("same_number_twice", "minors.0.id_number"), ("not_a_minor", "minors.0.id_number")],
        ),
        ([MINOR, MINOR], [("same_number_twice", "minors.1.id_number")]),
        ([{**MINOR, "id_number": number("20080303")}], [("not_a_minor", "minors.0.id_number")]),
        ([{**MINOR, "relation": ""}], [("missing", "minors.0.relation")]),
        ([{**MINOR, "name": ""}], [("name_missing", "minors.0.name")]),
        ([MINOR] * 9, [("too_many_minors", "minors")]),
        ("王小明", [("too_many_minors", "minors")]),
    ],
)
def test_minors_are_checked_one_by_one(minors, expected):
    assert refused({**RAW, "minors": minors}) == expected


def test_a_row_that_is_no_table_is_refused_like_an_empty_one():
    assert [field for code, field in refused({**RAW, "minors": ["王小明"]})] == [
        "minors.0.name",
        "minors.0.id_kind",
        "minors.0.id_number",
        "minors.0.relation",
    ]


def test_who_is_eighteen_today_declares_for_themselves_and_who_is_not_yet_does_not():
    assert read({**RAW, "minors": [{**MINOR, "id_number": number("20080305")}]}).minors != ()
    assert refused({**RAW, "minors": [{**MINOR, "id_number": number("20080304")}]}) == [
        ("not_a_minor", "minors.0.id_number")
    ]
