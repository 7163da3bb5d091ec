"""Pictures of papers: whose they are, who may see them, what is in them. Source: L2, L7, E9."""

import uuid
from collections.abc import Collection, Sequence

from django.db.models import Q, QuerySet

from anju.law.absent import Absent
from anju.law.upload import UploadPurpose
from anju.linkage import picture
from anju.models import CasePaper, Endorsement, Upload, VaccineDose
from anju.queries import scope as scopes
from anju.queries.immunisation import area
from anju.queries.scope import Scope
from anju.queries.visitors import Resident
from anju.vault import seal

COLUMN = "upload.content"
# what a picture can belong to
FILE, ENDORSEMENT, PAST, CASE, DOSE = "permit_file", "endorsement", "past", "case", "dose"
SUBJECTS = (FILE, ENDORSEMENT, PAST, CASE, DOSE)

# the row that faces may name in types; they never import the models themselves
__all__ = [
    "CASE",
    "COLUMN",
    "DOSE",
    "ENDORSEMENT",
    "FILE",
    "PAST",
    "SUBJECTS",
    "Upload",
    "content",
    "of",
    "own",
    "printed",
    "scoped",
]


def own(*, who: Resident, upload_id: uuid.UUID) -> Upload:
    """Return a picture about a person bound to a resident, or one they gave about nobody yet; Absent for all others."""
    bound = who.bindings.filter(until=None).values("person_id")
    found = _rows().filter(Q(resident_id=who.id, person_id=None) | Q(person_id__in=bound), id=upload_id).first()
    if found is None:
        raise Absent("upload")
    return found


def scoped(*, scope: Scope, upload_id: uuid.UUID) -> Upload:
    """Return a picture of a case in scope, or one this post gave itself; raises Absent alike for all others."""
    found = _rows().filter(id=upload_id).first()
    if found is None or not _reaches(scope, found):
        raise Absent("upload")
    return found


def of(*, upload_ids: Collection[uuid.UUID]) -> list[Upload]:
    """Return pictures by id, in the order asked for, without their content; the caller has checked whose they are."""
    rows = {row.id: row for row in _rows().filter(id__in=list(upload_ids))}
    return [rows[key] for key in upload_ids if key in rows]


def content(*, upload_id: uuid.UUID) -> bytes:
    """Return a picture opened; raises Absent once it is swept. The caller has checked who asks, and put it on record."""
    sealed = Upload.objects.filter(id=upload_id).values_list("content", flat=True).first()
    if sealed is None:
        raise Absent("upload")
    return seal.unseal_bytes(data=bytes(sealed), column=COLUMN, owner=upload_id)


def printed(*, upload_id: uuid.UUID) -> bytes:
    """Return a portrait cut to the norm for the card, its file and its papers, as `content` does. Source: E9."""
    # most were cut to the norm when they came in; no face is looked for once more
    return picture.fitted(data=content(upload_id=upload_id), face=None).data


def waiting(*, by: Q) -> QuerySet[Upload]:
    """Return the pictures that someone gave and that belong to no case yet."""
    return _rows().filter(by, subject_kind="", swept_at=None)


def purposes() -> Sequence[str]:
    """Return what pictures are given for."""
    return [str(code.value) for code in UploadPurpose]


def _rows() -> QuerySet[Upload]:
    # the content is fetched by `content` alone: a list of papers must not carry megabytes
    return Upload.objects.defer("content")


def _reaches(scope: Scope, row: Upload) -> bool:
    if not row.subject_kind or row.subject_id is None:
        return row.post_id is not None and row.post_id == scope.actor.post_id
    if row.subject_kind == FILE:
        return scopes.permit_files(scope).filter(id=row.subject_id).exists()
    if row.subject_kind == ENDORSEMENT:
        return Endorsement.objects.filter(id=row.subject_id, permit__in=scopes.permits(scope)).exists()
    if row.subject_kind == CASE:
        return scopes.cases(scope).filter(id=row.subject_id).exists() or _with_part(scope, row, case_id=row.subject_id)
    if row.subject_kind == DOSE:
        # while it is to be confirmed, to the health office of the area
        noted = VaccineDose.objects.filter(upload=row, state="noted").exists()
        return noted and area.reaches(scope) and scopes.stands_here(scope, person_id=row.person_id or row.id)
    # one record by its id, so what is sealed is open to whoever may open it
    return row.person_id is not None and scopes.stays(scope, sealed=True).filter(person_id=row.person_id).exists()


def _with_part(scope: Scope, row: Upload, *, case_id: uuid.UUID) -> bool:
    """Tell whether a picture was shown with a part that this post's office is still asked for. Source: D6 of the notice."""
    names = [f"papers.{paper}" for paper in CasePaper.objects.filter(upload=row).values_list("paper", flat=True)]
    parts = scopes.parts(scope).filter(case_id=case_id, state="asked")
    return any(name in shown for shown in parts.values_list("shown", flat=True) for name in names)
