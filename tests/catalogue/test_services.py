"""Services as data: a library card, which no city of the notice gives, stands for all of them."""

from datetime import date

import pytest

from anju import catalogue
from anju.catalogue import loading
from anju.catalogue.errors import CatalogueError
from anju.law import condition, service
from anju.law.service import Limit
from anju.law.wording import Text

OFFICE = """
order = 1
phone = "0539-0000000"
clauses = ["R9"]
[[names]]
from = 2000-01-01
zh = "图书馆"
en = "Library"
[[names]]
from = 2020-06-01
zh = "城市书房"
en = "City Study"
"""
CARD = """
item = "R9"
clauses = ["C4"]
cites = ["notice 二"]
status = "M"
opens = "receipt"
level = "county"
applicants = ["self", "guardian"]
subject = "self"
process = "case"
limit = { count = 5, unit = "WD" }
fee_fen = 0
phone = "0539-0000001"
from = 2020-01-01
name = { zh = "借书证", en = "Library card" }
summary = { zh = "借书。", en = "Borrow books." }
result = { zh = "一张借书证", en = "A card" }
place = { zh = "图书馆一楼", en = "Ground floor" }
remedy = { zh = "可以投诉。", en = "You can complain." }
condition = { all = [{ use = "grown" }, { fact = "has_lease", is = true, rule = "I3", zh = "有地址", en = "An address" }] }
steps = [{ zh = "填表", en = "Fill in the form" }]
[[papers]]
id = "photo"
zh = "照片"
en = "A photo"
confirmed_by = "library"
proves = "has_lease"
[[fields]]
id = "shelf"
kind = "choice"
zh = "想看什么"
en = "What you like to read"
choices = [{ id = "poems", zh = "诗", en = "Poems" }, { id = "maps", zh = "地图", en = "Maps" }]
"""
SHARED = """
[grown]
fact = "born_on"
years_at_least = 18
rule = "I3"
zh = "年满18周岁"
en = "Aged 18 or over"
"""


@pytest.fixture
def write(tmp_path):
    def files(card=CARD, office=OFFICE, shared=SHARED):
        services = tmp_path / "library" / "services"
        services.mkdir(parents=True, exist_ok=True)
        (tmp_path / "library" / "department.toml").write_text(office)
        (services / "card.toml").write_text(card)
        (tmp_path / "conditions.toml").write_text(shared)
        return tmp_path

    return files


def wrong(folder):
    with pytest.raises(CatalogueError) as error:
        loading.load(folder=folder)
    return str(error.value)


def test_a_service_is_one_file(write):
    found = loading.load(folder=write()).services
    card = found["library/card"]
    assert list(found) == ["library/card"]
    assert card.name.zh == "借书证"
    assert card.clauses == ("R9", "C4")
    assert card.limit == Limit(5, "WD")
    assert [leaf.fact for leaf in condition.leaves(card.condition)] == ["born_on", "has_lease"]
    assert card.fields[0].choices == (("poems", Text(zh="诗", en="Poems")), ("maps", Text(zh="地图", en="Maps")))


def test_what_is_told_to_whoever_newly_meets_it_is_optional(write):
    told = CARD.replace("fee_fen = 0", 'fee_fen = 0\nnotify = { zh = "可以借书了。", en = "You can borrow now." }')
    assert loading.load(folder=write(card=told)).services["library/card"].notify == Text(
        zh="可以借书了。", en="You can borrow now."
    )
    assert loading.load(folder=write()).services["library/card"].notify is None


def test_an_office_bears_the_name_of_the_day(write):
    library = loading.load(folder=write()).departments["library"]
    assert [library.name(on=day).en for day in (date(1999, 1, 1), date(2020, 5, 31), date(2020, 6, 1))] == [
        "Library",
        "Library",
        "City Study",
    ]


@pytest.mark.parametrize(
    ("opens", "facts", "answer"),
    [
        ("receipt", {"registered": True, "permit": "none"}, "meets"),
        ("receipt", {"registered": False, "permit": "suspended"}, "meets"),
        ("receipt", {"registered": False, "permit": "ended"}, "no"),
        ("permit", {"registered": True, "permit": "suspended"}, "no"),
        ("permit", {"permit": "valid"}, "meets"),
        ("anyone", {}, "meets"),
    ],
)
def test_the_receipt_opens_what_the_notice_gives_and_only_a_permit_in_use_the_rest(write, opens, facts, answer):
    card = loading.load(folder=write(card=CARD.replace('"receipt"', f'"{opens}"'))).services["library/card"]
    known = {"born_on": date(1990, 1, 1), "has_lease": True, **facts}
    assert condition.weigh(card.whole, facts=known, on=date(2026, 3, 4)).answer == answer


