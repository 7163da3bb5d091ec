"""The permit at the counter: what waits, one application, one permit, its endorsements and its end."""
