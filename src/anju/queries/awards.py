"""Awards as they are read: announced and given by everybody, nominations by whom they are about and by the office. Source: I10, L2."""

import datetime
import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from anju.law import award as law
from anju.law.absent import Absent
from anju.law.wording import Text
from anju.models import Award, AwardObjection, Binding, Nomination, Unit
from anju.queries.scope import Scope
from anju.queries.visitors import Resident
from anju.vault import seal

PAGE = 30
ROLES = ("officer", "overseer")


@dataclass(frozen=True)
class Shown:
    """An award as everybody sees it."""

    id: uuid.UUID
    name: str
    criteria: str
    unit: Text
    unit_id: uuid.UUID
    opens_on: datetime.date
    closes_on: datetime.date
    open: bool
    over: bool


@dataclass(frozen=True)
class Name:
    """A published name."""

    id: uuid.UUID
    name: str
    summary: str
    state: str
    until: datetime.date | None
    provisional: bool
    running: bool
    given_at: datetime.datetime | None


@dataclass(frozen=True)
class Mine:
    """A nomination about oneself, or made by oneself."""

    id: uuid.UUID
    award: str
    award_id: uuid.UUID
    name: str
    state: str
    consent: str
    reason: str
    about_me: bool
    at: datetime.datetime

    @property
    def state_text(self) -> Text:
        """The state in plain words."""
        return law.STATES[self.state]

    @property
    def may_answer(self) -> bool:
        """Whether the person may still say yes or no."""
        return self.about_me and self.state in ("received", "proposed")

    @property
    def may_withdraw(self) -> bool:
        """Whether the person may still say no after a yes."""
        return self.about_me and self.consent == "given" and self.state in ("received", "proposed", "published")


@dataclass(frozen=True)
class Row:
    """A nomination on the office's list."""

    id: uuid.UUID
    name: str
    state: str
    consent: Text
    at: datetime.datetime
    objections: int

    @property
    def state_text(self) -> Text:
        """The state in plain words."""
        return law.STATES[self.state]


@dataclass(frozen=True)
class Said:
    """An objection, opened."""

    id: uuid.UUID
    words: str
    made_at: datetime.datetime
    state: str
    answer: str

    @property
    def state_text(self) -> Text:
        """The state in plain words."""
        return law.OBJECTION[self.state]


@dataclass(frozen=True)
class Detail:
    """A nomination at the office's desk, opened (actions.award.open_one)."""

    nomination: Nomination
    story: str
    state: Text
    consent: Text
    proposed: Text | None
    objections: tuple[Said, ...]


def public(*, on: datetime.date, after: Sequence[str] = ()) -> list[Shown]:
    """Return a page of awards, the newest first, and one more."""
    rows = Award.objects.select_related("unit").filter(opens_on__lte=on)
    return [_shown(row, on=on) for row in _page(rows, after)]


def one(*, award_id: uuid.UUID, on: datetime.date) -> Shown:
    """Return one award; Absent for what is not there."""
    found = Award.objects.select_related("unit").filter(id=award_id).first()
    if found is None:
        raise Absent("award")
    return _shown(found, on=on)


def names(*, award_id: uuid.UUID, on: datetime.date) -> list[Name]:
    """Return the names that are published or honoured, with consent all of them."""
    rows = Nomination.objects.filter(award_id=award_id, state__in=["published", "given"], consent="given")
    return [_name(row, on=on) for row in rows.exclude(name="").order_by("published_at", "id")[:200]]


def published(*, nomination_id: uuid.UUID, on: datetime.date) -> tuple[Name, uuid.UUID]:
    """Return a name one can object to, and its award; Absent for every other nomination."""
    found = Nomination.objects.filter(id=nomination_id, state="published", published_until__gte=on).first()
    if found is None:
        raise Absent("nomination")
    return _name(found, on=on), found.award_id


def mine(*, who: Resident) -> list[Mine]:
    """Return the nominations about a resident, by phone or record, and those they made, the newest first."""
    record = Binding.objects.filter(resident=who, kind="self", until=None).values_list("person_id", flat=True).first()
    about = Q(pk__in=[])
    if who.phone_index is not None:
        about |= Q(phone_index=bytes(who.phone_index))
    if record is not None:
        about |= Q(person_id=record)
    rows = Nomination.objects.filter(about | Q(resident_id=who.id)).select_related("award")
    own = set(Nomination.objects.filter(about).values_list("id", flat=True))
    return [_mine(row, about_me=row.id in own) for row in rows.order_by("-nominated_at", "-id")[:PAGE]]


