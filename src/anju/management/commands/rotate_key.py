"""Makes new keys: for sealing, for blind indexes, for signing receipts."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from anju.actions import rotation
from anju.jobs import clock
from anju.law.refusal import Refusal


class Command(BaseCommand):
    """`./anju manage rotate_key seal|index|sign`, while everything runs."""

    help = (
        "seal: add a sealing key, then run reseal. index: make the next index key, compute all indexes, and change "
        "over; writers wait for the last step, readers do not. sign: retire the signing key and make the next."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """Take which key."""
        parser.add_argument("key", choices=["seal", "index", "sign"])
        parser.add_argument("--cipher", choices=["SM4-GCM", "AES-GCM"], help="with seal: change the cipher too")

    def handle(self, *_: Any, **options: Any) -> None:
        """Rotate one key."""
        if options["key"] == "seal":
            version = rotation.add_seal_key(at=clock.now(), cipher=options["cipher"])
            self.stdout.write(f"Sealing key {version} seals from now on. Run reseal next.")
        elif options["key"] == "sign":
            self.stdout.write(f"Signing key {rotation.rotate_sign_key(at=clock.now())} signs from now on.")
        else:
            self._index()

    def _index(self) -> None:
        if rotation.under_way() or not rotation.unfinished():
            version = rotation.add_index_key(at=clock.now())
            prepared = sum(rotation.prepare())
            self.stdout.write(f"Index key {version}: {prepared} indexes computed; changing over.")
        try:
            self.stdout.write(f"Done: {rotation.change_over(at=clock.now())} rows changed.")
        except Refusal as refusal:
            raise CommandError(refusal.text.en) from refusal
