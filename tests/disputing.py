"""A county with its labour and justice offices, somebody owed wages, and disputes as far along as a test wants them."""

import datetime
from dataclasses import dataclass

from tests import factories

from anju.actions import case as cases
from anju.actions import dispute as disputes
from anju.law.actor import Actor
from anju.law.dispute import kinds
from anju.models import (
    Case,
    Dispute,
    DisputeAgreement,
    DisputeOther,
    DisputeStep,
    Division,
    LegalAid,
    Person,
    Post,
    Resident,
    Unit,
)
from anju.queries import visitors
from anju.vault import seal

# four working days after it nothing is off
NOW = factories.NOW
BOSS = "红星建筑公司"


@dataclass
class World:
    """A community, the offices above it, and somebody registered in it."""

    community: Division
    labour_city: Unit
    labour: Unit
    labour_street: Unit
    justice_city: Unit
    justice: Unit
    who: Resident
    person: Person

    @property
    def me(self) -> Actor:
        """Whoever is registered, signed in."""
        return visitors.resident_actor(who=self.who)

    def post(self, at: Unit | None = None) -> Post:
        """A new officer's post, at the county's labour office unless told where."""
        return factories.post(unit=at or self.labour, role="officer")

    def officer(self, at: Unit | None = None) -> Actor:
        """A new officer."""
        return factories.actor(self.post(at))


def world(number: str = "001", phone: str | None = None) -> World:
    """Return the offices and somebody registered in their area."""
    here = factories.community(number=number)
    who = factories.resident(phone=phone)
    return around(here, who=who, person=factories.registered(at=here, who=who).person)


def around(here: Division, *, who: Resident, person: Person) -> World:
    """Return the offices above a community, and somebody who is registered in it already."""
    town = here.parent
    assert town is not None
    county = town.parent
    assert county is not None

    def office(code: str, department: str, level: str, above: Unit | None, place: Division | None) -> Unit:
        found = Unit.objects.filter(code=code).first()
        return found or factories.unit(
            code=code, kind="office", department=department, level=level, parent=above, covers=place
        )

    labour_city = office("rs-city", "human_resources", "city", None, county.parent)
    labour = office("rs-county", "human_resources", "county", labour_city, county)
    street = office("rs-street", "human_resources", "street", labour, town)
    justice_city = office("sf-city", "justice", "city", None, county.parent)
    justice = office("sf-county", "justice", "county", justice_city, county)
    return World(here, labour_city, labour, street, justice_city, justice, who, person)


def ids(here: Division, *, who: Resident, person: Person) -> dict[str, object]:
    """Return what addresses of a dispute name: an agreed one, with a session."""
    found = around(here, who=who, person=person)
    made, officer = begun(found)
    session = disputes.call(case_id=made.case_id, raw=SESSION, by=officer, at=NOW)
    disputes.agree(case_id=made.case_id, raw=AGREED, by=officer, at=NOW)
    return {"case_id": made.case_id, "session_id": session.id}


FORMS: dict[str, dict[str, object]] = {
    kinds.WAGE_CLAIM: {"wage_claim": "yes", "employer": BOSS, "amount": "18000", "when": "去年冬天"},
    kinds.MEDIATION: {"labour_dispute": "yes", "wage_claim": "no", "employer": BOSS, "what": "没签合同就让走人"},
    kinds.ARBITRATION: {"labour_dispute": "yes", "wage_claim": "no", "employer": BOSS, "what": "没签合同就让走人"},
    kinds.PEOPLES: {"with_whom": "房东老刘", "about": "rent", "what": "押金不退"},
    kinds.AID: {"wage_claim": "yes", "what": "讨工资", "against": BOSS},
}


def sent(at: World, service: str = kinds.WAGE_CLAIM, when: datetime.datetime = NOW) -> Case:
    """Return a case that the person sent on the phone."""
    raw = {"fields": FORMS[service], "papers": {}, "truth": "on"}
    return cases.apply(person_id=at.person.id, service_id=service, raw=raw, by=at.me, at=when)


