"""Reads: one module a subject; scope says what a post may see."""
