"""Numbers of applications and permits."""

import datetime

from anju.queries import direct
from anju.vault import number


def file_number(*, county: str, on: datetime.date) -> str:
    """Return the next number of an application; gaps are no fault, since a sequence never waits."""
    return number.number(county=county, year=on.year, sequence=_next("permit_file_seq"), prefix="SQ")


def permit_number(*, county: str, on: datetime.date) -> str:
    """Return the next number of a permit."""
    return number.number(county=county, year=on.year, sequence=_next("permit_seq"), prefix="JZ")


def _next(sequence: str) -> int:
    ((value,),) = direct.ask("SELECT nextval($1::text::regclass)", [sequence])
    return int(value)
