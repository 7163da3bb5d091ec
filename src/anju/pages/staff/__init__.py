"""Pages of staff that are the same for every role, and those of the three administrators."""
