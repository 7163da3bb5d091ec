"""This module is the form of a service: what is asked, what needn't be, and what was typed, read all at once.

What another department can confirm, what the register knows and what was given before is never asked. Source: I3, I4, E4.
"""

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import date
from typing import Literal
from uuid import UUID

from anju.law import complaint, condition
from anju.law.declaration import Problems
from anju.law.facts import FACTS, Value
from anju.law.refusal import Refusal, Refusals
from anju.law.service import Field, Paper, Service
from anju.law.wording import Text

# where a paper comes from: a picture sent, the original seen at a counter, another department, the register, an earlier case
Source = Literal["upload", "seen", "department", "register", "reused"]
Answer = str | int | bool
TEXT_LENGTH = 200
LONG_LENGTH = 1000
MOST = 1_000_000_000
LONGEST_NUMBER = 12

_MISSING = Text(zh="请填写这一项。", en="Please fill this in.")
_UNKNOWN = Text(zh="请从列出的选项中选择。", en="Please choose one of the options listed.")
_NOT_A_DATE = Text(
    zh="请按 年-月-日 填写日期，例如 2026-03-04。", en="Please write the date as year-month-day, such as 2026-03-04."
)
_NOT_A_NUMBER = Text(zh="请填写数字，不带单位。", en="Please write a number without its unit.")
_LONG = Text(zh="最多{limit}个字。", en="{limit} characters at most.")
_PAPER = Text(zh="请拍照或者上传这份材料。", en="Please photograph or upload this paper.")
_TRUTH = Text(
    zh="请确认所填内容和材料真实。", en="Please confirm that what you entered and the papers you gave are true."
)


@dataclass(frozen=True)
class Given:
    """This is one paper of an application and where it comes from."""

    paper: str
    source: Source
    upload_id: UUID | None = None


@dataclass(frozen=True)
class Application:
    """This is an application that can be kept; whether it is granted an officer decides (I10)."""

    answers: Mapping[str, Answer]
    papers: tuple[Given, ...]


@dataclass(frozen=True)
class Known:
    """This is what need not be asked: the register's facts, and papers an earlier case holds."""

    facts: Mapping[str, Value]
    # ids of papers given and checked before
    held: Set[str] = frozenset()
    # ids of papers whose original a window saw for this very application, and that were not told missing since
    shown: Set[str] = frozenset()


def asked(*, service: Service, known: Known) -> tuple[Field, ...]:
    """This lists the entries that are asked: none whose fact the register tells. Source: I4."""
    return tuple(field for field in service.fields if not _on_file(field.tells, known))


def wanted(*, service: Service, known: Known) -> tuple[Paper, ...]:
    """This lists the papers that are asked: none that can be confirmed, is on file or was given before. Source: I4, E4."""
    return tuple(paper for paper in service.papers if free(paper=paper, known=known) is None)


def free(*, paper: Paper, known: Known) -> Source | None:
    """This says where a paper comes from that may not be asked for; None where the applicant gives it. Source: I4, E4."""
    if paper.confirmed_by:
        return "department"
    if _on_file(paper.proves, known):
        return "register"
    if paper.id in known.shown:
        return "seen"
    return "reused" if paper.reused and paper.id in known.held else None


def read(raw: Mapping[str, object], *, service: Service, known: Known, at_counter: bool) -> Application:
    """This reads an application as typed: raw["fields"][id], raw["papers"][id]["upload"] or ["seen"], raw["truth"].

    Raises Refusals with paths such as fields.shelf and papers.photo; what is not asked is not even read.
    """
    problems = Problems()
    typed = _table(raw.get("fields"))
    answers: dict[str, Answer] = {}
    for field in asked(service=service, known=known):
        value = _answer(field, typed.get(field.id), problems)
        if value is not None:
            answers[field.id] = value
    sent = _table(raw.get("papers"))
    papers = [_paper(paper, _table(sent.get(paper.id)), problems, known, at_counter) for paper in service.papers]
    if raw.get("truth") not in (True, "true", "on", "1"):
        problems.add("truth_missing", _TRUTH, field="truth", rule="I3")
    if problems.refusals:
        raise Refusals(problems.refusals)
    return Application(answers=answers, papers=tuple(one for one in papers if one is not None))


