"""This module holds the errors that are meant for people: why not, where, and by which rule."""

from collections.abc import Iterable

from anju.law.wording import Text


class Refusal(Exception):
    """This says why something can't be done, in words for the person who tried.

    `code` is stable snake_case for machines, `field` the form field it belongs to, `rule` a `law.md` id.
    """

    def __init__(self, code: str, text: Text, *, field: str | None = None, rule: str | None = None) -> None:
        super().__init__(code, text)
        self.code = code
        self.text = text
        self.field = field
        self.rule = rule

    def __str__(self) -> str:
        return f"{self.code}: {self.text.zh}"


class Refusals(Exception):
    """This carries everything that is wrong at once, so that nobody is told twice (rule B7)."""

    def __init__(self, refusals: Iterable[Refusal]) -> None:
        self.refusals = list(refusals)
        super().__init__(self.refusals)

    def __str__(self) -> str:
        return "; ".join(str(refusal) for refusal in self.refusals)
