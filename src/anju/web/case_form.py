"""The form of a service, built from the catalogue: what is asked with labels and errors in place, and each paper's source.

A page that applies for somebody (a resident's, or a counter's where they stand there):  @uploads.taking on its view,
    form = case_form.taken(request, service=…, person_id=…, where="my_upload")
    {% include "web/_case_form.html" %} inside <form method="post" enctype="multipart/form-data" novalidate>
While `form.again` is true a button beside a picture was pressed: show the page anew. Else form.raw is what
actions.case.apply and complete read; form.wrong(problems.of(error)) shows what they refuse. Source: B7, I3, I4, E4.
"""

import dataclasses
import uuid
from collections.abc import Iterator, Mapping
from typing import Any

from django.http import HttpRequest

from anju import catalogue
from anju.law.case import form as law
from anju.law.case.form import Known
from anju.law.facts import Value
from anju.law.service import Field as Entry
from anju.law.service import Paper, Service
from anju.law.wording import Text
from anju.queries.case import known
from anju.web import clock, uploads
from anju.web.forms import Field
from anju.web.uploads import Pictures

# more choices than these stand in a list to open
MOST_OPEN = 6
_KINDS = {"text": "text", "long": "textarea", "date": "date", "number": "number"}
_YES_NO = (("yes", Text(zh="是", en="Yes")), ("no", Text(zh="否", en="No")))
_CHOOSE = ("", Text(zh="请选择", en="Please choose"))
_SEEN = Text(zh="看过原件", en="I have seen the original")
_TRUTH = Text(zh="上面填的内容和交的材料都是真实的。", en="What I entered and the papers I gave are true.")
_TRUTH_SAID = Text(zh="申请人说明：内容和材料真实。", en="The applicant states that the entries and papers are true.")
_NAMED = Text(zh="{name}：{text}", en="{name}: {text}")
_ASKED = Text(zh="{name}{text}", en="{name} {text}")
_DATE = Text(zh="例如 2026-03-04", en="Such as 2026-03-04")
_WHERE_FROM = {
    "register": Text(zh="登记里已经有", en="On the register already"),
    "reused": Text(zh="以前交过", en="Given before"),
    "seen": Text(zh="窗口已经看过原件", en="The original was seen at a window"),
    "department": Text(zh="由{office}核实", en="Confirmed by {office}"),
}


@dataclasses.dataclass(frozen=True, kw_only=True)
class Asked:
    """A paper that the applicant gives: a picture, or at a counter the original shown."""

    paper: Paper
    pictures: Pictures
    seen: Field | None = None


@dataclasses.dataclass(frozen=True, kw_only=True)
class Spared:
    """A paper that nobody may ask for, and why."""

    name: Text
    why: Text


@dataclasses.dataclass(frozen=True, kw_only=True)
class CaseForm:
    """The form of one application as a page shows it, with what was typed."""

    service: Service
    fields: tuple[Field, ...]
    asked: tuple[Asked, ...]
    spared: tuple[Spared, ...]
    truth: Field
    # as law.case.form reads it
    raw: Mapping[str, Any]
    again: bool = False

    @property
    def told(self) -> Mapping[str, Value]:
        """The facts that were typed, as far as they are whole: for the look at the conditions, which decides nothing."""
        return law.heard(self.raw["fields"], service=self.service)

    def wrong(self, errors: Mapping[str, Text]) -> "CaseForm":
        """Return the form with what is wrong, each thing in its place."""
        return dataclasses.replace(
            self,
            fields=tuple(dataclasses.replace(one, error=errors.get(one.name, "")) for one in self.fields),
            asked=tuple(
                dataclasses.replace(
                    one,
                    pictures=dataclasses.replace(
                        one.pictures, error=one.pictures.error or errors.get(f"papers.{one.paper.id}", "")
                    ),
                )
                for one in self.asked
            ),
            truth=dataclasses.replace(self.truth, error=errors.get("truth", "")),
        )

    def named(self, errors: Mapping[str, Text]) -> dict[str, Text]:
        """Return what is wrong with the name of its entry or paper before it, for the list at the top of a page."""
        names = law.items(self.service)
        return {path: _named(name=names[path], text=text) if path in names else text for path, text in errors.items()}

    def only(self, items: Mapping[str, Text]) -> "CaseForm":
        """Return the form with a note on each entry and paper named, such as what an office found missing. Source: B7."""
        return dataclasses.replace(
            self,
            fields=tuple(
                dataclasses.replace(one, hint=items.get(one.name, one.hint), required=one.required or one.name in items)
                for one in self.fields
            ),
            asked=tuple(
                dataclasses.replace(
                    one,
                    pictures=dataclasses.replace(
                        one.pictures, hint=items.get(f"papers.{one.paper.id}", one.pictures.hint)
                    ),
                )
                for one in self.asked
            ),
        )


