"""Divisions, units, doors and who looks after them."""
