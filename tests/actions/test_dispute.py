"""Disputes: begun from what is on file, met, agreed or not, looked after, arbitrated, handed on. Source: I4, I7, I9, I10, D15, D23."""

import datetime
import json
import uuid

import pytest
from tests import disputing, factories
from tests.disputing import AGREED, BOSS, LAWYER, NOW, SESSION

from anju.actions import case as cases
from anju.actions import dispute as disputes
from anju.law.absent import Absent
from anju.law.deadline import Due
from anju.law.dispute import kinds
from anju.law.refusal import Refusal, Refusals
from anju.models import Act, Case, Dispute, DisputeAgreement, DisputeSession, LegalAid, Message, Unit
from anju.queries.dispute import detail, forms

pytestmark = pytest.mark.django_db


@pytest.fixture
def here() -> disputing.World:
    return disputing.world()


def acts(case: Case) -> list[str]:
    """Return what was done on a case, in order; reads and messages apart."""
    rows = Act.objects.filter(subject_id=str(case.id)).exclude(what__startswith="open_").order_by("seq")
    return list(rows.values_list("what", flat=True))


def told(kind: str) -> list[dict[str, object]]:
    return list(Message.objects.filter(kind=kind).order_by("created_at").values_list("params", flat=True))


def test_a_wage_claim_begins_with_what_the_form_says_goes_first_and_has_15_days(here: disputing.World) -> None:
    made, _ = disputing.begun(here)
    assert (made.kind, made.state, made.urgent, made.limit_on) == (
        "wages",
        "mediating",
        True,
        datetime.date(2026, 3, 19),
    )
    assert forms.other(dispute=made) == {"name": BOSS, "contact": "13900001111"}
    assert acts(made.case) == ["apply_case", "take_case", "start_dispute"]
    assert [row["until"] for row in told("dispute_begun")] == ["2026-03-19"]


def test_the_other_side_is_sealed_and_a_correction_is_written_over_it(here: disputing.World) -> None:
    made, officer = disputing.begun(here)
    assert BOSS.encode() not in bytes(made.other.words)
    disputes.name_other(case_id=made.case_id, name="红星建筑有限公司", contact="", by=officer, at=NOW)
    assert forms.other(dispute=made) == {"name": "红星建筑有限公司", "contact": ""}
    assert "name_other_side" in acts(made.case)
    assert BOSS not in json.dumps(list(Act.objects.values_list("detail", flat=True)), ensure_ascii=False)


def test_a_proceeding_begins_once_and_only_of_a_case_that_was_taken(here: disputing.World) -> None:
    case, officer = disputing.taken(here)
    disputes.start(case_id=case.id, name="", contact="", by=officer, at=NOW)
    with pytest.raises(Refusal, match="already_begun"):
        disputes.start(case_id=case.id, name="", contact="", by=officer, at=NOW)
    waiting = disputing.sent(here, kinds.PEOPLES)
    by = here.officer(disputing.office(here, waiting))
    with pytest.raises(Refusal, match="case_over"):
        disputes.start(case_id=waiting.id, name="", contact="", by=by, at=NOW)
    aid, lawyer = disputing.taken(here, kinds.AID)
    with pytest.raises(Refusal, match="no_proceeding"):
        disputes.start(case_id=aid.id, name="", contact="", by=lawyer, at=NOW)


def test_both_sides_are_called_once_and_how_it_went_is_noted(here: disputing.World) -> None:
    made, officer = disputing.begun(here)
    session = disputes.call(case_id=made.case_id, raw=SESSION, by=officer, at=NOW)
    assert (session.hearing, session.told, session.outcome) == (False, "phone", "called")
    assert told("dispute_session") == [{"number": made.case.number, "when": "2026-03-10 09:30", "place": "二楼调解室"}]
    with pytest.raises(Refusal, match="called_already"):
        disputes.call(case_id=made.case_id, raw=SESSION, by=officer, at=NOW)
    with pytest.raises(Refusal, match="not_over_yet"):
        disputes.close_session(case_id=made.case_id, session_id=session.id, outcome="held", by=officer, at=NOW)
    after = session.starts_at + datetime.timedelta(hours=1)
    disputes.close_session(case_id=made.case_id, session_id=session.id, outcome="other_absent", by=officer, at=after)
    assert DisputeSession.objects.get().outcome == "other_absent"
    with pytest.raises(Refusal, match="noted_before"):
        disputes.close_session(case_id=made.case_id, session_id=session.id, outcome="held", by=officer, at=after)
    assert acts(made.case)[-2:] == ["call_session", "close_session"]


