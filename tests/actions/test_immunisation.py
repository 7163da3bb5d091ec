"""Doses put on record, noted by guardians, corrected; plans kept and guardians reminded, each dose once. Source: I3, L2."""

import datetime

import pytest
from tests import factories, pictures, signing, vaccinating
from tests.vaccinating import World

from anju.actions import immunisation as acts
from anju.actions import retention, upload
from anju.actions import stay as stays
from anju.law.absent import Absent
from anju.law.refusal import Refusal, Refusals
from anju.models import Act, Message, Person, Stay, VaccineDose, VaccinePlan
from anju.queries.immunisation import listing, plans

pytestmark = pytest.mark.django_db
DAY = factories.DAY
GIVEN = {"vaccine": "mmr", "given_on": "2026-03-04", "batch": "B-12", "place": ""}


@pytest.fixture
def world() -> World:
    """Return a family and its county's health office."""
    return vaccinating.world()


def _give(world: World, **changes: object) -> VaccineDose:
    values = {**GIVEN, **changes}
    return acts.give(person_id=world.child.id, scope=world.scope, at=factories.NOW, **values)  # type: ignore[arg-type]


def _note(world: World, **changes: object) -> VaccineDose:
    values = {"vaccine": "hepb", "given_on": "2025-03-03", "place": "郑州", "upload_ids": [], **changes}
    return acts.note(person_id=world.child.id, by=world.me, at=factories.NOW, **values)  # type: ignore[arg-type]


def _night(day: datetime.date) -> int:
    at = datetime.datetime.combine(day, datetime.time(0, 20), datetime.timezone(datetime.timedelta(hours=8)))
    return acts.plan_children(on=day, at=at)


def test_a_dose_stands_in_the_plan_at_once_with_who_gave_it_where(world: World) -> None:
    made = _give(world)
    plan = plans.of(person=world.child, on=DAY)
    assert next(one for one in plan.planned if one.key == "mmr:1").state == "given"
    assert (made.place, made.batch, made.recorded_by_id) == (world.office.name, "B-12", world.post.staff_id)
    act = Act.objects.get(what="give_dose")
    assert (act.person_id, act.unit_id, act.detail) == (
        world.child.id,
        world.office.id,
        {"vaccine": "mmr", "given_on": "2026-03-04"},
    )
    assert VaccinePlan.objects.get(person=world.child).community_id == world.community.code


@pytest.mark.parametrize(
    ("changes", "wrong"),
    [
        ({"vaccine": "magic"}, [("vaccine", "not_an_option")]),
        ({"given_on": "gestern"}, [("given_on", "not_a_date")]),
        ({"given_on": "2026-03-05"}, [("given_on", "date_ahead")]),
        ({"given_on": "2025-03-02"}, [("given_on", "before_birth")]),
        ({"batch": " ", "place": "x" * 121}, [("batch", "batch_missing"), ("place", "text_too_long")]),
    ],
)
def test_a_dose_that_can_not_be_is_told_field_by_field(
    changes: dict[str, str], wrong: list[tuple[str, str]], world: World
) -> None:
    with pytest.raises(Refusals) as caught:
        _give(world, **changes)
    assert [(one.field, one.code) for one in caught.value.refusals] == wrong
    assert VaccineDose.objects.count() == 0


def test_the_same_dose_is_not_put_down_twice(world: World) -> None:
    _give(world)
    with pytest.raises(Refusal, match="dose_before"):
        _give(world, batch="another")


def test_a_dose_sooner_than_the_gap_is_asked_about_and_taken_when_sure(world: World) -> None:
    _give(world, given_on="2026-02-20")
    with pytest.raises(Refusal, match="too_close") as caught:
        _give(world)
    assert "2026年3月20日" in caught.value.text.zh
    assert _give(world, sure=True).state == "given"


def test_a_first_dose_before_its_age_is_asked_about_and_shown_to_the_doctor(world: World) -> None:
    early = {"vaccine": "mmr", "given_on": "2025-05-03"}
    with pytest.raises(Refusal, match="too_close") as caught:
        _give(world, **early)
    assert "2025年11月3日" in caught.value.text.zh
    _give(world, sure=True, **early)
    page = signing.staff(world.post).get(f"/health/children/{world.child.id}/").content.decode()
    assert "算不算数请医生看" in page


