"""Make the database role that web and worker use. Source: L10."""

import os
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db.utils import ProgrammingError

from anju.config import roles


class Command(BaseCommand):
    """`./anju manage grant_app_role`, with the owner's DATABASE_URL, after each migrate."""

    help = (
        "Make the role that web and worker connect as, and let it read and write, but only add to acts, seals and "
        "snapshots. Run it as the owner of the tables; ANJU_APP_PASSWORD sets the role's password."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the role's name."""
        parser.add_argument("role", nargs="?", default=roles.APP, help=f"the role, {roles.APP} unless told")

    def handle(self, *args: Any, **options: Any) -> None:
        """Grant, and say what holds now."""
        try:
            roles.grant(role=options["role"], password=os.environ.get("ANJU_APP_PASSWORD"))
        except ProgrammingError as error:
            raise CommandError(" ".join(str(error).split())) from error
        self.stdout.write(f"{options['role']} may read and write; acts, seals and snapshots it may only add to.")
