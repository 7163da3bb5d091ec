"""Rows for tests: real ones, made by the same actions that pages use wherever an act exists."""

import datetime
import itertools
import uuid
from typing import Any

from anju.actions import stay as stays
from anju.actions.stay import Filed
from anju.law import declaration, identity
from anju.law.actor import Actor
from anju.linkage import pinyin
from anju.models import Division, Jurisdiction, OriginCounty, Post, Resident, Staff, Stay, Unit, UnitDivision
from anju.queries import visitors
from anju.queries.scope import Scope
from anju.vault import seal

DAY = datetime.date(2026, 3, 4)
NOW = datetime.datetime(2026, 3, 4, 2, 0, tzinfo=datetime.UTC)  # 10:00 in Linyi, a Wednesday
_serial = itertools.count(1)
_counties = {
    "410105": ("金水区", "河南省郑州市金水区"),
    "320311": ("泉山区", "江苏省徐州市泉山区"),
    "371302": ("兰山区", "山东省临沂市兰山区"),
}


def later(**delta: float) -> datetime.datetime:
    """Return a moment after NOW."""
    return NOW + datetime.timedelta(**delta)


def id_number(*, area: str = "410105", born: str = "19900307", serial: int | None = None, sex: str = "female") -> str:
    """Return a valid made-up ID number, a new one at each call."""
    number = serial if serial is not None else next(_serial)
    order = (number * 2 + (1 if sex == "male" else 0)) % 1000
    first = f"{area}{born}{order:03d}"
    return first + identity.check_digit(first)


def origin() -> None:
    """Put a few counties of 户口 on file."""
    for code, (name, full) in _counties.items():
        OriginCounty.objects.get_or_create(
            code=code,
            defaults={
                "name": name,
                "level": "county",
                "full_name": full,
                "pinyin": pinyin.of_place(name),
                "initials": pinyin.initials_of_place(name),
            },
        )


def division(code: str, name: str, level: str, parent: Division | None = None) -> Division:
    """Return a division under its parent."""
    found = Division.objects.filter(code=code).first()
    if found is not None:
        return found
    return Division.objects.create(
        code=code,
        name=name,
        level=level,
        parent=parent,
        path=(parent.path if parent else "") + code + "/",
        pinyin=pinyin.of_place(name),
        initials=pinyin.initials_of_place(name),
        valid_from=datetime.date(2000, 1, 1),
    )


def community(*, county: str = "371302", street: str = "001", number: str = "001") -> Division:
    """Return a community with everything above it."""
    origin()
    city = division("371300000000", "临沂市", "city")
    names = {"371302": "兰山区", "371311": "罗庄区", "371321": "沂南县"}
    above = division(f"{county}000000", names.get(county, "河东区"), "county", city)
    town = division(f"{county}{street}000", f"第{street}街道", "street", above)
    return division(f"{county}{street}{number}", f"红星{number}社区", "community", town)


def unit(
    *, code: str, kind: str, department: str, level: str, parent: Unit | None = None, covers: Division | None = None
) -> Unit:
    """Return a unit, covering a division where given."""
    made, new = Unit.objects.get_or_create(
        code=code,
        defaults={
            "name": f"单位{code}",
            "name_en": f"Unit {code}",
            "kind": kind,
            "department": department,
            "level": level,
            "parent": parent,
            "path": (parent.path if parent else "") + code + "/",
            "valid_from": datetime.date(2000, 1, 1),
        },
    )
    if new and covers is not None:
        UnitDivision.objects.create(unit=made, division=covers, valid_from=datetime.date(2000, 1, 1))
    return made


def station(*, of: Division) -> Unit:
    """Return the police station that answers for a community's street, under its county and city."""
    town = of.parent
    assert town is not None
    assert town.parent is not None
    county = town.parent
    city = unit(code="ga-3713", kind="office", department="police", level="city", covers=county.parent)
    county_police = unit(
        code=f"ga-{county.code[:6]}", kind="office", department="police", level="county", parent=city, covers=county
    )
    made = unit(
        code=f"pcs-{town.code[:9]}",
        kind="station",
        department="police",
        level="street",
        parent=county_police,
        covers=town,
    )
    Jurisdiction.objects.get_or_create(station=made, division=town, defaults={"valid_from": datetime.date(2000, 1, 1)})
    return made


def staff(*, name: str = "张警官") -> Staff:
    """Return a member of staff with the password "correct horse battery"."""
    made = Staff(username=f"staff{next(_serial)}", name=name, created_at=NOW)
    made.set_password("correct horse battery")
    made.save()
    return made


def post(*, unit: Unit, role: str = "registrar", holder: Staff | None = None) -> Post:
    """Return a post at a unit."""
    return Post.objects.create(staff=holder or staff(), unit=unit, role=role, valid_from=datetime.date(2000, 1, 1))


def registrar(*, of: Division) -> Post:
    """Return a registrar's post at the station that answers for a community."""
    return post(unit=station(of=of), role="registrar")


def keeper(*, of: Division, code: str = "body-1") -> Post:
    """Return the keeper of a body's own list: a hospital in a community, below its county's government (A2)."""
    town = of.parent
    assert town is not None
    assert town.parent is not None
    county = unit(
        code=f"zf-{town.parent.code[:6]}", kind="office", department="government", level="county", covers=town.parent
    )
    body = unit(code=code, kind="body", department="partner", level="community", parent=county, covers=of)
    return post(unit=body, role="keeper")


def actor(post: Post) -> Actor:
    """Return a post as an actor."""
    return visitors.post_actor(post=post)


def scope(post: Post) -> Scope:
    """Return what a post may see."""
    return visitors.post_scope(post=post, on=DAY)


def resident(*, phone: str | None = None) -> Resident:
    """Return a phone that signs in."""
    plain = phone or f"138{next(_serial):08d}"
    key = uuid.uuid4()
    return Resident.objects.create(
        id=key,
        phone=seal.seal(text=plain, column="resident.phone", owner=key),
        phone_index=seal.index(text=plain, kind="phone"),
        created_at=NOW,
    )


def raw(*, at: Division, **changes: Any) -> dict[str, Any]:
    """Return a declaration as typed."""
    answers: dict[str, Any] = {
        "name": "王小明",
        "id_kind": "id_card",
        "id_number": id_number(),
        "phone": f"139{next(_serial):08d}",
        "hukou_county": "410105",
        "community": at.code,
        "address": {
            "form": "road",
            "road": "沂蒙路",
            "number": "100",
            "building": "3",
            "unit": "2",
            "room": f"{next(_serial)}",
        },
        "dwelling": "rented",
        "arrived_on": DAY.isoformat(),
        "reason": "work",
    }
    return {**answers, **changes}


def declared(*, at: Division, **changes: Any) -> declaration.Declared:
    """Return a declaration, read."""
    return declaration.read(raw(at=at, **changes), today=DAY, counties=frozenset(_counties))


def filed(*, at: Division, who: Resident | None = None, when: datetime.datetime | None = None, **changes: Any) -> Filed:
    """Return a declaration received from a resident, at NOW unless told when."""
    station(of=at)
    sender = who or resident()
    return stays.declare(
        declared=declared(at=at, **changes),
        channel="online",
        by=visitors.resident_actor(who=sender),
        at=when or NOW,
        resident=sender,
    )


def registered(*, at: Division, who: Resident | None = None, **changes: Any) -> Stay:
    """Return an accepted stay."""
    filing = filed(at=at, who=who, **changes)
    stays.accept(stay_id=filing.main.id, by=actor(registrar(of=at)), at=NOW)
    return Stay.objects.select_related("person", "address", "community", "station").get(id=filing.main.id)