def test_a_session_that_is_put_off_is_told_to_the_person(here: disputing.World) -> None:
    made, officer = disputing.begun(here)
    session = disputes.call(case_id=made.case_id, raw=SESSION, by=officer, at=NOW)
    disputes.close_session(case_id=made.case_id, session_id=session.id, outcome="put_off", by=officer, at=NOW)
    assert [row["when"] for row in told("dispute_put_off")] == ["2026-03-10 09:30"]


def test_everything_wrong_with_a_session_is_told_at_once(here: disputing.World) -> None:
    made, officer = disputing.begun(here)
    with pytest.raises(Refusals) as wrong:
        disputes.call(case_id=made.case_id, raw={"on": "2026-03-01", "time": "9"}, by=officer, at=NOW)
    assert [(one.field, one.code) for one in wrong.value.refusals] == [
        ("on", "not_a_time"),
        ("place", "missing"),
        ("told", "not_an_option"),
    ]


def test_an_agreement_ends_the_mediation_and_its_case_and_is_asked_after(here: disputing.World) -> None:
    made, officer = disputing.begun(here, kinds.MEDIATION)
    agreed = disputes.agree(case_id=made.case_id, raw=AGREED, by=officer, at=NOW)
    assert (agreed.amount_fen, agreed.confirm_until) == (1_800_000, datetime.date(2026, 4, 3))
    assert "公司".encode() not in bytes(agreed.text)
    made.refresh_from_db()
    # the first working day after it was to be kept
    assert (made.state, made.limit_on) == ("agreed", datetime.date(2026, 4, 1))
    assert Case.objects.get(id=made.case_id).state == "granted"
    assert acts(made.case)[-2:] == ["agree_dispute", "grant_case"]


def test_an_agreement_about_wages_leaves_the_inspections_case_open(here: disputing.World) -> None:
    made, _ = disputing.agreed(here)
    assert Case.objects.get(id=made.case_id).state == "taken"


def test_everything_wrong_with_an_agreement_is_told_at_once(here: disputing.World) -> None:
    made, officer = disputing.begun(here)
    raw = {"text": "", "signed_on": "2026-03-05", "other_signed_on": "x", "due_on": "2026-03-01", "amount": "1.234"}
    with pytest.raises(Refusals) as wrong:
        disputes.agree(case_id=made.case_id, raw=raw, by=officer, at=NOW)
    assert [(one.field, one.code) for one in wrong.value.refusals] == [
        ("text", "missing"),
        ("other_signed_on", "not_a_date"),
        ("signed_on", "not_yet"),
        ("due_on", "too_early"),
        ("amount", "not_an_amount"),
    ]


def test_an_agreement_is_kept_says_the_office(here: disputing.World) -> None:
    made, officer = disputing.agreed(here)
    disputes.keep(case_id=made.case_id, by=officer, at=NOW)
    held = DisputeAgreement.objects.get()
    assert (held.outcome, held.checked_by_id, Dispute.objects.get().state) == ("kept", officer.id, "kept")
    assert acts(made.case)[-1] == "keep_agreement"


def test_an_agreement_is_not_kept_says_the_person_and_later_it_was(here: disputing.World) -> None:
    made, _officer = disputing.agreed(here)
    disputes.break_(case_id=made.case_id, words="一分没给", by=here.me, at=NOW)
    held = DisputeAgreement.objects.get()
    assert (held.outcome, held.checked_by_id, Dispute.objects.get().state) == ("broken", None, "broken")
    assert told("dispute_broken") == [{"number": made.case.number}]
    found = detail.of(case=made.case, on=factories.DAY)
    assert [offer.code for offer in found.offers] == ["pay_order", "arbitration", "aid"]
    assert found.steps[-1].words == "一分没给"
    disputes.keep(case_id=made.case_id, by=here.me, at=NOW)
    assert Dispute.objects.get().state == "kept"
    assert acts(made.case)[-2:] == ["break_agreement", "keep_agreement"]


