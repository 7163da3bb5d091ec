"""The register of employment: entries made when a case is granted, ended with a reason, never overwritten. Source: I3."""

import datetime

import pytest
from tests import factories, jobbing
from tests.factories import NOW

from anju.actions import case as cases
from anju.actions import job as jobs
from anju.actions.job import erasing
from anju.law.absent import Absent
from anju.law.job import employment as law
from anju.law.refusal import Refusal
from anju.models import Act, Case, Employment, Message, Post
from anju.queries import visitors
from anju.queries.job import figures, review, sent
from anju.queries.scope import Scope

pytestmark = pytest.mark.django_db
WORK = "human_resources/employment_registration"
NO_WORK = "human_resources/unemployment_registration"
FORMS = {
    WORK: {"works": "yes", "work_kind": "self_employed", "employer": "沂河早点铺", "since": "2026-02-01"},
    NO_WORK: {"works": "no", "seeks_work": "yes", "last": "装卸"},
}


class Hall:
    """A county's labour office with an officer, and somebody registered in its area."""

    def __init__(self) -> None:
        self.here = factories.community()
        self.office = jobbing.office(at=self.here)
        self.post: Post = factories.post(unit=self.office, role="officer")
        self.who = factories.resident()
        self.stay = factories.registered(at=self.here, who=self.who)
        self.by = visitors.resident_actor(who=self.who)

    @property
    def scope(self) -> Scope:
        return factories.scope(self.post)

    def granted(self, service: str, **answers: str) -> Case:
        raw = {"fields": {**FORMS[service], **answers}, "papers": {}, "truth": "on"}
        case = cases.apply(person_id=self.stay.person_id, service_id=service, raw=raw, by=self.by, at=NOW)
        officer = factories.actor(self.post)
        cases.take(case_id=case.id, by=officer, at=NOW)
        return cases.grant(case_id=case.id, words="", by=officer, at=NOW)


def test_a_granted_case_makes_the_entry_in_the_same_act() -> None:
    hall = Hall()
    case = hall.granted(WORK)
    entry = Employment.objects.get()
    assert (entry.kind, entry.employer, entry.since) == ("self_employed", "沂河早点铺", datetime.date(2026, 2, 1))
    assert (entry.case_id, entry.unit_id, entry.registered_by_id) == (case.id, hall.office.id, hall.post.staff_id)
    assert Act.objects.filter(what="register_employment", person_id=hall.stay.person_id).count() == 1
    assert Message.objects.filter(kind="employment_registered").count() == 1


def test_losing_work_ends_the_entry_and_makes_the_next() -> None:
    hall = Hall()
    hall.granted(WORK)
    hall.granted(NO_WORK)
    rows = [(row.kind, row.until, row.end_reason) for row in Employment.objects.order_by("registered_at", "id")]
    assert rows == [("self_employed", factories.DAY, "changed"), ("unemployed", None, "")]
    assert Employment.objects.get(kind="unemployed").employer == ""


def test_a_day_that_lies_ahead_counts_from_the_application() -> None:
    hall = Hall()
    hall.granted(WORK, since="2026-03-04")
    assert Employment.objects.get().since == factories.DAY
    entry = law.from_case({"since": "morgen"}, unemployed=False, applied_on=factories.DAY)
    assert (entry.since, entry.kind, entry.employer) == (factories.DAY, "employed", "")


def test_a_refused_case_makes_no_entry_and_a_review_that_grants_it_does() -> None:
    hall = Hall()
    raw = {"fields": FORMS[NO_WORK], "papers": {}, "truth": "on"}
    case = cases.apply(person_id=hall.stay.person_id, service_id=NO_WORK, raw=raw, by=hall.by, at=NOW)
    first, second = factories.actor(hall.post), factories.actor(factories.post(unit=hall.office, role="officer"))
    cases.take(case_id=case.id, by=first, at=NOW)
    why = {"reason": "还在上班。", "article": "employment_promotion 35"}
    cases.refuse(case_id=case.id, by=first, at=NOW, **why)
    assert Employment.objects.count() == 0
    cases.protest(case_id=case.id, words="我已经没有工作了", by=hall.by, at=NOW)
    cases.change(case_id=case.id, by=second, at=NOW, **why)
    assert Employment.objects.get().kind == "unemployed"


def test_a_review_that_turns_a_grant_round_ends_the_entry() -> None:
    hall = Hall()
    case = hall.granted(WORK)
    other = factories.actor(factories.post(unit=hall.office, role="officer"))
    cases.protest(case_id=case.id, words="不是我办的", by=hall.by, at=NOW)
    cases.change(case_id=case.id, reason="本人没有申请。", article="employment_promotion 35", by=other, at=NOW)
    entry = Employment.objects.get()
    assert (entry.end_reason, entry.ended_by_id) == ("reviewed", other.id)


