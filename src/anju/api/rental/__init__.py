"""Public rental housing by machine: the office's list and flats, offers, answers noted, leases; the same acts as on pages."""

from anju.api.rental import acting, listing
from anju.api.rental.base import router

__all__ = ["acting", "listing", "router"]
