"""Screens, by who sits in front."""
