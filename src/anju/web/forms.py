"""Fields of a page: plain values that a template shows by {% field f %}, with hint, error and what was typed."""

import dataclasses
from collections.abc import Iterable, Mapping
from typing import Any

from django.forms import BoundField
from django.http import QueryDict

from anju.law import codes
from anju.law.codes import Purpose
from anju.law.wording import Text

# why someone asks to see a masked value in full, or searches (L2); the person's own view and audit have their own pages
PURPOSES: Mapping[str, Text] = {
    value: text
    for value, text in codes.choices(Purpose)
    if value not in {Purpose.OWN, Purpose.STATISTICS, Purpose.AUDIT}
}


@dataclasses.dataclass(frozen=True, kw_only=True)
class Field:
    """One field as a page shows it.

    kind: text, tel, date, number, password, email, search, code, textarea, select, radio, check, checks, file, hidden.
    options: (value, label) pairs for select, radio and checks. why: `law.md` ids that say why it is asked.
    """

    name: str
    label: object
    kind: str = "text"
    value: Any = ""
    hint: object = ""
    error: object = ""
    options: tuple[tuple[str, object], ...] = ()
    required: bool = True
    why: str = ""
    autocomplete: str = "off"
    inputmode: str = ""
    maxlength: int | None = None
    minimum: str = ""
    maximum: str = ""
    placeholder: object = ""
    # shown as the page's one question, in large type
    ask: bool = False
    autofocus: bool = False
    accept: str = ""
    rows: int = 4

    @property
    def id(self) -> str:
        """The element's id; paths such as address.road become address-road."""
        return "f-" + self.name.replace(".", "-")

    @property
    def described_by(self) -> str:
        """The ids of hint and error, for a screen reader."""
        parts = [f"{self.id}-hint"] * bool(self.hint) + [f"{self.id}-error"] * bool(self.error)
        return " ".join(parts)

    @property
    def choices(self) -> list[tuple[str, object, bool]]:
        """Value, label and whether it is chosen."""
        chosen = {str(one) for one in self.value} if isinstance(self.value, (list, tuple, set)) else {str(self.value)}
        return [(value, label, str(value) in chosen) for value, label in self.options]


def filled(
    *, fields: Iterable[Field], values: Mapping[str, Any] | QueryDict, errors: Mapping[str, object] | None = None
) -> list[Field]:
    """Return the fields with what was typed and what is wrong with it."""
    wrong = errors or {}
    return [dataclasses.replace(one, value=_value(one, values), error=wrong.get(one.name, "")) for one in fields]


def ordered(*, fields: Iterable[Field], errors: Mapping[str, Text]) -> dict[str, Text]:
    """Return what is wrong in the order of the fields, as the list at the top of a page is read; the rest comes first."""
    places = {one.name: place for place, one in enumerate(fields)}
    return dict(sorted(errors.items(), key=lambda row: places.get(row[0], -1)))


def typed(*, fields: Iterable[Field], data: QueryDict) -> dict[str, Any]:
    """Return what was typed into the fields: trimmed strings, lists for checks, bools for check."""
    return {one.name: _typed(one, data) for one in fields if one.kind != "file"}


def adapted(one: BoundField) -> Field:
    """Return a field of a Django form in our shape."""
    widget = one.field.widget
    kinds = {"textarea": "textarea", "select": "select", "radio": "radio", "checkbox": "check"}
    template = widget.template_name.rsplit("/", 1)[-1].removesuffix(".html")
    kind = kinds.get(template, getattr(widget, "input_type", "text") or "text")
    return Field(
        name=one.html_name,
        label=one.label,
        kind=kind,
        value="" if kind == "password" else one.value() or "",
        hint=one.help_text,
        error=" ".join(str(message) for message in one.errors),
        options=tuple((str(value), label) for value, label in getattr(one.field, "choices", ())),
        required=one.field.required,
        autocomplete=str(widget.attrs.get("autocomplete", "off")),
        maxlength=widget.attrs.get("maxlength"),
    )


def _value(one: Field, values: Mapping[str, Any] | QueryDict) -> Any:
    if one.kind == "password":
        return ""
    if one.kind == "checks" and isinstance(values, QueryDict):
        return values.getlist(one.name)
    return values.get(one.name, one.value)


def _typed(one: Field, data: QueryDict) -> Any:
    if one.kind == "checks":
        return data.getlist(one.name)
    if one.kind == "check":
        return one.name in data
    value = data.get(one.name, "")
    return value if one.kind == "password" else value.strip()
