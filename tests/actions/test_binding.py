"""Nobody gets at a record by typing its number: a sign-in follows a merge only with its own phone or at the counter."""

import pytest
from tests import factories

from anju.actions import stay as stays
from anju.models import Binding

pytestmark = pytest.mark.django_db
PHONE = "13900009999"


def merged(*, sender_phone: str, present: bool) -> list[str]:
    """Settle a second declaration of someone on file; return how the sender is bound to the record then."""
    here = factories.community()
    number = factories.id_number(serial=455)
    on_file = factories.registered(at=here, id_number=number, phone=PHONE)
    sender = factories.resident(phone=sender_phone)
    # typed into the form: whatever the sender likes, the victim's own phone included
    again = factories.filed(at=here, who=sender, id_number=number, phone=PHONE).main
    officer = factories.actor(factories.registrar(of=here))
    stays.accept(stay_id=again.id, by=officer, at=factories.NOW, same_as=on_file.person_id, present=present)
    held = Binding.objects.filter(resident=sender, until=None)
    assert {one.person_id for one in held} <= {on_file.person_id}
    return [one.how for one in held]


def test_a_stranger_who_types_number_and_phone_of_someone_on_file_gets_no_record() -> None:
    assert merged(sender_phone="13711112222", present=False) == []


def test_whoever_signs_in_with_the_phone_on_file_keeps_the_record() -> None:
    assert merged(sender_phone=PHONE, present=False) == ["phone"]


def test_whoever_stood_at_the_counter_with_the_card_keeps_the_record() -> None:
    assert merged(sender_phone="13711112222", present=True) == ["counter"]
