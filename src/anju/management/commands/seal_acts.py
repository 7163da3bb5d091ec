"""Seal the acts that have settled into the chain. Source: L10."""

from typing import Any

from django.core.management.base import BaseCommand

from anju.actions import audit
from anju.web import clock


class Command(BaseCommand):
    """Seal the acts that have settled."""

    help = "Seal the acts that have settled into the chain (docs/audit-chain.md)."

    def handle(self, *args: Any, **options: Any) -> None:
        """Seal, and say how many."""
        self.stdout.write(f"{audit.seal(at=clock.now())} acts sealed")
