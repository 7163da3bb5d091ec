"""Where people live and come from: communities by name or pinyin, a level at a time, and counties of 户口.

A tree is never read whole: every answer is a handful of rows or the children of one division. Source: O1, design.md 4.
"""

import datetime
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from django.conf import settings
from django.db.models import Q, QuerySet

from anju.catalogue import offices
from anju.linkage import english, pinyin
from anju.models import Address, Division, DivisionVersion, OriginCounty
from anju.queries import reference
from anju.queries.reference import Reference

# anything but a Chinese character; what is left of it as pinyin decides
_LATIN = re.compile(r"[^\u2e80-\U0003ffff]+")
_ENDINGS = (("村民委员会", "村"), ("居民委员会", "社区"), ("村委会", "村"), ("居委会", "社区"))
# rows looked at for a part in pinyin, of which only those count where it begins with a syllable
_LOOKED_AT = 200


@dataclass(frozen=True)
class Place:
    """A division with the names above it."""

    code: str
    name: str
    level: str
    path: str
    street: str = ""
    county: str = ""
    current: bool = True

    @property
    def short(self) -> str:
        """The name people say: 满沟屯村村民委员会 → 满沟屯村."""
        return short_name(name=self.name)

    @property
    def english(self) -> str:
        """The name for an English reader."""
        return english.place(self.name)

    @property
    def label(self) -> str:
        """The name with what tells it from its namesakes: 兰山区 兰山街道 红星社区."""
        return " ".join(part for part in (self.county, self.street, self.short) if part)

    @property
    def label_en(self) -> str:
        """The label for an English reader."""
        return ", ".join(english.place(part) for part in (self.name, self.street, self.county) if part)


@dataclass(frozen=True)
class County:
    """A county anywhere in China."""

    code: str
    name: str
    full_name: str


@dataclass(frozen=True)
class Door:
    """What a door code opens: the address without anything about who lives there."""

    address: Address
    place: Place


def short_name(*, name: str) -> str:
    """Return the name people say for a community's committee."""
    for ending, word in _ENDINGS:
        stem = name.removesuffix(ending)
        if stem and stem != name:
            return stem if stem.endswith(("村", "社区")) else stem + word
    return name


def search_communities(*, text: str, within: str | None = None, limit: int = 20) -> list[Place]:
    """Return communities by name, part of a name, pinyin, initials or code; best first.

    `within` is a division's path, the whole city where left out. Words before the last narrow street and county:
    "兰山 红星" finds 红星 in 兰山.
    """
    words = _plain(text).split()
    if not words:
        return []
    if all(_LATIN.fullmatch(word) for word in words):
        words = ["".join(words)]
    base = _within(within)
    for word in words[:-1]:
        base = base.filter(Q(parent__name__contains=word) | Q(parent__parent__name__contains=word))
    found: dict[str, Division] = {}
    for condition in _conditions(words[-1]):
        if len(found) < limit:
            rows = (
                base.filter(condition).exclude(code__in=found).select_related("parent__parent").order_by("name", "code")
            )
            found.update((row.code, row) for row in rows[: limit - len(found)])
    if len(found) < limit and _LATIN.fullmatch(words[-1]):
        found.update(_inside(base.exclude(code__in=found), words[-1], limit - len(found)))
    return [shown(row) for row in found.values()]


def _within(path: str | None) -> QuerySet[Division]:
    return Division.objects.filter(
        level="community", valid_to=None, path__startswith=path if path is not None else _city_path()
    )


def _city_path() -> str:
    # a province stands above the city only where the whole country was loaded
    found = Division.objects.filter(code=settings.CITY).values_list("path", flat=True).first()
    return found if found is not None else f"{settings.CITY}/"


def _conditions(word: str) -> tuple[Q, ...]:
    if word.isascii() and word.isdigit():
        return (Q(code__startswith=word),)
    if _LATIN.fullmatch(word):
        typed = pinyin.typed(word)
        return (Q(initials__startswith=typed), Q(pinyin__startswith=typed)) if typed else ()
    return (Q(name__startswith=word), Q(name__contains=word))


def _inside(base: QuerySet[Division], word: str, wanted: int) -> Iterator[tuple[str, Division]]:
    typed = pinyin.typed(word)
    if not typed:
        return
    rows = base.filter(Q(initials__contains=typed) | Q(pinyin__contains=typed))
    for row in rows.select_related("parent__parent").order_by("name", "code")[:_LOOKED_AT]:
        syllables = pinyin.place_syllables(row.name)
        rests = (syllables[place:] for place in range(len(syllables)))
        # hongxing is a part of 红星 and not of 中兴 (zhongxing)
        if wanted > 0 and any(
            "".join(rest).startswith(typed) or "".join(one[0] for one in rest).startswith(typed) for rest in rests
        ):
            wanted -= 1
            yield row.code, row


