"""Verifying a permit: a word, a masked name, the county, until when; and many at once."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests import permits

from anju.actions import permit as acts
from anju.actions import stay as stays
from anju.models import Card, Endorsement, Permit, Receipt
from anju.queries import verifying
from anju.queries.verifying import UNKNOWN, Checked, Verdict

pytestmark = pytest.mark.django_db
ON = permits.HALF_YEAR
DAY = datetime.timedelta(days=1)


def test_F2_a_permit_in_use_is_valid_by_code_address_and_number() -> None:
    permit = permits.signed()
    wanted = Verdict(
        paper="permit", state="valid", name="王*明", county="兰山区", until=permit.window_closes_on,
        provisional=permit.window_provisional,
    )  # fmt: skip
    texts = (permit.code, f"https://city.example/v/{permit.code.lower()}", permit.number, permit.number.lower())
    assert [verifying.verify(text=text, on=ON) for text in texts] == [wanted] * 4


def test_a_provisional_last_day_says_so() -> None:
    permit = permits.signed()
    Permit.objects.filter(id=permit.id).update(window_provisional=True)
    assert verifying.verify(text=permit.number, on=ON).provisional is True
    Permit.objects.filter(id=permit.id).update(window_provisional=False)
    assert verifying.verify(text=permit.number, on=ON).provisional is False


def test_F4_from_the_day_after_the_window_it_is_suspended_before_any_night_ran() -> None:
    permit = permits.signed()
    closes = permit.window_closes_on
    states = [verifying.verify(text=permit.code, on=closes + DAY * late).state for late in (0, 1)]
    assert states == ["valid", "suspended"]


def test_an_endorsement_asked_for_in_time_suspends_nobody() -> None:
    permit = permits.signed()
    asked = datetime.datetime.combine(permit.window_closes_on, datetime.time(15, 59), datetime.UTC)
    row = Endorsement.objects.create(
        permit=permit,
        person_id=permit.person_id,
        station=permit.station,
        number=1,
        state="asked",
        channel="online",
        ground="dwelling",
        asked_at=asked,
        due_on=permit.window_closes_on + DAY * 14,
    )
    late = permit.window_closes_on + DAY * 3
    assert verifying.verify(text=permit.code, on=late).state == "valid"
    # one minute later it is the next day in the city
    Endorsement.objects.filter(id=row.id).update(asked_at=asked + datetime.timedelta(minutes=1))
    assert verifying.verify(text=permit.code, on=late).state == "suspended"


def test_a_suspended_one_shows_the_last_day_that_was_endorsed() -> None:
    permit = permits.signed()
    since = permit.window_closes_on + DAY
    Permit.objects.filter(id=permit.id).update(state="suspended", suspended_on=since)
    found = verifying.verify(text=permit.code, on=since + DAY * 90)
    assert (found.state, found.until) == ("suspended", permit.window_closes_on)


def test_D3_a_permit_ends_with_its_registration_and_tells_no_date() -> None:
    permit = permits.signed()
    chief = permits.chief(permit.stay)
    stays.leave(stay_id=permit.stay_id, on=ON, by=chief, at=permits.when(hours=1))
    found = verifying.verify(text=permit.code, on=ON)
    assert found == Verdict(paper="permit", state="ended", name="王*明", county="兰山区")
    # the person's receipt too
    receipt = Receipt.objects.get(stay=permit.stay)
    assert verifying.verify(text=receipt.code, on=ON).state == "ended"


def test_G1_a_replaced_card_leaves_the_permit_valid() -> None:
    permit = permits.signed()
    Card.objects.filter(permit=permit).update(state="held", handed_on=ON)
    replaced = permits.accepted(stay=permit.stay, kind="exchange", at=permits.when(days=30))
    acts.sign(file_id=replaced.id, by=permits.county_police(permit.stay), at=permits.when(days=31))
    permit.refresh_from_db()
    assert verifying.verify(text=permit.code, on=ON + DAY * 31).state == "valid"


@pytest.mark.parametrize("text", ["JZ371302-2026-9999999-1", "A" * 601, "\x00", "' OR 1=1 --", ""])
def test_what_is_no_permit_is_unknown(text: str) -> None:
    permits.signed()
    assert verifying.verify(text=text, on=ON) == UNKNOWN


def test_a_changed_letter_is_unknown() -> None:
    code = permits.signed().code
    other = "A" if code[40] != "A" else "B"
    assert verifying.verify(text=code[:40] + other + code[41:], on=ON) == UNKNOWN


def test_many_are_answered_in_their_order_in_a_constant_number_of_statements() -> None:
    permit = permits.signed()
    receipt = Receipt.objects.get(stay=permit.stay)
    counted = []
    for times in (1, 3):
        more = [permits.signed() for _ in range(times)]
        texts = [one.code for one in more] + [permit.number, "nonsense", receipt.code, permit.code]
        with CaptureQueriesContext(connection) as asked:
            found = verifying.many(texts=texts, on=ON)
        counted.append(len(asked))
        assert [one.verdict.paper for one in found] == ["permit"] * (times + 1) + ["", "receipt", "permit"]
        assert [one.person_id for one in found[:times]] == [one.person_id for one in more]
        assert found[times + 1] == Checked(verdict=UNKNOWN)
        assert found[times] == found[-1]
    assert counted == [2, 2]
