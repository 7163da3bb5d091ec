"""Verifying a receipt: the few things anyone may learn, and nothing else."""

import dataclasses

import pytest
from tests import factories

from anju.actions import stay as stays
from anju.law.absent import Absent
from anju.models import Receipt
from anju.queries import receipts, verifying
from anju.queries.verifying import UNKNOWN, Verdict
from anju.vault import ring

pytestmark = pytest.mark.django_db


def test_B6_a_code_and_a_number_of_an_active_stay_are_valid() -> None:
    stay = factories.registered(at=factories.community())
    receipt = Receipt.objects.get(stay=stay)
    wanted = Verdict(paper="receipt", state="valid", name="王*明", county="兰山区", on=factories.DAY)
    assert verifying.verify(text=receipt.code, on=factories.DAY) == wanted
    assert verifying.verify(text=f"https://city.example/v/{receipt.code.lower()}", on=factories.DAY) == wanted
    assert verifying.verify(text=receipt.number.lower(), on=factories.DAY) == wanted


def test_the_answer_has_no_field_for_anything_else() -> None:
    told = [field.name for field in dataclasses.fields(Verdict)]
    assert told == ["paper", "state", "name", "county", "on", "until", "provisional"]


@pytest.mark.parametrize("text", ["", "nonsense", "PZ371302-2026-9999999-1", "A" * 5000, "\x00", "' OR 1=1 --"])
def test_what_is_no_receipt_is_unknown(text: str) -> None:
    assert verifying.verify(text=text, on=factories.DAY) == UNKNOWN


def test_a_changed_letter_is_unknown() -> None:
    receipt = Receipt.objects.get(stay=factories.registered(at=factories.community()))
    other = "A" if receipt.code[40] != "A" else "B"
    assert verifying.verify(text=receipt.code[:40] + other + receipt.code[41:], on=factories.DAY) == UNKNOWN


def test_an_ended_stay_shows_as_ended_and_an_undone_end_as_valid() -> None:
    here = factories.community()
    stay = factories.registered(at=here)
    code = Receipt.objects.get(stay=stay).code
    chief = factories.actor(factories.post(unit=stay.station, role="chief"))
    stays.leave(stay_id=stay.id, on=factories.DAY, by=chief, at=factories.NOW)
    assert verifying.verify(text=code, on=factories.DAY).state == "ended"
    stays.undo_end(stay_id=stay.id, why="本人没有离开", by=chief, at=factories.later(hours=1))
    assert verifying.verify(text=code, on=factories.DAY).state == "valid"


def test_a_corrected_name_replaces_the_receipt() -> None:
    here = factories.community()
    who = factories.resident()
    stay = factories.registered(at=here, who=who)
    old = Receipt.objects.get(stay=stay)
    officer = factories.actor(factories.registrar(of=here))
    asked = stays.ask_correction(
        stay_id=stay.id,
        field="name",
        wanted="王晓明",
        why="写错一个字",
        by=factories.visitors.resident_actor(who=who),
        at=factories.NOW,
    )
    stays.grant_correction(correction_id=asked.id, by=officer, at=factories.NOW)
    new = Receipt.objects.get(stay=stay, replaced_at=None)
    assert verifying.verify(text=old.code, on=factories.DAY).state == "replaced"
    assert verifying.verify(text=new.code, on=factories.DAY).state == "valid"
    assert receipts.paper(stay_id=stay.id).name == "王晓明"


def test_a_rotated_key_keeps_old_receipts_valid() -> None:
    before = Receipt.objects.get(stay=factories.registered(at=factories.community()))
    kid = ring.current().signing.kid
    ring.rotate_sign_key(path=ring.current().path, on=factories.DAY)
    after = Receipt.objects.get(stay=factories.registered(at=factories.community(number="002")))
    assert ring.current().signing.kid == kid + 1
    assert [verifying.verify(text=receipt.code, on=factories.DAY).state for receipt in (before, after)] == [
        "valid",
        "valid",
    ]


def test_a_paper_is_cut_by_scope() -> None:
    stay = factories.registered(at=factories.community())
    elsewhere = factories.registrar(of=factories.community(county="371311"))
    own = factories.registrar(of=factories.community())
    assert receipts.scoped_paper(cut=factories.scope(own), stay_id=stay.id).stay_id == stay.id
    with pytest.raises(Absent):
        receipts.scoped_paper(cut=factories.scope(elsewhere), stay_id=stay.id)
