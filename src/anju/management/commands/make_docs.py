"""Print the pages of docs that come from the code's own tables."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from anju.papers import handbook


class Command(BaseCommand):
    """Writes docs/*.md; with --check only tells which are stale."""

    help = "Print the pages of docs that come from the code's own tables (lifecycles, permissions, clauses, rules, policy, services)."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take --check."""
        parser.add_argument("--check", action="store_true", help="change nothing; fail when a page is stale")

    def handle(self, *args: Any, **options: Any) -> None:
        """Write or check."""
        folder = Path(settings.ROOT) / "docs"
        stale = [name for name, text in handbook.pages().items() if _read(folder / name) != text]
        if options["check"]:
            if stale:
                raise CommandError(f"Stale: {', '.join(stale)}. Run `./anju manage make_docs`.")
            return
        for name in stale:
            (folder / name).write_text(handbook.pages()[name], encoding="utf-8")
        self.stdout.write(f"Printed: {', '.join(stale) or 'nothing, all fresh'}.")


def _read(path: Path) -> str:
    return path.read_text(encoding="utf-8") if path.exists() else ""
