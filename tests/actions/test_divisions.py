"""Changing divisions: what goes on is re-pointed, what is over keeps its codes, and two people decide (O2)."""

import datetime
import uuid

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests import factories

from anju.actions import address as addresses
from anju.actions import divisions, jurisdictions
from anju.actions import stay as stays
from anju.law import place as law
from anju.law.absent import Absent
from anju.law.actor import Actor
from anju.law.division import Target, Wish
from anju.law.refusal import Refusal, Refusals
from anju.models import (
    Act,
    Address,
    Division,
    DivisionChange,
    DivisionVersion,
    Jurisdiction,
    PolicyOverride,
    Stay,
    UnitDivision,
)
from anju.queries import counts, pending, places

pytestmark = pytest.mark.django_db

SOON = datetime.date(2026, 4, 1)
THEN = datetime.datetime(2026, 4, 1, 1, 0, tzinfo=datetime.UTC)
WHY = "鲁民函〔2026〕12号"


def _admin() -> Actor:
    return Actor(kind="staff", id=uuid.uuid4(), role="system_admin", level="city")


def _done(wish: Wish, *, on: datetime.date = SOON, at: datetime.datetime = THEN) -> DivisionChange:
    change = divisions.plan(wish=wish, effective_on=on, basis=WHY, by=_admin(), at=factories.NOW)
    divisions.approve(change_id=change.id, by=_admin(), at=factories.NOW)
    assert [done.id for done in divisions.apply_due(on=on, at=at)] == [change.id]
    change.refresh_from_db()
    assert change.state == "applied"
    return change


def _target(row: Division, **changes: str) -> Target:
    return Target(**{"code": row.code, "name": row.name, "parent": row.parent_id or "", **changes})


def _door(at: Division, number: str, *, road: str = "沂蒙路", form: str = "road") -> Address:
    parts = law.read({"form": form, "road": road if form == "road" else "", "number": number})
    return addresses.ensure(community=at, parts=parts, dwelling="rented", at=factories.NOW)


def _refused(wish: Wish, **changes: object) -> set[str]:
    with pytest.raises((Refusals, Refusal)) as refused:
        divisions.plan(
            **{"wish": wish, "effective_on": SOON, "basis": WHY, "by": _admin(), "at": factories.NOW, **changes}
        )
    error = refused.value
    return {one.code for one in error.refusals} if isinstance(error, Refusals) else {error.code}


def test_O2_a_renamed_community_keeps_its_code_and_its_old_name_at_old_dates() -> None:
    here = factories.community()
    stay = factories.registered(at=here)
    _done(Wish(kind="rename", old=(here.code,), new=(_target(here, name="幸福社区"),)))
    here.refresh_from_db()
    assert (here.name, here.pinyin, here.valid_to) == ("幸福社区", "xingfushequ", None)
    assert places.name_on(code=here.code, on=SOON - datetime.timedelta(days=1)) == "红星001社区"
    assert places.name_on(code=here.code, on=SOON) == "幸福社区"
    assert Stay.objects.get(id=stay.id).community_id == here.code


def test_O2_merged_communities_hand_over_doors_and_active_stays_while_ended_ones_keep_the_old_code() -> None:
    one, two = factories.community(number="001"), factories.community(number="002")
    active = factories.registered(at=two)
    ended = factories.registered(at=two)
    officer = factories.actor(factories.registrar(of=two))
    stays.leave(stay_id=ended.id, on=factories.DAY, by=officer, at=factories.NOW)
    unit = factories.unit(code="sq-2", kind="community", department="government", level="community", covers=two)
    change = _done(Wish(kind="merge", old=(one.code, two.code), new=(_target(one, name="红星社区"),)))
    active.refresh_from_db()
    ended.refresh_from_db()
    assert (active.community_id, active.address.community_id, active.state) == (one.code, one.code, "registered")
    assert (ended.community_id, ended.state) == (two.code, "ended")
    two.refresh_from_db()
    assert two.valid_to == SOON
    assert places.community(code=two.code) is None
    assert places.name_on(code=two.code, on=SOON - datetime.timedelta(days=1)) == "红星002社区"
    covered = (
        UnitDivision.objects.filter(unit=unit)
        .order_by("valid_from")
        .values_list("division_id", "valid_from", "valid_to")
    )
    assert list(covered) == [(two.code, datetime.date(2000, 1, 1), SOON), (one.code, SOON, None)]
    assert (change.counts["addresses"], change.counts["active_stays"]) == (2, 1)


