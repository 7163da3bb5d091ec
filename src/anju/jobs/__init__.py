"""Nightly and queued work."""
