"""People who left, with everything on file that a person can leave behind."""

import datetime

from django.db import connection
from tests import factories as make

from anju.actions import complaint as complaints
from anju.actions import message as messages
from anju.actions import stay as stays
from anju.law.actor import Actor
from anju.models import (
    Complaint,
    Draft,
    Stay,
    Unit,
)
from anju.queries import visitors

NAME, PINYIN, AGENT, PLACE = "欧阳青禾", "ouyangqinghe", "诸葛白薇", "临沂某某木业公司"
LATER = datetime.date(2029, 4, 1)
LATE = datetime.datetime(2029, 4, 1, 2, 0, tzinfo=datetime.UTC)
Rows = dict[str, list[str]]


def chief(stay: Stay) -> Actor:
    return make.actor(make.post(unit=stay.station, role="chief"))


def left(**changes: object) -> Stay:
    """Return the ended stay of someone with everything on file that a person can leave behind."""
    who = make.resident(phone="13912345678")
    agent = {"name": AGENT, "id_number": make.id_number(), "relation": "sibling"}
    stay = make.registered(
        at=make.community(), who=who, name=NAME, workplace=PLACE, phone="13912345678", agent=agent, **changes
    )
    resident = visitors.resident_actor(who=who)
    correction = stays.ask_correction(
        stay_id=stay.id, field="workplace", wanted="别的公司", why=f"{NAME}写错了", by=resident, at=make.NOW
    )
    stays.refuse_correction(correction_id=correction.id, why="请出示合同", by=chief(stay), at=make.NOW)
    stays.confirm(stay_id=stay.id, by=chief(stay), at=make.NOW, note=f"{NAME}在家")
    ending = stays.propose_end(
        stay_id=stay.id,
        reason="left",
        basis="visit",
        note=f"邻居说{NAME}搬走了",
        on=make.DAY,
        by=chief(stay),
        at=make.NOW,
    )
    stays.object_end(ending_id=ending.id, words=f"{NAME}还在", by=resident, at=make.NOW)
    stays.end(ending_id=ending.id, by=chief(stay), at=make.later(days=20), why="再次上门核实")
    messages.switch(resident_id=who.id, kind="due_soon", channel="sms", on=False)
    Draft.objects.create(resident=who, kind="move", answers=b"x", started_at=make.NOW, saved_at=make.NOW)
    return Stay.objects.select_related("person", "station").get(id=stay.id)


def everything() -> Rows:
    """Return every row of every table as text, by table."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename NOT LIKE 'django%%' ORDER BY 1"
        )
        tables = [row[0] for row in cursor.fetchall()]
        rows: Rows = {}
        for table in tables:
            cursor.execute(f'SELECT t::text FROM "{table}" t')
            rows[table] = [row[0] for row in cursor.fetchall()]
    return rows


def tables_with(rows: Rows, *values: str) -> set[str]:
    return {table for table, found in rows.items() if any(value in row for row in found for value in values)}


def answered() -> Complaint:
    community = make.community()
    make.station(of=community)
    owner = Unit.objects.get(code="ga-371302")
    made = complaints.complain(
        kind="service",
        text=NAME,
        contact="13912345678",
        about=owner.code,
        by=Actor(kind="resident", role="resident"),
        at=make.NOW,
    )
    by = make.actor(make.post(unit=owner, role="county_police"))
    complaints.answer(complaint_id=made.id, words=f"{NAME}您好", by=by, at=make.NOW)
    return made
