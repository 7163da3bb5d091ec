"""Pictures for tests: drawn, never of anybody; good ones, poor ones, and what is no picture at all."""

import io
import struct
import uuid
import zlib

from PIL import Image, ImageDraw, ImageFilter
from tests import factories

from anju.actions import upload
from anju.models import Resident, Stay, Upload
from anju.queries import visitors

Colour = tuple[int, int, int]
WALL: Colour = (238, 240, 242)
_HAIR: Colour = (40, 32, 30)
_COAT: Colour = (60, 70, 110)


def portrait(
    *, width: int = 900, height: int = 1200, wall: Colour = WALL, skin: Colour = (225, 185, 155), blur: float = 1.0
) -> Image.Image:
    """Return a drawn head and shoulders before a wall."""
    image = Image.new("RGB", (width, height), wall)
    draw_person(image, x=width // 2, y=int(height * 0.45), radius=int(width * 0.24), skin=skin)
    return image.filter(ImageFilter.GaussianBlur(blur))


def draw_person(image: Image.Image, *, x: int, y: int, radius: int, skin: Colour = (225, 185, 155)) -> None:
    """Draw one head with its shoulders."""
    pen = ImageDraw.Draw(image)
    shade: Colour = (int(skin[0] * 0.72), int(skin[1] * 0.72), int(skin[2] * 0.72))
    glow: Colour = (int(skin[0] * 1.06), int(skin[1] * 1.06), int(skin[2] * 1.06))

    def oval(dx: float, dy: float, w: float, h: float, fill: Colour) -> None:
        pen.ellipse(
            (x + (dx - w) * radius, y + (dy - h) * radius, x + (dx + w) * radius, y + (dy + h) * radius), fill=fill
        )

    pen.rectangle((x - 2.2 * radius, y + 2 * radius, x + 2.2 * radius, y + 6 * radius), fill=_COAT)
    oval(0, 2.2, 1.9, 0.6, _COAT)
    pen.rectangle((x - 0.45 * radius, y + 0.9 * radius, x + 0.45 * radius, y + 2 * radius), fill=shade)
    oval(0, -0.25, 1.12, 1.35, _HAIR)
    oval(0, 0.05, 1.0, 1.35, skin)
    oval(0, -0.95, 0.95, 0.42, _HAIR)
    for side in (-1, 1):
        oval(side * 0.42, -0.12, 0.30, 0.17, shade)
        oval(side * 0.42, -0.34, 0.30, 0.06, _HAIR)
        oval(side * 0.42, -0.10, 0.20, 0.09, (250, 250, 250))
        oval(side * 0.42, -0.10, 0.09, 0.09, (30, 22, 20))
        oval(side * 0.52, 0.42, 0.22, 0.18, glow)
    nose = [(-0.08, -0.05), (0.08, -0.05), (0.2, 0.42), (-0.2, 0.42)]
    pen.polygon([(x + dx * radius, y + dy * radius) for dx, dy in nose], fill=glow)
    for side in (-1, 1):
        oval(side * 0.11, 0.42, 0.07, 0.05, shade)
    oval(0, 0.74, 0.36, 0.11, (170, 80, 80))


def paper(*, width: int = 1200, height: int = 1600) -> Image.Image:
    """Return a sheet with lines of print."""
    image = Image.new("RGB", (width, height), (250, 248, 240))
    pen = ImageDraw.Draw(image)
    for line in range(60, height - 60, 36):
        for word in range(60, width - 120, 70):
            pen.rectangle((word, line, word + 30 + (word * line) % 35, line + 12), fill=(30, 30, 40))
    return image


def noise(*, width: int, height: int) -> Image.Image:
    """Return a picture that no compression makes small."""
    return Image.effect_noise((width, height), 120).convert("RGB")


def jpeg(image: Image.Image, **options: object) -> bytes:
    """Return a picture as JPEG."""
    return encoded(image, "JPEG", **{"quality": 92, **options})


def encoded(image: Image.Image, kind: str, **options: object) -> bytes:
    """Return a picture in a format."""
    out = io.BytesIO()
    image.save(out, kind, **options)  # type: ignore[arg-type]
    return out.getvalue()


def png_of(*, width: int, height: int) -> bytes:
    """Return a PNG that states a size and is almost nothing: what a decompression bomb looks like."""
    rows = zlib.compress(b"\0" * 1000)
    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def chunk(name: bytes, body: bytes) -> bytes:
    """Return one part of a PNG."""
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))


def in_jpeg(data: bytes, *, marker: int, body: bytes) -> bytes:
    """Return a JPEG with one more segment right after its beginning."""
    return data[:2] + bytes((0xFF, marker)) + struct.pack(">H", len(body) + 2) + body + data[2:]


def on_file(*, stay: Stay, who: Resident, purpose: str = "proof") -> Upload:
    """Return a picture that a resident gave and that belongs to a case of their stay."""
    by = visitors.resident_actor(who=who)
    kept = upload.keep(data=jpeg(paper()), purpose=purpose, by=by, at=factories.NOW, person_id=stay.person_id)
    upload.attach(
        upload_ids=[kept.id], subject=("past", uuid.uuid4()), person_id=stay.person_id, by=by, at=factories.NOW
    )
    return Upload.objects.get(id=kept.id)
