"""Drafts of declarations and applications: kept sealed, followed to another device, sent once."""

from anju.actions.draft.keeping import begin, drop, save
from anju.actions.draft.permits import of_person, of_returned_permit
from anju.actions.draft.prefilling import of_door, of_returned, of_stay
from anju.actions.draft.sending import send

__all__ = ["begin", "drop", "of_door", "of_person", "of_returned", "of_returned_permit", "of_stay", "save", "send"]
