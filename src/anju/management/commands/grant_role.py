"""Gives the application's database role what it needs and nothing more."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection, transaction
from django.db.utils import ProgrammingError


class Command(BaseCommand):
    """`./anju manage grant_role anju_app`, run with the owner's DATABASE_URL after each migrate."""

    help = (
        "Let a role read and write, but only add to acts, seals and snapshots (L10). Run it as the owner of the tables."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the role."""
        parser.add_argument("role", help="the role in the application's DATABASE_URL; make it first with CREATE ROLE")

    def handle(self, *_: Any, **options: Any) -> None:
        """Grant anew from nothing, in one transaction, so that a narrower rule takes hold at once."""
        role = connection.ops.quote_name(options["role"])
        try:
            with transaction.atomic(), connection.cursor() as cursor:
                for statement in self._statements(role):
                    cursor.execute(statement)
                for table in self._append_only(cursor):
                    cursor.execute(f"REVOKE UPDATE, DELETE, TRUNCATE ON {table} FROM {role}")
        except ProgrammingError as error:
            raise CommandError(" ".join(str(error).split())) from error
        self.stdout.write(f"{options['role']} may read and write; acts, seals and snapshots it may only add to.")

    @staticmethod
    def _statements(role: str) -> list[str]:
        functions = "anju_erase_snapshots(uuid[]), anju_erase_complaint_snapshots(uuid[])"
        return [
            f"REVOKE ALL ON ALL TABLES IN SCHEMA public FROM {role}",
            f"GRANT USAGE ON SCHEMA public TO {role}",
            f"GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {role}",
            f"GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {role}",
            f"GRANT EXECUTE ON FUNCTION {functions} TO {role}",
        ]

    @staticmethod
    def _append_only(cursor: Any) -> list[str]:
        cursor.execute(
            "SELECT tgrelid::regclass::text FROM pg_trigger WHERE tgname LIKE 'pgtrigger\\_append\\_only\\_%'"
        )
        return [row[0] for row in cursor.fetchall()]