def test_a_correction_is_a_new_entry_and_the_old_one_stays(world: World) -> None:
    first = _give(world)
    values = {**GIVEN, "given_on": "2026-03-03", "why": "抄错日期"}
    second = acts.correct(dose_id=first.id, scope=world.scope, at=factories.NOW, **values)
    first.refresh_from_db()
    assert second is not None
    assert (first.state, first.why, second.replaces_id, second.state) == ("corrected", "抄错日期", first.id, "given")
    with pytest.raises(Refusal, match="settled_before"):
        acts.correct(dose_id=first.id, scope=world.scope, at=factories.NOW, **values)
    gone = acts.correct(dose_id=second.id, scope=world.scope, at=factories.NOW, remove=True, **values)
    assert gone is None
    assert plans.of(person=world.child, on=DAY).planned[0].state != "given"
    assert Act.objects.filter(what="correct_dose").count() == 2


def test_a_correction_wants_its_reason(world: World) -> None:
    made = _give(world)
    with pytest.raises(Refusal, match="why_missing"):
        acts.correct(dose_id=made.id, scope=world.scope, at=factories.NOW, **{**GIVEN, "why": " "})


def test_a_guardian_notes_a_dose_with_the_page_of_the_booklet_and_the_clinic_confirms_it(world: World) -> None:
    page = upload.keep(data=pictures.jpeg(pictures.paper()), purpose="proof", by=world.me, at=factories.NOW)
    noted = _note(world, upload_ids=[page.id])
    assert (noted.state, noted.upload_id, VaccinePlan.objects.get().noted) == ("noted", page.id, True)
    shown = upload.show(scope=world.scope, upload_id=page.id, purpose="service", at=factories.NOW)
    assert shown.media_type == "image/jpeg"
    confirmed = acts.confirm(dose_id=noted.id, scope=world.scope, at=factories.NOW)
    assert (confirmed.state, VaccinePlan.objects.get().noted) == ("given", False)
    with pytest.raises(Absent):
        upload.show(scope=world.scope, upload_id=page.id, purpose="service", at=factories.NOW)
    with pytest.raises(Refusal, match="settled_before"):
        acts.confirm(dose_id=noted.id, scope=world.scope, at=factories.NOW)


def test_a_note_that_is_not_taken_over_says_why_and_leaves_the_plan(world: World) -> None:
    noted = _note(world)
    acts.decline(dose_id=noted.id, why="看不清", scope=world.scope, at=factories.NOW)
    plan = plans.of(person=world.child, on=DAY)
    assert next(one for one in plan.planned if one.key == "hepb:1").state == "overdue"
    assert [(one.state, one.why) for one in plan.doses] == [("declined", "看不清")]
    told = Message.objects.get(kind="dose_declined")
    assert (told.resident_id, told.link) == (world.who.id, f"/my/children/{world.child.id}/vaccines/")


def test_no_other_department_area_or_role_gets_at_a_child(world: World) -> None:
    made, noted = _give(world), _note(world)
    far = factories.community(county="371311")
    strangers = [
        factories.post(unit=vaccinating.office(of=world.community, department="education"), role="officer"),
        factories.post(unit=vaccinating.office(of=far), role="officer"),
        factories.registrar(of=world.community),
        factories.post(unit=world.office, role="overseer"),
    ]
    _night(DAY)
    for post in strangers:
        scope = factories.scope(post)
        assert listing.page(scope=scope, on=DAY, show="due").rows == ()
        assert listing.found(scope=scope, birth_on=world.child.birth_on, on=DAY) == []
        for attempt in (
            lambda scope=scope: acts.open_child(scope=scope, person_id=world.child.id, at=factories.NOW),
            lambda scope=scope: acts.give(person_id=world.child.id, scope=scope, at=factories.NOW, **GIVEN),
            lambda scope=scope: acts.confirm(dose_id=noted.id, scope=scope, at=factories.NOW),
            lambda scope=scope: acts.decline(dose_id=noted.id, why="…", scope=scope, at=factories.NOW),
            lambda scope=scope: acts.correct(dose_id=made.id, scope=scope, at=factories.NOW, **{**GIVEN, "why": "…"}),
        ):
            with pytest.raises(Absent):
                attempt()