def children(*, code: str) -> list[Place]:
    """Return the divisions directly below one, by code; "" gives the city."""
    if not code:
        return [shown(row) for row in Division.objects.filter(code=settings.CITY)]
    rows = Division.objects.filter(parent_id=code, valid_to=None).select_related("parent__parent").order_by("code")
    return [shown(row) for row in rows]


def at_level(*, level: str) -> list[Place]:
    """Return the city's counties or streets, for choosing one; communities are searched, never listed. Source: O1."""
    if level not in {"county", "street"}:
        raise ValueError(level)
    rows = Division.objects.filter(level=level, valid_to=None, path__startswith=_city_path())
    return [shown(row) for row in rows.select_related("parent__parent").order_by("code")]


def above(*, path: str) -> list[Place]:
    """Return the divisions that a path leads through, from the top, the last one included."""
    rows = Division.objects.filter(code__in=[code for code in path.split("/") if code]).select_related("parent__parent")
    return [shown(row) for row in sorted(rows, key=lambda row: len(row.path))]


def place(*, code: str) -> Place | None:
    """Return a division on any level, also one that has ended."""
    row = Division.objects.select_related("parent__parent").filter(code=code).first()
    return shown(row) if row is not None else None


def community(*, code: str) -> Place | None:
    """Return a community that people can live in today; None for an unknown code and for one that has ended."""
    row = Division.objects.select_related("parent__parent").filter(code=code, level="community", valid_to=None).first()
    return shown(row) if row is not None else None


def name_on(*, code: str, on: datetime.date) -> str | None:
    """Return what a division was called on a day, None where it didn't exist; reports keep old codes. Source: O2."""
    row = Division.objects.filter(code=code, valid_from__lte=on).filter(Q(valid_to=None) | Q(valid_to__gt=on)).first()
    if row is None:
        return None
    past = (
        DivisionVersion.objects.filter(division_id=code, valid_from__lte=on, valid_to__gt=on)
        .order_by("-valid_from")
        .first()
    )
    return past.name if past is not None else row.name


def legal_county(*, path: str) -> str:
    """Return the six digits of the county a path lies in by law: 高新区 is a county of the statistics only. Source: A1."""
    return offices.legal_county(path=path)


def search_counties(*, text: str, limit: int = 20) -> list[County]:
    """Return counties of China by name, part of a name, pinyin, initials, code, or a whole ID number's first six digits."""
    word = "".join(_plain(text).split())
    if not word:
        return []
    # a city is chosen only where it has no counties of its own
    base = OriginCounty.objects.filter(level="county")
    found: dict[str, OriginCounty] = {}
    for condition in _county_conditions(word):
        wanted = limit - len(found)
        if wanted > 0:
            rows = base.filter(condition).exclude(code__in=found).order_by("code")[:wanted]
            found.update((row.code, row) for row in rows)
    return [_county(row) for row in found.values()]


def _county_conditions(word: str) -> tuple[Q, ...]:
    if word[:6].isascii() and word[:6].isdigit():
        return (Q(code__startswith=word[:6]),)
    if _LATIN.fullmatch(word):
        typed = pinyin.typed(word)
        return (Q(initials__startswith=typed), Q(pinyin__startswith=typed), Q(pinyin__contains=typed)) if typed else ()
    return (Q(name__startswith=word), Q(full_name__contains=word))


def county(*, code: str) -> County | None:
    """Return a county of China by its six digits."""
    row = OriginCounty.objects.filter(code=code).first()
    return _county(row) if row is not None else None


def known_counties(*, held: Reference | None = None) -> frozenset[str]:
    """Return the codes of China's counties, read once at each version of the reference tables."""
    return (held or reference.current()).get("counties", _known_counties)


def _known_counties() -> frozenset[str]:
    return frozenset(OriginCounty.objects.filter(level="county").values_list("code", flat=True))


def address_by_door_code(*, code: str) -> Door | None:
    """Return the address behind a door code; None for an unknown or ended one. Nobody who lives there is named."""
    wanted = _plain(code).strip().upper()
    found = Address.objects.select_related("community__parent__parent").filter(door_code=wanted, valid_to=None).first()
    return Door(address=found, place=shown(found.community)) if found is not None else None


def _plain(text: str) -> str:
    # full-width letters and digits count as plain ones; PostgreSQL knows no NUL
    return unicodedata.normalize("NFKC", text[:60]).replace("\0", "")


def shown(row: Division) -> Place:
    """Return a row as a Place; have `parent__parent` selected with it."""
    names = {"street": "", "county": ""}
    above = row.parent if row.level in {"community", "street"} else None
    while above is not None and above.level in names:
        names[above.level] = above.name
        above = above.parent if above.level == "street" else None
    return Place(code=row.code, name=row.name, level=row.level, path=row.path, current=row.valid_to is None, **names)


def _county(row: OriginCounty) -> County:
    return County(code=row.code, name=row.name, full_name=row.full_name)