def objected(*, who: Resident) -> list[Said]:
    """Return what a resident objected to and what was answered."""
    rows = AwardObjection.objects.filter(resident_id=who.id).order_by("-made_at", "-id")[:PAGE]
    return [_said(row) for row in rows]


def desk(scope: Scope, *, on: datetime.date, after: Sequence[str] = ()) -> list[Shown]:
    """Return a page of the awards of a post's own office, and one more."""
    rows = _own(scope).select_related("unit")
    return [_shown(row, on=on) for row in _page(rows, after)]


def own(scope: Scope, *, award_id: uuid.UUID, on: datetime.date) -> Shown:
    """Return an award of a post's own office; Absent for every other."""
    found = _own(scope).select_related("unit").filter(id=award_id).first()
    if found is None:
        raise Absent("award")
    return _shown(found, on=on)


def nominations(scope: Scope, *, award_id: uuid.UUID, after: Sequence[str] = ()) -> list[Row]:
    """Return a page of an award's nominations, the newest first, and one more."""
    rows = Nomination.objects.filter(award__in=_own(scope), award_id=award_id).exclude(state="withdrawn")
    if after:
        if len(after) != 1:
            raise Absent("cursor")
        rows = rows.filter(id__lt=after[0])
    counted = rows.annotate(open=Count("objections", filter=Q(objections__state="open")))
    return [_row(row) for row in counted.order_by("-id")[: PAGE + 1]]


def detail(nomination: Nomination) -> Detail:
    """Return what the office sees of a nomination it opened."""
    held = bytes(nomination.story)
    objections = nomination.objections.order_by("made_at", "id")
    return Detail(
        nomination=nomination,
        story=seal.unseal(data=held, column="nomination.story", owner=nomination.id) if held else "",
        state=law.STATES[nomination.state],
        consent=law.CONSENT[nomination.consent],
        proposed=law.OUTCOMES.get(nomination.proposed),
        objections=tuple(_said(row) for row in objections),
    )


def _own(scope: Scope) -> QuerySet[Award]:
    rows = Award.objects.filter(unit_id=scope.unit.id)
    return rows if scope.role in ROLES else rows.none()


def _page(rows: QuerySet[Award], after: Sequence[str]) -> list[Award]:
    if after:
        if len(after) != 2:
            raise Absent("cursor")
        opens, key = after
        rows = rows.filter(Q(opens_on__lt=opens) | Q(opens_on=opens, id__lt=key))
    return list(rows.order_by("-opens_on", "-id")[: PAGE + 1])


def key(row: Shown) -> tuple[object, ...]:
    """Return where a page of awards goes on."""
    return row.opens_on, row.id


def _shown(row: Award, *, on: datetime.date) -> Shown:
    unit: Unit = row.unit
    return Shown(
        id=row.id,
        name=row.name,
        criteria=row.criteria,
        unit=Text(zh=unit.name, en=unit.name_en or unit.name),
        unit_id=unit.id,
        opens_on=row.opens_on,
        closes_on=row.closes_on,
        open=row.ended_at is None and row.opens_on <= on <= row.closes_on,
        over=row.ended_at is not None or row.closes_on < on,
    )


def _name(row: Nomination, *, on: datetime.date) -> Name:
    return Name(
        id=row.id,
        name=row.name,
        summary=row.summary,
        state=row.state,
        until=row.published_until,
        provisional=row.published_provisional,
        running=row.state == "published" and row.published_until is not None and row.published_until >= on,
        given_at=row.given_at,
    )


def _mine(row: Nomination, *, about_me: bool) -> Mine:
    return Mine(
        id=row.id,
        award=row.award.name,
        award_id=row.award_id,
        name=row.name,
        state=row.state,
        consent=row.consent,
        # the reason is for the person; a neighbour who nominated learns the outcome only
        reason=row.reason if about_me and row.state == "refused" else "",
        about_me=about_me,
        at=row.nominated_at,
    )


def _row(row: Nomination) -> Row:
    return Row(
        id=row.id,
        name=row.name,
        state=row.state,
        consent=law.CONSENT[row.consent],
        at=row.nominated_at,
        objections=int(getattr(row, "open", 0)),
    )


def _said(row: AwardObjection) -> Said:
    held = bytes(row.words)
    return Said(
        id=row.id,
        words=seal.unseal(data=held, column="award_objection.words", owner=row.id) if held else "",
        made_at=row.made_at,
        state=row.state,
        answer=row.answer,
    )
