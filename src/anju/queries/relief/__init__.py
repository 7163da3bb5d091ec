"""Requests for relief: which a post sees, one with its way, how many and how much. Source: I9, O1."""
