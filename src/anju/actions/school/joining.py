"""Applying in a round: a case of the service and, beside it, the wishes. A late one is taken too. Source: I5, I3, I4."""

import datetime
import uuid
from collections.abc import Mapping

from django.db import transaction

from anju.actions import case as cases
from anju.actions import record
from anju.actions.case import locking as case_locking
from anju.actions.school import locking
from anju.law import authority, city
from anju.law.absent import Absent
from anju.law.actor import Actor
from anju.law.refusal import Refusal
from anju.law.school import stage, wish
from anju.law.school.wish import Wished
from anju.law.wording import Text
from anju.models import Binding, Division, Person, School, SchoolNote, SchoolRound, SchoolWish, SchoolZone
from anju.queries.case import routing

KIND = "school_wish"
_ELSEWHERE = Text(
    zh="孩子登记住在{place}，请在那里的报名里申请。",
    en="The child is registered in {place}; please apply in the round there.",
)
_NO_PLACE = Text(
    zh="孩子和您都还没有登记住处，先登记才知道学区。",
    en="Neither the child nor you are registered; the zone goes by the address. Please register first.",
)
_ANOTHER = Text(
    zh="孩子已经在另一次报名里（{number}），先撤回那一件。",
    en="The child is part of another round already ({number}); withdraw that application first.",
)
_OVER = Text(zh="报名已经截止，志愿不能再改。", en="The round is closed; wishes can't be changed any more.")
_YEAR = 12


def join(
    *, round_id: uuid.UUID, person_id: uuid.UUID, raw: Mapping[str, object], by: Actor, at: datetime.datetime
) -> SchoolWish:
    """Apply for a ward in a published round; applying twice is one application.

    raw: wish_1 … wish_3, sibling (a school), contract_months, has_licence, child_school, papers, truth. No condition
    refuses here: "missing X" is said before, and an officer decides (I10). Raises Refusals, Refusal "not_open_yet",
    "too_young", "elsewhere", "place_missing", "other_round"; Absent.
    """
    authority.demand(by=by, act="join_round")
    with transaction.atomic():
        case_locking.acts_for(person_id=person_id, by=by, at=at)
        held = _published(round_id)
        before = SchoolWish.objects.filter(round=held, person_id=person_id).first()
        if before is not None and before.case.state != "withdrawn":
            return before
        person = Person.objects.get(id=person_id)
        late = wish.late(first_on=held.first_on, last_on=held.last_on, on=city.day(at))
        wish.old_enough(born_on=person.birth_on, level=held.level, year=held.year)
        community = _community(person_id, by=by, county=held.county)
        read = wish.read(raw, offered=_offered(held))
        made = _made(held, person_id, community, read, raw=raw, late=late, by=by, at=at, before=before)
        detail = {"round": str(held.id), "number": made.number, "late": late}
        record.write(what="join_round", by=by, at=at, subject=(KIND, made.id), person_id=person_id, detail=detail)
        return made


def join_again(
    *, wish_id: uuid.UUID, raw: Mapping[str, object], by: Actor, at: datetime.datetime, version: int | None = None
) -> SchoolWish:
    """Change the wishes until the last day; the list number stays. Raises Refusals, Refusal "round_over", "stale"."""
    with transaction.atomic():
        held, row = locking.own(wish_id=wish_id, by=by, act="change_wishes", at=at, version=version)
        if held.state != "published" or city.day(at) > held.last_on or row.state != "waiting":
            raise Refusal("round_over", _OVER, rule="I5")
        read = wish.read(raw, offered=_offered(held))
        same = str(row.sibling_id or "") == read.sibling
        locking.put(
            row,
            schools=list(read.schools),
            sibling_id=uuid.UUID(read.sibling) if read.sibling else None,
            sibling_ok=row.sibling_ok if same else None,
        )
        about = (KIND, row.id)
        record.write(what="change_wishes", by=by, at=at, subject=about, person_id=row.person_id)
        return row


def _published(round_id: uuid.UUID) -> SchoolRound:
    found = (
        SchoolRound.objects.select_for_update(of=("self",))
        .select_related("county")
        .filter(id=round_id, state__in=["published", "allotted", "announced"])
        .first()
    )
    if found is None:
        raise Absent("round")
    return found


def _offered(held: SchoolRound) -> list[str]:
    return [str(key) for key in held.places.filter(places__gt=0).values_list("school_id", flat=True)]


def _community(person_id: uuid.UUID, *, by: Actor, county: Division) -> Division:
    """Return where the child lives by the register, else where the guardian who applies does."""
    found = routing.community(person_id=person_id)
    if found is None:
        own = Binding.objects.filter(resident=by.id, kind="self", until=None).values_list("person_id", flat=True)
        found = next((place for one in own if (place := routing.community(person_id=one)) is not None), None)
    if found is None:
        raise Refusal("place_missing", _NO_PLACE, rule="I5")
    if not found.path.startswith(county.path):
        raise Refusal("elsewhere", _ELSEWHERE.format(place=found.name), rule="I5")
    return found


def _made(
    held: SchoolRound,
    person_id: uuid.UUID,
    community: Division,
    read: Wished,
    *,
    raw: Mapping[str, object],
    late: bool,
    by: Actor,
    at: datetime.datetime,
    before: SchoolWish | None,
) -> SchoolWish:
    case = cases.apply(
        person_id=person_id,
        service_id=stage.STAGES[held.level].service,
        raw=_form(held, read, community, raw),
        by=by,
        at=at,
        community=community.code,
    )
    other = SchoolWish.objects.filter(case=case).select_related("case").first()
    if other is not None:
        raise Refusal("other_round", _ANOTHER.format(number=other.case.number), rule="I5")
    # whoever came back after withdrawing comes anew: a fresh number, the place in line of today
    held.serial += 1
    held.save(update_fields=["serial"])
    row = before or SchoolWish(round=held, person_id=person_id)
    row.case, row.number, row.community, row.applied_at = case, held.serial, community, at
    row.late = late or held.state != "published"
    row.work, row.work_ok = _works(raw), None
    return _begun(row, read)


def _begun(row: SchoolWish, read: Wished) -> SchoolWish:
    """Keep an application with nothing counted or placed yet."""
    row.schools, row.state = list(read.schools), "waiting"
    row.sibling_id, row.sibling_ok = (uuid.UUID(read.sibling) if read.sibling else None), None
    row.counted = row.school = row.choice = row.draw = None
    row.save()
    SchoolNote.objects.filter(wish=row).delete()
    return row


def _form(held: SchoolRound, read: Wished, community: Division, raw: Mapping[str, object]) -> dict[str, object]:
    """Return the service's form: what is known of address and wishes is not asked again. Source: I4."""
    names = {str(key): name for key, name in School.objects.filter(id__in=read.schools).values_list("id", "name")}
    zone = SchoolZone.objects.filter(school_id__in=read.schools, year=held.year, community=community).exists()
    known = {
        "school": "、".join(names[key] for key in read.schools)[:200],
        "where": community.name,
        "in_zone": "yes" if zone else "no",
    }
    fields = {name: raw.get(name, "") for name in ("child_school", "contract_months")}
    return {"fields": {**fields, **known}, "papers": raw.get("papers", {}), "truth": raw.get("truth")}


def _works(raw: Mapping[str, object]) -> bool:
    """Tell whether a contract of a year or a licence was stated. Source: I5."""
    months = str(raw.get("contract_months") or "0").strip()
    return raw.get("has_licence") in (True, "true", "on", "1", "yes") or (
        months.isascii() and months.isdigit() and int(months[:4]) >= _YEAR
    )
