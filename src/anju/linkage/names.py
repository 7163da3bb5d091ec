"""this module says how alike two names are, from 0 to 1, and in what way."""

from __future__ import annotations

import re
import unicodedata

from rapidfuzz import fuzz

from anju.linkage import pinyin

SAME = 1.0
# 张伟/章伟: heard, not copied from a card. Most pairs of this sort are one person misspelt.
SOUND = 0.85
# 明小王, or the parts of a minority name the other way round.
ORDER = 0.7
# 阿卜杜拉 for 阿卜杜拉·买买提: the father's name left out.
PART = 0.7
# zh/z, ch/c, sh/s, -ng/-n: not told apart in much of Shandong and of the south.
ACCENT = 0.65
# One or two letters of pinyin: a slip of the keyboard, but brothers and sisters too; low enough that
# twins with an ID number each (likeness.OTHER_ID) stay below a hint.
NEAR = 0.45
NEAR_RATIO = 85.0
# Below this many letters one slip makes another name.
NEAR_LETTERS = 6

HISS = re.compile(r"(?<=[zcs])h")
NASAL = re.compile(r"(?<=[aeiou]n)g")


def likeness(*, name: str, sound: str, other: str, other_sound: str) -> tuple[float, str]:
    """this compares two names with their pinyin; the word is "" for 0, else a key of `likeness.WORDS`."""
    one, two = plain(name), plain(other)
    bare, other_bare = one.replace("·", ""), two.replace("·", "")
    if not bare or not other_bare:
        return 0.0, ""
    if bare == other_bare:
        return SAME, "name"
    if sound and sound == other_sound:
        return SOUND, "name_sound"
    if sorted(bare) == sorted(other_bare):
        return ORDER, "name_order"
    if _one_is_first_part(one, two):
        return PART, "name_part"
    return _sounds(sound, other_sound)


def plain(name: str) -> str:
    """this is a name without blanks and signs, in one width and in small letters; · and self-made characters stay."""
    folded = unicodedata.normalize("NFKC", name).casefold()
    return "".join(letter for letter in folded if letter == "·" or _is_letter(letter))


def accent(sound: str) -> str:
    """this is pinyin as it sounds where sh is s and ing is in."""
    return NASAL.sub("", HISS.sub("", sound))


def _is_letter(letter: str) -> bool:
    category = unicodedata.category(letter)
    # Co: rare characters that older police systems drew themselves.
    return category[0] in "LMN" or category == "Co"


def _one_is_first_part(one: str, two: str) -> bool:
    parts, others = one.split("·"), two.split("·")
    # Only one of them may have a father's name: brothers' sons called alike after two fathers are two people.
    if (len(parts) == 1) == (len(others) == 1):
        return False
    return pinyin.of(parts[0] + "·") == pinyin.of(others[0] + "·") != ""


def _sounds(sound: str, other: str) -> tuple[float, str]:
    if not sound or not other:
        return 0.0, ""
    if accent(sound) == accent(other):
        return ACCENT, "name_accent"
    if min(len(sound), len(other)) >= NEAR_LETTERS and fuzz.ratio(sound, other) >= NEAR_RATIO:
        return NEAR, "name_near"
    return 0.0, ""
