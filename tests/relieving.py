"""A street with its hall, a coordinator's community, and the county's offices, for tests of relief and help calls."""

from dataclasses import dataclass
from typing import Any

from tests import factories

from anju.actions import helping
from anju.actions import relief as acts
from anju.models import Division, HelpCall, HelpStep, Post, Relief, ReliefStep, Resident, Stay, Unit
from anju.queries.scope import Scope
from anju.vault import seal

TAKEN: dict[str, Any] = {"name": "", "contact": "", "what": "孩子住院，钱用完了。", "people": "3"}
CHECKED: dict[str, Any] = {"kind": "money", "amount": "1200", "goods": "", "found": "上门看过，情况属实。"}
SEEN: dict[str, Any] = {"who": "adult", "how": "seen", "place": "火车站广场东边长椅", "seen_there": "老人，没有鞋。"}


@dataclass
class World:
    """Posts and somebody registered."""

    community: Division
    hall: Unit
    county: Unit
    city: Unit
    station: Unit
    women: Unit
    clerk: Post
    coordinator: Post
    officer: Post
    chief: Post
    who: Resident
    stay: Stay

    def scope(self, name: str) -> Scope:
        """What one of the posts sees."""
        post: Post = getattr(self, name)
        return factories.scope(post)

    def another(self, name: str) -> Scope:
        """What a colleague in the same post sees."""
        post: Post = getattr(self, name)
        return factories.scope(factories.post(unit=post.unit, role=post.role))

    def taken(self, by: str = "clerk", *, registered: bool = True, urgent: bool = False) -> Relief:
        """Return a request taken in."""
        number = self.stay.number if registered else ""
        values = {**TAKEN, "name": "" if registered else "老周"}
        return acts.take(
            community=self.community.code,
            scope=self.scope(by),
            at=factories.NOW,
            number=number,
            urgent=urgent,
            **values,
        )

    def checked(self, **changes: str) -> Relief:
        """Return a request looked into by the clerk."""
        held = self.taken()
        return acts.check(relief_id=held.id, scope=self.scope("clerk"), at=factories.NOW, **{**CHECKED, **changes})

    def approved(self) -> Relief:
        """Return a request the county approved."""
        return acts.approve(relief_id=self.checked().id, scope=self.scope("officer"), at=factories.NOW)

    def called(self, by: str = "coordinator", **changes: str) -> HelpCall:
        """Return a help call handed over."""
        values = {**SEEN, "area": self.community.code, **changes}
        return helping.call(scope=self.scope(by), at=factories.NOW, **values)


def world() -> World:
    """Return a street with its offices, and somebody registered there."""
    here = factories.community()
    town = here.parent
    assert town is not None
    assert town.parent is not None
    district, above = town.parent, town.parent.parent
    hall = factories.unit(code="bm-1", kind="hall", department="government", level="street", covers=town)
    city = factories.unit(code="mz-3713", kind="office", department="civil_affairs", level="city", covers=above)
    county = factories.unit(
        code="mz-371302", kind="office", department="civil_affairs", level="county", parent=city, covers=district
    )
    women = factories.unit(
        code="fl-371302", kind="office", department="womens_federation", level="county", covers=district
    )
    own = factories.unit(code="sq-1", kind="community", department="government", level="community", covers=here)
    station = factories.station(of=here)
    who = factories.resident()
    return World(
        community=here,
        hall=hall,
        county=county,
        city=city,
        station=station,
        women=women,
        clerk=factories.post(unit=hall, role="clerk"),
        coordinator=factories.post(unit=own, role="coordinator"),
        officer=factories.post(unit=county, role="officer"),
        chief=factories.post(unit=station, role="chief"),
        who=who,
        stay=factories.registered(at=here, who=who),
    )


def spoken(stay: Stay) -> None:
    """Put a request for relief and a help call on file with words in every sealed column."""
    unit, by = stay.station, factories.staff()
    offices = dict.fromkeys(("taken_unit", "street", "county"), unit)
    relief = Relief.objects.create(
        person=stay.person,
        code="JZ-spoken",
        community=stay.community,
        state="closed",
        taken_at=factories.NOW,
        taken_by=by,
        due_on=factories.DAY,
        closed_at=factories.NOW,
        **offices,
    )
    sides = dict.fromkeys(("giver", "owner", "receiver"), unit)
    moments = dict.fromkeys(("taken_at", "handed_at", "due_at"), factories.NOW)
    call = HelpCall.objects.create(
        code="QZ-spoken", minor=False, how="seen", area=stay.community, state="handed", taken_by=by, **sides, **moments
    )
    said = ReliefStep(relief=relief, at=factories.NOW, what="taken", unit=unit)
    seen = HelpStep(call=call, at=factories.NOW, what="taken", unit=unit)
    said.words = seal.seal(text='{"what_happened": "断粮"}', column="relief_step.words", owner=said.id)
    seen.words = seal.seal(text='{"place": "车站"}', column="help_step.words", owner=seen.id)
    for row in (said, seen):
        row.save(force_insert=True)