def test_O2_two_doors_with_one_number_stay_two_doors_after_a_merger() -> None:
    one, two = factories.community(number="001"), factories.community(number="002")
    kept, moved = _door(one, "12", form="village"), _door(two, "12", form="village")
    _done(Wish(kind="merge", old=(one.code, two.code), new=(_target(one),)))
    moved.refresh_from_db()
    assert (moved.community_id, moved.road) == (one.code, "红星002社区")
    assert moved.line_index != kept.line_index
    # whoever writes the address as it is now finds the same door again
    parts = law.read({"form": "village", "hamlet": "红星002社区", "number": "12"})
    assert addresses.ensure(community=one, parts=parts, dwelling="rented", at=THEN).id == moved.id


def test_O2_a_split_community_gives_each_road_its_own_and_the_rest_to_one() -> None:
    here = factories.community()
    far, near, single = (
        _door(here, "1", road="北园路"),
        _door(here, "2", road="沂蒙路"),
        _door(here, "3", road="沂蒙路"),
    )
    north = Target(code=here.code[:9] + "101", name="北园社区", parent=here.parent_id or "")
    wish = Wish(
        kind="split",
        old=(here.code,),
        new=(_target(here), north),
        roads={"北园路": north.code},
        doors={str(single.id): north.code},
        rest=here.code,
    )
    _done(wish)
    where = dict(Address.objects.values_list("id", "community_id"))
    assert where == {far.id: north.code, near.id: here.code, single.id: north.code}
    assert places.community(code=north.code) is not None


def test_O2_a_transferred_street_takes_its_communities_along_under_new_codes() -> None:
    here = factories.community()
    stay = factories.registered(at=here)
    station = factories.station(of=here)
    elsewhere = factories.community(county="371311")
    street, county = here.parent, elsewhere.parent.parent if elsewhere.parent else None
    assert street is not None
    assert county is not None
    PolicyOverride.objects.create(
        key="unconfirmed_months",
        place=street.code,
        value=3,
        effective_from=datetime.date(2025, 1, 1),
        basis="试点",
        created_at=factories.NOW,
    )
    _done(
        Wish(
            kind="transfer",
            old=(street.code,),
            new=(Target(code="371311009000", name=street.name, parent=county.code),),
        )
    )
    stay.refresh_from_db()
    assert (stay.community_id, stay.station_id) == ("371311009001", station.id)
    assert Division.objects.get(code="371311009001").path == f"{county.path}371311009000/371311009001/"
    assert Jurisdiction.objects.get(division_id="371311009000", valid_to=None).station_id == station.id
    assert Jurisdiction.objects.get(division_id=street.code).valid_to == SOON
    assert PolicyOverride.objects.get(place="371311009000").value == 3
    # the person did not move: the half year runs on (fact 2)
    assert stay.counted_from == factories.DAY


def test_O2_a_street_that_keeps_its_code_takes_its_subtree_along() -> None:
    here = factories.community()
    street, county = here.parent, factories.community(county="371311").parent.parent  # type: ignore[union-attr]
    assert street is not None
    assert county is not None
    _done(Wish(kind="transfer", old=(street.code,), new=(_target(street, parent=county.code),)))
    here.refresh_from_db()
    assert (here.path, here.valid_to) == (f"{county.path}{street.code}/{here.code}/", None)


def test_O2_a_code_that_was_used_is_numbered_anew() -> None:
    one, two = factories.community(street="001", number="001"), factories.community(street="002", number="001")
    first, second = one.parent, two.parent
    assert first is not None
    assert second is not None
    factories.station(of=one)
    _done(Wish(kind="merge", old=(first.code, second.code), new=(_target(first),)))
    moved = Division.objects.get(parent_id=first.code, name=two.name, valid_to=None, code__gt=one.code)
    assert moved.code == "371302001002"


