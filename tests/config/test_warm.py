"""Warming up: what stays for good is taken from the collector, and nothing else changes."""

import gc

from anju.config import warm


def test_what_is_loaded_at_the_start_is_not_walked_through_again():
    before = gc.get_threshold()
    # as a fresh process has it; others in this one may have warmed up already
    gc.set_threshold(700, *before[1:])
    try:
        warm.up()
        assert (gc.get_freeze_count() > 10_000, gc.isenabled(), gc.get_threshold()[0] > 700) == (True, True, True)
    finally:
        gc.unfreeze()
        gc.set_threshold(*before)
