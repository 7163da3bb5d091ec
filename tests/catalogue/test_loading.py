import re
import shutil
from datetime import date

import pytest

from anju import catalogue
from anju.catalogue import CatalogueError, loading
from anju.law.policy import values
from anju.law.wording import Text

SHIPPED = catalogue.current()


@pytest.fixture
def law(tmp_path):
    for folder in ("texts", "policy", "calendars", "programmes"):
        shutil.copytree(loading.LAW / folder, tmp_path / folder)
    return tmp_path


def mistakes(law):
    with pytest.raises(CatalogueError) as caught:
        catalogue.load(law=law)
    assert str(caught.value) == "\n".join(str(problem) for problem in caught.value.problems)
    return [str(problem) for problem in caught.value.problems]


def change(path, old, new):
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_every_rule_of_the_law_is_here():
    counts = {"A": 4, "B": 8, "C": 10, "D": 9, "E": 10, "F": 8, "G": 2, "H": 2, "I": 10, "J": 4, "K": 1, "L": 12}
    expected = {
        f"{letter}{number}" for letter, count in {**counts, "N": 6, "O": 8}.items() for number in range(1, count + 1)
    }
    assert set(SHIPPED.rules) == expected


def test_every_clause_of_the_notice_is_here():
    counts = {"S": 7, "R": 9, "C": 4, "Q": 3, "D": 27}
    assert set(SHIPPED.clauses) == {
        f"{letter}{number}" for letter, count in counts.items() for number in range(1, count + 1)
    }


def test_a_rule_is_known_by_its_id():
    assert catalogue.known("E6")
    assert not catalogue.known("E99")


def test_a_rule_is_cited_with_its_articles():
    assert SHIPPED.cite("B7") == Text(
        zh="《居住证暂行条例》第9条、《行政许可法》第32条",
        en="Interim regulations on residence permits, art. 9, Administrative Licensing Law, art. 32",
    )
    with pytest.raises(KeyError):
        SHIPPED.cite("E99")


def test_every_rule_can_be_cited():
    assert all(SHIPPED.cite(rule).zh and SHIPPED.cite(rule).en for rule in SHIPPED.rules)


def test_later_articles_of_306_are_never_invented():
    articles = [ref.article for rule in SHIPPED.rules.values() for ref in rule.references if ref.source == "306"]
    assert {article for article in articles if article and int(article) > 6} == set()


def test_the_repealed_regulation_carries_no_rule():
    assert not SHIPPED.sources["family_planning"].in_force(on=date(2021, 1, 1))
    assert SHIPPED.sources["family_planning"].in_force(on=date(2020, 12, 31))
    cited = {ref.source for rule in SHIPPED.rules.values() for ref in rule.references}
    assert "family_planning" not in cited


def test_no_rule_rests_on_a_text_that_is_out_of_force():
    cited = {ref.source for rule in SHIPPED.rules.values() for ref in rule.references}
    assert [key for key in sorted(cited) if not SHIPPED.sources[key].in_force(on=date(2026, 3, 4))] == []


def test_the_policy_has_exactly_the_values_that_the_law_takes():
    assert set(SHIPPED.defaults.settings) == values.KEYS


def test_the_catalogue_is_loaded_once():
    assert catalogue.current() is SHIPPED
    assert catalogue.calendar() is SHIPPED.calendar


def test_an_unchanged_copy_loads_the_same(law):
    assert catalogue.load(law=law) == SHIPPED


