"""this module measures a portrait: size, background, sharpness, and how many faces look into the camera and where."""

import io
from functools import lru_cache
from pathlib import Path

import cv2
import numpy
from numpy.typing import NDArray
from PIL import Image
from PIL.JpegImagePlugin import JpegImageFile

from anju.law.permit.portrait import Face, Measures

# measured in this width, so that figures of small and large pictures compare
_SIDE = 480
_MARGIN = 0.06  # of the width: the strip of background at the left, the right and the top
_LEAST_FACE = 0.12  # of the shorter side; what is smaller is a pattern on a curtain
_NEIGHBOURS = 4


def measured(*, data: bytes) -> Measures:
    """this measures a kept portrait; a face is found as a face, never as anybody's."""
    image = JpegImageFile(io.BytesIO(data)).convert("RGB")
    width, height = image.size
    scale = _SIDE / width
    level = image.resize((_SIDE, max(1, round(height * scale))), Image.Resampling.BOX)
    colours = numpy.asarray(level)
    grey = numpy.asarray(level.convert("L"))
    faces = tuple(
        Face(x=round(x / scale), y=round(y / scale), width=round(w / scale), height=round(h / scale))
        for x, y, w, h in _faces(grey)
    )
    brightness, unevenness, tint = _background(colours)
    return Measures(
        width=width,
        height=height,
        brightness=brightness,
        unevenness=unevenness,
        tint=tint,
        sharpness=_sharpness(grey, faces=faces, scale=scale),
        faces=faces,
    )


def _faces(grey: NDArray[numpy.uint8]) -> list[tuple[int, int, int, int]]:
    least = max(24, int(min(grey.shape) * _LEAST_FACE))
    # as it is, and again with the light spread out: dark faces and dark rooms are owed a second look
    for seen in (grey, cv2.equalizeHist(grey)):
        found = _finder().detectMultiScale(seen, scaleFactor=1.1, minNeighbors=_NEIGHBOURS, minSize=(least, least))
        if len(found):
            return [(int(x), int(y), int(w), int(h)) for x, y, w, h in found]
    return []


@lru_cache(maxsize=1)
def _finder() -> cv2.CascadeClassifier:
    # a table that OpenCV brings along, read once
    return cv2.CascadeClassifier(str(Path(cv2.__file__).with_name("data") / "haarcascade_frontalface_alt2.xml"))


def _background(colours: NDArray[numpy.uint8]) -> tuple[float, float, float]:
    """this is how bright the strip around the head is, how uneven, and how far from grey; 0 to 255 each."""
    height, width = colours.shape[:2]
    edge = max(2, int(width * _MARGIN))
    upper = height // 2  # below, the shoulders reach the edge
    strip = numpy.concatenate(
        [
            colours[:upper, :edge].reshape(-1, 3),
            colours[:upper, -edge:].reshape(-1, 3),
            colours[: max(2, edge // 2)].reshape(-1, 3),
        ]
    ).astype(numpy.float32)
    brightness = strip.mean(axis=1)
    return float(brightness.mean()), float(brightness.std()), float((strip.max(axis=1) - strip.min(axis=1)).mean())


def _sharpness(grey: NDArray[numpy.uint8], *, faces: tuple[Face, ...], scale: float) -> float:
    """this is the variance of the Laplacian over the face, or over the middle where there is none."""
    height, width = grey.shape
    if faces:
        face = max(faces, key=lambda one: one.width)
        x, y = int(face.x * scale), int(face.y * scale)
        part = grey[y : y + int(face.height * scale), x : x + int(face.width * scale)]
    else:
        part = grey[height // 6 : height * 5 // 6, width // 6 : width * 5 // 6]
    return float(cv2.Laplacian(part, cv2.CV_64F).var())
