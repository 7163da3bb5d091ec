"""Applications, permits and endorsements go where their registration goes: to another station, community or record. Source: O2, B5."""

from collections.abc import Collection

from django.db.models import F, OuterRef, Subquery

from anju.law.permit import file as files
from anju.law.permit import life
from anju.models import (
    Card,
    Endorsement,
    PastResidence,
    Permit,
    PermitEnding,
    PermitFile,
    PermitNotice,
    PermitProof,
    Person,
    Stay,
    Suspension,
)


def places(*, communities: Collection[str]) -> int:
    """Put what is open on the stations and communities of its registrations, after these changed. Part of a larger act.

    `communities` are those the registrations lie in now. What is decided or ended stays where it was.
    """
    here = Stay.objects.filter(id=OuterRef("stay_id"))
    now = {
        "community_id": Subquery(here.values("community_id")[:1]),
        "station_id": Subquery(here.values("station_id")[:1]),
        "version": F("version") + 1,
    }
    moved = 0
    for table, states in ((PermitFile, files.OPEN), (Permit, life.ACTIVE)):
        rows = table.objects.filter(stay__community_id__in=communities, state__in=states)
        moved += rows.exclude(community_id=F("stay__community_id"), station_id=F("stay__station_id")).update(**now)
    asked = Endorsement.objects.filter(state="asked", permit__stay__community_id__in=communities)
    station = Permit.objects.filter(id=OuterRef("permit_id")).values("station_id")[:1]
    return moved + asked.exclude(station_id=F("permit__station_id")).update(station_id=Subquery(station))


def registration(*, before: Stay, after: Stay) -> int:
    """Put a file being handled on the registration that a move inside the county made. Part of a larger act. Source: D2."""
    files_open = PermitFile.objects.filter(stay=before, state__in=files.OPEN)
    return files_open.update(
        stay=after, community_id=after.community_id, station_id=after.station_id, version=F("version") + 1
    )


def person(*, kept: Person, gone: Person) -> None:
    """Give what one record has of permits to the record that is kept. Part of a larger act. Source: B5.

    The database lets nobody have two permits in force or two files being handled (E3): such two records do not merge.
    """
    for table in (PermitFile, Permit, PermitProof, PastResidence):
        table.objects.filter(person=gone).update(person=kept)
    for beside in (PermitNotice, PermitEnding, Card, Endorsement, Suspension):
        beside.objects.filter(person_id=gone.id).update(person_id=kept.id)
