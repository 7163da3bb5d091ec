"""Disputes: what waits, one of them for whoever opened it, its papers, and how offices do."""
