"""A coordinator's day: whom to call on, where, and what was begun on the phone. Source: B3, D7, O3."""

from anju.queries.fieldwork.drafts import OpenDraft, draft, filed_by, open_draft, opened, problems, read
from anju.queries.fieldwork.finding import Door, building, doors, known_door, parts
from anju.queries.fieldwork.rounds import GROUPS, MANY, SIZE, Block, Cursor, Page, Row, counts, cursor, page
from anju.queries.fieldwork.showing import File, file

__all__ = [
    "GROUPS",
    "MANY",
    "SIZE",
    "Block",
    "Cursor",
    "Door",
    "File",
    "OpenDraft",
    "Page",
    "Row",
    "building",
    "counts",
    "cursor",
    "doors",
    "draft",
    "file",
    "filed_by",
    "known_door",
    "open_draft",
    "opened",
    "page",
    "parts",
    "problems",
    "read",
]