def taken(
    request: HttpRequest,
    *,
    service: Service,
    person_id: uuid.UUID,
    where: str,
    at_counter: bool = False,
    looking: str = "",
    typed: Mapping[str, Any] | None = None,
    held: Mapping[str, uuid.UUID] | None = None,
    shown: frozenset[str] = frozenset(),
) -> CaseForm:
    """Return the form of a service for somebody, with what this request brought.

    Whoever calls has checked that the visitor acts for the person. `where` names the address that shows a picture,
    `looking` the purpose staff look with; `typed` (field id → value), `held` (paper id → picture) and `shown`
    (papers whose originals were seen) are of an application that is completed.
    """
    on_file = dataclasses.replace(known.of(person_id=person_id, service=service, on=clock.today()), shown=shown)
    values = _typed(request, service, typed or {})
    asked = tuple(
        _asked(request, paper, person_id, where, at_counter, looking, (held or {}).get(paper.id))
        for paper in law.wanted(service=service, known=on_file)
    )
    papers = {one.paper.id: _given(request, one) for one in asked}
    return CaseForm(
        service=service,
        fields=tuple(_field(one, values[one.id]) for one in law.asked(service=service, known=on_file)),
        asked=asked,
        spared=tuple(_spared(service, on_file)),
        truth=Field(
            name="truth",
            label=_TRUTH_SAID if at_counter else _TRUTH,
            kind="check",
            value="truth" in request.POST,
        ),
        raw={"fields": values, "papers": papers, "truth": "on" if "truth" in request.POST else ""},
        again=any(one.pictures.again for one in asked),
    )


def _typed(request: HttpRequest, service: Service, before: Mapping[str, Any]) -> dict[str, str]:
    if request.method == "POST":
        return {one.id: request.POST.get(f"fields.{one.id}", "")[: law.LONG_LENGTH + 1] for one in service.fields}
    return {one.id: _plain(before.get(one.id)) for one in service.fields}


def _asked(
    request: HttpRequest,
    paper: Paper,
    person_id: uuid.UUID,
    where: str,
    at_counter: bool,
    looking: str,
    held: uuid.UUID | None,
) -> Asked:
    name = f"papers-{paper.id}"
    # what was held and then taken out stays out
    kept = held is not None and (request.method != "POST" or str(held) in request.POST.getlist(f"{name}-given"))
    pictures = uploads.taken(
        request,
        name=name,
        purpose="proof",
        label=paper.name,
        where=where,
        looking=looking,
        held=[held] if held is not None and kept else [],
        person_id=person_id,
        # at a counter the original is enough
        required=paper.required and not at_counter,
    )
    box = f"seen-{paper.id}"
    seen = Field(name=box, label=_SEEN, kind="check", required=False, value=box in request.POST)
    return Asked(paper=paper, pictures=pictures, seen=seen if at_counter else None)


def _given(request: HttpRequest, one: Asked) -> dict[str, str]:
    # the last one: a new picture stands in for the one that was held
    upload = str(one.pictures.ids[-1]) if one.pictures.ids else ""
    return {"upload": upload, "seen": "on" if one.seen is not None and one.seen.value else ""}


def _field(one: Entry, value: str) -> Field:
    options = _YES_NO if one.kind == "yes_no" else one.choices
    kind = _KINDS.get(one.kind) or ("radio" if len(options) <= MOST_OPEN else "select")
    return Field(
        name=f"fields.{one.id}",
        label=one.label,
        kind=kind,
        value=value,
        hint=one.help or (_DATE if kind == "date" else ""),
        options=(_CHOOSE, *options) if kind == "select" else options,
        required=one.required,
        inputmode="numeric" if kind == "number" else "",
        maxlength={"text": law.TEXT_LENGTH, "textarea": law.LONG_LENGTH}.get(kind),
    )


def _spared(service: Service, on_file: Known) -> Iterator[Spared]:
    for paper in service.papers:
        source = law.free(paper=paper, known=on_file)
        if source is not None:
            office = _office(paper.confirmed_by) if source == "department" else ""
            yield Spared(name=paper.name, why=_WHERE_FROM[source].format(office=office))


def _office(key: str) -> "Text | str":
    found = catalogue.current().departments.get(key)
    return found.name(on=clock.today()) if found is not None else key


def _plain(value: Any) -> str:
    return {True: "yes", False: "no"}[value] if isinstance(value, bool) else str(value if value is not None else "")


def _named(*, name: Text, text: Text) -> Text:
    # a question ends its own sentence
    return (_ASKED if name.zh.endswith("？") else _NAMED).format(name=name, text=text)
