"""This package is the residence permit: its limits, its grounds, and the lifecycles of file, permit, endorsement, card."""

from anju.law.permit.limits import (
    collection_reminders,
    days_until_eligible,
    eligible_from,
    extended_due,
    issue_due,
    issue_limits,
)

__all__ = [
    "collection_reminders",
    "days_until_eligible",
    "eligible_from",
    "extended_due",
    "issue_due",
    "issue_limits",
]
