"""Services in force and the overview: what is answered."""

import datetime

from pydantic import Field

from anju.api.schema.base import Answered, Words


class ServiceAnswer(Answered):
    """One service as it is in a place on a day."""

    id: str
    department: str
    item: str
    name: Words
    summary: Words
    place: Words
    phone: str
    limit: Words
    fee_fen: int
    papers: list[Words] = Field(description="What to bring; what a department confirms is not asked for (I4).")
    until: datetime.date | None = Field(description="The first day without it.")


class ServicesAnswer(Answered):
    """The services given on a day."""

    on: datetime.date
    county: str
    services: list[ServiceAnswer]


class FiguresAnswer(Answered):
    """What became of cases; null is too small to be told, or would give something small away (N6)."""

    received: int | None
    open: int | None
    late: int | None
    finished: int | None
    in_time: int | None
    refused: int | None
    median_days: int | None
    satisfied_per_cent: int | None


class ServiceFiguresAnswer(FiguresAnswer):
    """One service's figures, and the communities where people meet it and nobody applied."""

    service: str
    item: str
    given: bool
    communities: int | None
    unused: int | None


class OfficeFiguresAnswer(FiguresAnswer):
    """One office's figures."""

    name: Words
    department: str
    officers: int
    load: int | None


class OverviewAnswer(Answered):
    """The overview as of a night."""

    on: datetime.date | None
    hidden_below: int
    services: list[ServiceFiguresAnswer]
    offices: list[OfficeFiguresAnswer]
