"""What a vacancy is found by: its characters, pairs of them and their pinyin, as plain words that an index holds.

No search engine and no extension: an array of words and PostgreSQL's own index on it (design.md 4).
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator

from anju.linkage import pinyin

_HAN = re.compile(r"[\u3400-\u9fff]+")
_LATIN = re.compile(r"[a-z0-9]+")
_SYLLABLES = 4
LONGEST = 40
# what is typed into the search box, at most
MOST = 6


def of(*texts: str, spelled: Iterable[str] = ()) -> list[str]:
    """Return the words of some texts; `spelled` ones can be found by pinyin too."""
    found: dict[str, None] = {}
    for text in texts:
        found |= dict.fromkeys(_words(_plain(text)))
    for text in spelled:
        found |= dict.fromkeys(_words(_plain(text)))
        found |= dict.fromkeys(_spelled(_plain(text)))
    return [word[:LONGEST] for word in found]


def asked(text: str) -> list[str]:
    """Return the words that a search box's text asks for, all of which a vacancy must have; empty for nothing readable."""
    plain = _plain(text)[:LONGEST]
    found: dict[str, None] = dict.fromkeys(_LATIN.findall(plain))
    for run in _HAN.findall(plain):
        # a pair says more than its two characters
        found |= dict.fromkeys(_pairs(run) if len(run) > 1 else [run])
    return list(found)[:MOST]


def _words(plain: str) -> Iterator[str]:
    yield from _LATIN.findall(plain)
    for run in _HAN.findall(plain):
        yield from run
        yield from _pairs(run)


def _pairs(run: str) -> list[str]:
    return [run[at : at + 2] for at in range(len(run) - 1)]


def _spelled(plain: str) -> Iterator[str]:
    for run in _HAN.findall(plain):
        syllables = pinyin.place_syllables(run)
        for size in range(2, _SYLLABLES + 1):
            for at in range(len(syllables) - size + 1):
                yield "".join(syllables[at : at + size])


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text).lower()