def test_an_officer_enters_a_change_and_ends_an_entry_and_the_person_is_told() -> None:
    hall = Hall()
    hall.granted(NO_WORK)
    entry = Employment.objects.get()
    read = law.read({"kind": "employed", "since": "2026-03-01", "employer": "板材厂"}, today=factories.DAY)
    made = jobs.enter(entry_id=entry.id, entry=read, scope=hall.scope, at=NOW)
    assert (made.kind, made.employer) == ("employed", "板材厂")
    for reason, until, code in (("x", factories.DAY, "not_an_option"), ("moved", None, "day_wrong")):
        with pytest.raises(Refusal) as refused:
            jobs.end_employment(entry_id=made.id, reason=reason, until=until, scope=hall.scope, at=NOW)
        assert refused.value.code == code
    jobs.end_employment(entry_id=made.id, reason="moved", until=factories.DAY, scope=hall.scope, at=NOW)
    assert Message.objects.filter(kind="employment_ended").count() == 1
    with pytest.raises(Refusal):
        jobs.end_employment(entry_id=made.id, reason="moved", until=factories.DAY, scope=hall.scope, at=NOW)


def test_what_is_wrong_with_an_entry_is_told_at_once() -> None:
    with pytest.raises(Exception) as wrong:  # noqa: PT011
        law.read({"kind": "", "since": "2027-01-01", "employer": "x" * 81}, today=factories.DAY)
    assert [one.code for one in wrong.value.refusals] == ["not_an_option", "day_wrong", "too_long"]


def test_another_office_finds_no_entry() -> None:
    hall = Hall()
    hall.granted(WORK)
    entry = Employment.objects.get()
    far = factories.community(county="371311")
    other = factories.unit(code="jy-1", kind="office", department="education", level="county", covers=hall.here.parent)
    for unit in (jobbing.office(at=far), other):
        scope = factories.scope(factories.post(unit=unit, role="officer"))
        with pytest.raises(Absent):
            jobs.open_entry(scope=scope, entry_id=entry.id, purpose="handling", at=NOW)
        with pytest.raises(Absent):
            jobs.end_employment(entry_id=entry.id, reason="moved", until=factories.DAY, scope=scope, at=NOW)
        assert [review.register(scope, which=which) for which in review.REGISTER] == [[], [], []]
    assert Act.objects.filter(what="open_employment").count() == 0


def test_opening_an_entry_leaves_a_trace_and_needs_a_purpose() -> None:
    hall = Hall()
    hall.granted(WORK)
    entry = Employment.objects.get()
    with pytest.raises(Refusal):
        jobs.open_entry(scope=hall.scope, entry_id=entry.id, purpose="own", at=NOW)
    found = jobs.open_entry(scope=hall.scope, entry_id=entry.id, purpose="handling", at=NOW)
    assert review.history(hall.scope, entry=found).kind.zh == "自主创业、个体经营"
    own = jobs.open_own(by=hall.by, at=NOW)
    assert own == entry
    purposes = Act.objects.filter(what="open_employment").order_by("seq").values_list("purpose", flat=True)
    assert list(purposes) == ["handling", "own"]
    assert [one.kind.zh for one in sent.entries(person=hall.stay.person)] == ["自主创业、个体经营"]


def test_N6_small_numbers_of_people_are_not_told() -> None:
    hall = Hall()
    hall.granted(WORK)
    table = figures.month(hall.scope, of=factories.DAY)
    (line,) = table.lines
    cells = dict(zip(figures.COLUMNS, line.cells, strict=True))
    assert (cells["employed"], cells["unemployed"], cells["vacancies"]) == (None, 0, 0)
    assert (line.place, table.least) == ("371302000000", 10)


def test_N6_a_county_and_its_streets_do_not_give_a_small_number_away() -> None:
    hall = Hall()
    places = {hall.here: 40, factories.community(street="002", number="002"): 4}
    entered = {"person_id": hall.stay.person_id, "kind": "unemployed", "since": factories.DAY, "unit": hall.office}
    entered |= {"registered_at": NOW, "registered_by": hall.post.staff, "ended_at": NOW, "end_reason": "moved"}
    rows = [(place, number) for place, most in places.items() for number in range(most)]
    Employment.objects.bulk_create(
        [Employment(number=f"JY{place.code}{number}", community=place, **entered) for place, number in rows]
    )
    tables = [figures.month(hall.scope, of=factories.DAY, by=by) for by in ("county", "street")]
    told = {line.place: line.cells[-1] for table in tables for line in table.lines}
    assert told["371302002000"] is None
    # with the total and the other street told, the small one could be worked out
    assert None in (told["371302000000"], told["371302001000"])


def test_L7_erasing_somebody_empties_the_employer() -> None:
    hall = Hall()
    hall.granted(WORK)
    erasing.wipe(person_id=hall.stay.person_id, at=NOW)
    assert Employment.objects.get().employer == ""
