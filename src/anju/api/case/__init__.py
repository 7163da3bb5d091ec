"""Cases by machine: applications at a desk, the office's work, parts of joint cases, times; the same acts as on pages."""

from anju.api.case import applying, deciding, handling, joining, listing, rights, times
from anju.api.case.base import router

__all__ = ["applying", "deciding", "handling", "joining", "listing", "rights", "router", "times"]
