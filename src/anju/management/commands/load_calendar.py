"""Load a year's calendar from a file. Source: B1."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from anju.actions import calendar
from anju.catalogue import yearly
from anju.law.absent import Absent
from anju.law.refusal import Refusal, Refusals
from anju.queries import visitors
from anju.web import clock


class Command(BaseCommand):
    """Load a year's calendar from a TOML or CSV file."""

    help = "Load a year's days off and make-up days from a TOML or CSV file, and reckon open limits anew."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the file, who loads it, and whether to look only."""
        parser.add_argument("file", type=Path)
        parser.add_argument("--as", dest="username", required=True, help="sign-in name of the system administrator")
        parser.add_argument("--source", default="", help="the notice it comes from, where the file doesn't say")
        parser.add_argument("--preview", action="store_true", help="only show what would change")

    def handle(self, *args: Any, **options: Any) -> None:
        """Load, and say what moved."""
        try:
            table = yearly.read(text=options["file"].read_text(encoding="utf-8-sig"), source=options["source"])
            if options["preview"]:
                effect = calendar.preview(table=table)
            else:
                by = visitors.administrator(username=options["username"], role="system_admin", on=clock.today())
                effect = calendar.load(table=table, by=by, at=clock.now())
        except (Refusal, Refusals) as error:
            refusals = error.refusals if isinstance(error, Refusals) else [error]
            raise CommandError("\n".join(refusal.text.en for refusal in refusals)) from error
        except Absent as error:
            raise CommandError(f"{options['username']} is no system administrator.") from error
        except OSError as error:
            raise CommandError(f"Can't read {options['file']}: {error.strerror}.") from error
        for one in effect.moved:
            self.stdout.write(f"{one.kind} {one.number}: {one.was} → {one.now} ({one.days:+d} days)")
        done = "would move" if options["preview"] else "moved"
        self.stdout.write(f"{table.year}: {effect.total} limits {done}, {effect.settled} are no longer provisional.")
