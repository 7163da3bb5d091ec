"""What a resident sees of their own: stays, files, drafts, the copy of their data. Strangers get Absent."""

from anju.models import Person, Resident, Stay
from anju.queries.mine.copying import copy
from anju.queries.mine.details import (
    Asked,
    Detail,
    id_number,
    message_link,
    people,
    person,
    receipt,
    requests,
    stay,
    wards_to_move,
)
from anju.queries.mine.drafts import OpenDraft, draft, draft_by_id, filed_by
from anju.queries.mine.origins import Origin, origin, origins_below
from anju.queries.mine.overview import Row, registered_stay, rows
from anju.queries.mine.typed import known_codes, problems, warnings

__all__ = [
    "Asked",
    "Detail",
    "OpenDraft",
    "Origin",
    "Person",
    "Resident",
    "Row",
    "Stay",
    "copy",
    "draft",
    "draft_by_id",
    "filed_by",
    "id_number",
    "known_codes",
    "message_link",
    "origin",
    "origins_below",
    "people",
    "person",
    "problems",
    "receipt",
    "registered_stay",
    "requests",
    "rows",
    "stay",
    "wards_to_move",
    "warnings",
]
