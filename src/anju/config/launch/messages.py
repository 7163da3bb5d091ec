"""This module compiles every hand-written .po file into the .mo that Django reads."""

from pathlib import Path

from babel.messages import mofile, pofile

from anju.config.launch import places
from anju.config.launch.trouble import Trouble


def build(*, locale: Path = places.ROOT / "src" / "anju" / "locale") -> int:
    """This compiles what has changed and says how many files that were."""
    made = 0
    for source in sorted(locale.glob("*/*/LC_MESSAGES/django.po")):
        target = source.with_suffix(".mo")
        if target.exists() and target.stat().st_mtime_ns >= source.stat().st_mtime_ns:
            continue
        try:
            with source.open("rb") as text:
                catalog = pofile.read_po(text, abort_invalid=True)
        except pofile.PoFileError as error:
            raise Trouble(f"{source} is not a valid .po file: {error}") from error
        # Written aside and renamed: a server may be reading the old one.
        aside = target.with_suffix(".new")
        with aside.open("wb") as binary:
            mofile.write_mo(binary, catalog)
        aside.replace(target)
        made += 1
    return made
