"""Runs the night's work by hand: what falls due by itself, reminders, retention."""

import datetime
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from anju.jobs import clock, night
from anju.law import city


class Command(BaseCommand):
    """`./anju manage run_night [--on 2026-03-04]`."""

    help = "Do what falls due by itself: limits that run out, reminders, retention. Doing it twice does nothing twice."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the day."""
        parser.add_argument("--on", type=datetime.date.fromisoformat, help="the day to do it for; today if left out")

    def handle(self, *_: Any, **options: Any) -> None:
        """Run every step and print what each did."""
        at = clock.now()
        day = options["on"] or clock.day(at)
        if day != clock.day(at):
            at = datetime.datetime.combine(day, datetime.time(0, 20), city.TIME)
        report = night.run(on=day, at=at)
        for name, number in report.done.items():
            self.stdout.write(f"{name:18}{number:>8}")
        if report.failed:
            raise CommandError("; ".join(f"{name}: {error}" for name, error in report.failed.items()))
