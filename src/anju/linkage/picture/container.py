"""this module reads a picture's outer shape by its bytes, never by its name, before anything is decoded.

It tells the format and size as stated, where the picture ends and what stands around it. What a phone adds to its own
photos (a second size, a moving picture, the maker's notes) is left behind when the picture is made anew; anything else
that another program would open is a reason to refuse.
"""

import re
import struct
from collections.abc import Iterator
from dataclasses import dataclass

from anju.law import upload

# a photo has about ten; thousands make a small file that takes minutes to decode
_MOST_SCANS = 100
_MOST_PARTS = 10_000
_PNG = b"\x89PNG\r\n\x1a\n"
_HEIC = {b"heic", b"heix", b"hevc", b"hevx", b"heim", b"heis", b"mif1", b"msf1", b"avif", b"avis"}
# in the entropy-coded data a marker is what is neither stuffing, restart nor fill
_MARKER = re.compile(rb"\xff[^\x00\xd0-\xd7\xff]")
_SIZES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
_PLAIN_PNG = {b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS"}
_PLAIN_WEBP = {b"VP8 ", b"VP8L", b"ALPH"}
# what other programs run or open, wherever it stands outside the picture itself
_FOREIGN = re.compile(
    rb"PK\x03\x04|PK\x05\x06|%PDF-|Rar!\x1a|7z\xbc\xaf|\x7fELF|<\?php|<script|<!doctype|<html|<svg|<iframe|javascript:",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Container:
    """this is a picture's format (JPEG, PNG, WEBP), its size as stated, and where it ends."""

    kind: str
    width: int
    height: int
    end: int


@dataclass
class _Parts:
    """this gathers what the walk over a file found."""

    width: int = 0
    height: int = 0
    end: int = 0
    scans: int = 0
    foreign: bool = False
    animated: bool = False

    def beside(self, data: bytes) -> None:
        """this looks into a part that is not the picture."""
        self.foreign = self.foreign or _FOREIGN.search(data) is not None


def look(*, data: bytes) -> Container:
    """this reads the outer shape; raises Refusal picture_… for whatever can't be taken."""
    if not data:
        raise upload.refusal("empty")
    if len(data) > upload.MOST_BYTES:
        raise upload.refusal("too_large")
    kind = _kind(data)
    try:
        found = _WALKS[kind](data)
    except (struct.error, IndexError):
        raise upload.refusal("broken") from None
    _judge(found, data)
    return Container(kind=kind, width=found.width, height=found.height, end=found.end)


def _judge(found: _Parts, data: bytes) -> None:
    if not found.end or not found.width or not found.height or found.scans > _MOST_SCANS:
        raise upload.refusal("broken")
    if found.animated:
        raise upload.refusal("animated")
    if found.foreign or not _harmless(data[found.end :]):
        raise upload.refusal("mixed")
    if max(found.width, found.height) > upload.MOST_SIDE or found.width * found.height > upload.MOST_PIXELS:
        raise upload.refusal("too_many_pixels")
    if min(found.width, found.height) < upload.LEAST_SIDE:
        raise upload.refusal("too_small")


def _kind(data: bytes) -> str:
    if data.startswith(b"\xff\xd8\xff"):
        return "JPEG"
    if data.startswith(_PNG):
        return "PNG"
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "WEBP"
    if data[4:8] == b"ftyp" and data[8:12] in _HEIC:
        raise upload.refusal("heic")
    raise upload.refusal("pdf" if b"%PDF-" in data[:1024] else "not_a_picture")


def _harmless(rest: bytes) -> bool:
    """this tells whether what follows the picture is nothing, padding, or what phones put there themselves."""
    plain = rest.strip(b"\0\r\n ")
    if not plain.strip(b"\xff"):
        return True
    if _FOREIGN.search(rest):
        return False
    # another size of the same photo (MPF), a moving picture, the maker's own trailer
    return plain.startswith(b"\xff\xd8\xff") or b"ftyp" in rest[:64] or plain.endswith(b"SEFT")


def _jpeg(data: bytes) -> _Parts:
    found, place = _Parts(), 2
    for _ in range(_MOST_PARTS):
        while data[place] == 0xFF and data[place + 1] == 0xFF:
            place += 1
        if data[place] != 0xFF:
            raise IndexError
        marker = data[place + 1]
        if marker == 0xD9:
            found.end = place + 2
            return found
        (length,) = struct.unpack_from(">H", data, place + 2)
        body = data[place + 4 : place + 2 + length]
        place += 2 + length
        if marker in _SIZES:
            found.height, found.width = struct.unpack_from(">HH", body, 1)
        elif marker == 0xDA:
            found.scans += 1
            place = _after_scan(data, place)
        elif marker >= 0xE0:
            found.beside(body)
    raise IndexError


def _after_scan(data: bytes, place: int) -> int:
    marker = _MARKER.search(data, place)
    if marker is None:
        raise IndexError
    return marker.start()


def _png(data: bytes) -> _Parts:
    found = _Parts()
    for name, body, end in _chunks(data, start=8, order=">", tail=4):
        if name == b"IHDR":
            found.width, found.height = struct.unpack_from(">II", body)
        found.animated = found.animated or name == b"acTL"
        if name not in _PLAIN_PNG:
            found.beside(body)
        if name == b"IEND":
            found.end = end
            break
    return found


def _webp(data: bytes) -> _Parts:
    (stated,) = struct.unpack_from("<I", data, 4)
    found = _Parts()
    end = 8 + stated
    if end > len(data):
        raise IndexError
    for name, body, _ in _chunks(data[:end], start=12, order="<", tail=0):
        if name == b"VP8X":
            found.animated = bool(body[0] & 2)
            found.width, found.height = _three(body, 4) + 1, _three(body, 7) + 1
        elif name in {b"VP8 ", b"VP8L"} and not found.width:
            found.width, found.height = _webp_size(name, body)
        if name not in _PLAIN_WEBP:
            found.beside(body)
    found.end = end
    return found


def _webp_size(name: bytes, body: bytes) -> tuple[int, int]:
    if name == b"VP8L":
        (bits,) = struct.unpack_from("<I", body, 1)
        return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
    width, height = struct.unpack_from("<HH", body, 6)
    return width & 0x3FFF, height & 0x3FFF


def _three(body: bytes, place: int) -> int:
    return body[place] | body[place + 1] << 8 | body[place + 2] << 16


def _chunks(data: bytes, *, start: int, order: str, tail: int) -> Iterator[tuple[bytes, bytes, int]]:
    """this goes through named parts; big-endian ones give the length first, as PNG does."""
    place = start
    for _ in range(_MOST_PARTS):
        if place == len(data):
            return
        first, second = data[place : place + 4], data[place + 4 : place + 8]
        name, (length,) = (second, struct.unpack(">I", first)) if order == ">" else (first, struct.unpack("<I", second))
        end = place + 8 + length + tail + (length & 1 if order == "<" else 0)
        if end > len(data):
            raise IndexError
        yield name, data[place + 8 : place + 8 + length], end
        place = end


_WALKS = {"JPEG": _jpeg, "PNG": _png, "WEBP": _webp}
