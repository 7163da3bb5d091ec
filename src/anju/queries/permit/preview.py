"""What a batch of decisions would do: each file with what stands in its way, before anybody decides. Source: E10."""

import datetime
import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from anju.law import identity
from anju.law.absent import Absent
from anju.law.refusal import Refusal
from anju.law.wording import Text
from anju.models import PermitFile, Post
from anju.queries import scope as scopes
from anju.queries.permit import facts
from anju.queries.scope import Scope

MOST = 50
_NOT_NOW = Text(
    zh="这份申请现在不是“已受理，审核中”，不能签发。", en="This file isn't under review now, so it can't be signed off."
)
_MANY = Text(zh="一次最多选择{most}份。", en="At most {most} files can be chosen at once.")


@dataclass(frozen=True)
class Line:
    """One file of a batch: what it would become, or why it can't be signed off."""

    file: PermitFile
    name: str
    problem: Refusal | None
    proofs: int
    # the version that was seen, to be sent along with the decision
    version: int


def signing(*, scope: Scope, file_ids: Sequence[uuid.UUID], on: datetime.date) -> list[Line]:
    """Return the files of a batch in the order of their limits, in a constant number of statements.

    Raises Refusal "too_many"; Absent for any file outside the scope.
    """
    wanted = list(dict.fromkeys(file_ids))
    if len(wanted) > MOST:
        raise Refusal("too_many", _MANY.format(most=MOST), field="files", rule="E10")
    rows = scopes.permit_files(scope).filter(id__in=wanted)
    files = list(rows.select_related("person", "community", "stay", "accepted_by").order_by("due_on", "id"))
    if len(files) < len(wanted):
        raise Absent("permit_file")
    known = facts.of(files, on=on)
    staff_id = _staff(scope)
    return [
        Line(
            file=file,
            name=identity.mask_name(file.person.name),
            problem=(
                facts.signing_problem(known[file.id], staff_id=staff_id, on=on)
                if file.state == "accepted"
                else Refusal("not_allowed_in_state", _NOT_NOW)
            ),
            proofs=len(known[file.id].proofs),
            version=file.version,
        )
        for file in files
    ]


def _staff(scope: Scope) -> uuid.UUID | None:
    if scope.actor.kind == "staff":
        return scope.actor.id
    return Post.objects.filter(id=scope.actor.post).values_list("staff_id", flat=True).first()