def test_O2_nobody_approves_what_they_planned() -> None:
    here = factories.community()
    admin = _admin()
    change = divisions.plan(
        wish=Wish(kind="rename", old=(here.code,), new=(_target(here, name="幸福社区"),)),
        effective_on=SOON,
        basis=WHY,
        by=admin,
        at=factories.NOW,
    )
    with pytest.raises(Refusal) as refused:
        divisions.approve(change_id=change.id, by=admin, at=factories.NOW)
    assert refused.value.code == "four_eyes"
    assert divisions.apply_due(on=SOON, at=THEN) == []
    divisions.approve(change_id=change.id, by=_admin(), at=factories.NOW)
    assert divisions.apply_due(on=SOON - datetime.timedelta(days=1), at=factories.NOW) == []
    assert len(divisions.apply_due(on=SOON, at=THEN)) == 1
    assert divisions.apply_due(on=SOON, at=THEN) == []
    acts = list(Act.objects.order_by("seq").values_list("what", flat=True))
    assert acts == ["plan_divisions", "approve_divisions", "apply_divisions"]


def test_O2_a_stranger_plans_nothing() -> None:
    here = factories.community()
    with pytest.raises(Absent):
        divisions.plan(
            wish=Wish(kind="rename", old=(here.code,), new=(_target(here, name="幸福社区"),)),
            effective_on=SOON,
            basis=WHY,
            by=factories.actor(factories.registrar(of=here)),
            at=factories.NOW,
        )
    assert DivisionChange.objects.count() == 0


def test_O2_a_withdrawn_change_never_happens() -> None:
    here = factories.community()
    change = divisions.plan(
        wish=Wish(kind="rename", old=(here.code,), new=(_target(here, name="幸福社区"),)),
        effective_on=SOON,
        basis=WHY,
        by=_admin(),
        at=factories.NOW,
    )
    divisions.withdraw(change_id=change.id, by=_admin(), at=factories.NOW)
    with pytest.raises(Refusal) as refused:
        divisions.approve(change_id=change.id, by=_admin(), at=factories.NOW)
    assert refused.value.code == "done_already"
    with pytest.raises(Absent):
        divisions.withdraw(change_id=uuid.uuid4(), by=_admin(), at=factories.NOW)
    assert divisions.apply_due(on=SOON, at=THEN) == []


def test_O2_a_change_stops_when_the_tree_is_no_longer_what_was_approved() -> None:
    here = factories.community()
    street, county = here.parent, factories.community(county="371311").parent.parent  # type: ignore[union-attr]
    assert street is not None
    assert county is not None
    wish = Wish(
        kind="transfer", old=(street.code,), new=(Target(code="371311009000", name=street.name, parent=county.code),)
    )
    change = divisions.plan(wish=wish, effective_on=SOON, basis=WHY, by=_admin(), at=factories.NOW)
    divisions.approve(change_id=change.id, by=_admin(), at=factories.NOW)
    factories.community(number="077")
    assert [done.state for done in divisions.apply_due(on=SOON, at=THEN)] == ["stopped"]
    assert not Division.objects.filter(code="371311009000").exists()


def test_O2_an_end_undone_after_a_merger_goes_on_in_the_new_community() -> None:
    one, two = factories.community(number="001"), factories.community(number="002")
    stay = factories.registered(at=two)
    post = factories.registrar(of=two)
    stays.leave(stay_id=stay.id, on=factories.DAY, by=factories.actor(post), at=factories.NOW)
    _done(Wish(kind="merge", old=(one.code, two.code), new=(_target(one),)))
    chief = factories.actor(factories.post(unit=post.unit, role="chief"))
    stays.undo_end(stay_id=stay.id, why="误报离开", by=chief, at=THEN)
    stay.refresh_from_db()
    assert (stay.state, stay.community_id) == ("registered", one.code)


