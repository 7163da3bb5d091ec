"""This module says which pictures of papers are taken, how large, for what, and how long they are kept. Source: E2, E9, L7.

A picture is always made anew (linkage/picture): what comes in is looked at and thrown away, what is kept is a plain
JPEG without position, camera, comments or anything behind it. It is sealed, shown to whoever handles the case and to the
person, and emptied when the case is over.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from anju.law.codes import Code
from anju.law.policy import Policy
from anju.law.refusal import Refusal
from anju.law.wording import Text


class UploadPurpose(Code):
    """This says what a picture is for. Source: E2, E9, B8, F8."""

    PORTRAIT = "portrait", "本人相片", "Portrait"
    PROOF = "proof", "证明材料", "Proof"
    AGENT = "agent", "代办人材料", "Agent's paper"
    STATEMENT = "statement", "声明", "Statement"


# what a phone's camera gives at its best; a body must hold one file and its form
MOST_BYTES = 10_000_000
MOST_PIXELS = 40_000_000
MOST_SIDE = 20_000
# below this no line of a paper can be read
LEAST_SIDE = 200
# what is kept: a page of print stays legible
LONGEST_SIDE = 2000
KEPT_BYTES = 600_000
# pictures of one sign-in that belong to no case yet
MOST_WAITING = 40

MEDIA_TYPE = "image/jpeg"
ACCEPTED = ("image/jpeg", "image/png", "image/webp")

HINT = Text(
    zh="可以直接拍照，也可以选手机里的照片（JPG、PNG、WebP），每张不超过10MB。",
    en="Take a photo or choose one (JPG, PNG or WebP), at most 10 MB each.",
)
_AGAIN = Text(zh="已经填写的内容都还在。", en="Everything you filled in is still here.")


@dataclass(frozen=True)
class Fault:
    """This is why a picture is not taken, and what to do."""

    code: str
    text: Text


_TEXTS = {
    "empty": Text(
        zh="这个文件是空的，请重新拍一张或者选一张。", en="This file is empty. Please take or choose another photo."
    ),
    "too_large": Text(
        zh="照片太大了（超过10MB）。请把相机的清晰度调低一档再拍，或者先截屏再选截图。",
        en="The photo is too large (over 10 MB). Take it at a lower resolution, or choose a screenshot of it.",
    ),
    "too_many_pixels": Text(
        zh="照片的像素太高了（超过4000万）。请把相机的清晰度调低一档再拍，或者先截屏再选截图。",
        en="The photo has too many pixels (over 40 million). Take it at a lower resolution, or choose a screenshot of it.",
    ),
    "too_small": Text(
        zh="照片太小，看不清楚。请拍原图，不要用缩略图。", en="The photo is too small to read. Please use the original."
    ),
    "broken": Text(
        zh="照片不完整，可能传到一半断了。请重新选一次。",
        en="The photo is incomplete, perhaps cut off on the way. Please choose it again.",
    ),
    "pdf": Text(
        zh="这里收照片，不收PDF。请把PDF打开后截屏，或者对着纸质材料拍一张。",
        en="Photos are taken here, not PDF. Open the PDF and take a screenshot, or photograph the paper.",
    ),
    "heic": Text(
        zh="这张照片是HEIC格式，这里打不开。苹果手机请在“设置—相机—格式”里选“兼容性最佳”再拍，或者先截屏再选截图。",
        en="This photo is HEIC, which can't be opened here. On an iPhone choose Settings › Camera › Formats › Most "
        "Compatible and take it again, or choose a screenshot of it.",
    ),
    "animated": Text(zh="这是一张动图，请换一张普通照片。", en="This picture moves. Please choose a plain photo."),
    "mixed": Text(
        zh="这张照片里夹带了别的文件，不能收。请重新拍一张，或者先截屏再选截图。",
        en="Another file is hidden in this photo, so it can't be taken. Please take it again, or choose a screenshot of it.",
    ),
    "not_a_picture": Text(
        zh="这不是照片。请拍一张，或者选JPG、PNG、WebP格式的照片。",
        en="This is not a photo. Take one, or choose a JPG, PNG or WebP.",
    ),
}
FAULTS = {code: Fault(code=code, text=text) for code, text in _TEXTS.items()}

WHY = Text(zh="请选择查看的目的，本人看得到。", en="Please choose why you look; the person can read it.")
TOO_MANY = Text(
    zh="还没提交的照片太多了，请先删掉不用的。", en="Too many photos are waiting to be sent. Please remove some first."
)


def refusal(code: str, *, field: str | None = None) -> Refusal:
    """This is the refusal of a picture; the form it came with is kept."""
    return Refusal(
        f"picture_{code}", Text(zh=_TEXTS[code].zh + _AGAIN.zh, en=f"{_TEXTS[code].en} {_AGAIN.en}"), field=field
    )


def unsent_until(*, at: datetime, policy: Policy) -> datetime:
    """This is until when a picture waits to be sent with a case. Source: L7."""
    return at + timedelta(days=policy.unsent_upload_calendar_days)


def closed_until(*, closed_at: datetime, policy: Policy) -> datetime:
    """This is until when the pictures of a closed case are kept: while it can be objected to. Source: L7, E8."""
    return closed_at + timedelta(days=policy.closed_upload_calendar_days)