def test_a_service_for_anyone_without_conditions_has_none(write):
    bare = "\n".join(line for line in CARD.splitlines() if not line.startswith("condition"))
    card = loading.load(folder=write(card=bare.replace('"receipt"', '"anyone"'))).services["library/card"]
    assert card.whole is None


def test_a_service_is_given_from_its_first_day(write):
    card = loading.load(folder=write()).services["library/card"]
    assert not card.open_on(date(2019, 12, 31))


@pytest.mark.parametrize(("unit", "due"), [("WD", date(2026, 10, 12)), ("CD", date(2026, 10, 8))])
def test_the_limit_runs_over_holidays(write, unit, due):
    card = loading.load(folder=write(card=CARD.replace('"WD"', f'"{unit}"'))).services["library/card"]
    assert service.due(card, started=date(2026, 9, 29), calendar=catalogue.calendar()).on == due


def test_no_limit_has_no_last_day(write):
    guide = "\n".join(line for line in CARD.splitlines() if not line.startswith("limit")).replace('"case"', '"guide"')
    card = loading.load(folder=write(card=guide)).services["library/card"]
    assert service.due(card, started=date(2026, 9, 30), calendar=catalogue.calendar()) is None


MISTAKES = [
    ('item = "R9"', 'item = "R99"', "'item' must be one of"),
    ('clauses = ["C4"]', 'clauses = ["C44"]', "unknown clause 'C44'"),
    ('cites = ["notice 二"]', 'cites = ["nowhere 3"]', "unknown source 'nowhere'"),
    ('cites = ["notice 二"]', "cites = []", "'cites' must name the legal basis"),
    ('opens = "receipt"', 'opens = "door"', "'opens' must be one of receipt, permit, anyone"),
    ('opens = "receipt"', 'open = "receipt"', "unknown key 'open'"),
    ('applicants = ["self", "guardian"]', 'applicants = ["boss"]', "'boss' can't apply"),
    ('applicants = ["self", "guardian"]', "applicants = []", "must say who may apply"),
    ('limit = { count = 5, unit = "WD" }', "", "a case needs its 'limit'"),
    ('limit = { count = 5, unit = "WD" }', 'limit = { count = "5", unit = "WD" }', "'limit' must be such as"),
    ('limit = { count = 5, unit = "WD" }', "limit = 5", "'limit' must be such as"),
    ("fee_fen = 0", "fee_fen = -1", "'fee_fen' must be the fee in fen"),
    ("fee_fen = 0", "fee_fen = 500", "a fee needs 'fee_note'"),
    ("fee_fen = 0", 'fee_fen = 0\nvisit = "no"', "'visit' must be true or false"),
    ("from = 2020-01-01", 'from = "2020-01-01"', "'from' must be a date"),
    ("from = 2020-01-01", "from = 2020-01-01\nuntil = 2019-01-01", "'until' must lie after 'from'"),
    ("from = 2020-01-01", "", "'from' must be a date: since when"),
    ('{ use = "grown" }', '{ use = "older" }', "no shared condition 'older'"),
    ('fact = "has_lease"', 'fact = "shoe_size"', "there is no fact 'shoe_size'"),
    ('rule = "I3"', 'rule = "Z9"', "unknown rule 'Z9'"),
    ('steps = [{ zh = "填表", en = "Fill in the form" }]', "steps = []", "'steps' must list at least one step"),
    ('id = "photo"', 'id = "Photo!"', "'id' must be small letters"),
    ('confirmed_by = "library"', 'confirmed_by = "zoo"', "unknown department 'zoo'"),
    ('proves = "has_lease"', 'proves = "has_zoo"', "unknown fact 'has_zoo'"),
    ('proves = "has_lease"', 'required = "yes"', "'required' must be true or false"),
    ('kind = "choice"', 'kind = "text"', "only a choice has them"),
    ('id = "maps"', 'id = "poems"', "the id 'poems' stands twice"),
    ("choices = [{", 'choices = ["a", {', "'choices' must list"),
    ("[[papers]]", "[papers]", "'papers' must be tables"),
    ('zh = "借书证", ', "", "'name.zh' must be a text"),
    ("name = {", 'name = "x"\nnames = {', "'name' must be a table"),
    ('cites = ["notice 二"]', 'cites = ["663"]', "cites '663' without an article"),
    ('cites = ["notice 二"]', 'cites = ["663 "]', "cites '663' without an article"),
    ('confirmed_by = "library"', 'confirmed_by = ["library"]', "unknown department ['library']"),
    ('proves = "has_lease"', "proves = { a = 1 }", "unknown fact {'a': 1}"),
    ('fact = "has_lease"', 'fact = ["has_lease"]', "there is no fact ['has_lease']"),
    ('"has_lease", is = true', '"born_on", months_at_least = 99999999999999', "can't be 99999999999999"),
    ("fee_fen = 0", "fee_fen = 99999999999999", "'fee_fen' must be the fee in fen"),
]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "library/services/card.toml: [] the file is empty"),
        (b"# nothing yet\n", "library/services/card.toml: [] the file is empty"),
        (CARD.encode("gb18030"), "library/services/card.toml: [] not readable as TOML: 'utf-8' codec can't decode"),
        (b"\xef\xbb\xbf" + CARD.encode(), "library/services/card.toml: [] not readable as TOML: Invalid statement"),
        (CARD.encode() + b"\0", "library/services/card.toml: [] not readable as TOML: Invalid statement"),
        (CARD.replace("2020-01-01", "2020-02-30").encode(), "library/services/card.toml: [] not readable as TOML"),
        (
            b"condition = " + b"{ not = " * 2000 + b"1" + b"}" * 2000,
            "library/services/card.toml: [] not readable as TOML: tables stand too deep",
        ),
    ],
)
def test_a_file_that_can_not_be_read_stops_the_start_with_one_line(write, content, words):
    folder = write()
    (folder / "library" / "services" / "card.toml").write_bytes(content)
    (told,) = wrong(folder).splitlines()
    assert told.startswith(words)


