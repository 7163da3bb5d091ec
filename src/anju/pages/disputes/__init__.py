"""Disputes: the desk of the labour and justice offices, and a person's own page of one. Source: D15, D23, R5 of the notice."""
