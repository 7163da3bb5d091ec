"""The norm of the portrait: advice in words, never a decision; a cut that stays inside the picture."""

import dataclasses

import pytest
from hypothesis import given
from hypothesis import strategies as st

from anju.law.permit import portrait
from anju.law.permit.portrait import Face, Measures

GOOD = Measures(
    width=900,
    height=1200,
    brightness=230,
    unevenness=8,
    tint=5,
    sharpness=120,
    faces=(Face(x=260, y=330, width=380, height=380),),
)
HOLDS = {"size": True, "background": True, "face": True, "area": True, "sharp": True}


def test_E9_a_portrait_like_the_norm_holds_in_every_point() -> None:
    assert portrait.checks(GOOD) == HOLDS


@pytest.mark.parametrize(
    ("changed", "fails"),
    [
        ({"width": 357, "faces": (Face(x=80, y=100, width=200, height=200),)}, {"size"}),
        ({"height": 440}, {"size"}),
        ({"brightness": 164}, {"background"}),
        ({"unevenness": 29}, {"background"}),
        ({"tint": 61}, {"background"}),
        ({"sharpness": 24}, {"sharp"}),
        ({"faces": ()}, {"face", "area"}),
        ({"faces": (*GOOD.faces, Face(x=0, y=0, width=100, height=100))}, {"face", "area"}),
        ({"faces": (Face(x=400, y=400, width=150, height=150),)}, {"area"}),
        ({"faces": (Face(x=0, y=0, width=800, height=800),)}, {"area"}),
    ],
)
def test_E9_each_point_is_looked_at_by_itself(changed: dict[str, object], fails: set[str]) -> None:
    found = portrait.checks(dataclasses.replace(GOOD, **changed))  # type: ignore[arg-type]
    assert {code for code, holds in found.items() if not holds} == fails


def test_a_check_is_said_in_words_what_to_mend_first_and_nothing_twice() -> None:
    said = portrait.verdicts(HOLDS | {"face": False, "area": False, "sharp": False})
    assert [(line.code, line.holds) for line in said] == [
        ("face", False),
        ("sharp", False),
        ("size", True),
        ("background", True),
    ]
    assert all(line.text.zh and line.text.en for line in said)
    assert portrait.verdicts({}) == ()


def test_the_largest_face_is_the_one_a_picture_is_cut_around() -> None:
    far = Face(x=0, y=0, width=90, height=90)
    assert portrait.largest([far, *GOOD.faces]) == GOOD.faces[0]
    assert portrait.largest([]) is None


@given(
    width=st.integers(200, 2000),
    height=st.integers(200, 2000),
    face=st.none()
    | st.builds(
        Face, x=st.integers(0, 1500), y=st.integers(0, 1500), width=st.integers(20, 1500), height=st.integers(20, 1500)
    ),
)
def test_E9_a_cut_lies_inside_the_picture_and_has_the_norms_shape(width: int, height: int, face: Face | None) -> None:
    left, upper, right, lower = portrait.cut(width=width, height=height, face=face)
    assert left >= 0
    assert upper >= 0
    assert right <= width + 0.001
    assert lower <= height + 0.001
    assert (right - left) / (lower - upper) == pytest.approx(portrait.WIDTH / portrait.HEIGHT)


def test_E9_a_face_comes_to_stand_in_the_middle_as_wide_as_the_norm_says() -> None:
    face = Face(x=800, y=700, width=300, height=300)
    left, upper, right, lower = portrait.cut(width=2000, height=2000, face=face)
    scale = portrait.WIDTH / (right - left)
    assert (face.x + 150 - left) * scale == pytest.approx(portrait.WIDTH / 2)
    # the box around a face is a little wider than the face
    assert 0.92 * face.width * scale == pytest.approx(portrait.FACE_WIDTH)
    assert (face.y + 0.4 * 300 - upper) * scale == pytest.approx(portrait.EYES_AT)
    # GA 461: the eyes at least 207 above the lower edge
    assert portrait.HEIGHT - portrait.EYES_AT >= 207
    assert lower > upper
