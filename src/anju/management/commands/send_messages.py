"""Sends waiting messages by hand."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from anju.jobs import sending


class Command(BaseCommand):
    """`./anju manage send_messages`."""

    help = "Send what waits, by SMS and mail; the worker does the same every minute."

    def handle(self, *_: Any, **__: Any) -> None:
        """Send and print what became of it."""
        try:
            states = sending.run()
        except ValueError as error:
            raise CommandError(str(error)) from error
        for state, number in sorted(states.items()):
            self.stdout.write(f"{state:16}{number:>8}")
        if not states:
            self.stdout.write("Nothing is waiting.")
