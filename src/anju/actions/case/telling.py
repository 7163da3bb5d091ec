"""Telling people and offices of a case, and the steps of its way. Parts of larger acts."""

import datetime
import json
from collections.abc import Mapping

from anju.actions import message, upload
from anju.law import city
from anju.law import upload as pictures
from anju.law.case.form import Application
from anju.law.upload import UploadPurpose
from anju.models import Case, CaseForm, CasePaper, CasePart, CaseStep, Unit
from anju.models.base import new_id
from anju.queries import rules
from anju.queries.rules import Rules
from anju.vault import seal

KIND = "case"


def person(case: Case, kind: str, *, at: datetime.datetime, **params: str) -> None:
    """Tell the person of a step of their case."""
    message.to_person(
        person=case.person,
        kind=kind,
        params={"number": case.number, **params},
        link=f"/my/cases/{case.id}/",
        dedupe=f"{kind}:{case.id}:{case.version}",
        at=at,
    )


def office(case: Case, kind: str, *, unit: Unit, at: datetime.datetime, key: object = "", **params: str) -> None:
    """Tell the officers of a unit of a case, by its number only; `key` tells one part of it from another."""
    offered = case.offered_to_id == unit.id and case.unit_id != unit.id
    message.to_unit(
        unit_id=unit.id,
        roles=("officer",),
        kind=kind,
        params={"number": case.number, **params},
        dedupe=f"{kind}:{key or case.id}:{case.version}",
        link=f"/cases/offered/{case.id}/" if offered else f"/cases/{case.id}/",
        at=at,
    )


def part(row: CasePart, kind: str, *, unit: Unit, at: datetime.datetime, **params: str) -> None:
    """Tell the officers of a unit of a part that they can open; of the case they learn its number only."""
    message.to_unit(
        unit_id=unit.id,
        roles=("officer",),
        kind=kind,
        params=params,
        dedupe=f"{kind}:{row.id}:{row.version}",
        link=f"/cases/parts/{row.id}/",
        at=at,
    )


def step(case: Case, *, what: str, unit: Unit, at: datetime.datetime, words: str = "") -> None:
    """Keep a step of a case's way between offices."""
    CaseStep.objects.create(case=case, person_id=case.person_id, at=at, what=what, unit=unit, words=words)


def form(case: Case, *, given: Application, at: datetime.datetime) -> None:
    """Keep what was typed, sealed, and the papers that came with it; an earlier form stays beside it."""
    turn = case.forms.count() + 1
    key = new_id()
    answers = seal.seal(text=json.dumps(dict(given.answers), ensure_ascii=False), column="case_form.answers", owner=key)
    CaseForm.objects.create(id=key, case=case, person_id=case.person_id, turn=turn, answers=answers, given_at=at)
    CasePaper.objects.bulk_create(
        [
            CasePaper(
                case=case,
                person_id=case.person_id,
                turn=turn,
                paper=one.paper,
                source=one.source,
                upload_id=one.upload_id,
                given_at=at,
            )
            for one in given.papers
        ]
    )


def let_go(case: Case, *, at: datetime.datetime) -> None:
    """Let the pictures of a closed case go when the city's time is over. Source: L7."""
    until = pictures.closed_until(closed_at=at, policy=here(case, at=at).policy)
    upload.release(subject_id=case.id, keep_until=until, purposes=list(UploadPurpose))


def hold(case: Case) -> None:
    """Keep the pictures of a case that is looked at again. Source: L7."""
    upload.release(subject_id=case.id, keep_until=None, purposes=list(UploadPurpose))


def here(case: Case, *, at: datetime.datetime) -> Rules:
    """Return the rules of the place and day."""
    return rules.at(place=[code for code in case.community.path.split("/") if code], on=city.day(at))


def limit(due: Mapping[str, object]) -> str:
    """Return a limit as messages spell it."""
    return str(due["limit_on"])
