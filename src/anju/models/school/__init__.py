"""Schooling: schools, their zones and places, rounds, and the wishes of children in them (I5; notice 三)."""

from anju.models.school.pupil import SchoolNote, SchoolWish
from anju.models.school.round import SchoolRound, SchoolRoundPlaces
from anju.models.school.school import School, SchoolPlaces, SchoolZone

__all__ = ["School", "SchoolNote", "SchoolPlaces", "SchoolRound", "SchoolRoundPlaces", "SchoolWish", "SchoolZone"]
