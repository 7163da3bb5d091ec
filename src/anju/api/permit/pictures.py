"""Taking in a picture of a paper or a portrait, as the body itself. Source: E2, E9."""

import uuid
from http import HTTPStatus
from typing import Annotated, Any

from django.http import HttpRequest
from ninja import Query, Status

from anju.actions import upload
from anju.api.permit.base import DESK, admitted, operation, router
from anju.api.problems import Problem
from anju.api.schema.permitted import (
    UploadAnswer,
)
from anju.law.upload import ACCEPTED, MOST_BYTES
from anju.law.upload import UploadPurpose as Kinds
from anju.queries import scope as scopes

_KINDS = ", ".join(str(kind.value) for kind in Kinds)


@router.post(
    "/permits/uploads", **operation(DESK, UploadAnswer, status=201, asks=("purpose", "stay"), largest=MOST_BYTES)
)
def permit_upload(
    request: HttpRequest,
    stay: uuid.UUID,
    purpose: Annotated[str, Query(max_length=12, description=f"One of {_KINDS}.")],
) -> Status[dict[str, Any]]:
    """Take a picture in: JPEG, PNG or WebP as the request's body. It is made anew without metadata and sealed.

    It waits to be named by an application; one that never is goes away by itself. A portrait's checks are hints (E8).
    """
    machine, at = admitted(request, act="upload")
    if request.content_type not in ACCEPTED:
        raise Problem(status=HTTPStatus.UNSUPPORTED_MEDIA_TYPE)
    row = scopes.stay(machine.scope, stay_id=stay)
    made = upload.keep(data=request.body, purpose=purpose, by=machine.actor, at=at, person_id=row.person_id)
    return Status(
        HTTPStatus.CREATED, {"id": made.id, "width": made.width, "height": made.height, "checks": made.checks}
    )
