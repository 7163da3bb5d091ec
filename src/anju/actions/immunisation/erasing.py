"""What retention empties of vaccinations, and whose record they go to when two are one person. Source: B5, L5, L7."""

import uuid

from anju.law import vaccination
from anju.models import Person, VaccineDose, VaccinePlan


def wipe(*, person_id: uuid.UUID) -> None:
    """Empty the words of a person's doses; vaccine and day stay for the figures. Part of a larger act."""
    VaccineDose.objects.filter(person_id=person_id).update(batch="", place="", why="", resident_id=None)
    VaccinePlan.objects.filter(person_id=person_id).delete()


def follow(*, kept: Person, gone: Person) -> None:
    """Give one record's doses to the one that is kept; the same dose in both counts once. Part of a larger act. Source: B5."""
    counted = VaccineDose.objects.filter(state__in=vaccination.COUNTED)
    mine = set(counted.filter(person=kept).values_list("vaccine", "given_on"))
    for dose in counted.filter(person=gone):
        if (dose.vaccine, dose.given_on) in mine:
            dose.state = "corrected"
            dose.save(update_fields=["state"])
    VaccineDose.objects.filter(person=gone).update(person=kept)
    # the night works the kept one's out anew
    VaccinePlan.objects.filter(person=gone).delete()
