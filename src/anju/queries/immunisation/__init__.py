"""Vaccinations: a child's plan, the lists of the health offices, how many are covered. Source: R3 of the notice, I3, L2."""
