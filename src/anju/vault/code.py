"""this module makes the signed code in a receipt's QR, short enough for an old phone, and reads it again.

The code is Base32 (RFC 4648, capitals, no padding) of a body and its signature:

    bytes   what
    1       version, always 1
    1       kind: 1 receipt, 2 permit
    1       kid, the number of the published key
    16      serial, a UUID
    2       day, counted from 2000-01-01, big-endian
    3       county, the six-digit code as a number, big-endian
    0–56    masked name, UTF-8 (all that lies before the last 64 bytes)
    64      Ed25519 signature (RFC 8032) over the 10 ASCII bytes "anju:code:" followed by the body

Anyone can verify it without a network: take what follows the last "/" of the QR's address, decode the Base32, take the
key `kid` from the published list (base64url), and check the signature over "anju:code:" + all but the last 64 bytes.
With common tools: `basenc -d --base32` (padded with "=" to a multiple of 8), then `openssl pkeyutl -verify -rawin`.
A valid signature says that the city issued it; whether the stay goes on, only the public page can say. Source: B6.
"""

from __future__ import annotations

import base64
import binascii
from dataclasses import dataclass
from datetime import date, timedelta
from enum import IntEnum
from uuid import UUID

from anju.vault import ring, signing
from anju.vault.errors import VaultError

VERSION = 1
PURPOSE = b"anju:code:"
EPOCH = date(2000, 1, 1)
DAYS = 1 << 16
HEAD = 24
# The longest masked name of the register: 50 characters, of which 48 are stars.
NAME_BYTES = 56
LONGEST = (HEAD + NAME_BYTES + signing.BYTES) * 8 // 5 + 1

# What people and scanners make of a code: blanks and line breaks, hyphens, and digits for the letters they look like.
TYPED = str.maketrans({"0": "O", "1": "I", "8": "B", " ": None, "-": None, "\n": None, "\r": None, "\t": None})


class Kind(IntEnum):
    """this is what a code stands for; the numbers are printed on paper and never change."""

    RECEIPT = 1
    PERMIT = 2


@dataclass(frozen=True, slots=True)
class Claims:
    """this is what a code says: no more than the public page shows. `kid` is set by encoding."""

    kind: Kind
    serial: UUID
    on: date
    county: str
    name: str
    kid: int = 0


def encode(*, claims: Claims) -> str:
    """this signs the claims with the key in use and writes them as capitals and digits; ValueError for wrong claims."""
    key = ring.current().signing
    body = _body(claims, key.kid)
    signature = signing.sign_with(key=key, payload=PURPOSE + body)
    return base64.b32encode(body + signature).rstrip(b"=").decode("ascii")


def decode(text: str) -> Claims:
    """this reads a code, also a whole address or a typed one in small letters; VaultError malformed, unknown_key,
    bad_signature.
    """
    data = _bytes(text)
    body, signature = data[: -signing.BYTES], data[-signing.BYTES :]
    claims = _claims(body)
    if not signing.verify(payload=PURPOSE + body, signature=signature, kid=claims.kid):
        raise VaultError("bad_signature", "The code was not signed with the key it names.")
    return claims


def url(*, base: str, text: str) -> str:
    """this is the address in the QR, in capitals only so that the QR takes its compact form: HTTPS://HOST/V/CODE."""
    return f"{base.rstrip('/')}/V/{text}".upper()


def _body(claims: Claims, kid: int) -> bytes:
    days = (claims.on - EPOCH).days
    name = claims.name.encode()
    if not 0 <= days < DAYS:
        raise ValueError(f"A code cannot carry the day {claims.on}.")
    if not (len(claims.county) == 6 and claims.county.isascii() and claims.county.isdigit()):
        raise ValueError("A code's county has six digits.")
    if "*" not in claims.name or len(name) > NAME_BYTES:
        raise ValueError(f"A code carries a masked name of at most {NAME_BYTES} bytes.")
    head = bytes((VERSION, claims.kind, kid)) + claims.serial.bytes
    return head + days.to_bytes(2) + int(claims.county).to_bytes(3) + name


def _bytes(text: str) -> bytes:
    # A whole address may stand before the code; its own length is not ours to judge, a hostile one is cut off here.
    code = text[-2 * LONGEST :].rstrip().rstrip("/").rpartition("/")[2].upper().translate(TYPED)
    try:
        data = base64.b32decode(code + "=" * (-len(code) % 8))
    except (binascii.Error, ValueError):
        raise _malformed() from None
    # Unused bits of the last letter must be zero: one code has one spelling.
    spelt = base64.b32encode(data).rstrip(b"=").decode("ascii") == code
    if not spelt or not HEAD + signing.BYTES <= len(data) <= HEAD + NAME_BYTES + signing.BYTES:
        raise _malformed()
    return data


def _claims(body: bytes) -> Claims:
    county = int.from_bytes(body[21:24])
    try:
        kind = Kind(body[1])
        name = body[HEAD:].decode()
    except ValueError:
        raise _malformed() from None
    if body[0] != VERSION or county > 999_999:
        raise _malformed()
    return Claims(
        kind=kind,
        serial=UUID(bytes=body[3:19]),
        on=EPOCH + timedelta(days=int.from_bytes(body[19:21])),
        county=f"{county:06}",
        name=name,
        kid=body[2],
    )


def _malformed() -> VaultError:
    return VaultError("malformed", "This is not a code of ours, or a part of it is missing.")