def test_an_agreement_is_not_kept_says_the_office_and_the_person_hears_of_it(here: disputing.World) -> None:
    made, officer = disputing.agreed(here)
    disputes.break_(case_id=made.case_id, words="", by=officer, at=NOW)
    assert told("dispute_not_kept") == [{"number": made.case.number}]


def test_a_mediation_fails_and_the_person_hears_where_to_go(here: disputing.World) -> None:
    made, _ = disputing.failed(here, kinds.MEDIATION)
    assert (made.state, made.limit_on) == ("failed", None)
    assert Case.objects.get(id=made.case_id).state == "granted"
    assert told("dispute_failed") == [{"number": made.case.number}]
    found = detail.of(case=made.case, on=factories.DAY)
    assert [(offer.code, offer.until.on if offer.until else None) for offer in found.offers] == [
        ("arbitration", datetime.date(2027, 3, 4)),
        ("aid", None),
    ]
    assert found.steps[-1].text.zh == "没有谈成：对方没有来"


def test_a_quarrel_with_a_landlord_goes_to_court_not_to_arbitration(here: disputing.World) -> None:
    made, _ = disputing.failed(here, kinds.PEOPLES)
    assert [offer.code for offer in detail.of(case=made.case, on=factories.DAY).offers] == ["court", "aid"]
    with pytest.raises(Refusal, match="no_arbitration"):
        disputes.ask_arbitration(case_id=made.case_id, by=here.me, at=NOW)


def test_I4_arbitration_takes_over_what_is_on_file_and_nothing_is_asked_twice(here: disputing.World) -> None:
    made, officer = disputing.failed(here)
    new = disputes.ask_arbitration(case_id=made.case_id, by=here.me, at=NOW)
    assert (new.service, new.state) == (kinds.ARBITRATION, "sent")
    assert forms.typed(case=new) == {
        "labour_dispute": True,
        "wage_claim": True,
        "employer": BOSS,
        "what": "什么时候：去年冬天",
        "amount": 18000,
    }
    made.refresh_from_db()
    assert (made.state, made.passed_to_id) == ("passed_on", new.id)
    # the inspection goes on
    assert Case.objects.get(id=made.case_id).state == "taken"
    cases.take(case_id=new.id, by=officer, at=NOW)
    second = disputes.start(case_id=new.id, name="", contact="", by=officer, at=NOW)
    assert forms.other(dispute=second) == {"name": BOSS, "contact": "13900001111"}
    assert (second.kind, second.state, second.urgent) == ("arbitration", "claimed", True)
    assert acts(new) == ["apply_case", "take_case", "start_arbitration"]
    assert detail.of(case=new, on=factories.DAY).came_from == made.case


def test_whoever_wants_no_mediation_goes_to_arbitration_at_once_and_the_mediation_is_taken_back(
    here: disputing.World,
) -> None:
    made, _ = disputing.begun(here, kinds.MEDIATION)
    disputes.ask_arbitration(case_id=made.case_id, by=here.me, at=NOW)
    assert Case.objects.get(id=made.case_id).state == "withdrawn"
    assert Dispute.objects.get(id=made.id).state == "passed_on"
    assert told("dispute_passed_on") == [{"number": made.case.number}]
    assert acts(made.case)[-2:] == ["ask_arbitration", "withdraw_case"]


def test_I7_legal_aid_is_asked_for_in_one_step_and_once(here: disputing.World) -> None:
    made, _ = disputing.begun(here)
    aid = disputes.seek_aid(case_id=made.case_id, by=here.me, at=NOW)
    assert disputes.seek_aid(case_id=made.case_id, by=here.me, at=NOW).id == aid.id
    assert (aid.service, aid.unit_id) == (kinds.AID, here.justice.id)
    assert forms.typed(case=aid) == {"wage_claim": True, "what": "金额：18000元；什么时候：去年冬天", "against": BOSS}


def test_a_claim_is_taken_within_5_working_days_and_awarded_within_45_days(here: disputing.World) -> None:
    made, officer = disputing.begun(here, kinds.ARBITRATION)
    assert (made.state, made.limit_on) == ("claimed", datetime.date(2026, 3, 11))
    taken = disputes.accept(case_id=made.case_id, by=officer, at=NOW)
    # 18 April is a Saturday
    assert (taken.state, taken.limit_on) == ("accepted", datetime.date(2026, 4, 20))
    assert [row["until"] for row in told("dispute_accepted")] == ["2026-04-20"]


