"""Offices, stations, halls and zones: looked up a level at a time, added, changed, moved, ended. Source: O1."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render

from anju.actions import units as acts
from anju.law import authority
from anju.law.absent import Absent
from anju.law.refusal import Refusal, Refusals
from anju.law.wording import Text
from anju.pages.places import names
from anju.pages.places.divisions import ADMIN
from anju.queries import units
from anju.web import access, clock, forms, once, problems
from anju.web.forms import Field

FIELDS = (
    Field(name="name", label=Text(zh="名称", en="Name"), maxlength=80),
    Field(name="name_en", label=Text(zh="英文名称", en="Name in English"), maxlength=120),
    Field(name="phone", label=Text(zh="电话", en="Phone"), kind="tel", maxlength=30, required=False),
    Field(name="place", label=Text(zh="地址", en="Address"), maxlength=120, required=False),
    Field(name="hours", label=Text(zh="办公时间", en="Opening hours"), maxlength=120, required=False),
)
_COVERS = Field(
    name="covers",
    label=Text(zh="服务的区划代码", en="Codes of the divisions it serves"),
    hint=Text(zh="12位代码，用空格隔开", en="12 digits each, separated by spaces"),
    kind="textarea",
    rows=2,
    required=False,
)
_PARENT = Field(name="parent", label=Text(zh="上级单位的代码", en="Code of the unit above"), maxlength=40)
_KIND = Text(zh="种类", en="Kind")
_LEVEL = Text(zh="级别", en="Level")
_DEPARTMENT = Text(zh="部门", en="Department")


@access.staff_page(ADMIN)
def index(request: HttpRequest) -> HttpResponse:
    """Search units, or open the tree from the top."""
    text = request.GET.get("q", "")
    context = {"q": text, "found": units.search(text=text), "top": units.children(code=""), "kinds": acts.KINDS}
    return render(request, "places/units.html", context)


@access.staff_page(ADMIN)
def one(request: HttpRequest, code: str) -> HttpResponse:
    """Show a unit: where it stands, what it covers and answers for, what lies below."""
    detail = units.detail(code=code)
    context = {
        "detail": detail,
        "unit": detail.unit,
        "kind": acts.KINDS.get(detail.unit.kind, detail.unit.kind),
        "level": authority.LEVELS.get(detail.unit.level, detail.unit.level),
        "department": names.DEPARTMENTS.get(detail.unit.department, detail.unit.department),
        "children": units.children(code=code, limit=200) if detail.children else (),
    }
    return render(request, "places/unit.html", context)


@access.staff_page(ADMIN)
def edit(request: HttpRequest, code: str) -> HttpResponse:
    """Change name, phone, place, hours and the divisions served."""
    detail = units.detail(code=code)
    fields = (*FIELDS, _COVERS)
    values = {field.name: getattr(detail.unit, field.name) for field in FIELDS}
    values["covers"] = " ".join(row.division_id for row in detail.covers)

    def do() -> dict[str, str]:
        by, at = access.of(request).actor, clock.now()
        acts.change(code=code, values=forms.typed(fields=FIELDS, data=request.POST), by=by, at=at)
        wanted = request.POST.get("covers", "").split()[:500]
        if sorted(wanted) != sorted(values["covers"].split()):
            acts.cover(code=code, divisions=wanted, by=by, at=at)
        return {"code": code}

    return _form(
        request, fields, values, do, title=detail.unit.name, action="change_unit", back=f"/staff/places/units/{code}/"
    )


@access.staff_page(ADMIN)
def new(request: HttpRequest) -> HttpResponse:
    """Add a unit below another."""
    parent = request.POST.get("parent") or request.GET.get("parent", "")
    above = units.by_code(code=parent) if parent else None
    fields = (
        _PARENT,
        Field(name="kind", label=_KIND, kind="select", options=tuple(acts.KINDS.items())),
        Field(
            name="department",
            label=_DEPARTMENT,
            kind="select",
            options=tuple((key, names.DEPARTMENTS[key]) for key in acts.departments()),
        ),
        Field(name="level", label=_LEVEL, kind="select", options=tuple(authority.LEVELS.items())),
        *FIELDS,
        _COVERS,
    )
    values = {
        "parent": parent,
        "department": above.department if above is not None else "",
        "level": above.level if above is not None else "",
    }

    def do() -> dict[str, str]:
        typed = forms.typed(fields=fields, data=request.POST)
        made = acts.add(
            values=typed,
            parent=typed["parent"],
            covers=typed["covers"].split()[:500],
            by=access.of(request).actor,
            at=clock.now(),
        )
        return {"code": made.code}

    return _form(request, fields, values, do, title="", action="add_unit", back="/staff/places/units/")


@access.staff_page(ADMIN)
def move(request: HttpRequest, code: str) -> HttpResponse:
    """Hang a unit under another one."""
    unit = units.by_code(code=code)
    values = {"parent": unit.parent.code if unit.parent is not None else ""}

    def do() -> dict[str, str]:
        acts.move(code=code, parent=request.POST.get("parent", "").strip(), by=access.of(request).actor, at=clock.now())
        return {"code": code}

    return _form(
        request, (_PARENT,), values, do, title=unit.name, action="move_unit", back=f"/staff/places/units/{code}/"
    )


@access.staff_page(ADMIN)
def end(request: HttpRequest, code: str) -> HttpResponse:
    """End a unit on which nothing hangs any more."""
    unit = units.by_code(code=code)
    if unit.valid_to is not None:
        raise Absent("unit")
    errors: dict[str, Text] = {}
    if request.method == "POST":
        try:
            acts.end(code=code, by=access.of(request).actor, at=clock.now())
            return HttpResponseRedirect(f"/staff/places/units/{code}/")
        except (Refusal, Refusals) as error:
            errors = dict(problems.of(error))
    return render(request, "places/unit_end.html", {"unit": unit, "errors": errors}, status=422 if errors else 200)


def _form(
    request: HttpRequest,
    fields: tuple[Field, ...],
    values: dict[str, str],
    do: Callable[[], dict[str, str]],
    *,
    title: str,
    action: str,
    back: str,
) -> HttpResponse:
    errors: dict[str, Text] = {}
    if request.method == "POST":
        content = {**forms.typed(fields=fields, data=request.POST), "path": request.path}
        try:
            answer, _ = once.post(request, action=action, content=content, do=do)
            return HttpResponseRedirect(f"/staff/places/units/{answer['code']}/")
        except (Refusal, Refusals) as error:
            errors = dict(problems.of(error))
    shown = forms.filled(fields=fields, values=request.POST if request.method == "POST" else values, errors=errors)
    context = {"fields": shown, "errors": errors, "title": title, "back": back}
    return render(request, "places/unit_form.html", context, status=422 if errors else 200)
