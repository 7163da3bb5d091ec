import datetime

import pytest
from tests import factories
from tests.factories import DAY, NOW

from anju import catalogue
from anju.actions import policy
from anju.law.absent import Absent
from anju.law.refusal import Refusal
from anju.models import Act, PolicyOverride
from anju.queries import rules

pytestmark = pytest.mark.django_db
KEY = "correction_calendar_days"


@pytest.fixture
def admin(db):
    factories.community()
    office = factories.unit(code="ga-3713", kind="office", department="police", level="city")
    return factories.actor(factories.post(unit=office, role="system_admin"))


def put(by, **changes):
    wanted = {"key": KEY, "place": "371302000000", "value": 10, "effective_from": DAY, "basis": "临政发1号", **changes}
    return policy.set_value(by=by, at=NOW, on=DAY, **wanted)


def test_a_county_has_its_own_value_from_a_day_on(admin):
    later = DAY + datetime.timedelta(days=30)
    put(admin, effective_from=later)
    county = ("371300000000", "371302000000")
    default = rules.policy(place=county, on=DAY).correction_calendar_days
    assert default != 10
    assert rules.policy(place=county, on=later).correction_calendar_days == 10
    assert rules.policy(place=("371300000000", "371311000000"), on=later).correction_calendar_days == default
    act = Act.objects.get(what="set_policy")
    assert (act.detail["value"], act.reason) == (10, "临政发1号")


def test_a_value_not_yet_in_force_may_be_set_anew(admin):
    later = DAY + datetime.timedelta(days=30)
    put(admin, effective_from=later)
    put(admin, effective_from=later, value=12)
    assert PolicyOverride.objects.get().value == 12


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"key": "no_such"}, "policy_unknown_key"),
        ({"value": 100_000}, "policy_out_of_range"),
        ({"value": "10"}, "policy_out_of_range"),
        ({"place": "110000000000"}, "place_unknown"),
        ({"place": ""}, "place_unknown"),
        ({"effective_from": DAY - datetime.timedelta(days=1)}, "policy_past"),
        ({"basis": "  "}, "basis_missing"),
    ],
)
def test_what_may_not_be_set_is_refused(admin, changes, code):
    with pytest.raises(Refusal) as told:
        put(admin, **changes)
    assert told.value.code == code
    assert not PolicyOverride.objects.exists()


def test_a_value_in_force_is_never_rewritten(admin):
    put(admin)
    with pytest.raises(Refusal) as told:
        put(admin, value=12)
    assert told.value.code == "policy_holds"


def test_only_the_system_administrator_sets(db):
    office = factories.unit(code="ga-3713", kind="office", department="police", level="city")
    with pytest.raises(Absent):
        put(factories.actor(factories.post(unit=office, role="security_admin")))


@pytest.mark.parametrize(
    ("key", "text", "value"),
    [
        (KEY, " 12 ", 12),
        ("permit_extension_allowed", "yes", True),
        ("permit_extension_allowed", "no", False),
        ("late_endorsement", "deduct", "deduct"),
        ("permit_uncollected_days", "7，30、90", [7, 30, 90]),
    ],
)
def test_values_are_read_as_typed(key, text, value):
    assert policy.read_value(setting=catalogue.current().defaults.settings[key], text=text) == value


@pytest.mark.parametrize(
    ("key", "text"),
    [(KEY, "ten"), (KEY, ""), ("permit_extension_allowed", "maybe"), ("permit_uncollected_days", "7,x")],
)
def test_what_is_no_value_is_refused(key, text):
    with pytest.raises(Refusal) as told:
        policy.read_value(setting=catalogue.current().defaults.settings[key], text=text)
    assert told.value.code == "policy_value"
