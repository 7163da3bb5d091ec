"""Make the key ring of a new installation."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from anju.queries import health
from anju.vault import keys, ring


class Command(BaseCommand):
    """Makes it once; never over another, and never where somebody is on file already."""

    help = "Make the key ring of a new installation, mode 0600. Keep a copy of it apart from the database."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take --if-missing."""
        parser.add_argument("--if-missing", action="store_true", help="do nothing where there is one")

    def handle(self, *args: Any, **options: Any) -> None:
        """Make it."""
        path = Path(settings.ANJU_KEYRING)
        if path.exists():
            if options["if_missing"]:
                return
            raise CommandError(f"There is a key ring at {path}. Use rotate_key to add keys to it.")
        if health.anyone_on_file():
            raise CommandError(
                f"The key ring {path} is missing, and there are people on file that only it can open. Restore it from your backup."
            )
        ring.configure(ring.create(path=path, cipher=keys.cipher(settings.ANJU_CIPHER)))
        self.stdout.write(
            f"Made the key ring {path}. Keep a copy of it apart from the database: nothing opens without it."
        )
