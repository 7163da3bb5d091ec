"""Sealing anew the secrets of second factors, which lie inside JSON: without them nobody of staff could sign in. Source: L8."""

import base64
from collections.abc import Iterator

from allauth.mfa.models import Authenticator
from django.db import transaction

from anju.vault import seal

NAME = "mfa_authenticator.data"
COLUMN = "staff.factor"
# TOTP's key, and the seed of recovery codes; passkeys hold nothing secret
SECRETS = ("secret", "seed")


def left() -> int:
    """Return how many secrets are sealed under an older key than the one in use."""
    return sum(1 for _ in _old())


def reseal() -> int:
    """Seal them anew; return how many."""
    done = 0
    for key, name in list(_old()):
        with transaction.atomic():
            row = Authenticator.objects.select_for_update().filter(pk=key).first()
            # somebody may have set up another factor meanwhile
            if row is None or name not in row.data or not seal.needs_reseal(_bytes(row.data[name])):
                continue
            fresh = seal.reseal(data=_bytes(row.data[name]), column=COLUMN, owner=COLUMN)
            row.data = {**row.data, name: base64.b64encode(fresh).decode()}
            row.save(update_fields=["data"])
            done += 1
    return done


def _old() -> Iterator[tuple[int, str]]:
    for key, data in Authenticator.objects.order_by("pk").values_list("pk", "data").iterator():
        for name in SECRETS:
            if name in data and seal.needs_reseal(_bytes(data[name])):
                yield key, name


def _bytes(text: str) -> bytes:
    return base64.b64decode(text)