def office(at: World, case: Case) -> Unit:
    """Return the office that owns a case now."""
    return Unit.objects.get(id=Case.objects.get(id=case.id).unit_id)


def taken(
    at: World, service: str = kinds.WAGE_CLAIM, by: Actor | None = None, when: datetime.datetime = NOW
) -> tuple[Case, Actor]:
    """Return a case that an officer took, and the officer."""
    case = sent(at, service, when)
    officer = by or at.officer(office(at, case))
    return cases.take(case_id=case.id, by=officer, at=when), officer


def begun(
    at: World, service: str = kinds.WAGE_CLAIM, when: datetime.datetime = NOW, by: Actor | None = None
) -> tuple[Dispute, Actor]:
    """Return a dispute whose proceeding began, and the officer."""
    case, officer = taken(at, service, by, when)
    made = disputes.start(case_id=case.id, name="", contact="13900001111", by=officer, at=when)
    return made, officer


SESSION = {"on": "2026-03-10", "time": "09:30", "place": "二楼调解室", "told": "phone"}
AGREED = {
    "text": "公司三月底前付清工资。",
    "signed_on": "2026-03-04",
    "other_signed_on": "2026-03-04",
    "due_on": "2026-03-31",
    "amount": "18000",
}


def failed(at: World, service: str = kinds.WAGE_CLAIM, when: datetime.datetime = NOW) -> tuple[Dispute, Actor]:
    """Return a mediation that ended without agreement."""
    made, officer = begun(at, service, when)
    return disputes.fail(case_id=made.case_id, code="no_show", words="打了三次电话", by=officer, at=when), officer


def agreed(at: World, service: str = kinds.WAGE_CLAIM) -> tuple[Dispute, Actor]:
    """Return a mediation that ended with an agreement."""
    made, officer = begun(at, service)
    disputes.agree(case_id=made.case_id, raw=AGREED, by=officer, at=NOW)
    return Dispute.objects.get(id=made.id), officer


def accepted(at: World) -> tuple[Dispute, Actor]:
    """Return an arbitration whose claim was taken."""
    made, officer = begun(at, kinds.ARBITRATION)
    return disputes.accept(case_id=made.case_id, by=officer, at=NOW), officer


def granted_aid(at: World) -> tuple[LegalAid, Actor]:
    """Return legal aid that was granted and waits for its lawyer."""
    case, officer = taken(at, kinds.AID)
    cases.grant(case_id=case.id, words="", by=officer, at=NOW)
    return LegalAid.objects.get(case=case), officer


LAWYER = {"name": "周律师", "office": "沂蒙律师事务所", "phone": "0539-8100000"}


def spoken(case: Case) -> Dispute:
    """Return a dispute of a case with words in every sealed column of its tables."""
    beside = {"person_id": case.person_id}
    day = {"started_at": NOW, "begun_on": factories.DAY}
    made = Dispute.objects.create(case=case, kind="wages", state="kept", **day, **beside)
    other, step = (
        DisputeOther(dispute=made, **beside),
        DisputeStep(dispute=made, what="keep_agreement", at=NOW, **beside),
    )
    signed = dict.fromkeys(("signed_on", "other_signed_on", "due_on", "confirm_until"), factories.DAY)
    agreement = DisputeAgreement(dispute=made, **signed, **beside)
    aid = LegalAid(case=case, granted_at=NOW, due_on=factories.DAY, **beside)
    other.words = seal.seal(text="{}", column="dispute_other.words", owner=other.id)
    step.words = seal.seal(text="付了", column="dispute_step.words", owner=step.id)
    agreement.text = seal.seal(text="付清", column="dispute_agreement.text", owner=agreement.id)
    aid.lawyer = seal.seal(text="{}", column="legal_aid.lawyer", owner=aid.id)
    for row in (other, step, agreement, aid):
        row.save(force_insert=True)
    return made
