"""A whole table for the list: pasted or uploaded, every row's error shown beside the row, nothing lost. Source: A2, S4."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_POST

from anju.actions import exempt as acts
from anju.law import exempt as law
from anju.law import wording
from anju.law.codes import ExemptKind, choices
from anju.law.exempt import Line
from anju.law.refusal import Refusal, Refusals
from anju.law.wording import Text
from anju.pages.partner.roster import KEEPER, KIND
from anju.queries import exempt
from anju.web import access, clock, forms, once, problems, sheets

_ERROR = Text(zh="要改的地方", en="To be corrected")


@dataclass(frozen=True)
class Wrong:
    """A row with what is wrong with it, by column and in one sentence."""

    number: int
    cells: tuple[tuple[str, Text | None], ...]
    text: Text


@access.staff_page(KEEPER)
def index(request: HttpRequest) -> HttpResponse:
    """Take a table; where any row is wrong nothing is taken, and each error stands beside its row."""
    scope = access.of(request).scope
    body = exempt.body(scope=scope)
    if request.method != "POST":
        return _page(request, kind=exempt.usual(scope=scope), table="", errors={}, lines=())
    kind, table = request.POST.get("kind", ""), request.POST.get("table", "")
    lines: Sequence[Line] = ()
    try:
        table = _given(request, table)
        lines = law.table(table)
        read = lines

        def do() -> dict[str, int]:
            done = acts.import_rows(lines=read, kind=kind, by=scope.actor, at=clock.now())
            return {"added": done.added, "known": done.known}

        content = {"kind": kind, "table": table, "body": body.code}
        answer, _ = once.post(request, action="import_exempt", content=content, do=do)
    except (Refusal, Refusals) as error:
        return _page(request, kind=kind, table=table, errors=problems.of(error), lines=lines)
    return HttpResponseRedirect(f"/partner/?done=imported&added={answer['added']}&known={answer['known']}")


@access.staff_page(KEEPER)
def template(request: HttpRequest) -> HttpResponse:
    """Hand out an empty table with its headings and one example."""
    exempt.body(scope=access.of(request).scope)
    example = ["王小明", "居民身份证", "", clock.today().isoformat()]
    return sheets.download(rows=[[text.zh for text in law.COLUMNS.values()], example], name="anju-list.csv")


@require_POST
@access.staff_page(KEEPER)
def marked(request: HttpRequest) -> HttpResponse:
    """Hand the table back with the errors of each row in a column of their own; nothing is written."""
    exempt.body(scope=access.of(request).scope)
    try:
        lines = law.table(sheets.limited(request.POST.get("table", ""), field="table"))
    except Refusal as error:
        return _page(
            request,
            kind=request.POST.get("kind", ""),
            table=request.POST.get("table", "")[: sheets.MOST_BYTES],
            errors=problems.of(error),
            lines=(),
        )
    errors = _checked(lines, request.POST.get("kind", ""))
    wrong = {row.number: row.text.zh for row in _wrong(lines, errors)}
    head = [*(text.zh for text in law.COLUMNS.values()), _ERROR.zh]
    rows = [[*(line.raw.get(name, "") for name in law.COLUMNS), wrong.get(line.number, "")] for line in lines]
    return sheets.download(rows=[head, *rows], name="anju-list-marked.csv")


def _given(request: HttpRequest, table: str) -> str:
    upload = request.FILES.get("file")
    if upload is not None and not isinstance(upload, list):
        return sheets.text(upload, field="file")
    return sheets.limited(table, field="table")


def _checked(lines: Sequence[Line], kind: str) -> dict[str, Text]:
    known = kind if kind in {str(value) for value, _ in choices(ExemptKind)} else str(ExemptKind.HOTEL)
    try:
        law.checked(lines, kind=known, today=clock.today())
    except Refusals as error:
        return problems.of(error)
    return {}


def _page(
    request: HttpRequest, *, kind: str, table: str, errors: dict[str, Text], lines: Sequence[Line]
) -> HttpResponse:
    wrong = _wrong(lines, errors)
    context = {
        "kind": forms.filled(fields=[KIND], values={"kind": kind}, errors=errors)[0],
        "chosen": kind,
        "table": table,
        "errors": {field: text for field, text in errors.items() if not field.startswith("rows.")},
        "wrong": wrong,
        "right": len(lines) - len(wrong),
        "columns": law.COLUMNS.values(),
        "most": law.MOST_ROWS,
    }
    return render(request, "partner/import.html", context, status=422 if errors else 200)


def _wrong(lines: Sequence[Line], errors: dict[str, Text]) -> list[Wrong]:
    found = []
    for line in lines:
        cells = tuple((line.raw.get(name, ""), errors.get(f"rows.{line.number}.{name}")) for name in law.COLUMNS)
        texts = [text for _, text in cells if text is not None]
        if texts:
            found.append(Wrong(number=line.number, cells=cells, text=wording.sentences(*texts)))
    return found
