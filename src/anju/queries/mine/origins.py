"""Counties of 户口 from the province down, one level at a time."""

from dataclasses import dataclass

from anju.models import OriginCounty


@dataclass(frozen=True)
class Origin:
    """A province, city or county of China."""

    code: str
    name: str
    level: str
    parent: str


def origin(*, code: str) -> Origin | None:
    """Return one of them by its six digits."""
    row = OriginCounty.objects.filter(code=code).first()
    return _of(row) if row is not None else None


def origins_below(*, code: str) -> list[Origin]:
    """Return what lies directly below; the provinces for "". A shelf of the statistics (市辖区) gives what it holds."""
    return [_of(row) for row in OriginCounty.objects.filter(parent_code=code).exclude(code=code).order_by("code")]


def _of(row: OriginCounty) -> Origin:
    return Origin(code=row.code, name=row.name, level=row.level, parent=row.parent_code)
