"""What is said where a picture can't be taken, and how long pictures are kept."""

import datetime

import pytest

from anju import catalogue
from anju.law import policy, upload

AT = datetime.datetime(2026, 3, 4, 2, 0, tzinfo=datetime.UTC)
POLICY = policy.resolve(defaults=catalogue.current().defaults, overrides=(), place=(), on=datetime.date(2026, 3, 4))


@pytest.mark.parametrize("code", sorted(upload.FAULTS))
def test_B7_a_refused_picture_says_what_to_do_and_that_the_form_is_kept(code: str) -> None:
    refused = upload.refusal(code, field="portrait")
    assert (refused.code, refused.field) == (f"picture_{code}", "portrait")
    assert refused.text.zh.endswith("已经填写的内容都还在。")
    assert refused.text.en.endswith("Everything you filled in is still here.")


def test_L7_a_picture_that_was_never_sent_outlives_its_draft_by_thirty_days() -> None:
    assert upload.unsent_until(at=AT, policy=POLICY) == AT + datetime.timedelta(days=90 + 30)


def test_L7_E8_pictures_of_a_closed_case_are_kept_while_it_can_be_taken_to_reconsideration() -> None:
    assert upload.closed_until(closed_at=AT, policy=POLICY) == AT + datetime.timedelta(days=60)
