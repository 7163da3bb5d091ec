"""this module makes a picture anew: upright, on white, no larger than print needs, with nothing in it but the picture."""

import io
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from PIL import ExifTags, Image
from PIL.JpegImagePlugin import JpegImageFile
from PIL.PngImagePlugin import PngImageFile
from PIL.WebPImagePlugin import WebPImageFile

from anju.law import upload
from anju.law.permit import portrait
from anju.law.permit.portrait import Face
from anju.linkage.picture import container

_Reader = Callable[[io.BytesIO], Image.Image]
_READERS: Mapping[str, _Reader] = {"JPEG": JpegImageFile, "PNG": PngImageFile, "WEBP": WebPImageFile}
# a page of print stays legible in each of them
_TRIES = ((2000, 84), (2000, 75), (2000, 65), (1600, 70), (1600, 60), (1200, 60))
_SMALL_SIDE = 320
_TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
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
        image = _decoded(found, data)
        turn = _turn(image)
        image = _plain(image)
        # first smaller, then turned: each turn is a copy
        image.thumbnail((upload.LONGEST_SIDE, upload.LONGEST_SIDE), Image.Resampling.LANCZOS, reducing_gap=2.0)
    image = _on_white(image)
    return _encoded(image if turn is None else image.transpose(turn))


def small(*, data: bytes) -> bytes:
    """this is a kept picture in the size of a stamp, for lists and weak networks."""
    image = JpegImageFile(io.BytesIO(data))
    image.draft("RGB", (_SMALL_SIDE, _SMALL_SIDE))
    plain = image.convert("RGB")
    plain.thumbnail((_SMALL_SIDE, _SMALL_SIDE), Image.Resampling.LANCZOS)
    return _jpeg(plain, quality=75)


def fitted(*, data: bytes, face: Face | None) -> Made:
    """this is a kept portrait cut to the norm: around the face where one was found, else around the upper middle."""
    image = JpegImageFile(io.BytesIO(data))
    if image.size == (portrait.WIDTH, portrait.HEIGHT):
        return Made(data=data, width=portrait.WIDTH, height=portrait.HEIGHT)
    box = portrait.cut(width=image.width, height=image.height, face=face)
    norm = image.convert("RGB").resize((portrait.WIDTH, portrait.HEIGHT), Image.Resampling.LANCZOS, box=box)
    return Made(data=_jpeg(norm, quality=92), width=portrait.WIDTH, height=portrait.HEIGHT)


def _decoded(found: container.Container, data: bytes) -> Image.Image:
    try:
        # only the picture itself: what stands behind it is not even read
        image = _READERS[found.kind](io.BytesIO(data[: found.end]))
        stated = image.size
        if found.kind == "JPEG" and stated == (found.width, found.height):
            # large photos are read at half or a quarter at once
            image.draft("RGB", (upload.LONGEST_SIDE, upload.LONGEST_SIDE))
        if stated == (found.width, found.height):
            image.load()
            return image
    except Exception:  # noqa: BLE001  whatever a reader chokes on is no whole picture
        raise upload.refusal("broken") from None
    raise upload.refusal("broken")


def _plain(image: Image.Image) -> Image.Image:
    """this is the picture in three colours, or four while it still has see-through places."""
    if image.mode == "I":
        return image.point([value // 256 for value in range(65536)], "L").convert("RGB")
    if image.mode in {"RGBA", "LA", "PA"} or "transparency" in image.info:
        return image.convert("RGBA")
    return image if image.mode == "RGB" else image.convert("RGB")


def _on_white(image: Image.Image) -> Image.Image:
    if image.mode != "RGBA":
        return image
    ground = Image.new("RGB", image.size, "white")
    ground.paste(image, mask=image.getchannel("A"))
    return ground


def _turn(image: Image.Image) -> Image.Transpose | None:
    """this is how the camera was held, as it noted itself."""
    try:
        return _TURNS.get(image.getexif().get(ExifTags.Base.Orientation) or 1)
    except Exception:  # noqa: BLE001  whatever is wrong with the notes, the picture stays as it lies
        return None


def _encoded(image: Image.Image) -> Made:
    for side, quality in _TRIES:
        image.thumbnail((side, side), Image.Resampling.LANCZOS)
        data = _jpeg(image, quality=quality)
        if len(data) <= upload.KEPT_BYTES:
            break
    return Made(data=data, width=image.width, height=image.height)


def _jpeg(image: Image.Image, *, quality: int) -> bytes:
    # a picture of its own, so that nothing the reader remembered (EXIF, comments, colour profile) is written along
    plain = Image.new("RGB", image.size)
    plain.paste(image)
    out = io.BytesIO()
    plain.save(out, "JPEG", quality=quality, dpi=(portrait.DPI, portrait.DPI))
    return out.getvalue()
