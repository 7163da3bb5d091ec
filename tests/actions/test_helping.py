"""Help calls: taken by anybody without a name, handed over at once, accepted in hours, followed up, soon forgotten. Source: J2, L7."""

import datetime

import pytest
from tests import factories, relieving
from tests.relieving import SEEN, World

from anju.actions import helping as acts
from anju.law import helping as law
from anju.law.absent import Absent
from anju.law.refusal import Refusal, Refusals
from anju.models import Act, HelpCall, HelpStep, Message, Post
from anju.queries import helping

pytestmark = pytest.mark.django_db
NOW, DAY = factories.NOW, factories.DAY


@pytest.fixture
def world() -> World:
    """Return a street with its offices."""
    return relieving.world()


def _told(kind: str) -> set[object]:
    return set(Message.objects.filter(kind=kind).values_list("staff_id", flat=True))


@pytest.mark.parametrize("role", law.ANYONE)
def test_any_post_takes_a_call_and_it_is_handed_over_in_the_same_moment(role: str, world: World) -> None:
    post = factories.post(unit=world.station, role=role)
    made = acts.call(scope=factories.scope(post), at=NOW, area=world.community.code, **SEEN)
    assert (made.state, made.receiver, made.owner, made.due_at) == (
        "handed",
        world.county,
        world.station,
        NOW + datetime.timedelta(hours=2),
    )
    assert _told("help_handed") == {world.officer.staff_id}
    act = Act.objects.get(what="call_help")
    assert (act.person_id, act.detail) == (None, {"minor": False, "to": world.county.code, "how": "seen"})


def test_nothing_of_the_person_lies_open_and_nobody_is_named(world: World) -> None:
    made = world.called()
    step = HelpStep.objects.get(call=made, what="taken")
    assert "火车站".encode() not in bytes(step.words or b"")
    assert "火车站" not in str(list(Message.objects.values_list("params", flat=True)))
    fields = {field.name for field in HelpCall._meta.get_fields()}
    assert fields & {"person", "name", "id_number", "phone", "sex", "birth_on"} == set()


def test_a_rescue_station_comes_before_the_bureau(world: World) -> None:
    rescue = factories.unit(
        code="jz-371302",
        kind="station",
        department="civil_affairs",
        level="county",
        parent=world.county,
        covers=world.community.parent.parent,  # type: ignore[union-attr]
    )
    assert world.called().receiver == rescue


def test_police_and_womens_federation_hear_of_a_minor_and_of_nothing_that_was_seen(world: World) -> None:
    federation = factories.post(unit=world.women, role="officer")
    made = world.called(who="minor", seen_there="八岁左右，穿红衣服。")
    assert (made.police, made.women) == (world.station, world.women)
    police = set(Post.objects.filter(unit=world.station).values_list("staff_id", flat=True))
    assert _told("minor_alone") == {*police, federation.staff_id}
    told = Message.objects.filter(kind="minor_alone").values_list("params", flat=True)
    assert "红衣服" not in str(list(told))
    for post in (federation, world.chief):
        with pytest.raises(Absent):
            acts.open_one(scope=factories.scope(post), call_id=made.id, at=NOW)
    assert world.called().police is None


def test_the_giver_owns_it_until_the_receiver_accepts(world: World) -> None:
    made = world.called()
    accepted = acts.accept(call_id=made.id, scope=world.scope("officer"), at=factories.later(hours=1))
    assert (accepted.owner, accepted.state, accepted.accepted_by_id) == (
        world.county,
        "accepted",
        world.officer.staff_id,
    )
    assert Act.objects.get(what="accept_help").detail == {"late": False}
    assert _told("help_accepted") == {world.coordinator.staff_id}


def test_a_declined_call_stays_with_the_giver_who_hands_it_on(world: World) -> None:
    made = world.called()
    with pytest.raises(Refusal, match="words_missing"):
        acts.decline(call_id=made.id, why=" ", scope=world.scope("officer"), at=NOW)
    declined = acts.decline(call_id=made.id, why="不在本区。", scope=world.scope("officer"), at=NOW)
    assert (declined.state, declined.owner) == ("declined", world.coordinator.unit)
    giver = world.scope("coordinator")
    assert [key for key, _ in helping.others(scope=giver, call=declined, on=DAY)] == [world.city.id]
    with pytest.raises(Refusal, match="not_an_option"):
        acts.hand(call_id=made.id, to=str(world.hall.id), scope=giver, at=NOW)
    later = factories.later(hours=1)
    handed = acts.hand(call_id=made.id, to=str(world.city.id), scope=giver, at=later)
    assert (handed.receiver, handed.due_at) == (world.city, later + datetime.timedelta(hours=2))
    with pytest.raises(Absent):
        acts.open_one(scope=world.scope("officer"), call_id=made.id, at=NOW)


