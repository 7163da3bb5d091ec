"""This module holds the error that stops the start: which file, which key, on which line, and how to mend it."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Problem:
    """This is one mistake in a data file."""

    file: str
    key: str
    message: str
    line: int | None = None

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}" if self.line else self.file
        return f"{place}: [{self.key}] {self.message}"


class CatalogueError(Exception):
    """This lists every mistake found, so that one round of mending is enough."""

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = problems
        super().__init__(problems)

    def __str__(self) -> str:
        return "\n".join(str(problem) for problem in self.problems)
