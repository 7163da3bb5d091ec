"""A library that no city of the notice has, with cards, loans and shelves, whose cases stand for all cases."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from anju import catalogue
from anju.catalogue import loading
from anju.catalogue.loading import Catalogue
from anju.law.service import Service

OFFICE = """
order = 1
phone = "0539-0000000"
clauses = ["R9"]
[[names]]
from = 2000-01-01
zh = "{zh}"
en = "{en}"
"""
BASE = """
clauses = []
item = "R9"
cites = ["notice 二"]
status = "I"
opens = "receipt"
level = "street"
subject = "self"
process = "case"
fee_fen = 0
phone = "0539-0000001"
from = 2020-01-01
result = { zh = "一张卡", en = "A card" }
place = { zh = "图书馆一楼", en = "Ground floor" }
remedy = { zh = "可以向馆长申诉。", en = "You can appeal to the librarian." }
steps = [{ zh = "填表", en = "Fill in the form" }]
"""
CARD = """
applicants = ["self"]
limit = { count = 5, unit = "WD" }
name = { zh = "借书证", en = "Library card" }
summary = { zh = "借书。", en = "Borrow books." }
condition = { fact = "born_on", years_at_least = 6, rule = "I3", zh = "满6周岁", en = "Six or older" }
[[papers]]
id = "photo"
zh = "照片"
en = "A photo"
reused = true
[[papers]]
id = "receipt"
zh = "居住登记凭证"
en = "The registration receipt"
proves = "registered"
[[papers]]
id = "standing"
zh = "没有欠书的证明"
en = "Proof that no book is owed"
confirmed_by = "archive"
[[papers]]
id = "letter"
zh = "介绍信"
en = "A letter"
required = false
[[fields]]
id = "shelf"
kind = "choice"
zh = "想看什么"
en = "What you like to read"
choices = [{ id = "poems", zh = "诗", en = "Poems" }, { id = "maps", zh = "地图", en = "Maps" }]
[[fields]]
id = "born"
kind = "date"
zh = "出生日期"
en = "Date of birth"
tells = "born_on"
[[fields]]
id = "lease"
kind = "yes_no"
required = false
zh = "有租房合同"
en = "A lease"
tells = "has_lease"
[[fields]]
id = "books"
kind = "number"
required = false
zh = "一次借几本"
en = "Books at a time"
[[fields]]
id = "since"
kind = "date"
required = false
zh = "从哪天起"
en = "From which day"
[[fields]]
id = "words"
kind = "long"
required = false
zh = "还想说什么"
en = "Anything else"
"""
# the law lets its clock stop, and two officers decide
LOAN = """
applicants = ["self"]
clock_stops = true
second = true
visit = true
limit = { count = 10, unit = "CD" }
name = { zh = "珍本借阅", en = "Rare books" }
summary = { zh = "借珍本。", en = "Borrow rare books." }
"""
STORY = """
applicants = ["guardian"]
limit = { count = 5, unit = "WD" }
name = { zh = "故事会", en = "Story hour" }
summary = { zh = "给孩子讲故事。", en = "Stories for children." }
"""


def write(folder: Path) -> Path:
    """Write the library's files, and those of the archive beside it."""
    card, loan, story = BASE + CARD, BASE + LOAN, BASE.replace('subject = "self"', 'subject = "child"') + STORY
    tour = BASE.replace('process = "case"', 'process = "booking"').replace('"street"', '"county"')
    tour += 'applicants = ["self"]\nname = { zh = "参观", en = "Tour" }\nsummary = { zh = "参观。", en = "A tour." }\n'
    offices = {
        "library": ("图书馆", "Library", {"card": card, "loan": loan, "story": story, "tour": tour}),
        "archive": ("档案馆", "Archive", {"copy": BASE.replace('"street"', '"county"') + LOAN}),
    }
    for name, (zh, en, services) in offices.items():
        home = folder / name / "services"
        home.mkdir(parents=True, exist_ok=True)
        (home.parent / "department.toml").write_text(OFFICE.format(zh=zh, en=en))
        for service, text in services.items():
            (home / f"{service}.toml").write_text(text)
    return folder


def library(folder: Path) -> Catalogue:
    """Return the catalogue with the library and the archive as its only departments."""
    return loading.load(folder=write(folder))


def service(folder: Path, name: str = "card") -> Service:
    """Return one service of the library."""
    return library(folder).services[f"library/{name}"]


@contextmanager
def opened(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Catalogue]:
    """Let the library's catalogue be the one in force."""
    found = library(folder)
    monkeypatch.setattr(loading, "current", lambda: found)
    monkeypatch.setattr(catalogue, "current", lambda: found)
    yield found