def test_it_is_followed_up_on_dates_until_it_is_closed(world: World) -> None:
    made, officer = world.called(), world.scope("officer")
    acts.accept(call_id=made.id, scope=officer, at=NOW)
    for next_on in ("", "2026-03-04", "2026-04-04"):
        with pytest.raises(Refusals, match="next_day_wrong"):
            acts.follow_up(call_id=made.id, what="arrived", words="", next_on=next_on, scope=officer, at=NOW)
    held = acts.follow_up(
        call_id=made.id, what="helped", words="送到救助站，吃了饭。", next_on="2026-03-07", scope=officer, at=NOW
    )
    assert (held.state, held.next_on) == ("accepted", datetime.date(2026, 3, 7))
    with pytest.raises(Refusal, match="not_an_option"):
        acts.follow_up(call_id=made.id, what="home", words="", next_on="", scope=officer, at=NOW)
    for what in ("", "arrived"):
        with pytest.raises((Refusal, Refusals)):
            acts.close(call_id=made.id, what=what, words="", scope=officer, at=NOW)
    closed = acts.close(call_id=made.id, what="home", words="儿子来接。", scope=officer, at=NOW)
    assert (closed.state, closed.outcome, closed.next_on) == ("closed", "home", None)
    assert _told("help_closed") == {world.coordinator.staff_id}


def test_a_call_nobody_accepts_in_time_goes_one_level_up_once_without_what_was_seen(world: World) -> None:
    above = factories.post(unit=world.city, role="officer")
    made = world.called()
    assert acts.escalate(on=DAY, at=made.due_at) == 0
    late = made.due_at + datetime.timedelta(minutes=1)
    assert acts.escalate(on=DAY, at=late) == 1
    assert acts.escalate(on=DAY, at=late) == 0
    assert _told("help_late") == {above.staff_id}
    scope = factories.scope(above)
    assert [(row.code, row.late) for row in helping.above(scope, at=late)] == [(made.code, True)]
    with pytest.raises(Absent):
        acts.open_one(scope=scope, call_id=made.id, at=late)
    acts.accept(call_id=made.id, scope=world.scope("officer"), at=late)
    assert helping.above(scope, at=late) == []
    assert Act.objects.get(what="accept_help").detail == {"late": True}


def test_only_the_two_offices_ever_see_it(world: World) -> None:
    made = world.called()
    strangers = [
        world.clerk,
        world.chief,
        factories.post(unit=world.city, role="officer"),
        factories.post(unit=world.women, role="officer"),
    ]
    for post in strangers:
        scope = factories.scope(post)
        assert helping.page(scope=scope, at=NOW).rows == ()
        with pytest.raises(Absent):
            acts.open_one(scope=scope, call_id=made.id, at=NOW)
        if post.role == "officer":
            with pytest.raises(Absent):
                acts.accept(call_id=made.id, scope=scope, at=NOW)
    assert [row.code for row in helping.page(scope=world.scope("coordinator"), at=NOW).rows] == [made.code]
    assert [row.to_accept for row in helping.page(scope=world.scope("officer"), at=NOW, show="received").rows] == [True]


def test_the_giver_can_not_accept_for_the_receiver(world: World) -> None:
    made = world.called("officer")
    assert made.giver == made.receiver
    assert acts.accept(call_id=made.id, scope=world.scope("officer"), at=NOW).state == "accepted"
    other = world.called("clerk")
    with pytest.raises(Absent):
        acts.accept(call_id=other.id, scope=world.scope("clerk"), at=NOW)


def test_L7_what_was_said_is_emptied_ninety_days_after_the_end(world: World) -> None:
    made, officer = world.called(), world.scope("officer")
    acts.accept(call_id=made.id, scope=officer, at=NOW)
    acts.close(call_id=made.id, what="left", words="自己走的。", scope=officer, at=NOW)
    late = factories.later(days=90)
    assert acts.sweep(on=DAY, at=late - datetime.timedelta(minutes=1)) == 0
    assert acts.sweep(on=DAY, at=late) == 2
    assert acts.sweep(on=DAY, at=late) == 0
    assert HelpStep.objects.exclude(words=None).count() == 0
    assert [step.words for step in helping.detail(made, scope=officer, at=late).steps] == [{}, {}, {}, {}]


@pytest.mark.parametrize(
    ("changes", "wrong"),
    [
        ({"who": ""}, [("who", "not_an_option")]),
        ({"how": "camera", "place": " "}, [("how", "not_an_option"), ("place", "text_missing")]),
        ({"place": "x" * 201, "seen_there": "x" * 1001}, [("place", "text_too_long"), ("seen", "text_too_long")]),
    ],
)
def test_only_where_and_whether_a_minor_must_be_told(
    changes: dict[str, str], wrong: list[tuple[str, str]], world: World
) -> None:
    with pytest.raises(Refusals) as caught:
        world.called(**changes)
    assert [(one.field, one.code) for one in caught.value.refusals] == wrong


def test_a_place_outside_the_city_is_no_choice_and_one_without_office_says_110(world: World) -> None:
    for code in ("", "x", "110000000000"):
        with pytest.raises(Refusal, match="not_an_option"):
            world.called(area=code)
    HelpCall.objects.all().delete()
    world.city.coverage.all().delete()
    world.county.coverage.all().delete()
    with pytest.raises(Refusal, match="office_unset") as caught:
        world.called()
    assert "110" in caught.value.text.zh


def test_a_page_goes_on_where_the_last_one_ended(world: World) -> None:
    made = {world.called().code for _ in range(3)}
    scope, codes, after = world.scope("officer"), [], None
    for _ in range(3):
        page = helping.page(scope=scope, at=NOW, after=after, size=1)
        codes += [row.code for row in page.rows]
        after = helping.cursor(page.after.text) if page.after is not None else None
    assert (set(codes), after) == (made, None)
    for text in ("x", "2026-03-04_1", "2026-03-04T10:00:00_01890000-0000-7000-8000-000000000000"):
        with pytest.raises(Refusal, match="bad_cursor"):
            helping.cursor(text)
