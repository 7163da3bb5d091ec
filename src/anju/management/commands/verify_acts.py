"""Check the chain over the acts. Source: L10."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from anju.actions import audit
from anju.law.actor import SYSTEM
from anju.web import clock


class Command(BaseCommand):
    """Check every link of the chain over the acts."""

    help = "Check every link of the chain over the acts; fails where one does not hold (docs/audit-chain.md)."

    def handle(self, *args: Any, **options: Any) -> None:
        """Check, and say what was found."""
        verdict = audit.verify(by=SYSTEM, at=clock.now())
        for finding in verdict.findings:
            self.stderr.write(finding.text.en)
        if not verdict.holds:
            raise CommandError(f"{len(verdict.findings)} of {verdict.links} links do not hold.")
        self.stdout.write(
            f"{verdict.links} links, {verdict.acts} acts: every link holds; {verdict.unsealed} not yet sealed.\n"
            f"Newest digest: {verdict.digest}"
        )
