"""A broken version of the immunisation programme, or a broken leaflet, stops the start with file, line and mend."""

from pathlib import Path

import pytest

from anju.catalogue import leaflets, programmes
from anju.catalogue.errors import Problem
from anju.catalogue.reading import Reader
from anju.law.citation import Source
from anju.law.wording import Text

SOURCES = {"vaccine": Source("vaccine", Text(zh="法", en="Law"), "1", "V")}
HEAD = 'from = 2021-03-01\ncites = ["vaccine 6"]\nstatus = "I"\nbelow = "18Y"\nlive_gap = "28D"\n'
WORDS = 'zh = "麻"\nen = "Measles"\nprevents = { zh = "麻疹", en = "measles" }\nuntil = "18Y"\n'
DOSES = 'doses = [{ at = "8M", by = "12M" }, { at = "18M", by = "24M", after = "28D" }]\n'
WHOLE = f"{HEAD}[mmr]\n{WORDS}{DOSES}"


def _problems(folder: Path, **files: str) -> list[str]:
    for name, text in files.items():
        (folder / f"{name}.toml").write_text(text)
    problems: list[Problem] = []
    programmes.programmes(folder, problems=problems, known_sources=SOURCES)
    return [str(one) for one in problems]


def test_a_whole_file_is_read_and_a_later_one_changes_it(tmp_path: Path) -> None:
    (tmp_path / "a.toml").write_text(WHOLE)
    (tmp_path / "b.toml").write_text(
        f'from = 2022-01-01\nbase = 2021-03-01\ncites = ["vaccine 6"]\nstatus = "P"\nremoved = ["mmr"]\n[mr]\n{WORDS}{DOSES}'
    )
    problems: list[Problem] = []
    first, second = programmes.programmes(tmp_path, problems=problems, known_sources=SOURCES)
    assert problems == []
    assert ([one.id for one in first.vaccines], [one.id for one in second.vaccines]) == (["mmr"], ["mr"])
    assert (second.live_gap, second.vaccines[0].status) == (first.live_gap, "P")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            WHOLE.replace('at = "8M"', 'at = "8 months"'),
            "a.toml:6: [mmr] 'at' must be an age or a time such as 28D, 8M or 6Y",
        ),
        (
            WHOLE.replace(', after = "28D"', ""),
            "a.toml:6: [mmr] dose 2 must say 'after', the least time since the dose before",
        ),
        (WHOLE.replace('after = "28D"', 'after = "0D"'), "a.toml:6: [mmr] dose 2: 'after' must be at least 1D"),
        (WHOLE.replace('by = "12M"', 'by = "8M"'), "a.toml:6: [mmr] dose 1: 'by' must be a later age than 'at'"),
        (WHOLE.replace('until = "18Y"\n', 'until = "18Y"\nuntill = "4Y"\n'), "a.toml:6: [mmr] unknown key 'untill'"),
        (WHOLE.replace('"vaccine 6"', '"vacine 6"'), "a.toml:2: [cites] names the unknown source 'vacine 6'"),
        (WHOLE.replace("from = 2021-03-01\n", ""), "a.toml: [from] 'from' must say since when the version holds"),
        (WHOLE.replace("from = 2021-03-01", 'from = "2021-03-01"'), "a.toml:1: [from] 'from' must be a date such as"),
        (
            WHOLE.replace("below", "base = 2020-01-01\nbelow"),
            "a.toml:4: [base] no earlier version begins on 2020-01-01",
        ),
        (
            WHOLE + 'other = { vaccine = "mena", gap = "12M" }\n',
            "a.toml:6: [mmr] 'other' names the unknown vaccine 'mena'",
        ),
        (WHOLE + "live = 1\n", "a.toml:6: [mmr] 'live' must be true or false"),
        (HEAD, "a.toml:1: [from] holds no vaccine; add a table such as [mmr]"),
    ],
)
def test_a_mistake_is_told_with_its_line_and_how_to_mend_it(text: str, told: str, tmp_path: Path) -> None:
    found = _problems(tmp_path, a=text)
    assert len([one for one in found if one.startswith(told)]) == 1, found


def test_two_files_of_one_day_are_a_mistake(tmp_path: Path) -> None:
    assert _problems(tmp_path, a=WHOLE, b=WHOLE) == ["b.toml:1: [from] another file begins on 2021-03-01 already"]


def test_a_folder_without_a_version_is_a_mistake(tmp_path: Path) -> None:
    assert _problems(tmp_path)[0].endswith("must hold at least one version of the programme")


LEAFLET = (
    '[themes]\nwork = { zh = "干活", en = "Work" }\n[heat]\ntheme = "work"\nzh = "防暑"\nen = "Heat"\n'
    'from = 2017-10-16\nlines = [{ zh = "多喝水", en = "Drink" }]\n'
)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (LEAFLET, []),
        (
            LEAFLET.replace('theme = "work"', 'theme = "werk"'),
            ["leaflets.toml:3: [heat] 'theme' must be one of work, not 'werk'"],
        ),
        (
            LEAFLET.replace("from = 2017-10-16\n", ""),
            ["leaflets.toml:3: [heat] 'from' must say since when it is published"],
        ),
        (
            LEAFLET.replace('en = "Drink"', 'ne = "Drink"')[0:],
            ["leaflets.toml:3: [heat] unknown key 'ne'; allowed: en, zh"],
        ),
    ],
)
def test_a_leaflet_is_read_or_told_how_to_mend(text: str, told: list[str], tmp_path: Path) -> None:
    path = tmp_path / "leaflets.toml"
    path.write_text(text)
    problems: list[Problem] = []
    leaflets.leaflets(Reader(path=path, problems=problems))
    assert [str(one) for one in problems][: len(told) or None] == told
