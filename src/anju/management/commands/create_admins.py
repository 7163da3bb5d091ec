"""Make the first three administrators of a new installation. Source: L9."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from anju.actions import founding
from anju.law.refusal import Refusal
from anju.web import clock


class Command(BaseCommand):
    """Make the three administrators, each with a password for one sign-in."""

    help = (
        "Make the first system, security and audit administrator. Each password is shown once and must be changed at the "
        "first sign-in. Whoever is there already stays as they are."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """Take their sign-in names and names."""
        for role, (username, name) in founding.ADMINISTRATORS.items():
            option = role.replace("_admin", "")
            parser.add_argument(f"--{option}", default=username, metavar="USERNAME", help=f"sign-in name ({username})")
            parser.add_argument(f"--{option}-name", default=name, metavar="NAME", help=f"name ({name})")

    def handle(self, *args: Any, **options: Any) -> None:
        """Make them, and show the passwords once."""
        chosen = {
            role: (options[role.replace("_admin", "")], options[role.replace("_admin", "") + "_name"])
            for role in founding.ADMINISTRATORS
        }
        try:
            made = founding.administrators(chosen=chosen, city=settings.CITY, at=clock.now())
        except Refusal as error:
            raise CommandError(error.text.en) from error
        for one in made:
            password = one.password or "(keeps the password it has)"
            self.stdout.write(f"{one.role:<16} {one.username:<20} {password}")
        self.stdout.write("Sign in at /staff/sign-in/; write the passwords down now, they are not kept.")
