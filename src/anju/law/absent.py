"""The one answer for what does not exist and for what this visitor may not see."""


class Absent(LookupError):
    """Nothing there for this visitor; says no more, so that nobody learns from it (design.md 6)."""
