"""What falls due by itself: each step does a bounded number of rows, and doing it twice does nothing twice.

A row is its own transaction, or a batch is; a run cut short is simply taken up by the next one.
"""

from anju.actions.night.agency import end_agency
from anju.actions.night.cases import escalate_cases, escalate_parts, remind_times, tell_cases
from anju.actions.night.disputes import close_disputes, escalate_aid, remind_agreements, remind_sessions
from anju.actions.night.lapsing import end_due, lapse
from anju.actions.night.permits import end_permits, remind_endorsement, suspend_permits
from anju.actions.night.reminding import (
    remind_confirm,
    remind_draft,
    remind_objection,
    remind_permit,
    remind_returned,
)
from anju.actions.night.staffing import tell_complaints, tell_overdue, tell_undelivered
from anju.actions.night.sweeping import sweep_codes, sweep_drafts, sweep_exempt, sweep_keys, sweep_messages

__all__ = [
    "close_disputes",
    "end_agency",
    "end_due",
    "end_permits",
    "escalate_aid",
    "escalate_cases",
    "escalate_parts",
    "lapse",
    "remind_agreements",
    "remind_confirm",
    "remind_draft",
    "remind_endorsement",
    "remind_objection",
    "remind_permit",
    "remind_returned",
    "remind_sessions",
    "remind_times",
    "suspend_permits",
    "sweep_codes",
    "sweep_drafts",
    "sweep_exempt",
    "sweep_keys",
    "sweep_messages",
    "tell_cases",
    "tell_complaints",
    "tell_overdue",
    "tell_undelivered",
]
