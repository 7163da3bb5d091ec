"""What all schemas share: unknown keys are refused, texts are bounded, codes name their table."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StringConstraints
from pydantic.config import JsonDict

from anju.law.codes import Code


class Sent(BaseModel):
    """Something sent to us; an unknown key is an error, never ignored."""

    model_config = ConfigDict(extra="forbid", strict=True)


class Answered(BaseModel):
    """Something we answer."""

    model_config = ConfigDict(extra="forbid")


class Words(Answered):
    """A sentence in both languages."""

    zh: str
    en: str


class Wrong(Answered):
    """One thing that is wrong."""

    field: str = Field(description="Path of the entry, such as minors.0.name; empty where it is about the whole.")
    code: str
    detail: str
    rule: str = Field(description="The rule behind it, such as B4; empty where there is none.")


class ProblemAnswer(Answered):
    """A problem (RFC 9457)."""

    type: str
    title: str
    status: int
    detail: str
    request: str = Field(description="Number to quote when asking for help.")
    errors: list[Wrong]


# longer than anything the law lets through, so that the law gives the reason; and a bound all the same
Line = Annotated[str, StringConstraints(max_length=1000)]


def listed(table: type[Code]) -> JsonDict:
    """Return the schema's note of a code table; the law itself refuses other values, in both languages."""
    return {"enum": [str(code.value) for code in table]}
