"""This module is a kind of message to a person: its words, what they need, and when they may be sent."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time, timedelta
from typing import Literal

from anju.law import entries
from anju.law.wording import Text

# legal: a notice the law wants, never switched off, sent at once; reminder: help, in daytime, limited, can be
# switched off; code: sent at once and never kept; staff: to those who work here
Group = Literal["legal", "reminder", "code", "staff"]
Param = Literal["text", "date", "count", "entry"]

# rule C10: seconds between tries that were certainly not delivered; after the last the message counts as failed
PAUSES = (60, 300, 1800, 7200)
TRIES = len(PAUSES) + 1
# a reminder that could not go out for so long says nothing useful any more
STALE = timedelta(days=3)


class UnknownNoticeError(LookupError):
    """This says that somebody wrote a message nobody has words for, or left out what the words need."""


@dataclass(frozen=True)
class Rendered:
    """This is a message in words; `sms` is empty where none is sent."""

    title: Text
    body: Text
    sms: Text


@dataclass(frozen=True)
class Notice:
    """This is one kind of message."""

    kind: str
    group: Group
    rule: str
    params: Mapping[str, Param]
    title: Text
    body: Text
    sms: Text

    @property
    def optional(self) -> bool:
        """This tells whether a person may switch it off."""
        return self.group == "reminder"

    def check(self, params: Mapping[str, object]) -> None:
        """This raises UnknownNoticeError unless exactly the values the words need are there."""
        if set(params) != set(self.params):
            raise UnknownNoticeError(f"{self.kind} needs {sorted(self.params)}, not {sorted(params)}")

    def render(self, params: Mapping[str, object]) -> Rendered:
        """This puts the values into the words, each in its own language's form."""
        self.check(params)
        values = {name: _value(self.params[name], value) for name, value in params.items()}
        return Rendered(
            title=self.title.format(**values), body=self.body.format(**values), sms=self.sms.format(**values)
        )


def quiet(at: time, *, from_hour: int, until_hour: int) -> bool:
    """This tells whether reminders rest at a time of day; the span may run over midnight."""
    if from_hour <= until_hour:
        return from_hour <= at.hour < until_hour
    return at.hour >= from_hour or at.hour < until_hour


def _value(kind: Param, value: object) -> object:
    if kind == "date":
        return date.fromisoformat(str(value))
    if kind == "entry":
        return entries.ENTRIES.get(str(value), Text(zh=str(value), en=str(value)))
    # words of a person may hold braces; format never looks inside a value
    return str(value)