@pytest.mark.parametrize(
    ("file", "old", "new", "expected"),
    [
        (
            "texts/rules.toml",
            'cites = ["notice 一", "306 3"]',
            'cites = ["nothing 1"]',
            "[A1] cites the unknown source 'nothing'",
        ),
        (
            "texts/rules.toml",
            'cites = ["notice 一", "306 3"]',
            'cites = ["306 iii"]',
            "[A1] the article 'iii' must be a number",
        ),
        (
            "texts/rules.toml",
            'cites = ["notice 一", "306 3"]',
            "cites = []",
            "[A1] 'cites' must name at least one source",
        ),
        ("texts/rules.toml", 'cites = ["notice 一", "306 3"]', 'cites = "306"', "[A1] 'cites' must be a list of texts"),
        (
            "texts/rules.toml",
            'cites = ["notice 一", "306 3"]',
            'cites = ["306", "306"]',
            "[A1] 'cites' lists '306' twice",
        ),
        ("texts/rules.toml", 'status = "V"', 'status = "Z"', "[A1] 'status' must be one of V, P, I, M, not 'Z'"),
        ("texts/rules.toml", "[A1]\nzh =", "[A1]\nzn =", "[A1] unknown key 'zn'; allowed: cites, en, status, zh"),
        ("texts/rules.toml", "[A1]", "[A2]", "not readable as TOML"),
        ("texts/rules.toml", "[A1]", "loose = 1\n[A1]", "[loose] must be a table"),
        (
            "texts/sources.toml",
            "from = 2017-10-16",
            'from = "2017"',
            "[notice] 'from' must be a date such as 2017-01-01",
        ),
        (
            "texts/sources.toml",
            "from = 2017-10-16",
            "from = 2017-10-16\nuntil = 2017-10-16",
            "'until' must lie after 'from'",
        ),
        ("texts/sources.toml", "repealed_in = 2021", "repealed_in = 21", "'repealed_in' must be a year such as 2021"),
        ("texts/sources.toml", 'number = "临政办字〔2017〕152号"', "number = 152", "[notice] 'number' must be a text"),
        ("texts/clauses.toml", 'rules = ["A1"]', 'rules = ["A9"]', "[S1] names the unknown rule 'A9'"),
        ("texts/clauses.toml", 'group = "scope"', 'group = "all"', "[S1] 'group' must be one of scope, rights"),
        (
            "texts/clauses.toml",
            "works_when = {",
            "works_when = 1 # {",
            "[S1] 'works_when' must be a table with zh and en",
        ),
        ("policy/default.toml", 'version = "2026.1"', "", "[version] 'version' must be a text that isn't empty"),
        ("policy/default.toml", 'rule = "B1"', 'rule = "B99"', "[register_working_days] names the unknown rule 'B99'"),
        (
            "policy/default.toml",
            "range = [1, 10]",
            "range = [5, 10]",
            "[register_working_days] the value 3 isn't allowed: 5 to 10",
        ),
        (
            "policy/default.toml",
            "range = [1, 10]",
            "range = [10, 1]",
            "'range' must go from the lower to the higher number",
        ),
        ("policy/default.toml", "range = [1, 10]", "range = [1]", "'range' must be two whole numbers"),
        (
            "policy/default.toml",
            "range = [1, 10]",
            "",
            "[register_working_days] 'range' must bound what a place may choose",
        ),
        ("policy/default.toml", 'unit = "WD"', 'unit = "days"', "'unit' must be one of WD, CD"),
        ("policy/default.toml", "from = 2017-01-01\n", "", "[register_working_days] 'from' must say since when"),
        ("policy/default.toml", "value = 3\n", "", "[register_working_days] the value '' isn't allowed"),
        ("policy/default.toml", "value = 3\n", "value = 3\nearlier = [1]\n", "'earlier' must be a list of"),
        ("policy/default.toml", "value = 3\n", "value = 3\nearlier = [{ val = 1 }]\n", "unknown key 'val'"),
        ("policy/default.toml", "[register_working_days]", "[registration_days]", "[register_working_days] is missing"),
        (
            "policy/default.toml",
            "[register_working_days]",
            "[registration_days]",
            "[registration_days] is unknown: no law",
        ),
        ("calendars/2026.toml", "    2026-10-01,\n", "", "2026-10-01 is a public holiday by law but isn't listed."),
        ("calendars/2026.toml", "year = 2026", "year = 2025", "2026-01-01 is not in 2025."),
        ("calendars/festivals.toml", "source =", "sauce =", "[source] 'source' must be a text that isn't empty"),
        ("calendars/festivals.toml", "2027-02-05,", "2027-02-06,", "[2027] must hold 7 different days of that year"),
        ("calendars/festivals.toml", "2027-02-05,", "2026-02-05,", "[2027] must hold 7 different days of that year"),
        ("calendars/festivals.toml", "2027-02-05,", '"soon",', "[2027] must be a year with a list of dates"),
        ("calendars/festivals.toml", "[years]", "[ears]", "[years] must hold the festivals of at least one year"),
    ],
)
def test_each_mistake_is_named_with_its_file_and_key(law, file, old, new, expected):
    change(law / file, old, new)
    found = mistakes(law)
    assert [line for line in found if expected in line] != [], found
    assert found[0].startswith(file.split("/")[1])


def test_a_mistake_names_its_line(law):
    change(law / "texts/rules.toml", 'cites = ["306"]\nstatus = "P"', 'cites = ["307"]\nstatus = "P"')
    lines = (law / "texts/rules.toml").read_text(encoding="utf-8").splitlines()
    assert mistakes(law) == [
        f"rules.toml:{lines.index('[B3]') + 1}: [B3] cites the unknown source '307'; add it to sources.toml"
    ]


def test_all_mistakes_are_told_at_once(law):
    change(law / "texts/clauses.toml", 'rules = ["A1"]', 'rules = ["A9"]')
    change(law / "policy/default.toml", 'rule = "B1"', 'rule = "B99"')
    assert [line.split(":")[0] for line in mistakes(law)] == ["clauses.toml", "default.toml"]


def test_a_missing_file_says_so(law):
    (law / "texts/clauses.toml").unlink()
    assert mistakes(law) == ["clauses.toml: [] the file is missing; restore it from the release"]


def test_a_calendar_named_for_another_year_is_refused(law):
    shutil.copy(law / "calendars/2026.toml", law / "calendars/2030.toml")
    assert mistakes(law) == ["2030.toml:2: [year] is 2026, but the file is named 2030.toml"]


def test_an_earlier_value_of_a_setting_holds_before_the_later_one(law):
    change(
        law / "policy/default.toml",
        'value = 3\nrule = "B1"\nstatus = "V"\nunit = "WD"\nfrom = 2017-01-01\n',
        'value = 3\nrule = "B1"\nstatus = "V"\nunit = "WD"\nfrom = 2026-01-01\n'
        "earlier = [{ value = 5, from = 2017-01-01 }]\n",
    )
    setting = catalogue.load(law=law).defaults.settings["register_working_days"]
    assert [setting.value(on=day) for day in (date(2025, 12, 31), date(2026, 1, 1))] == [5, 3]


def test_the_words_hold_no_law_of_fines():
    words = " ".join(rule.text.zh for rule in SHIPPED.rules.values() if rule.id != "K1")
    assert re.findall("罚款|处罚款", words) == []