def test_a_hearing_is_told_5_working_days_before(here: disputing.World) -> None:
    made, officer = disputing.accepted(here)
    with pytest.raises(Refusals) as wrong:
        disputes.call(case_id=made.case_id, raw=SESSION, by=officer, at=NOW)
    assert [(one.field, one.code) for one in wrong.value.refusals] == [("on", "too_soon")]
    session = disputes.call(case_id=made.case_id, raw={**SESSION, "on": "2026-03-11"}, by=officer, at=NOW)
    assert session.hearing
    assert acts(made.case)[-1] == "call_hearing"


def test_an_award_is_put_off_once_with_the_reason(here: disputing.World) -> None:
    made, officer = disputing.accepted(here)
    later = disputes.extend(case_id=made.case_id, why="要鉴定", by=officer, at=NOW)
    # 3 May lies in the holidays
    assert (later.extended, later.limit_on) == (True, datetime.date(2026, 5, 6))
    with pytest.raises(Refusal, match="extended_before"):
        disputes.extend(case_id=made.case_id, why="还要鉴定", by=officer, at=NOW)
    assert acts(made.case)[-1] == "extend_award"


def test_an_award_ends_the_case_and_names_the_last_day_for_court(here: disputing.World) -> None:
    made, officer = disputing.accepted(here)
    disputes.award(case_id=made.case_id, raw={"words": "公司付18000元。", "amount": "18000"}, by=officer, at=NOW)
    case = Case.objects.get(id=made.case_id)
    assert (Dispute.objects.get().state, case.state) == ("awarded", "granted")
    assert case.decisions.get().reason == ("已经裁决：公司付18000元。 不服的，可以在2026年3月19日前向人民法院起诉。")
    offers = detail.of(case=case, on=factories.DAY).offers
    assert [(offer.code, offer.until.on if offer.until else None) for offer in offers] == [
        ("court", datetime.date(2026, 3, 19)),
        ("aid", None),
    ]
    assert acts(case)[-2:] == ["award_dispute", "grant_case"]


def test_a_settlement_before_the_panel_ends_the_case(here: disputing.World) -> None:
    made, officer = disputing.accepted(here)
    disputes.settle(case_id=made.case_id, raw={"words": "付12000元。", "amount": ""}, by=officer, at=NOW)
    assert (Dispute.objects.get().state, Case.objects.get(id=made.case_id).state) == ("settled", "granted")
    assert acts(made.case)[-2:] == ["settle_dispute", "grant_case"]


def test_I10_a_claim_that_is_not_taken_is_a_refusal_with_reason_article_and_officer(here: disputing.World) -> None:
    made, officer = disputing.begun(here, kinds.ARBITRATION)
    with pytest.raises(Refusal, match="reason_missing"):
        disputes.decline(case_id=made.case_id, reason="", article="labour_disputes 29", by=officer, at=NOW)
    assert Dispute.objects.get().state == "claimed"
    disputes.decline(case_id=made.case_id, reason="不属于劳动争议。", article="labour_disputes 29", by=officer, at=NOW)
    decided = Case.objects.get(id=made.case_id).decisions.get()
    assert (Dispute.objects.get().state, decided.outcome, decided.article, decided.by_id) == (
        "declined",
        "refused",
        "labour_disputes 29",
        officer.id,
    )
    assert acts(made.case)[-2:] == ["decline_claim", "refuse_case"]


def test_I10_a_claim_treated_as_withdrawn_is_a_refusal_too(here: disputing.World) -> None:
    made, officer = disputing.accepted(here)
    disputes.drop(case_id=made.case_id, reason="两次没来，没有说明。", article="labour_disputes 43", by=officer, at=NOW)
    assert (Dispute.objects.get().state, Case.objects.get(id=made.case_id).state) == ("withdrawn", "refused")
    assert acts(made.case)[-2:] == ["drop_dispute", "refuse_case"]


