"""Load the city's divisions, offices and China's counties."""

import time
from typing import IO, Any, cast

from django.core.management.base import BaseCommand
from rich.console import Console

from anju.actions import places
from anju.web import clock

STEPS = {
    "counties": "China's counties …",
    "divisions": "the city's divisions …",
    "units": "offices, stations, halls and communities …",
}


class Command(BaseCommand):
    """Adds what is missing and changes nothing that is there."""

    help = "Load the city's divisions, offices and China's counties. Running it again adds only what is missing."

    def handle(self, *args: Any, **options: Any) -> None:
        """Load, and tell what was added."""
        begun = time.monotonic()
        console = Console(file=cast(IO[str], self.stdout), highlight=False)
        with console.status("Loading places …") as status:
            loaded = places.load_city(at=clock.now(), progress=lambda step: status.update(f"Loading {STEPS[step]}"))
        console.print(
            f"Places: {loaded.divisions} divisions, {loaded.counties} counties of China, {loaded.units} offices, "
            f"{loaded.jurisdictions} jurisdictions added in {time.monotonic() - begun:.1f} s.",
            soft_wrap=True,
        )
