"""Who read a person's record and why, and what was done with it, for the person to see. Source: L12."""

import datetime
import uuid
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q

from anju.law import authority, codes
from anju.law.wording import Text
from anju.models import Act, Merge, Person, Post, Stay, Unit

_YOU = Text(zh="您本人", en="You")
_FOR_YOU = Text(zh="代您办理的人", en="Someone who acts for you")
_SYSTEM = Text(zh="系统", en="The system")
_MACHINE = Text(zh="单位的业务系统", en="An office's system")
_EMPLOYER = Text(zh="您报名的单位", en="An employer you applied to")
_NOTHING = Text(zh="", en="")


@dataclass(frozen=True)
class Trace:
    """One act or read, by unit and role; names of staff stay inside the offices."""

    at: datetime.datetime
    what: str
    unit: Text
    role: Text
    purpose: str
    reason: str
    own: bool

    @property
    def text(self) -> Text:
        """The act in plain words."""
        permission = authority.TABLE.get(self.what)
        return permission.text if permission is not None else Text(zh=self.what, en=self.what)

    @property
    def purpose_text(self) -> Text:
        """The purpose in plain words."""
        return codes.purpose(self.purpose) if self.purpose else _NOTHING


def reads(*, person: Person, viewer: uuid.UUID | None = None, most: int = 100) -> list[Trace]:
    """Return who read a person's record, the newest first; what is read always has a purpose."""
    return _dress(
        Act.objects.filter(person_id__in=_ids(person)).exclude(purpose="").order_by("-at", "-seq")[:most], viewer
    )


def done(*, person: Person, viewer: uuid.UUID | None = None, most: int = 100) -> list[Trace]:
    """Return what was done with a person's record, the newest first."""
    return _dress(Act.objects.filter(person_id__in=_ids(person), purpose="").order_by("-at", "-seq")[:most], viewer)


def of_stay(*, stay: Stay, viewer: uuid.UUID | None = None, most: int = 100) -> list[Trace]:
    """Return what was done with one stay, the newest first."""
    return _dress(
        Act.objects.filter(Q(subject_kind="stay", subject_id=str(stay.id)), purpose="").order_by("-at", "-seq")[:most],
        viewer,
    )


def _ids(person: Person) -> list[uuid.UUID]:
    return [person.id, *Merge.objects.filter(kept=person).values_list("gone_id", flat=True)]


def _dress(acts: Iterable[Act], viewer: uuid.UUID | None) -> list[Trace]:
    rows = list(acts)
    units = {
        unit.id: Text(zh=unit.name, en=unit.name_en or unit.name)
        for unit in Unit.objects.filter(id__in={row.unit_id for row in rows})
    }
    posts = dict(Post.objects.filter(id__in={row.post_id for row in rows}).values_list("id", "role"))
    return [_trace(row, units, posts, viewer) for row in rows]


def _trace(row: Act, units: dict[uuid.UUID, Text], posts: dict[uuid.UUID, str], viewer: uuid.UUID | None) -> Trace:
    own = row.actor_kind == "resident" and row.actor_id == viewer
    role = authority.ROLES.get(posts.get(row.post_id, ""), _SYSTEM) if row.post_id is not None else _SYSTEM
    if row.actor_kind == "resident":
        role = _EMPLOYER if row.purpose == codes.EMPLOYER else _YOU if own else _FOR_YOU
    elif row.actor_kind == "client":
        role = _MACHINE
    unit = units.get(row.unit_id, _NOTHING) if row.unit_id is not None else _NOTHING
    return Trace(at=row.at, what=row.what, unit=unit, role=role, purpose=row.purpose, reason=row.reason, own=own)