def test_two_officers_at_once_the_second_is_told(here: disputing.World) -> None:
    made, officer = disputing.begun(here)
    disputes.call(case_id=made.case_id, raw=SESSION, by=officer, at=NOW, version=1)
    with pytest.raises(Refusal, match="stale"):
        disputes.fail(case_id=made.case_id, code="unwilling", words="", by=officer, at=NOW, version=1)


def test_nothing_goes_on_once_the_case_was_withdrawn(here: disputing.World) -> None:
    made, officer = disputing.begun(here)
    cases.withdraw(case_id=made.case_id, by=here.me, at=NOW)
    with pytest.raises(Refusal, match="case_over"):
        disputes.call(case_id=made.case_id, raw=SESSION, by=officer, at=NOW)


def test_I7_a_lawyer_is_owed_3_days_after_the_grant_and_named_to_the_person(here: disputing.World) -> None:
    aid, officer = disputing.granted_aid(here)
    # 7 March is a Saturday
    assert (aid.due_on, aid.named_at) == (datetime.date(2026, 3, 9), None)
    named = disputes.name_lawyer(case_id=aid.case_id, raw=LAWYER, by=officer, at=NOW)
    assert (named.named_by_id, named.changed) == (officer.id, 0)
    assert "周律师".encode() not in bytes(named.lawyer)
    assert told("aid_lawyer") == [{"number": aid.case.number, "lawyer": "周律师", "office": "沂蒙律师事务所"}]
    found = detail.of(case=aid.case, on=factories.DAY).aid
    assert found is not None
    assert found.lawyer == LAWYER


def test_I7_another_lawyer_needs_a_reason(here: disputing.World) -> None:
    aid, officer = disputing.granted_aid(here)
    disputes.name_lawyer(case_id=aid.case_id, raw=LAWYER, by=officer, at=NOW)
    with pytest.raises(Refusal, match="words_missing"):
        disputes.name_lawyer(case_id=aid.case_id, raw=LAWYER, by=officer, at=NOW)
    again = disputes.name_lawyer(
        case_id=aid.case_id, raw={**LAWYER, "name": "吴律师", "why": "原律师生病"}, by=officer, at=NOW
    )
    assert again.changed == 1
    with pytest.raises(Refusal, match="stale"):
        disputes.name_lawyer(case_id=aid.case_id, raw={**LAWYER, "why": "…"}, by=officer, at=NOW, version=1)
    assert acts(aid.case)[-2:] == ["name_lawyer", "name_lawyer"]


def _noon(year: int, month: int, day: int) -> datetime.datetime:
    return datetime.datetime(year, month, day, 4, tzinfo=datetime.UTC)


def test_I7_the_seven_days_of_legal_aid_count_from_the_asking_whenever_it_is_taken(here: disputing.World) -> None:
    case = disputing.sent(here, kinds.AID)
    officer = here.officer(disputing.office(here, case))
    held = cases.take(case_id=case.id, by=officer, at=_noon(2026, 3, 6))
    assert (held.limit_on, held.clock_from) == (datetime.date(2026, 3, 11), factories.DAY)
    assert detail.of(case=held, on=factories.DAY).aid_due == Due(
        on=datetime.date(2026, 3, 11), provisional=False, rule="I7", started=factories.DAY
    )


def test_I7_over_a_long_holiday_an_application_is_late_with_its_seventh_day_though_nobody_took_it(
    here: disputing.World,
) -> None:
    # two working days come after 10 October; the seventh day, a holiday, moves to the 8th
    case = disputing.sent(here, kinds.AID, when=_noon(2025, 9, 30))
    assert case.limit_on == datetime.date(2025, 10, 9)
    other = disputing.sent(here, kinds.WAGE_CLAIM, when=_noon(2025, 9, 30))
    assert other.limit_on == datetime.date(2025, 10, 10)


def test_I7_what_was_missing_is_not_counted(here: disputing.World) -> None:
    case = disputing.sent(here, kinds.AID)
    officer = here.officer(disputing.office(here, case))
    cases.give_back(case_id=case.id, missing={"fields.what": ""}, by=officer, at=_noon(2026, 3, 5))
    raw = {"fields": {"wage_claim": "yes", "what": "欠薪", "against": "老板"}, "papers": {}, "truth": "on"}
    cases.complete(case_id=case.id, raw=raw, by=here.me, at=_noon(2026, 3, 16))
    held = cases.take(case_id=case.id, by=officer, at=_noon(2026, 3, 17))
    assert held.limit_on == datetime.date(2026, 3, 23)


