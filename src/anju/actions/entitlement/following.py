"""What was worked out for a record that turns out to be another's: nobody is told twice of the same right. Source: B5, I3."""

from anju.models import Person
from anju.queries import direct


def follow(*, kept: Person, gone: Person) -> None:
    """Give one record's news to the one that is kept; what either was told is told. Part of a larger act.

    What the gone one meets is left to the night, which works the kept one's out anew.
    """
    direct.tell(
        "INSERT INTO entitlement_news AS n (person_id, service, noticed_on, told_at) "
        "SELECT $1, service, noticed_on, told_at FROM entitlement_news WHERE person_id = $2 "
        "ON CONFLICT (person_id, service) DO UPDATE SET told_at = coalesce(n.told_at, excluded.told_at)",
        [kept.id, gone.id],
    )
    for table in ("entitlement_news", "entitlement"):
        direct.tell(f"DELETE FROM {table} WHERE person_id = $1", [gone.id])  # noqa: S608  one of the two above
