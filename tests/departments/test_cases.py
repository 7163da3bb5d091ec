"""Every service of the city as a case: somebody gets it, and somebody is refused by an officer as its example says."""

import tomllib
from pathlib import Path
from typing import Any

import pytest
from tests import factories

from anju import catalogue
from anju.actions import case as cases
from anju.law.actor import Actor
from anju.law.service import Service
from anju.models import Act, Case, CaseDecision, Stay, Unit
from anju.queries.case import detail
from anju.queries.entitlement import offering

pytestmark = pytest.mark.django_db
HERE = Path(__file__).parent
CURRENT = catalogue.current()
CASES = sorted(service.id for service in CURRENT.services.values() if service.process == "case")
NOW = factories.NOW
ANSWERS = {"text": "好", "long": "好", "date": "2025-03-04", "number": "12", "yes_no": "yes"}


def office(service: Service, stay: Stay) -> Unit:
    """Return an office of the service's department and level in the stay's place."""
    place = stay.community
    while place.level != service.level:
        assert place.parent is not None
        place = place.parent
    return factories.unit(
        code=f"office-{service.level}", kind="office", department=service.department, level=service.level, covers=place
    )


def form(service: Service) -> dict[str, Any]:
    """Return a form of the service that can be kept, its papers seen at the desk."""
    fields = {field.id: field.choices[0][0] if field.choices else ANSWERS[field.kind] for field in service.fields}
    return {"fields": fields, "papers": {paper.id: {"seen": "on"} for paper in service.papers}, "truth": "on"}


def taken(service: Service) -> tuple[Case, Actor, Actor]:
    """Return a case that its office took, and two officers of it."""
    stay = factories.registered(at=factories.community())
    office(service, stay)
    desk = factories.actor(factories.registrar(of=stay.community))
    case = cases.apply(person_id=stay.person_id, service_id=service.id, raw=form(service), by=desk, at=NOW)
    assert (case.unit.department, case.unit.level, case.state) == (service.department, service.level, "sent")
    first, second = (factories.actor(factories.post(unit=case.unit, role="officer")) for _ in range(2))
    return cases.take(case_id=case.id, by=first, at=NOW), first, second


def propose(case: Case, service: Service, outcome: str, first: Actor, second: Actor) -> Actor:
    """Return who decides: a second officer after the first one proposed, where the service asks for two."""
    if not service.second:
        return first
    cases.propose(case_id=case.id, outcome=outcome, words="材料齐全", by=first, at=NOW)
    return second


@pytest.mark.parametrize("name", CASES)
def test_somebody_gets_it_from_the_office_that_decides_within_its_limit(name: str) -> None:
    service = CURRENT.services[name]
    case, first, second = taken(service)
    assert service.limit is not None
    assert case.clock_left == service.limit.count
    # how the register answers is the officer's advice and decides nothing
    assert detail.of(case=case, on=factories.DAY).standing.service == offering.services(on=factories.DAY)[name]
    by = propose(case, service, "granted", first, second)
    done = cases.grant(case_id=case.id, words="请来取。", by=by, at=NOW)
    assert (done.state, done.decided_by_id) == ("granted", CaseDecision.objects.get().by_id)
    assert Act.objects.filter(what="grant_case", subject_id=str(case.id)).count() == 1


@pytest.mark.parametrize("name", CASES)
def test_somebody_is_refused_by_an_officer_with_reason_article_and_remedy(name: str) -> None:
    service = CURRENT.services[name]
    ((refused,),) = (tomllib.loads((HERE / f"{name}.toml").read_text(encoding="utf-8"))["refused"],)
    case, first, second = taken(service)
    by = propose(case, service, "refused", first, second)
    cases.refuse(case_id=case.id, reason=refused["why"], article=refused["article"], by=by, at=NOW)
    (told,) = detail.decisions(Case.objects.get(), service)
    assert (told.outcome, told.reason, told.remedy) == ("refused", refused["why"], service.remedy)
    assert told.article.zh != refused["article"]
    assert service.remedy.zh
