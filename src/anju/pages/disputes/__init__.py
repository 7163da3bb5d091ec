"""Disputes: the desk of the labour and justice offices, and a person's own page of one. Source: I7, I9."""
