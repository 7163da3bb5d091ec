"""A library that no city of the notice has, whose services stand for all services in the tests of the engine."""

from pathlib import Path
from typing import Any

import pytest

from anju import catalogue
from anju.catalogue import loading
from anju.catalogue.loading import Catalogue

OFFICE = """
order = 1
phone = "0539-0000000"
clauses = ["R9"]
[[names]]
from = 2000-01-01
zh = "图书馆"
en = "Library"
[[names]]
from = 2026-06-01
zh = "城市书房"
en = "City Study"
"""
BASE = """
clauses = []
cites = ["notice 二"]
level = "county"
applicants = ["self", "guardian"]
process = "guide"
fee_fen = 0
phone = "0539-0000001"
from = 2020-01-01
result = { zh = "一张卡", en = "A card" }
place = { zh = "图书馆一楼", en = "Ground floor" }
remedy = { zh = "可以向馆长申诉。", en = "You can appeal to the librarian." }
steps = [{ zh = "填表", en = "Fill in the form" }, { zh = "取卡", en = "Take the card" }]
"""
SERVICES = {
    "card": """
item = "R9"
opens = "receipt"
subject = "self"
status = "V"
name = { zh = "借书证", en = "Library card" }
summary = { zh = "凭证一亮就能借书。", en = "Borrow books with the receipt." }
notify = { zh = "您可以办借书证了。", en = "You can have a library card now." }
""",
    "long_loan": """
item = "R9"
opens = "receipt"
subject = "self"
status = "M"
name = { zh = "长期借阅", en = "Long loans" }
summary = { zh = "一本书借半年。", en = "Keep a book for half a year." }
notify = { zh = "您可以长期借阅了。", en = "Long loans are open to you now." }
condition = { fact = "registered_since", months_at_least = 6, rule = "E1", zh = "登记满半年", en = "Registered for half a year" }
""",
    "study": """
item = "C1"
opens = "permit"
subject = "self"
status = "I"
name = { zh = "自习室", en = "Study room" }
summary = { zh = "自习。", en = "Study here." }
""",
    "delivery": """
item = "C2"
opens = "anyone"
subject = "self"
status = "V"
name = { zh = "送书上门", en = "Books to your door" }
summary = { zh = "送书。", en = "Books are brought." }
condition = { fact = "has_lease", is = true, rule = "I3", zh = "有租房合同", en = "A lease" }
[[papers]]
id = "lease"
zh = "租房合同"
en = "The lease"
proves = "has_lease"
[[papers]]
id = "receipt"
zh = "居住登记凭证"
en = "The registration receipt"
confirmed_by = "library"
[[papers]]
id = "letter"
zh = "介绍信"
en = "A letter"
required = false
reused = true
""",
    "tales": """
item = "R6"
opens = "receipt"
subject = "child"
status = "P"
name = { zh = "故事会", en = "Story hour" }
summary = { zh = "给孩子讲故事。", en = "Stories for children." }
notify = { zh = "您的孩子可以来听故事了。", en = "Your child can come to the story hour now." }
condition = { all = [
  { fact = "born_on", years_at_least = 3, by = "08-31", rule = "I5", zh = "当年8月31日前满3周岁", en = "Three by 31 August" },
  { fact = "born_on", years_below = 7, rule = "I5", zh = "不满7周岁", en = "Under seven" },
] }
""",
    "comics": """
item = "R6"
opens = "anyone"
subject = "child"
status = "P"
name = { zh = "漫画角", en = "Comics corner" }
summary = { zh = "看漫画。", en = "Comics." }
condition = { fact = "parent_permit", in = ["valid", "suspended"], rule = "I5", zh = "父母一方有居住证", en = "A parent holds a permit" }
""",
}


def write(folder: Path, services: dict[str, str] | None = None, **changed: str) -> Path:
    """Write the library's files; `changed` replaces or adds services."""
    home = folder / "library" / "services"
    home.mkdir(parents=True, exist_ok=True)
    (home.parent / "department.toml").write_text(OFFICE)
    (folder / "conditions.toml").write_text("")
    for name, text in {**(SERVICES if services is None else services), **changed}.items():
        # what belongs to the table itself stands before the first [[…]]
        (home / f"{name}.toml").write_text(BASE + text)
    return folder


def library(folder: Path, services: dict[str, str] | None = None, **changed: str) -> Catalogue:
    """Return the catalogue with the library as its only department."""
    return loading.load(folder=write(folder, services, **changed))


def opened(
    monkeypatch: pytest.MonkeyPatch, folder: Path, services: dict[str, str] | None = None, **changed: str
) -> Any:
    """Let the library be the city's only department, and return its services."""
    found = library(folder, services, **changed)
    monkeypatch.setattr(catalogue, "current", lambda: found)
    monkeypatch.setattr(loading, "current", lambda: found)
    return found.services