def heard(typed: Mapping[str, object], *, service: Service) -> dict[str, Value]:
    """This is what entries tell of facts, as far as they are whole, also of a form not sent yet; it decides nothing. Source: I10."""
    found: dict[str, Value] = {}
    for field in service.fields:
        value: Value = _answer(field, typed.get(field.id), Problems()) if field.tells else None
        if field.kind == "date" and value is not None:
            value = date.fromisoformat(str(value))
        if value is not None and FACTS[field.tells].takes(value):
            found[field.tells] = value
    return found


def items(service: Service) -> Mapping[str, Text]:
    """This names what a case can lack, to be told at once. Source: B7."""
    return {
        **{f"fields.{field.id}": field.label for field in service.fields},
        **{f"papers.{paper.id}": paper.name for paper in service.papers},
    }


def askable(*, service: Service, chosen: Sequence[str]) -> tuple[str, ...]:
    """This keeps what may be told missing; a paper that another department confirms is never told. Source: B7, I4."""
    barred = {f"papers.{paper.id}" for paper in service.papers if paper.confirmed_by}
    return tuple(item for item in items(service) if item in chosen and item not in barred)


def facts_needed(service: Service, *, on_register: bool = False) -> tuple[str, ...]:
    """This lists the facts an officer needs for a service, and no other. Source: I3, L2."""
    named = [field.tells for field in service.fields] + [paper.proves for paper in service.papers]
    leaves = [] if service.whole is None else [leaf.fact for leaf in condition.leaves(service.whole)]
    found = dict.fromkeys(name for name in (*leaves, *named) if name)
    return tuple(name for name in found if not on_register or FACTS[name].origin == "register")


def _answer(field: Field, value: object, problems: Problems) -> Answer | None:
    path = f"fields.{field.id}"
    text = complaint.tidy(str(value)) if value not in (None, "") else ""
    if not text:
        if field.required:
            problems.add("missing", _MISSING, field=path, rule="I3")
        return None
    return problems.catch(lambda: _READ[field.kind](field, text), field=path)


def _words(field: Field, text: str) -> Answer:
    limit = LONG_LENGTH if field.kind == "long" else TEXT_LENGTH
    if len(text) > limit:
        raise Refusal("too_long", _LONG.format(limit=limit), rule="I3")
    return text


def _choice(field: Field, text: str) -> Answer:
    if text not in {key for key, _ in field.choices}:
        raise Refusal("not_an_option", _UNKNOWN, rule="I3")
    return text


def _date(_field: Field, text: str) -> Answer:
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError as error:
        raise Refusal("not_a_date", _NOT_A_DATE, rule="I3") from error


def _number(_field: Field, text: str) -> Answer:
    # no number here has more digits, and Python reads no endless ones
    if not (text.isascii() and text.isdigit()) or len(text) > LONGEST_NUMBER or int(text) > MOST:
        raise Refusal("not_a_number", _NOT_A_NUMBER, rule="I3")
    return int(text)


def _yes_no(_field: Field, text: str) -> Answer:
    found = {"yes": True, "true": True, "True": True, "no": False, "false": False, "False": False}.get(text)
    if found is None:
        raise Refusal("not_an_option", _UNKNOWN, rule="I3")
    return found


_READ = {"text": _words, "long": _words, "choice": _choice, "date": _date, "number": _number, "yes_no": _yes_no}


def _paper(
    paper: Paper, sent: Mapping[str, object], problems: Problems, known: Known, at_counter: bool
) -> Given | None:
    source = free(paper=paper, known=known)
    if source is not None:
        return Given(paper=paper.id, source=source)
    if at_counter and sent.get("seen") in (True, "true", "on", "1"):
        return Given(paper=paper.id, source="seen")
    key = _key(sent.get("upload"))
    if key is not None:
        return Given(paper=paper.id, source="upload", upload_id=key)
    if paper.required:
        problems.add("paper_missing", _PAPER, field=f"papers.{paper.id}", rule="I3")
    return None


def _key(value: object) -> UUID | None:
    try:
        return UUID(str(value)) if value not in (None, "") else None
    except ValueError:
        return None


def _table(value: object) -> Mapping[str, object]:
    return value if isinstance(value, Mapping) else {}


def _on_file(fact: str, known: Known) -> bool:
    # an empty name tells nothing; what only the person can tell is asked
    return bool(fact) and FACTS[fact].origin == "register" and known.facts.get(fact) is not None
