"""Pictures made anew: what a phone sends is looked at by its bytes, and nothing but the picture is kept."""

import io
import random
import struct
import zipfile
from collections.abc import Callable

import pytest
from PIL import Image
from tests import pictures

from anju.law import upload
from anju.law.permit import portrait
from anju.law.refusal import Refusal
from anju.linkage import picture

DRAWN = pictures.portrait()
GOOD = pictures.jpeg(DRAWN)
GOOD_PNG = pictures.encoded(DRAWN, "PNG")
GOOD_WEBP = pictures.encoded(DRAWN, "WEBP")


def opened(data: bytes) -> Image.Image:
    """Open what was made."""
    return Image.open(io.BytesIO(data))


def archive() -> bytes:
    """Return a small ZIP."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as file:
        file.writestr("a.js", "alert(1)")
    return out.getvalue()


def noted() -> Image.Exif:
    """Return what a phone notes: maker, position, that it was held sideways."""
    exif = Image.Exif()
    exif[0x010F] = "Phone"
    exif[0x0112] = 6
    position = exif.get_ifd(0x8825)
    position[1], position[2] = "N", (35.0, 3.0, 14.0)
    return exif


@pytest.mark.parametrize(
    "data",
    [
        GOOD,
        GOOD_PNG,
        GOOD_WEBP,
        pictures.jpeg(DRAWN, progressive=True),
        pictures.jpeg(DRAWN.convert("CMYK")),
        pictures.jpeg(DRAWN.convert("L")),
        pictures.encoded(DRAWN.convert("P"), "PNG", transparency=0),
        pictures.encoded(DRAWN.convert("LA"), "PNG"),
        pictures.encoded(DRAWN.convert("1"), "PNG"),
        pictures.encoded(DRAWN, "WEBP", lossless=True),
        pictures.encoded(DRAWN.convert("RGBA"), "WEBP"),
        # two sizes of one photo, as phones write them
        pictures.encoded(DRAWN, "MPO", save_all=True, append_images=[pictures.portrait(width=300, height=400)]),
    ],
)
def test_every_usual_photo_becomes_a_plain_jpeg_of_its_size(data: bytes) -> None:
    made = picture.made(data=data)
    image = opened(made.data)
    assert (image.format, image.mode, image.size) == ("JPEG", "RGB", (900, 1200))
    assert (made.width, made.height) == image.size


@pytest.mark.parametrize(("kind", "options"), [("JPEG", {"comment": b"taken at home"}), ("PNG", {}), ("WEBP", {})])
def test_L2_position_camera_and_comments_are_gone_and_the_picture_stands_upright(
    kind: str, options: dict[str, object]
) -> None:
    data = pictures.encoded(DRAWN, kind, exif=noted(), icc_profile=b"profile of a phone", **options)
    assert b"Phone" in data
    made = picture.made(data=data)
    image = opened(made.data)
    assert image.size == (1200, 900)
    assert dict(image.getexif()) == {}
    assert set(image.info) == {"jfif", "jfif_version", "jfif_unit", "jfif_density", "dpi"}
    for word in (b"Phone", b"Exif", b"GPS", b"taken at home", b"profile"):
        assert word not in made.data


@pytest.mark.parametrize("turn", range(1, 9))
def test_each_way_of_holding_a_phone_is_turned_upright(turn: int) -> None:
    exif = Image.Exif()
    exif[0x0112] = turn
    # the upper left quarter of what was seen is red
    seen = Image.new("RGB", (400, 300), "white")
    seen.paste((200, 0, 0), (0, 0, 200, 150))
    undo = {2: 0, 3: 3, 4: 1, 5: 5, 6: 2, 7: 6, 8: 4}
    lying = seen if turn == 1 else seen.transpose(Image.Transpose(undo[turn]))
    image = opened(picture.made(data=pictures.encoded(lying, "PNG", exif=exif)).data)
    assert image.size == (400, 300)
    corners = [image.getpixel(place) for place in ((50, 50), (350, 50), (50, 250), (350, 250))]
    red = [isinstance(one, tuple) and one[0] > 180 and one[1] < 60 for one in corners]
    assert red == [True, False, False, False]


def test_what_is_see_through_becomes_white() -> None:
    image = Image.new("RGBA", (300, 300), (0, 0, 0, 0))
    assert opened(picture.made(data=pictures.encoded(image, "PNG")).data).getpixel((150, 150)) == (255, 255, 255)


def test_a_sheet_of_print_is_kept_at_two_thousand_pixels_and_no_heavier_than_it_must() -> None:
    made = picture.made(data=pictures.jpeg(pictures.paper(width=3000, height=4000)))
    assert (made.width, made.height) == (1500, 2000)
    assert len(made.data) <= upload.KEPT_BYTES


def test_what_nothing_makes_small_is_made_smaller() -> None:
    made = picture.made(data=pictures.jpeg(pictures.noise(width=3000, height=2250), quality=70))
    assert max(made.width, made.height) == 1200
    assert len(made.data) <= upload.KEPT_BYTES


HEIC = b"\0\0\0\x18ftypheic\0\0\0\0mif1heic" + b"\0" * 500
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
BAD: dict[str, tuple[str, Callable[[], bytes]]] = {
    "nothing": ("empty", lambda: b""),
    "a PDF": ("pdf", lambda: b"%PDF-1.7\n" + b"0" * 5000),
    "a PDF behind a few lines": ("pdf", lambda: b"\n" * 200 + b"%PDF-1.4"),
    "HEIC": ("heic", lambda: HEIC),
    "text": ("not_a_picture", lambda: "王小明 371302199003071234".encode()),
    "HTML": ("not_a_picture", lambda: b"<html><script>alert(1)</script>"),
    "SVG": ("not_a_picture", lambda: SVG),
    "a ZIP": ("not_a_picture", archive),
    "a GIF": ("not_a_picture", lambda: pictures.encoded(DRAWN, "GIF")),
    "a BMP": ("not_a_picture", lambda: pictures.encoded(DRAWN, "BMP")),
    "a TIFF": ("not_a_picture", lambda: pictures.encoded(DRAWN, "TIFF")),
    "too many bytes": ("too_large", lambda: GOOD + b"\0" * upload.MOST_BYTES),
    "a bomb of a PNG": ("too_many_pixels", lambda: pictures.png_of(width=30_000, height=30_000)),
    "a bomb of one side": ("too_many_pixels", lambda: pictures.png_of(width=1_000_000, height=200)),
    "a JPEG that says it is huge": ("too_many_pixels", lambda: stated(GOOD, width=60_000, height=60_000)),
    "a PNG that lies about its size": ("broken", lambda: pictures.png_of(width=3000, height=3000)),
    "a stamp": ("too_small", lambda: pictures.jpeg(DRAWN.resize((150, 200)))),
    "half a JPEG": ("broken", lambda: GOOD[: len(GOOD) // 2]),
    "the head of a JPEG": ("broken", lambda: GOOD[:3]),
    "half a PNG": ("broken", lambda: GOOD_PNG[: len(GOOD_PNG) // 2]),
    "half a WebP": ("broken", lambda: GOOD_WEBP[: len(GOOD_WEBP) // 2]),
    "a PNG without its end": ("broken", lambda: GOOD_PNG[:-12]),
    "a picture that moves (PNG)": (
        "animated",
        lambda: pictures.encoded(DRAWN, "PNG", save_all=True, append_images=[DRAWN.rotate(5)]),
    ),
    "a picture that moves (WebP)": (
        "animated",
        lambda: pictures.encoded(DRAWN, "WEBP", save_all=True, append_images=[DRAWN.rotate(5)]),
    ),
    "thousands of scans": ("broken", lambda: GOOD[:-2] + scan(GOOD) * 200 + b"\xff\xd9"),
}
for _name, _data in (("JPEG", GOOD), ("PNG", GOOD_PNG), ("WebP", GOOD_WEBP)):
    for _what, _tail in (
        ("a ZIP", archive()),
        ("a PDF", b"%PDF-1.7"),
        ("HTML", b"<!DOCTYPE html><script>1</script>"),
        ("PHP", b"<?php system($_GET[0]);"),
        ("a script", b"#!/bin/sh\nrm -rf /\n"),
        ("anything", b"hello" * 100),
        ("a moving picture with a ZIP behind", b"\0\0\0\x18ftypmp42" + b"\0" * 64 + archive()),
    ):
        BAD[f"{_name} followed by {_what}"] = ("mixed", lambda data=_data, tail=_tail: data + tail)  # type: ignore[misc]
for _what, _body in (("PHP", b"<?php system($_GET[0]);"), ("a ZIP", archive()), ("a PDF", b"%PDF-1.7 obj")):
    BAD[f"JPEG with {_what} in a comment"] = (
        "mixed",
        lambda body=_body: pictures.in_jpeg(GOOD, marker=0xFE, body=body),
    )  # type: ignore[misc]
    BAD[f"JPEG with {_what} in its notes"] = (
        "mixed",
        lambda body=_body: pictures.in_jpeg(GOOD, marker=0xE1, body=body),
    )  # type: ignore[misc]
    BAD[f"PNG with {_what} in a part"] = (
        "mixed",
        lambda body=_body: GOOD_PNG[:33] + pictures.chunk(b"tEXt", body) + GOOD_PNG[33:],
    )  # type: ignore[misc]


def stated(data: bytes, *, width: int, height: int) -> bytes:
    """Return a JPEG whose head states another size."""
    place = data.index(b"\xff\xc0")
    return data[: place + 5] + struct.pack(">HH", height, width) + data[place + 9 :]


def scan(data: bytes) -> bytes:
    """Return one scan of a JPEG."""
    return data[data.index(b"\xff\xda") : -2]


@pytest.mark.parametrize("name", sorted(BAD))
def test_bad_files_are_refused_with_their_own_line(name: str) -> None:
    code, make = BAD[name]
    with pytest.raises(Refusal) as refused:
        picture.made(data=make())
    assert refused.value.code == f"picture_{code}"
    assert refused.value.text == upload.refusal(code).text


@pytest.mark.parametrize(
    "tail",
    [
        b"\0" * 4096,
        pictures.jpeg(pictures.portrait(width=300, height=400)),
        b"\0\0\0\x18ftypmp42\0\0\0\0isommp42" + b"\x11" * 2000,
        b"\0\0\x01\x0a\x0e\0\0\0Image_UTC_Data1772589600000SEFHk\0\0\0SEFT",
    ],
)
def test_what_phones_put_behind_their_own_photos_is_left_behind(tail: bytes) -> None:
    assert picture.made(data=GOOD + tail) == picture.made(data=GOOD)


def test_whatever_is_broken_on_the_way_gives_a_picture_or_a_line_and_nothing_else() -> None:
    small = DRAWN.resize((300, 400))
    whole = [
        pictures.jpeg(small, exif=noted()),
        pictures.jpeg(small, progressive=True),
        pictures.encoded(small, "PNG"),
        pictures.encoded(small, "WEBP", exif=noted()),
    ]
    dice = random.Random(4)
    told = set()
    for _ in range(600):
        data = bytearray(dice.choice(whole))
        if dice.random() < 0.3:
            data = data[: dice.randrange(len(data))]
        for _ in range(dice.choice([1, 3, 20])):
            if data:
                data[dice.randrange(min(len(data), dice.choice([60, 900, len(data)])))] = dice.randrange(256)
        try:
            assert opened(picture.made(data=bytes(data)).data).format == "JPEG"
        except Refusal as refused:
            told.add(refused.code)
    assert told <= {f"picture_{code}" for code in upload.FAULTS}
    assert "picture_broken" in told


def checked(image: Image.Image) -> set[str]:
    """Return what a check says against a portrait."""
    found = portrait.checks(picture.measured(data=picture.made(data=pictures.jpeg(image)).data))
    return {code for code, holds in found.items() if not holds}


def striped() -> Image.Image:
    """Return a portrait before a striped curtain."""
    image = Image.new("RGB", (900, 1200), pictures.WALL)
    for left in range(0, 900, 80):
        image.paste((120, 60, 60), (left, 0, left + 40, 1200))
    pictures.draw_person(image, x=450, y=540, radius=216)
    return image


def crowd() -> Image.Image:
    """Return two people in one picture."""
    image = Image.new("RGB", (1600, 1000), pictures.WALL)
    for x in (450, 1150):
        pictures.draw_person(image, x=x, y=420, radius=180)
    return image


def far() -> Image.Image:
    """Return somebody at the other end of the room."""
    image = Image.new("RGB", (900, 1200), pictures.WALL)
    pictures.draw_person(image, x=450, y=500, radius=60)
    return image


PORTRAITS: dict[str, tuple[Callable[[], Image.Image], set[str]]] = {
    "a good one": (lambda: DRAWN, set()),
    "the norm's own size": (lambda: pictures.portrait(width=358, height=441), set()),
    "darker skin": (lambda: pictures.portrait(skin=(110, 75, 55)), set()),
    "too small": (lambda: pictures.portrait(width=300, height=400), {"size"}),
    "a dark wall": (lambda: pictures.portrait(wall=(90, 90, 95)), {"background"}),
    "a blue wall": (lambda: pictures.portrait(wall=(90, 150, 230)), {"background"}),
    "a curtain": (striped, {"background"}),
    "blurred": (lambda: pictures.portrait(blur=8), {"sharp"}),
    "two people": (crowd, {"face", "area"}),
    "far away": (far, {"area"}),
    "lying": (lambda: DRAWN.rotate(90, expand=True), {"background", "face", "area"}),
    "no person": (lambda: pictures.paper(), {"face", "area"}),
}


@pytest.mark.parametrize("name", sorted(PORTRAITS))
def test_E9_a_portrait_is_looked_at_roughly(name: str) -> None:
    make, fails = PORTRAITS[name]
    assert checked(make()) == fails


def test_E9_a_portrait_is_cut_to_the_norm_around_the_face() -> None:
    wide = Image.new("RGB", (1800, 1200), pictures.WALL)
    pictures.draw_person(wide, x=1100, y=560, radius=160)
    data = picture.made(data=pictures.jpeg(wide)).data
    faces = picture.measured(data=data).faces
    cut = picture.fitted(data=data, face=portrait.largest(faces)).data
    image = opened(cut)
    assert (image.size, image.info["dpi"]) == ((358, 441), (350, 350))
    (face,) = picture.measured(data=cut).faces
    assert abs(face.x + face.width / 2 - 179) < 12
    assert abs(face.width * 0.92 - portrait.FACE_WIDTH) < 25


def test_without_a_face_the_upper_middle_is_cut() -> None:
    data = picture.made(data=pictures.jpeg(pictures.paper(width=2000, height=1000))).data
    assert opened(picture.fitted(data=data, face=None).data).size == (358, 441)


def test_a_stamp_for_lists_is_light() -> None:
    data = picture.made(data=pictures.jpeg(pictures.paper(width=1500, height=2000))).data
    small = picture.small(data=data)
    assert opened(small).size == (240, 320)
    assert len(small) < 40_000
