"""One application as desks and the person see it; the overview and the offer of a resident."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests import factories
from tests import permits as make

from anju.actions import permit as permits
from anju.actions.permit import reading
from anju.law.absent import Absent
from anju.law.codes import PermitGround
from anju.law.refusal import Refusal, Refusals
from anju.models import Act, Card, PermitFile
from anju.queries.permit import files, offer, overview, preview

pytestmark = pytest.mark.django_db
BEFORE = datetime.date(2026, 9, 3)


def test_E6_both_limits_are_shown_and_the_earlier_one_binds() -> None:
    file = make.accepted()
    view = files.view(file=file, on=make.HALF_YEAR)
    assert view.limits is not None
    # ten working days from Friday 4 September 2026, against fifteen days that roll over the weekend
    assert (view.limits.working.on, view.limits.plain.on) == (datetime.date(2026, 9, 18), datetime.date(2026, 9, 20))
    assert (view.limits.binding.on, view.limits.binding.rule, view.limits.on) == (file.due_on, "E6", file.due_on)


def test_L2_a_file_shows_no_sealed_value_and_unmasking_leaves_a_trace() -> None:
    agent = {"name": "李代办", "id_number": factories.id_number(), "relation": "sibling", "why": "unable"}
    file = make.applied(agent=agent)
    view = files.view(file=file, on=make.HALF_YEAR)
    assert view.masked["ethnicity"] == files.HIDDEN
    assert agent["id_number"] not in view.masked["agent_id_number"]
    assert view.agent is not None
    assert [str(part) if isinstance(part, str) else part.zh for part in view.agent] == [
        "李代办",
        "兄弟姐妹",
        "行动不便",
    ]
    scope = factories.scope(factories.registrar(of=file.community))
    shown = {
        field: reading.unmask(scope=scope, file_id=file.id, field=field, purpose="handling", at=make.when())
        for field in ("ethnicity", "agent_id_number", "phone")
    }
    assert (shown["ethnicity"], shown["agent_id_number"]) == ("汉", agent["id_number"])
    traces = Act.objects.filter(what="unmask").order_by("seq")
    assert [(act.detail, act.person_id, act.purpose) for act in traces] == [
        ({"field": field}, file.person_id, "handling") for field in shown
    ]
    assert "汉" not in str([act.detail for act in Act.objects.all()])


def test_L12_opening_a_file_is_on_record_and_needs_a_purpose() -> None:
    file = make.applied()
    scope = factories.scope(factories.registrar(of=file.community))
    assert reading.open_file(scope=scope, file_id=file.id, purpose="handling", at=make.when()).id == file.id
    assert Act.objects.get(what="open").subject_id == str(file.id)
    with pytest.raises(Refusal) as refused:
        reading.open_file(scope=scope, file_id=file.id, purpose="own", at=make.when())
    assert refused.value.code == "purpose_missing"
    with pytest.raises(Absent):
        reading.unmask(scope=scope, file_id=file.id, field="name", purpose="handling", at=make.when())


def test_a_stranger_gets_the_answer_for_what_does_not_exist() -> None:
    file = make.applied()
    elsewhere = factories.scope(factories.registrar(of=factories.community(county="371311")))
    for key in (file.id, make.stranger()):
        with pytest.raises(Absent):
            files.one(elsewhere, file_id=key)
        with pytest.raises(Absent):
            reading.open_file(scope=elsewhere, file_id=key, purpose="handling", at=make.when())
        with pytest.raises(Absent):
            files.own(who=factories.resident(), file_id=key)
    assert files.own(who=_resident_of(file), file_id=file.id).id == file.id


def _resident_of(file: PermitFile) -> factories.Resident:
    binding = file.person.bindings.select_related("resident").get(until=None)
    return binding.resident


def test_the_history_names_acts_and_posts() -> None:
    file = make.accepted()
    assert [(event.what.zh, event.who.zh.split(" · ")[0]) for event in files.history(file=file)] == [
        ("受理居住证申请", "张警官"),
        ("申领、换领、补领居住证", "居民本人"),
    ]


def test_E1_the_countdown_says_from_when_and_how_many_days() -> None:
    stay = make.registered(who=factories.resident())
    early = overview.mine(person_id=stay.person_id, on=BEFORE)
    ripe = overview.mine(person_id=stay.person_id, on=make.HALF_YEAR)
    assert (early.eligible_from, early.days_left, early.eligible) == (make.HALF_YEAR, 1, False)
    assert (ripe.days_left, ripe.eligible, ripe.permit, ripe.file) == (0, True, None, None)


def test_the_overview_follows_the_file_to_the_permit_and_its_card() -> None:
    permit = make.signed()
    mine = overview.mine(person_id=permit.person_id, on=make.HALF_YEAR)
    assert (mine.permit, mine.card, mine.old_card) == (permit, Card.objects.get(), None)
    assert mine.file_state is not None
    assert mine.permit_state is not None
    assert mine.card_state is not None
    assert (mine.file_state.zh, mine.permit_state.zh, mine.card_state.zh) == ("已签发", "有效", "待制证")
    assert (mine.has_permit, mine.file_open, mine.window_open) == (True, False, False)
    assert overview.mine(person_id=permit.person_id, on=permit.window_closes_on).window_open
    assert not overview.mine(person_id=permit.person_id, on=permit.window_closes_on + datetime.timedelta(1)).window_open


def test_B7_the_overview_shows_the_notice_that_waits() -> None:
    file = make.applied()
    told = permits.give_back(
        file_id=file.id, missing=[("portrait", "背景太暗")], by=make.registrar(file.stay), at=make.when()
    )
    assert overview.mine(person_id=file.person_id, on=make.HALF_YEAR).notice == told
    view = files.view(file=make.again(file), on=make.HALF_YEAR)
    assert (view.open_notice, view.state.zh, view.limits) == (told, "待补正", None)


def test_nobody_and_somebody_without_anything_have_an_empty_overview() -> None:
    mine = overview.mine(person_id=make.stranger(), on=make.HALF_YEAR)
    assert (mine.stay, mine.file, mine.permit, mine.card, mine.eligible) == (None, None, None, None, False)
    assert (mine.file_state, mine.permit_state, mine.card_state, mine.window_open) == (None, None, None, False)


def test_one_ward_and_three_take_the_same_statements() -> None:
    who = factories.resident()
    first = make.signed(who=who)

    def statements() -> int:
        with CaptureQueriesContext(connection) as captured:
            overview.of_resident(who=who, on=make.HALF_YEAR)
        return len(captured)

    statements()
    before = statements()
    for _ in range(2):
        make.applied(stay=make.registered(who=who))
    assert len(overview.of_resident(who=who, on=make.HALF_YEAR)) == 3
    assert overview.of_resident(who=who, on=make.HALF_YEAR)[0][:2] == (False, first.person_id)
    assert statements() == before


def test_a_view_takes_the_same_statements_with_one_paper_and_three() -> None:
    file = make.applied()
    lease = {"kind": "lease", "source": "paper"}
    many = make.applied(proofs=[lease, {"kind": "title", "source": "paper"}, {"kind": "host_proof", "source": "paper"}])

    def statements(one: PermitFile) -> int:
        with CaptureQueriesContext(connection) as captured:
            view = files.view(file=make.again(one), on=make.HALF_YEAR)
            assert view.papers
        return len(captured)

    assert statements(file) == statements(many)


def test_E2_the_easiest_ground_comes_first_and_what_is_proven_is_said() -> None:
    stay = make.registered(who=factories.resident(), workplace="临沂某厂", reason="work", dwelling="work_unit")
    before = offer.of(stay=stay, on=BEFORE)
    assert (before.ways[0].ground, before.ways[0].proven) == (PermitGround.EMPLOYMENT, None)
    assert (before.days_left, before.permit, before.file, before.fee_fen) == (1, None, None, 0)
    lease = [{"kind": "lease", "source": "paper"}]
    file = make.accepted(stay=stay, ground="dwelling", proofs=lease)
    after = offer.of(stay=stay, on=make.HALF_YEAR)
    assert after.ways[0].ground == PermitGround.DWELLING
    assert after.ways[0].proven is not None
    assert after.ways[0].proven.kind == "lease"
    assert after.file == file


def test_G2_a_card_is_collected_at_the_station_a_hall_or_the_county_police() -> None:
    stay = make.registered(who=factories.resident())
    street = stay.community.parent
    assert street is not None
    hall = factories.unit(code="hall-1", kind="hall", department="services", level="street", covers=street)
    factories.unit(code="hall-2", kind="hall", department="services", level="county", covers=street.parent)
    points = offer.of(stay=stay, on=make.HALF_YEAR).collect_points
    assert [unit.code for unit in points] == [stay.station.code, hall.code, "hall-2", "ga-371302"]


def test_an_application_is_read_with_what_is_on_file_about_the_person() -> None:
    stay = make.registered(who=factories.resident())
    own = offer.about(stay=stay, on=make.HALF_YEAR).id_number
    raw = make.raw(
        stay=stay,
        by=make.sender(stay),
        agent={"name": "王代", "id_number": own, "relation": "sibling", "why": "unable"},
    )
    with pytest.raises(Refusals) as refused:
        offer.read(raw=raw, stay=stay, on=make.HALF_YEAR)
    assert [(one.code, one.field) for one in refused.value.refusals] == [("agent_self", "agent.id_number")]
    raw.pop("agent")
    assert offer.read(raw=raw, stay=stay, on=make.HALF_YEAR).ground == "dwelling"


def test_E10_the_preview_of_a_batch_says_which_files_can_be_signed_and_why_not() -> None:
    good, waits = make.accepted(), make.applied()
    officer = make.county_post(good.stay)
    scope = factories.scope(officer)
    own = make.accepted(by=factories.actor(officer))
    lines = preview.signing(scope=scope, file_ids=[good.id, waits.id, own.id, good.id], on=make.HALF_YEAR)
    assert {line.file.id: (line.problem.code if line.problem else None) for line in lines} == {
        good.id: None,
        own.id: "four_eyes",
        waits.id: "not_allowed_in_state",
    }
    assert [line.version for line in lines if line.file.id == good.id] == [good.version]
    with pytest.raises(Absent):
        preview.signing(scope=scope, file_ids=[good.id, make.stranger()], on=make.HALF_YEAR)
    with pytest.raises(Refusal) as refused:
        preview.signing(scope=scope, file_ids=[factories.uuid.uuid4() for _ in range(51)], on=make.HALF_YEAR)
    assert refused.value.code == "too_many"


def test_a_preview_of_three_takes_the_statements_of_one() -> None:
    made = [make.accepted() for _ in range(3)]
    scope = factories.scope(make.county_post(made[0].stay))

    def statements(count: int) -> int:
        with CaptureQueriesContext(connection) as captured:
            assert (
                len(preview.signing(scope=scope, file_ids=[file.id for file in made[:count]], on=make.HALF_YEAR))
                == count
            )
        return len(captured)

    statements(1)
    assert statements(1) == statements(3)
