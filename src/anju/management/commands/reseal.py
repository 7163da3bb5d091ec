"""Seals columns anew under the key in use."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from anju.actions import rotation
from anju.actions.rotation import factors
from anju.jobs import clock
from anju.law.refusal import Refusal


class Command(BaseCommand):
    """`./anju manage reseal [--drop]`, while everything runs."""

    help = (
        "Seal every column anew under the key in use. It can be stopped and started again. Snapshots are append-only "
        "for the application's role: run it with the owner's DATABASE_URL to reseal them too."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """Take whether the old keys go."""
        parser.add_argument("--drop", action="store_true", help="remove the old keys once nothing is sealed under them")

    def handle(self, *_: Any, **options: Any) -> None:
        """Reseal, say what is left, and drop old keys where asked."""
        for column in rotation.COLUMNS:
            if rotation.may(column=column):
                done = sum(rotation.reseal(column=column))
                if done:
                    self.stdout.write(f"{column.table}.{column.column}: {done}")
        factors_done = factors.reseal()
        if factors_done:
            self.stdout.write(f"{factors.NAME}: {factors_done}")
        left = rotation.left()
        for name, number in left.items():
            self.stdout.write(f"still sealed under an older key: {name}: {number}")
        if options["drop"]:
            self._drop()

    def _drop(self) -> None:
        try:
            versions = rotation.drop_seal_keys(at=clock.now())
        except Refusal as refusal:
            raise CommandError(refusal.text.en) from refusal
        self.stdout.write("Removed keys: " + (", ".join(map(str, versions)) or "none"))
