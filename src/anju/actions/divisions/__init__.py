"""Renaming, merging, splitting and transferring divisions: planned by one, approved by another, done on its day (O2)."""

from anju.actions.divisions.applying import apply_due
from anju.actions.divisions.planning import approve, plan, withdraw

__all__ = ["apply_due", "approve", "plan", "withdraw"]
