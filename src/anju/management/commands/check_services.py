"""Checks that the services' files leave every open case what it rests on, and notes what they ask for."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from anju.actions import offering
from anju.actions.offering.noting import CasesBrokenError
from anju.jobs import clock


class Command(BaseCommand):
    """./anju manage check_services."""

    help = "Refuse service files that would break open cases; note what the files ask for."

    def handle(self, *args: Any, **options: Any) -> None:
        """Do it."""
        try:
            noted = offering.note(at=clock.now())
        except CasesBrokenError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"{noted} services noted.")
