"""this module makes a picture anew: upright, on white, no larger than print needs, with nothing in it but the picture."""

import io
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from PIL import Image, ImageOps
from PIL.JpegImagePlugin import JpegImageFile
from PIL.PngImagePlugin import PngImageFile
from PIL.WebPImagePlugin import WebPImageFile

from anju.law import upload
from anju.law.permit import portrait
from anju.law.permit.portrait import Face
from anju.linkage.picture import container

_Reader = Callable[[io.BytesIO], Image.Image]
_READERS: Mapping[str, _Reader] = {"JPEG": JpegImageFile, "PNG": PngImageFile, "WEBP": WebPImageFile}
_QUALITIES = (88, 80, 70, 60)
_SMALL_SIDE = 320
# forty million pixels are 160 MB while they are read: one at a time in each server process
_one_at_a_time = threading.Lock()


@dataclass(frozen=True)
class Made:
    """this is a picture as it is kept."""

    data: bytes
    width: int
    height: int


def made(*, data: bytes) -> Made:
    """this makes a picture anew from whatever a phone sends; raises Refusal picture_…."""
    found = container.look(data=data)
    with _one_at_a_time:
        image = _upright(_decoded(found, data))
        image.thumbnail((upload.LONGEST_SIDE, upload.LONGEST_SIDE), Image.Resampling.LANCZOS)
    if min(image.size) < 1:
        raise upload.refusal("too_small")
    return _encoded(image)


def small(*, data: bytes) -> bytes:
    """this is a kept picture in the size of a stamp, for lists and weak networks."""
    image = JpegImageFile(io.BytesIO(data))
    image.draft("RGB", (_SMALL_SIDE, _SMALL_SIDE))
    plain = image.convert("RGB")
    plain.thumbnail((_SMALL_SIDE, _SMALL_SIDE), Image.Resampling.LANCZOS)
    return _jpeg(plain, quality=75)


def fitted(*, data: bytes, face: Face | None) -> bytes:
    """this is a kept portrait cut to the norm: around the face where one was found, else around the upper middle."""
    image = JpegImageFile(io.BytesIO(data)).convert("RGB")
    box = portrait.cut(width=image.width, height=image.height, face=face)
    norm = image.resize((portrait.WIDTH, portrait.HEIGHT), Image.Resampling.LANCZOS, box=box)
    return _jpeg(norm, quality=92)


def _decoded(found: container.Container, data: bytes) -> Image.Image:
    try:
        # only the picture itself: what stands behind it is not even read
        image = _READERS[found.kind](io.BytesIO(data[: found.end]))
        if image.size != (found.width, found.height):
            raise upload.refusal("broken")
        if found.kind == "JPEG":
            # large photos are read at half or a quarter at once
            image.draft("RGB", (upload.LONGEST_SIDE, upload.LONGEST_SIDE))
        image.load()
    except (OSError, ValueError, SyntaxError, EOFError, IndexError, TypeError, Image.DecompressionBombError):
        raise upload.refusal("broken") from None
    return image


def _upright(image: Image.Image) -> Image.Image:
    try:
        turned = ImageOps.exif_transpose(image)
    except (OSError, ValueError, SyntaxError, KeyError, TypeError, IndexError):
        # what the camera noted can't be read: the picture stays as it lies
        turned = image
    if turned.mode.startswith("I"):
        turned = (
            turned.point([value // 256 for value in range(65536)], "L") if turned.mode == "I" else turned.convert("RGB")
        )
    if turned.mode in {"RGBA", "LA", "PA"} or "transparency" in turned.info:
        alpha = turned.convert("RGBA")
        ground = Image.new("RGB", alpha.size, "white")
        ground.paste(alpha, mask=alpha.getchannel("A"))
        return ground
    return turned.convert("RGB")


def _encoded(image: Image.Image) -> Made:
    for side in (upload.LONGEST_SIDE, 1600, 1200):
        image.thumbnail((side, side), Image.Resampling.LANCZOS)
        for quality in _QUALITIES:
            data = _jpeg(image, quality=quality)
            if len(data) <= upload.KEPT_BYTES:
                return Made(data=data, width=image.width, height=image.height)
    return Made(data=data, width=image.width, height=image.height)


def _jpeg(image: Image.Image, *, quality: int) -> bytes:
    # a picture of its own, so that nothing the reader remembered (EXIF, comments, colour profile) is written along
    plain = Image.new("RGB", image.size)
    plain.paste(image)
    out = io.BytesIO()
    plain.save(out, "JPEG", quality=quality, optimize=True, dpi=(portrait.DPI, portrait.DPI))
    return out.getvalue()
