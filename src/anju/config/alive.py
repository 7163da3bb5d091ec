"""Connections that outlive a restart of the database: a dead one is let go before a request uses it."""

import select

from django.core import signals
from django.db import connections


def watch() -> None:
    """Look at this thread's connections at the start of each request."""
    signals.request_started.connect(let_go_of_the_dead, dispatch_uid="anju.alive")


def let_go_of_the_dead(**_signal: object) -> None:
    """Close each idle connection whose server has hung up; asks the kernel only, never the database."""
    for held in connections.all(initialized_only=True):
        if held.connection is None or held.in_atomic_block:
            continue
        # an idle connection has nothing to read until its server closes it
        if held.connection.closed or select.select([held.connection.fileno()], [], [], 0)[0]:
            held.close()
