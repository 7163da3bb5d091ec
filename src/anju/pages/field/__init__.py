"""A coordinator's day on a phone: whom to call on, what was found, and registering somebody at the door."""
