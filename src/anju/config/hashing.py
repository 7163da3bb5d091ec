"""How the demo keeps its passwords, which stand in a table that it prints."""

from django.contrib.auth.hashers import ScryptPasswordHasher


class DemoHasher(ScryptPasswordHasher):
    """This is the real service's hasher with a sixteenth of its work: nothing is guarded by it."""

    work_factor = 2**10
