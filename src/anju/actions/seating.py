"""A place that becomes free goes on in the published order, however it became free. Source: I5.

actions.case calls it, so it must not import actions.case. The round is locked before any application of it.
"""

import datetime

from anju.actions import admission, record
from anju.law.actor import SYSTEM
from anju.law.school import allotment, life
from anju.models import Case, Person, School, SchoolNote, SchoolRound, SchoolWish
from anju.queries.school import listed
from anju.vault import seal

KIND = "school_wish"
# how far a place is, and what makes it one
_FAR = {"declined": 0, "waiting": 0, "offered": 1, "accepted": 2}
_PLACE = ("state", "school", "choice", "granted_at", "reply_by", "replied_at", "up", "up_by")


def leave(*, case: Case, at: datetime.datetime) -> None:
    """Free the place of a child whose case was withdrawn or refused before it was granted. Part of a larger act."""
    key = SchoolWish.objects.filter(case=case, state="waiting").values_list("round_id", flat=True).first()
    if key is None:
        return
    held = SchoolRound.objects.select_for_update(of=("self",)).get(id=key)
    # a trial is counted again before anything is announced
    if held.state == "announced":
        row = SchoolWish.objects.select_for_update(of=("self",)).select_related("school").get(case=case)
        freed = row.school
        put(row, school=None, choice=None)
        pass_on(held, freed, at=at)


def pass_on(held: SchoolRound, school: School | None, *, at: datetime.datetime) -> SchoolWish | None:
    """Give a free place of a school to the first on its waiting list, and what they leave to the next in turn.

    Whoever was told of a place is asked and keeps theirs until they choose; whoever is not admitted yet is told of the
    better one alone. Return who got this school, None where nobody waits. Part of a larger act.
    """
    first = None
    free = [school] if school is not None else []
    while free:
        chosen, left = _next(held, free.pop(0), at=at)
        first = first or chosen
        free += [left] if left is not None else []
    return first


def secret(held: SchoolRound) -> str:
    """Return the seed of a round, shown or still sealed. Part of a larger act."""
    if held.seed is None:
        return held.seed_shown
    return seal.unseal(data=bytes(held.seed), column="school_round.seed", owner=held.id)


def put(row: SchoolWish, **values: object) -> None:
    """Write values of an application under a new version. Part of a larger act."""
    row.version += 1
    for name, value in values.items():
        setattr(row, name, value)
    row.save(update_fields=["version", *values])


def _next(held: SchoolRound, school: School, *, at: datetime.datetime) -> tuple[SchoolWish | None, School | None]:
    """Return who gets a place of a school, if one is free, and the place they leave."""
    room = {one.school: one.free for one in listed.rooms(round_=held)}
    if room.get(str(school.id), 0) < 1:
        return None, None
    rows = {row.number: row for row in _asking(held, school)}
    order = allotment.waiting(
        school=str(school.id),
        pupils=[
            listed.kept_pupil(
                number=row.number, schools=row.schools, counted=row.counted or {}, within=held.within, late=row.late
            )
            for row in rows.values()
        ],
        # whoever is asked about a place already has that one as good as theirs
        now={number: str(row.up_id or row.school_id or "") for number, row in rows.items()},
        passed={number: row.passed for number, row in rows.items()},
        seed=secret(held),
    )
    if not order:
        return None, None
    rows_of = SchoolWish.objects.select_for_update(of=("self",)).select_related("school", "up", "round", "person")
    row = rows_of.get(id=rows[order[0]].id)
    return row, _offered(row, school, at=at)


def _offered(row: SchoolWish, school: School, *, at: datetime.datetime) -> School | None:
    if row.state == "waiting":
        left = row.school
        put(row, school=school, choice=row.schools.index(str(school.id)) + 1)
    else:
        left = row.up
        put(row, up=school, up_by=admission.reply_by(row, at=at))
    detail = {"school": str(school.id)}
    record.write(what="offer_up", by=SYSTEM, at=at, subject=(KIND, row.id), person_id=row.person_id, detail=detail)
    if row.state != "waiting":
        admission.tell(row, "school_up", at=at, school=school.name, until=str(row.up_by))
    return left


def _asking(held: SchoolRound, school: School) -> list[SchoolWish]:
    """Return those with a place who wished this school and may want it more, admitted or about to be."""
    placed = SchoolWish.objects.filter(round=held, counted__isnull=False, school__isnull=False).exclude(choice=1)
    rows = placed.filter(schools__contains=[str(school.id)])
    admitted = rows.filter(state__in=["offered", "accepted"])
    return list((admitted | rows.filter(state="waiting", case__state__in=life.TAKING_PART)).order_by("number"))


def follow(*, kept: Person, gone: Person, at: datetime.datetime) -> None:
    """Let two records that are one child hold one place in a round: the one that went further. Part of a larger act. Source: B5."""
    for left in SchoolWish.objects.filter(person=gone).order_by("id"):
        held = SchoolRound.objects.select_for_update(of=("self",)).get(id=left.round_id)
        rows = SchoolWish.objects.select_for_update(of=("self",)).select_related("school", "up", "case")
        row, mine = rows.get(id=left.id), rows.get(person=kept, round=held)
        if mine.case.state == "withdrawn":
            # what was withdrawn makes room for what goes on
            SchoolNote.objects.filter(wish=mine).delete()
            mine.delete()
            put(row, person=kept)
            SchoolNote.objects.filter(wish=row).update(person_id=kept.id)
        else:
            for school in _one_place(mine, row):
                pass_on(held, school, at=at)


def _one_place(mine: SchoolWish, other: SchoolWish) -> list[School]:
    """Keep the place that went further in the first row, give the other up; return what is free by that."""
    further, less = (other, mine) if _FAR[other.state] > _FAR[mine.state] else (mine, other)
    freed = [one for one in (less.school, less.up) if one is not None and less.state != "declined"]
    if further is other:
        put(mine, **{name: getattr(other, name) for name in _PLACE})
    put(other, state="declined", school=None, choice=None, up=None, up_by=None)
    return freed
