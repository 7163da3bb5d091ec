"""This package gets Anju from a fresh clone to a running service, and down again."""
