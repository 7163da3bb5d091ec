"""This module holds the one kind of error that a person at the terminal is shown as a single line."""


class Trouble(Exception):
    """This error says what is wrong and what to do, in one line, without a traceback."""

    def __init__(self, line: str, *, status: int = 1) -> None:
        super().__init__(line)
        self.status = status