def test_a_typing_error_in_a_key_is_told_with_its_line(write):
    told = wrong(write(card=CARD.replace("phone =", "phonne =")))
    assert "library/services/card.toml:13: [phonne] unknown key 'phonne'" in told


@pytest.mark.parametrize(("good", "bad", "words"), MISTAKES)
def test_a_mistake_in_a_service_file_stops_the_start_with_a_clear_line(write, good, bad, words):
    assert good in CARD
    told = wrong(write(card=CARD.replace(good, bad, 1)))
    assert words in told
    assert told.startswith("library/services/card.toml")


@pytest.mark.parametrize(
    ("office", "words"),
    [
        (OFFICE.replace('["R9"]', '["R99"]'), "unknown clause 'R99'"),
        (OFFICE.replace("order = 1", 'order = "first"'), "'order' must be a number"),
        (OFFICE.replace("2020-06-01", "1999-06-01"), "must follow one another"),
        (OFFICE.replace("from = 2020-06-01\n", ""), "each name needs 'from'"),
        ('order = 1\nphone = "1"\nclauses = []\n', "must list at least one name"),
        (OFFICE.replace("phone", "fax"), "unknown key 'fax'"),
    ],
)
def test_a_mistake_in_an_office_is_told_too(write, office, words):
    told = wrong(write(office=office))
    assert words in told
    assert "library/department.toml" in told


def test_a_loop_among_shared_conditions_stops_the_start(write):
    told = wrong(write(shared='[grown]\nuse = "grown"\n'))
    assert "conditions.toml:1: [grown] at grown: goes round in a loop: grown → grown" in told


def test_a_file_nobody_reads_is_a_mistake(write):
    folder = write()
    (folder / "library" / "service.toml").write_text("")
    assert "library/service.toml: [] nobody reads this file" in wrong(folder)


def test_a_date_that_does_not_exist_is_told_with_its_file(write):
    assert "library/services/card.toml: [] not readable as TOML" in wrong(
        write(card=CARD.replace("from = 2020-01-01", "from = 2020-02-30"))
    )
