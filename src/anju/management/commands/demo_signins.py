"""Print the demo's sign-ins, one for each role."""

from typing import IO, Any, cast

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from rich.console import Console
from rich.table import Table

from anju.exchange.demo import people, staff, year
from anju.law import authority


class Command(BaseCommand):
    """Prints a table: who, where to sign in, with what."""

    help = "Print the demo's sign-ins, one for each role. Works in demo mode only."

    def handle(self, *args: Any, **options: Any) -> None:
        """Print it."""
        if not settings.DEMO:
            raise CommandError("There are no demo sign-ins outside demo mode.")
        table = Table(title="Demo sign-ins 演示账号", title_justify="left")
        for column in ("role 角色", "sign in at 网址", "name 账号", "password 密码"):
            table.add_column(column)
        table.add_row("居民 Resident", "/sign-in/", people.phone(year.SETTLED), "code on the page 页面显示")
        table.add_row("待补正 File returned", "/sign-in/", people.phone(year.RETURNED), "code on the page 页面显示")
        table.add_row("可以签注 Permit to endorse", "/sign-in/", people.phone(year.HOLDER), "code on the page 页面显示")
        table.add_row(
            "可以申领 Can apply for a permit", "/sign-in/", people.phone(year.RIPE), "code on the page 页面显示"
        )
        table.add_row("新来的居民 Newcomer", "/sign-in/", "13900000000", "code on the page 页面显示")
        for person in staff.PEOPLE:
            role = authority.ROLES[person.role]
            table.add_row(f"{role.zh} {role.en}", "/staff/sign-in/", person.username, staff.PASSWORD)
        Console(file=cast("IO[str]", self.stdout), width=110, highlight=False).print(table)
