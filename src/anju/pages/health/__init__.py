"""Vaccinations: the guardian's plan, the health office's lists and records, and leaflets for everybody. Source: R3 of the notice."""
