"""This module is the norm of the portrait and what a rough check says about one; it never decides. Source: E9, E8, GA 461.

GA 461 (pictures for identity papers): 358 × 441 px at 350 dpi, white background without a border, one face from the
front, in the middle, 207 ± 14 px wide, the top of the head 7–21 px from the upper edge, the eyes at least 207 px above the
lower one. A program measures this roughly. So every line is advice: the person may send the picture all the same, and
the officer who looks at it takes it or asks for another (B7).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from anju.law.wording import Text

WIDTH, HEIGHT, DPI = 358, 441, 350
FACE_WIDTH = 207
# where the eyes lie in the norm, from the top; GA 461 asks for at most 441 − 207 = 234
EYES_AT = 190
# of the box around a face: where the eyes lie in it, and how much wider than the face it is drawn
_EYES_IN_BOX = 0.4
_BOX_TO_FACE = 0.92

# A light and even wall by daylight measures about 200 and 10; a door frame or curtain 30 and more. Rough on purpose:
# a picture that is good enough must not be sent back by a program.
LIGHT = 165.0
EVEN = 28.0
GREY = 60.0
SHARP = 25.0
# part of the picture's width that the face takes; the norm has 0.54–0.62, and a picture is cut before it is printed
FACE_LEAST, FACE_MOST = 0.18, 0.80


@dataclass(frozen=True)
class Face:
    """This is where a face lies in a picture, in its pixels."""

    x: int
    y: int
    width: int
    height: int


@dataclass(frozen=True)
class Measures:
    """This is what was measured of a portrait."""

    width: int
    height: int
    # of the strip at the upper edges: 0 black … 255 white, its spread, and its distance from grey
    brightness: float
    unevenness: float
    tint: float
    # variance of the Laplacian over the face
    sharpness: float
    faces: tuple[Face, ...]


@dataclass(frozen=True)
class Verdict:
    """This is one line of a check: what was looked at, whether it holds, and what to do where it doesn't."""

    code: str
    holds: bool
    text: Text


_GOOD: Mapping[str, Text] = {
    "size": Text(zh="大小够用", en="Large enough"),
    "background": Text(zh="背景浅色、干净", en="Plain, light background"),
    "face": Text(zh="有一张正面的脸", en="One face from the front"),
    "area": Text(zh="脸的大小合适", en="The face has the right size"),
    "sharp": Text(zh="清晰", en="Sharp"),
}
_POOR: Mapping[str, Text] = {
    "size": Text(
        zh="照片可能太小，印出来会模糊。请拍近一点或者用原图。",
        en="The photo may be too small to print well. Come closer or use the original.",
    ),
    "background": Text(
        zh="背景可能太暗或者太花。请站在白墙前、光线均匀的地方再拍一张。",
        en="The background may be too dark or too busy. Stand before a white wall in even light.",
    ),
    "face": Text(
        zh="没有看到正好一张正面的脸。请一个人正对镜头，不戴帽子、口罩，头发不遮住眉毛和眼睛。",
        en="Not exactly one face from the front was seen. Look straight into the camera, alone, without hat or mask.",
    ),
    "area": Text(
        zh="脸在照片里可能太小或者太大。请让头和肩膀占满画面。",
        en="The face may be too small or too large. Let head and shoulders fill the picture.",
    ),
    "sharp": Text(
        zh="照片可能有点模糊。请拿稳手机、擦一下镜头再拍。",
        en="The photo may be blurred. Hold the phone still and wipe the lens.",
    ),
}
ADVICE = Text(
    zh="这是电脑粗略看的，不一定准，您可以照样提交；合不合格由工作人员看照片决定。",
    en="A computer looked at this roughly and may be wrong. You can send the photo all the same: an officer decides.",
)
NORM = Text(
    zh="近期正面免冠照片，白色或者浅色背景，不用化浓妆；系统会按358×441像素裁好。",
    en="A recent photo from the front, no hat, before a white or light wall. It is cut to 358 × 441 pixels for you.",
)


def largest(faces: Iterable[Face]) -> Face | None:
    """This is the face a picture is cut around: the nearest one, if any was found."""
    return max(faces, key=lambda face: face.width, default=None)


def checks(measures: Measures) -> dict[str, bool]:
    """This says of each point whether it seems to hold; kept with the picture, so that the officer sees it too."""
    face = measures.faces[0] if len(measures.faces) == 1 else None
    part = face.width / measures.width if face else 0.0
    return {
        "size": measures.width >= WIDTH and measures.height >= HEIGHT,
        "background": measures.brightness >= LIGHT and measures.unevenness <= EVEN and measures.tint <= GREY,
        "face": face is not None,
        "area": face is not None and FACE_LEAST <= part <= FACE_MOST,
        "sharp": measures.sharpness >= SHARP,
    }


def verdicts(checks: Mapping[str, bool]) -> tuple[Verdict, ...]:
    """This puts a kept check into words, what to mend first; empty for what is no portrait."""
    found = [
        Verdict(code=code, holds=checks[code], text=_GOOD[code] if checks[code] else _POOR[code])
        # without a face its area says nothing more
        for code in _GOOD
        if code in checks and not (code == "area" and not checks.get("face"))
    ]
    return tuple(sorted(found, key=lambda verdict: verdict.holds))


def cut(*, width: int, height: int, face: Face | None) -> tuple[float, float, float, float]:
    """This is the part of a picture that becomes the portrait: left, upper, right, lower, inside the picture."""
    ratio = WIDTH / HEIGHT
    widest = min(width, height * ratio)
    if face is None:
        part, left = widest, (width - widest) / 2
        # a head stands in the upper half
        upper = (height - part / ratio) * 0.3
    else:
        part = min(widest, face.width * _BOX_TO_FACE * WIDTH / FACE_WIDTH)
        left = face.x + face.width / 2 - part / 2
        upper = face.y + face.height * _EYES_IN_BOX - EYES_AT / HEIGHT * part / ratio
    left = max(0.0, min(left, width - part))
    upper = max(0.0, min(upper, height - part / ratio))
    return left, upper, left + part, upper + part / ratio