def test_I7_a_migrant_workers_wage_claim_skips_the_check_of_means(here: disputing.World) -> None:
    case, _ = disputing.taken(here, kinds.AID)
    found = detail.of(case=case, on=factories.DAY)
    assert [answer.id for answer in found.answers] == ["wage_claim", "what", "against"]
    assert found.aid_due is not None
    # seven days from the day it was asked for
    assert found.aid_due.on == datetime.date(2026, 3, 11)
    assert case.limit_on == datetime.date(2026, 3, 11)
    assert LegalAid.objects.count() == 0


def strangers(here: disputing.World) -> list[Unit]:
    """Return the offices that must see nothing of a county's labour office."""
    other = factories.unit(
        code="rs-other", kind="office", department="human_resources", level="county", parent=here.labour_city
    )
    return [other, here.justice, here.justice_city, here.labour_street]


def test_no_other_office_and_no_other_person_opens_or_does_anything(here: disputing.World) -> None:
    made, _ = disputing.begun(here)
    for unit in strangers(here):
        post = here.post(unit)
        by = factories.actor(post)
        for attempt in (
            lambda by=by: disputes.call(case_id=made.case_id, raw=SESSION, by=by, at=NOW),
            lambda by=by: disputes.fail(case_id=made.case_id, code="unwilling", words="", by=by, at=NOW),
            lambda by=by: disputes.name_other(case_id=made.case_id, name="x", contact="", by=by, at=NOW),
            lambda post=post: disputes.open_one(
                scope=factories.scope(post), case_id=made.case_id, purpose="handling", at=NOW
            ),
        ):
            with pytest.raises(Absent):
                attempt()
    stranger = disputing.world("002").me
    for attempt in (
        lambda: disputes.open_own(case_id=made.case_id, by=stranger, at=NOW),
        lambda: disputes.ask_arbitration(case_id=made.case_id, by=stranger, at=NOW),
        lambda: disputes.seek_aid(case_id=made.case_id, by=stranger, at=NOW),
    ):
        with pytest.raises(Absent):
            attempt()


def test_opening_and_printing_leave_their_trace(here: disputing.World) -> None:
    made, officer = disputing.begun(here)
    post = here.post()
    case = disputes.open_one(scope=factories.scope(post), case_id=made.case_id, purpose="handling", at=NOW)
    disputes.printed(case=case, paper="invitation", by=officer, at=NOW, purpose="handling")
    disputes.open_own(case_id=made.case_id, by=here.me, at=NOW)
    rows = Act.objects.filter(what__in=["open_dispute", "print_dispute"]).order_by("seq")
    assert [(row.what, row.purpose, row.person_id) for row in rows] == [
        ("open_dispute", "handling", here.person.id),
        ("print_dispute", "handling", here.person.id),
        ("open_dispute", "own", here.person.id),
    ]
    with pytest.raises(Refusal, match="purpose_missing"):
        disputes.open_one(scope=factories.scope(post), case_id=made.case_id, purpose="", at=NOW)


def test_what_is_not_there_is_absent_for_everybody(here: disputing.World) -> None:
    case, officer = disputing.taken(here)
    nothing = uuid.uuid4()
    for attempt in (
        lambda: disputes.call(case_id=case.id, raw=SESSION, by=officer, at=NOW),
        lambda: disputes.name_other(case_id=case.id, name="x", contact="", by=officer, at=NOW),
        lambda: disputes.name_lawyer(case_id=case.id, raw=LAWYER, by=officer, at=NOW),
        lambda: disputes.keep(case_id=nothing, by=here.me, at=NOW),
        lambda: disputes.keep(case_id=case.id, by=here.me, at=NOW),
        lambda: disputes.open_own(case_id=case.id, by=officer, at=NOW),
        lambda: disputes.open_own(case_id=nothing, by=here.me, at=NOW),
    ):
        with pytest.raises(Absent):
            attempt()
    made = disputes.start(case_id=case.id, name="", contact="", by=officer, at=NOW)
    with pytest.raises(Absent):
        disputes.close_session(case_id=case.id, session_id=nothing, outcome="held", by=officer, at=NOW)
    assert made.version == 1
