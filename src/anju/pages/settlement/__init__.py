"""The pre-check for settling 落户 by the size of a city."""
