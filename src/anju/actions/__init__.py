"""Writes: one function is one act, one transaction and one row in `act`."""
