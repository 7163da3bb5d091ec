"""The main way: apply, accept, sign; and the card that is ordered."""

import pytest
from tests import permits as make

from anju.models import Act, Card, Message, Permit, PermitProof

pytestmark = pytest.mark.django_db


def test_a_signed_first_file_makes_a_valid_permit_and_a_card_to_make() -> None:
    permit = make.signed()
    assert (permit.state, permit.number[:2], permit.issued_on) == ("valid", "JZ", make.HALF_YEAR)
    card = Card.objects.get()
    assert (card.permit_id, card.state, card.due_on) == (permit.id, "to_make", card.file.due_on)
    assert [act.what for act in Act.objects.filter(subject_kind="permit_file").order_by("seq")] == [
        "apply_permit",
        "accept_permit",
        "sign_permit",
    ]
    assert PermitProof.objects.exclude(checked_at=None).count() == 1
    assert Permit.objects.count() == 1
    assert list(
        Message.objects.filter(kind__startswith="permit_").order_by("created_at", "id").values_list("kind", flat=True)
    ) == [
        "permit_received",
        "permit_accepted",
        "permit_signed",
    ]
