"""Places uploaded by their office, and the result of one case, opened with its purpose. Source: I5, L2, L12."""

import datetime
import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import Body

from anju.actions import case as cases
from anju.actions import school as schools
from anju.actions.once import Answer
from anju.api import writing
from anju.api.acting import admitted, operation, written
from anju.api.entry import Machine
from anju.api.schema.school import PlacesSent, ResultAnswer, ResultSent, SchoolPlacesAnswer
from anju.api.school.base import OFFICE, router
from anju.queries.school import desk, offices


@router.post("/schools/places", **operation(OFFICE, SchoolPlacesAnswer))
def places_upload(request: HttpRequest, key: writing.Key, sent: Body[PlacesSent]) -> HttpResponse:
    """Set the places of many grades of your office's schools, all lines or none. Source: I5.

    While a line is wrong nothing is kept, and `wrong` names each line, its column and what is wrong.
    """

    def do(machine: Machine, at: datetime.datetime) -> Answer:
        lines = schools.upload_places(scope=machine.scope, year=sent.year, text=sent.table, at=at)
        wrong = [
            {"line": line.number, "column": column, "detail": {"zh": text.zh, "en": text.en}}
            for line in lines
            for column, text in line.errors.items()
        ]
        return {"kept": 0 if wrong else len(lines), "wrong": wrong}

    return written(request, key=key, act="upload_school_places", about="places", sent=sent, do=do)


@router.post("/schools/cases/{uuid:case_id}/result", **operation(OFFICE, ResultAnswer))
def school_result(request: HttpRequest, case_id: uuid.UUID, sent: Body[ResultSent]) -> dict[str, Any]:
    """Open the result of a case of your office in a round; that it was opened is on record. Source: I5, L12."""
    machine, at = admitted(request, act="open_case")
    offices.demand(machine.scope)
    case = cases.open_one(scope=machine.scope, case_id=case_id, purpose=sent.purpose, at=at)
    row = desk.of_case(machine.scope, case_id=case.id)
    # a place is told once a named officer granted it
    told = row.state != "waiting"
    return {
        "case": case.id,
        "round": row.round_id,
        "number": row.number,
        "state": row.state,
        "school": row.school.name if told and row.school is not None else None,
        "choice": row.choice if told else None,
        "draw": row.draw if told else None,
        "late": row.late,
        "reply_by": row.reply_by,
    }
