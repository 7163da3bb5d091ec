"""What an officer noted of a claim that does not hold; empty once its time is over (L7)."""

from anju.models import SchoolNote, SchoolWish


def of(row: SchoolWish) -> str:
    """Return the words, "" where there are none."""
    return SchoolNote.objects.filter(wish=row).values_list("words", flat=True).first() or ""
