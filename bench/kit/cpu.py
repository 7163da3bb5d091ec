"""Processor time spent, by process tree: the figure that other work on the machine blurs least."""

import contextlib
import os

import psutil


def spent(number: int) -> float:
    """This is the processor time in seconds of a process and everything below it."""
    total = 0.0
    with contextlib.suppress(psutil.Error):
        root = psutil.Process(number)
        for process in [root, *root.children(recursive=True)]:
            with contextlib.suppress(psutil.Error):
                times = process.cpu_times()
                total += times.user + times.system
    return total


def own() -> float:
    """This is the processor time of this very process: the load generator's."""
    times = os.times()
    return times.user + times.system