def test_what_is_wrong_with_a_wish_is_said_at_once() -> None:
    here, next_door, far = (
        factories.community(),
        factories.community(number="002"),
        factories.community(county="371311"),
    )
    street = here.parent
    assert street is not None
    new = here.code[:9] + "101"
    cases: list[tuple[Wish, set[str]]] = [
        (Wish(kind="paint", old=(here.code,), new=(_target(here),)), {"unknown_kind"}),
        (Wish(kind="rename", old=(here.code,), new=(_target(here),)), {"nothing_changes"}),
        (Wish(kind="rename", old=(here.code,), new=(_target(here, code=new),)), {"code_changed"}),
        (
            Wish(kind="rename", old=("12",), new=(Target(code="12", name="", parent=""),)),
            {"wrong_code", "name_missing"},
        ),
        (Wish(kind="merge", old=(here.code,), new=(_target(here),)), {"wrong_old"}),
        (
            Wish(kind="merge", old=(here.code, here.code), new=(_target(here), _target(far))),
            {"wrong_new", "code_twice"},
        ),
        (Wish(kind="merge", old=(here.code, street.code), new=(_target(here),)), {"wrong_level"}),
        (Wish(kind="merge", old=(here.code, "371302999999"), new=(_target(here),)), {"unknown_division"}),
        (Wish(kind="merge", old=(here.code, next_door.code), new=(_target(far),)), {"code_taken"}),
        (
            Wish(kind="merge", old=(here.code, next_door.code), new=(_target(here, code="371311001999"),)),
            {"code_outside"},
        ),
        (Wish(kind="split", old=(here.code,), new=(_target(here),)), {"wrong_new", "rest_missing"}),
        (
            Wish(
                kind="split",
                old=(here.code,),
                new=(_target(here), _target(here, code=new)),
                rest=here.code,
                roads={"沂蒙路": far.code},
            ),
            {"not_a_part"},
        ),
        (
            Wish(
                kind="split",
                old=(here.code,),
                new=(_target(here), _target(here, code=new)),
                rest=here.code,
                doors={str(uuid.uuid4()): new},
            ),
            {"foreign_door"},
        ),
        (Wish(kind="transfer", old=(here.code,), new=(_target(here, name="别名"),)), {"nothing_changes"}),
        (Wish(kind="transfer", old=(here.code,), new=(_target(here, parent=here.code),)), {"wrong_parent"}),
        (
            Wish(kind="merge", old=(here.code, next_door.code), new=(_target(here),), stations={here.code: "none"}),
            {"unknown_station"},
        ),
    ]
    for wish, codes in cases:
        assert _refused(wish) == codes, wish
    fine = Wish(kind="rename", old=(here.code,), new=(_target(here, name="幸福社区"),))
    assert _refused(fine, effective_on=factories.DAY - datetime.timedelta(days=1)) == {"date_past"}
    assert _refused(fine, basis=" ") == {"basis_missing"}
    divisions.plan(wish=fine, effective_on=SOON, basis=WHY, by=_admin(), at=factories.NOW)
    assert _refused(Wish(kind="rename", old=(street.code,), new=(_target(street, name="新街道"),))) == {
        "change_pending"
    }
    assert DivisionChange.objects.count() == 1


def test_O2_streets_with_two_stations_are_merged_only_when_one_is_chosen() -> None:
    one, two = factories.community(street="001"), factories.community(street="002")
    factories.station(of=one)
    other = factories.station(of=two)
    stay = factories.registered(at=one)
    first, second = one.parent, two.parent
    assert first is not None
    assert second is not None
    wish = Wish(kind="merge", old=(first.code, second.code), new=(_target(first),))
    assert _refused(wish) == {"station_unclear"}
    _done(Wish(kind="merge", old=wish.old, new=wish.new, stations={first.code: other.code}))
    stay.refresh_from_db()
    assert stay.station_id == other.id


def test_open_files_follow_a_new_jurisdiction_and_come_back_when_it_ends() -> None:
    here = factories.community()
    stay, old = factories.registered(at=here), factories.station(of=here)
    new = factories.station(of=factories.community(street="002"))
    _, moved = jurisdictions.assign(station=new.code, division=here.code, by=_admin(), at=factories.NOW)
    stay.refresh_from_db()
    assert (moved, stay.station_id) == (1, new.id)
    with pytest.raises(Refusal) as refused:
        jurisdictions.assign(station=new.code, division=here.code, by=_admin(), at=factories.NOW)
    assert refused.value.code == "nothing_changes"
    assert jurisdictions.release(division=here.code, by=_admin(), at=THEN) == 1
    stay.refresh_from_db()
    assert stay.station_id == old.id