def test_a_guardian_sees_their_own_child_and_nobody_elses(world: World) -> None:
    stranger = factories.resident()
    _, stay = vaccinating.family(at=world.community, name="李小树", who=stranger)
    with pytest.raises(Absent):
        acts.open_own(person_id=stay.person_id, by=world.me, at=factories.NOW)
    with pytest.raises(Absent):
        acts.note(
            person_id=stay.person_id,
            vaccine="hepb",
            given_on="2025-03-03",
            place="",
            upload_ids=[],
            by=world.me,
            at=factories.NOW,
        )
    assert acts.open_own(person_id=world.child.id, by=world.me, at=factories.NOW) == world.child


def test_a_grown_up_has_no_plan(world: World) -> None:
    parent = Stay.objects.exclude(id=world.stay.id).get().person
    with pytest.raises(Absent):
        acts.open_own(person_id=parent.id, by=world.me, at=factories.NOW)
    with pytest.raises(Absent):
        acts.open_child(scope=world.scope, person_id=parent.id, at=factories.NOW)


def test_the_night_reminds_of_each_dose_once(world: World) -> None:
    born = world.child.birth_on
    for vaccine in ("hepb", "bcg", "polio", "dtap", "mmr", "je", "mena"):
        _give(world, vaccine=vaccine, given_on=str(born), sure=True)
    _night(DAY)
    Message.objects.filter(kind="vaccine_due").delete()
    eighteen = datetime.date(2026, 9, 3)
    assert _night(eighteen - datetime.timedelta(days=1)) == 0
    assert _night(eighteen) == 1
    assert _night(eighteen) == 0
    told = Message.objects.get(kind="vaccine_due")
    assert (told.person_id, told.params["names_zh"]) == (world.child.id, "麻腮风疫苗、甲肝减毒活疫苗")
    assert told.resident_id == world.who.id
    # the next nights add nothing, also once the message is swept
    Message.objects.all().delete()
    assert _night(eighteen + datetime.timedelta(days=1)) == 0


def test_who_has_been_here_long_is_not_nagged_with_years_of_doses() -> None:
    world = vaccinating.world(born=datetime.date(2020, 3, 3))
    assert _night(DAY) == 0
    assert Message.objects.filter(kind="vaccine_due").count() == 0
    assert VaccinePlan.objects.get(person=world.child).late_on == datetime.date(2020, 3, 4)


def test_whoever_moves_away_or_grows_up_leaves_the_lists(world: World) -> None:
    _night(DAY)
    assert VaccinePlan.objects.count() == 1
    _night(datetime.date(2043, 3, 3))
    assert VaccinePlan.objects.count() == 0
    _night(DAY)
    stays.leave(stay_id=world.stay.id, on=DAY, by=world.me, at=factories.NOW)
    _night(DAY)
    assert VaccinePlan.objects.count() == 0


def test_the_doses_of_one_child_with_two_records_come_together_once(world: World) -> None:
    _, stay = vaccinating.family(at=world.community, name="王小苗")
    _give(world)
    acts.give(person_id=stay.person_id, scope=world.scope, at=factories.NOW, **GIVEN)
    acts.give(person_id=stay.person_id, scope=world.scope, at=factories.NOW, **{**GIVEN, "vaccine": "je"})
    gone = Person.objects.get(id=stay.person_id)
    acts.follow(kept=world.child, gone=gone)
    assert sorted(VaccineDose.objects.filter(person=world.child, state="given").values_list("vaccine", flat=True)) == [
        "je",
        "mmr",
    ]
    assert VaccineDose.objects.filter(person=gone).count() == 0


def test_L7_retention_empties_the_words_and_keeps_the_days(world: World) -> None:
    _give(world, place="银雀山卫生院")
    stays.leave(stay_id=world.stay.id, on=DAY, by=world.me, at=factories.NOW)
    officer = factories.actor(factories.post(unit=factories.station(of=world.community), role="chief"))
    retention.delete(person_id=world.child.id, by=officer, at=factories.NOW, reason="本人申请")
    dose = VaccineDose.objects.get()
    assert (dose.batch, dose.place, dose.vaccine, dose.given_on) == ("", "", "mmr", DAY)
    assert VaccinePlan.objects.count() == 0
