"""this module spells names in pinyin without tones, as people type them: 王小明 → wangxiaoming, ü → v."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from pypinyin import lazy_pinyin

from anju.linkage import readings

# The register's columns hold so much; only a name of fifty long syllables comes near it.
LONGEST = 200
INITIALS_LONGEST = 50

# A name in Latin letters stays one word.
WORD = re.compile(r"[a-z]+")

TONED_V = str.maketrans(dict.fromkeys("ǖǘǚǜ", "v"))

# Longest first, so that 大城县 wins over a shorter word that begins alike; then surnames as in 单家庄, 解家岭.
PLACE = re.compile(
    "|".join(
        (
            *sorted(readings.PLACE_WORDS, key=len, reverse=True),
            *(f"{surname}(?=家)" for surname in readings.SURNAMES),
            *readings.PLACE_CHARACTERS,
        )
    )
)


def of(name: str) -> str:
    """this is a person's name in pinyin, surname read as a surname: 单晓燕 → shanxiaoyan; "" where nothing reads."""
    return "".join(syllables(name))[:LONGEST]


def initials(name: str) -> str:
    """this is the first letter of every syllable of a person's name: wxm."""
    return "".join(syllable[0] for syllable in syllables(name))[:INITIALS_LONGEST]


def of_place(name: str) -> str:
    """this is a place's name in pinyin: 朝阳街道 → chaoyangjiedao, 单家庄 → shanjiazhuang."""
    return "".join(place_syllables(name))[:LONGEST]


def initials_of_place(name: str) -> str:
    """this is the first letter of every syllable of a place's name: 兰山街道 → lsjd."""
    return "".join(syllable[0] for syllable in place_syllables(name))[:INITIALS_LONGEST]


def typed(text: str) -> str:
    """this is what someone typed into a search box as pinyin is stored: letters only, tones gone, lü and lyu → lv."""
    letters = unicodedata.normalize("NFKC", text).lower().replace("ü", "v").replace("lyu", "lv")
    return re.sub("[^a-z]", "", unicodedata.normalize("NFD", letters.translate(TONED_V)))


@lru_cache(maxsize=65536)
def syllables(name: str) -> tuple[str, ...]:
    """this is a person's name syllable by syllable; signs and characters without a reading are left out."""
    plain = unicodedata.normalize("NFKC", name).strip()
    if "·" in plain:
        # Names like 阿卜杜拉·买买提 have no surname: each character sounds as it usually does.
        return _spell(plain)
    for length in (2, 1):
        surname = plain[:length]
        if surname in readings.COMPOUND_SURNAMES:
            return readings.COMPOUND_SURNAMES[surname] + _spell(plain[length:])
        if surname in readings.SURNAMES:
            return (readings.SURNAMES[surname], *_spell(plain[length:]))
    return _spell(plain) if WORD.match(plain.lower()) else _spell(plain[:1]) + _spell(plain[1:])


@lru_cache(maxsize=16384)
def place_syllables(name: str) -> tuple[str, ...]:
    """this is a place's name syllable by syllable."""
    plain = unicodedata.normalize("NFKC", name)
    spelt: list[str] = []
    done = 0
    for found in PLACE.finditer(plain):
        spelt += _spell(plain[done : found.start()])
        spelt += _place_reading(found[0], before_family=plain[found.end() : found.end() + 1] == "家")
        done = found.end()
    return (*spelt, *_spell(plain[done:]))


def _place_reading(word: str, *, before_family: bool) -> tuple[str, ...]:
    if word in readings.PLACE_WORDS:
        return readings.PLACE_WORDS[word]
    if before_family and word in readings.SURNAMES:
        return (readings.SURNAMES[word],)
    return (readings.PLACE_CHARACTERS[word],)


def _spell(text: str) -> tuple[str, ...]:
    return tuple(word for piece in lazy_pinyin(text, errors=_latin) for word in piece.split())


def _latin(text: str) -> str:
    bare = "".join(letter for letter in unicodedata.normalize("NFD", text.lower()) if not unicodedata.combining(letter))
    return " ".join(WORD.findall(bare))