def test_open_corrections_and_their_figure_follow_a_new_jurisdiction_together() -> None:
    here = factories.community()
    going, staying = factories.registered(at=here), factories.registered(at=here)
    who = Actor(kind="resident", role="resident")
    for stay in (going, staying):
        stays.ask_correction(stay_id=stay.id, field="name", wanted="王明", why="…", by=who, at=factories.NOW)
    # what is over stays with the station that ended it, and so does what hangs on it
    stays.leave(stay_id=staying.id, on=factories.DAY, by=who, at=factories.NOW)
    new = factories.station(of=factories.community(street="002"))
    before, after = factories.post(unit=going.station, role="registrar"), factories.post(unit=new, role="registrar")
    jurisdictions.assign(station=new.code, division=here.code, by=_admin(), at=factories.NOW)
    for post, theirs in ((before, [staying.id]), (after, [going.id])):
        cut = factories.scope(post)
        assert [one.stay_id for one in pending.corrections(scope=cut)] == theirs
        assert counts.of(cut=cut, on=factories.DAY)["corrections"] == 1
    stays.leave(stay_id=going.id, on=factories.DAY, by=who, at=factories.NOW)
    jurisdictions.release(division=here.code, by=_admin(), at=THEN)
    figures = [counts.of(cut=factories.scope(post), on=factories.DAY)["corrections"] for post in (before, after)]
    assert figures == [len(pending.corrections(scope=factories.scope(post))) for post in (before, after)] == [1, 1]


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(data=st.data())
def test_O2_after_any_changes_every_door_has_one_valid_community_and_old_codes_resolve(data: st.DataObject) -> None:
    with transaction.atomic():
        _any_changes(data)
        transaction.set_rollback(True)


def _any_changes(data: st.DataObject) -> None:
    streets = [factories.community(street=f"{number:03d}").parent for number in (1, 2)]
    for number in (1, 2, 3):
        _door(factories.community(street="001", number=f"00{number}"), "1", form="village")
        _door(factories.community(street="002", number=f"00{number}"), "1", form="village")
    factories.station(of=factories.community())
    day = SOON
    seen: dict[str, datetime.date] = {}
    for step in range(data.draw(st.integers(1, 5))):
        day += datetime.timedelta(days=data.draw(st.integers(1, 9)))
        open_ones = list(Division.objects.filter(level="community", valid_to=None).order_by("code"))
        seen.update({row.code: day - datetime.timedelta(days=1) for row in open_ones})
        first, second = (
            data.draw(st.permutations(open_ones))[:2] if len(open_ones) > 1 else (open_ones[0], open_ones[0])
        )
        fresh = Target(
            code=f"{first.parent_id[:9] if first.parent_id else ''}{900 + step * 7 + data.draw(st.integers(0, 6))}",
            name=f"新{step}社区",
            parent=first.parent_id or "",
        )
        if Division.objects.filter(code=fresh.code).exists():
            continue
        kind = data.draw(st.sampled_from(["rename", "merge", "merge_new", "split", "transfer", "street"]))
        street = data.draw(st.sampled_from([row for row in streets if row is not None]))
        wishes = {
            "rename": Wish(kind="rename", old=(first.code,), new=(_target(first, name=f"改{step}社区"),)),
            "merge": Wish(kind="merge", old=(first.code, second.code), new=(_target(first),)),
            "merge_new": Wish(kind="merge", old=(first.code, second.code), new=(fresh,)),
            "split": Wish(
                kind="split",
                old=(first.code,),
                new=(_target(first), fresh),
                rest=data.draw(st.sampled_from([first.code, fresh.code])),
            ),
            "transfer": Wish(kind="transfer", old=(first.code,), new=(_target(first, parent=street.code),)),
            "street": Wish(kind="rename", old=(street.code,), new=(_target(street, name=f"改{step}街道"),)),
        }
        wish = wishes[kind]
        if (kind.startswith("merge") and first.code == second.code) or (
            kind == "transfer" and first.parent_id == street.code
        ):
            continue
        _done(wish, on=day)
        for address in Address.objects.filter(valid_to=None).select_related("community__parent__parent"):
            assert address.community.valid_to is None
            assert address.community.level == "community"
            assert address.community.parent is not None
            assert address.community.path == f"{address.community.parent.path}{address.community_id}/"
        assert Address.objects.filter(valid_to=None).count() == 6
        for code, known_on in seen.items():
            assert places.name_on(code=code, on=known_on) is not None, code
    for version in DivisionVersion.objects.all():
        assert version.valid_to is not None
        assert version.valid_from < version.valid_to
