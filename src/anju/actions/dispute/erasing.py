"""What retention empties of disputes, and whose record they go to when two are one person. Source: B5, L7."""

import uuid

from anju.models import Dispute, DisputeAgreement, DisputeOther, DisputeSession, DisputeStep, LegalAid, Person

_ALL = (Dispute, DisputeAgreement, DisputeOther, DisputeSession, DisputeStep, LegalAid)


def wipe(*, person_id: uuid.UUID) -> None:
    """Empty what disputes say of a person and of the other side; dates, states and sums stay. Part of a larger act."""
    DisputeOther.objects.filter(person_id=person_id).update(words=b"")
    DisputeStep.objects.filter(person_id=person_id).update(words=None)
    DisputeAgreement.objects.filter(person_id=person_id).update(text=b"")
    LegalAid.objects.filter(person_id=person_id).update(lawyer=None)


def follow(*, kept: Person, gone: Person) -> None:
    """Give one record's disputes to the one that is kept. Part of a larger act. Source: B5."""
    for model in _ALL:
        model._default_manager.filter(person_id=gone.id).update(person_id=kept.id)
