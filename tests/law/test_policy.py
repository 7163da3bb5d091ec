from datetime import date

import pytest

from anju import catalogue
from anju.law import policy
from anju.law.policy import Dated, Defaults, Override, Setting
from anju.law.refusal import Refusal
from anju.law.wording import Text

DEFAULTS = catalogue.current().defaults
ON = date(2026, 3, 4)
PLACE = ("3713", "371302", "371302-zone")
LABEL = Text(zh="期限", en="limit")


def override(value, place="371302", effective_from=date(2026, 1, 1), key="complaint_working_days"):
    return Override(key=key, place=place, value=value, effective_from=effective_from)


def resolve(*overrides, on=ON, place=PLACE):
    return policy.resolve(defaults=DEFAULTS, overrides=overrides, place=place, on=on)


def test_without_overrides_the_defaults_hold():
    resolved = resolve()
    assert (resolved.version, resolved.register_working_days, resolved.permit_extension_allowed) == ("2026.1", 3, False)
    assert (resolved.endorsement_reminder_days, resolved.late_endorsement) == ((14, 7, 1), "restart")


def test_the_most_specific_place_wins_whatever_the_order():
    values = [override(7, place="371302-zone"), override(8, place="3713"), override(9)]
    assert resolve(*values).complaint_working_days == 7
    assert resolve(*values, place=PLACE[:2]).complaint_working_days == 9
    assert resolve(*values, place=PLACE[:1]).complaint_working_days == 8


def test_of_one_place_the_newest_value_in_effect_holds():
    values = [override(7, effective_from=date(2026, 2, 1)), override(6), override(9, effective_from=date(2026, 3, 5))]
    assert resolve(*values).complaint_working_days == 7
    assert resolve(*values, on=date(2026, 3, 5)).complaint_working_days == 9
    assert resolve(*values, on=date(2025, 12, 31)).complaint_working_days == 5


def test_other_places_values_do_not_count():
    assert resolve(override(7, place="371311")) == resolve()


def test_the_version_names_what_was_used():
    first, again, other = resolve(override(7)), resolve(override(7), override(9, place="371311")), resolve(override(8))
    assert first.version.startswith("2026.1+")
    assert first.version == again.version != other.version


@pytest.mark.parametrize(
    ("broken", "code"),
    [
        (override(3, key="complaint_days"), "policy_unknown_key"),
        (override(0), "policy_out_of_range"),
        (override(16), "policy_out_of_range"),
        (override(True), "policy_out_of_range"),
        (override("5"), "policy_out_of_range"),
        (override(99, place="371311"), "policy_out_of_range"),
        (override(1, key="permit_extension_allowed"), "policy_out_of_range"),
        (override("later", key="late_endorsement"), "policy_out_of_range"),
        (override(2, key="late_endorsement"), "policy_out_of_range"),
        (override((), key="endorsement_reminder_days"), "policy_out_of_range"),
        (override((14, 0), key="endorsement_reminder_days"), "policy_out_of_range"),
        (override(14, key="endorsement_reminder_days"), "policy_out_of_range"),
    ],
)
def test_a_broken_override_stops_everything_rather_than_being_skipped(broken, code):
    with pytest.raises(Refusal) as caught:
        resolve(broken)
    assert caught.value.code == code


def test_a_refused_value_says_what_is_possible():
    with pytest.raises(Refusal) as caught:
        resolve(override(16))
    assert caught.value.text == Text(
        zh="“答复投诉的期限”只能取1至15，不能取16。",
        en="“Limit for answering a complaint” can be 1 to 15, but not 16.",
    )
    assert (caught.value.field, caught.value.rule) == ("value", "J1")


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("permit_extension_allowed", True),
        ("late_endorsement", "deduct"),
        ("endorsement_reminder_days", (30, 3)),
        ("replacement_fee_fen", 1500),
    ],
)
def test_allowed_values_of_every_kind_are_taken(key, value):
    assert getattr(resolve(override(value, key=key)), key) == value


@pytest.mark.parametrize(
    ("key", "expected"),
    [
        ("permit_extension_allowed", Text(zh="是或否", en="yes or no")),
        ("late_endorsement", Text(zh="restart、deduct", en="restart, deduct")),
        ("complaint_working_days", Text(zh="1至15", en="1 to 15")),
    ],
)
def test_a_setting_says_what_may_be_chosen(key, expected):
    assert DEFAULTS.settings[key].range_text == expected


def test_a_default_is_dated_and_the_first_one_holds_before_its_day():
    setting = Setting(
        key="x",
        kind="integer",
        values=(Dated(value=3, from_on=date(2017, 1, 1)), Dated(value=5, from_on=date(2026, 1, 1))),
        rule="B1",
        status="V",
        unit="WD",
        label=LABEL,
    )
    days = (date(2016, 1, 1), date(2017, 1, 1), date(2025, 12, 31), date(2026, 1, 1))
    assert [setting.value(on=day) for day in days] == [3, 3, 3, 5]
    assert setting.allows(-1000)


def test_a_policy_needs_every_value():
    with pytest.raises(TypeError, match="missing"):
        policy.resolve(defaults=Defaults(version="0", settings={}), overrides=(), place=(), on=ON)


def test_a_list_as_the_database_keeps_it_is_the_same_value():
    stored, given = (resolve(override(value, key="endorsement_reminder_days")) for value in ([30, 3], (30, 3)))
    assert stored == given
    assert stored.endorsement_reminder_days == (30, 3)
